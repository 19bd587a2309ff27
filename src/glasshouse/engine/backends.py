"""The backends: plain Python, and Numba on the CPU, which compiles once per version into a cache of its own.

Numba's disk cache does not see an edit in another file, so the cache folder is named by a hash of all the kernel's
sources, of Python's and of Numba's version. The compiled functions release the interpreter lock: districts run in threads.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import Any, Literal

from glasshouse import chance, model, quantities
from glasshouse.engine.bind import bind
from glasshouse.model.birth import populate
from glasshouse.model.day import district_days

INLINED = frozenset(os.environ.get("INL","").split(","))

NOT = frozenset(os.environ.get("NOTINL","").split(","))
if os.environ.get("NOWRAP"):
    from numba.core import cgutils
    from numba.np import arrayobj
    _old = arrayobj.cgutils.get_item_pointer
    def _new(context, builder, aryty, ary, inds, wraparound=False, boundscheck=False):
        return _old(context, builder, aryty, ary, inds, wraparound=False, boundscheck=boundscheck)
    cgutils.get_item_pointer = _new
    _old2 = cgutils.get_item_pointer2
    def _new2(context, builder, data, shape, strides, layout, inds, wraparound=False, boundscheck=False):
        return _old2(context, builder, data, shape, strides, layout, inds, wraparound=False, boundscheck=boundscheck)
    cgutils.get_item_pointer2 = _new2

Name = Literal["python", "cpu"]
NAMES: tuple[Name, ...] = ("cpu", "python")


@dataclass(frozen=True)
class Backend:
    """The two doors into the kernel, and what compiling them took (0 where it was on disk)."""

    name: str
    populate: Callable[..., None]
    district_days: Callable[..., None]
    seconds_compile: float


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

    key = f"{kernel_sha256()}:{sys.version_info[:3]}:{numba.__version__}"
    return sha256(key.encode()).hexdigest()[:24]


def _compile_cpu() -> Backend:
    import numba

    start = time.perf_counter()
    folder = cache_folder() / cpu_cache_key()
    folder.mkdir(parents=True, exist_ok=True)
    numba.config.CACHE_DIR = str(folder)

    def compile_inner(copy: FunctionType) -> Any:
        inlined = copy.__name__ in INLINED or ("all" in INLINED and copy.__name__ not in NOT)
        return numba.njit(copy, nogil=True, _nrt=False, error_model="numpy", forceinline=inlined)

    def door(function: Callable[..., None], signature: Any) -> Any:
        inner = {"outer": True}
        del inner
        made = bind(function, compile_inner, numba.int64)
        outer = numba.njit(made.py_func, nogil=True, cache=True, _nrt=False, error_model="numpy")
        outer.compile(signature)
        return outer

    hot = numba.types.Array(numba.uint8, 1, "C")
    rows = numba.types.Array(numba.uint32, 2, "C")
    tables = numba.types.Array(numba.int64, 1, "C", readonly=True)
    words = numba.types.Array(numba.int64, 1, "C")
    box = numba.types.Array(numba.uint32, 1, "C")
    cube = numba.types.Array(numba.int64, 3, "C")
    populated = door(populate, (hot, rows, tables, words))
    lived = door(
        district_days,
        (numba.int64, numba.int64, hot, rows, tables, words, box, words, cube, words, cube),
    )
    return Backend("cpu", populated, lived, time.perf_counter() - start)
