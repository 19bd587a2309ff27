"""R7, protest: Granovetter's two examples by hand, and paired worlds in which others are enough, or fear is."""

from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from glasshouse.chance import district_keys
from glasshouse.inputs.compiling.protesting import compile_protest
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import state
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck
from glasshouse.model.protest import S_THRESHOLD, protest, publish_protest
from tests import worlds
from tests.responses import paired

HUNDRED = 100
MONTH = 30
Array = Any


def crowd(people: list[int], tables: Array, months: int) -> int:
    """How many of some people, who all think nothing of the authority and fear nothing, protest in the last month."""
    rows = np.zeros((max(people) + 1, state.WORDS), dtype=np.uint32)
    district, today = empty_district(), np.zeros(at.TODAY, dtype=np.int64)
    district[at.SCORED_OF_GROUP] = len(people)
    for i in people:
        state.put(rows, i, state.SCORED, 1)
        state.put(rows, i, state.AWARENESS, 1)
    for day in range(months * MONTH):
        publish_protest(district)
        district[at.COUNTS_HERE : at.COUNTS_HERE + count.COLUMNS] = 0
        district[at.DAY] = day
        for i in people:
            if i % MONTH == day % MONTH:
                today[at.ACTS_TODAY] = 0
                assert protest(i, rows, tables, district, today) == today[at.ACTS_TODAY]
    publish_protest(district)
    return int(district[at.PROTESTED])


def empty_district() -> Array:
    """A district's array of which only the luck of birth is written."""
    district = np.zeros(at.SIZE, dtype=np.int64)
    district[at.BIRTH_KEY : at.BIRTH_KEY + 2] = district_keys(1, 0)
    district[at.LIVING] = 12_345
    return district


def compiled(**fields: Any) -> Array:
    """The tables of a protest clause, everything else empty."""
    shelf = Shelf()
    compile_protest(shelf, paired.conduct(grievance={}, protest=fields))
    return shelf.tables


def of_part(part: int, nth: int = 0) -> int:
    """The n-th citizen whose threshold is in one of the 256 parts."""
    district = empty_district()
    found = (i for i in range(20_000) if born_luck(district, S_THRESHOLD, i) >> 24 == part)
    return [next(found) for _ in range(nth + 1)][nth]


@pytest.fixture(scope="module")
def worked_example() -> tuple[list[int], Array]:
    """A hundred people of whom the first needs nobody, the next one other, the next two, up to 99."""
    tables = compiled(strength=1.0)
    tables[room.PROTEST_THRESHOLD : room.PROTEST_THRESHOLD + HUNDRED] = [(k << 16) // HUNDRED for k in range(HUNDRED)]
    return [of_part(part) for part in range(HUNDRED)], tables


def test_a_hundred_people_who_each_need_one_more_all_protest(worked_example: tuple[list[int], Array]) -> None:
    assert crowd(*worked_example, months=70) == HUNDRED


def test_one_who_needs_two_instead_of_one_leaves_the_first_alone(worked_example: tuple[list[int], Array]) -> None:
    people, tables = worked_example
    assert crowd([people[0], of_part(2, nth=1), *people[2:]], tables, months=70) == 1


def spread_out(mean: float, spread: float) -> float:
    """The least share that is the share of those who need no more: a normal distribution of what people need."""
    share, needs = 0.0, NormalDist(mean, spread)
    for _ in range(10_000):
        share = needs.cdf(share)
    return share


@pytest.mark.parametrize(("spread", "few"), [(0.10, True), (0.16, False)])
def test_a_little_more_spread_makes_a_crowd_of_a_handful(spread: float, few: bool) -> None:
    people = list(range(900))
    found = crowd(people, compiled(threshold=0.25, spread=spread), months=25) / len(people)
    expected = spread_out(0.25, spread)
    assert (expected < 0.02) is few and (few or expected > 0.9)
    assert abs(found - expected) < 0.03


def test_the_crowd_begins_in_the_middle_of_the_range() -> None:
    clause = worlds.conduct().protest
    assert clause is not None and clause.assumption is not None
    low, high = clause.assumption.range
    shares = [spread_out(clause.threshold, spread) for spread in (low, clause.spread, 0.123, high)]
    assert shares[0] < shares[1] < 0.07 and min(shares[2:]) > 0.8


# -- paired worlds

EAGER = {"lost": 1, "threshold": 0.0, "spread": 0.1, "fear": 0.0}
"""Half of those who think less of the authority begin alone."""


def unlooked() -> Any:
    """As told, where every record is in error and nobody looks for assemblies."""
    regime = worlds.regime()
    rows = [
        {**row, "hit": 0.0, "invented_per_year": 4.0, "sees": [act for act in row["sees"] if act != "assembles"]}
        for row in worlds.entries(regime.sensors)
    ]
    rules = [row for row in worlds.entries(regime.rules) if row["act"] != "assembles"]
    return worlds.changed(regime, sensors=[row for row in rows if row["sees"]], rules=rules)


def lived(**fields: Any) -> worlds.Lived:
    return paired.lived(paired.noticed(paired.conduct(grievance={}, **fields)), regime=unlooked(), days=90)


@pytest.fixture(scope="module")
def without() -> worlds.Lived:
    return lived()


@pytest.fixture(scope="module")
def eager() -> worlds.Lived:
    return lived(protest=EAGER)


def test_off_it_is_the_world_without_it(without: worlds.Lived) -> None:
    assert lived(protest={**EAGER, "strength": 0.0}).digest == without.digest


def test_it_changes_who_assembles_and_nothing_else(without: worlds.Lived, eager: worlds.Lived) -> None:
    assert paired.moved(without, eager) == (set(), {"done", "missed", "protested"})
    joined, more = (int(eager.flow(count.PROTESTED)[0]), paired.done(eager, "assembles"))
    both = joined - (more - paired.done(without, "assembles"))
    assert joined > 300 and 0 <= both < 0.05 * joined, "who assembles and protests on one day goes there once"
    acts = (
        eager.counts[:, :, count.DONE : count.DONE + room.ACTS]
        != without.counts[:, :, count.DONE : count.DONE + room.ACTS]
    )
    assert set(np.flatnonzero(acts.any(axis=(0, 1)))) == {eager.act("assembles")}


def test_nobody_protests_twice_in_a_month(eager: worlds.Lived) -> None:
    disaffected = eager.counts[:, :, count.DISAFFECTED].sum(axis=1)
    marched = eager.counts[:, :, count.PROTESTED].sum(axis=1)
    assert all(marched[day - MONTH : day].sum() <= disaffected[:day].max() for day in (30, 60, 90))


def test_fear_keeps_a_lawful_act_back(eager: worlds.Lived) -> None:
    wary = lived(protest={**EAGER, "fear": 1.0})
    withheld = (
        wary.flow(count.WITHHELD + wary.act("assembles"))[0] - eager.flow(count.WITHHELD + wary.act("assembles"))[0]
    )
    assert wary.flow(count.PROTESTED)[0] < 0.8 * eager.flow(count.PROTESTED)[0] and withheld > 50
