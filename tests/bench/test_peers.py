"""The minimal model of benches/PEERS.md: our three files and the array expressions say the same, on a small society."""

import math

import pytest

from benches.peers import minimal
from benches.peers.__main__ import apart
from benches.peers.arrays import run_numpy
from benches.peers.ours import run_glasshouse

CITIZENS, DAYS, ERRORS = 2000, 90, 4.0


def test_our_files_are_the_prose() -> None:
    ours, arrays = run_glasshouse(CITIZENS, DAYS, 1), run_numpy(CITIZENS, DAYS, 1)
    citizen_days = CITIZENS * DAYS
    errors = {
        "acts": math.sqrt(minimal.chance(1.0) / citizen_days),
        "seen": math.sqrt(minimal.chance(1.0) * minimal.SEEN / citizen_days),
        # Half of the range in which nearly all points lie, and fear, which few have: bounds on a citizen's spread.
        "points": 50 / math.sqrt(CITIZENS),
        "low": 0.5 / math.sqrt(CITIZENS),
        "fear": 0.5 / math.sqrt(CITIZENS),
    }
    for name, error in errors.items():
        assert abs(getattr(ours, name) - getattr(arrays, name)) < ERRORS * math.sqrt(2) * error, name
    assert ours.low > 0 and ours.fear > 0
    assert abs(ours.tie_reads / arrays.tie_reads - 1) < 0.05


def test_means_are_apart_by_their_errors() -> None:
    assert apart([1.0, 2.0, 3.0], [2.0, 3.0, 4.0]) == pytest.approx(math.sqrt(1.5))
    assert apart([1.0, 1.0], [1.0, 1.0]) == 0.0 and apart([1.0, 1.0], [2.0, 2.0]) > 0
