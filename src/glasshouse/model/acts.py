"""Phase 1, live: what the citizen truly does today.

Most days nothing scorable happens. One draw against a tabulated bound decides (thinning, exact): the walk goes from
candidate to candidate over the survival table of bounds, which depend on conduct, place and class alone; a second draw,
named by the act, accepts a candidate with probability p(now) / bound. Lewis and Shedler 1979 is the method's root.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.gaming import claims, eagerness, leaves_undone
from glasshouse.model.luck import luck
from glasshouse.model.money import monthly, pay, receive
from glasshouse.model.notes import UNWATCHED, note_act
from glasshouse.model.state import (
    ACCEPTANCE,
    AGE_GROUP,
    AWARENESS,
    BLOCKED,
    CERTAINTY,
    CONDUCT,
    FEAR,
    GROUP,
    INTERNET,
    KIND,
    LEGITIMACY_AND_MOTIVE,
    MOTIVE,
    STRENGTH,
    URBAN,
    WOMAN,
    Array,
    beside,
    get,
)
from glasshouse.model.tally import add
from glasshouse.model.traits import cell_of
from glasshouse.quantities import fit, i64

S_ANY = stream("any")
BOUND = 0x7FFFFFFF
"""Low bits of a step of the walk: the bound of the act; above them what survives of a day without it."""
S_DISPLACED = stream("response:displaced")


def live(i: int, u: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Note today's acts; on the due day, live the month's money too. ``u`` is the day's first draw."""
    today[at.ACTS_TODAY] = 0
    kind = get(citizens, i, KIND)
    if u >= i64(tables[room.QUIET + kind]):
        walk(i, kind, u, citizens, tables, district, today)
    if i64(today[at.DUE]) == 1:
        monthly(i, citizens, tables, district, today)


def walk(i: int, kind: int, u: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Go from candidate to candidate: the next is the act at which survival falls to what is left of it, or below."""
    quiet = i64(tables[room.QUIET + kind])
    row = room.WALK + kind * room.ACTS
    left = u
    while left >= quiet:
        act = next_act(kind, left - quiet, left, tables)
        step = i64(tables[row + act])
        candidate(i, act, step & BOUND, citizens, tables, district, today)
        fresh = luck(district, i64(tables[room.ACT_NEXT + act]), i)
        left = ((step >> 31) * (fresh >> 1)) >> 31


def next_act(kind: int, above: int, left: int, tables: Array) -> int:
    """Return the first act at which survival falls to what is left of it, or below: the guide knows nearly where."""
    cell = above >> i64(tables[room.GUIDE_SHIFT + kind])
    word = i64(tables[room.GUIDE_START + kind * (room.GUIDE // 8) + (cell >> 3)])
    act = (word >> (8 * (cell & 7))) & 255
    row, end = room.WALK + kind * room.ACTS, (left << 31) | BOUND
    act += 1 if i64(tables[row + act]) > end else 0
    while i64(tables[row + act]) > end:
        act += 1
    return act


def candidate(i: int, act: int, bound: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Accept or reject one candidate; a protected act that only fear prevents is withheld, or done unwatched.

    A good deed that only the score asks for may be claimed and not done.
    """
    group = get(citizens, i, GROUP)
    add(district, group, count.CANDIDATES, 1)
    if get(citizens, i, INTERNET) < i64(tables[room.ACT_ONLINE + act]):
        return
    free = inclination(i, act, citizens, tables)
    played = eagerness(i, act, citizens, tables)
    u = luck(district, i64(tables[room.ACT_STREAM + act]), i)
    v = (u >> 2) * bound
    if v >= chance_of(free + played, tables) << 30:
        return
    if played > 0 and v >= chance_of(free, tables) << 30:
        if claims(i, act, u, citizens, tables, district, today) == 0:
            do(i, act, 0, u, citizens, tables, district, today)
        return
    if leaves_undone(i, act, citizens, tables, district) == 1:
        return
    fear = silence(i, act, citizens, tables)
    if fear == 0 or v < chance_of(free + fear, tables) << 30:
        do(i, act, 0, u, citizens, tables, district, today)
        return
    add(district, group, count.WITHHELD + act, 1)
    if luck(district, S_DISPLACED, i) < i64(tables[room.DISPLACED]):
        do(i, act, UNWATCHED, u, citizens, tables, district, today)


def inclination(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the log-odds/256 (from -16) of the act today, before silence.

    Base rate of the cell, the conduct factor of its domain, and how one who has heard of a regime answers. 0 is never.
    """
    cell = cell_of(get(citizens, i, URBAN), get(citizens, i, WOMAN), get(citizens, i, AGE_GROUP))
    base = i64(tables[room.ACT_BASE + act * room.CELLS + cell])
    if base == 0:
        return 0
    level = get(citizens, i, beside(CONDUCT, i64(tables[room.ACT_DOMAIN + act])))
    value = base + i64(tables[room.ACT_FRAILTY + act * room.LEVELS + level])
    if get(citizens, i, AWARENESS) > 0:
        value += answer(i, act, citizens, tables)
    return max(value, 1)


def answer(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the shift of log-odds/256 that responses put on an act.

    On an offence: compliance (R1), legitimacy (R7), own motive where the act is priced (R13), and on an unlawful way to
    an income that a lawful one was refused (R7); on a priced good deed: own motive.
    """
    priced = i64(tables[room.ACT_PRICED + act])
    if i64(tables[room.ACT_WILLED + act]) == 1:
        certainty = get(citizens, i, beside(CERTAINTY, i64(tables[room.ACT_FAMILY + act])))
        value = i64(tables[room.COMPLIANCE + certainty * room.LEVELS + get(citizens, i, STRENGTH)])
        value += i64(tables[room.WILLED_LEAN + (priced << 7) + get(citizens, i, LEGITIMACY_AND_MOTIVE)])
        if i64(tables[room.ACT_EARNS + act]) > 0 and get(citizens, i, BLOCKED) == 1:
            value += i64(tables[room.BLOCKED_LEAN])
        return value
    if priced == 1 and i64(tables[room.ACT_DEED + act]) == 1:
        return i64(tables[room.DEED_LEAN + get(citizens, i, MOTIVE)])
    return 0


def silence(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the shift of log-odds/256 that fear puts on a protected act (R2): never above 0."""
    if i64(tables[room.ACT_PROTECTED + act]) == 0 or get(citizens, i, AWARENESS) == 0:
        return 0
    where = i64(tables[room.ACT_VISIBILITY + act])
    return i64(tables[room.SILENCE + (where * room.LEVELS + get(citizens, i, FEAR)) * 8 + get(citizens, i, ACCEPTANCE)])


def chance_of(value: int, tables: Array) -> int:
    """Return the threshold of log-odds/256 counted from -16: below the curve never, above it one half."""
    return i64(tables[room.SIGMOID + fit(value, 0, room.CURVE - 1)])


def do(i: int, act: int, flag: int, u: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Note one act as done, at the tick that its draw gives, and let the money that it costs change hands."""
    group = get(citizens, i, GROUP)
    add(district, group, count.DONE + act, 1)
    if flag == UNWATCHED:
        add(district, group, count.DISPLACED_ACTS + act, 1)
    price = i64(tables[room.ACT_SPENDS + act])
    if price > 0:
        pay(i, price, count.SPENT, citizens, district)
    earned = i64(tables[room.ACT_EARNS + act])
    if earned > 0:
        receive(i, earned, count.WAGES, citizens, district)
    note_act(act, flag, u, today)
