"""Checks of favour and of treatment: what is entered can be, what is left out is there, and coverage stays a chance."""

from __future__ import annotations

from glasshouse.inputs.checking.notes import Notes, number
from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.compiling.ruling import takes_something
from glasshouse.inputs.regime import Regime


def check_favour(notes: Notes[Regime]) -> None:
    """Somebody is favoured, and has something of it."""
    favour, regime = notes.value.favour, notes.value
    if favour is None:
        return
    if not (favour.drops or favour.enters):
        notes.say("G357", ("favour",), "nothing is left out and nothing entered", "write `drops` or `enters`")
    elif not (favour.officials or favour.connected):
        notes.say("G357", ("favour",), "nobody is favoured", "write `officials: true`, or a share of `connected`")
    if favour.drops and not any(takes_something(rule, regime) for rule in regime.rules):
        notes.say("G323", ("favour", "drops"), "no rule takes anything that could be left out", "leave it out")
    if favour.enters is not None:
        sensors = {sensor.id: sensor for sensor in regime.sensors}
        name, act = favour.enters.sensor, favour.enters.act
        if name not in sensors:
            notes.unknown("G302", ("favour", "enters", "sensor"), name, sensors)
        elif act not in sensors[name].sees:
            what = f"`{name}` does not see `{act}`, so nothing could be entered as its record"
            notes.say("G357", ("favour", "enters", "act"), what, "name an act that it `sees`")


def check_treatment(notes: Notes[Regime]) -> None:
    """What is covered of a group stays a chance, and tiers that begin higher are there."""
    treatment = notes.value.treatment
    if treatment is None:
        return
    for sensor in notes.value.sensors:
        covered = max(sensor.coverage.urban, sensor.coverage.rural)
        for group in GROUPS:
            share = covered * getattr(sensor.exposure, group) * getattr(treatment.coverage, group)
            if share > 1.0 + 1e-9 and getattr(treatment.coverage, group) != 1.0:
                what = f"`{sensor.id}` would cover {number(share)} of what {group} do"
                notes.say("G325", ("treatment", "coverage", group), what, "lower the factor, or the coverage")
    if any(treatment.higher_cut_offs.model_dump().values()) and not notes.value.tiers:
        what = "tiers are to begin higher, and there are none"
        notes.say("G321", ("treatment", "higher_cut_offs"), what, "leave it out, or add tiers")
