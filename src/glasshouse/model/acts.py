"""Phase 1, live: what the citizen truly does today.

Most days nothing scorable happens. One draw against a tabulated bound decides (thinning, exact): the walk goes from
candidate to candidate over the survival table of bounds, which depend on conduct, place and class alone; a second draw,
named by the act, accepts a candidate with probability p(now) / bound. Lewis and Shedler 1979 is the method's root.
"""

from glasshouse.chance import MASK_32, stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.company import lacks_company
from glasshouse.model.gaming import claims, eagerness, leaves_undone
from glasshouse.model.luck import luck
from glasshouse.model.money import monthly, pay, receive
from glasshouse.model.notes import (
    MOST_TRIES,
    NEXT_TRY,
    OVERLOOKED,
    TRIED_ACT,
    TRIED_BY,
    TRIED_IN_VAIN,
    UNWATCHED,
    note_act,
)
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

BOUND = 0x7FFFFFFF
"""Low bits of a step of the walk: the bound of the act; above them what survives of a day without it."""
S_DISPLACED = stream("response:displaced")


def find_tries(first: int, visits: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Walk through the day of everybody in a chunk who is visited, and note for each the acts that are tried.

    All of them take one step, then those who still walk the next: no step waits for the one before it and none
    branches, so a processor does several at a time. The last try of the k-th visit lies at ``today[FIRST_TRY + k]``,
    0 for none; a try is the act's draw of 32 bits, the act (6 bits), where the try before it is noted (14 bits), and k.
    Return one more than how many there are: they are noted from 1 on.
    """
    walkers, tries = set_out(first, visits, citizens, tables, today), 1
    while walkers > 0:
        find_steps(first, walkers, citizens, tables, today)
        still = 0
        for w in range(walkers):
            k, act = i64(today[at.WALKERS + w]), i64(today[at.STEPS + w])
            i = first + (i64(today[at.VISITS + k]) >> 1)
            kind = get(citizens, i, KIND)
            step = i64(tables[room.WALK + kind * room.ACTS + act])
            add(district, get(citizens, i, GROUP), count.CANDIDATES, 1)
            u, before = luck(district, i64(tables[room.ACT_STREAM + act]), i), i64(today[at.FIRST_TRY + k])
            tried = is_tried(i, act, u, step & BOUND, citizens, tables)
            today[at.TRIES + tries] = u | (act << TRIED_ACT) | (before << NEXT_TRY) | (k << TRIED_BY)
            today[at.FIRST_TRY + k] = tries if tried == 1 else before
            tries += tried
            left = ((step >> 31) * (luck(district, i64(tables[room.ACT_NEXT + act]), i) >> 1)) >> 31
            today[at.WALKERS + still] = k
            today[at.LEFT + still] = left
            still += 1 if left >= i64(tables[room.QUIET + kind]) else 0
        walkers = still
    return tries


def set_out(first: int, visits: int, citizens: Array, tables: Array, today: Array) -> int:
    """Note those whose day holds a candidate, with the day's first draw, and return how many they are."""
    walkers = 0
    for k in range(visits):
        place = i64(today[at.VISITS + k]) >> 1
        u = i64(today[at.DRAWN + place])
        today[at.FIRST_TRY + k] = 0
        today[at.WALKERS + walkers] = k
        today[at.LEFT + walkers] = u
        walkers += 1 if u >= i64(tables[room.QUIET + get(citizens, first + place, KIND)]) else 0
    return walkers


def find_steps(first: int, walkers: int, citizens: Array, tables: Array, today: Array) -> None:
    """Note the act at which each walker stops next: where survival falls to what is left of it, or below.

    The guide knows nearly where. All guesses come first, for the tables are long and a processor waits for many of
    their lines as long as for one.
    """
    for w in range(walkers):
        kind = get(citizens, first + (i64(today[at.VISITS + i64(today[at.WALKERS + w])]) >> 1), KIND)
        today[at.STEPS + w] = guess(kind, i64(today[at.LEFT + w]), tables) | (kind << 8)
    for w in range(walkers):
        kind, act = i64(today[at.STEPS + w]) >> 8, i64(today[at.STEPS + w]) & 255
        row, end = room.WALK + kind * room.ACTS, (i64(today[at.LEFT + w]) << 31) | BOUND
        act += 1 if i64(tables[row + act]) > end else 0
        while i64(tables[row + act]) > end:
            act += 1
        today[at.STEPS + w] = act


def guess(kind: int, left: int, tables: Array) -> int:
    """Return the first act at which survival may fall to what is left of it, by the guide."""
    cell = (left - i64(tables[room.QUIET + kind])) >> i64(tables[room.GUIDE_SHIFT + kind])
    word = i64(tables[room.GUIDE_START + kind * (room.GUIDE // 8) + (cell >> 3)])
    return (word >> (8 * (cell & 7))) & 255


def live(i: int, k: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Live today's acts of the k-th visit, in the order of slots; on the due day, live the month's money too."""
    today[at.ACTS_TODAY] = 0
    place, tries = i64(today[at.FIRST_TRY + k]), 0
    while place > 0:
        today[at.OWN_TRIES + tries] = i64(today[at.TRIES + place])
        place = (i64(today[at.TRIES + place]) >> NEXT_TRY) & MOST_TRIES
        tries += 1
    while tries > 0:
        tries -= 1
        noted = i64(today[at.OWN_TRIES + tries])
        act, flag = (noted >> TRIED_ACT) & (room.ACTS - 1), ((noted >> TRIED_IN_VAIN) & 1) * OVERLOOKED
        candidate(i, act, flag, noted & MASK_32, citizens, tables, district, today)
    if i64(today[at.DUE]) == 1:
        monthly(i, citizens, tables, district, today)


def is_tried(i: int, act: int, u: int, bound: int, citizens: Array, tables: Array) -> int:
    """Return 1 where a candidate is accepted, silence apart: its draw ``u`` is below p(now) / ``bound``."""
    able = 1 if get(citizens, i, INTERNET) >= i64(tables[room.ACT_ONLINE + act]) else 0
    chance = chance_of(inclination(i, act, citizens, tables) + eagerness(i, act, citizens, tables), tables)
    return able & (1 if (u >> 2) * bound < chance << 30 else 0)


def candidate(
    i: int, act: int, flag: int, u: int, citizens: Array, tables: Array, district: Array, today: Array
) -> None:
    """Do an act that is tried, unless fear alone prevents it: then it is withheld, or done unwatched.

    A good deed that only the score asks for may be claimed and not done. Company takes somebody to keep it with.
    """
    if lacks_company(i, act, citizens, tables, district, today) == 1:
        return
    if eagerness(i, act, citizens, tables) > 0 and is_accepted(i, act, u, 0, citizens, tables) == 0:
        if claims(i, act, u, citizens, tables, district, today) == 0:
            do(i, act, flag, u, citizens, tables, district, today)
        return
    if leaves_undone(i, act, citizens, tables, district) == 1:
        return
    fear = silence(i, act, citizens, tables)
    if fear == 0 or is_accepted(i, act, u, fear, citizens, tables) == 1:
        do(i, act, flag, u, citizens, tables, district, today)
        return
    add(district, get(citizens, i, GROUP), count.WITHHELD + act, 1)
    if luck(district, S_DISPLACED, i) < i64(tables[room.DISPLACED]):
        do(i, act, UNWATCHED, u, citizens, tables, district, today)


def is_accepted(i: int, act: int, u: int, shift: int, citizens: Array, tables: Array) -> int:
    """Return 1 where an act is accepted with this shift of log-odds/256 put on its inclination."""
    bound = i64(tables[room.WALK + get(citizens, i, KIND) * room.ACTS + act]) & BOUND
    chance = chance_of(inclination(i, act, citizens, tables) + shift, tables)
    return 1 if (u >> 2) * bound < chance << 30 else 0


def inclination(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the log-odds/256 (from -16) of the act today, before silence.

    Base rate of the cell, the conduct factor of its domain, and how one who has heard of a regime answers. 0 is never.
    It does not branch, see ``find_tries``.
    """
    cell = cell_of(get(citizens, i, URBAN), get(citizens, i, WOMAN), get(citizens, i, AGE_GROUP))
    base = i64(tables[room.ACT_BASE + act * room.CELLS + cell])
    level = get(citizens, i, beside(CONDUCT, i64(tables[room.ACT_DOMAIN + act])))
    aware = 1 if get(citizens, i, AWARENESS) > 0 else 0
    value = base + i64(tables[room.ACT_FRAILTY + act * room.LEVELS + level])
    return max(value + aware * answer(i, act, citizens, tables), 1) if base != 0 else 0


def answer(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the shift of log-odds/256 that responses put on an act.

    On an offence: compliance (R1), legitimacy (R7), own motive where the act is priced (R13), and on an unlawful way to
    an income that a lawful one was refused (R7); on a priced good deed: own motive.
    """
    priced, willed = i64(tables[room.ACT_PRICED + act]), i64(tables[room.ACT_WILLED + act])
    certainty = get(citizens, i, beside(CERTAINTY, i64(tables[room.ACT_FAMILY + act])))
    offence = i64(tables[room.COMPLIANCE + certainty * room.LEVELS + get(citizens, i, STRENGTH)])
    offence += i64(tables[room.WILLED_LEAN + (priced << 7) + get(citizens, i, LEGITIMACY_AND_MOTIVE)])
    refused = get(citizens, i, BLOCKED) * (1 if i64(tables[room.ACT_EARNS + act]) > 0 else 0)
    offence += refused * i64(tables[room.BLOCKED_LEAN])
    deed = priced * i64(tables[room.ACT_DEED + act]) * i64(tables[room.DEED_LEAN + get(citizens, i, MOTIVE)])
    return willed * offence + (1 - willed) * deed


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
