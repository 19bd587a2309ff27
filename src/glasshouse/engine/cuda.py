"""The graphics card: the same functions, bound once more; a thread lives a district, a batch of districts at once.

Within a district the day is as serial as on the processor: so counts, the post box and what everybody shows need no
word about order, the source stays one, and the digest is that of the other backends. What runs side by side are
districts, of which a country has tens of thousands. ``docs/scale.md`` says what to expect of that.

In the simulator of numba-cuda
(``NUMBA_ENABLE_CUDASIM=1``) all of this runs without a card, slowly, for tests.
"""

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import FunctionType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.backends import Backend, Integers, cache_folder, cpu_cache_key
from glasshouse.engine.bind import bind
from glasshouse.engine.districts import Flight, bytes_per_citizen
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model.panel import PANEL_COLUMNS

MOST_DISTRICTS = 8192
"""Districts on a card at once: more than its threads can make use of would only wait in memory."""
BLOCK = 32
"""Threads of a block: a warp, so that few districts spread over all multiprocessors."""
SHARE = 0.8
"""Of the card's free memory, and of the host's, what a batch may take."""
SIMULATED_BYTES = 1 << 28
"""What a batch may take in the simulator, which does not say how much memory it has."""


def absent(why: str, remedy: str) -> UserFault:
    """Return the fault of a machine without a card that can be used."""
    return UserFault([Diagnostic("G408", "there is no graphics card to run on", why, remedy)])


def simulated() -> bool:
    """Return whether the simulator is asked for."""
    return os.environ.get("NUMBA_ENABLE_CUDASIM", "0") not in ("", "0")


def _kernels() -> Any:
    """Return the module of the kernels where there is a card, or the simulator; else raise UserFault."""
    if not simulated() and find_spec("numba_cuda") is None:
        raise absent("the backend `cuda` needs the package numba-cuda, which is not installed here",
                     "install the extra `gpu`, or write --backend cpu: the answer is the same")  # fmt: skip
    kernels = import_module("glasshouse.engine.kernels")
    if not kernels.cuda.is_available():
        raise absent("no NVIDIA card, or no driver for it, was found on this machine",
                     "look at what `nvidia-smi` says, or write --backend cpu: the answer is the same")  # fmt: skip
    return kernels


@dataclass(frozen=True)
class Compiled:
    """numba's module for CUDA, and the two kernels."""

    cuda: Any
    populate: Any
    live: Any
    seconds: float


def _compiled() -> Compiled:
    """Bind and compile the two doors for the card, or load them from the cache."""
    start = time.perf_counter()
    kernels = _kernels()
    cuda, doors = kernels.cuda, (kernels.populate_each, kernels.live_each)
    if simulated():
        # There a device function is the plain one behind a wrapper that takes most of the time: it is left out.
        def leave(copy: FunctionType) -> Any:
            return cuda.jit(copy) if copy.__module__ == kernels.__name__ else copy

        birth, life = (bind(door, leave, int) for door in doors)
        return Compiled(cuda, birth, life, time.perf_counter() - start)
    folder = cache_folder() / f"{cpu_cache_key()}-cuda"
    folder.mkdir(parents=True, exist_ok=True)
    config: Any = import_module("numba.cuda.core.config")
    config.CACHE_DIR = str(folder)

    def compile_one(copy: FunctionType) -> Any:
        is_door = copy.__module__ == kernels.__name__
        return cuda.jit(cache=True)(copy) if is_door else cuda.jit(device=True)(copy)

    birth, life = (bind(door, compile_one, cuda.types.int64) for door in doors)
    for kernel, types in zip((birth, life), _types(cuda.types), strict=True):
        kernel.compile(types)
    return Compiled(cuda, birth, life, time.perf_counter() - start)


def _types(types: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return the types of the two kernels' arguments."""
    i64 = types.int64
    many: dict[int, Any] = {n: types.Array(i64, n, "C") for n in (1, 2, 4)}
    hot, rows, box = (
        types.Array(types.uint16, 1, "C"),
        types.Array(types.uint32, 2, "C"),
        types.Array(types.uint32, 1, "C"),
    )
    birth = (many[1], hot, rows, many[1], many[2])
    life = (i64, i64, *birth, box, many[2], many[4], many[1], many[1], many[4])
    return birth, life


class Card:
    """A graphics card that lives districts in batches: see ``engine.backends.Batches``."""

    def __init__(self, compiled: Compiled) -> None:
        """Take the kernels; nothing is on the card yet."""
        self.compiled, self.cuda = compiled, compiled.cuda
        self.lock = threading.Lock()
        """One batch is on the card at a time; what follows of another is done by the host meanwhile."""

    def most(self, residents: int, days: int) -> int:
        """Return how many districts fit into the card's memory, and twice into the host's."""
        cube = days * count.GROUP_COUNT * count.COLUMNS
        each = residents * bytes_per_citizen() + 8 * (at.SIZE + at.TODAY + 2 * cube)
        if simulated():
            free = SIMULATED_BYTES
        else:
            host = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
            free = min(int(self.cuda.current_context().get_memory_info().free), host)
        return max(1, min(MOST_DISTRICTS, int(free * SHARE) // each))

    def populate(self, flights: Sequence[Flight], tables: Integers) -> None:
        """Give birth to everybody of some districts."""
        with self.lock:
            aboard = Aboard(self.cuda, flights, tables)
            self.compiled.populate[aboard.grid, BLOCK](
                aboard.starts, aboard.hot, aboard.citizens, aboard.tables, aboard.districts
            )
            aboard.bring_back(flights)

    def district_days(
        self, first: int, last: int, flights: Sequence[Flight], tables: Integers, sampled: Sequence[Integers]
    ) -> tuple[Integers, list[Integers]]:
        """Live some days of some districts, of each with its sampled citizens."""
        size, days, cuda = len(flights), last - first, self.cuda
        seats = starts_of([len(mine) for mine in sampled])
        widest = max(1, *(len(mine) for mine in sampled))
        with self.lock:
            aboard = Aboard(cuda, flights, tables)
            notes = cuda.to_device(np.zeros((size, at.TODAY), dtype=np.int64))
            counts = cuda.device_array((size, days, count.GROUP_COUNT, count.COLUMNS), np.int64)
            panels = cuda.device_array((size, days, widest, len(PANEL_COLUMNS)), np.int64)
            chosen = cuda.to_device(np.concatenate([*sampled, np.zeros(1, dtype=np.int64)]))
            self.compiled.live[aboard.grid, BLOCK](
                first, last, aboard.starts, aboard.hot, aboard.citizens, aboard.tables, aboard.districts,
                aboard.boxes, notes, counts, cuda.to_device(seats), chosen, panels,
            )  # fmt: skip
            aboard.bring_back(flights)
            cubes, pages = counts.copy_to_host(), panels.copy_to_host()
        return cubes, [page[:, : len(mine)] for page, mine in zip(pages, sampled, strict=True)]


class Aboard:
    """The arrays of a batch on the card, districts one after another."""

    def __init__(self, cuda: Any, flights: Sequence[Flight], tables: Integers) -> None:
        """Bring everything aboard."""
        self.bounds = starts_of([len(flight.hot) for flight in flights])
        everybody = int(self.bounds[-1])
        self.grid = -(-len(flights) // BLOCK)
        self.starts, self.tables = cuda.to_device(self.bounds), cuda.to_device(np.ascontiguousarray(tables))
        self.hot = cuda.device_array(everybody, np.uint16)
        self.citizens = cuda.device_array((everybody, flights[0].citizens.shape[1]), np.uint32)
        self.boxes = cuda.device_array(everybody, np.uint32)
        self.districts = cuda.to_device(np.stack([flight.district for flight in flights]))
        for there, here in self.pairs(flights):
            there.copy_to_device(here)

    def pairs(self, flights: Sequence[Flight]) -> list[tuple[Any, NDArray[Any]]]:
        """Return each district's part of the arrays that have a row a citizen, there and here."""
        return [
            (there[int(self.bounds[k]) : int(self.bounds[k + 1])], here)
            for k, flight in enumerate(flights)
            for there, here in (
                (self.hot, flight.hot),
                (self.citizens, flight.citizens),
                (self.boxes, flight.box),
            )
        ]

    def bring_back(self, flights: Sequence[Flight]) -> None:
        """Bring the state of everybody, and of the districts, back to the host."""
        for there, here in self.pairs(flights):
            there.copy_to_host(here)
        for flight, row in zip(flights, self.districts.copy_to_host(), strict=True):
            flight.district[:] = row


def starts_of(sizes: list[int]) -> Integers:
    """Return where each of several runs begins in an array, and where the last one ends.

    >>> starts_of([3, 0, 2]).tolist()
    [0, 3, 3, 5]
    """
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


_made: list[Backend] = []


def cuda_backend() -> Backend:
    """Return the functions compiled for the graphics card; raises UserFault (G408) where there is none."""
    if not _made:
        compiled = _compiled()
        card = Card(compiled)

        def populate_one(hot: Any, citizens: Any, tables: Any, district: Any) -> None:
            box = np.zeros(len(hot), dtype=np.uint32)
            card.populate([Flight(0, hot, citizens, district, box)], tables)

        def live_one(
            first: int, last: int, hot: Any, citizens: Any, tables: Any, district: Any, box: Any, today: Any,
            counts: Any, sampled: Any, panel: Any,
        ) -> None:  # fmt: skip
            del today
            lived, pages = card.district_days(first, last, [Flight(0, hot, citizens, district, box)], tables, [sampled])
            counts[:], panel[:] = lived[0], pages[0]

        _made.append(Backend("cuda", populate_one, live_one, compiled.seconds, card))
    return _made[0]
