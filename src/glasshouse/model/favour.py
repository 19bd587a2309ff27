"""Who makes the rules and whom they spare: entries edited for favour (G1), and groups treated apart by design (G2).

The favoured hold public office, or know somebody: that is of birth and stored nowhere. What is against them may never
come on file, and a good deed that nobody did may. By design a group may lose other points, pay other fines, stay on
black lists for other terms, and need another score for a tier. Rights-respecting standing takes no group into account,
so what comes of that is against a right.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck, luck
from glasshouse.model.state import GROUP, OFFICIAL, RIGHTS, Array, get
from glasshouse.model.tally import add
from glasshouse.quantities import i64

S_CONNECTED = stream("trait:connected")
S_DROPPED = stream("favour:dropped")
S_ADDED = stream("favour:added")


def is_favoured(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 for one who holds office, where officials are favoured, or who is connected."""
    if get(citizens, i, OFFICIAL) & i64(tables[room.FAVOURED_OFFICIALS]) == 1:
        return 1
    return 1 if born_luck(district, S_CONNECTED, i) < i64(tables[room.FAVOURED_CONNECTED]) else 0


def is_dropped(i: int, channel: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 where an adverse record on somebody favoured is left out: a word put in covers the whole day."""
    if i64(tables[room.CHANNEL_ADVERSE + channel]) == 0 or luck(district, S_DROPPED) >= i64(tables[room.FAVOUR_DROPS]):
        return 0
    if is_favoured(i, citizens, tables, district) == 0:
        return 0
    add(district, get(citizens, i, GROUP), count.EDITED, 1)
    return 1


def is_added(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 where, this month, a good deed that was not done is entered for somebody favoured."""
    if luck(district, S_ADDED) >= i64(tables[room.FAVOUR_ADDS]):
        return 0
    if is_favoured(i, citizens, tables, district) == 0:
        return 0
    add(district, get(citizens, i, GROUP), count.EDITED + 1, 1)
    return 1


def treated(i: int, start: int, track: int, citizens: Array, tables: Array) -> int:
    """Return the factor/256 of a citizen's group in a room of treatment; one in rights-respecting standing."""
    return 256 if track == RIGHTS else i64(tables[start + get(citizens, i, GROUP)])


def higher(i: int, track: int, citizens: Array, tables: Array) -> int:
    """Return by how much, x 16, the score for a tier must be higher for a citizen's group."""
    return 0 if track == RIGHTS else i64(tables[room.TREATED_CUTS + get(citizens, i, GROUP)])
