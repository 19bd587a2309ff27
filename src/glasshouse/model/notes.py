"""Today's notes: what one phase of a citizen's day hands to the next.

An act is noted as ``act | UNWATCHED``; a record as ``channel | cause << 8``; a list entry asked for as
``list | standings << 5 | cause << 8``. The notes hold more than a day can bring; what would not fit is dropped.
"""

from glasshouse.model import district as at
from glasshouse.model.state import Array
from glasshouse.quantities import i64

UNWATCHED = 64
"""Flag in an act's note: done where nobody watches."""

TRUE, SOMEBODY_ELSE, NOTHING, DOUBLE, BY_TIER, BY_LIST = 0, 1, 2, 3, 4, 5
"""Causes of a record, and of a list entry: the audit knows them, the regime never does."""


def note_act(act: int, flag: int, today: Array) -> None:
    """Write one act on today's notes."""
    noted = i64(today[at.ACTS_TODAY])
    if noted < at.ACT_NOTES:
        today[at.ACT_NOTE + noted] = act | flag
        today[at.ACTS_TODAY] = noted + 1


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
