"""What people want in a month and what becomes of it: phase 5 of the naive day, and what one keeps or gives up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glasshouse.inputs.conduct import Wish
from tests.naive.authority import ERROR_FREE, HELD, RIGHTS, STANDINGS
from tests.naive.luck import WORD
from tests.naive.population import Citizen
from tests.naive.purse import Purse
from tests.naive.responses import refused
from tests.naive.today import verdict

if TYPE_CHECKING:
    from tests.naive.life import Life

OVERNIGHT = ("post", "seat", "home", "office", "match", "queue")
ONLY_UNDER_A_REGIME = ("queue", "service")
FAVOURS = ("first", "by lot", "behind")
BARS = ("nothing", "first", "behind", "in error", "against a right", "by the rules")
"""What an adult's standing does to a child's seat, the worse the later."""


def apply(life: Life, me: Citizen, due: bool, purse: Purse) -> None:
    """Take up what was won overnight; once a month keep or give up what one has, and wish."""
    if me.id in life.winners:
        life.winners.remove(me.id)
        take_up(me)
    if not due:
        return
    if me.scored:
        keep(life, me, purse)
    for wish in life.conduct.wishes:
        child = wish.kind == "seat" and me.age_group == "youth"
        idle = wish.kind in ONLY_UNDER_A_REGIME and all(row.wish != wish.id for row in life.regime.consequences)
        if (me.scored or child) and not idle:
            if life.luck.happens(life.day, f"wish:{wish.id}", me.id, wish.per_month[me.fifth]):
                attempt(life, me, wish, purse)


def take_up(me: Citizen) -> None:
    """Have what was won; an office waits for the month's judgment."""
    if "post" in me.won:
        me.job = "post"
    me.has |= me.won & {"seat", "home", "match"}
    me.won &= {"office"}


def only(life: Life, kind: str) -> Wish | None:
    """The wish of a kind of which there is one."""
    return next((wish for wish in life.conduct.wishes if wish.kind == kind), None)


def is_over(life: Life, me: Citizen, wish: Wish, name: str) -> bool:
    """Whether what lasts so many months in the mean ends this month."""
    return life.luck.bits(life.day, name, me.id) < WORD // max(wish.months, 1)


def keep(life: Life, me: Citizen, purse: Purse) -> None:
    """Pay for the better flat or leave it; lose touch."""
    home, match = only(life, "home"), only(life, "match")
    if home and "home" in me.has:
        if me.money < home.price or is_over(life, me, home, "place:leaves-flat"):
            me.has.remove("home")
            purse.counts["places_left", home.id] += 1
        else:
            purse.pay(home.price, "spent")
    if match and "match" in me.has and is_over(life, me, match, "place:loses-touch"):
        me.has.remove("match")
        purse.counts["places_left", match.id] += 1


def hold_office(life: Life, me: Citizen) -> None:
    """Once a month, before standing is judged: enter public office, or leave it."""
    office = only(life, "office")
    if office is None:
        return
    if "office" in me.won:
        me.won.clear()
        me.official = True
    elif me.official and is_over(life, me, office, "place:leaves-office"):
        me.official = False
        life.flows[me.group]["places_left", office.id] += 1


def fits(me: Citizen, kind: str) -> bool:
    """Whether somebody can want such a thing."""
    return {
        "trip": True, "queue": True, "service": True,
        "loan": me.debt == 0 and me.income > 0,
        "rental": me.deposit == 0 and me.income > 0,
        "post": me.job == "ordinary" and me.in_labour_force,
        "seat": me.age_group == "youth" and "seat" not in me.has,
        "home": "home" not in me.has and me.income > 0,
        "office": not me.official and me.job != "none" and me.age < 60,
        "match": "match" not in me.has and me.age >= 18 and me.spouse is None,
    }[kind]  # fmt: skip


def attempt(life: Life, me: Citizen, wish: Wish, purse: Purse) -> None:
    """Try one wish."""
    if not fits(me, wish.kind):
        return
    counts = purse.counts
    if wish.kind == "seat":
        counts["wished", wish.id] += 1
        seek_seat(life, me, wish, purse)
        return
    effects = life.authority.effects
    mine = {
        kind: [effects[name] for name in life.authority.under(me, kind) if effects[name].wish == wish.id]
        for kind in STANDINGS
    }
    has = {kind: {row.effect for row in rows} for kind, rows in mine.items()}
    factors = [round(row.factor * 256) for row in mine[HELD] if row.effect in ("dearer", "cheaper")]
    factor = max(factors, default=256)
    if factor <= 256:
        factor = min(factors, default=256)
    price = wish.price * factor // 256
    waived = "waive" in has[HELD]
    if not waived and me.money < price:
        counts["unafforded", wish.id] += 1
        return
    counts["wished", wish.id] += 1
    kind = verdict(*("refuse" in has[standing] for standing in (HELD, ERROR_FREE, RIGHTS)))
    if kind is not None:
        counts["refused", wish.id, kind] += 1
        me.ever.add("refused")
        if wish.kind in ("loan", "post") and life.regime.announced:
            counts["changes",] += refused(life.conduct, me)
        return
    counts["granted", wish.id] += 1
    counts["dearer", wish.id] += factor > 256
    counts["cheaper", wish.id] += factor < 256
    if wish.kind in ("loan", "post"):
        counts["changes",] += me.blocked
        me.blocked = False
    if wish.kind == "trip":
        purse.pay(price, "spent")
    elif wish.kind == "loan":
        life.month.borrow(me, wish, factor, purse)
    elif wish.kind == "service":
        purse.pay(max(price - wish.price, 0), "surcharges")
        purse.receive(max(wish.price - price, 0), "discounts")
    elif wish.kind in OVERNIGHT:
        seek(life, me, wish, "first" if "first" in has[HELD] else "behind" if "last" in has[HELD] else "by lot")
    elif waived:
        counts["waived", wish.id] += 1
    else:
        me.deposit = purse.pay(price, "lodged")


def seek(life: Life, me: Citizen, wish: Wish, favour: str) -> None:
    """Ask for something scarce, of which tonight decides."""
    if wish.kind == "match":
        life.flows[me.group]["sought", me.standing[HELD].tier, favour] += 1
    life.seekers.append((wish, favour, me))


def bars(life: Life, me: Citizen) -> str:
    """What somebody's standing does to a seat for a child of the household."""
    seat = only(life, "seat")
    if seat is None or not me.scored:
        return "nothing"
    has = {
        kind: {
            row.effect
            for name in life.authority.under(me, kind)
            if (row := life.authority.effects[name]).wish == seat.id
        }
        for kind in STANDINGS
    }  # fmt: skip
    closed = verdict(*("refuse" in has[kind] for kind in (HELD, ERROR_FREE, RIGHTS)))
    return closed or ("first" if "first" in has[HELD] else "behind" if "last" in has[HELD] else "nothing")


def seek_seat(life: Life, me: Citizen, wish: Wish, purse: Purse) -> None:
    """A child's seat: by what the standing of the adults at home allowed yesterday."""
    grown = [life.people[j] for j in me.household if life.people[j].age >= 18 or j == me.id]
    worst = max((life.circle.yesterday[one.id].bars for one in grown), key=BARS.index)
    if worst in BARS[3:]:
        purse.counts["refused", wish.id, worst] += 1
        me.ever.add("refused")
        return
    purse.counts["granted", wish.id] += 1
    seek(life, me, wish, "by lot" if worst == "nothing" else worst)
