"""Small regimes of which it is known beforehand what each part does."""

from typing import Any

from glasshouse.audit.objectives import figures_of
from glasshouse.engine.experiment import Files
from glasshouse.experiment.coalitions import Design
from glasshouse.inputs import library
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.parts import plain, read_as
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from tests import worlds

OURS = {"assumption": {"why": "made up for a test", "range": [0, 1]}}
CHAINS = ("sensors", "rules", "lists", "consequences")


def chain(name: str, wish: str, sensor: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """A sensor that sees crossings on red, a rule that lists for them, the list, and what it refuses."""
    eye = {"id": f"{name}-eye", "kind": "office", "title": "An eye", "sees": ["jaywalk"], "hit": 1.0, **OURS, **sensor}
    rule = {"id": f"{name}-rule", "act": "jaywalk", "sensors": [f"{name}-eye"], "list": f"{name}-list", **OURS}
    entry = {"id": f"{name}-list", "title": "A list", "colour": "black", "term_weeks": 52, **OURS}
    row = {"id": f"{name}-refused", "title": "Refused", "wish": wish, "effect": "refuse", "lists": [f"{name}-list"]}
    return {"sensors": [eye], "rules": [rule], "lists": [entry], "consequences": [{**row, **OURS}]}


def regime(*chains: dict[str, list[dict[str, Any]]], **more: Any) -> Regime:
    """A regime of some chains and nothing else."""
    sections = {section: [entry for one in chains for entry in one[section]] for section in CHAINS}
    head = {"regime": "made-up", "title": "Made up for a test", "status": "fiction", "describes": "A test's own rules."}
    return Regime.model_validate({**head, **sections, **more})


def read(value: Regime) -> Read[Regime]:
    """A regime as if it were read from a file."""
    return read_as(library.load_regime("bare"), value)


def unmoved() -> Read[Conduct]:
    """The default conduct with all responses off: nobody's acts depend on anything that happens to them."""
    told = library.load_conduct("default")
    fields = {name: {**getattr(told.value, name).model_dump(), "strength": 0.0}
              for name in ("compliance", "silence", "ties", "learning", "awareness", "trust")}  # fmt: skip
    changed = worlds.changed(told.value, **fields)
    return Read(changed, told.places, told.path, told.sha256, told.files, told.data)


def files(value: Regime, conduct: Read[Conduct] | None = None) -> Files:
    """A village under a regime."""
    return Files(library.load_place("village"), conduct or unmoved(), read(value))


def design(seeds: int = 2, **more: Any) -> Design:
    """Some days of a village under some seeds."""
    return Design(700, 30, tuple(range(1, seeds + 1)), figures_of, **more)


INVENTING = {"coverage": {"urban": 0.0, "rural": 0.0}, "hit": 0.0, "invented_per_year": 5.0}
"""A sensor that sees nothing and invents records."""
TOWN = {"coverage": {"urban": 1.0, "rural": 0.0}}
COUNTRY = {"coverage": {"urban": 0.0, "rural": 1.0}}


def bare() -> Regime:
    """No authority at all."""
    return library.load_regime("bare").value


__all__ = ["COUNTRY", "INVENTING", "TOWN", "bare", "chain", "design", "files", "plain", "read", "regime", "unmoved"]
