"""Where a score comes from: which part of it each kind of duty has made (M29), for the panel alone.

Records on file are taken at what fading has left of their points. What else moved a dimension has left the file, or
never was on it; it goes to the one kind whose records the regime counts without keeping them, or stays unnamed.
"""

from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.scorecard import cell_of, records_by_kind
from glasshouse.model.scoring import REPEAT_SHIFT, SCORED_SHIFT, channel_of, left_of, points_of
from glasshouse.model.standing import weighted_identity
from glasshouse.model.state import DIMENSION_COUNT, HELD, POINTS, RECORD, RECORDS_KEPT, Array, get, half, whole
from glasshouse.quantities import i64

TO_OTHERS, TO_PUBLIC, OBEDIENCE, IDENTITY_AND_KIN, MEANS = 0, 1, 2, 3, 4
SOURCES = 5


def observe_sources(
    i: int, k: int, row: int, citizens: Array, tables: Array, district: Array, panel: Array, to: int
) -> None:
    """Write what each kind of source has added to the held score, points x 16, from column ``to`` on; reads only."""
    for source in range(SOURCES):
        panel[row, k, to + source] = 0
    for dimension in range(DIMENSION_COUNT):
        weight = i64(tables[room.WEIGHT + dimension])
        left = get(citizens, i, half(POINTS, dimension)) - i64(tables[room.START])
        for place in range(RECORDS_KEPT):
            record = get(citizens, i, whole(RECORD, place))
            if (record >> SCORED_SHIFT) & 1 == 1:
                left -= observe_record(i, k, row, record, dimension, citizens, tables, district, panel, to)
        if i64(tables[room.SCORECARD_REFIT]) > 0 and dimension == i64(tables[room.SCORECARD_DIMENSION]):
            left -= observe_card(i, k, row, weight, citizens, tables, district, panel, to)
        source = i64(tables[room.LEFT_SOURCE + dimension])
        if source >= 0:
            panel[row, k, to + source] += weight * left
    identity = weighted_identity(i, HELD, citizens, tables) - i64(tables[room.WEIGHT + 4]) * i64(tables[room.START])
    panel[row, k, to + IDENTITY_AND_KIN] += identity
    for source in range(SOURCES):
        panel[row, k, to + source] >>= 8


def observe_record(
    i: int, k: int, row: int, record: int, dimension: int,
    citizens: Array, tables: Array, district: Array, panel: Array, to: int,
) -> int:  # fmt: skip
    """Add what is left of one record's points on a dimension to the source of each rule; return their sum."""
    found, channel = 0, channel_of(record)
    for use in range(i64(tables[room.USE_FIRST + channel]), i64(tables[room.USE_FIRST + channel + 1])):
        rule = i64(tables[room.USE + use])
        if i64(tables[room.RULE_DIMENSION + rule]) == dimension:
            points = points_of(i, rule, HELD, (record >> REPEAT_SHIFT) & 1, citizens, tables)
            points = left_of(points, dimension, record, tables, district)
            panel[row, k, to + i64(tables[room.RULE_SOURCE + rule])] += i64(tables[room.WEIGHT + dimension]) * points
            found += points
    return found


def observe_card(
    i: int, k: int, row: int, weight: int, citizens: Array, tables: Array, district: Array, panel: Array, to: int
) -> int:
    """Add a learned scorecard's points to the source of each characteristic; return the sum of those that have one."""
    found, until = 0, i64(district[at.WEEK]) + 1
    cell = cell_of(records_by_kind(i, HELD, until, citizens, tables, district))
    for kind in range(room.CHARACTERISTICS):
        points = i64(district[at.SCORECARD + 1 + kind * room.ATTRIBUTES + cell % room.ATTRIBUTES])
        cell //= room.ATTRIBUTES
        source = i64(tables[room.CHARACTERISTIC_SOURCE + kind])
        if source >= 0:
            panel[row, k, to + source] += weight * points
            found += points
    return found
