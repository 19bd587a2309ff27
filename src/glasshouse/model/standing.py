"""Phase 4, judge: tiers, list entry and exit, and what both bring, in the three standings.

A list slot is ``list + 1 | exit week << 5``. Lists are gone through on a citizen's due day: an entry past its term is
deleted then (or stays until asked for), and entry by standing is renewed. The masks tell which consequences follow.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.favour import higher, treated
from glasshouse.model.luck import luck
from glasshouse.model.state import (
    AGE,
    APPEALED,
    DIMENSION_COUNT,
    EDUCATION,
    ERROR_FREE,
    GROUP,
    HELD,
    HELD_SLOTS,
    OFFICIAL,
    PENDING,
    POINTS,
    POINTS_PAIR,
    RECORD,
    RIGHTS,
    SCORED,
    SHADOW_SLOTS,
    SLOT,
    SLOT_PAIR,
    SLOT_PAIRS,
    TIER,
    TRACKS,
    URBAN,
    Array,
    beside,
    get,
    half,
    put,
    whole,
)
from glasshouse.model.tally import add
from glasshouse.quantities import fit, i64

S_REQUEST = stream("remedy:request")


def judge(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Grade, list and delist citizen ``i`` on today's records and, on the due day, on standing and terms."""
    note_scores(i, at.AFTER, citizens, tables, today)
    if i64(tables[room.TIER_COUNT]) > 0:
        put_tiers(i, citizens, tables, today)
    if i64(today[at.DUE]) == 1:
        listed = slots_in_use(i, citizens)
        for track in range(TRACKS):
            if listed != 0:
                review_lists(i, track, citizens, tables, district)
            enter_by_tier(i, track, citizens, tables, district)
            enter_by_list(i, track, citizens, tables, district)
    for k in range(i64(today[at.ENTRIES_TODAY])):
        note = i64(today[at.ENTRY_NOTE + k])
        for track in range(TRACKS):
            if (note >> (5 + track)) & 1 == 1:
                enter(i, note & 31, track, 1, citizens, tables, district)


def put_tiers(i: int, citizens: Array, tables: Array, today: Array) -> None:
    """Write the tier of each standing by the scores on today's notes; most often there are no errors to leave out."""
    held = i64(today[at.AFTER + at.SCORE_NOTE + HELD])
    tier = tier_of(held - higher(i, HELD, citizens, tables), tables)
    put(citizens, i, beside(TIER, HELD), tier)
    error_free = i64(today[at.AFTER + at.SCORE_NOTE + ERROR_FREE])
    if error_free != held:
        tier = tier_of(error_free - higher(i, ERROR_FREE, citizens, tables), tables)
    put(citizens, i, beside(TIER, ERROR_FREE), tier)
    rights = i64(today[at.AFTER + at.SCORE_NOTE + RIGHTS])
    put(citizens, i, beside(TIER, RIGHTS), tier_of(rights - higher(i, RIGHTS, citizens, tables), tables))


def points_agree(i: int, track: int, citizens: Array) -> int:
    """Return 1 where a standing has the points of the one held, dimension by dimension."""
    words, differ = DIMENSION_COUNT // 2, 0
    for k in range(words):
        theirs = get(citizens, i, whole(POINTS_PAIR, track * words + k))
        differ |= theirs ^ get(citizens, i, whole(POINTS_PAIR, k))
    return 1 if differ == 0 else 0


def weighted_points(i: int, track: int, citizens: Array, tables: Array) -> int:
    """Return the weighted sum of the four dimensions of one standing, x 16 x 256."""
    first = whole(POINTS, 2 * track)
    return (
        i64(tables[room.WEIGHT]) * get(citizens, i, first)
        + i64(tables[room.WEIGHT + 1]) * get(citizens, i, half(first, 1))
        + i64(tables[room.WEIGHT + 2]) * get(citizens, i, half(first, 2))
        + i64(tables[room.WEIGHT + 3]) * get(citizens, i, half(first, 3))
    )


def weighted_identity(i: int, track: int, citizens: Array, tables: Array) -> int:
    """Return identity's part of a score; rights-respecting standing puts the start value in its place."""
    identity = i64(tables[room.START])
    if track != RIGHTS:
        identity += identity_points(i, citizens, tables)
    return i64(tables[room.WEIGHT + 4]) * fit(identity, i64(tables[room.LEAST]), i64(tables[room.MOST]))


def composite(i: int, track: int, citizens: Array, tables: Array) -> int:
    """Return the score x 16 in one standing: the weighted mean of the dimensions and of identity."""
    return (weighted_points(i, track, citizens, tables) + weighted_identity(i, track, citizens, tables)) >> 8


def identity_points(i: int, citizens: Array, tables: Array) -> int:
    """Return the points x 16 for who one is (S4)."""
    elder = 1 if get(citizens, i, AGE) >= 60 else 0
    row = (get(citizens, i, URBAN) * 4 + get(citizens, i, EDUCATION)) * 2 + elder
    return i64(tables[room.IDENTITY + row * 2 + get(citizens, i, OFFICIAL)])


def tier_of(score: int, tables: Array) -> int:
    """Return the tier of a score x 16: the last one that starts at or below it."""
    tier = 0
    for above in range(1, i64(tables[room.TIER_COUNT])):
        tier += 1 if score >= i64(tables[room.TIER_FROM + above]) else 0
    return tier


def grade(i: int, citizens: Array, tables: Array) -> None:
    """Write the tier of each standing."""
    if i64(tables[room.TIER_COUNT]) > 0 and get(citizens, i, SCORED) == 1:
        for track in range(TRACKS):
            score = composite(i, track, citizens, tables) - higher(i, track, citizens, tables)
            put(citizens, i, beside(TIER, track), tier_of(score, tables))


def first_slot(track: int) -> int:
    """Return the first list slot of a standing.

    >>> [first_slot(track) for track in range(3)]
    [0, 4, 8]
    """
    return 0 if track == HELD else HELD_SLOTS + (track - 1) * SHADOW_SLOTS


def slot_count(track: int) -> int:
    """Return how many list slots a standing has."""
    return HELD_SLOTS if track == HELD else SHADOW_SLOTS


def enter(i: int, entry: int, track: int, recurs: int, citizens: Array, tables: Array, district: Array) -> None:
    """Enter a list for its term; listed already, the ground that recurs extends it.

    A standing without a free slot loses its earliest exit, which is counted and reported.
    """
    week = i64(district[at.WEEK])
    term = i64(tables[room.LIST_TERM + entry])
    if (i64(tables[room.BLACK_LISTS]) >> entry) & 1 == 1:
        term = (term * treated(i, room.TREATED_TERMS, track, citizens, tables)) >> 8
    until = week + term
    first = first_slot(track)
    free, earliest, earliest_week = -1, first, 4096
    for k in range(first, first + slot_count(track)):
        slot = get(citizens, i, half(SLOT, k))
        if slot & 31 == entry + 1:
            longer = (slot >> 5) + i64(tables[room.LIST_EXTENSION + entry]) * recurs
            put(citizens, i, half(SLOT, k), (entry + 1) | (fit(max(longer, until), 0, 2047) << 5))
            return
        if slot == 0 and free < 0:
            free = k
        if slot >> 5 < earliest_week:
            earliest, earliest_week = k, slot >> 5
    if free < 0:
        free = earliest
        add(district, get(citizens, i, GROUP), count.OVERFLOWS + 1, 1)
    put(citizens, i, half(SLOT, free), (entry + 1) | (fit(until, 0, 2047) << 5))


def leave(i: int, entry: int, track: int, citizens: Array) -> None:
    """Delete an entry from a list."""
    first = first_slot(track)
    for k in range(first, first + slot_count(track)):
        if get(citizens, i, half(SLOT, k)) & 31 == entry + 1:
            put(citizens, i, half(SLOT, k), 0)


def review_lists(i: int, track: int, citizens: Array, tables: Array, district: Array) -> None:
    """Delete entries past their term: by themselves, or for one who asks this month.

    Only held standing waits to be asked: an entry past its term is one of the errors (science 1.1).
    """
    first = first_slot(track)
    for k in range(first, first + slot_count(track)):
        slot = get(citizens, i, half(SLOT, k))
        if slot != 0 and i64(district[at.WEEK]) >= slot >> 5:
            asks = luck(district, S_REQUEST) < i64(tables[room.REQUEST_CHANCE + get(citizens, i, EDUCATION)])
            if track != HELD or i64(tables[room.LIST_ON_REQUEST + (slot & 31) - 1]) == 0 or asks:
                put(citizens, i, half(SLOT, k), 0)


def enter_by_tier(i: int, track: int, citizens: Array, tables: Array, district: Array) -> None:
    """Enter, or renew, the lists that a tier alone leads to."""
    if i64(tables[room.TIER_COUNT]) == 0 or get(citizens, i, SCORED) == 0:
        return
    lists = i64(tables[room.TIER_LISTS + get(citizens, i, beside(TIER, track))])
    if lists == 0:
        return
    for entry in range(i64(tables[room.LIST_COUNT])):
        if (lists >> entry) & 1 == 1:
            enter(i, entry, track, 0, citizens, tables, district)


def enter_by_list(i: int, track: int, citizens: Array, tables: Array, district: Array) -> None:
    """Enter, or renew, the lists to which being on another leads: one step a month along a chain of lists."""
    first, leads = first_slot(track), 0
    for k in range(first, first + slot_count(track)):
        slot = get(citizens, i, half(SLOT, k))
        if slot != 0:
            leads |= i64(tables[room.LIST_LEADS + (slot & 31) - 1])
    for entry in range(i64(tables[room.LIST_COUNT]) if leads != 0 else 0):
        if (leads >> entry) & 1 == 1:
            enter(i, entry, track, 0, citizens, tables, district)


def slots_in_use(i: int, citizens: Array) -> int:
    """Return 0 where a citizen is on no list in any standing."""
    used = get(citizens, i, whole(SLOT_PAIR, 0))
    for pair in range(1, SLOT_PAIRS):
        used |= get(citizens, i, whole(SLOT_PAIR, pair))
    return used


def suspended_lists(i: int, citizens: Array, tables: Array) -> int:
    """Return the lists that do nothing while their ground is appealed against, as bits (D3, suspensive)."""
    if i64(tables[room.APPEAL_SUSPENDS]) == 0 or get(citizens, i, PENDING) == 0:
        return 0
    channel = (get(citizens, i, whole(RECORD, get(citizens, i, APPEALED))) & 255) - 1
    if channel < 0:
        return 0
    mask = 0
    for use in range(i64(tables[room.USE_FIRST + channel]), i64(tables[room.USE_FIRST + channel + 1])):
        mask |= (1 << i64(tables[room.RULE_LIST + i64(tables[room.USE + use])])) >> 1
    return mask


def lists_mask(i: int, track: int, citizens: Array) -> int:
    """Return the lists a citizen is on in one standing, as bits."""
    first = first_slot(track)
    mask = 0
    for k in range(first, first + slot_count(track)):
        slot = get(citizens, i, half(SLOT, k))
        if slot != 0:
            mask |= 1 << ((slot & 31) - 1)
    return mask


def consequences_mask(i: int, track: int, citizens: Array, tables: Array) -> int:
    """Return the consequences a citizen is under in one standing, as bits."""
    mask = 0
    if i64(tables[room.TIER_COUNT]) > 0 and get(citizens, i, SCORED) == 1:
        mask = i64(tables[room.TIER_MASK + get(citizens, i, beside(TIER, track))])
    first, idle = first_slot(track), suspended_lists(i, citizens, tables) if track == HELD else 0
    for k in range(first, first + slot_count(track)):
        slot = get(citizens, i, half(SLOT, k))
        if slot != 0 and (idle << 1 >> (slot & 31)) & 1 == 0:
            mask |= i64(tables[room.LIST_MASK + (slot & 31) - 1])
    return mask


def note_scores(i: int, page: int, citizens: Array, tables: Array, today: Array) -> None:
    """Write the scores of the three standings on a page of today's notes."""
    held = weighted_points(i, HELD, citizens, tables)
    identity = weighted_identity(i, HELD, citizens, tables)
    for track in range(TRACKS):
        points = held if points_agree(i, track, citizens) == 1 else weighted_points(i, track, citizens, tables)
        own = identity if track != RIGHTS else weighted_identity(i, RIGHTS, citizens, tables)
        today[page + at.SCORE_NOTE + track] = (points + own) >> 8


def note_masks(i: int, page: int, citizens: Array, tables: Array, today: Array) -> None:
    """Write tiers, lists and consequences of the three standings on a page of today's notes."""
    listed = slots_in_use(i, citizens)
    for track in range(TRACKS):
        tier = get(citizens, i, beside(TIER, track))
        today[page + at.TIER_NOTE + track] = tier
        today[page + at.LISTS_NOTE + track] = 0
        today[page + at.MASK_NOTE + track] = i64(tables[room.TIER_MASK + tier])
        if listed != 0:
            today[page + at.LISTS_NOTE + track] = lists_mask(i, track, citizens)
            today[page + at.MASK_NOTE + track] = consequences_mask(i, track, citizens, tables)


def note_standing(i: int, page: int, citizens: Array, tables: Array, today: Array) -> None:
    """Write scores, tiers, lists and consequences of a scored citizen on a page of today's notes."""
    note_scores(i, page, citizens, tables, today)
    note_masks(i, page, citizens, tables, today)
