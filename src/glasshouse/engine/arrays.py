"""The arrays of one district, laid in memory as the kernel likes them."""

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import state

LINE = 64
"""Bytes of one line of the processor's cache."""


def citizen_rows(residents: int) -> NDArray[np.uint32]:
    """Return the rows of so many citizens, all zero, beginning on a line of the cache.

    >>> rows = citizen_rows(3)
    >>> rows.shape == (3, state.WORDS), rows.ctypes.data % LINE, int(rows.sum())
    (True, 0, 0)
    """
    size = residents * state.WORDS
    room = np.zeros(size + LINE // 4, dtype=np.uint32)
    first = -(room.ctypes.data // 4) % (LINE // 4)
    return room[first : first + size].reshape(residents, state.WORDS)
