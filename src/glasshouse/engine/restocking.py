"""What a change of tables overnight does to a district's stocks: counted out under the old tables, in under the new.

From day to day a stock moves by what changed of a citizen that day. Where the rules themselves change, everybody's part
in the stocks that hang on rules may change at once; it is counted with NumPy, as the record reads rows.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from glasshouse.chance import day_key, draw, stream
from glasshouse.engine.districts import Flight
from glasshouse.inputs.phasing import Revelation
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.standing import consequences_mask
from glasshouse.model.state import (
    APPEALED,
    AWARENESS,
    DIMENSION_COUNT,
    ERROR_FREE,
    EVER_AGAINST_RIGHT,
    EVER_IN_ERROR,
    GROUP,
    HELD,
    LEGITIMACY,
    PENDING,
    POINTS,
    RECORD,
    RECORDS_KEPT,
    RIGHTS,
    SCORED,
    SLOT_PAIR,
    SLOT_PAIRS,
    TRACKS,
    half,
    whole,
)
from glasshouse.quantities import threshold
from glasshouse.record.rows import column, consequences, lists, scores

Rows = NDArray[np.uint32]
Figures = NDArray[np.int64]
Tables = NDArray[np.int64]
NONE = -1


def restock(flight: Flight, tables: Tables, sign: int) -> None:
    """Add everybody's part in the stocks that hang on rules, under some tables, ``sign`` times (1 or -1)."""
    mine = np.flatnonzero(column(flight.citizens, SCORED) == 1)
    rows = flight.citizens[mine]
    group = column(rows, GROUP)
    stocks = flight.district[at.COUNTS_HERE :]

    def add(place: Figures | int, amounts: Figures | int, who: Figures | slice = slice(None)) -> None:
        np.add.at(stocks, group[who] * count.COLUMNS + place, sign * np.asarray(amounts))

    for track in range(TRACKS):
        add(count.SCORE_SUM + track, scores(rows, track, tables))
    add(count.SCORE_BIN + bins(scores(rows, HELD, tables), tables), 1)
    on = [lists(rows, track) for track in range(TRACKS)]
    under = consequences(rows, (HELD, ERROR_FREE, RIGHTS), tables)
    without_suspended(flight, mine, under[HELD], tables)
    for start, size, masks in ((count.LISTED, room.LISTS, on), (count.UNDER, room.CONSEQUENCES, under)):
        for k in range(size):
            classes = classes_of(*[(mask >> k) & 1 for mask in masks])
            who = np.flatnonzero(classes != NONE)
            if len(who):
                add(start + 3 * k + classes[who], 1, who)
    sanction = gravest(under[0] & int(tables[room.ADVERSE]), under[1], under[2])
    who = np.flatnonzero(sanction != NONE)
    add(count.SANCTIONED + sanction[who], 1, who)
    if sign > 0:
        remember(flight, mine, sanction, stocks)


def bins(held: Figures, tables: Tables) -> Figures:
    """Return the bins of the histogram that scores x 16 fall into."""
    least, most = int(tables[room.LEAST]), int(tables[room.MOST])
    if most <= least:
        return np.zeros_like(held)
    return np.minimum((held - least) * count.HISTOGRAM // (most - least), count.HISTOGRAM - 1)


def without_suspended(flight: Flight, mine: Figures, held: Figures, tables: Tables) -> None:
    """Take from held consequences what does nothing while it is appealed against: of few, so one by one."""
    if tables[room.APPEAL_SUSPENDS] == 0:
        return
    for k in np.flatnonzero(column(flight.citizens[mine], PENDING) == 1).tolist():
        held[k] = consequences_mask(int(mine[k]), HELD, flight.citizens, tables)


def classes_of(held: Figures, error_free: Figures, rights: Figures) -> Figures:
    """Return the class of something held by each: 0 in error, 1 against a right, 2 by the rules; -1 where not held.

    >>> classes_of(*np.array([[0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]])).tolist()
    [-1, 0, 1, 2]
    """
    classed = np.where(error_free == 0, count.IN_ERROR, np.where(rights == 0, count.AGAINST_RIGHT, count.BY_RULES))
    return np.where(held == 0, NONE, classed).astype(np.int64)


def gravest(held: Figures, error_free: Figures, rights: Figures) -> Figures:
    """Return the gravest class among the sanctions that each is under, -1 for none.

    >>> gravest(*np.array([[0, 3, 3, 3], [0, 1, 3, 3], [0, 1, 1, 7]])).tolist()
    [-1, 0, 1, 2]
    """
    wrong = np.where((held & ~rights) != 0, count.AGAINST_RIGHT, count.BY_RULES)
    classed = np.where((held & ~error_free) != 0, count.IN_ERROR, wrong)
    return np.where(held == 0, NONE, classed).astype(np.int64)


def remember(flight: Flight, mine: Figures, sanction: Figures, stocks: Figures) -> None:
    """Keep for good who is sanctioned in error, or against a right, from this day on."""
    for k, (kind, field) in enumerate(((count.IN_ERROR, EVER_IN_ERROR), (count.AGAINST_RIGHT, EVER_AGAINST_RIGHT))):
        who = mine[sanction == kind]
        fresh = who[column(flight.citizens[who], field) == 0]
        flight.citizens[fresh, field >> 16] |= np.uint32(1 << ((field >> 8) & 31))
        np.add.at(stocks, column(flight.citizens[fresh], GROUP) * count.COLUMNS + count.EVER + k, 1)


def wipe(flight: Flight, wiped: Collection[str], tables: Tables) -> None:
    """Delete what a phase wipes on its eve: records on file, with appeals against them; places on lists; points."""
    rows = flight.citizens
    if "records" in wiped:
        for k in range(RECORDS_KEPT):
            fill(rows, whole(RECORD, k), 0)
        fill(rows, PENDING, 0)
        fill(rows, APPEALED, 0)
    if "lists" in wiped:
        for pair in range(SLOT_PAIRS):
            fill(rows, whole(SLOT_PAIR, pair), 0)
    if "points" in wiped:
        for k in range(TRACKS * DIMENSION_COUNT):
            fill(rows, half(POINTS, k), int(tables[room.START]))


def reveal(flight: Flight, what: Revelation, day: int, tables: Tables) -> None:
    """Let people hear of the regime who had not, and some who have think a level less of it, or more (G7)."""
    rows, stocks = flight.citizens, flight.district[at.COUNTS_HERE :]
    key_0, key_1 = (day_key(int(flight.district[at.BASE_KEY + k]), day) for k in range(2))
    everybody = np.arange(len(rows), dtype=np.uint64)
    lucks = [
        np.asarray(draw(key_0, key_1, stream(f"revelation:{of}"), everybody))  # type: ignore[arg-type]
        for of in ("heard", "doubt", "reassured")
    ]
    on_file = column(rows, SCORED) == 1
    hears = np.flatnonzero(on_file & (column(rows, AWARENESS) == 0) & (lucks[0] < threshold(what.heard)))
    put_all(rows, AWARENESS, hears, np.ones(len(hears), dtype=np.int64))
    np.add.at(stocks, column(rows[hears], GROUP) * count.COLUMNS + count.AWARE, -1)
    np.add.at(stocks, column(rows[hears], GROUP) * count.COLUMNS + count.AWARE + 1, 1)
    level, start = column(rows, LEGITIMACY), int(tables[room.LEGITIMACY_START])
    aware = on_file & (column(rows, AWARENESS) > 0)
    doubts = aware & (level > 0) & (lucks[1] < threshold(what.doubt))
    believes = aware & (level < start) & (lucks[2] < threshold(what.reassured))
    moved = np.flatnonzero(doubts | believes)
    now = level[moved] + believes[moved].astype(np.int64) - doubts[moved].astype(np.int64)
    put_all(rows, LEGITIMACY, moved, now)
    place = column(rows[moved], GROUP) * count.COLUMNS
    np.add.at(stocks, place + count.LEGITIMACY_SUM, now - level[moved])
    less = (now < start).astype(np.int64) - (level[moved] < start).astype(np.int64)
    np.add.at(stocks, place + count.DISAFFECTED, less)


def put_all(rows: Rows, field: int, who: Figures, values: Figures) -> None:
    """Write values into an unsigned column of some; they must lie in the column's range."""
    bits, shift, word = field & 63, (field >> 8) & 31, field >> 16
    most = (1 << bits) - 1
    assert not field & 64 and bool(((values >= 0) & (values <= most)).all()), "a value lies in its column"
    rows[who, word] = (rows[who, word] & np.uint32(0xFFFFFFFF ^ (most << shift))) | (values << shift).astype(np.uint32)


def fill(rows: Rows, field: int, value: int) -> None:
    """Write one value into a column of everybody; it must lie in the column's range."""
    bits, shift, word = field & 63, (field >> 8) & 31, field >> 16
    most = (1 << bits) - 1
    stored = value + ((1 << (bits - 1)) if field & 64 else 0)
    assert 0 <= stored <= most, "a value lies in its column"
    rows[:, word] = (rows[:, word] & np.uint32(0xFFFFFFFF ^ (most << shift))) | np.uint32(stored << shift)
