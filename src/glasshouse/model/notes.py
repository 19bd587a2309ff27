"""Today's notes: what one phase of a citizen's day hands to the next.

An act is noted as ``act | UNWATCHED | CLAIMED | tick << 8 | OVERLOOKED``, in the order of ticks; a record as
``channel | cause << 8``; a list entry asked for as ``list | standings << 5 | cause << 8``. The notes hold more than a
day can bring; what would not fit is dropped.
"""

from glasshouse.model import district as at
from glasshouse.model.state import Array
from glasshouse.model.tables import ACTS
from glasshouse.quantities import i64

UNWATCHED = 64
"""Flag in an act's note: done where nobody watches."""
CLAIMED = 128
"""Flag in an act's note: not done at all, and claimed to have been."""
OVERLOOKED = 1 << 15
"""Flag in an act's note: no sensor's draw is low enough for anything but missing it."""
TICKS = 128
"""Ticks of a day, some eleven minutes each. What acts lead to comes in the order of ticks, then of slots (W16)."""

TRIED_ACT, NEXT_TRY, TRIED_BY, TRIED_IN_VAIN = 32, 38, 52, 60
"""Where in the note of a try, above the 32 bits of the act's draw, its parts lie: see ``acts.find_tries``. The last is
1 where no sensor notices the act."""
MOST_TRIES = (1 << (TRIED_BY - NEXT_TRY)) - 1
assert at.CHUNK * ACTS < MOST_TRIES

TRUE, SOMEBODY_ELSE, NOTHING, DOUBLE, BY_TIER, BY_LIST = 0, 1, 2, 3, 4, 5
"""Causes of a record, and of a list entry: the audit knows them, the regime never does."""


def note_act(act: int, flag: int, u: int, today: Array) -> None:
    """Write one act on today's notes, in its place among the others; low bits of its own draw ``u`` give its tick."""
    noted = i64(today[at.ACTS_TODAY])
    if noted < at.ACT_NOTES:
        note = act | flag | ((u & (TICKS - 1)) << 8)
        k = noted
        while k > 0 and order_of(i64(today[at.ACT_NOTE + k - 1])) > order_of(note):
            today[at.ACT_NOTE + k] = i64(today[at.ACT_NOTE + k - 1])
            k -= 1
        today[at.ACT_NOTE + k] = note
        today[at.ACTS_TODAY] = noted + 1


def act_of(note: int) -> int:
    """Return the act of a note.

    >>> act_of(5 | UNWATCHED | 3 << 8), is_unwatched(5 | UNWATCHED), is_unwatched(5), tick_of(5 | 3 << 8)
    (5, 1, 0, 3)
    """
    return note & (UNWATCHED - 1)


def is_unwatched(note: int) -> int:
    """Return 1 where the act was done out of sight."""
    return (note // UNWATCHED) & 1


def is_claimed(note: int) -> int:
    """Return 1 where the act was claimed and not done."""
    return (note // CLAIMED) & 1


def tick_of(note: int) -> int:
    """Return the tick at which the act was done."""
    return (note >> 8) & (TICKS - 1)


def order_of(note: int) -> int:
    """Return what acts of one day are sorted by: the tick, then the slot."""
    return (tick_of(note) * UNWATCHED) | act_of(note)


def note_record(channel: int, cause: int, today: Array) -> None:
    """Write one record on today's notes."""
    noted = i64(today[at.RECORDS_TODAY])
    if noted < at.RECORD_NOTES:
        today[at.RECORD_NOTE + noted] = channel | (cause << 8)
        today[at.RECORDS_TODAY] = noted + 1


def note_entry(entry: int, standings: int, cause: int, today: Array) -> None:
    """Ask for an entry on a list, in the standings whose bits are set."""
    noted = i64(today[at.ENTRIES_TODAY])
    if noted < at.ENTRY_NOTES:
        today[at.ENTRY_NOTE + noted] = entry | (standings << 5) | (cause << 8)
        today[at.ENTRIES_TODAY] = noted + 1
