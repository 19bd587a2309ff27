"""Pairs of worlds that differ in one response, for tests: the same people with the same luck."""

from typing import Any

import numpy as np

from glasshouse.model import columns as count
from glasshouse.model import state
from tests import worlds

ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}
RESPONSES = ("grievance", "protest", "own_motive", "gaming", "withdrawal", "habituation")
NOTICED = {"start": 1.0, "look_per_month": 1.0}
"""Awareness of people who have all heard of the regime and look up their own standing."""


def conduct(**responses: Any) -> Any:
    """The default conduct with only the given responses: a mapping changes the shipped one, None leaves it out."""
    base = worlds.conduct()
    written = dict.fromkeys(RESPONSES)
    for name, fields in responses.items():
        shipped = getattr(base, name).model_dump(by_alias=True)
        written[name] = None if fields is None else {**shipped, **fields}
    return worlds.changed(base, **written)


def noticed(a_conduct: Any, **fields: Any) -> Any:
    """A conduct in which everybody has heard of the regime from the first day on."""
    return worlds.changed(a_conduct, awareness={**a_conduct.awareness.model_dump(), **NOTICED}, **fields)


def lived(
    a_conduct: Any, regime: Any = None, citizens: int = 4_000, days: int = 120, seed: int = 1, still: bool = False
) -> worlds.Lived:
    """A world of the city under a regime (the shipped one as told), maybe one in which no years pass."""
    city = worlds.still("cn-2020") if still else worlds.place("cn-2020")
    return worlds.live(city, a_conduct, regime or worlds.regime(), citizens, days, seed=seed)


def moved(one: worlds.Lived, other: worlds.Lived) -> tuple[set[str], set[str]]:
    """The state columns and the counts in which two worlds differ."""
    columns = set(worlds.columns_that_differ(one, other))
    blocks = {
        block.name
        for block in count.COUNTS
        if not np.array_equal(
            one.counts[:, :, block.start : block.start + block.size],
            other.counts[:, :, block.start : block.start + block.size],
        )
    }
    return columns, blocks


def done(world: worlds.Lived, *acts: str) -> int:
    """How often some acts were done."""
    return sum(int(world.flow(count.DONE + world.act(act))[0]) for act in acts)


def on_file(world: worlds.Lived) -> Any:
    """Who is old enough for records, district after district."""
    return world.column(state.SCORED) == 1
