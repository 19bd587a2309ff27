"""What brings people together overnight: matches among those who seek one, and the line before a counter.

**Couples** (C4): those who seek are sorted by age group and sex, then by favour, then by lot; rank is matched with
rank. It is symmetric, and whom standing shows first meets whom it shows first. The longer side's last find nobody.

**Lines** (C3): at a counter each waits for those before them. Set against a line in which only the lot decides, whoever
is put first waits half a turn less for each of the others there, and each of the others half a turn more for each of
those: what is skipped is waited, to the tenth of a minute.
"""

from glasshouse.chance import shuffle_20
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.places import BY_LOT, FOR_MATCH, POST
from glasshouse.model.sensing import POST_SEEKER, WON_POST
from glasshouse.model.state import AGE_GROUP, GROUP, HELD, INBOX, TIER, WOMAN, WON, Array, beside, get, put
from glasshouse.model.tally import add
from glasshouse.quantities import i64

CITIZEN_BITS = 0xFFFFF
COUNTERS = 85
"""Counters of a district at most: three classes of each fit into the bins of a night."""


def seeks(entry: int, wish: int) -> int:
    """Return 1 where an entry of the post box is a wish of this kind."""
    return 1 if (entry >> 20) & 3 == POST_SEEKER and entry >> 24 == wish else 0


def favour_in(entry: int) -> int:
    """Return how standing favours the one who wishes."""
    return (entry >> 22) & 3


def lot_of(entry: int, district: Array) -> int:
    """Return a citizen's lot of tonight, different from everybody else's."""
    return shuffle_20(entry & CITIZEN_BITS, i64(district[at.DAY_KEY]), i64(district[at.DAY_KEY + 1]))


def win(i: int, kind: int, hot: Array, citizens: Array) -> None:
    """Tell a citizen overnight that a place is theirs."""
    put(citizens, i, INBOX, get(citizens, i, INBOX) | WON_POST)
    put(citizens, i, WON, get(citizens, i, WON) | (1 << (kind - POST)))
    hot[i] = room.ALWAYS_VISITED


# -- couples


def pair_off(wish: int, hot: Array, citizens: Array, district: Array, box: Array, today: Array) -> None:
    """Match those who seek somebody: first by lot alone, to know whose match is owed to favour; then as favoured."""
    seekers = gather(wish, district, box)
    for half in range(16):
        today[at.LAST_LOT + half] = -1
    for by_favour in range(2):
        line_up(seekers, by_favour, citizens, district, box)
        first = 0
        while first < seekers:
            cell = side_of(i64(box[first]), citizens) >> 1
            women = end_of(first, seekers, 2 * cell + 1, citizens, box)
            last = end_of(women, seekers, 2 * cell + 2, citizens, box)
            couples = min(women - first, last - women)
            for k in range(first, last):
                rank = k - first if k < women else k - women
                other = i64(box[women + rank if k < women else first + rank]) if rank < couples else -1
                settle_match(i64(box[k]), other, wish, by_favour, hot, citizens, district, today)
            first = last


def gather(wish: int, district: Array, box: Array) -> int:
    """Bring the entries of a wish to the front of the box, whose order carries no meaning; return how many they are."""
    front = 0
    for k in range(i64(district[at.POSTED])):
        entry = i64(box[k])
        if seeks(entry, wish) == 1:
            box[k] = box[front]
            box[front] = entry
            front += 1
    return front


def side_of(entry: int, citizens: Array) -> int:
    """Return age group and sex of one who seeks: people are matched within an age group, man with woman."""
    i = entry & CITIZEN_BITS
    return get(citizens, i, AGE_GROUP) * 2 + get(citizens, i, WOMAN)


def rank_key(entry: int, by_favour: int, citizens: Array, district: Array) -> int:
    """Return what those who seek are sorted by."""
    return (side_of(entry, citizens) << 22) | ((favour_in(entry) * by_favour) << 20) | lot_of(entry, district)


def line_up(seekers: int, by_favour: int, citizens: Array, district: Array, box: Array) -> None:
    """Sort the first entries of the box by key (Shell's sort: they are few, and no room is needed)."""
    gap = 1
    while gap < seekers // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for k in range(gap, seekers):
            entry = i64(box[k])
            key, place = rank_key(entry, by_favour, citizens, district), k
            while place >= gap and rank_key(i64(box[place - gap]), by_favour, citizens, district) > key:
                box[place] = box[place - gap]
                place -= gap
            box[place] = entry
        gap = gap // 3


def end_of(first: int, seekers: int, side: int, citizens: Array, box: Array) -> int:
    """Return the first entry from ``first`` on that belongs to ``side`` or one after it."""
    k = first
    while k < seekers and side_of(i64(box[k]), citizens) < side:
        k += 1
    return k


def settle_match(
    entry: int, other: int, wish: int, by_favour: int, hot: Array, citizens: Array, district: Array, today: Array
) -> None:
    """Note whom the lot alone would have matched last; or match one who seeks, or not, and count it."""
    i, side, favour, lot = entry & CITIZEN_BITS, side_of(entry, citizens), favour_in(entry), lot_of(entry, district)
    if by_favour == 0:
        if other >= 0:
            today[at.LAST_LOT + side] = lot
        return
    group, by_lot = get(citizens, i, GROUP), 1 if lot <= i64(today[at.LAST_LOT + side]) else 0
    if other < 0:
        add(district, group, count.PLACES_LOST + 3 * wish + favour, 1)
        add(district, group, count.PLACES_MISSED + wish, by_lot)
        return
    add(district, group, count.PLACES_WON + 3 * wish + favour, 1)
    add(district, group, count.PLACES_MOVED + wish, 1 - by_lot)
    theirs = get(citizens, other & CITIZEN_BITS, beside(TIER, HELD))
    add(district, group, count.MATCHED + get(citizens, i, beside(TIER, HELD)) * room.TIERS + theirs, 1)
    win(i, FOR_MATCH, hot, citizens)


# -- lines


def stand_in_line(
    wish: int, visitors: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array
) -> None:
    """Count who waits how long at the counters of a district, and what favour moves from one to another."""
    counters = fit_counters(visitors // max(i64(tables[room.WISH_COUNTER + wish]), 1))
    for b in range(3 * COUNTERS):
        today[at.BINS + b] = 0
    for k in range(i64(district[at.POSTED])):
        entry = i64(box[k])
        if seeks(entry, wish) == 1:
            today[at.BINS + 3 * ((lot_of(entry, district) * counters) >> 20) + favour_in(entry)] += 1
    for k in range(i64(district[at.POSTED])):
        entry = i64(box[k])
        if seeks(entry, wish) == 1:
            line = at.BINS + 3 * ((lot_of(entry, district) * counters) >> 20)
            wait_in(line, wish, entry, citizens, tables, district, today)


def fit_counters(counters: int) -> int:
    """Return how many counters there are: one at least.

    >>> fit_counters(0), fit_counters(12), fit_counters(1000)
    (1, 12, 85)
    """
    return min(max(counters, 1), COUNTERS)


def wait_in(line: int, wish: int, entry: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Count one visitor's wait: for half of those in the same class, for all before it, for none behind."""
    favour, half = favour_in(entry), i64(tables[room.WISH_SERVICE + wish])
    first, neither, behind = i64(today[line]), i64(today[line + BY_LOT]), i64(today[line + 2])
    before = 0 if favour == 0 else first if favour == BY_LOT else first + neither
    after = neither + behind if favour == 0 else behind if favour == BY_LOT else 0
    skipped = half * (after - before)
    group = get(citizens, entry & CITIZEN_BITS, GROUP)
    add(district, group, count.QUEUED + 3 * wish + favour, 1)
    add(district, group, count.WAITED + wish, half * (first + neither + behind - 1) - skipped)
    add(district, group, count.WAIT_SKIPPED + wish, max(skipped, 0))
    add(district, group, count.WAIT_ADDED + wish, max(-skipped, 0))
