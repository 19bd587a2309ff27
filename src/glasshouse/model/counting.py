"""Phase 8, count: exact contributions to the counts, and what others will see of a citizen tomorrow.

Standing before and after the day is on two pages of the notes; every stock moves by the difference. A sanction is **in
error** if it holds on held but not on error-free standing; **against a right** if not on rights-respecting standing;
otherwise **by the rules**.
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.notes import BY_LIST, BY_TIER
from glasshouse.model.places import bars_of
from glasshouse.model.standing import note_standing
from glasshouse.model.state import (
    BARS_NOW,
    BESIDE_NOW,
    ERROR_FREE,
    EVER_AGAINST_RIGHT,
    EVER_IN_ERROR,
    EXPOSED,
    GROUP,
    HELD,
    RIGHTS,
    SCORED,
    TIER,
    TRACKS,
    Array,
    beside,
    get,
    put,
)
from glasshouse.model.tally import add, move
from glasshouse.model.ties import (
    SHOWN_CUTS,
    SHOWN_FAMILY,
    SHOWN_LISTED,
    SHOWN_SANCTIONED,
    SHOWN_TIER,
    as_of_now,
    show,
)
from glasshouse.quantities import i64


def count_day(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Move the stocks by what changed today and publish what others will see."""
    if get(citizens, i, SCORED) == 1 and i64(today[at.STANDING_IN_PLAY]) == 1:
        if i64(today[at.REVISED]) == 1:
            note_standing(i, at.AFTER, citizens, tables, today)
        count_score(i, citizens, tables, district, today)
        count_lists(i, citizens, tables, district, today)
        count_consequences(i, citizens, tables, district, today)
    if i64(today[at.STANDING_IN_PLAY]) == 1:
        publish(i, citizens, tables, district, today)


def class_of(held: int, error_free: int, rights: int) -> int:
    """Return the class of something held: 0 in error, 1 against a right, 2 by the rules; -1 where not held.

    >>> class_of(0, 0, 0), class_of(1, 0, 0), class_of(1, 1, 0), class_of(1, 1, 1), class_of(1, 0, 1)
    (-1, 0, 1, 2, 0)
    """
    if held == 0:
        return -1
    if error_free == 0:
        return 0
    return 1 if rights == 0 else 2


def score_bin(score: int, tables: Array) -> int:
    """Return the histogram bin of a score x 16."""
    least = i64(tables[room.LEAST])
    span = i64(tables[room.MOST]) - least
    if span <= 0:
        return 0
    return min(((score - least) * count.HISTOGRAM) // span, count.HISTOGRAM - 1)


def count_score(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Move the sums, bins and tiers of the score."""
    group = get(citizens, i, GROUP)
    changed = 0
    for track in range(TRACKS):
        old = i64(today[at.BEFORE + at.SCORE_NOTE + track])
        new = i64(today[at.AFTER + at.SCORE_NOTE + track])
        if old != new:
            add(district, group, count.SCORE_SUM + track, new - old)
            changed = 1
            if track == HELD:
                move(district, group, count.SCORE_BIN, score_bin(old, tables), score_bin(new, tables))
    old = i64(today[at.BEFORE + at.TIER_NOTE + HELD])
    new = i64(today[at.AFTER + at.TIER_NOTE + HELD])
    move(district, group, count.TIER_STOCK, old, new)
    add(district, group, count.CHANGES, changed)


def page(today: Array, start: int, note: int, track: int) -> int:
    """Return one figure of a page of the notes."""
    return i64(today[start + note + track])


def changed_bits(today: Array, note: int) -> int:
    """Return the bits in which any of the three standings differs between the two pages."""
    bits = 0
    for track in range(TRACKS):
        bits |= page(today, at.BEFORE, note, track) ^ page(today, at.AFTER, note, track)
    return bits


def class_on(today: Array, start: int, note: int, k: int) -> int:
    """Return the class of list or consequence ``k`` on one page."""
    return class_of(
        (page(today, start, note, 0) >> k) & 1,
        (page(today, start, note, 1) >> k) & 1,
        (page(today, start, note, 2) >> k) & 1,
    )


def reclass(district: Array, group: int, start: int, k: int, old: int, new: int) -> None:
    """Move one citizen between the classes of stock ``k``; -1 is outside."""
    if old >= 0:
        add(district, group, start + 3 * k + old, -1)
    if new >= 0:
        add(district, group, start + 3 * k + new, 1)


def count_lists(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Count entries, exits and who is on which list, by class; and the cause of each entry's record."""
    changed = changed_bits(today, at.LISTS_NOTE)
    if changed == 0:
        return
    group = get(citizens, i, GROUP)
    for k in range(i64(tables[room.LIST_COUNT])):
        if (changed >> k) & 1 == 1:
            old = class_on(today, at.BEFORE, at.LISTS_NOTE, k)
            new = class_on(today, at.AFTER, at.LISTS_NOTE, k)
            reclass(district, group, count.LISTED, k, old, new)
            if old < 0 and new >= 0:
                add(district, group, count.ENTRIES + 3 * k + new, 1)
                add(district, group, count.ENTRY_CAUSE + 6 * k + entry_cause(k, tables, today), 1)
            if old >= 0 and new < 0:
                add(district, group, count.EXITS + k, 1)
    add(district, group, count.CHANGES, 1)


def entry_cause(entry: int, tables: Array, today: Array) -> int:
    """Return the cause of the first record that asked for this list today; else by tier, or by another list."""
    for k in range(i64(today[at.ENTRIES_TODAY])):
        note = i64(today[at.ENTRY_NOTE + k])
        if note & 31 == entry:
            return note >> 8
    by_tier = i64(tables[room.TIER_LISTS + page(today, at.AFTER, at.TIER_NOTE, HELD)])
    return BY_TIER if (by_tier >> entry) & 1 == 1 else BY_LIST


def count_consequences(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Count who is under which consequence, by class, and who ever was sanctioned in error or against a right."""
    changed = changed_bits(today, at.MASK_NOTE)
    if changed == 0:
        return
    group = get(citizens, i, GROUP)
    for k in range(room.CONSEQUENCES):
        if (changed >> k) & 1 == 1:
            old = class_on(today, at.BEFORE, at.MASK_NOTE, k)
            new = class_on(today, at.AFTER, at.MASK_NOTE, k)
            reclass(district, group, count.UNDER, k, old, new)
            add(district, group, count.BEGUN + k, 1 if old < 0 and new >= 0 else 0)
    old = sanction_class(at.BEFORE, tables, today)
    new = sanction_class(at.AFTER, tables, today)
    reclass(district, group, count.SANCTIONED, 0, old, new)
    remember(i, new, citizens, district)
    add(district, group, count.CHANGES, 1)


def remember(i: int, sanction: int, citizens: Array, district: Array) -> None:
    """Keep for good that somebody was sanctioned in error, or against a right."""
    group = get(citizens, i, GROUP)
    if sanction == count.IN_ERROR and get(citizens, i, EVER_IN_ERROR) == 0:
        put(citizens, i, EVER_IN_ERROR, 1)
        add(district, group, count.EVER, 1)
    if sanction == count.AGAINST_RIGHT and get(citizens, i, EVER_AGAINST_RIGHT) == 0:
        put(citizens, i, EVER_AGAINST_RIGHT, 1)
        add(district, group, count.EVER + 1, 1)


def sanction_class(start: int, tables: Array, today: Array) -> int:
    """Return the class of a citizen's sanctions taken together: the gravest there is among them, -1 for none."""
    return gravest(
        page(today, start, at.MASK_NOTE, 0) & i64(tables[room.ADVERSE]),
        page(today, start, at.MASK_NOTE, 1),
        page(today, start, at.MASK_NOTE, 2),
    )


def gravest(held: int, error_free: int, rights: int) -> int:
    """Return the gravest class among the sanctions in three masks, -1 where none is held.

    >>> gravest(0, 0, 0), gravest(3, 1, 1), gravest(3, 3, 1), gravest(3, 3, 7)
    (-1, 0, 1, 2)
    """
    if held == 0:
        return -1
    if held & (held ^ error_free) != 0:
        return 0
    return 1 if held & (held ^ rights) != 0 else 2


def publish(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Show tier, listing, sanction and its family from tomorrow on; on the due day in any case."""
    mine, bars = as_of_now(citizens, i), 0
    shown = mine & (63 << SHOWN_CUTS)
    if get(citizens, i, SCORED) == 1:
        shown |= i64(today[at.AFTER + at.TIER_NOTE + HELD]) << SHOWN_TIER
        black = i64(today[at.AFTER + at.LISTS_NOTE + HELD]) & i64(tables[room.BLACK_LISTS])
        if black != 0 or get(citizens, i, EXPOSED) == 1:
            shown |= 1 << SHOWN_LISTED
        if i64(today[at.AFTER + at.MASK_NOTE + HELD]) & i64(tables[room.ADVERSE]) != 0:
            shown |= 1 << SHOWN_SANCTIONED
        shown |= family_of(i64(today[at.PENALTIES]), (mine >> SHOWN_FAMILY) & 3) << SHOWN_FAMILY
        bars = bars_of(
            i64(today[at.AFTER + at.MASK_NOTE + HELD]),
            i64(today[at.AFTER + at.MASK_NOTE + ERROR_FREE]),
            i64(today[at.AFTER + at.MASK_NOTE + RIGHTS]),
            tables,
        )
    error_free = get(citizens, i, beside(TIER, ERROR_FREE))
    changed = shown != mine or error_free != get(citizens, i, BESIDE_NOW) or bars != get(citizens, i, BARS_NOW)
    if i64(today[at.DUE]) == 1 or changed:
        show(citizens, i, shown, error_free, bars, i64(district[at.DAY]))


def family_of(penalties: int, shown: int) -> int:
    """Return the first family in which something was taken today; the one already shown where nothing was.

    >>> family_of(0, 2), family_of(0b1010, 2)
    (2, 1)
    """
    for family in range(4):
        if (penalties >> family) & 1 == 1:
            return family
    return shown
