"""What a watched day looks like, citizen by citizen: a byte a layer, read from the state columns, never written back.

The functions are plain integers, compiled as the kernel is (``engine.backends``), though no part of it: nothing that is
lived depends on them. What is shown is what was done to somebody and what it did; no layer reads an opinion.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.day import fetch, find_visits
from glasshouse.model.meeting import CITIZEN_BITS
from glasshouse.model.notes import TRUE
from glasshouse.model.scoring import cause_of
from glasshouse.model.standing import composite, consequences_mask, slots_in_use
from glasshouse.model.state import (
    AWARENESS,
    DEAD,
    ERROR_FREE,
    FEAR,
    HELD,
    MONEY,
    RECORD,
    RECORDS_KEPT,
    RIGHTS,
    SCORED,
    SPOUSE,
    TIER,
    TRACKS,
    Array,
    beside,
    get,
    whole,
)
from glasshouse.model.ties import lookalike
from glasshouse.model.traits import household_end, household_head
from glasshouse.quantities import DAYS_PER_CYCLE, LOGIT_UNIT, fit, i64

SCORE, SANCTION, RECORDS, FEAR_LAYER, SPEECH, MONEY_LAYER = range(6)
LAYER_COUNT = 6
OPEN, MIDDLING = 2, 4
"""How visible an act is that everybody sees, and the middle of the eight levels of acceptance of surveillance."""


@dataclass(frozen=True)
class LayerOf:
    """One layer: its id, and what its bytes mean."""

    id: str
    meaning: str


LAYERS: tuple[LayerOf, ...] = (
    LayerOf("score", "0 not on file, or no score; else 1 to 255, from the least score to the most"),
    LayerOf("sanction", "0 none, 1 by the rules, 2 against a right, 3 in error: the gravest reading of those held"),
    LayerOf("records", "records on file: true ones in bits 0 to 2, those in error in bits 4 to 6"),
    LayerOf("fear", "level of fear, 0 to 15"),
    LayerOf("speech", "of 255 open protected acts, how many fear would hold back; 0 where no regime was heard of"),
    LayerOf("money", "0 where there is none; else v, for about (4 + v % 4) * 2 ** (v // 4) / 8 of it"),
)
assert len(LAYERS) == LAYER_COUNT


def picture(citizens: Array, tables: Array, spoken: Array, first: int, spouses: Array, layers: Array) -> None:
    """Write every layer of a district, whose citizens are ``first`` and on in map order, into ``layers[layer, k]``.

    ``spouses[k]`` takes whom each is married to, for ``picture_again``: the dead do not tell whose husband or wife
    they were.
    """
    for i in range(len(citizens)):
        picture_one(i, citizens, tables, spoken, first, layers)
        spouses[first + i] = get(citizens, i, SPOUSE)


def picture_again(
    day: int, hot: Array, citizens: Array, tables: Array, district: Array, posted: Array, today: Array,
    spoken: Array, first: int, spouses: Array, layers: Array,
) -> None:  # fmt: skip
    """Write every layer of those whose row may have changed on ``day``; ``layers`` has everybody's of the day before.

    A row is written to by its citizen, on a day on which a visit is due or drawn, by what was posted the day before
    (``posted`` is the post box as it was then), and by somebody's death, which comes on a day that is due: what was
    left went to husband or wife, who were so at the beginning of the cycle, or to the household. Called when the day is
    over; ``today`` is scratch.
    """
    for i in range(day % DAYS_PER_CYCLE, len(citizens), DAYS_PER_CYCLE):
        if get(citizens, i, DEAD) == 1:
            if i64(spouses[first + i]) > 0:
                picture_one(i64(spouses[first + i]) - 1, citizens, tables, spoken, first, layers)
            for j in range(household_head(i, tables), household_end(i, tables, district)):
                picture_one(j, citizens, tables, spoken, first, layers)
    for start in range(0, len(citizens), at.CHUNK):
        visits = find_visits(start, min(at.CHUNK, len(citizens) - start), day, hot, district, today)
        fetch(start, visits, citizens, today)
        for k in range(visits):
            i = start + (i64(today[at.VISITS + k]) >> at.VISIT_PLACE)
            picture_one(i, citizens, tables, spoken, first, layers)
    for k in range(len(posted)):
        i = i64(posted[k]) & CITIZEN_BITS
        picture_one(i, citizens, tables, spoken, first, layers)
        mistaken = lookalike(i, citizens, district)
        if mistaken >= 0:
            picture_one(mistaken, citizens, tables, spoken, first, layers)


def picture_one(i: int, citizens: Array, tables: Array, spoken: Array, first: int, layers: Array) -> None:
    """Write every layer of one citizen of a district."""
    layers[SCORE, first + i] = score_byte(i, citizens, tables)
    layers[SANCTION, first + i] = sanction_byte(i, citizens, tables)
    layers[RECORDS, first + i] = records_byte(i, citizens)
    fear = get(citizens, i, FEAR)
    layers[FEAR_LAYER, first + i] = fear
    layers[SPEECH, first + i] = i64(spoken[fear]) if get(citizens, i, AWARENESS) > 0 else 0
    layers[MONEY_LAYER, first + i] = money_byte(get(citizens, i, MONEY))


def score_byte(i: int, citizens: Array, tables: Array) -> int:
    """Return where a citizen's held score lies between the least (1) and the most (255); 0 where there is none."""
    least = i64(tables[room.LEAST])
    span = i64(tables[room.MOST]) - least
    if span <= 0 or get(citizens, i, SCORED) == 0:
        return 0
    return 1 + fit((composite(i, HELD, citizens, tables) - least) * 254 // span, 0, 254)


def sanction_byte(i: int, citizens: Array, tables: Array) -> int:
    """Return the gravest reading of the sanctions held: 0 none, 1 by the rules, 2 against a right, 3 in error."""
    if slots_in_use(i, citizens) == 0 and same_tiers(i, citizens) == 1:
        held = i64(tables[room.TIER_MASK + get(citizens, i, beside(TIER, HELD))]) & i64(tables[room.ADVERSE])
        return 1 if held != 0 and get(citizens, i, SCORED) == 1 and i64(tables[room.TIER_COUNT]) > 0 else 0
    held = consequences_mask(i, HELD, citizens, tables) & i64(tables[room.ADVERSE])
    if held == 0:
        return 0
    if held & ~consequences_mask(i, ERROR_FREE, citizens, tables) != 0:
        return 3
    return 2 if held & ~consequences_mask(i, RIGHTS, citizens, tables) != 0 else 1


def same_tiers(i: int, citizens: Array) -> int:
    """Return 1 where a citizen has one tier in all three standings, as nearly everybody has."""
    tier = get(citizens, i, TIER)
    for track in range(1, TRACKS):
        if get(citizens, i, beside(TIER, track)) != tier:
            return 0
    return 1


def records_byte(i: int, citizens: Array) -> int:
    """Return the records on file: true ones in bits 0 to 2, those in error in bits 4 to 6."""
    found = 0
    for k in range(RECORDS_KEPT):
        record = get(citizens, i, whole(RECORD, k))
        if record != 0:
            found += 1 if cause_of(record) == TRUE else 16
    return found


def money_byte(money: int) -> int:
    """Return how much money there is in steps of a quarter of a doubling; 0 for none, a debt included.

    >>> [money_byte(m) for m in (-5, 0, 1, 2, 3, 4, 5, 512, 2_000_000_000)]
    [0, 0, 4, 8, 10, 12, 13, 40, 127]
    """
    if money <= 0:
        return 0
    halvings = 0
    left = money
    for step in (16, 8, 4, 2, 1):
        if left >> step != 0:
            left = left >> step
            halvings += step
    return 4 * (halvings + 1) + (((money << 2) >> halvings) & 3)


def spoken_by_fear(tables: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each level of fear how many of 255 open protected acts it holds back, where they are rare.

    A shift of the log-odds of a rare act divides its rate: what is left is ``exp(shift)``. The acceptance of
    surveillance is taken as middling for everybody, so that the layer says nothing of what anybody thinks.
    """
    levels = np.arange(room.LEVELS)
    shifts = tables[room.SILENCE + (OPEN * room.LEVELS + levels) * 8 + MIDDLING]
    held_back: NDArray[np.int64] = np.rint(255 * (1 - np.exp(shifts / LOGIT_UNIT))).astype(np.int64)
    return held_back
