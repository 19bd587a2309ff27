"""The exchange: on every thirtieth day districts learn of each other, through the sentinels.

What is exchanged is a vector of integers summed over the sentinel districts: acts of the past cycle laid on somebody
elsewhere, by channel and group, and how many of each group are on file. The receiving side draws at that rate.
"""

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model.tables import FAR
from glasshouse.quantities import DAYS_PER_CYCLE, THRESHOLD_ONE

Vector = NDArray[np.int64]
VECTOR = (FAR + 1) * count.GROUP_COUNT
"""Sent afar by channel and group, then the scored by group."""


def vector_of(counts: NDArray[np.int64]) -> Vector:
    """Return one district's part in the exchange, from the counts of a cycle: ``int64[days, group, column]``."""
    sent = counts[:, :, count.SENT_AFAR : count.SENT_AFAR + FAR].sum(axis=0)
    scored = counts[-1, :, count.SCORED_STOCK]
    return np.concatenate([sent.T.ravel(), scored])


def received(vector: Vector) -> NDArray[np.int64]:
    """Return the monthly thresholds, channel x group, of being taken for somebody elsewhere.

    >>> v = np.zeros(VECTOR, np.int64); v[0] = 5; v[-3:] = 10, 0, 0
    >>> received(v)[:2].tolist() == [THRESHOLD_ONE // 2, 0]
    True
    """
    sent = vector[: FAR * count.GROUP_COUNT].reshape(FAR, count.GROUP_COUNT)
    scored = np.maximum(vector[FAR * count.GROUP_COUNT :], 1)
    capped = np.minimum(sent, scored)
    return (capped * THRESHOLD_ONE // scored).ravel()


def tell(district: NDArray[np.int64], vector: Vector) -> None:
    """Write what the exchange says into a district."""
    district[at.RECEIVED : at.RECEIVED + FAR * count.GROUP_COUNT] = received(vector)


def cycles(days: int) -> list[tuple[int, int]]:
    """Return the spans between exchanges.

    >>> cycles(65)
    [(0, 30), (30, 60), (60, 65)]
    """
    return [(first, min(first + DAYS_PER_CYCLE, days)) for first in range(0, days, DAYS_PER_CYCLE)]
