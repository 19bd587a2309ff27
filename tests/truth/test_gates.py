"""Gates and watch-lists against closed forms: false alerts by gallery, Bayes at base rates, counts, time taken."""

from decimal import Decimal, getcontext
from typing import Any

import numpy as np
import pytest

from glasshouse.inputs.regime import FalseMatch
from glasshouse.model import columns as count
from tests import worlds

WANTED = 0.02
"""Of those on file: many more than there are, so that few citizens show it."""
ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}


@pytest.mark.parametrize("exponent", range(2, 10))
def test_false_alerts_per_face_are_those_of_the_gallery(exponent: int) -> None:
    """1 - (1 - rate) ** gallery, to the last digits, from a hundred faces to a thousand million."""
    getcontext().prec = 60
    rate, gallery = 1.66667e-8, 10**exponent
    exact = 1 - (1 - Decimal(rate)) ** gallery
    found = FalseMatch(per_comparison=rate, gallery=gallery, local=0.5).per_search()
    assert abs(Decimal(found) / exact - 1) < Decimal("1e-13")
    if exponent <= 5:
        assert abs(found / (rate * gallery) - 1) < 1e-3, "nearly linear while small"


def test_the_published_rate_at_ten_thousand_is_what_the_rate_of_one_comparison_was_made_from() -> None:
    at_ten_thousand = FalseMatch(per_comparison=1.66667e-8, gallery=10_000, local=0.5).per_search()
    assert abs(at_ten_thousand / 0.000166667 - 1) < 1e-3


def watched(**sensor: Any) -> worlds.Lived:
    """Live sixty days of a city with one gate and many wanted."""
    base = worlds.conduct()
    acts = [dict(act, share=WANTED) if act["kind"] == "wanted" else act for act in worlds.entries(base.acts)]
    gate = {
        **ASSUMED, "id": "gate", "kind": "police-glasses", "title": "A gate", "sees": ["is-wanted"],
        "coverage": {"urban": 0.5, "rural": 0.5}, "hit": 0.02,
        "false_match": {"per_comparison": 1e-6, "gallery": 2000, "by_group": {"M": 1, "N1": 3, "N2": 10}, "local": 1.0},
        "gate": {"passage": "rides-metro", "refused": 0.01, "refusal_minutes": 3.0, "minutes": 0.5},
    }  # fmt: skip
    regime = worlds.changed(worlds.regime("bare"), sensors=[{**gate, **sensor}])
    return worlds.live(worlds.place("cn-2020"), worlds.changed(base, acts=acts), regime, 20_000, 60)


@pytest.fixture(scope="module")
def lived() -> worlds.Lived:
    return watched()


def near(found: float, expected: float, spread: float = 1.0) -> bool:
    """Whether a Poisson count is within four and a half standard errors; ``spread`` widens it."""
    return abs(found - expected) <= 4.5 * np.sqrt(expected * spread) + 1.0


def records(lived: worlds.Lived, cause: int) -> int:
    return int(lived.flow(count.RECORDED + 4 * lived.act("is-wanted") + cause)[0])


def test_passages_errors_and_alerts_have_their_means(lived: worlds.Lived) -> None:
    passed = int(lived.flow(count.PASSED)[0])
    assert near(passed, two_months_of_rides(lived))
    assert near(int(lived.flow(count.TURNED_AWAY)[0]), 0.01 * passed)
    by_group = lived.counts[:, :, count.PASSED].sum(axis=0)
    false = -np.expm1(2000 * np.log1p(-1e-6)) * np.array([1, 3, 10])
    assert near(records(lived, 1), float((by_group * false).sum()) * (1 - WANTED), 2.0)


def two_months_of_rides(lived: worlds.Lived) -> float:
    """The mean of all passages: each citizen on file lives two due days."""
    from glasshouse.inputs.compiling.gating import monthly
    from glasshouse.model import state

    rides = next(row for row in worlds.conduct().passages if row.id == "rides-metro")
    urban, age, scored = (lived.column(field) for field in (state.URBAN, state.AGE_GROUP, state.SCORED))
    means = np.array([[monthly(rides, residence, group) for group in range(6)] for residence in range(2)])
    return float((means[urban, age] * scored).sum()) * 0.5 * 2


def test_the_share_of_false_alerts_is_that_of_bayes_and_hangs_on_how_many_are_wanted(lived: worlds.Lived) -> None:
    """Few are wanted, so most alerts are false however good the camera; the months' records show it."""
    true, false = records(lived, 0), records(lived, 1)
    done, missed = (int(lived.flow(start + lived.act("is-wanted"))[0]) for start in (count.DONE, count.MISSED))
    assert done == true + missed, "each month of somebody wanted is seen or missed"
    share = false / (true + false)
    fewer = next(act.share for act in worlds.conduct().acts if act.kind == "wanted")
    assert 0.3 < share < 0.95
    odds = (true / WANTED * fewer, false / (1 - WANTED) * (1 - fewer))
    assert odds[1] / sum(odds) > 0.97, "at the declared share of wanted nearly every alert is false"


def test_gates_take_time_by_tier_and_refusals_take_more(lived: worlds.Lived) -> None:
    passed, refused = (int(lived.flow(start)[0]) for start in (count.PASSED, count.TURNED_AWAY))
    assert int(lived.flow(count.GATE_TENTHS)[0]) == 5 * passed + 30 * refused
    assert int(lived.flow(count.GATE_TENTHS_IN_ERROR)[0]) == 0, "nobody has a tier"


def test_a_stricter_threshold_trades_false_alerts_for_hits(lived: worlds.Lived) -> None:
    match = {"per_comparison": 1e-6, "gallery": 2000, "by_group": {"M": 1, "N1": 3, "N2": 10}, "local": 1.0}
    strict = watched(false_match={**match, "stricter": 1.0}, hit_lost=0.4)
    assert records(strict, 1) < records(lived, 1) / 5
    assert records(strict, 0) < records(lived, 0)
    assert (strict.flow(count.DONE, 40) == lived.flow(count.DONE, 40)).all(), "nobody acts otherwise for it"
