"""Drawing the layers of a watched world, each district by the thread that has just lived its day.

On most days most people do nothing and nothing is done to them: after the first day that is drawn, only those are drawn
anew whose row may have changed. That is a fifth of them under a regime that watches much.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.backends import door_of
from glasshouse.engine.districts import Flight
from glasshouse.engine.picturing import LAYER_COUNT, spoken_by_fear
from glasshouse.model import district as at

Layers = NDArray[np.uint8]
Tables = NDArray[np.int64]


class Drawing:
    """The layers of a world of some districts, day after day."""

    def __init__(self, flights: Sequence[Flight], tables: Tables, backend: str) -> None:
        """Have drawn nothing yet; what fear holds back is the conduct's, and the same in all phases of a regime."""
        self.backend, self.spoken = backend, spoken_by_fear(tables)
        self.drawn_by: list[Tables | None] = [None] * len(flights)
        self.starts: list[int] = np.cumsum([0, *(len(flight.hot) for flight in flights)]).tolist()
        self.spouses = np.zeros(self.starts[-1], dtype=np.uint32)
        """Whom each was married to when last drawn whole; no couple forms in the middle of a cycle."""
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

    def draw(
        self, k: int, flight: Flight, day: int, tables: Tables, posted: NDArray[np.uint32] | None, today: Any
    ) -> None:
        """Draw the k-th district after a day that was lived by these tables; ``today`` is scratch.

        Other tables than the day before's, as at the beginning of a phase, read every row anew.
        """
        same, self.drawn_by[k] = self.drawn_by[k] is tables, tables
        if self.layers is None:
            return
        first = self.starts[k]
        if posted is None or self.before is None or not same:
            door_of(self.backend, "picture")(flight.citizens, tables, self.spoken, first, self.spouses, self.layers)
            return
        here = slice(first, self.starts[k + 1])
        self.layers[:, here] = self.before[:, here]
        door_of(self.backend, "picture_again")(
            day, flight.hot, flight.citizens, tables, flight.district, posted, today, self.spoken, first,
            self.spouses, self.layers,
        )  # fmt: skip
