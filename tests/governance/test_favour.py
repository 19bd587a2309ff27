"""Favour and treatment apart do what they say, to those of whom they say it, and switched off nothing at all."""

from typing import Any

import numpy as np
import pytest

from glasshouse.chance import day_key, district_keys, draw, stream
from glasshouse.model import columns as count
from glasshouse.model import state
from glasshouse.model.tables import CHANNEL_ADVERSE
from glasshouse.quantities import threshold
from tests import worlds
from tests.governance.phased import HOW, WHY, live, phase

FAVOUR: dict[str, Any] = {
    "id": "favour", "officials": False, "connected": 0.05, "drops": 1.0, "assumption": WHY,
    "enters": {"sensor": "neighbourhood-office", "act": "volunteers", "per_month": 1.0},
}  # fmt: skip
APART = {"M": 1.0, "N1": 2.0, "N2": 4.0}


def alone() -> Any:
    """As-told where nobody's standing moves anybody else's, and nothing scarce is refused: no effect reaches others."""
    regime = worlds.regime()
    assert regime.score is not None
    score = worlds.changed(regime.score, pulls=[]).model_dump(by_alias=True)
    sensors = [row for row in worlds.entries(regime.sensors) if row["kind"] != "dossier"]
    return worlds.changed(regime, score=score, consequences=[], sensors=sensors)


def under(**clauses: Any) -> worlds.Lived:
    """The village under it with some clauses; nobody answers, so that acts hang on money and on nothing else."""
    return live(worlds.changed(alone(), **clauses), "no-response")


@pytest.fixture(scope="module")
def plain() -> worlds.Lived:
    return under()


def favoured(lived: worlds.Lived, share: float) -> Any:
    """Who is favoured, worked out apart from the kernel."""
    found = []
    for flight in lived.flights:
        key_0, key_1 = (day_key(key, -1) for key in district_keys(1, flight.number))
        named = stream("trait:connected")
        found += [draw(key_0, key_1, named, i) < threshold(share) for i in range(len(flight.citizens))]
    return np.array(found)


def test_only_the_favoured_have_their_files_edited(plain: worlds.Lived) -> None:
    lived = under(favour=FAVOUR)
    spared = favoured(lived, 0.05) & (lived.column(state.SCORED) == 1)
    assert 0.02 < spared.mean() < 0.15
    differ = np.concatenate([
        (one.citizens != other.citizens).any(axis=1) for one, other in zip(lived.flights, plain.flights, strict=True)
    ])  # fmt: skip
    same = [np.array_equal(lived.column(field)[~spared], plain.column(field)[~spared]) for field in
            (state.RECORD, state.SLOT, state.MONEY)]  # fmt: skip
    assert differ[spared].any() and all(same)
    dropped, entered = lived.flow(count.EDITED, 2).tolist()
    local = np.concatenate([np.arange(len(flight.citizens)) for flight in lived.flights])
    due = (HOW["days"] - 1 - local % 30) // 30 + 1
    assert dropped > 0
    assert entered == due[spared].sum(), "a deed on each due day"
    other = np.flatnonzero(lived.flow(count.DONE, 64) != plain.flow(count.DONE, 64)).tolist()
    money = [lived.act(name) for name in ("pays-bill-late", "misses-instalment")]
    assert set(other) <= set(money), "who pays no fine has it for a bill, and nobody did anything else"


def test_switched_off_favour_is_not_there(plain: worlds.Lived) -> None:
    assert under(favour={**FAVOUR, "strength": 0.0}).digest == plain.digest


def test_officials_are_spared_where_they_are_favoured() -> None:
    """Office may be entered and left meanwhile, so who held it at both ends is looked at."""
    lived = under(favour={**FAVOUR, "officials": True, "connected": 0.0})
    assert lived.flow(count.EDITED, 2).min() > 0
    assert under(favour={**FAVOUR, "connected": 0.0}).flow(count.EDITED, 2).sum() == 0


def test_of_the_favoured_nothing_adverse_is_on_file() -> None:
    lived = under(favour={**FAVOUR, "enters": None})
    spared = favoured(lived, 0.05)
    channels = np.stack([(lived.column(state.whole(state.RECORD, k)) & 255) - 1 for k in range(state.RECORDS_KEPT)])
    adverse = (lived.compiled.tables[CHANNEL_ADVERSE + channels] == 1) & (channels >= 0)
    assert not adverse[:, spared].any() and adverse[:, ~spared].any()


@pytest.mark.parametrize("part", ["coverage", "points", "fines", "terms", "higher_cut_offs"])
def test_each_part_of_treatment_reaches_the_minorities_alone(plain: worlds.Lived, part: str) -> None:
    apart = {"M": 0.0, "N1": 40.0, "N2": 90.0} if part == "higher_cut_offs" else APART
    lived = under(treatment={"id": "apart", part: apart, "assumption": WHY})
    group, fields = lived.column(state.GROUP), (state.POINTS, state.MONEY, state.SLOT, state.TIER, state.RECORD)
    moved = [lived.column(field) != plain.column(field) for field in fields]
    assert not any(each[group == 0].any() for each in moved), part
    assert any(each[group != 0].any() for each in moved), part
    if part not in ("coverage", "fines"):
        rights = count.SCORE_SUM + state.RIGHTS
        assert np.array_equal(lived.counts[:, :, rights], plain.counts[:, :, rights]), "rights know no group"


def test_twice_the_points_are_twice_what_is_taken() -> None:
    """One rule, nothing that fades and no bound in reach: what N1 and N2 lose is twice and four times as much."""
    regime = alone()
    points = {"urban": -3, "rural": -2}
    rule = {"id": "one", "act": "pays-bill-late", "dimension": "history", "points": points, "assumption": WHY}
    rows = [worlds.changed(row, fades_half_life_days=None).model_dump() for row in regime.score.dimensions]
    score = worlds.changed(regime.score, dimensions=rows).model_dump(by_alias=True)
    single = worlds.changed(regime, rules=[rule], lists=[], score=score)
    treated = worlds.changed(single, treatment={"id": "apart", "points": APART, "assumption": WHY})
    lost = [650 * 16 - live(one, "no-response").column(state.POINTS) for one in (single, treated)]
    group = live(single, "no-response", days=1).column(state.GROUP)
    assert lost[0][group == 1].any() and lost[0][group == 2].any()
    assert np.array_equal(lost[1], lost[0] * np.array([1, 2, 4])[group])


def test_treatment_of_one_for_all_is_not_there(plain: worlds.Lived) -> None:
    assert under(treatment={"id": "alike", "assumption": WHY}).digest == plain.digest


def test_what_is_not_spent_on_watching_bears_sudden_costs() -> None:
    """Of one sum half goes to cameras: without them, and with it all spent on help, costs fall as arithmetic has it."""
    shocks = worlds.conduct().shocks
    taken = shocks.per_month * shocks.months_of_income
    budget = {"id": "sum", "share_of_income": taken / 2, "costs": {"crossing-cameras": taken / 4}, "assumption": WHY}
    off = phase("no-cameras", drops=["crossing-cameras"])
    none, half, whole = (
        under(**clauses).flow(count.SHOCKS)[0]
        for clauses in ({}, {"budget": budget}, {"budget": budget, "phases": [off]})
    )
    assert half == pytest.approx(0.75 * none, rel=0.02) and whole == pytest.approx(0.5 * none, rel=0.02)
    assert under(budget={**budget, "helps": 0.0}).flow(count.SHOCKS)[0] == none
