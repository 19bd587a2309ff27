"""Adding to today's counts: the one thing that every citizen may do to the district."""

from glasshouse.model import district as at
from glasshouse.model.columns import COLUMNS
from glasshouse.model.state import Array


def add(district: Array, group: int, column: int, amount: int) -> None:
    """Add ``amount`` to one column of today's counts of one group."""
    district[at.COUNTS_HERE + group * COLUMNS + column] += amount


def move(district: Array, group: int, start: int, old: int, new: int) -> None:
    """Move one citizen from bin ``old`` to bin ``new`` of a stock that begins at ``start``."""
    if old != new:
        district[at.COUNTS_HERE + group * COLUMNS + start + old] -= 1
        district[at.COUNTS_HERE + group * COLUMNS + start + new] += 1
