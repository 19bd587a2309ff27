"""The machine's limits and the days are compiled for the same processor: Numba looks once, at the first of them."""

import subprocess
import sys

LOOK = "from numba.core.registry import cpu_target; print(repr(cpu_target.target_context.codegen().magic_tuple()))"
DAYS = "from glasshouse.engine.backends import compile_door; compile_door('sum_blocks')"
LIMITS = "from glasshouse.engine.limits import measure_limits; measure_limits(1)"


def aimed_at(first: str) -> str:
    """The processor, and which of its instructions, that a process compiles for which begins so."""
    done = subprocess.run(
        [sys.executable, "-c", f"{first}; {DAYS}; {LOOK}"], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def test_the_limits_of_a_machine_are_those_of_what_the_days_are_compiled_for() -> None:
    assert aimed_at(LIMITS) == aimed_at(DAYS)
