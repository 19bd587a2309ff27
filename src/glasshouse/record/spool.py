"""Figures put aside on disk while a run goes on, so that memory grows neither with days nor with districts.

A spool is one file of slots; a slot has a fixed number of rows (days, cycles), a row a fixed number of figures. What
was never written reads as zeros. It is working space: it is gone when the record is finished.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.int64]
BYTES = 8


class Spool:
    """``slots x rows x figures`` of int64 in a file.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     spool = Spool(Path(folder) / "aside", rows=4, figures=2)
    ...     spool.put(1, 2, np.array([[5, 6]]))
    ...     spool.add(1, 2, np.array([[1, 1], [7, 7]]))
    ...     spool.read(1, 1, 4).tolist()
    ...     spool.discard()
    [[0, 0], [6, 7], [7, 7]]
    """

    def __init__(self, path: Path, rows: int, figures: int) -> None:
        """Make an empty file."""
        self.path, self.rows, self.figures = path, rows, figures
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = path.open("w+b", buffering=0)

    def _seek(self, slot: int, first: int, last: int) -> int:
        """Go to a row; return the bytes from there to row ``last``."""
        assert 0 <= first <= last <= self.rows
        self.file.seek((slot * self.rows + first) * self.figures * BYTES)
        return (last - first) * self.figures * BYTES

    def put(self, slot: int, first: int, rows: Figures) -> None:
        """Write ``rows[row, figure]`` from row ``first`` on."""
        size = self._seek(slot, first, first + len(rows))
        left = np.ascontiguousarray(rows, dtype=np.int64).reshape(-1).data.cast("B")
        assert len(left) == size
        while left:
            left = left[self.file.write(left) or 0 :]

    def read(self, slot: int, first: int, last: int) -> Figures:
        """Return the rows ``first .. last - 1`` of a slot as ``int64[row, figure]``."""
        self._seek(slot, first, last)
        found = np.zeros((last - first) * self.figures, dtype=np.int64)
        left = found.data.cast("B")
        while left:
            part = self.file.readinto(left)
            if not part:
                break
            left = left[part:]
        return found.reshape(last - first, self.figures)

    def add(self, slot: int, first: int, rows: Figures) -> None:
        """Add ``rows[row, figure]`` to what is there."""
        self.put(slot, first, self.read(slot, first, first + len(rows)) + rows)

    def discard(self) -> None:
        """Close and remove the file."""
        self.file.close()
        self.path.unlink(missing_ok=True)
