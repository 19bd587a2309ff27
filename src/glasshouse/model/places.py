"""Places of which there are fewer than people who want them: posts, school seats, better flats, offices, matches.

Whoever wants one applies today; tonight ``clearing`` gives the free ones to the lowest keys: those whom their standing
puts first, then all others by lot, then those whom it puts behind. What one gains by favour, another loses.

A child's seat hangs on the standing of the adults of the household, as the school's office saw it yesterday. What it
saw is a code, which each adult publishes: the child itself may have no record at all.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.money import in_labour_force, pay, set_job
from glasshouse.model.sensing import POST_SEEKER, post
from glasshouse.model.state import (
    AGE,
    AGE_GROUP,
    BETTER_FLAT,
    EVER_REFUSED,
    FIFTH,
    GROUP,
    HELD,
    INBOX,
    INCOME,
    JOB,
    MET,
    MONEY,
    OFFICIAL,
    SEAT,
    SPOUSE,
    TIER,
    WON,
    Array,
    beside,
    get,
    put,
)
from glasshouse.model.tally import add
from glasshouse.model.ties import bars_as_of_yesterday
from glasshouse.model.traits import household_end, household_head
from glasshouse.quantities import i64

POST, FOR_SEAT, FOR_FLAT, FOR_OFFICE, FOR_MATCH, QUEUE = 3, 4, 5, 6, 7, 8
"""Kinds of wishes that are settled overnight; those before ``QUEUE`` are for places, bit ``kind - POST`` of ``won``."""
WON_OFFICE = 1 << (FOR_OFFICE - POST)
PUT_FIRST, BY_LOT, PUT_BEHIND = 0, 1, 2
"""How standing favours one who applies."""
BARS_FIRST, BARS_BEHIND, BARS_CLOSED = 1, 2, 3
"""What standing does to a child's seat: nothing, put first, put behind; closed in error, against a right, by the rules.

Of several adults the highest counts: a seat that one closes is closed, and in error only where no other would.
"""
YOUTH, ADULT_FROM = 1, 18

S_LEAVES_FLAT = stream("place:leaves-flat")
S_LEAVES_OFFICE = stream("place:leaves-office")
S_LOSES_TOUCH = stream("place:loses-touch")


def is_single(i: int, citizens: Array) -> int:
    """Return 1 for an adult who has neither husband nor wife."""
    return 1 if get(citizens, i, AGE) >= ADULT_FROM and get(citizens, i, SPOUSE) == 0 else 0


def lacks_place(i: int, kind: int, citizens: Array) -> int:
    """Return 1 where a place of this kind makes sense: one has none, and is of those who could have it."""
    if kind == POST:
        return 1 if get(citizens, i, JOB) == 1 and in_labour_force(i, citizens) == 1 else 0
    if kind == FOR_SEAT:
        return 1 if get(citizens, i, AGE_GROUP) == YOUTH and get(citizens, i, SEAT) == 0 else 0
    if kind == FOR_FLAT:
        return 1 if get(citizens, i, BETTER_FLAT) == 0 and get(citizens, i, INCOME) > 0 else 0
    if kind == FOR_OFFICE:
        return 1 if get(citizens, i, OFFICIAL) == 0 and get(citizens, i, JOB) > 0 and get(citizens, i, AGE) < 60 else 0
    return 1 if get(citizens, i, MET) == 0 and is_single(i, citizens) == 1 else 0


def favour_of(mask: int, wish: int, tables: Array) -> int:
    """Return how the consequences in ``mask`` favour one who wishes: put first wins over put behind."""
    if mask & i64(tables[room.WISH_FIRST + wish]) != 0:
        return PUT_FIRST
    return PUT_BEHIND if mask & i64(tables[room.WISH_LAST + wish]) != 0 else BY_LOT


def apply_for(i: int, wish: int, favour: int, citizens: Array, tables: Array, box: Array, district: Array) -> None:
    """Put an application into tonight's post."""
    group = get(citizens, i, GROUP)
    if i64(tables[room.WISH_KIND + wish]) == FOR_MATCH:
        add(district, group, count.SOUGHT + 3 * get(citizens, i, beside(TIER, HELD)) + favour, 1)
    if post(i, POST_SEEKER, favour | (wish << 2), box, district) == 0:
        add(district, group, count.OVERFLOWS + 2, 1)


def count_refusal(i: int, wish: int, refusal: int, citizens: Array, district: Array) -> None:
    """Count an attempt that is refused, by class, and once in a life the person who is."""
    group = get(citizens, i, GROUP)
    add(district, group, count.REFUSED + 3 * wish + refusal, 1)
    if get(citizens, i, EVER_REFUSED) == 0:
        put(citizens, i, EVER_REFUSED, 1)
        add(district, group, count.EVER + 2, 1)


# -- a child's seat


def bars_of(held: int, error_free: int, rights: int, tables: Array) -> int:
    """Return what consequences in the three standings do to a child's seat, as a code."""
    wish = i64(tables[room.SEAT_WISH])
    if wish < 0 or held == 0:
        return 0
    refusing = i64(tables[room.WISH_REFUSE + wish])
    if held & refusing != 0:
        if error_free & refusing == 0:
            return BARS_CLOSED + count.IN_ERROR
        return BARS_CLOSED + (count.AGAINST_RIGHT if rights & refusing == 0 else count.BY_RULES)
    favour = favour_of(held, wish, tables)
    return BARS_FIRST if favour == PUT_FIRST else BARS_BEHIND if favour == PUT_BEHIND else 0


def bars_at_home(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return the highest code that ``i`` and the adults of its household showed at the end of yesterday."""
    bars = 0
    for j in range(household_head(i, tables), household_end(i, tables, district)):
        if get(citizens, j, AGE) >= ADULT_FROM or j == i:
            bars = max(bars, bars_as_of_yesterday(citizens, j, i64(district[at.DAY])))
    return bars


def seek_seat(i: int, wish: int, citizens: Array, tables: Array, district: Array, box: Array) -> None:
    """Try for a seat at a favoured senior school: closed by a parent's standing, or applied for."""
    group = get(citizens, i, GROUP)
    add(district, group, count.WISHED + wish, 1)
    bars = bars_at_home(i, citizens, tables, district)
    if bars >= BARS_CLOSED:
        count_refusal(i, wish, bars - BARS_CLOSED, citizens, district)
        return
    add(district, group, count.GRANTED + wish, 1)
    favour = PUT_FIRST if bars == BARS_FIRST else PUT_BEHIND if bars == BARS_BEHIND else BY_LOT
    apply_for(i, wish, favour, citizens, tables, box, district)


# -- taken up, kept, given up


def take_up(i: int, citizens: Array, district: Array) -> None:
    """Take up what was won overnight; an office waits for the due day, on which standing is counted anew."""
    won = get(citizens, i, WON)
    put(citizens, i, INBOX, 0)
    put(citizens, i, WON, won & WON_OFFICE)
    if won & 1 != 0:
        set_job(i, 2, citizens, district)
    if (won >> (FOR_SEAT - POST)) & 1 == 1:
        take(i, SEAT, count.SEATED, citizens, district)
    if (won >> (FOR_FLAT - POST)) & 1 == 1:
        take(i, BETTER_FLAT, count.HOUSED, citizens, district)
    if (won >> (FOR_MATCH - POST)) & 1 == 1:
        take(i, MET, count.IN_TOUCH, citizens, district)


def take(i: int, column: int, stock: int, citizens: Array, district: Array) -> None:
    """Have a place from now on."""
    add(district, get(citizens, i, GROUP), stock, 1 - get(citizens, i, column))
    put(citizens, i, column, 1)


def give_up(i: int, column: int, stock: int, wish: int, citizens: Array, district: Array) -> None:
    """Give a place up, which is free for others from tomorrow on."""
    group = get(citizens, i, GROUP)
    put(citizens, i, column, 0)
    add(district, group, stock, -1)
    add(district, group, count.PLACES_LEFT + wish, 1)


def ends(wish: int, named: int, tables: Array, district: Array) -> int:
    """Return 1 where luck has it that what usually lasts the months of a wish ends this month."""
    return 1 if luck(district, named) < (1 << 32) // max(i64(tables[room.WISH_MONTHS + wish]), 1) else 0


def keep_places(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """On the due day, pay the rent of a better flat, or leave it; lose touch with whom one has met."""
    flat, match = i64(tables[room.HOME_WISH]), i64(tables[room.MATCH_WISH])
    if flat >= 0 and get(citizens, i, BETTER_FLAT) == 1:
        rent = i64(tables[room.WISH_PRICE + flat])
        if get(citizens, i, MONEY) < rent or ends(flat, S_LEAVES_FLAT, tables, district) == 1:
            give_up(i, BETTER_FLAT, count.HOUSED, flat, citizens, district)
        else:
            pay(i, rent, count.SPENT, citizens, district)
    if match >= 0 and get(citizens, i, MET) == 1 and ends(match, S_LOSES_TOUCH, tables, district) == 1:
        give_up(i, MET, count.IN_TOUCH, match, citizens, district)


def hold_office(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """On the due day, before standing is judged, enter public office or leave it: identity may depend on it (S4)."""
    wish = i64(tables[room.OFFICE_WISH])
    if wish < 0:
        return
    if get(citizens, i, WON) & WON_OFFICE != 0:
        put(citizens, i, WON, 0)
        put(citizens, i, OFFICIAL, 1)
    elif get(citizens, i, OFFICIAL) == 1 and ends(wish, S_LEAVES_OFFICE, tables, district) == 1:
        put(citizens, i, OFFICIAL, 0)
        add(district, get(citizens, i, GROUP), count.PLACES_LEFT + wish, 1)


def wishes_today(i: int, wish: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 where luck, by the fifth of income, has one wish for it this month."""
    chance = i64(tables[room.WISH_CHANCE + room.WISHES * get(citizens, i, FIFTH) + wish])
    return 1 if luck(district, i64(tables[room.WISH_STREAM + wish])) < chance else 0
