"""Checks of favour and of treatment: what is entered can be, what is left out is there, and the budget is kept."""

from __future__ import annotations

from glasshouse.inputs.checking.notes import Notes, number
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
    """Tiers that begin higher are there; what is covered of a group is all that it does at most."""
    treatment = notes.value.treatment
    if treatment is None:
        return
    if any(treatment.higher_cut_offs.model_dump().values()) and not notes.value.tiers:
        what = "tiers are to begin higher, and there are none"
        notes.say("G321", ("treatment", "higher_cut_offs"), what, "leave it out, or add tiers")


def check_budget(notes: Notes[Regime]) -> None:
    """What costs something is there, and all of it together is paid for."""
    budget = notes.value.budget
    if budget is None:
        return
    known = [sensor.id for sensor in notes.value.sensors]
    for name in budget.costs:
        if name not in known:
            notes.unknown("G302", ("budget", "costs", name), name, known)
    spent = sum(budget.costs.values())
    if spent > budget.share_of_income + 1e-12:
        what = f"watching costs {number(spent)} of all income, and there is {number(budget.share_of_income)}"
        notes.say("G358", ("budget", "costs"), what, "raise `share_of_income`, or lower what sensors cost")
