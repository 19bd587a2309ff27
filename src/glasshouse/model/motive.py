"""R13, own motive: what people did for its own sake they do less where it is priced, and go on so.

A price is met when a true record of an own act gives or takes points or money. There is no way back: in the one
experiment that looked, lateness stayed where a fine had brought it after the fine was gone.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.notes import TRUE
from glasshouse.model.state import AWARENESS, GROUP, MOTIVE, Array, get, put
from glasshouse.model.tally import add
from glasshouse.quantities import i64

S_PRICED = stream("response:priced")


def crowd_out(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Lose a level of own motive, by chance, on a day that puts a price on an own act; once a day at most."""
    level = get(citizens, i, MOTIVE)
    if level == 0 or get(citizens, i, AWARENESS) == 0 or has_met_a_price(tables, today) == 0:
        return
    if luck(district, S_PRICED) < i64(tables[room.MOTIVE_FALLS]):
        put(citizens, i, MOTIVE, level - 1)
        add(district, get(citizens, i, GROUP), count.MOTIVE_SUM, -1)
        add(district, get(citizens, i, GROUP), count.CHANGES, 1)


def has_met_a_price(tables: Array, today: Array) -> int:
    """Return 1 where a true record among today's gives or takes something."""
    for k in range(i64(today[at.RECORDS_TODAY])):
        note = i64(today[at.RECORD_NOTE + k])
        if note >> 8 == TRUE and i64(tables[room.CHANNEL_PRICED + (note & 255)]) == 1:
            return 1
    return 0
