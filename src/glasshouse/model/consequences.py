"""Phase 5, apply: rewards and sanctions meet the month's wishes: ticket, loan, flat, post, seat, queue, match, price.

A wish is tried only by somebody with the means for it, so that a refusal is the authority's and not the purse's.
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.grievance import be_blocked, set_blocked
from glasshouse.model.money import change_debt, change_deposit, pay, receive
from glasshouse.model.places import (
    FOR_SEAT,
    POST,
    QUEUE,
    YOUTH,
    apply_for,
    count_refusal,
    favour_of,
    keep_places,
    lacks_place,
    seek_seat,
    take_up,
    wishes_today,
)
from glasshouse.model.sensing import WON_POST
from glasshouse.model.standing import consequences_mask
from glasshouse.model.state import (
    AGE_GROUP,
    DEBT,
    DEPOSIT,
    ERROR_FREE,
    GROUP,
    HELD,
    INBOX,
    INCOME,
    MONEY,
    RIGHTS,
    SCORED,
    Array,
    get,
)
from glasshouse.model.tally import add
from glasshouse.quantities import i64

TRIP, LOAN, RENTAL = 0, 1, 2
SERVICE = 9


def apply(i: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Take up what was won overnight; on the due day keep or give up what one has, and wish.

    Of those too young for records only the older children wish, and for nothing but a seat at school.
    """
    if get(citizens, i, INBOX) & WON_POST != 0:
        take_up(i, citizens, district)
    if i64(today[at.DUE]) == 0:
        return
    if get(citizens, i, SCORED) == 0:
        seat = i64(tables[room.SEAT_WISH])
        if seat >= 0 and get(citizens, i, AGE_GROUP) == YOUTH and wishes_today(i, seat, citizens, tables, district):
            attempt(i, seat, 0, citizens, tables, district, box)
        return
    keep_places(i, citizens, tables, district)
    wish, wished, under = 0, 0, i64(today[at.AFTER + at.MASK_NOTE + HELD])
    for one in range(i64(tables[room.WISH_COUNT])):
        wished |= wishes_today(i, one, citizens, tables, district) << one
    while wished != 0:
        if wished & 1 == 1:
            attempt(i, wish, under, citizens, tables, district, box)
        step = 1 if wished & 14 != 0 else 4
        wish, wished = wish + step, wished >> step


def attempt(i: int, wish: int, under: int, citizens: Array, tables: Array, district: Array, box: Array) -> None:
    """Try one wish: in the position for it, with the means for it, and allowed by the consequences one is ``under``."""
    kind = i64(tables[room.WISH_KIND + wish])
    if in_position(i, kind, citizens) == 0:
        return
    if kind == FOR_SEAT:
        seek_seat(i, wish, citizens, tables, district, box)
        return
    group = get(citizens, i, GROUP)
    waived = 1 if under & i64(tables[room.WISH_WAIVE + wish]) != 0 else 0
    priced = i64(tables[room.WISH_DEARER + wish]) | i64(tables[room.WISH_CHEAPER + wish])
    factor = price_factor(under & priced, tables)
    usual = i64(tables[room.WISH_PRICE + wish])
    price = (usual * factor) >> 8
    if waived == 0 and get(citizens, i, MONEY) < price:
        add(district, group, count.UNAFFORDED + wish, 1)
        return
    add(district, group, count.WISHED + wish, 1)
    refusing = under & i64(tables[room.WISH_REFUSE + wish])
    if refusing != 0:
        refuse(i, wish, citizens, tables, district)
        if kind in (LOAN, POST):
            be_blocked(i, citizens, tables, district)
        return
    add(district, group, count.GRANTED + wish, 1)
    add(district, group, count.DEARER + wish, 1 if factor > 256 else 0)
    add(district, group, count.CHEAPER + wish, 1 if factor < 256 else 0)
    if kind in (LOAN, POST):
        set_blocked(i, 0, citizens, district)
    if kind == TRIP:
        pay(i, price, count.SPENT, citizens, district)
    elif kind == LOAN:
        borrow(i, wish, factor, citizens, tables, district)
    elif kind == RENTAL:
        rent(i, wish, price, waived, citizens, district)
    elif kind == SERVICE:
        buy(i, usual, price, citizens, district)
    else:
        apply_for(i, wish, favour_of(under, wish, tables), citizens, tables, box, district)


def in_position(i: int, kind: int, citizens: Array) -> int:
    """Return 1 where the wish makes sense: no loan on a loan, no second deposit, no place of a kind that one has."""
    if kind == LOAN:
        return 1 if get(citizens, i, DEBT) == 0 and get(citizens, i, INCOME) > 0 else 0
    if kind == RENTAL:
        return 1 if get(citizens, i, DEPOSIT) == 0 and get(citizens, i, INCOME) > 0 else 0
    if kind >= POST and kind < QUEUE:
        return lacks_place(i, kind, citizens)
    return 1


def price_factor(mask: int, tables: Array) -> int:
    """Return the factor/256 on the price: the highest of those that raise it in ``mask``, else the lowest."""
    dear, cheap = 256, 256
    if mask == 0:
        return dear
    for k in range(room.CONSEQUENCES):
        if (mask >> k) & 1 == 1:
            dear = max(dear, i64(tables[room.PRICE_FACTOR + k]))
            cheap = min(cheap, i64(tables[room.PRICE_FACTOR + k]))
    return dear if dear > 256 else cheap


def refuse(i: int, wish: int, citizens: Array, tables: Array, district: Array) -> None:
    """Count a refusal by class: would error-free, would rights-respecting standing refuse as well?"""
    refusing = i64(tables[room.WISH_REFUSE + wish])
    if consequences_mask(i, ERROR_FREE, citizens, tables) & refusing == 0:
        refusal = count.IN_ERROR
    elif consequences_mask(i, RIGHTS, citizens, tables) & refusing == 0:
        refusal = count.AGAINST_RIGHT
    else:
        refusal = count.BY_RULES
    count_refusal(i, wish, refusal, citizens, district)


def borrow(i: int, wish: int, factor: int, citizens: Array, tables: Array, district: Array) -> None:
    """Receive a loan; all its interest is added to the debt at once, at the price of today's standing."""
    amount = get(citizens, i, INCOME) * 10 * i64(tables[room.WISH_MONTHS + wish])
    interest = (((amount * i64(tables[room.INTEREST])) >> 16) * factor) >> 8
    receive(i, amount, count.LENT, citizens, district)
    change_debt(i, amount + interest, citizens, district)


def buy(i: int, usual: int, price: int, citizens: Array, district: Array) -> None:
    """Pay what a good costs one more than others, or be spared what it costs less: its usual price is a living cost."""
    if price > usual:
        pay(i, price - usual, count.SURCHARGES, citizens, district)
    elif price < usual:
        receive(i, usual - price, count.DISCOUNTS, citizens, district)


def rent(i: int, wish: int, price: int, waived: int, citizens: Array, district: Array) -> None:
    """Rent a flat: lodge the deposit, or be spared it."""
    if waived == 1:
        add(district, get(citizens, i, GROUP), count.WAIVED + wish, 1)
    else:
        change_deposit(i, pay(i, price, count.LODGED, citizens, district), citizens, district)
