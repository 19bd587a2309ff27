"""A regime that learns quickly, for tests: three kinds of offences, all of them seen, a fit at every exchange."""

from typing import Any

from glasshouse.inputs.regime import Regime
from tests import worlds

ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}
KINDS = (["fare-evasion"], ["traffic-offence"], ["smokes-on-train", "drunk-driving"])
SEEN = [act for kind in KINDS for act in kind]


def watcher(name: str = "watcher", **fields: Any) -> dict[str, Any]:
    """A sensor that looks everywhere and keeps what it records for half a year."""
    seen = {"sees": SEEN, "coverage": {"urban": 0.9, "rural": 0.9}, "hit": 0.9, "retention_weeks": 26}
    return {**ASSUMED, "id": name, "kind": "office", "title": "A sensor", **seen, **fields}


def card(**fields: Any) -> dict[str, Any]:
    """A scorecard of three kinds of records."""
    return {
        **ASSUMED, "id": "card", "dimension": "behaviour", "characteristics": [{"records_of": acts} for acts in KINDS],
        "breach": SEEN, "term_weeks": 4, "refit_months": 1, "points_to_halve_odds": 50.0, **fields,
    }  # fmt: skip


def learning(sensor: dict[str, Any] | None = None, **fields: Any) -> Regime:
    """A regime in which a learned scorecard is the whole score; who stands below the start flies not."""
    behaviour = {**ASSUMED, "id": "behaviour", "dimension": "behaviour", "weight": 1.0}
    score = {
        **ASSUMED, "id": "score", "least": 0, "most": 1000, "start": 500, "dimensions": [behaviour],
        "scorecard": card(**fields),
    }  # fmt: skip
    tiers = [{**ASSUMED, "id": name, "title": name, "from": starts} for name, starts in (("low", 0), ("high", 480))]
    refused = {
        **ASSUMED, "id": "no-flights", "title": "No flights", "wish": "flight", "effect": "refuse", "below": "high",
    }  # fmt: skip
    bare = worlds.regime("bare")
    return worlds.changed(bare, sensors=[sensor or watcher()], score=score, tiers=tiers, consequences=[refused])
