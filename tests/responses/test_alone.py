"""Paired worlds of the responses that are old enough to be in everything: on, each moves its own and nothing else.

All other responses are off, and the regime looks at nothing that the one moves, or does nothing about it: what differs
between the two worlds then is what the response does. The placebo is the same response with nothing to act on.
"""

from typing import Any

import numpy as np
import pytest

from glasshouse.inputs.conduct import Conduct
from glasshouse.model import columns as count
from tests import worlds
from tests.responses.paired import ASSUMED, moved

HOW: dict[str, Any] = {"citizens": 2000, "days": 120}
TALLIES = {"candidates", "changes"}
"""Counts of what the program did, and not of what happened."""


def conduct(*on: str, **over: dict[str, Any]) -> Conduct:
    """Nobody answers, but in the ways named, as strongly as by default or as ``over`` says."""
    default, quiet = worlds.conduct(), worlds.conduct("no-response")
    parts = {name: {**getattr(default, name).model_dump(by_alias=True), **over.get(name, {})} for name in on}
    made: Conduct = worlds.changed(quiet, **parts)
    return made


def live(a_conduct: Conduct, regime: str) -> worlds.Lived:
    """A city under a shipped regime."""
    return worlds.live(worlds.still("cn-2020"), a_conduct, worlds.regime(regime), **HOW)


def acts_moved(one: worlds.Lived, other: worlds.Lived) -> set[str]:
    """The acts that were done another number of times, by anybody on any day."""
    blocks = [world.counts[:, :, count.DONE : count.DONE + 64] for world in (one, other)]
    slots = np.flatnonzero((blocks[0] != blocks[1]).any(axis=(0, 1)))
    return {str(one.compiled.legend.acts[slot]) for slot in slots}


HEARD = {"awareness": {"start": 1.0, "look_per_month": 1.0}}
CASES: dict[str, tuple[tuple[str, ...], str, dict[str, Any], set[str], set[str]]] = {
    "learning": (("awareness",), "as-told", {}, {f"certainty_{k}" for k in range(4)}, set()),
    "awareness": ((), "court-defaulters", {}, {"awareness"}, {"aware"}),
    "ties": ((), "metro-levels", {"ties": {"gap": 1.0}}, {"shown"}, {"ties_dropped_stock"}),
    "falsification": (("awareness",), "as-told", {}, set(), set()),
}  # fmt: skip
"""A response: what else is on, under which regime, how strong; the columns and counts that it has to itself."""


@pytest.mark.parametrize("name", CASES)
def test_a_response_that_moves_no_act_moves_its_own_and_nothing_else(name: str) -> None:
    others, regime, over, columns, blocks = CASES[name]
    off, on = live(conduct(*others), regime), live(conduct(*others, name, **over), regime)
    changed, counted = moved(off, on)
    assert changed <= columns and counted - TALLIES <= blocks, (changed, counted)
    assert bool(changed) == bool(columns)


def test_silence_takes_from_protected_acts_alone() -> None:
    """R2, where no sensor looks at what a right protects: what is left undone leads to nothing else."""
    base, protected = worlds.regime("as-told"), {act.id for act in worlds.conduct().acts if act.protects is not None}
    blind = [
        {**row, "hit": 0.0, "false_match": None, "hit_lost": 0.0, "impaired": None}
        if set(row["sees"]) & protected
        else row
        for row in worlds.entries(base.sensors)
    ]
    rules = [row for row in worlds.entries(base.rules) if row["act"] not in protected]
    regime = worlds.changed(base, sensors=blind, rules=rules)
    off, on = (
        worlds.live(worlds.still("cn-2020"), conduct("awareness", "fear", *more, **HEARD, **fierce), regime, 6000, 150)
        for more, fierce in (((), {}), (("silence",), {"silence": {"most": 0.35}}))
    )
    assert acts_moved(off, on) <= protected
    columns, blocks = moved(off, on)
    assert columns == set() and blocks - TALLIES <= {"done", "withheld", "displaced", "missed"}
    assert on.flow(count.WITHHELD, 64).sum() > 5


def test_compliance_takes_from_willed_offences_alone() -> None:
    """R1, where nothing is noted of anybody after a month: those who learnt offend otherwise, and that is all."""
    base = worlds.regime("as-told")
    known = sorted(part.id for part in (base.announced, base.openness) if part is not None)
    ends = {**ASSUMED, "id": "ends", "title": "All that looks is gone", "from_day": 60, "drops": "everything"}
    regime = worlds.changed(base, phases=[{**ends, "keeps": known}])
    both = [
        worlds.live(worlds.still("cn-2020"), conduct("awareness", "learning", *more, **HEARD), regime, **HOW)
        for more in ((), ("compliance",))
    ]
    willed = {
        act.id for act in worlds.conduct().acts if act.cause == "will" and act.gravity > 0 and act.protects is None
    }
    later = [worlds.Lived(**{**vars(one), "counts": one.counts[60:]}) for one in both]
    assert acts_moved(*later) - {"pays-bill-late", "misses-instalment"} <= willed
    assert acts_moved(*later) & willed


@pytest.mark.parametrize("name", ["compliance", "silence", "ties", "learning"])
def test_with_nothing_to_act_on_a_response_does_nothing(name: str) -> None:
    """The placebo: where nobody has heard of anything, or has a standing, being able to answer changes nobody."""
    off, on = live(conduct(), "ordinary-law"), live(conduct(name), "ordinary-law")
    columns, blocks = moved(off, on)
    allowed = {f"certainty_{k}" for k in range(4)} if name == "learning" else set()
    assert columns <= allowed and blocks - TALLIES == set()
