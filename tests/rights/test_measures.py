"""The measures that a run gives: each against something worked out another way, and the table of all of them."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from glasshouse import api
from glasshouse.audit.rights import sampled, spells
from glasshouse.audit.rights.catalogue import MEASURES, NEEDS, as_rows
from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.measured import joined, measures_of
from glasshouse.audit.rights.rows import Figures, Subject
from glasshouse.audit.rights.sample import Sample
from glasshouse.audit.rights.unequal import injustice
from glasshouse.audit.whole import audit_of
from glasshouse.engine.experiment import Setting
from glasshouse.inputs import library
from glasshouse.record.panel import panel_of
from glasshouse.record.reading import Run

DOCUMENT = Path(__file__).parents[2] / "docs" / "audit-report.md"
SEEDS = 2


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Run]:
    """Two societies under a regime and under ordinary law."""
    root, setting = tmp_path_factory.mktemp("measures"), Setting(1500, 90, 1, panel=300)
    told, law = (
        api.run(api.load(name, "village"), setting, root / name, seeds=SEEDS) for name in ("as-told", "ordinary-law")
    )
    return told, law


@pytest.fixture(scope="module")
def figures(runs: tuple[Run, Run]) -> dict[str, Figures]:
    """Every figure of the first society beside the second."""
    return measures_of(subject(*runs))


def subject(run: Run, base: Run | None, regime: str = "as-told") -> Subject:
    """What is measured."""
    facts = RegimeFacts(library.load_regime(regime), library.load_conduct("default").value)
    return Subject(run, audit_of(run, base), facts)


def test_the_table_has_every_measure_once_with_a_reason_where_one_is_missing() -> None:
    assert [one.id for one in MEASURES] == [f"M{k}" for k in range(1, 35)]
    assert all(one.why for one in MEASURES if one.state != "computed")
    assert set(NEEDS) == {one.source for one in MEASURES if one.state != "not yet"}
    assert not any(row["values"] for row in as_rows({}, run=False))


def test_what_is_said_to_be_computed_is_and_nothing_else(runs: tuple[Run, Run], figures: dict[str, Figures]) -> None:
    found = {name for name, rows in figures.items() if rows and name.startswith("M")}
    # Nobody of this small panel withdraws, or too few; `leaving` has a test of its own.
    assert found | {"M7", "M30"} == {one.id for one in MEASURES if one.state != "not yet"}
    alone = measures_of(subject(runs[0], None))
    assert {"M25", "M26"} & set(alone) == set() and "M33" in alone
    assert not any("baseline" in row["unit"] for row in alone["M15"])


def test_the_table_of_the_page_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| (M\d+) \| (.+?) \| (.+?) \| (.*?) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert rows == [(row["id"], row["title"], row["state"], row["why"]) for row in as_rows({}, run=False)]


def test_several_seeds_are_taken_together_with_an_interval(runs: tuple[Run, Run], figures: dict[str, Figures]) -> None:
    """Gini coefficients of the cash of each seed's panel, by the definition over all pairs."""
    [figure] = [one for one in figures["M10"] if one["what"].startswith("Gini coefficient of cash")]
    by_hand = []
    for run in runs[0].replicates():
        panel = panel_of(run.folder)
        assert panel is not None
        money = panel["money"][-1][panel["scored"][-1] == 1].astype(float)
        by_hand.append(np.abs(money[:, None] - money[None, :]).sum() / (2 * len(money) ** 2 * money.mean()))
    assert figure["figure"] == pytest.approx(sum(by_hand) / SEEDS)
    assert figure["interval"] == pytest.approx([min(by_hand), max(by_hand)])


def test_gaps_between_groups_are_the_most_less_the_least(figures: dict[str, Figures]) -> None:
    rows = figures["M5"]
    gaps = [row for row in rows if row["what"].startswith("gap between groups: ")]
    assert len(gaps) == 2 and all(gap["interval"] is not None for gap in gaps)
    for gap in gaps:
        what = gap["what"].partition(": ")[2]
        values = [row["value"] for row in rows if row["what"] in {f"{group}: {what}" for group in ("M", "N1", "N2")}]
        assert gap["figure"] == pytest.approx(max(values) - min(values))


def test_inverted_pairs_are_counted_as_one_would_by_hand() -> None:
    draws = np.random.default_rng(7)
    acts, burdens = draws.integers(0, 5, 60), draws.integers(0, 9, 60)
    pairs = [(i, j) for i, j in combinations(range(60), 2) if acts[i] != acts[j]]
    wrong = sum(burdens[i] != burdens[j] and (acts[i] < acts[j]) == (burdens[i] > burdens[j]) for i, j in pairs)
    assert sampled.inverted(acts, burdens) == pytest.approx(100 * wrong / len(pairs))


def test_the_median_of_censored_spells_is_that_of_a_known_law() -> None:
    """Geometric spells that end with one in ten a day: half are over after ln 2 / -ln 0.9 days, cut off or not."""
    draws = np.random.default_rng(11)
    flags = np.zeros((400, 4000), dtype=bool)
    for k in range(flags.shape[1]):
        begins = draws.integers(1, 390)
        flags[begins : begins + draws.geometric(0.1), k] = True
    lengths, over = spells.spells(flags)
    assert len(lengths) == flags.shape[1] and 0 < (~over).sum() < 200
    assert spells.quantile_of(lengths, over, 0.5) == np.ceil(np.log(2) / -np.log(0.9))


def test_errors_that_fall_on_few_are_unequal() -> None:
    """Of a hundred, ten under a sanction in error: e / (2 (1 - e)) with e a tenth."""
    held = np.zeros((1, 100), dtype=np.int32)
    held[0, :10] = 1
    panel = {"under_held": held, "under_error_free": np.zeros_like(held), "group": held}
    found, between = injustice(Sample(panel, 1, (5,), ("M", "N1", "N2"), {}, 0, False))
    # All of them are of one group, so all of it lies between groups.
    assert between.value == pytest.approx(100)
    assert found.value == pytest.approx(0.1 / (2 * 0.9)) and found.among == 100


def test_few_people_and_few_spells_give_no_figure() -> None:
    few = np.zeros((9, 5), dtype=bool)
    few[3:5, 1] = True
    assert [one.value for one in spells.lasting("so", few)] == [None, None, None]


def test_a_regime_that_joins_nothing_joins_nothing(runs: tuple[Run, Run], figures: dict[str, Figures]) -> None:
    """A court's list that refuses journeys to those who owe joins justice and travel; ordinary law joins little."""
    told = {row["what"]: row["figure"] for row in figures["M34"]}
    bare = {row["what"]: row["figure"] for row in joined(subject(runs[1], None, "bare"))}
    name = "domains of life that are joined"
    assert told[name] > 0 and bare[name] == 0
