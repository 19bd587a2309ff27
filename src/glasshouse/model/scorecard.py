"""S5: a learned scorecard sets one dimension of the score, from what the authority holds and from nothing else.

Once a month everybody on file is put into a **cell** of how many records of each kind (**characteristic**) are on
file: none, one, more. The cell as it was a term ago, with whether a breach has come on file since, is counted; at an
exchange the engine fits points on what was counted, and the district is told them. So errors of sensors, and what they
do not see, enter the points of everybody. Error-free and rights-respecting standing have the same points on fewer
records: the card is one of the regime's rules (science 1.1).
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.scoring import WAITING_SHIFT, cause_of, channel_of, is_past_term, standings_of, week_of
from glasshouse.model.state import (
    DIMENSION_COUNT,
    GROUP,
    HELD,
    POINTS,
    RECORD,
    RECORDS_KEPT,
    TRACKS,
    Array,
    get,
    half,
    put,
    whole,
)
from glasshouse.model.tally import add
from glasshouse.quantities import fit, i64

COUNTED = 3
"""Bits in which the records of one characteristic are counted."""


def use_scorecard(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """On the due day: count how the file of a term ago turned out, and set the dimension by the file of today."""
    if i64(tables[room.SCORECARD_REFIT]) == 0:
        return
    tabulate(i, citizens, tables, district)
    until = i64(district[at.WEEK]) + 1
    for track in range(TRACKS):
        points = card_points(cell_of(records_by_kind(i, track, until, citizens, tables, district)), district)
        column = half(POINTS, track * DIMENSION_COUNT + i64(tables[room.SCORECARD_DIMENSION]))
        value = i64(tables[room.START]) + points
        put(citizens, i, column, fit(value, i64(tables[room.LEAST]), i64(tables[room.MOST])))


def tabulate(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Count the cell of a term ago, on the records held, with or without a breach on file since then."""
    until = i64(district[at.WEEK]) - i64(tables[room.SCORECARD_TERM]) + 1
    if until <= 0:
        return
    cell = cell_of(records_by_kind(i, HELD, until, citizens, tables, district))
    column = count.TABULATED + 2 * cell + breach_since(i, until, citizens, tables)
    add(district, get(citizens, i, GROUP), column, 1)


def records_by_kind(i: int, track: int, until: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return how many records made before week ``until`` one standing takes, 3 bits for each characteristic."""
    found = 0
    for place in range(RECORDS_KEPT):
        record = get(citizens, i, whole(RECORD, place))
        if record != 0 and (record >> WAITING_SHIFT) & 1 == 0 and week_of(record) < until:
            act = i64(tables[room.CHANNEL_ACT + channel_of(record)])
            taken = standings_of(act, cause_of(record), tables)
            taken &= 7 if is_past_term(record, tables, district) == 0 else 1
            kind = i64(tables[room.CHANNEL_CHARACTERISTIC + channel_of(record)])
            found += (((taken >> track) & 1) << (COUNTED * kind)) >> COUNTED
    return found


def breach_since(i: int, week: int, citizens: Array, tables: Array) -> int:
    """Return 1 where a record of a breach, made in this week or later, is on file and counts."""
    for place in range(RECORDS_KEPT):
        record = get(citizens, i, whole(RECORD, place))
        if record != 0 and (record >> WAITING_SHIFT) & 1 == 0 and week_of(record) >= week:
            if i64(tables[room.CHANNEL_BREACH + channel_of(record)]) == 1:
                return 1
    return 0


def cell_of(found: int) -> int:
    """Return the cell, 0 to 26, of so many records of each characteristic (3 bits each).

    >>> cell_of(0), cell_of(0b001), cell_of(0b100), cell_of(0b001_000), cell_of(0b100_100_100)
    (0, 1, 2, 3, 26)
    """
    cell = 0
    for kind in range(room.CHARACTERISTICS - 1, -1, -1):
        cell = cell * room.ATTRIBUTES + min((found >> (COUNTED * kind)) & 7, room.ATTRIBUTES - 1)
    return cell


def card_points(cell: int, district: Array) -> int:
    """Return the points x 16 of a cell: those of everybody, and of each characteristic; none before the first fit."""
    points = i64(district[at.SCORECARD])
    for kind in range(room.CHARACTERISTICS):
        points += i64(district[at.SCORECARD + 1 + kind * room.ATTRIBUTES + cell % room.ATTRIBUTES])
        cell //= room.ATTRIBUTES
    return points
