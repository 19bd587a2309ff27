"""Leaks of files (C17): what the authority holds gets about, and neighbours learn of it.

Whoever's file has leaked is shown to others as if on a black list, whether it holds a true record or a false one, until
it is forgotten. Nothing else follows here: what others make of somebody listed is theirs (``company``, ``response``).
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.state import EXPOSED, GROUP, RECORD, RECORDS_KEPT, Array, get, put, whole
from glasshouse.model.tally import add
from glasshouse.quantities import i64

S_LEAK = stream("leak:file")


def leak(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """On the due day, let the file leak; or let a leak be forgotten."""
    share = i64(tables[room.LEAK_SHARE])
    if share == 0:
        return
    group, drawn = get(citizens, i, GROUP), luck(district, S_LEAK)
    if get(citizens, i, EXPOSED) == 1:
        if drawn < i64(tables[room.LEAK_FORGOTTEN]):
            put(citizens, i, EXPOSED, 0)
            add(district, group, count.EXPOSED_STOCK, -1)
        return
    records = 0
    for k in range(RECORDS_KEPT):
        records += 1 if get(citizens, i, whole(RECORD, k)) != 0 else 0
    if records > 0 and drawn < share:
        put(citizens, i, EXPOSED, 1)
        add(district, group, count.EXPOSED_STOCK, 1)
        add(district, group, count.LEAKED, 1)
        add(district, group, count.LEAKED + 1, records)
