"""Whom a citizen knows: computed from ids, symmetric where ties are symmetric, nothing stored.

Two devices suffice. A **reflection** ``j = (c - i) mod n`` pairs people at random: each is the other's partner in the
same slot. A **circle** cuts a rotated row of people of one age band on one block into tables of four, where seats pair
by exclusive or: friends who are each other's friends. -1 means nobody.
"""

from glasshouse.chance import stream
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck
from glasshouse.model.state import (
    AGE,
    BARS_BEFORE,
    BARS_NOW,
    BESIDE_BEFORE,
    BESIDE_NOW,
    GROUP,
    SCORED,
    SECTOR,
    SHOWN,
    SOCIABILITY,
    SPOUSE,
    Array,
    get,
    put,
)
from glasshouse.model.traits import block_of, household_head
from glasshouse.quantities import i64

FRIEND_SLOTS = 6
CIRCLE_SLOTS = 3
BLOCK_SLOTS = 5
"""Slots 0-2 are the circle, 3-4 anywhere on the block, 5 anywhere in the district."""
WORKMATE_SLOTS = 3
CLASS_SLOTS = 4
STAIR = 8
"""Neighbours are those whose places lie in the same run of eight."""

S_CIRCLE = stream("tie:circle")
S_BLOCK_TIES = (
    stream("tie:friend:3"), stream("tie:friend:4"),
    stream("tie:workmate:0"), stream("tie:workmate:1"), stream("tie:workmate:2"),
    stream("tie:class:0"), stream("tie:class:1"), stream("tie:class:2"), stream("tie:class:3"),
)  # fmt: skip
FRIENDS, WORKMATES, CLASSMATES = 0, 2, 5
"""Where each kind of tie begins among those of a block."""
S_FAR_FRIEND = stream("tie:friend:5")


def reflect(i: int, first: int, size: int, centre: int) -> int:
    """Return the partner of ``i`` among ``first .. first + size - 1``, or -1 where that is ``i`` itself.

    It is ``(centre - (i - first)) mod size`` beyond ``first``; ``centre`` lies in ``0 .. size - 1``.

    >>> j = reflect(3, 0, 10, 4); j, reflect(j, 0, 10, 4), reflect(2, 0, 10, 4)
    (1, 3, -1)
    """
    away = centre - (i - first)
    j = first + away + (size if away < 0 else 0)
    return -1 if j == i else j


def look_at_block(i: int, tables: Array, district: Array, today: Array) -> int:
    """Return the first citizen of ``i``'s block, and have on today's notes where its ties pair people.

    All of it follows from the block alone; the notes spare the divisions for the next one who lives there.
    """
    first = i64(today[at.BLOCK])
    if i < first or i >= first + i64(today[at.BLOCK_SIZE]):
        note_block(block_of(i, tables), tables, district, today)
    return i64(today[at.BLOCK])


def note_block(first: int, tables: Array, district: Array, today: Array) -> None:
    """Note where the ties of the block that begins with ``first`` pair people."""
    size = min(i64(tables[room.TEMPLATE_SIZE]), i64(district[at.RESIDENTS]) - first)
    today[at.BLOCK] = first
    today[at.BLOCK_SIZE] = size
    for k in range(len(S_BLOCK_TIES)):
        today[at.BLOCK_CENTRES + k] = born_luck(district, S_BLOCK_TIES[k], first) % size
    turn = born_luck(district, S_CIRCLE, first)
    for band in range(i64(tables[room.BAND_COUNT])):
        today[at.BLOCK_TURNS + band] = turn % max(i64(tables[room.BAND_SIZE + band]), 1)


def on_the_block(i: int, tie: int, tables: Array, district: Array, today: Array) -> int:
    """Return ``i``'s partner of one of the ties of its block (FRIENDS, WORKMATES, CLASSMATES + slot), or -1."""
    first = look_at_block(i, tables, district, today)
    return reflect(i, first, i64(today[at.BLOCK_SIZE]), i64(today[at.BLOCK_CENTRES + tie]))


def in_the_circle(i: int, slot: int, tables: Array, district: Array, today: Array) -> int:
    """Return who sits at seat ``own xor (slot + 1)`` of ``i``'s circle."""
    first = look_at_block(i, tables, district, today)
    offset = i - first
    band = i64(tables[room.BAND + offset])
    size = i64(tables[room.BAND_SIZE + band])
    turn = i64(today[at.BLOCK_TURNS + band])
    seat = i64(tables[room.RANK + offset]) + turn
    other = (seat - (size if seat >= size else 0)) ^ (slot + 1)
    if other >= size:
        return -1
    rank = other - turn + (size if other < turn else 0)
    j = first + i64(tables[room.MEMBER + i64(tables[room.BAND_START + band]) + rank])
    return -1 if j >= i64(district[at.RESIDENTS]) or j == i else j


def partner(i: int, slot: int, tables: Array, district: Array, today: Array) -> int:
    """Return who would be the friend in one of six slots, were both sociable enough; or -1."""
    if slot < CIRCLE_SLOTS:
        return in_the_circle(i, slot, tables, district, today)
    if slot < BLOCK_SLOTS:
        return on_the_block(i, FRIENDS + slot - CIRCLE_SLOTS, tables, district, today)
    return reflect(i, 0, i64(district[at.RESIDENTS]), i64(district[at.FAR_FRIENDS]))


def friend(i: int, slot: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Return the friend in one of six slots, or -1; ``friend(friend(i, s), s) == i``.

    The less sociable of the two decides whether a slot is filled, so degrees differ between people.
    """
    if get(citizens, i, SOCIABILITY) < slot:
        return -1
    j = partner(i, slot, tables, district, today)
    return -1 if j < 0 or get(citizens, j, SOCIABILITY) < slot else j


def fetch_near_ones(i: int, near: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Touch the rows of those whom ``i`` looks at on its due day, before it does; what is returned means nothing.

    Who would be a friend is noted from ``today[near]`` on, and after these who would be a workmate. A processor waits
    for many rows at a time as long as for one.
    """
    touched = 0
    for slot in range(FRIEND_SLOTS):
        today[near + slot] = -1
    for slot in range(min(FRIEND_SLOTS, get(citizens, i, SOCIABILITY) + 1)):
        today[near + slot] = partner(i, slot, tables, district, today)
        j = max(i64(today[near + slot]), 0)
        touched += get(citizens, j, SHOWN) + get(citizens, j, BESIDE_NOW)
    for slot in range(WORKMATE_SLOTS if get(citizens, i, SECTOR) > 0 else 0):
        today[near + FRIEND_SLOTS + slot] = on_the_block(i, WORKMATES + slot, tables, district, today)
        touched += get(citizens, max(i64(today[near + FRIEND_SLOTS + slot]), 0), SHOWN)
    first = look_at_block(i, tables, district, today)
    head = first + i64(tables[room.HOUSE_HEAD + i - first])
    end = min(head + i64(tables[room.HOUSE_SIZE + i - first]), i64(district[at.RESIDENTS]))
    for j in range(head, end):
        touched += get(citizens, j, SHOWN) + get(citizens, j, BESIDE_NOW)
    return touched


def find_friends(citizens: Array, today: Array) -> None:
    """Write the friend in each slot on today's notes: more than one phase asks for them on the due day.

    It is ``friend`` in each, of those whom ``fetch_near_ones`` has noted.
    """
    near = i64(today[at.NEAR_FROM])
    for slot in range(FRIEND_SLOTS):
        j = i64(today[near + slot])
        today[at.FRIENDS + slot] = -1 if j < 0 or get(citizens, j, SOCIABILITY) < slot else j


def workmate(i: int, slot: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Return a workmate: somebody of the block whose work is in the same sector; or -1.

    Who lost a job keeps workmates. Sectors are of birth, so that nothing of today is read of anybody else.
    """
    if get(citizens, i, SECTOR) == 0:
        return -1
    return workmate_among(i, on_the_block(i, WORKMATES + slot, tables, district, today), citizens)


def workmate_among(i: int, j: int, citizens: Array) -> int:
    """Return ``j`` of the block where that one works in the sector of ``i``, who works; else -1."""
    return j if j >= 0 and get(citizens, j, SECTOR) == get(citizens, i, SECTOR) else -1


def classmate(i: int, slot: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Return a classmate: of the block, both at school (6 to 17), at most two years apart; or -1."""
    mine = get(citizens, i, AGE)
    if mine < 6 or mine > 17:
        return -1
    j = on_the_block(i, CLASSMATES + slot, tables, district, today)
    if j < 0:
        return -1
    other = get(citizens, j, AGE)
    return -1 if other < 6 or other > 17 or mine - other > 2 or other - mine > 2 else j


def spouse_elsewhere(i: int, citizens: Array, tables: Array) -> int:
    """Return whom ``i`` is married to, where that one lives in another household, or -1."""
    j = get(citizens, i, SPOUSE) - 1
    return j if j >= 0 and household_head(i, tables) != household_head(j, tables) else -1


def is_neighbour(i: int, j: int, tables: Array) -> int:
    """Return 1 where ``j`` lives on the same stair as ``i`` but not in the same household."""
    same_stair = i // STAIR == j // STAIR and block_of(i, tables) == block_of(j, tables)
    return 1 if same_stair and household_head(i, tables) != household_head(j, tables) else 0


def lookalike(i: int, citizens: Array, district: Array) -> int:
    """Return whom a camera takes ``i`` for today: the reflection, where of the same group and on file; or -1."""
    residents = i64(district[at.RESIDENTS])
    j = reflect(i, 0, residents, i64(district[at.REFLECTION]))
    if j < 0 or get(citizens, j, GROUP) != get(citizens, i, GROUP) or get(citizens, j, SCORED) == 0:
        return -1
    return j


# -- what is seen of others: 13 bits as of now, 13 as of yesterday, the day of the last change (6 bits)

SHOWN_TIER = 0
SHOWN_LISTED = 3
SHOWN_SANCTIONED = 4
SHOWN_FAMILY = 5
SHOWN_CUTS = 7
SHOWN_MASK = 0x1FFF


def as_of_yesterday(citizens: Array, j: int, day: int) -> int:
    """Return the 13 bits that citizen ``j`` showed at the end of yesterday, whether or not ``j`` has lived today."""
    word = get(citizens, j, SHOWN)
    if (word & 63) == (day & 63):
        return word >> 19
    return (word >> 6) & SHOWN_MASK


def as_of_now(citizens: Array, i: int) -> int:
    """Return the 13 bits that citizen ``i`` shows now (its own hand alone may ask)."""
    return (get(citizens, i, SHOWN) >> 6) & SHOWN_MASK


def tier_as_of_yesterday(citizens: Array, j: int, day: int, error_free: int) -> int:
    """Return the tier in which citizen ``j`` stood at the end of yesterday: held, or error-free (for audits)."""
    if error_free == 0:
        return (as_of_yesterday(citizens, j, day) >> SHOWN_TIER) & 7
    if (get(citizens, j, SHOWN) & 63) == (day & 63):
        return get(citizens, j, BESIDE_BEFORE)
    return get(citizens, j, BESIDE_NOW)


def bars_as_of_yesterday(citizens: Array, j: int, day: int) -> int:
    """Return what the standing of citizen ``j`` did, at the end of yesterday, to a child's seat (``counting``)."""
    if (get(citizens, j, SHOWN) & 63) == (day & 63):
        return get(citizens, j, BARS_BEFORE)
    return get(citizens, j, BARS_NOW)


def show(citizens: Array, i: int, shown: int, error_free: int, bars: int, day: int) -> None:
    """Write what others see of ``i`` from tomorrow on, keeping for today what they saw yesterday.

    ``error_free`` is the tier without the errors, which nobody but the audit sees; ``bars`` is what the school's
    office sees of a parent.

    >>> import numpy
    >>> from glasshouse.model.state import WORDS
    >>> people = numpy.zeros((1, WORDS), numpy.uint32)
    >>> show(people, 0, 5, 0, 0, 3); show(people, 0, 9, 2, 4, 3)
    >>> as_of_yesterday(people, 0, 3), as_of_now(people, 0), as_of_yesterday(people, 0, 4)
    (0, 9, 9)
    >>> tier_as_of_yesterday(people, 0, 3, 1), tier_as_of_yesterday(people, 0, 4, 1)
    (0, 2)
    >>> bars_as_of_yesterday(people, 0, 3), bars_as_of_yesterday(people, 0, 4)
    (0, 4)
    """
    put(citizens, i, BARS_BEFORE, bars_as_of_yesterday(citizens, i, day))
    put(citizens, i, BARS_NOW, bars)
    put(citizens, i, BESIDE_BEFORE, tier_as_of_yesterday(citizens, i, day, 1))
    put(citizens, i, BESIDE_NOW, error_free)
    put(citizens, i, SHOWN, (day & 63) | (shown << 6) | (as_of_yesterday(citizens, i, day) << 19))
