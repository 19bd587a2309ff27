"""The figures of the minimal model (benches/PEERS.md), and what an engine leaves of it."""

import math
from dataclasses import dataclass

DAILY, SHAPE, SEEN, COST = 0.2, 50.0, 0.3, 20.0
START, CUT = 700.0, 600.0
CYCLE, SLOTS, LEVELS = 30, 6, 8
COMES_BACK, FADES, FRIGHTENS = 1 - 2 ** (-30 / 60), 1 - 2 ** (-30 / 90), 1 / 7
MOST_FEAR = 15


@dataclass
class Left:
    """What an engine leaves: seconds apart, ties read, and the five figures."""

    seconds_build: float
    seconds_steps: float
    tie_reads: int
    acts: float
    seen: float
    points: float
    low: float
    fear: float


def chance(factor: float) -> float:
    """Return the probability of an act on a day."""
    return 1 - math.exp(-DAILY * factor)
