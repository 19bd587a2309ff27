"""The exchange: on every thirtieth day districts learn of each other, through the sentinels.

What is exchanged is a vector of integers summed over the sentinel districts: acts of the past cycle laid on somebody
elsewhere, by channel and group, and how many of each group are on file. The receiving side draws at that rate. Where a
regime learns a scorecard, the vector has also the table that it is fitted on and, behind what is summed, what was
fitted. What was put on record, true or false, by group and act, is there for whoever makes the rules (G4, G5).
"""

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model.tables import ACTS, CARD, CARD_CELLS, FAR, FITTED, LISTS
from glasshouse.quantities import DAYS_PER_CYCLE, THRESHOLD_ONE

Vector = NDArray[np.int64]
CELLS_FROM = (FAR + 1) * count.GROUP_COUNT
"""Before it: sent afar by channel and group, then the scored by group. From it: people by cell of the scorecard."""
DISCOVERED_FROM = CELLS_FROM + 2 * CARD_CELLS
"""From it: records of the cycle, of every cause, by group and act."""
DISAFFECTED_FROM = DISCOVERED_FROM + count.GROUP_COUNT * ACTS
"""From it: how many think less of the regime than they did, by group; then list entries of the cycle by group."""
CARD_FROM = DISAFFECTED_FROM + 2 * count.GROUP_COUNT
"""Before it: what is summed over sentinels. From it: what is fitted on that, see ``engine.scorecards``."""
VECTOR = CARD_FROM + FITTED


def vector_of(counts: NDArray[np.int64]) -> Vector:
    """Return one district's part in the exchange, from the counts of a cycle: ``int64[days, group, column]``.

    It has no scorecard: that is fitted on the parts of all.
    """
    sent = counts[:, :, count.SENT_AFAR : count.SENT_AFAR + FAR].sum(axis=0)
    scored = counts[-1, :, count.SCORED_STOCK]
    cells = counts[:, :, count.TABULATED : count.TABULATED + 2 * CARD_CELLS].sum(axis=(0, 1))
    recorded = counts[:, :, count.RECORDED : count.RECORDED + 4 * ACTS].sum(axis=0)
    found = recorded.reshape(count.GROUP_COUNT, ACTS, 4).sum(axis=2)
    less = counts[-1, :, count.DISAFFECTED]
    entries = counts[:, :, count.ENTRIES : count.ENTRIES + 3 * LISTS].sum(axis=(0, 2))
    return np.concatenate(
        [sent.T.ravel(), scored, cells, found.ravel(), less, entries, np.zeros(FITTED, dtype=np.int64)]
    )


def cells_of(vector: Vector) -> NDArray[np.int64]:
    """Return the table that an exchange's scorecard may be fitted on: ``int64[cell, 2]``, without and with a breach."""
    return vector[CELLS_FROM:DISCOVERED_FROM].reshape(CARD_CELLS, 2)


def on_file(vector: Vector) -> NDArray[np.int64]:
    """Return how many of each group of the sentinels are on file."""
    return vector[FAR * count.GROUP_COUNT : CELLS_FROM]


def discovered(vector: Vector) -> NDArray[np.int64]:
    """Return the records of the cycle that the sentinels made, ``int64[group, act]``: true ones and false ones."""
    return vector[DISCOVERED_FROM:DISAFFECTED_FROM].reshape(count.GROUP_COUNT, ACTS)


def disaffected(vector: Vector) -> int:
    """Return how many of the sentinels' people on file think less of the regime than on day 0."""
    return int(vector[DISAFFECTED_FROM : DISAFFECTED_FROM + count.GROUP_COUNT].sum())


def entries(vector: Vector) -> int:
    """Return the list entries of the cycle."""
    return int(vector[DISAFFECTED_FROM + count.GROUP_COUNT : CARD_FROM].sum())


def received(vector: Vector) -> NDArray[np.int64]:
    """Return the monthly thresholds, channel x group, of being taken for somebody elsewhere.

    >>> v = np.zeros(VECTOR, np.int64); v[0] = 5; v[CELLS_FROM - 3 : CELLS_FROM] = 10, 0, 0
    >>> received(v)[:2].tolist() == [THRESHOLD_ONE // 2, 0]
    True
    """
    sent = vector[: FAR * count.GROUP_COUNT].reshape(FAR, count.GROUP_COUNT)
    scored = np.maximum(on_file(vector), 1)
    capped = np.minimum(sent, scored)
    return (capped * THRESHOLD_ONE // scored).ravel()


def tell(district: NDArray[np.int64], vector: Vector) -> None:
    """Write what the exchange says into a district."""
    district[at.RECEIVED : at.RECEIVED + FAR * count.GROUP_COUNT] = received(vector)
    district[at.SCORECARD : at.SCORECARD + CARD] = vector[CARD_FROM : CARD_FROM + CARD]


def cycles(days: int) -> list[tuple[int, int]]:
    """Return the spans between exchanges.

    >>> cycles(65)
    [(0, 30), (30, 60), (60, 65)]
    """
    return [(first, min(first + DAYS_PER_CYCLE, days)) for first in range(0, days, DAYS_PER_CYCLE)]
