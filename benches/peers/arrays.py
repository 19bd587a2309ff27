"""The minimal model as NumPy arrays, alone and in AMBER's array lane."""

import time
from typing import Any

import numpy as np

from benches.peers import minimal as m

State = dict[str, Any]


def begun(citizens: int, rng: Any) -> State:
    """Return everybody on day 0. A friend who is nobody is the citizen numbered N, never under a sanction."""
    sociability = rng.integers(0, m.LEVELS, citizens, dtype=np.int8)
    friends = np.full((citizens, m.SLOTS), citizens, dtype=np.int32)
    for slot in range(m.SLOTS):
        order = rng.permutation(citizens)[: citizens // 2 * 2]
        one, other = order[::2], order[1::2]
        both = (sociability[one] >= slot) & (sociability[other] >= slot)
        friends[one[both], slot], friends[other[both], slot] = other[both], one[both]
    factor = rng.gamma(m.SHAPE, 1 / m.SHAPE, citizens)
    return {
        "chance": (1 - np.exp(-m.DAILY * factor)).astype(np.float32),
        "points": np.full(citizens, m.START, dtype=np.float32),
        "low": np.zeros(citizens + 1, dtype=bool),
        "fear": np.zeros(citizens, dtype=np.int8),
        "friends": friends,
        "ties": (friends < citizens).sum(axis=1),
        "day": 0, "acts": 0, "seen": 0, "tie_reads": 0,
    }  # fmt: skip


def step(state: State, rng: Any) -> None:
    """Live a day, in place."""
    points, low, fear = state["points"], state["low"], state["fear"]
    due = slice(state["day"] % m.CYCLE, None, m.CYCLE)
    done = np.flatnonzero(rng.random(len(points), dtype=np.float32) < state["chance"])
    seen = done[rng.random(len(done), dtype=np.float32) < m.SEEN]
    afraid = low[state["friends"][due]].sum(axis=1)
    points[due] += (m.START - points[due]) * np.float32(m.COMES_BACK)
    points[seen] = np.maximum(points[seen] - np.float32(m.COST), 0)
    low[:-1][due] = points[due] < m.CUT
    low[seen] = points[seen] < m.CUT
    level = fear[due]
    level -= rng.random(len(level), dtype=np.float32) < m.FADES * level
    level += rng.random(len(level), dtype=np.float32) < m.FRIGHTENS * afraid
    fear[due] = np.minimum(level, m.MOST_FEAR)
    state["acts"] += len(done)
    state["seen"] += len(seen)
    state["tie_reads"] += int(state["ties"][due].sum())
    state["day"] += 1


def left(state: State, built: float, stepped: float) -> m.Left:
    """Return what a state says at the end."""
    citizens, days = len(state["points"]), state["day"]
    return m.Left(
        built, stepped, state["tie_reads"], state["acts"] / citizens / days, state["seen"] / citizens / days,
        float(state["points"].mean(dtype=np.float64)), float(state["low"].sum() / citizens),
        float(state["fear"].mean()),
    )  # fmt: skip


def run_numpy(citizens: int, days: int, seed: int) -> m.Left:
    """Run it in plain NumPy."""
    begin = time.process_time()
    rng = np.random.default_rng(seed)
    state = begun(citizens, rng)
    built = time.process_time()
    for _ in range(days):
        step(state, rng)
    return left(state, built - begin, time.process_time() - built)


def run_ambr(citizens: int, days: int, seed: int) -> m.Left:
    """Run it in AMBER's array lane; what building takes is told by a clock in ``init_state``."""
    import ambr

    kept: State = {}

    class Minimal(ambr.ArrayKernelModel):  # type: ignore[misc]
        def init_state(self, xp: Any, n: int, rng: Any, p: Any) -> State:
            kept["rng"] = np.random.default_rng(seed)
            kept["state"] = begun(n, kept["rng"])
            kept["built"] = time.process_time()
            return {"points": kept["state"]["points"]}

        def step_state(self, xp: Any, state: State, rng: Any, p: Any) -> State:
            step(kept["state"], kept["rng"])
            return state

        def metrics(self, xp: Any, state: State) -> dict[str, float]:
            return {}

    begin = time.process_time()
    Minimal({"n": citizens, "steps": days, "seed": seed, "show_progress": False}).run()
    return left(kept["state"], kept["built"] - begin, time.process_time() - kept["built"])
