"""Small worlds in phases for the tests beside this file."""

from typing import Any

from glasshouse.inputs.regime import Regime
from tests import worlds

WHY = {"why": "made up for a test", "range": [0, 1]}
HOW: dict[str, Any] = {"citizens": 1560, "days": 65, "district_size": 520}
"""Three districts for three cycles."""
ORDINARY = [
    clause.id
    for section in ("sensors", "rules", "lists", "consequences", "remedies")
    for clause in getattr(worlds.regime("ordinary-law"), section)
]


def phase(name: str, **said: Any) -> dict[str, Any]:
    """A phase as plain data."""
    return {"id": name, "title": "A phase", "assumption": WHY, **said}


def phased(*phases: dict[str, Any], regime: str = "as-told", **more: Any) -> Regime:
    """A shipped regime with phases."""
    made: Regime = worlds.changed(worlds.regime(regime), phases=list(phases), **more)
    return made


def live(regime: Regime, conduct: str = "default", **how: Any) -> worlds.Lived:
    """A small village under it."""
    return worlds.live(worlds.place(), worlds.conduct(conduct), regime, **{**HOW, **how})


REPEAL = phase("repeal", from_day=40, drops="everything", keeps=ORDINARY)
EVERY_KIND = (
    phase("before", until_day=8, ends_over_days=20, drops="everything", keeps=ORDINARY),
    phase("harsher", from_day=12, districts=0.67, reveals={"heard": 1, "doubt": 1}, changes=[
        {"clause": "late-bill", "to": {"points": {"urban": -200}}},
        {"clause": "travel-blacklist", "to": {"term_weeks": 1}},
    ]),
    phase("crept", when={"per_1000_a_month": 1}, adds=["criticism-points", "online-rumour"]),
    phase("caught-on", from_day=5, districts=0.3, spreads={"chance_a_month": 0.4, "by_adopters": 1},
          adds=["petition-points"]),
    phase("reformed", reform={"accountability": 1}, changes=[
        {"clause": "litter-points", "to": {"points": {"urban": -1}}},
    ]),
    phase("wiped", from_day=33, wipes=["records", "lists", "points"], reveals={"heard": 0.6, "doubt": 0.4}),
)  # fmt: skip
SENT: dict[str, Any] = {
    "attention": {"id": "attention", "sensors": ["street-wardens", "crossing-cameras"], "follows": 0.5,
                  "assumption": WHY},
}  # fmt: skip
AIMED: dict[str, Any] = {
    "target": {"id": "aim", "sensors": ["lenders-and-bills", "net-watch"], "entries_per_1000": 90, "most": 3,
               "assumption": WHY},
}  # fmt: skip


def everything() -> Regime:
    """A regime with every kind of phase, attention and a target."""
    return phased(*EVERY_KIND, **SENT, **AIMED)
