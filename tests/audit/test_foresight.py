"""What a score foretells (M16), against pairs counted one by one and against people made up for it."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from glasshouse.audit import foresight as subject
from glasshouse.audit.foresight import Area, Foresight, area, foresight, per_day
from glasshouse.report.foretelling import foretold, of_foresight

DAYS, PEOPLE = 200, 400


def run_of(panel: dict[str, Any] | None, monkeypatch: pytest.MonkeyPatch, scored: bool = True) -> Any:
    """A run that has this panel."""
    monkeypatch.setattr(subject, "panel_of", lambda folder: panel)
    return SimpleNamespace(first=SimpleNamespace(folder=None), manifest=SimpleNamespace(scored=scored))


def people(days: int = DAYS) -> dict[str, Any]:
    """A panel in which the second half of the people litters every tenth day and scores low; nobody does else."""
    rng = np.random.default_rng(3)
    zero = np.zeros((days, PEOPLE), dtype=np.int32)
    litters = np.arange(PEOPLE) >= PEOPLE // 2
    counted = np.cumsum((np.arange(days) % 10 == 0)[:, None] & litters[None, :], axis=0) % 16
    panel = {f"breach_{name}": zero for name in subject.DOMAINS} | {"breach_street": counted.astype(np.int32)}
    return panel | {
        "unable": zero,
        "scored": zero + 1,
        "score_held": np.tile(np.where(litters, 400, 700), (days, 1)),
        "income": np.tile(rng.permutation(PEOPLE), (days, 1)),
    }


def row(rows: list[Foresight], name: str) -> Foresight:
    return next(one for one in rows if one.id == name)


def test_areas_are_the_pairs_counted_one_by_one() -> None:
    rng = np.random.default_rng(1)
    worse, went_on = rng.integers(0, 12, 90).astype(np.int32), rng.random(90) < 0.3
    pairs = [(a > b) + (a == b) / 2 for a in worse[went_on] for b in worse[~went_on]]
    assert area(worse, went_on).value == pytest.approx(sum(pairs) / len(pairs), abs=1e-12)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """Normal scores one standard deviation apart: the area is that of a normal distribution at 1/sqrt(2)."""
    from scipy.stats import norm

    rng, truth, held = np.random.default_rng(2), float(norm.cdf(1 / np.sqrt(2))), 0
    for _ in range(400):
        went_on = np.arange(120) < 40
        found = area((rng.normal(went_on * 1.0, 1.0) * 1e6).astype(np.int32), went_on).interval
        assert found is not None
        held += found.low <= truth <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_a_score_that_tells_all_tells_all_and_income_that_tells_nothing_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = foresight(run_of(people(), monkeypatch))
    street = row(rows, "street")
    assert (street.first, street.days) == (100, 100)
    assert street.score.value == street.past.value == 1.0
    assert street.income.interval is not None
    assert street.income.interval.low < 0.5 < street.income.interval.high
    assert row(rows, "money").score == Area(None, 0, PEOPLE)
    assert row(rows, "any").score == row(rows, "helped").score == street.score


def test_two_years_are_halved_after_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = foresight(run_of(people(800), monkeypatch))
    assert (rows[0].first, rows[0].days) == (365, 365)


def test_what_could_not_be_helped_is_left_out_of_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = people()
    panel["unable"] = panel["breach_street"]
    rows = foresight(run_of(panel, monkeypatch))
    assert row(rows, "any").score.value == 1.0
    assert row(rows, "helped").score.value is None


def test_children_are_not_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = people()
    panel["scored"] = panel["scored"] * (np.arange(PEOPLE) % 2 == 0)
    rows = foresight(run_of(panel, monkeypatch))
    assert rows[0].score.went_on + rows[0].score.others == PEOPLE // 2


def test_counting_on_modulo_sixteen_loses_nothing() -> None:
    daily = np.random.default_rng(4).integers(0, 9, (60, 7))
    counted = (np.cumsum(daily, axis=0) % 16).astype(np.int32)
    assert (per_day(counted) == daily).all()


def test_nothing_is_said_without_a_score_a_panel_or_breaches_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    old = {name: values for name, values in people().items() if name != "unable"}
    assert foresight(run_of(None, monkeypatch)) == []
    assert foresight(run_of(people(), monkeypatch, scored=False)) == []
    assert foresight(run_of(old, monkeypatch)) == []
    assert foresight(run_of(people(1), monkeypatch)) == []
    assert foretold([]) == [] and of_foresight([]) == []


def test_too_few_are_said_to_be_too_few() -> None:
    few = Foresight("any", 5, 5, Area(None, 3, 90), Area(None, 3, 90), Area(None, 3, 90))
    assert foretold([few]) == [
        "The panel holds too few to say what the score foretells: 3 of one kind, ten are needed."
    ]
    assert of_foresight([few]) == []


def test_people_of_several_seeds_are_all_of_them() -> None:
    one, other = Area(0.6, 30, 70), Area(0.7, 20, 80)
    every = Area(0.6, 30, 70, (one, other))
    assert every.people == (50, 150) and one.people == (30, 70)
    assert every.of_all == pytest.approx(0.65)
    row = Foresight("any", 5, 5, every, every, every)
    assert of_foresight([row])[0].rows[0][-2:] == ("50", "150")
