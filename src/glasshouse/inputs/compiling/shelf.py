"""Writing into the tables, with the checks that a wrong width would otherwise turn into silence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import tables as room

Tables = NDArray[np.int64]


class Shelf:
    """The array being filled, addressed by the rooms of ``model.tables``."""

    def __init__(self) -> None:
        """Begin with nothing in any room."""
        self.tables: Tables = np.zeros(room.SIZE, dtype=np.int64)
        self._sizes = {place.start: place.size for place in room.LAYOUT.values()}

    def put(self, start: int, values: int | Sequence[int], offset: int = 0) -> None:
        """Write one value or a row of them into the room at ``start``; they must fit into it."""
        row = [values] if isinstance(values, int) else list(values)
        assert offset >= 0 and offset + len(row) <= self._sizes[start], f"room at {start} is too small"
        self.tables[start + offset : start + offset + len(row)] = row
