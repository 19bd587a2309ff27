"""The backends: plain Python, and Numba on the CPU, which compiles once per version into a cache of its own.

Numba's disk cache does not see an edit in another file, so the cache folder is named by a hash of all the kernel's
sources, of Python's and of Numba's version. Compiled functions release the interpreter lock: districts run in threads.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from inspect import signature
from pathlib import Path
from types import FunctionType
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from glasshouse import chance, model, quantities
from glasshouse.engine.bind import bind
from glasshouse.engine.districts import Flight
from glasshouse.engine.picturing import picture, picture_again
from glasshouse.engine.summing import sum_blocks
from glasshouse.model.birth import populate
from glasshouse.model.consequences import apply
from glasshouse.model.counting import count_day
from glasshouse.model.day import district_days
from glasshouse.model.remedy import remedy
from glasshouse.model.response import respond
from glasshouse.model.scoring import counted, settle, strike, take
from glasshouse.model.sensing import keep
from glasshouse.model.standing import consequences_mask, enter, suspended_lists
from glasshouse.model.ties import note_block

Integers = NDArray[np.int64]
Door = Literal["populate", "district_days", "picture", "picture_again", "sum_blocks"]
PLAIN: dict[Door, Callable[..., None]] = {
    "populate": populate, "district_days": district_days, "picture": picture, "picture_again": picture_again,
    "sum_blocks": sum_blocks,
}  # fmt: skip
"""The doors into the kernel, and into what looks at its rows, as plain functions."""
SHOWING: tuple[Door, ...] = ("sum_blocks", "picture", "picture_again")
"""The doors that only look at what was lived."""
PARTS: tuple[Callable[..., None], ...] = (count_day, remedy, respond, apply)
"""The last phases of a day, the last first: they may be compiled, and kept, before the days that call them."""

SELDOM: tuple[Callable[..., Any], ...] = (
    note_block, keep, take, settle, strike, counted, enter, consequences_mask, suspended_lists,
)  # fmt: skip
"""What a day seldom comes to, called from many places: inlined everywhere it would push the rest of the day out of the
processor's cache for code."""


class Batches(Protocol):
    """Who lives many districts at once, each as ``district_days`` alone would."""

    def most(self, residents: int, days: int) -> int:
        """Return how many districts of so many residents can be lived at once, for so many days at a time."""

    def populate(self, flights: Sequence[Flight], tables: Integers) -> None:
        """Give birth to everybody of some districts."""

    def district_days(
        self, first: int, last: int, flights: Sequence[Flight], tables: Integers, sampled: Sequence[Integers]
    ) -> tuple[Integers, list[Integers]]:
        """Live some days of some districts, of each with its sampled citizens.

        Return ``counts[district, day, group, column]`` and the panel of each, ``[day, sampled, column]``.
        """


@dataclass(frozen=True)
class Backend:
    """The two doors into the kernel, and what compiling them took (0 where it was on disk).

    ``batches`` is there where many districts are lived at once by one device, rather than one by each thread.
    """

    name: str
    populate: Callable[..., None]
    district_days: Callable[..., None]
    seconds_compile: float
    batches: Batches | None = None


def kernel_sha256() -> str:
    """Return the digest of every source file that enters the kernel."""
    folder = Path(model.__file__).parent
    files = [*sorted(folder.glob("*.py")), Path(chance.__file__), Path(quantities.__file__)]
    digest = sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Return where compiled kernels live: ``GLASSHOUSE_CACHE``, else the user's cache folder."""
    named = os.environ.get("GLASSHOUSE_CACHE")
    base = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "glasshouse"
    return base / "kernels"


def python_backend() -> Backend:
    """Return the plain functions themselves: slow, exact, and needing no compiler."""
    return Backend("python", populate, district_days, 0.0)


_cpu: list[Backend] = []


def cpu_backend() -> Backend:
    """Return the functions compiled by Numba, from the cache where there is one for these sources."""
    if not _cpu:
        _cpu.append(_compile_cpu())
    return _cpu[0]


def cpu_cache_key() -> str:
    """Return the name of the folder that holds the kernel of these sources on this machine."""
    import numba

    key = f"{kernel_sha256()}:{sys.version_info[:3]}:{numba.__version__}:{AIMED}"
    return sha256(key.encode()).hexdigest()[:24]


@contextmanager
def _indices_as_they_are() -> Iterator[None]:
    """Let Numba take array indices as they are, without the test that turns -1 into the last element.

    No index in ``model`` is ever negative (``tests/engine/test_indices.py`` looks), and the test stands between every
    index and its load: without it a day takes a quarter less time. Numba has no option for it.
    """
    from numba import types
    from numba.np import arrayobj

    kept = arrayobj.fix_integer_index

    def as_they_are(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
        return (
            context.cast(builder, index, kind, types.intp) if kind.signed else kept(context, builder, kind, index, size)
        )

    arrayobj.fix_integer_index = as_they_are
    try:
        yield
    finally:
        arrayobj.fix_integer_index = kept


def _types_of(numba: Any) -> dict[Door, Any]:
    """Return the types that each door is compiled for."""
    hot = numba.types.Array(numba.uint16, 1, "C")
    rows = numba.types.Array(numba.uint32, 2, "C")
    tables = numba.types.Array(numba.int64, 1, "C", readonly=True)
    words = numba.types.Array(numba.int64, 1, "C")
    box = numba.types.Array(numba.uint32, 1, "C")
    cube = numba.types.Array(numba.int64, 3, "C")
    layers = numba.types.Array(numba.uint8, 2, "C")
    day = numba.int64
    return {
        "populate": (hot, rows, tables, words),
        "district_days": (day, day, hot, rows, tables, words, box, words, cube, words, cube),
        "sum_blocks": (rows, tables, numba.types.Array(numba.int64, 2, "C")),
        "picture": (rows, tables, words, day, box, layers),
        "picture_again": (day, hot, rows, tables, words, box, words, words, day, box, layers),
    }


def cached(name: str) -> bool:
    """Return whether a function of the kernel of these sources is on disk."""
    return any((cache_folder() / cpu_cache_key()).glob(f"**/*.{name}-*.nbi"))


def compile_parts() -> None:
    """Compile the parts of a day and keep them: for a second process, beside the one that compiles the days."""
    numba: Any = import_module("numba")
    _, _, _, rows, tables, words, box, *_ = _types_of(numba)["district_days"]
    types = {"citizens": rows, "tables": tables, "district": words, "box": box, "today": words}
    for part in PARTS:
        with _indices_as_they_are():
            made = _bound(numba, part)
            made.compile(tuple(types.get(name, numba.int64) for name in signature(part).parameters))


WIDELY_HAD = "x86-64-v3"
"""What every x86 processor of the last ten years can do."""
AIMED = f"{WIDELY_HAD}, slp"
"""How code is compiled, as a part of the cache's key: what was compiled otherwise is compiled anew."""
OF_WIDELY_HAD = ("avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe")


def aim(numba: Any) -> None:
    """Have x86 code compiled for any processor of the last ten years, unless the user names another.

    Numba looks once, when it first compiles anything: whatever of ours is compiled first has to come here before.

    LLVM knows the newest ones, and what it does for their wide vectors made a day here take a twelfth longer. What
    lies side by side and is worked out alike is worked out together, which Numba leaves out unless asked: a day takes a
    fifteenth less.
    """
    binding: Any = import_module("llvmlite.binding")

    can = binding.get_host_cpu_features()
    if numba.config.CPU_NAME is None and all(can.get(feature) for feature in OF_WIDELY_HAD):
        numba.config.CPU_NAME, numba.config.CPU_FEATURES = WIDELY_HAD, ""
    if "NUMBA_SLP_VECTORIZE" not in os.environ:
        numba.config.SLP_VECTORIZE = 1


def _bound(numba: Any, function: Callable[..., Any]) -> Any:
    """Return a function of the kernel ready to be compiled, with everything that it calls."""
    folder = cache_folder() / cpu_cache_key()
    folder.mkdir(parents=True, exist_ok=True)
    numba.config.CACHE_DIR = str(folder)
    aim(numba)
    parts = {(part.__module__, part.__qualname__) for part in PARTS}
    seldom = {(one.__module__, one.__qualname__) for one in SELDOM}

    def compile_inner(copy: FunctionType) -> Any:
        name = copy.__module__, copy.__qualname__
        inlined = name not in seldom
        return numba.njit(copy, nogil=True, cache=name in parts, _nrt=False, error_model="numpy", forceinline=inlined)

    return bind(function, compile_inner, numba.int64)


def compile_door(name: Door) -> Any:
    """Compile one door into the kernel, or load it from the cache.

    ``_nrt=False``: nothing is allocated, so nothing counts references. ``error_model="numpy"``: no tests for division
    by zero. ``forceinline``: LLVM inlines every function, for an array argument is seven words and most functions are
    three lines; Numba's front end does not notice (it would ``inline="always"``). Together: a factor of five.
    """
    numba: Any = import_module("numba")
    made, types = _bound(numba, PLAIN[name]), _types_of(numba)[name]
    outer = numba.njit(made.py_func, nogil=True, cache=True, _nrt=False, error_model="numpy")
    with _indices_as_they_are():
        outer.compile(types)
    return outer


@cache
def door_of(backend: str, name: Door) -> Callable[..., None]:
    """Return one door, plain or compiled for the processor: what a card has lived is looked at there too."""
    made: Any = PLAIN[name] if backend == "python" else compile_door(name)
    door: Callable[..., None] = made
    return door


def _compile_cpu() -> Backend:
    """Compile the two doors, or load them."""
    start = time.perf_counter()
    populated, lived = compile_door("populate"), compile_door("district_days")
    return Backend("cpu", populated, lived, time.perf_counter() - start)
