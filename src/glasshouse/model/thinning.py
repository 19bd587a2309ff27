"""The walk over candidates: at which acts a day's luck stops, by bounds that no response may exceed (thinning, exact).

Bounds depend on conduct, place and class alone, act by act on the class in the act's own domain: residence, sex, age
group, and the band of that domain's conduct factor. So the tables are small, and the bounds close. A day's first draw
is a point on the survival of all candidates, domain by domain, and within a domain the commonest act first. Lewis and
Shedler 1979 is the method's root.
"""

from glasshouse.chance import MASK_32
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.state import CELL, CONDUCT, Array, get, get_beside
from glasshouse.quantities import i64

BOUND = 0x7FFFFFFF
"""Low bits of a step of the walk: the bound of the act; above them what survives of the domain without it."""
COMMON = 4
"""The commonest acts of a domain, at one of which most walks stop: all of them are looked at at once."""
CLASSES_OF_DOMAIN = room.CELLS * room.CONDUCT_BANDS
STEPS_OF_DOMAIN = CLASSES_OF_DOMAIN * room.MOST_OF_DOMAIN


def class_in(i: int, domain: int, citizens: Array) -> int:
    """Return citizen ``i``'s thinning class in a domain, counted on through all domains."""
    band = get_beside(citizens, i, CONDUCT, domain) // room.LEVELS_OF_BAND
    return (domain * room.CELLS + get(citizens, i, CELL)) * room.CONDUCT_BANDS + band


def quiet_day(i: int, citizens: Array, tables: Array) -> int:
    """Return the threshold under which a day of citizen ``i`` holds no candidate, in its first sixteen bits.

    That is all of it that the first look at a day needs, rounded down: ``find_candidates`` knows it wholly. The highest
    threshold of all is that of the dead.
    """
    alive = MASK_32
    for domain in range(room.DOMAINS):
        alive = (alive * i64(tables[room.QUIET + class_in(i, domain, citizens)])) >> 31
    return min(alive >> 16, room.NEVER_VISITED - 1)


def bound_of(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the threshold that no response lifts an act of citizen ``i`` above."""
    row = class_in(i, i64(tables[room.ACT_DOMAIN + act]), citizens) * room.MOST_OF_DOMAIN
    return i64(tables[room.STEP + row + i64(tables[room.ACT_PLACE + act])]) & BOUND


def act_at(step: int, tables: Array) -> int:
    """Return the act at a step of somebody's walk."""
    domain = step // STEPS_OF_DOMAIN
    return i64(tables[room.WALKED + domain * room.MOST_OF_DOMAIN + step % room.MOST_OF_DOMAIN])


def find_candidates(first: int, walkers: int, citizens: Array, tables: Array, today: Array) -> int:
    """Keep those walkers whose walk comes to a candidate, note at which step, and return how many they are.

    ``today[LEFT + w]`` says how far each walker's survival has yet to fall. Nobody waits for anybody else and little
    branches, so a processor does several at a time: first the domain of each, then the place in it.
    """
    still = 0
    for w in range(walkers):
        k, left = i64(today[at.WALKERS + w]), i64(today[at.LEFT + w])
        i = first + (i64(today[at.VISITS + k]) >> at.VISIT_PLACE)
        alive, base, domain = MASK_32, MASK_32, 0
        for nth in range(room.DOMAINS):
            alive = (alive * i64(tables[room.QUIET + class_in(i, nth, citizens)])) >> 31
            base = alive if left < alive else base
            domain += 1 if left < alive else 0
        today[at.WALKERS + still] = k
        today[at.BEGUN + still] = base
        today[at.ENDS + still] = left
        today[at.QUIET_FROM + still] = alive
        today[at.STEPS + still] = class_in(i, min(domain, room.DOMAINS - 1), citizens) * room.MOST_OF_DOMAIN
        still += 1 if domain < room.DOMAINS else 0
    for w in range(still):
        # What survives at a step is (base * its word) >> 31: more than ``left`` where the product reaches this.
        base, end = i64(today[at.BEGUN + w]), (i64(today[at.ENDS + w]) + 1) << 31
        row, passed = room.STEP + i64(today[at.STEPS + w]), 0
        for place in range(COMMON):
            passed += 1 if base * (i64(tables[row + place]) >> 31) >= end else 0
        if passed == COMMON:
            while base * (i64(tables[row + passed]) >> 31) >= end:
                passed += 1
        today[at.STEPS + w] += passed
    return still


def left_after(begun: int, step: int, u: int) -> int:
    """Return how far survival has yet to fall after a candidate: a fresh draw ``u`` of what survived of the day."""
    return (((begun * (step >> 31)) >> 31) * (u >> 1)) >> 31
