"""The one compilation per version, with progress: what set-up does so that no run waits for it."""

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from glasshouse.engine.backends import cache_folder, compile_door, cpu_backend, cpu_cache_key
from glasshouse.engine.bind import kernel_functions
from glasshouse.model.day import district_days

DOORS = 2


def is_warm() -> bool:
    """Return whether both doors of the kernel of these sources are in the cache."""
    return len(list((cache_folder() / cpu_cache_key()).glob("**/*.nbi"))) >= DOORS


def warm(report: Callable[[int, int], None]) -> float:
    """Compile the kernel unless it is on disk; ``report(done, of)`` counts functions. Return the seconds taken.

    The smaller door is compiled by a second process meanwhile; should that fail, the first does it afterwards.
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
        order = "from glasshouse.engine.backends import compile_door; compile_door('populate')"
        with (
            subprocess.Popen([sys.executable, "-c", order], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL),
            event.install_listener("numba:compile", Count()),
        ):
            compile_door("district_days")
    cpu_backend()
    report(total, total)
    return time.perf_counter() - start
