"""Phase 5, apply: rewards and sanctions meet the month's wishes: the ticket, the loan, the flat, the post.

A wish is tried only by somebody with the means for it, so that a refusal is the authority's and not the purse's.
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.grievance import be_blocked, set_blocked
from glasshouse.model.luck import luck
from glasshouse.model.money import change_debt, change_deposit, in_labour_force, pay, receive, set_job
from glasshouse.model.sensing import POST_SEEKER, WON_POST, post
from glasshouse.model.standing import consequences_mask
from glasshouse.model.state import (
    DEBT,
    DEPOSIT,
    ERROR_FREE,
    EVER_REFUSED,
    FIFTH,
    GROUP,
    HELD,
    INBOX,
    INCOME,
    JOB,
    MONEY,
    RIGHTS,
    SCORED,
    Array,
    get,
    put,
)
from glasshouse.model.tally import add
from glasshouse.quantities import i64

TRIP, LOAN, RENTAL, POST = 0, 1, 2, 3


def apply(i: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Take up a post won overnight; on the due day, wish."""
    if get(citizens, i, INBOX) & WON_POST != 0:
        put(citizens, i, INBOX, 0)
        set_job(i, 2, citizens, district)
    if i64(today[at.DUE]) == 0 or get(citizens, i, SCORED) == 0:
        return
    fifth = get(citizens, i, FIFTH)
    for wish in range(i64(tables[room.WISH_COUNT])):
        if luck(district, i64(tables[room.WISH_STREAM + wish])) < i64(tables[room.WISH_CHANCE + 5 * wish + fifth]):
            attempt(i, wish, citizens, tables, district, box)


def attempt(i: int, wish: int, citizens: Array, tables: Array, district: Array, box: Array) -> None:
    """Try one wish: in the position for it, with the means for it, and allowed."""
    kind = i64(tables[room.WISH_KIND + wish])
    if in_position(i, kind, citizens) == 0:
        return
    group = get(citizens, i, GROUP)
    mask = consequences_mask(i, HELD, citizens, tables)
    waived = 1 if mask & i64(tables[room.WISH_WAIVE + wish]) != 0 else 0
    factor = price_factor(mask & i64(tables[room.WISH_DEARER + wish]), tables)
    price = (i64(tables[room.WISH_PRICE + wish]) * factor) >> 8
    if waived == 0 and get(citizens, i, MONEY) < price:
        add(district, group, count.UNAFFORDED + wish, 1)
        return
    add(district, group, count.WISHED + wish, 1)
    refusing = mask & i64(tables[room.WISH_REFUSE + wish])
    if refusing != 0:
        refuse(i, wish, citizens, tables, district)
        if kind in (LOAN, POST):
            be_blocked(i, citizens, tables, district)
        return
    first = 1 if mask & i64(tables[room.WISH_FIRST + wish]) != 0 else 0
    add(district, group, count.GRANTED + wish, 1)
    add(district, group, count.DEARER + wish, 1 if factor > 256 else 0)
    if kind in (LOAN, POST):
        set_blocked(i, 0, citizens, district)
    if kind == TRIP:
        pay(i, price, count.SPENT, citizens, district)
    elif kind == LOAN:
        borrow(i, wish, factor, citizens, tables, district)
    elif kind == RENTAL:
        rent(i, wish, price, waived, citizens, district)
    elif post(i, POST_SEEKER, 0 if first == 1 else 1, box, district) == 0:
        add(district, group, count.OVERFLOWS + 2, 1)


def in_position(i: int, kind: int, citizens: Array) -> int:
    """Return 1 where the wish makes sense: no loan on a loan, no second deposit, a post for one in an ordinary job."""
    if kind == LOAN:
        return 1 if get(citizens, i, DEBT) == 0 and get(citizens, i, INCOME) > 0 else 0
    if kind == RENTAL:
        return 1 if get(citizens, i, DEPOSIT) == 0 and get(citizens, i, INCOME) > 0 else 0
    if kind == POST:
        return 1 if get(citizens, i, JOB) == 1 and in_labour_force(i, citizens) == 1 else 0
    return 1


def price_factor(mask: int, tables: Array) -> int:
    """Return the highest factor/256 on the price among the consequences in ``mask``."""
    factor = 256
    if mask == 0:
        return factor
    for k in range(room.CONSEQUENCES):
        if (mask >> k) & 1 == 1:
            factor = max(factor, i64(tables[room.PRICE_FACTOR + k]))
    return factor


def refuse(i: int, wish: int, citizens: Array, tables: Array, district: Array) -> None:
    """Count a refusal by class: would error-free, would rights-respecting standing refuse as well?"""
    refusing = i64(tables[room.WISH_REFUSE + wish])
    group = get(citizens, i, GROUP)
    if consequences_mask(i, ERROR_FREE, citizens, tables) & refusing == 0:
        refusal = count.IN_ERROR
    elif consequences_mask(i, RIGHTS, citizens, tables) & refusing == 0:
        refusal = count.AGAINST_RIGHT
    else:
        refusal = count.BY_RULES
    add(district, group, count.REFUSED + 3 * wish + refusal, 1)
    if get(citizens, i, EVER_REFUSED) == 0:
        put(citizens, i, EVER_REFUSED, 1)
        add(district, group, count.EVER + 2, 1)


def borrow(i: int, wish: int, factor: int, citizens: Array, tables: Array, district: Array) -> None:
    """Receive a loan; all its interest is added to the debt at once, at the price of today's standing."""
    amount = get(citizens, i, INCOME) * 10 * i64(tables[room.WISH_MONTHS + wish])
    interest = (((amount * i64(tables[room.INTEREST])) >> 16) * factor) >> 8
    receive(i, amount, count.LENT, citizens, district)
    change_debt(i, amount + interest, citizens, district)


def rent(i: int, wish: int, price: int, waived: int, citizens: Array, district: Array) -> None:
    """Rent a flat: lodge the deposit, or be spared it."""
    if waived == 1:
        add(district, get(citizens, i, GROUP), count.WAIVED + wish, 1)
    else:
        change_deposit(i, pay(i, price, count.LODGED, citizens, district), citizens, district)
