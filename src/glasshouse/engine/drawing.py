"""Drawing the layers of a watched world, each district by the thread that has just lived its day.

On most days most people do nothing and nothing is done to them: after the first day that is drawn, only those are drawn
anew whose row may have changed. That is a fifth of them under a regime that watches much.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.backends import Door, compile_door
from glasshouse.engine.districts import Flight
from glasshouse.engine.picturing import LAYER_COUNT, picture, picture_again, spoken_by_fear
from glasshouse.model import district as at

PLAIN: dict[Door, Callable[..., None]] = {"picture": picture, "picture_again": picture_again}
Layers = NDArray[np.uint8]


@cache
def drawn_by(backend: str, door: Door = "picture") -> Callable[..., None]:
    """Return one of the functions that draw a district's layers, plain or compiled."""
    made: Any = PLAIN[door] if backend == "python" else compile_door(door)
    drawn: Callable[..., None] = made
    return drawn


class Drawing:
    """The layers of a world of some districts, day after day."""

    def __init__(self, flights: Sequence[Flight], tables: NDArray[np.int64], backend: str) -> None:
        """Have drawn nothing yet."""
        self.tables, self.backend, self.spoken = tables, backend, spoken_by_fear(tables)
        self.starts: list[int] = np.cumsum([0, *(len(flight.hot) for flight in flights)]).tolist()
        self.before: Layers | None = None
        self.layers: Layers | None = None

    def begin(self, *, wanted: bool) -> None:
        """Begin a day, with room for its layers if somebody wants them: the room is theirs to keep."""
        self.before = self.layers
        self.layers = np.empty((LAYER_COUNT, self.starts[-1]), dtype=np.uint8) if wanted else None

    @property
    def drawn(self) -> Layers:
        """The layers of the day, ``uint8[layer, citizen]``; no citizen where nobody wants them."""
        return np.zeros((LAYER_COUNT, 0), dtype=np.uint8) if self.layers is None else self.layers

    def posted(self, flight: Flight) -> NDArray[np.uint32] | None:
        """Return what is in a district's post box before a day is lived, if that is needed to draw it afterwards."""
        if self.layers is None or self.before is None:
            return None
        return flight.box[: int(flight.district[at.POSTED])].copy()

    def draw(self, k: int, flight: Flight, day: int, posted: NDArray[np.uint32] | None, today: Any) -> None:
        """Draw the k-th district after a day; ``today`` is scratch."""
        if self.layers is None:
            return
        first = self.starts[k]
        if posted is None or self.before is None:
            drawn_by(self.backend)(flight.citizens, self.tables, self.spoken, first, self.layers)
            return
        here = slice(first, self.starts[k + 1])
        self.layers[:, here] = self.before[:, here]
        drawn_by(self.backend, "picture_again")(
            day, flight.hot, flight.citizens, self.tables, flight.district, posted, today, self.spoken, first,
            self.layers,
        )  # fmt: skip
