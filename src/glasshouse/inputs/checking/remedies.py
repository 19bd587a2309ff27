"""Checks of remedies and safeguards: each has something to act on, and something to act with."""

from __future__ import annotations

from glasshouse.inputs.checking.notes import Notes
from glasshouse.inputs.compiling.ruling import takes_something
from glasshouse.inputs.regime import Regime, Sensor
from glasshouse.inputs.remedies import Appeal, Examination, OptOut, Oversight, Repair
from glasshouse.model import tables as room


def check_remedies(notes: Notes[Regime]) -> None:
    """One of each kind at most (but for examinations), and each against something."""
    remedies = notes.value.remedies
    adverse = any(takes_something(rule, notes.value) for rule in notes.value.rules)
    for k, remedy in enumerate(remedies):
        if remedy.kind in [one.kind for one in remedies[:k]] and remedy.kind != "examination":
            what = f"a second remedy of kind `{remedy.kind}`"
            notes.say("G324", ("remedies", k, "kind"), what, "keep one of them")
        if isinstance(remedy, Appeal | Examination | Repair) and not adverse:
            what = f"`{remedy.id}` is against adverse records, and no rule takes anything"
            notes.say("G323", ("remedies", k), what, "take it out, or add the rule that it is against")
        if isinstance(remedy, Examination):
            check_examination(notes, k, remedy)
        if isinstance(remedy, Oversight):
            check_oversight(notes, k)
        if isinstance(remedy, Repair):
            check_repair(notes, k, remedy)
        if isinstance(remedy, OptOut):
            check_names(notes, k, remedy.sensors)
    examinations = sum(isinstance(one, Examination) for one in remedies)
    if examinations > room.EXAMINATIONS:
        what = f"{examinations} examinations; there is room for {room.EXAMINATIONS}"
        notes.say("G322", ("remedies",), what, "put some of them together")


def check_names(notes: Notes[Regime], k: int, names: list[str]) -> None:
    """Sensors that are named are there."""
    known = [sensor.id for sensor in notes.value.sensors]
    for j, name in enumerate(names):
        if name not in known:
            notes.unknown("G302", ("remedies", k, "sensors", j), name, known)


def check_examination(notes: Notes[Regime], k: int, clause: Examination) -> None:
    """It looks at records that there are, leans on tiers that there are, and is done before the records are gone."""
    loc = ("remedies", k)
    check_names(notes, k, clause.sensors or [])
    if clause.anchoring > 0.0 and not notes.value.tiers:
        notes.say("G321", (*loc, "anchoring"), "a reviewer leans on tiers, and there are none", "leave it out")
    for sensor in notes.value.sensors:
        if clause.weeks and (clause.sensors is None or sensor.id in clause.sensors):
            waits, ends = sensor.delay_weeks + clause.weeks, ends_of(sensor, notes.value)
            if ends and waits >= min(ends):
                what = f"a record of `{sensor.id}` counts after {waits} weeks and is gone after {min(ends)}"
                notes.say("G329", (*loc, "weeks"), what, f"write less than {min(ends) - sensor.delay_weeks}")


def ends_of(sensor: Sensor, regime: Regime) -> list[int]:
    """Return after how many weeks records of a sensor may be gone."""
    terms = [
        rule.term_weeks
        for rule in regime.rules
        if rule.term_weeks and rule.act in sensor.sees and (rule.sensors is None or sensor.id in rule.sensors)
    ]
    return terms + ([sensor.retention_weeks] if sensor.retention_weeks else [])


def check_oversight(notes: Notes[Regime], k: int) -> None:
    """Somebody finds errors out: oversight knows no more than what examinations and appeals find."""
    finding = [one.id for one in notes.value.remedies if isinstance(one, Appeal | Examination) and one.strength > 0]
    if not finding:
        what = "oversight halts what was found out, and neither an appeal nor an examination finds anything"
        notes.say("G370", ("remedies", k), what, "add one of the two")


def check_repair(notes: Notes[Regime], k: int, clause: Repair) -> None:
    """Repair costs something, and deeds that it asks for can be counted."""
    if clause.fee == 0 and clause.deeds == 0:
        what = "a repair that costs nothing is an expiry on request"
        notes.say("G371", ("remedies", k), what, "write a `fee` or `deeds`, or a remedy of kind `expiry`")
    gains = [rule.id for rule in notes.value.rules if rule.points and max(rule.points.urban, rule.points.rural) > 0]
    if clause.deeds and not gains:
        what = "`deeds` are gains that were counted, and no rule gives points"
        notes.say(
            "G321",
            ("remedies", k, "deeds"),
            what,
            "leave it out, or add a rule that gives points",
        )
