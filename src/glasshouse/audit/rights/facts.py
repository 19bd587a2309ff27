"""The facts of a regime that rules of law ask for: each with its value and its places, or unknown.

What the clauses of a regime say is taken from them; the rest stands in its `governance:`. Where a file is silent on the
domain of an act, the severity of a sanction or the place of a sensor, the declared tables are asked, and the answer
says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from glasshouse.audit.rights import tables
from glasshouse.audit.rights.answers import Answer, Spot, unknown
from glasshouse.inputs.compiling.scorecard import is_counted
from glasshouse.inputs.conduct import Act, Conduct, Wish
from glasshouse.inputs.consequence import Consequence
from glasshouse.inputs.evidence import Loc
from glasshouse.inputs.governance import Governance
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import ListClause, Regime, Rule, Sensor
from glasshouse.inputs.remedies import Appeal, Expiry
from glasshouse.inputs.shipped import DATA
from glasshouse.record.kept import read_kept
from glasshouse.record.reading import Run


@dataclass(frozen=True)
class Fact:
    """One fact: its value, None where the file does not say, and the places or the cell that it is from."""

    field: str
    value: Any
    spots: tuple[Spot, ...] = ()
    declared: tuple[str, ...] = ()

    def test(self, wanted: Callable[[Any], bool]) -> Answer:
        """Return whether the value is as wanted; unknown where there is none."""
        if self.value is None:
            return unknown(self.field)
        return Answer(wanted(self.value), self.spots, declared=self.declared)

    def says(self, *values: object) -> Answer:
        """Return whether it is one of these values, or, of several, has one of them."""
        return self.test(lambda value: any(one in values for one in (value if isinstance(value, list) else [value])))

    def lacks(self, *values: object) -> Answer:
        """Return whether what it should have is missing: false, or of several, not all of these."""
        if values:
            return self.test(lambda value: not set(values) <= set(value))
        return self.test(lambda value: value is False)

    @property
    def holds(self) -> Answer:
        """Whether it is true."""
        return self.test(lambda value: value is True)


class RegimeFacts:
    """A regime with its conduct, as rules of law look at it."""

    def __init__(self, read: Read[Regime], conduct: Conduct, root: Path = DATA) -> None:
        """Take a checked regime and the conduct that says which acts are protected; files below ``root`` are named
        from there on."""
        self.read, self.root, self.conduct = read, root, conduct
        self.regime = read.value
        self.governance = read.value.governance or Governance()
        self.acts: dict[str, Act] = {act.id: act for act in conduct.acts}
        self.wishes: dict[str, Wish] = {wish.id: wish for wish in conduct.wishes}

    def spot(self, loc: Loc, clause: str) -> Spot:
        """Return a place of the regime, in its own file or the one that it extends."""
        place = self.read.places.place(loc)
        path = Path(place.file)
        below = next((root for root in (self.root, DATA) if path.is_relative_to(root)), None)
        return Spot(path.relative_to(below).as_posix() if below else place.file, place.line, clause)

    def clause(self, section: str, position: int) -> Spot:
        """Return the place of a clause."""
        name = getattr(self.regime, section)[position].id
        return self.spot((section, position, "id"), f"{section} {name}")

    def fact(self, path: str) -> Fact:
        """Return a fact of `governance:`, such as `operator.kind`."""
        value: Any = self.governance
        for part in path.split("."):
            value = None if value is None else value[part] if isinstance(value, dict) else getattr(value, part)
        field = f"governance.{path}"
        spots = () if value is None else (self.spot(("governance", *path.split(".")), field),)
        return Fact(field, value, spots)

    def of_clause(self, section: str, name: str, key: str) -> Fact:
        """Return a fact that `governance:` states of a clause."""
        if name not in getattr(self.governance, section):
            return Fact(f"governance.{section}.{name}.{key}", None)
        return self.fact(f"{section}.{name}.{key}")

    @cached_property
    def sensors(self) -> list[SensorView]:
        """Every sensor."""
        return [SensorView(self, sensor, k) for k, sensor in enumerate(self.regime.sensors)]

    @cached_property
    def rules(self) -> list[RuleView]:
        """Rules that take something from somebody."""
        found = [RuleView(self, rule, k) for k, rule in enumerate(self.regime.rules)]
        return [view for view in found if view.adverse]

    @cached_property
    def blacklists(self) -> list[ListView]:
        """Lists with which something is taken from somebody."""
        return [ListView(self, row, k) for k, row in enumerate(self.regime.lists) if row.colour == "black"]

    @cached_property
    def sanctions(self) -> list[SanctionView]:
        """Consequences that take something from somebody."""
        return [SanctionView(self, row, k) for k, row in enumerate(self.regime.consequences) if row.adverse]

    @cached_property
    def routes(self) -> list[Route]:
        """Every way from an act to a sanction, over a list or over the score."""
        found = []
        by_score = {row.id for row in self.regime.lists if row.below is not None}
        for rule in self.rules:
            scored = rule.lowers_score
            lists = self.led_to(({rule.rule.list} - {None}) | (by_score if scored else set()))
            for sanction in self.sanctions:
                if lists & set(sanction.row.lists) or (scored and sanction.row.below is not None):
                    found.append(Route(rule, sanction))
        return found

    def led_to(self, names: set[Any]) -> set[str]:
        """Return lists and those that being on them leads to."""
        reached = set(names)
        while more := {row.id for row in self.regime.lists if reached & set(row.through)} - reached:
            reached |= more
        return reached

    @property
    def score(self) -> Answer:
        """Whether there is a score."""
        found = self.regime.score
        return Answer(False) if found is None else Answer(True, (self.spot(("score", "id"), f"score {found.id}"),))

    @cached_property
    def appeal(self) -> tuple[Appeal, Spot] | None:
        """The appeal of the regime and its place, if it has one."""
        for k, remedy in enumerate(self.regime.remedies):
            if isinstance(remedy, Appeal) and remedy.strength > 0:
                return remedy, self.clause("remedies", k)
        return None

    @cached_property
    def expiry(self) -> tuple[Expiry, Spot] | None:
        """How points and terms run out, and where the file says so, if it does."""
        for k, remedy in enumerate(self.regime.remedies):
            if isinstance(remedy, Expiry):
                return remedy, self.clause("remedies", k)
        return None

    def openness(self, key: str) -> Fact:
        """Return a fact of the regime's `openness:`."""
        found = self.regime.openness
        if found is None:
            return Fact(f"openness.{key}", None)
        return Fact(f"openness.{key}", getattr(found, key), (self.spot(("openness", key), f"openness.{key}"),))


@dataclass(frozen=True)
class SensorView:
    """A sensor with its facts; where the file is silent, what its kind is taken to be."""

    of: RegimeFacts
    sensor: Sensor
    position: int

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.of.clause("sensors", self.position)

    def fact(self, key: str) -> Fact:
        """Return a fact, stated or declared."""
        stated = self.of.of_clause("sensors", self.sensor.id, key)
        if stated.value is not None:
            return stated
        kind = tables.sensor_kinds().kinds.get(self.sensor.kind)
        value = getattr(kind, key, None)
        return Fact(stated.field, value, (self.spot,), (f"sensors: {self.sensor.kind} ({key})",))

    @property
    def protected(self) -> list[Act]:
        """Acts that it sees and that a right protects."""
        return [self.of.acts[name] for name in self.sensor.sees if name in self.of.acts and self.of.acts[name].protects]


@dataclass(frozen=True)
class RuleView:
    """A rule with its facts."""

    of: RegimeFacts
    rule: Rule
    position: int

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.of.clause("rules", self.position)

    @property
    def lowers_score(self) -> bool:
        """Whether it takes points, or its records are what a learned scorecard is fitted on."""
        points = self.rule.points
        if is_counted(self.of.regime, self.rule.act):
            return True
        return self.rule.drop_to is not None or (points is not None and min(points.urban, points.rural) < 0)

    @property
    def adverse(self) -> bool:
        """Whether it takes anything: points, money, or a place on a list that takes something."""
        black = {row.id for row in self.of.regime.lists if row.colour == "black"}
        return self.lowers_score or self.rule.fine > 0 or self.rule.list in black

    @property
    def protects(self) -> str:
        """The right that protects the act, or nothing."""
        act = self.of.acts.get(self.rule.act)
        return (act.protects or "") if act else ""

    def fact(self, key: str) -> Fact:
        """Return a stated fact."""
        return self.of.of_clause("rules", self.rule.id, key)


@dataclass(frozen=True)
class ListView:
    """A list with its facts."""

    of: RegimeFacts
    row: ListClause
    position: int

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.of.clause("lists", self.position)

    def fact(self, key: str) -> Fact:
        """Return a stated fact."""
        return self.of.of_clause("lists", self.row.id, key)


@dataclass(frozen=True)
class SanctionView:
    """A sanction with its facts; its domain and severity are declared where the file is silent."""

    of: RegimeFacts
    row: Consequence
    position: int

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.of.clause("consequences", self.position)

    def fact(self, key: str) -> Fact:
        """Return a fact, stated or declared."""
        stated = self.of.of_clause("consequences", self.row.id, key)
        if stated.value is not None:
            return stated
        kind = self.kind
        if kind is None or key not in ("domain", "severity"):
            return stated
        if key == "domain":
            value: Any = tables.wishes().domains[kind].domain
        else:
            value = tables.wishes().severity[kind][self.row.effect].severity
        return Fact(stated.field, value, (self.spot,), (f"wishes: {kind}, {self.row.effect} ({key} {value})",))

    @property
    def kind(self) -> str | None:
        """The kind of the wish, as the table has it; None for a wish that the conduct does not know."""
        if self.row.wish is None:
            return "without-wish"
        wish = self.of.wishes.get(self.row.wish)
        return None if wish is None else wish.kind


@dataclass(frozen=True)
class Route:
    """A way from an act to a sanction: by the rule, over a list or the score."""

    rule: RuleView
    sanction: SanctionView

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where its two ends stand."""
        return self.rule.spot, self.sanction.spot


def facts_of(run: Run) -> RegimeFacts:
    """Return the regime and the conduct that a record keeps (UserFault where a file is gone or is not what was run)."""
    folder, manifest = run.first.folder, run.manifest
    conduct = read_kept(folder, "conduct", manifest.conduct, Conduct).value
    return RegimeFacts(read_kept(folder, "regime", manifest.regime, Regime), conduct, folder)
