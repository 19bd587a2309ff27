"""The one compilation per version, with progress: what set-up does so that no run waits for it."""

from collections.abc import Callable
from typing import Any

from glasshouse.engine.backends import cache_folder, cpu_backend, cpu_cache_key
from glasshouse.engine.bind import kernel_functions
from glasshouse.model.birth import populate
from glasshouse.model.day import district_days

DOORS = 2


def is_warm() -> bool:
    """Return whether both doors of the kernel of these sources are in the cache."""
    return len(list((cache_folder() / cpu_cache_key()).glob("**/*.nbi"))) >= DOORS


def warm(report: Callable[[int, int], None]) -> float:
    """Compile the kernel unless it is on disk; ``report(done, of)`` counts functions. Return the seconds taken."""
    from numba.core import event

    total = len(kernel_functions((populate,))) + len(kernel_functions((district_days,)))
    done = 0

    class Count(event.Listener):
        def on_start(self, happened: Any) -> None:
            del happened

        def on_end(self, happened: Any) -> None:
            nonlocal done
            del happened
            done = min(done + 1, total)
            report(done, total)

    report(0, total)
    if is_warm():
        seconds = cpu_backend().seconds_compile
    else:
        with event.install_listener("numba:compile", Count()):
            seconds = cpu_backend().seconds_compile
    report(total, total)
    return seconds
