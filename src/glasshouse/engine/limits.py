"""What this machine could do at most: memory bandwidth and integer draws, measured in the same process as a run.

A speed means little beside another machine's; beside these two limits it says how much of the machine is used.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from glasshouse.chance import draw
from glasshouse.engine.backends import aim
from glasshouse.engine.bind import bind

SWEPT_BYTES = 1 << 28
"""Bytes swept in all: more than any cache of a machine of this kind holds."""
DRAWS = 1 << 24
TRIALS = 3
Kernel = Callable[..., Any]


@dataclass(frozen=True)
class Limits:
    """The machine's limits with so many threads at once."""

    threads: int
    bytes_per_second: float
    """Read and written by a sweep over an array larger than the cache: each byte counts twice."""
    draws_per_second: float
    """Named draws of 32 bits (``chance.draw``), one after another per thread, nothing stored."""


@cache
def _kernels() -> tuple[Kernel, Kernel]:
    """Compile the sweep and the draws, for the same instructions as the days."""
    import numba

    aim(numba)

    draw_compiled = bind(draw, lambda copy: numba.njit(copy, forceinline=True), numba.int64)

    @numba.njit(nogil=True)
    def sweep(words: Any) -> None:
        for k in range(len(words)):
            words[k] += 1

    @numba.njit(nogil=True)
    def draws(first: int, last: int) -> int:
        total = 0
        for k in range(first, last):
            total ^= draw_compiled(1, 2, 3, k)
        return total

    sweep(np.zeros(8, dtype=np.int64))
    draws(0, 8)
    return sweep, draws


def _best_seconds(threads: int, work: Callable[[int], object]) -> float:
    """Return the least time in which ``work(0) .. work(threads - 1)`` were all done, over a few trials."""
    best = float("inf")
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))
        for _ in range(TRIALS):
            start = time.perf_counter()
            list(pool.map(work, range(threads)))
            best = min(best, time.perf_counter() - start)
    return best


def measure_limits(threads: int) -> Limits:
    """Measure what ``threads`` threads at once can do on this machine, in a second or two."""
    if threads < 1:
        raise ValueError("at least one thread")
    sweep, draws = _kernels()
    share = SWEPT_BYTES // 8 // threads
    parts = [np.zeros(share, dtype=np.int64) for _ in range(threads)]
    swept = _best_seconds(threads, lambda k: sweep(parts[k]))
    drawn = _best_seconds(threads, lambda k: draws(k * DRAWS, (k + 1) * DRAWS))
    return Limits(threads, 2 * 8 * share * threads / swept, threads * DRAWS / drawn)
