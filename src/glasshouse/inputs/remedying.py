"""Remedies that a safeguard asks for: added where there is none, made stricter where there is one, or idle."""

from collections.abc import Callable
from typing import Any

from glasshouse.inputs.checking.remedies import ends_of
from glasshouse.inputs.compiling.ruling import takes_something
from glasshouse.inputs.pruning import Data
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.remedies import Examination, OptOut, Remedy, Repair
from glasshouse.inputs.safeguard import Safeguard

Clause = dict[str, Any]
STRICTER: dict[str, Callable[..., Any]] = {
    "strength": max, "reach": max, "decision_weeks": min, "restores": max, "in_error": max, "could_not_help": max,
    "per_1000_a_month": max, "allowed": min, "from_records": min, "halt_weeks": max, "after_weeks": min,
    "suspends": max, "by_group": max,
}  # fmt: skip
"""Which of two numbers of a remedy protects more. What is not here stays as the regime has it."""
AGAINST = ("appeal", "examination", "repair")
"""Remedies against something adverse: without it there is nothing for them to do."""


def required(data: Data, wanted: Clause, names: list[str] | None, intensity: float, of: Safeguard) -> Data:
    """Return the data with a remedy that is there already made as strict as is wanted, or with a new one.

    ``names`` are the sensors that it is about; with none of them it has nothing to do.
    """
    if names == []:
        return data
    clause = {key: intensity if value == "intensity" else value for key, value in wanted.items()}
    if names is not None:
        clause["sensors"] = names
    for k, row in enumerate(data["remedies"]):
        if row["kind"] == clause["kind"] and row.get("by") == clause.get("by"):
            rows = [*data["remedies"]]
            rows[k] = stricter(row, clause)
            return {**data, "remedies": rows}
    assert of.assumption is not None
    head = {"id": f"{of.safeguard}-{clause['kind']}", "assumption": of.assumption.model_dump(mode="json")}
    return {**data, "remedies": [*data["remedies"], {**head, **clause}]}


def stricter(row: Clause, wanted: Clause) -> Clause:
    """Return a remedy that protects as much as either of two.

    >>> stricter({"kind": "notice", "reach": 0.9}, {"kind": "notice", "reach": 0.8})
    {'kind': 'notice', 'reach': 0.9}
    """
    found = dict(row)
    for key, value in wanted.items():
        before = row.get(key)
        if key == "mode":
            found[key] = "automatic"
        elif key == "sensors":
            found[key] = None if before is None and key in row else list(dict.fromkeys([*(before or []), *value]))
        elif key in STRICTER:
            found[key] = value if before is None else STRICTER[key](before, value)
    return found


def standing_alone(regime: Regime) -> Regime:
    """Return a regime without remedies that have nothing to act on, each fitted to what is left of the regime."""
    adverse = any(takes_something(rule, regime) for rule in regime.rules)
    gains = any(rule.points and max(rule.points.urban, rule.points.rural) > 0 for rule in regime.rules)
    fitting = [fitted(remedy, regime, gains) for remedy in regime.remedies]
    rows = [row for row in fitting if row is not None and (adverse or row.kind not in AGAINST)]
    if not any(row.kind in ("appeal", "examination") for row in rows):
        rows = [row for row in rows if row.kind != "oversight"]
    return regime.model_copy(update={"remedies": rows})


def fitted(remedy: Remedy, regime: Regime, gains: bool) -> Remedy | None:
    """Return a remedy about what there is; nothing where that leaves it nothing to be about."""
    sensors = {sensor.id: sensor for sensor in regime.sensors}
    if isinstance(remedy, Examination | OptOut) and remedy.sensors is not None:
        names = [name for name in remedy.sensors if name in sensors]
        if not names:
            return None
        remedy = remedy.model_copy(update={"sensors": names})
    if isinstance(remedy, Repair):
        remedy = remedy if gains else remedy.model_copy(update={"deeds": 0})
        return remedy if remedy.deeds or remedy.fee else None
    if isinstance(remedy, Examination):
        looked = [sensors[name] for name in remedy.sensors or sensors]
        # A record is looked at before it is gone.
        room = [end - sensor.delay_weeks - 1 for sensor in looked for end in ends_of(sensor, regime)]
        anchoring = remedy.anchoring if regime.tiers else 0.0
        weeks = max(min([remedy.weeks, *room]), 0)
        return remedy.model_copy(update={"weeks": weeks, "anchoring": anchoring})
    return remedy
