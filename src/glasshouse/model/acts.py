"""Phase 1, live: what the citizen truly does today.

Most days nothing scorable happens. One draw against a tabulated bound decides (``thinning``): the walk goes from
candidate to candidate; a second draw, named by the act, accepts one with probability p(now) / bound.
"""

from glasshouse.chance import MASK_32, draw_from, stream
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
    AWARENESS,
    BLOCKED,
    CELL,
    CERTAINTY,
    CONDUCT,
    FEAR,
    GROUP,
    INTERNET,
    LEGITIMACY_AND_MOTIVE,
    STRENGTH,
    Array,
    get,
    get_beside,
)
from glasshouse.model.tally import add
from glasshouse.model.thinning import BOUND, act_at, bound_of, find_candidates, left_after
from glasshouse.quantities import fit, i64

S_DISPLACED = stream("response:displaced")


def find_tries(first: int, visits: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Walk through the day of everybody in a chunk who is visited, and note for each the acts that are tried.

    All of them take one step, then those who still walk the next: no step waits for the one before it and none
    branches, so a processor does several at a time. The last try of the k-th visit lies at ``today[FIRST_TRY + k]``,
    0 for none; a try is the act's draw of 32 bits, the act (6 bits), where the try before it is noted (14 bits), and k.
    Return one more than how many there are: they are noted from 1 on.
    """
    walkers, tries = find_candidates(first, set_out(visits, today), citizens, tables, today), 1
    while walkers > 0:
        still = 0
        for w in range(walkers):
            k, place = i64(today[at.WALKERS + w]), i64(today[at.STEPS + w])
            nth = i64(today[at.VISITS + k]) >> at.VISIT_PLACE
            i, place_in_luck = first + nth, i64(today[at.PLACES + nth])
            step, act = i64(tables[room.STEP + place]), act_at(place, tables)
            add(district, get(citizens, i, GROUP), count.CANDIDATES, 1)
            u, before = draw_from(place_in_luck, i64(tables[room.ACT_STREAM + act])), i64(today[at.FIRST_TRY + k])
            tried = is_tried(i, act, u, step & BOUND, citizens, tables)
            today[at.TRIES + tries] = u | (act << TRIED_ACT) | (before << NEXT_TRY) | (k << TRIED_BY)
            today[at.FIRST_TRY + k] = tries if tried == 1 else before
            tries += tried
            left = left_after(
                i64(today[at.BEGUN + w]), step, draw_from(place_in_luck, i64(tables[room.ACT_NEXT + act]))
            )
            today[at.WALKERS + still] = k
            today[at.LEFT + still] = left
            still += 1 if left >= i64(today[at.QUIET_FROM + w]) else 0
        walkers = find_candidates(first, still, citizens, tables, today)
    return tries


def set_out(visits: int, today: Array) -> int:
    """Let everybody who is visited set out with the day's first draw, and return how many they are."""
    for k in range(visits):
        today[at.FIRST_TRY + k] = 0
        today[at.WALKERS + k] = k
        today[at.LEFT + k] = min(i64(today[at.DRAWN + (i64(today[at.VISITS + k]) >> at.VISIT_PLACE)]), MASK_32 - 1)
    return visits


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
    if luck(district, S_DISPLACED) < i64(tables[room.DISPLACED]):
        do(i, act, UNWATCHED, u, citizens, tables, district, today)


def is_accepted(i: int, act: int, u: int, shift: int, citizens: Array, tables: Array) -> int:
    """Return 1 where an act is accepted with this shift of log-odds/256 put on its inclination."""
    chance = chance_of(inclination(i, act, citizens, tables) + shift, tables)
    return 1 if (u >> 2) * bound_of(i, act, citizens, tables) < chance << 30 else 0


def inclination(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the log-odds/256 (from -16) of the act today, before silence.

    Base rate of the cell, the conduct factor of its domain, and how one who has heard of a regime answers. 0 is never.
    It does not branch, see ``find_tries``.
    """
    base = i64(tables[room.ACT_BASE + act * room.CELLS + get(citizens, i, CELL)])
    level = get_beside(citizens, i, CONDUCT, i64(tables[room.ACT_DOMAIN + act]))
    aware = 1 if get(citizens, i, AWARENESS) > 0 else 0
    value = base + i64(tables[room.ACT_FRAILTY + act * room.LEVELS + level])
    return max(value + aware * answer(i, act, citizens, tables), 1) if base != 0 else 0


def answer(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the shift of log-odds/256 that responses put on an act.

    On an offence: compliance (R1), legitimacy (R7), own motive where the act is priced (R13), and on an unlawful way to
    an income that a lawful one was refused (R7); on a priced good deed: own motive.
    """
    certainty = get_beside(citizens, i, CERTAINTY, i64(tables[room.ACT_FAMILY + act]))
    deterred = i64(tables[room.COMPLIANCE + certainty * room.LEVELS + get(citizens, i, STRENGTH)])
    lean = i64(tables[room.LEAN + i64(tables[room.ACT_LEAN + act]) + get(citizens, i, LEGITIMACY_AND_MOTIVE)])
    refused = get(citizens, i, BLOCKED) * i64(tables[room.ACT_BLOCKED_LEAN + act])
    return i64(tables[room.ACT_WILLED + act]) * deterred + lean + refused


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
