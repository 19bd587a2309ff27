"""Map frames: small integer pictures of the country on the last day of every cycle, by district and by block.

Frames of districts follow from the counts; frames of blocks of households (a thousand residents each) are read from the
rows of the sentinel districts, which in a small place are all there are. Cells lie along a Hilbert curve in the order
of their numbers, so that what is near in number is near in the drawing: the places are the drawing's, no coordinates.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import columns as count
from glasshouse.model.state import HELD
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.ground import Ground
from glasshouse.record.manifest import Legend
from glasshouse.record.rows import BlockSums, Figures
from glasshouse.record.zarrs import named, open_group, write_array

FRAMES = "frames.zarr"
NONE = 65535
"""Nobody is old enough for records here, or too few to be shown."""
LEAST_IN_CELL = 10
"""Scored citizens in a cell at least, as in the published aggregates that places are made of."""
NOTE = "computed citizens; cells are drawn along a Hilbert curve in the order of their numbers, not where anything lies"


@dataclass(frozen=True)
class Quantity:
    """What a frame shows: a sum over a cell's scored citizens, times ``scale``, per scored citizen."""

    id: str
    scale: int
    unit: str
    meaning: str


QUANTITIES: tuple[Quantity, ...] = (
    Quantity("score", 1, "points/16", "mean score held"),
    Quantity("sanctioned", 10_000, "per 10 000", "under a sanction"),
    Quantity("in_error", 10_000, "per 10 000", "under a sanction that error-free standing would not bring"),
    Quantity("fear", 100, "level/100", "mean level of fear, of 15"),
    Quantity("listed", 10_000, "per 10 000", "places held on black lists; one on two lists counts twice"),
)


def frame_count(days: int) -> int:
    """Return how many frames a run leaves: one a cycle, the last on the last day.

    >>> frame_count(30), frame_count(31), frame_count(365)
    (1, 2, 13)
    """
    return -(-days // DAYS_PER_CYCLE)


def figures_of(sums: NDArray[np.int64], scored: Figures) -> NDArray[np.uint16]:
    """Return what a frame holds from ``sums[quantity, cell]`` and ``scored[cell]``, rounded to the nearest.

    >>> figures_of(np.array([[160_000], [3], [1], [25], [2]]), np.array([20])).ravel().tolist()
    [8000, 1500, 500, 125, 1000]
    """
    scales = np.array([quantity.scale for quantity in QUANTITIES], dtype=np.int64)[:, np.newaxis]
    people = np.maximum(scored, 1)
    figures = np.minimum((sums * scales + people // 2) // people, NONE - 1)
    return np.where(scored < LEAST_IN_CELL, NONE, figures).astype(np.uint16)


def sums_of_counts(counts: NDArray[np.int64], legend: Legend) -> tuple[NDArray[np.int64], Figures]:
    """Return the sums and the scored of one district from a day's counts, ``int64[group, column]``."""
    whole = counts.sum(axis=0)
    black = [count.LISTED + 3 * k for k, row in enumerate(legend.lists) if row.colour == "black"]
    sums = (
        whole[count.SCORE_SUM + HELD],
        whole[count.SANCTIONED : count.SANCTIONED + 3].sum(),
        whole[count.SANCTIONED + count.IN_ERROR],
        whole[count.FEAR_SUM],
        sum(whole[start : start + 3].sum() for start in black),
    )
    return np.array(sums, dtype=np.int64)[:, np.newaxis], whole[count.SCORED_STOCK : count.SCORED_STOCK + 1]


def hilbert(number: int, order: int) -> tuple[int, int]:
    """Return where a Hilbert curve through ``2**order x 2**order`` cells is at step ``number``, as (x, y).

    >>> [hilbert(k, 1) for k in range(4)]
    [(0, 0), (0, 1), (1, 1), (1, 0)]
    """
    x = y = 0
    for k in range(order):
        side = 1 << k
        right, up = (number >> 1) & 1, (number ^ (number >> 1)) & 1
        if up == 0:
            if right == 1:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        x, y = x + side * right, y + side * up
        number >>= 2
    return x, y


def drawing(cells: int) -> NDArray[np.uint16]:
    """Return where each cell is drawn, ``uint16[cell, (x, y)]``, on the smallest square of a Hilbert curve."""
    order = 0
    while 4**order < cells:
        order += 1
    return np.array([hilbert(k, order) for k in range(cells)], dtype=np.uint16).reshape(cells, 2)


class Frames:
    """The frames of a run, taken as its days go by: 10 bytes a frame and cell."""

    def __init__(self, legend: Legend, ground: Ground, days: int) -> None:
        """Make room for the frames of so many days."""
        self.legend, self.ground, self.days = legend, ground, days
        blocks = [ground.blocks(district) for district in ground.sentinels]
        starts = np.concatenate([[0], np.cumsum(blocks)]).astype(np.int64)
        self.first_block = dict(zip(ground.sentinels, starts.tolist(), strict=False))
        self.block_district = np.repeat(np.array(ground.sentinels, dtype=np.int32), blocks)
        size = (frame_count(days), len(QUANTITIES))
        self.districts = np.full((*size, ground.districts), NONE, dtype=np.uint16)
        self.blocks = np.full((*size, len(self.block_district)), NONE, dtype=np.uint16)

    def take_counts(self, district: int, last: int, counts: NDArray[np.int64]) -> None:
        """Take a district's counts ``int64[group, column]`` of the day before day ``last``, the end of a cycle."""
        frame = frame_count(last) - 1
        self.districts[frame, :, district] = figures_of(*sums_of_counts(counts, self.legend))[:, 0]

    def take_blocks(self, district: int, last: int, sums: BlockSums) -> None:
        """Take the sums by block of a sentinel as they are after the day before day ``last``."""
        figures = figures_of(sums[:-1], sums[-1])
        first = self.first_block[district]
        self.blocks[frame_count(last) - 1, :, first : first + figures.shape[1]] = figures

    def write(self, folder: Path) -> None:
        """Write the frames of a record."""
        root = open_group(folder / FRAMES, NOTE)
        ends = [min((k + 1) * DAYS_PER_CYCLE, self.days) for k in range(frame_count(self.days))]
        days = np.array(ends, dtype=np.int32) - 1
        write_array(root, "frame", days, ("frame",), "day", "day of the run, 0 the first")
        ids = named([quantity.id for quantity in QUANTITIES])
        units = named([quantity.unit for quantity in QUANTITIES])
        meanings = named([quantity.meaning for quantity in QUANTITIES])
        write_array(root, "quantity", ids, ("quantity",), "id", "what is shown, of those old enough for records")
        write_array(root, "unit", units, ("quantity",), "text", "unit of the quantity")
        write_array(root, "meaning", meanings, ("quantity",), "text", "meaning of the quantity")
        for name, values in (("district", self.districts), ("block", self.blocks)):
            cells = values.shape[2]
            write_array(root, f"by_{name}", values, ("frame", "quantity", name), "by quantity",
                        f"frames by {name}; {NONE} where fewer than {LEAST_IN_CELL} are scored",
                        (1, *values.shape[1:]), missing=NONE)  # fmt: skip
            write_array(root, name, np.arange(cells, dtype=np.int32), (name,), "number", f"{name} in map order")
            for axis, places in zip("xy", drawing(cells).T, strict=True):
                write_array(root, f"{name}_{axis}", np.ascontiguousarray(places), (name,), "cell of the drawing",
                            "place along a Hilbert curve: near in number, near in the drawing")  # fmt: skip
        write_array(root, "block_district", self.block_district, ("block",), "number", "district of the block")


def last_frame(folder: Path, quantity: str) -> tuple[str, Figures]:
    """Return what the places of a record have on the last day, those that are shown: districts, or blocks of one alone.

    The word says which they are; a record without frames has none.
    """
    import zarr

    if not (folder / FRAMES).exists():
        return "blocks", np.zeros(0, dtype=np.int64)
    root = zarr.open_group(folder / FRAMES, mode="r")
    k = [one.id for one in QUANTITIES].index(quantity)
    for kind in ("district", "block"):
        values = np.asarray(root[f"by_{kind}"])[-1, k].astype(np.int64)
        shown = values[values != NONE]
        if len(shown) > 1:
            break
    return f"{kind}s", shown
