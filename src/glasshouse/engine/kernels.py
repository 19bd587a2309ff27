"""The two kernels of the graphics card: a thread takes one district of a batch, and calls the plain functions.

``engine.cuda`` binds these functions like any other. This is the one module that imports numba-cuda, so that its
successor is a change of one line; it is imported only where a card, or the simulator, is asked for.
"""

from importlib import import_module
from typing import Any

from glasshouse.model.birth import populate
from glasshouse.model.day import district_days
from glasshouse.model.state import Array

cuda: Any = import_module("numba.cuda")


def populate_each(starts: Array, hot: Array, citizens: Array, tables: Array, districts: Array) -> None:
    """Give birth to everybody: district ``d`` has the citizens from ``starts[d]`` to ``starts[d + 1]``."""
    d = cuda.grid(1)
    if d < len(starts) - 1:
        first, last = starts[d], starts[d + 1]
        populate(hot[first:last], citizens[first:last], tables, districts[d])


def live_each(
    day: int, end: int, starts: Array, hot: Array, citizens: Array, tables: Array, districts: Array, boxes: Array,
    notes: Array, counts: Array, seats: Array, sampled: Array, panels: Array,
) -> None:  # fmt: skip
    """Live the days ``day .. end - 1`` of every district; of ``d`` those from ``seats[d]`` on are sampled."""
    d = cuda.grid(1)
    if d < len(starts) - 1:
        first, last = starts[d], starts[d + 1]
        district_days(
            day, end, hot[first:last], citizens[first:last], tables, districts[d], boxes[first:last], notes[d],
            counts[d], sampled[seats[d] : seats[d + 1]], panels[d],
        )  # fmt: skip
