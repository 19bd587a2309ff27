"""Paired worlds: a consequence switched on changes what it should and nothing else."""

from typing import Any

import numpy as np
import pytest

from glasshouse.model import columns as count
from glasshouse.model import state
from tests import worlds
from tests.consequences import lively
from tests.consequences.lively import consequence
from tests.responses.paired import moved

TALLIES = {"under", "begun", "tier", "changes"}
CASES: dict[str, tuple[dict[str, Any], set[str], set[str]]] = {
    "queue": (
        consequence("c", "first", "clinic", above="very-good"), set(),
        {"queued", "wait_skipped", "wait_added", "wished", "granted", "waited"},
    ),
    "seat": (
        consequence("c", "first", "senior-school", above="very-good"), {"seat", "bars_now", "bars_before", "won"},
        {"places_won", "places_lost", "places_moved", "places_missed", "seated", "wished", "granted"},
    ),
    "match": (
        consequence("c", "first", "match", above="very-good"), {"met", "won"},
        {"places_won", "places_lost", "places_moved", "places_missed", "places_left", "in_touch", "sought", "matched",
         "wished", "granted"},
    ),
    "honour": (consequence("c", "honoured", above="very-good"), set(), set()),
}  # fmt: skip
"""A clause; the state columns and the counts that may differ from the world in which nobody is reached by it."""


def nobody_reached(clause: dict[str, Any]) -> dict[str, Any]:
    """The same clause, for a list on which nobody is."""
    return {**clause, "below": None, "above": None, "lists": [lively.NOBODY]}


def lived(clause: dict[str, Any]) -> worlds.Lived:
    return worlds.live(worlds.place("cn-2020"), lively.conduct(), lively.favouring(clause), 1500, 40)


@pytest.mark.parametrize("name", CASES)
def test_a_reward_changes_its_own_and_nothing_else(name: str) -> None:
    clause, columns, blocks = CASES[name]
    with_it, without = lived(clause), lived(nobody_reached(clause))
    changed, counted = moved(with_it, without)
    assert changed <= columns, "state that no reward of this kind may touch"
    assert counted - TALLIES <= blocks and "under" in counted
    assert bool(columns) == bool(changed)


def test_a_child_of_the_poorly_graded_is_refused_and_may_have_no_record() -> None:
    """C6: refusals fall on children, by the standing of the adults at home; in another regime they apply."""
    world = lived(consequence("c", "refuse", "senior-school", below="very-good"))
    wish = world.compiled.legend.wishes.index("senior-school")
    refused = world.flow(count.REFUSED + 3 * wish, 3)
    assert refused.sum() > 5
    ever, youth = world.column(state.EVER_REFUSED) == 1, world.column(state.AGE_GROUP) == 1
    assert ever.any() and not (ever & ~youth).any(), "nothing else is refused here"
    assert not world.column(state.SCORED)[ever].any(), "no child of an age for a senior school is on file"
    parents = world.column(state.BARS_NOW)
    assert set(np.unique(parents[youth])) == {0} and (parents > 2).any()


def detaining() -> Any:
    """Whoever breaks a traffic rule and is seen is detained, for so long that nobody leaves."""
    base = lively.favouring(consequence("c", "detain", lists=["reckless-drivers"]))
    lists = [{**row, "term_weeks": 1000} for row in worlds.entries(base.lists)]
    rules = [{**row, "after": 1} for row in worlds.entries(base.rules)]
    sensors = [
        {**row, "coverage": {"urban": 1.0, "rural": 1.0}, "hit": 1.0} if "traffic-offence" in row["sees"] else row
        for row in worlds.entries(base.sensors)
    ]
    return worlds.changed(base, lists=lists, rules=rules, sensors=sensors)


def unmoved(early: worlds.Lived, late: worlds.Lived, besides: set[str]) -> None:
    """Whoever is detained early, and lives late, is detained still and as they were, besides some columns."""
    inside = (early.column(state.DETAINED) == 1) & (late.column(state.DEAD) == 0)
    assert inside.sum() > 50 and late.column(state.DETAINED)[inside].all()
    moving = {"shown", "beside_before", "bars_before", "struck", "inbox"} | besides
    for column in state.COLUMNS:
        if column.name not in moving:
            field = state.FIELDS[column.name]
            assert (early.column(field)[inside] == late.column(field)[inside]).all(), column.name


def test_whoever_is_detained_grows_older_and_nothing_else_happens() -> None:
    early, late = (worlds.live(worlds.place("cn-2020"), lively.conduct(), detaining(), 1500, days) for days in (60, 95))
    unmoved(early, late, {"age", "age_group"})
    gained = (late.column(state.AGE) - early.column(state.AGE))[early.column(state.DETAINED) == 1]
    assert set(gained.tolist()) == {0, 1}


def test_nothing_happens_to_whoever_is_detained() -> None:
    """A row of somebody detained stays as it is: no act, no record, no money, no belief; what is counted is apart."""
    early, late = (worlds.live(worlds.still("cn-2020"), lively.conduct(), detaining(), 1500, days) for days in (60, 95))
    unmoved(early, late, set())
    assert late.flow(count.DETENTIONS, 2).sum() == late.column(state.DETAINED).sum()
    assert late.flow(count.INCOME_LOST)[0] > 0 and late.flow(count.KIN_LEFT)[0] > 0
    under = late.stock(count.UNDER, 3).sum()
    assert under == late.column(state.DETAINED).sum() and late.stock(count.SANCTIONED, 3).sum() == 0


def test_a_leak_shows_who_is_in_it_and_is_forgotten() -> None:
    plain = lively.favouring(consequence("c", "honoured", above="excellent"))
    leaky = worlds.changed(
        plain, leaks={**lively.ASSUMED, "id": "leaks", "files_per_year": 1.0, "remembered_months": 2}
    )
    none, some = (worlds.live(worlds.place("cn-2020"), lively.conduct(), one, 1500, 95) for one in (plain, leaky))
    assert none.flow(count.LEAKED, 2).sum() == 0 and some.flow(count.LEAKED, 2).min() > 20
    exposed = some.column(state.EXPOSED) == 1
    assert some.stock(count.EXPOSED_STOCK)[0] == exposed.sum() > 0
    assert some.flow(count.LEAKED)[0] > exposed.sum(), "some are forgotten"
    listed = (some.column(state.SHOWN) >> (6 + 3)) & 1
    assert listed[exposed].all() and not listed[~exposed].any()
