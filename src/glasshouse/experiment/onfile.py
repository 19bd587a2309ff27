"""What stands on the file of people under a sanction, and whose seat at school an adult of the household closes.

A day under a sanction does not say what brought it. What stands on the file that day does: the records, what is left of
their points, the lists and the tier. Somebody else may read which of them could have brought it (M23). A child's seat
hangs on the standing of others, and is on nobody's file (M22).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.districts import Flight
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.places import ADULT_FROM, BARS_CLOSED, YOUTH
from glasshouse.model.scoring import REPEAT_SHIFT, channel_of, left_of, points_of
from glasshouse.model.standing import consequences_mask, lists_mask
from glasshouse.model.state import (
    AGE,
    AGE_GROUP,
    DEAD,
    HELD,
    RECORD,
    RECORDS_KEPT,
    SEAT,
    TIER,
    beside,
    get,
    whole,
)
from glasshouse.model.ties import bars_as_of_yesterday
from glasshouse.model.traits import household_end, household_head

CLASSES = 3
"""Closed in error, against a right, by the rules, as the counts of refusals have it."""


@dataclass(frozen=True)
class File:
    """One person under a sanction on one day: consequences and lists as bits, the tier, and rules with their points.

    ``rules`` has each rule, by its number, that a record on file met, with what is left of its points, weighted.
    """

    under: int
    lists: int
    tier: int
    rules: tuple[tuple[int, int], ...]


@dataclass
class Schooling:
    """Days of children who may want a seat at a favoured school, and of these the days on which it was closed.

    ``closed`` is by class; it leaves out children whose own standing closes it as well.
    """

    days: int
    closed: list[int]


def files(flight: Flight, people: list[int], tables: NDArray[np.int64], adverse: int) -> Iterator[File]:
    """Yield the file of each of these people who is under a sanction now."""
    citizens = flight.citizens
    for i in people:
        under = consequences_mask(i, HELD, citizens, tables) & adverse
        if under and not get(citizens, i, DEAD):
            rules = tuple(rules_met(flight, i, tables))
            yield File(under, lists_mask(i, HELD, citizens), get(citizens, i, beside(TIER, HELD)), rules)


def rules_met(flight: Flight, i: int, tables: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield each rule that a record on file met, with what is left of its points, each weighing as its dimension."""
    citizens = flight.citizens
    for place in range(RECORDS_KEPT):
        record = get(citizens, i, whole(RECORD, place))
        channel = channel_of(record)
        if channel < 0:
            continue
        for use in range(int(tables[room.USE_FIRST + channel]), int(tables[room.USE_FIRST + channel + 1])):
            rule = int(tables[room.USE + use])
            dimension, points = int(tables[room.RULE_DIMENSION + rule]), 0
            if dimension >= 0:
                points = points_of(i, rule, HELD, (record >> REPEAT_SHIFT) & 1, citizens, tables)
                points = left_of(points, dimension, record, tables, flight.district)
                points *= int(tables[room.WEIGHT + dimension])
            yield rule, int(points)


def see_children(flight: Flight, people: list[int], tables: NDArray[np.int64], found: Schooling) -> None:
    """Add the day just lived of those of these people who are children without a seat, as the office sees them."""
    citizens, day = flight.citizens, int(flight.district[at.DAY])
    for i in people:
        if get(citizens, i, AGE_GROUP) != YOUTH or get(citizens, i, SEAT) or get(citizens, i, DEAD):
            continue
        found.days += 1
        home = range(household_head(i, tables), household_end(i, tables, flight.district))
        adults = (j for j in home if j != i and get(citizens, j, AGE) >= ADULT_FROM)
        bars = max((bars_as_of_yesterday(citizens, j, day) for j in adults), default=0)
        if bars >= BARS_CLOSED > bars_as_of_yesterday(citizens, i, day):
            found.closed[bars - BARS_CLOSED] += 1
