"""The one compilation per version, with progress: what set-up does so that no run waits for it."""

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from glasshouse.engine.backends import SHOWING, Door, cached, compile_door, cpu_backend
from glasshouse.engine.bind import kernel_functions
from glasshouse.model.day import district_days

SMALLER: tuple[Door, ...] = ("populate", *SHOWING)
BESIDE = f"from glasshouse.engine.backends import compile_door, compile_parts; compile_parts(); \
[compile_door(name) for name in {SMALLER}]"


def is_warm() -> bool:
    """Return whether the kernel of these sources, and what shows its days, are in the cache."""
    return cached("district_days") and all(cached(name) for name in SMALLER)


def warm(report: Callable[[int, int], None]) -> float:
    """Compile the kernel unless it is on disk; ``report(done, of)`` counts functions. Return the seconds taken.

    A second process compiles the last phases of the day meanwhile, so that the first finds them when it gets there, and
    then the smaller doors; should that fail, the first does it all.
    """
    from numba.core import event

    total = len(kernel_functions((district_days,)))
    done = 0

    class Count(event.Listener):
        def on_start(self, happened: Any) -> None:
            del happened

        def on_end(self, happened: Any) -> None:
            nonlocal done
            del happened
            done = min(done + 1, total)
            report(done, total)

    start = time.perf_counter()
    report(0, total)
    if not is_warm():
        with (
            subprocess.Popen([sys.executable, "-c", BESIDE], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL),
            event.install_listener("numba:compile", Count()),
        ):
            compile_door("district_days")
    cpu_backend()
    for name in SMALLER:
        compile_door(name)
    report(total, total)
    return time.perf_counter() - start
