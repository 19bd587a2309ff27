"""W14: what the authority reads into silence. Somebody of whom nothing was recorded for months has a record of that.

The record is true: nothing is on file. It says nothing of what was done, so rights-respecting standing leaves it out
(science 1.1: "without records of protected conduct, identity, kin, association or absence").
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.notes import TRUE
from glasshouse.model.sensing import keep
from glasshouse.model.state import ABSENT_MONTHS, GROUP, SCORED, URBAN, Array, get, put
from glasshouse.model.tally import add
from glasshouse.quantities import i64


def read_absence(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Once a month, count another month without a record; after so many, the silence itself may be recorded.

    Any record ends a silence, and one that is recorded begins another.
    """
    months = i64(tables[room.ABSENCE_MONTHS])
    if months == 0 or get(citizens, i, SCORED) == 0 or i64(today[at.RECORDS_TODAY]) > 0:
        return
    absent = get(citizens, i, ABSENT_MONTHS) + 1
    put(citizens, i, ABSENT_MONTHS, absent if absent < months else 0)
    if absent < months:
        return
    channel = i64(tables[room.ABSENCE_CHANNEL])
    act, group = i64(tables[room.CHANNEL_ACT + channel]), get(citizens, i, GROUP)
    add(district, group, count.DONE + act, 1)
    seen = i64(tables[room.CHANNEL_SEEN + channel * 6 + get(citizens, i, URBAN) * 3 + group])
    if luck(district, i64(tables[room.CHANNEL_STREAM + channel])) < seen:
        keep(i, channel, TRUE, citizens, tables, district, today)
    else:
        add(district, group, count.MISSED + act, 1)
