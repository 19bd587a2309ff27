"""A regime as it stands while some of its phases are in force: the same clauses in the same order, some of them idle.

What is out of force keeps its place, so that rows of the tables, records on file and places on lists go on meaning what
they meant. A set of phases is written as bits, the first phase lowest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from glasshouse.inputs.clause import ByGroup, ByResidence, Clause
from glasshouse.inputs.consequence import Consequence
from glasshouse.inputs.phasing import EVERYTHING, Change, Phase
from glasshouse.inputs.regime import ListClause, Regime, Rule, Score, Sensor

SECTIONS = ("sensors", "rules", "tiers", "lists", "consequences", "remedies")
SINGLE = ("announced", "openness", "favour", "treatment", "budget", "leaks")
FIXED: dict[str, frozenset[str]] = {
    "sensors": frozenset({"id", "kind", "sees", "gate", "absence", "classroom", "system", "instead_of"}),
    "rules": frozenset({"id", "act", "sensors", "vote"}),
    "tiers": frozenset({"id"}),
    "lists": frozenset({"id", "colour"}),
    "consequences": frozenset({"id", "wish", "effect"}),
    "remedies": frozenset({"id", "kind"}),
    "announced": frozenset({"id"}),
    "openness": frozenset({"id"}),
    "favour": frozenset({"id"}),
    "treatment": frozenset({"id"}),
    "budget": frozenset({"id"}),
    "leaks": frozenset({"id"}),
}
"""What no phase can change of a clause: what its rows in the tables are for. Another clause, added, can have it."""
IDLE_SENSOR: dict[str, Any] = {
    "coverage": ByResidence(urban=0.0, rural=0.0), "exposure": ByGroup(), "hit": 0.0, "impaired": None,
    "false_match": None, "absence": None, "classroom": None, "invented_per_year": 0.0,
}  # fmt: skip
IDLE_RULE: dict[str, Any] = {
    "dimension": None, "points": None, "vote": None, "repeat_factor": 1.0, "term_weeks": None, "drop_to": None,
    "fine": 0, "list": None, "after": 1,
}  # fmt: skip
IDLE_LIST: dict[str, Any] = {"below": None, "above": None, "through": []}
IDLE_CONSEQUENCE: dict[str, Any] = {"lists": [], "below": None, "above": None}


def phases_of(mask: int, phases: list[Phase]) -> list[Phase]:
    """Return the phases of a set, in the order of the file."""
    return [phase for k, phase in enumerate(phases) if (mask >> k) & 1]


def ids_of(regime: Regime) -> dict[str, str]:
    """Return the section of every clause that a phase may name, by its id."""
    found = {clause.id: section for section in SECTIONS for clause in getattr(regime, section)}
    found |= {part.id: section for section in SINGLE if (part := getattr(regime, section)) is not None}
    if regime.score is not None:
        found |= {pull.id: "pulls" for pull in regime.score.pulls}
        if regime.score.peers is not None:
            found[regime.score.peers.id] = "peers"
    return found


def idle_in(regime: Regime, mask: int) -> set[str]:
    """Return the ids of the clauses that are out of force while a set of phases is in force."""
    known, now = ids_of(regime), phases_of(mask, regime.phases)
    idle = {name for phase in regime.phases for name in phase.adds}
    for phase in now:
        dropped = phase.drops if phase.drops != EVERYTHING else [name for name in known if known[name] != "tiers"]
        idle |= set(dropped) - set(phase.keeps)
        idle -= set(phase.adds)
    return idle


def changed(clause: Clause, change: Change) -> Clause:
    """Return a clause with some fields otherwise, checked again; mappings change key by key."""
    return type(clause).model_validate(merged(clause.model_dump(by_alias=True), change.to))


def merged(data: dict[str, Any], to: dict[str, Any]) -> dict[str, Any]:
    """Return plain data with others laid over them.

    >>> merged({"a": 1, "points": {"urban": 1, "rural": 2}}, {"points": {"urban": 5}})
    {'a': 1, 'points': {'urban': 5, 'rural': 2}}
    """
    found = dict(data)
    for key, value in to.items():
        before = found.get(key)
        found[key] = merged(before, value) if isinstance(value, dict) and isinstance(before, dict) else value
    return found


def stage(regime: Regime, mask: int) -> Regime:
    """Return a regime while a set of its phases is in force."""
    idle = idle_in(regime, mask)
    said: dict[str, list[Change]] = {}
    for phase in phases_of(mask, regime.phases):
        for change in phase.changes:
            said.setdefault(change.clause, []).append(change)

    def now(clause: Any) -> Any:
        for change in said.get(clause.id, []):
            clause = changed(clause, change)
        return idled(clause) if clause.id in idle else clause

    update: dict[str, Any] = {section: [now(clause) for clause in getattr(regime, section)] for section in SECTIONS}
    update["rules"] = [of_lists(rule, idle) for rule in update["rules"]]
    for section in SINGLE:
        part = getattr(regime, section)
        update[section] = None if part is None or part.id in idle else now(part)
    if regime.score is not None:
        update["score"] = scored(regime.score, idle)
    return regime.model_copy(update=update)


IDLED: dict[type[Clause], Callable[[Any], dict[str, Any]]] = {
    Sensor: lambda clause: IDLE_SENSOR | {"gate": clause.gate and clause.gate.model_copy(update={"refused": 0.0})},
    Rule: lambda clause: IDLE_RULE,
    ListClause: lambda clause: IDLE_LIST,
    Consequence: lambda clause: IDLE_CONSEQUENCE,
}


def idled(clause: Any) -> Any:
    """Return a clause that does nothing and keeps its place: a remedy has no strength."""
    update = IDLED[type(clause)](clause) if type(clause) in IDLED else {"strength": 0.0}
    return clause.model_copy(update=update)


def of_lists(rule: Rule, idle: set[str]) -> Rule:
    """Return a rule without the list that it leads to, where that list is out of force."""
    return rule.model_copy(update={"list": None, "after": 1}) if rule.list in idle else rule


def scored(score: Score, idle: set[str]) -> Score:
    """Return a score without the pulls and the ratings that are out of force."""
    peers = score.peers
    if peers is not None and peers.id in idle:
        peers = peers.model_copy(update={"strength": 0.0})
    return score.model_copy(update={"pulls": [one for one in score.pulls if one.id not in idle], "peers": peers})


def masks_of(phases: list[Phase]) -> Iterator[int]:
    """Yield every set of phases that can be in force on one day somewhere, none first.

    Phases whose days never meet are in no set together.

    >>> [bin(mask) for mask in masks_of([])]
    ['0b0']
    """
    numbers = range(len(phases))
    for size in range(len(phases) + 1):
        for chosen in combinations(numbers, size):
            if all(meet(phases[a], phases[b]) for a, b in combinations(chosen, 2)):
                yield sum(1 << k for k in chosen)


def meet(one: Phase, other: Phase) -> bool:
    """Return whether there may be a day on which two phases are in force together."""
    first = max(one.from_day, other.from_day)
    return all(phase.last_day is None or first < phase.last_day for phase in (one, other))
