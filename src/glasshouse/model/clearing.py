"""What is settled overnight: false matches and acts against others find their victims, well-paid posts their holders.

A post box entry's place carries no meaning: a false match finds its victim by an involution, and a post goes to the
lowest keys, which are all different. So the answer is the same in any order, on any machine.
"""

from glasshouse.chance import shuffle_20
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.dealings import suffer
from glasshouse.model.sensing import POST_MISTAKEN, POST_SEEKER, POST_STRUCK, WON_POST
from glasshouse.model.state import GROUP, INBOX, Array, get, put
from glasshouse.model.tally import add
from glasshouse.model.ties import lookalike
from glasshouse.quantities import i64

CITIZEN_BITS = 0xFFFFF
BIN_BITS = 7
"""A key has 21 bits: put first or not (1), keyed bijection (20); three passes of seven bits find the cut."""


def clear(hot: Array, citizens: Array, district: Array, box: Array, today: Array) -> None:
    """Deliver what was posted yesterday and fill the vacancies; the box is empty afterwards."""
    seekers = 0
    for k in range(i64(district[at.POSTED])):
        entry = i64(box[k])
        i, kind, content = entry & CITIZEN_BITS, (entry >> 20) & 3, entry >> 22
        if kind == POST_MISTAKEN:
            deliver(i, content, hot, citizens, district)
        elif kind == POST_STRUCK:
            suffer(i, citizens, district)
        else:
            seekers += 1
    if seekers > 0:
        fill_vacancies(seekers, hot, citizens, district, box, today)
    district[at.POSTED] = 0


def deliver(i: int, channel: int, hot: Array, citizens: Array, district: Array) -> None:
    """Lay citizen ``i``'s act of yesterday on the one taken for ``i``, or on nobody."""
    j = lookalike(i, citizens, district)
    if j < 0:
        add(district, get(citizens, i, GROUP), count.UNMATCHED, 1)
        return
    put(citizens, j, INBOX, (get(citizens, j, INBOX) & WON_POST) | (channel + 1))
    hot[j] = room.ALWAYS_VISITED


def key_of(entry: int, district: Array) -> int:
    """Return a seeker's place in the queue: those put first, then by lot."""
    lot = shuffle_20(entry & CITIZEN_BITS, i64(district[at.DAY_KEY]), i64(district[at.DAY_KEY + 1]))
    return ((entry >> 22) << 20) | lot


def fill_vacancies(seekers: int, hot: Array, citizens: Array, district: Array, box: Array, today: Array) -> None:
    """Give each vacancy to the lowest key; the others have lost the draw."""
    vacancies = i64(district[at.VACANCIES])
    cut = (1 << 21) - 1
    if vacancies < seekers:
        cut = find_cut(vacancies, district, box, today)
    for k in range(i64(district[at.POSTED])):
        entry = i64(box[k])
        if (entry >> 20) & 3 == POST_SEEKER:
            i = entry & CITIZEN_BITS
            if key_of(entry, district) <= cut:
                put(citizens, i, INBOX, get(citizens, i, INBOX) | WON_POST)
                hot[i] = room.ALWAYS_VISITED
                add(district, get(citizens, i, GROUP), count.POSTS_WON + (1 - (entry >> 22)), 1)
                vacancies -= 1
            else:
                add(district, get(citizens, i, GROUP), count.POSTS_LOST, 1)
    district[at.VACANCIES] = vacancies


def find_cut(vacancies: int, district: Array, box: Array, today: Array) -> int:
    """Return the key up to which exactly ``vacancies`` seekers lie (-1 for none), by three histogram passes."""
    if vacancies == 0:
        return -1
    cut, left = 0, vacancies
    for passes in range(3):
        shift = BIN_BITS * (2 - passes)
        for b in range(1 << BIN_BITS):
            today[at.BINS + b] = 0
        for k in range(i64(district[at.POSTED])):
            entry = i64(box[k])
            if (entry >> 20) & 3 == POST_SEEKER:
                key = key_of(entry, district)
                if key >> (shift + BIN_BITS) == cut:
                    today[at.BINS + ((key >> shift) & 127)] += 1
        b = 0
        while left > i64(today[at.BINS + b]):
            left -= i64(today[at.BINS + b])
            b += 1
        cut = (cut << BIN_BITS) | b
    return cut
