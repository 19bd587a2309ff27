"""Citizens' final rows read with NumPy, everybody at once: standing, lists, sanctions, records on file.

What is worked out here is what ``model.standing`` works out for one citizen; ``tests/record`` compares the two citizen
by citizen. Nothing here writes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import tables as room
from glasshouse.model.notes import TRUE
from glasshouse.model.scoring import CAUSE_SHIFT
from glasshouse.model.standing import first_slot, slot_count
from glasshouse.model.state import (
    AGE,
    DIMENSION_COUNT,
    EDUCATION,
    OFFICIAL,
    POINTS,
    POINTS_PAIR,
    RECORD,
    RECORDS_KEPT,
    RIGHTS,
    SCORED,
    SLOT,
    SLOT_PAIR,
    SLOT_PAIRS,
    TIER,
    URBAN,
    beside,
    half,
    whole,
)
from glasshouse.model.tables import LISTS

Rows = NDArray[np.uint32]
"""uint32[citizen, word]"""
Tables = NDArray[np.int64]
Figures = NDArray[np.int64]
"""int64[citizen]"""
BlockSums = NDArray[np.int64]
"""``int64[quantity, block]`` of a district: the sums of each quantity of a frame, and last how many are scored."""
NEAR_ROWS = 4096
"""Rows that are looked at together: with what is worked out of them they lie in half a megabyte."""


@dataclass(frozen=True)
class Sight:
    """What there is to see of a district at the end of a cycle; it goes on living, so copy what to keep.

    ``tables`` are those that it lived its last day by; ``blocks`` sums its rows by block, when asked.
    """

    rows: Rows
    tables: Tables
    blocks: Callable[[], BlockSums]


def column(rows: Rows, field: int) -> Figures:
    """Return one state column of everybody: what ``model.state.get`` reads, at once."""
    bits = field & 63
    values = (rows[:, field >> 16].astype(np.int64) >> ((field >> 8) & 31)) & ((1 << bits) - 1)
    return values - (1 << (bits - 1)) if field & 64 else values


def near_rows(rows: Rows, unit: int = 1) -> Iterator[Rows]:
    """Cut the rows of a district into runs that a processor's cache holds, none across a multiple of ``unit``.

    >>> [len(run) for run in near_rows(np.zeros((9500, 1), dtype=np.uint32), 1000)]
    [4000, 4000, 1500]
    """
    step = max(NEAR_ROWS // unit, 1) * unit
    for first in range(0, len(rows), step):
        yield rows[first : first + step]


def scores(rows: Rows, track: int, tables: Tables) -> Figures:
    """Return the score x 16 of everybody in one standing."""
    weight = tables[room.WEIGHT : room.WEIGHT + DIMENSION_COUNT + 1]
    weighted = np.zeros(len(rows), dtype=np.int64)
    for k in range(DIMENSION_COUNT):
        weighted += weight[k] * column(rows, half(POINTS, track * DIMENSION_COUNT + k))
    identity = np.full(len(rows), tables[room.START], dtype=np.int64)
    if track != RIGHTS:
        elder = (column(rows, AGE) >= 60).astype(np.int64)
        line = (column(rows, URBAN) * 4 + column(rows, EDUCATION)) * 2 + elder
        identity += tables[room.IDENTITY + line * 2 + column(rows, OFFICIAL)]
    held_inside = np.clip(identity, tables[room.LEAST], tables[room.MOST])
    total: Figures = (weighted + weight[DIMENSION_COUNT] * held_inside) >> 8
    return total


def points_differ(rows: Rows, one: int, other: int) -> NDArray[np.bool_]:
    """Return who has other points in one standing than in another: nobody else can have another score."""
    words = DIMENSION_COUNT // 2
    differ = np.zeros(len(rows), dtype=np.bool_)
    for k in range(words):
        mine, theirs = whole(POINTS_PAIR, one * words + k) >> 16, whole(POINTS_PAIR, other * words + k) >> 16
        differ |= rows[:, mine] != rows[:, theirs]
    return differ


def slots(rows: Rows, track: int) -> list[Figures]:
    """Return the list slots of one standing, a column each."""
    first = first_slot(track)
    return [column(rows, half(SLOT, k)) for k in range(first, first + slot_count(track))]


def on_any_list(rows: Rows) -> NDArray[np.bool_]:
    """Return who has an entry on some list in some standing."""
    used = np.zeros(len(rows), dtype=np.uint32)
    for k in range(SLOT_PAIRS):
        used |= rows[:, whole(SLOT_PAIR, k) >> 16]
    return np.not_equal(used, 0)


def lists(rows: Rows, track: int) -> Figures:
    """Return the lists everybody is on in one standing, as bits."""
    [masks] = by_slots(rows, [track], np.int64(1) << np.arange(LISTS, dtype=np.int64))
    return masks


def by_slots(rows: Rows, tracks: Sequence[int], of_list: Figures) -> list[Figures]:
    """Return what the lists bring everybody in each of some standings: ``of_list[list]`` as bits, taken together."""
    masks = [np.zeros(len(rows), dtype=np.int64) for _ in tracks]
    some = np.flatnonzero(on_any_list(rows))  # few are, so the others are not looked at
    listed = rows[some]
    for mask, track in zip(masks, tracks, strict=True):
        for slot in slots(listed, track):
            mask[some] |= np.where(slot != 0, of_list[np.maximum((slot & 31) - 1, 0)], 0)
    return masks


def consequences(rows: Rows, tracks: Sequence[int], tables: Tables) -> list[Figures]:
    """Return the consequences everybody is under in each of some standings, as bits."""
    masks = by_slots(rows, tracks, tables[room.LIST_MASK : room.LIST_MASK + LISTS])
    if tables[room.TIER_COUNT] > 0:
        scored = column(rows, SCORED) == 1
        for mask, track in zip(masks, tracks, strict=True):
            mask |= np.where(scored, tables[room.TIER_MASK + column(rows, beside(TIER, track))], 0)
    return masks


def records_in_error(rows: Rows) -> Figures:
    """Return how many records on file are of somebody else's act, of none, or double."""
    found = np.zeros(len(rows), dtype=np.int64)
    for k in range(RECORDS_KEPT):
        record = rows[:, whole(RECORD, k) >> 16]
        found += (record != 0) & (((record >> CAUSE_SHIFT) & 7) != TRUE)
    return found


def ones(mask: Figures) -> Figures:
    """Return how many bits are set.

    >>> ones(np.array([0, 5, 255])).tolist()
    [0, 2, 8]
    """
    counted: Figures = np.bitwise_count(mask).astype(np.int64)
    return counted
