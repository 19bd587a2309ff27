"""Whether people keep to their like: Newman's assortativity of a matrix of who is tied to whom (M12)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def mixed(ends: Iterable[tuple[int, int]], kinds: int) -> NDArray[np.int64]:
    """Return how many ties there are between people of one kind and of another, each seen from both of its ends.

    >>> mixed([(0, 1), (1, 1)], 2).tolist()
    [[0, 1], [1, 2]]
    """
    found = np.zeros((kinds, kinds), dtype=np.int64)
    for one, other in ends:
        found[one, other] += 1
        found[other, one] += 1
    return found


def assortativity(ties: NDArray[np.int64]) -> float | None:
    """Return Newman's coefficient: 1 where ties are among the like alone, 0 as by lot; None where all are of one kind.

    It is (sum e_ii - sum a_i b_i) / (1 - sum a_i b_i) of the shares e of all ties, with their sums a and b by row and
    column (Newman 2003).

    >>> assortativity(np.array([[2, 0], [0, 2]])), assortativity(np.array([[1, 1], [1, 1]]))
    (1.0, 0.0)
    >>> assortativity(np.array([[4, 0], [0, 0]])) is None
    True
    """
    total = int(ties.sum())
    if total == 0:
        return None
    shares = ties / total
    by_lot = float((shares.sum(axis=0) * shares.sum(axis=1)).sum())
    return None if by_lot >= 1.0 else float((np.trace(shares) - by_lot) / (1.0 - by_lot))
