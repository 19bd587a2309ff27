"""Sensors, lists and scores against what can be worked out by hand: stand-ins, systems, delays, chains of lists."""

from typing import Any

import numpy as np
import pytest

from glasshouse.engine.backends import python_backend
from glasshouse.engine.districts import plan_of
from glasshouse.engine.phasing import Steady
from glasshouse.inputs.compiling import compile_tables
from glasshouse.model import columns as count
from glasshouse.model import state
from tests import worlds
from tests.naive.compare import Kernel
from tests.truth.test_closed_forms import probabilities

ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}
FOUR_SIGMA = 4.0


def sensor(name: str, **fields: Any) -> dict[str, Any]:
    """Half of all crossings on red are seen."""
    seen = {"sees": ["jaywalk"], "coverage": {"urban": 1.0, "rural": 1.0}, "hit": 0.5}
    return {**ASSUMED, "id": name, "kind": "office", "title": "A sensor", **seen, **fields}


def scored(**fields: Any) -> dict[str, Any]:
    """A long scale of one dimension, on which nothing is ever cut off."""
    behaviour = {**ASSUMED, "id": "behaviour", "dimension": "behaviour", "weight": 1.0}
    return {**ASSUMED, "id": "score", "least": 0, "most": 4000, "start": 2000, "dimensions": [behaviour], **fields}


def points(act: str, size: float, **fields: Any) -> dict[str, Any]:
    """So many points for each record of an act, in town and country."""
    worth = {"urban": size, "rural": size}
    return {**ASSUMED, "id": f"points-{act}", "act": act, "dimension": "behaviour", "points": worth, **fields}


def lived(days: int = 60, citizens: int = 8000, **parts: Any) -> worlds.Lived:
    """Live a regime of a few parts."""
    regime = worlds.changed(worlds.regime("bare"), **parts)
    return worlds.live(worlds.place("cn-2020"), worlds.conduct(), regime, citizens, days)


def seen_by(world: worlds.Lived, name: str, cause: int = 0) -> int:
    """Return the records of one sensor."""
    number = world.compiled.legend.sensors.index(name)
    return int(world.flow(count.RECORDED_BY + 4 * number + cause)[0])


def watched_acts(world: worlds.Lived) -> int:
    """Return the crossings of those on file, who alone are looked at."""
    act = world.act("jaywalk")
    return int(world.flow(count.RECORDED + 4 * act)[0]) + int(world.flow(count.MISSED + act)[0])


def share_is(found: int, of: int, expected: float) -> bool:
    """Whether a binomial count is within four standard errors."""
    return abs(found - of * expected) < FOUR_SIGMA * np.sqrt(of * expected * (1 - expected))


def test_a_stand_in_sees_of_what_the_other_missed() -> None:
    world = lived(sensors=[sensor("face"), sensor("gait", instead_of=["face"], hit=0.6)])
    acts = watched_acts(world)
    assert acts > 2000
    assert share_is(seen_by(world, "face"), acts, 0.5)
    assert share_is(seen_by(world, "gait"), acts, 0.5 * 0.6)
    assert seen_by(world, "face", 3) == seen_by(world, "gait", 3) == 0


def test_sensors_of_one_system_see_and_miss_together() -> None:
    rule = points("jaywalk", -1)
    alone = lived(sensors=[sensor("a"), sensor("b")], score=scored(), rules=[rule])
    joined = lived(sensors=[sensor("a", system="s"), sensor("b", system="s")], score=scored(), rules=[rule])
    act = joined.act("jaywalk")
    first, second = seen_by(joined, "a"), seen_by(joined, "b", 3)
    assert first == second > 1000 and seen_by(joined, "b") == 0
    done = first + int(joined.flow(count.MISSED + act)[0])
    assert share_is(first, done, 0.5)
    both, none = seen_by(alone, "b", 3), int(alone.flow(count.MISSED + act)[0])
    assert share_is(both, done, 0.25) and share_is(none, done, 0.25)


def test_what_a_coat_costs_and_who_is_missed_more() -> None:
    world = lived(sensors=[sensor("gait", hit=0.6, impaired={"share": 0.5, "hit": 0.4}, missed={"N1": 1.5, "N2": 0.5})])
    act = world.act("jaywalk")
    for group, expected in ((0, 0.5), (1, 0.25), (2, 0.75)):
        seen, missed = (int(world.counts[:, group, k].sum()) for k in (count.RECORDED + 4 * act, count.MISSED + act))
        assert seen + missed > 20 and share_is(seen, seen + missed, expected), group


def test_what_is_seen_is_coverage_by_place_and_group_times_hits() -> None:
    """Town and country, and where groups live: of those on file, act by act."""
    eye = sensor("eye", coverage={"urban": 0.8, "rural": 0.2}, exposure={"M": 0.5, "N1": 1.0, "N2": 1.25}, hit=0.75)
    world = lived(citizens=4000, sensors=[eye])
    act, file = world.act("jaywalk"), world.column(state.SCORED) == 1
    due = probabilities(world)[:, act]
    for group, exposure in enumerate((0.5, 1.0, 1.25)):
        mine = file & (world.column(state.GROUP) == group)
        town = due[mine & (world.column(state.URBAN) == 1)].sum() / due[mine].sum()
        expected = 0.75 * exposure * (0.8 * town + 0.2 * (1 - town))
        seen, missed = (int(world.counts[:, group, k].sum()) for k in (count.RECORDED + 4 * act, count.MISSED + act))
        assert seen > 20 and share_is(seen, seen + missed, expected), group


@pytest.mark.parametrize("stricter", [0.0, 1.0])
def test_whoever_is_missed_is_taken_for_another_as_gallery_threshold_and_group_say(stricter: float) -> None:
    """Of a thousand faces each taken for this one in one of ten thousand cases; ten times fewer one step stricter."""
    match = {"per_comparison": 1e-4, "gallery": 1000, "by_group": {"M": 1, "N1": 3, "N2": 8}, "local": 0.0}
    world = lived(sensors=[sensor("eye", hit=0.0, false_match={**match, "stricter": stricter})])
    act = world.act("jaywalk")
    per_search = 1 - (1 - 1e-4 / 10**stricter) ** 1000
    for group, factor in enumerate((1, 3, 8)):
        sent, missed = (int(world.counts[:, group, k].sum()) for k in (count.STRAYED + act, count.MISSED + act))
        assert missed > 20 and share_is(sent, missed, min(factor * per_search, 1.0)), group


@pytest.mark.parametrize(("weeks", "counts"), [(0, True), (1, True), (9, False)])
def test_a_record_counts_when_its_delay_is_over(weeks: int, counts: bool) -> None:
    """Sixty days are less than nine weeks: all is on file by then, and nothing has counted where the file has room."""
    parts: dict[str, Any] = {
        "sensors": [sensor("slow", delay_weeks=weeks)],
        "score": scored(),
        "rules": [points("jaywalk", -10)],
    }
    world = lived(**parts)
    assert seen_by(world, "slow") > 1000
    behaviour = world.column(state.half(state.POINTS, 3))
    room = world.column(state.whole(state.RECORD, state.RECORDS_KEPT - 1)) == 0
    assert (behaviour[room] < 2000 * 16).any() == counts
    assert (behaviour[~room] < 2000 * 16).any(), "what would be pushed off the file counts first"
    assert (world.column(state.RECORD) > 0).sum() > 500


def test_a_record_is_thrown_away_with_all_that_it_did() -> None:
    parts = {"sensors": [sensor("video", retention_weeks=1)], "score": scored(), "rules": [points("jaywalk", -10)]}
    conduct = worlds.conduct()
    acts = [{**row, "rate_per_year": {"urban": 0, "rural": 0}} for row in worlds.entries(conduct.acts)]
    regime = worlds.changed(worlds.regime("bare"), **parts)
    place = worlds.place("cn-2020")
    kernel = Kernel(compile_tables(place, conduct, regime), plan_of(2, 500, 500, 1), 0, python_backend())
    kernel.live(31, [])
    assert (kernel.rows[:, (state.RECORD >> 16) + state.RECORDS_KEPT - 1] == 0).all(), "no file is full"
    marked = np.flatnonzero(kernel.rows[:, state.RECORD >> 16] > 0)
    assert len(marked) > 5
    kernel.rules = Steady(compile_tables(place, worlds.changed(conduct, acts=acts), regime).tables)
    kernel.live(40, [])
    assert (kernel.rows[:, state.RECORD >> 16] == 0).all(), "nobody does anything more, and what was kept is gone"
    assert all(state.get(kernel.rows, int(i), state.half(state.POINTS, 3)) == 2000 * 16 for i in marked)


def test_a_list_leads_to_a_list_as_worked_out_by_hand() -> None:
    """On `a` until week 8; `a` leads to `b`, `b` to `c`, each for six weeks, looked at every thirtieth day."""
    lists = [
        {**ASSUMED, "id": name, "title": "A list", "colour": "black", "term_weeks": 6, "through": through}
        for name, through in (("a", []), ("b", ["a"]), ("c", ["b"]))
    ]
    regime = worlds.changed(worlds.regime("bare"), lists=lists)
    kernel = Kernel(
        compile_tables(worlds.place("cn-2020"), worlds.conduct(), regime), plan_of(1, 500, 500, 1), 0, python_backend()
    )
    i = next(k for k in range(0, 500, 30) if state.get(kernel.rows, k, state.SCORED) == 1)
    state.put(kernel.rows, i, state.SLOT, 1 | (8 << 5))
    expected = {
        0: {"a": 8, "b": 6},  # week 0: b through a
        30: {"a": 8, "b": 10, "c": 10},  # week 4: b renewed, c through b
        60: {"b": 10, "c": 14},  # week 8: a has run out; c renewed while b holds
        90: {"c": 14},  # week 12: b has run out
        120: {},  # week 17
    }
    for day, entries in expected.items():
        kernel.live(1, [])
        slots = [state.get(kernel.rows, i, state.half(state.SLOT, k)) for k in range(state.HELD_SLOTS)]
        found = {"abc"[(slot & 31) - 1]: slot >> 5 for slot in slots if slot}
        assert found == entries, day
        kernel.live(29, [])
    through = kernel.counts[:, :, count.ENTRY_CAUSE : count.ENTRY_CAUSE + 18].sum(axis=(0, 1))
    assert through[5 + 6] == through[5 + 12] == 1, "once onto b and once onto c, each by another list"


def test_mean_and_variance_of_a_regime_of_two_acts() -> None:
    """Points are sums of independent records: mean and variance follow from rates and hits alone."""
    sensors = [sensor("a", sees=["litters"], hit=0.8), sensor("b", sees=["careful-purchase"], hit=0.4)]
    rules = [points("litters", -3), points("careful-purchase", 2)]
    world = lived(sensors=sensors, score=scored(), rules=rules)
    file = world.column(state.SCORED) == 1
    chances = probabilities(world)[file]
    a, b = chances[:, world.act("litters")] * 0.8, chances[:, world.act("careful-purchase")] * 0.4
    days = len(world.counts)
    mean, variance = days * (2 * b - 3 * a), days * (9 * a * (1 - a) + 4 * b * (1 - b))
    moved = world.column(state.half(state.POINTS, 3))[file] / 16 - 2000
    assert abs((moved - mean).sum()) < FOUR_SIGMA * np.sqrt(variance.sum())
    ratio = ((moved - mean) ** 2).sum() / variance.sum()
    assert 0.9 < ratio < 1.1
    assert world.counts[-1, :, count.SCORE_SUM].sum() == (world.column(state.half(state.POINTS, 3))[file]).sum()


def test_the_score_moves_with_near_ones_no_further_than_stated() -> None:
    """One month, one tier apart at the most: nobody moves by more than the caps, and somebody by each."""
    tiers = [{**ASSUMED, "id": name, "title": name, "from": first} for name, first in (("low", 0), ("high", 2000))]
    parts = scored(
        dimensions=[
            {**ASSUMED, "id": "behaviour", "dimension": "behaviour", "weight": 0.5},
            {**ASSUMED, "id": "relations", "dimension": "relations", "weight": 0.5},
        ],
        pulls=[{**ASSUMED, "id": of, "of": of, "points_per_tier": 40.0, "most": most} for of, most in
               (("kin", 25.0), ("friends", 10.0))],
    )  # fmt: skip
    world = lived(31, sensors=[sensor("a", hit=1.0)], score=parts, rules=[points("jaywalk", -100)], tiers=tiers)
    relations = world.column(state.half(state.POINTS, 2)) / 16 - 2000
    assert np.abs(relations).max() <= 2 * 35 and (np.abs(relations) > 25).any()
    rights = world.column(state.half(state.POINTS, 2 * state.DIMENSION_COUNT + 2))
    assert (rights == 2000 * 16).all(), "whom one knows is no ground"


def test_a_sensor_more_moves_no_draw_of_anybody_else() -> None:
    """Whose records meet no rule changes what is recorded and missed of its act, its own columns, and nothing else."""
    base = worlds.regime()
    gate = {"passage": "rides-metro", "refused": 0.01}
    more = [sensor("more", coverage={"urban": 0.5, "rural": 0.5}), sensor("more-gate", sees=[], gate=gate)]
    rules = [
        row if row["act"] != "jaywalk" or row["sensors"] else {**row, "sensors": feeding(base, "jaywalk")}
        for row in worlds.entries(base.rules)
    ]
    with_more = worlds.changed(base, sensors=[*worlds.entries(base.sensors), *more], rules=rules)
    place, conduct = worlds.place("cn-2020"), worlds.conduct()
    one, two = (worlds.live(place, conduct, regime, 4000, 65) for regime in (base, with_more))
    act, first, last = one.act("jaywalk"), len(base.sensors), len(one.compiled.legend.gates)
    own = [count.RECORDED + 4 * act + cause for cause in range(4)] + [count.MISSED + act]
    own += [count.RECORDED_BY + 4 * first + cause for cause in range(4)]
    own += [block + last for block in (count.PASSED, count.TURNED_AWAY, count.GATE_TENTHS, count.GATE_TENTHS_IN_ERROR)]
    moved = set(np.flatnonzero((one.counts != two.counts).any(axis=(0, 1))).tolist())
    assert moved <= set(own) and {own[0], own[4], count.PASSED + last} <= moved


def feeding(regime: Any, act: str) -> list[str]:
    """Return the sensors of a regime that see an act."""
    return [row.id for row in regime.sensors if act in row.sees]
