"""What is settled overnight: false matches and acts against others find their victims, scarce places their holders.

A post box entry's place carries no meaning: a false match finds its victim by an involution, and a place goes to the
lowest keys, which are all different. So the answer is the same in any order, on any machine.
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.dealings import suffer
from glasshouse.model.meeting import CITIZEN_BITS, favour_in, lot_of, pair_off, seeks, stand_in_line, win
from glasshouse.model.places import FOR_MATCH, POST, PUT_FIRST, QUEUE
from glasshouse.model.sensing import POST_MISTAKEN, POST_STRUCK, WON_POST
from glasshouse.model.state import GROUP, INBOX, Array, get, put
from glasshouse.model.tally import add
from glasshouse.model.ties import lookalike
from glasshouse.quantities import i64

BIN_BITS = 8
"""A key has 22 bits: put first, neither or behind (2), keyed bijection (20); three passes of eight find the cut."""
LAST_KEY = (1 << 22) - 1


def clear(hot: Array, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Deliver what was posted yesterday and fill what is free; the box is empty afterwards."""
    for wish in range(room.WISHES):
        today[at.SEEKING + wish] = 0
    for k in range(i64(district[at.POSTED])):
        entry = i64(box[k])
        i, kind, content = entry & CITIZEN_BITS, (entry >> 20) & 3, entry >> 22
        if kind == POST_MISTAKEN:
            deliver(i, content, hot, citizens, district)
        elif kind == POST_STRUCK:
            suffer(i, citizens, district)
        else:
            today[at.SEEKING + (content >> 2)] += 1
    for wish in range(i64(tables[room.WISH_COUNT])):
        seekers, kind = i64(today[at.SEEKING + wish]), i64(tables[room.WISH_KIND + wish])
        if seekers == 0:
            continue
        if kind == QUEUE:
            stand_in_line(wish, seekers, citizens, tables, district, box, today)
        elif kind == FOR_MATCH:
            pair_off(wish, hot, citizens, district, box, today)
        else:
            fill_places(wish, kind, seekers, hot, citizens, district, box, today)
    district[at.POSTED] = 0


def open_places(tables: Array, district: Array) -> None:
    """Have free today what was given up yesterday, and what the district provides of it day by day."""
    for group in range(count.GROUP_COUNT):
        row = at.COUNTS_HERE + group * count.COLUMNS
        district[at.VACANCIES] += i64(district[row + count.POSTS_LEFT])
        for wish in range(i64(tables[room.WISH_COUNT])):
            district[at.FREE + wish] += i64(district[row + count.PLACES_LEFT + wish])
    for wish in range(i64(tables[room.WISH_COUNT])):
        coming = i64(district[at.COMING + wish]) + i64(district[at.RESIDENTS]) * i64(tables[room.WISH_PLACES + wish])
        district[at.FREE + wish] += coming >> 32
        district[at.COMING + wish] = coming & 0xFFFFFFFF


def free_at(wish: int, kind: int) -> int:
    """Return where the district keeps how many places of a wish are free."""
    return at.VACANCIES if kind == POST else at.FREE + wish


def deliver(i: int, channel: int, hot: Array, citizens: Array, district: Array) -> None:
    """Lay citizen ``i``'s act of yesterday on the one taken for ``i``, or on nobody."""
    j = lookalike(i, citizens, district)
    if j < 0:
        add(district, get(citizens, i, GROUP), count.UNMATCHED, 1)
        return
    put(citizens, j, INBOX, (get(citizens, j, INBOX) & WON_POST) | (channel + 1))
    hot[j] = room.ALWAYS_VISITED


def key_of(entry: int, by_favour: int, district: Array) -> int:
    """Return one's place among those who want the same: those put first, all others, those put behind; each by lot."""
    return ((favour_in(entry) * by_favour) << 20) | lot_of(entry, district)


def fill_places(
    wish: int, kind: int, seekers: int, hot: Array, citizens: Array, district: Array, box: Array, today: Array
) -> None:
    """Give each free place to the lowest key; count whom favour has given one, and whom it has cost one."""
    free = i64(district[free_at(wish, kind)])
    cut, by_lot = LAST_KEY, LAST_KEY
    if free < seekers:
        cut = find_cut(wish, free, 1, district, box, today)
        by_lot = find_cut(wish, free, 0, district, box, today)
    for k in range(i64(district[at.POSTED])):
        entry = i64(box[k])
        if seeks(entry, wish) == 1:
            i, favour, group = entry & CITIZEN_BITS, favour_in(entry), get(citizens, entry & CITIZEN_BITS, GROUP)
            wins = 1 if key_of(entry, 1, district) <= cut else 0
            would = 1 if key_of(entry, 0, district) <= by_lot else 0
            add(district, group, (count.PLACES_WON if wins == 1 else count.PLACES_LOST) + 3 * wish + favour, 1)
            add(district, group, count.PLACES_MOVED + wish, wins * (1 - would))
            add(district, group, count.PLACES_MISSED + wish, would * (1 - wins))
            if kind == POST:
                add(district, group, count.POSTS_WON + (1 if favour == PUT_FIRST else 0), wins)
                add(district, group, count.POSTS_LOST, 1 - wins)
            if wins == 1:
                win(i, kind, hot, citizens)
    district[free_at(wish, kind)] = max(free - seekers, 0)


def find_cut(wish: int, free: int, by_favour: int, district: Array, box: Array, today: Array) -> int:
    """Return the key up to which exactly ``free`` of those who wish lie (-1 for none), by three histogram passes."""
    if free <= 0:
        return -1
    cut, left = 0, free
    for passes in range(3):
        shift = BIN_BITS * (2 - passes)
        for b in range(1 << BIN_BITS):
            today[at.BINS + b] = 0
        for k in range(i64(district[at.POSTED])):
            entry = i64(box[k])
            if seeks(entry, wish) == 1:
                key = key_of(entry, by_favour, district)
                if key >> (shift + BIN_BITS) == cut:
                    today[at.BINS + ((key >> shift) & 255)] += 1
        b = 0
        while left > i64(today[at.BINS + b]):
            left -= i64(today[at.BINS + b])
            b += 1
        cut = (cut << BIN_BITS) | b
    return cut
