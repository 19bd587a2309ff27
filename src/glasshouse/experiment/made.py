"""Regimes of a few clauses, made to be worked out by hand; nobody runs them but the checks of this package."""

from typing import Any

from glasshouse.engine.experiment import Files
from glasshouse.experiment.opened import changed, shipped

MADE = {"assumption": {"why": "Made to be worked out by hand.", "range": [0.0, 1.0]}}
"""What every made clause says that it rests on."""
EVERYWHERE = {"urban": 1.0, "rural": 1.0}
Clause = dict[str, Any]


def sensor(name: str, sees: list[str], hit: float, **fields: Any) -> Clause:
    """Return a sensor that stands everywhere, in whose sight so many of the acts are noted."""
    plain = {"id": name, "kind": "office", "title": "A sensor", "sees": sees, "coverage": EVERYWHERE, "hit": hit}
    return {**MADE, **plain, **fields}


def points(act: str, size: float) -> Clause:
    """Return a rule of so many points for each record of an act."""
    worth = {"urban": size, "rural": size}
    return {**MADE, "id": f"points-{act}", "act": act, "dimension": "behaviour", "points": worth}


def listing(act: str, name: str) -> Clause:
    """Return a rule by which one record of an act is an entry on a list."""
    return {**MADE, "id": f"listed-for-{act}", "act": act, "list": name}


def black_list(name: str, term_weeks: int) -> Clause:
    """Return a list that an entry stays on for so many weeks."""
    return {**MADE, "id": name, "title": "A list", "colour": "black", "term_weeks": term_weeks}


def no_flights(name: str) -> Clause:
    """Return a sanction: who is on a list gets no flight."""
    return {**MADE, "id": "no-flights", "title": "No flights", "wish": "flight", "effect": "refuse", "lists": [name]}


def scored() -> Clause:
    """Return a long scale of one dimension, on which nothing is cut off."""
    behaviour = {**MADE, "id": "behaviour", "dimension": "behaviour", "weight": 1.0}
    return {**MADE, "id": "score", "least": 0, "most": 4000, "start": 2000, "dimensions": [behaviour]}


def ruled(base: Files | None = None, **parts: Any) -> Files:
    """Return a world under a regime of these parts alone; ``base`` has the place and the conduct."""
    files = base or shipped()
    return Files(files.place, files.conduct, changed(shipped().regime, **parts))
