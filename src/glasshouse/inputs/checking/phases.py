"""Checks of phases: they name clauses that are there, change what can be changed, and do not contradict each other."""

from __future__ import annotations

from itertools import combinations, islice

from pydantic import ValidationError

from glasshouse.inputs.checking.notes import Notes, listed
from glasshouse.inputs.evidence import Loc
from glasshouse.inputs.phasing import EVERYTHING, Phase
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.staging import FIXED, changed, ids_of, masks_of, meet

STAGES_MOST = 64
"""Sets of phases whose tables are made; a set takes a megabyte."""


def check_phases(notes: Notes[Regime]) -> None:
    """Every fault of the phases of a regime, and of where its attention can be sent."""
    regime = notes.value
    check_attention(notes)
    for k, phase in enumerate(regime.phases):
        check_names(notes, k, phase)
        check_changes(notes, k, phase)
        check_after(notes, k, phase)
    for (j, one), (k, other) in combinations(enumerate(regime.phases), 2):
        if meet(one, other):
            check_pair(notes, j, k)
    if len(list(islice(masks_of(regime.phases), STAGES_MOST + 1))) > STAGES_MOST:
        what = f"the phases of this file can be together in more than {STAGES_MOST} ways"
        notes.say("G354", ("phases",), what, "give some of them an `until_day`, or put some together")


def check_names(notes: Notes[Regime], k: int, phase: Phase) -> None:
    """Clauses that a phase adds, drops or keeps are there, and can be in force or not."""
    known = ids_of(notes.value)
    told: list[tuple[str, list[str]]] = [("adds", phase.adds), ("keeps", phase.keeps)]
    told += [("drops", list(phase.drops))] if phase.drops != EVERYTHING else []
    for key, names in told:
        for j, name in enumerate(names):
            loc: Loc = ("phases", k, key, j)
            if name not in known:
                notes.unknown("G351", loc, name, known)
            elif known[name] == "tiers":
                what = f"`{name}` is a tier; a scale with fewer tiers is another scale"
                notes.say("G352", loc, what, "let the phase drop what the tier brings, or change where it begins")
            elif name in names[:j]:
                notes.say("G309", loc, f"`{name}` is named twice", "name it once")
    if phase.drops != EVERYTHING:
        both = [name for name in phase.adds if name in phase.drops]
        if both:
            notes.say("G353", ("phases", k), f"{listed(both)} is both added and dropped", "keep one of the two")


def check_changes(notes: Notes[Regime], k: int, phase: Phase) -> None:
    """What is changed is there, can be changed, and is well formed afterwards."""
    regime, known = notes.value, ids_of(notes.value)
    for j, change in enumerate(phase.changes):
        loc: Loc = ("phases", k, "changes", j)
        section = known.get(change.clause)
        if section is None or section not in FIXED:
            able = [name for name, where in known.items() if where in FIXED]
            notes.unknown("G351", (*loc, "clause"), change.clause, able)
            continue
        part = getattr(regime, section)
        clause = next(one for one in part if one.id == change.clause) if isinstance(part, list) else part
        fixed = [field for field in change.to if field in FIXED[section] | begun(clause)]
        if fixed:
            what = f"{listed(fixed)} of `{change.clause}` stays as it is in all phases"
            notes.say("G352", loc, what, "write a clause of its own and let the phase add it")
            continue
        try:
            changed(clause, change)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            what = f"`{change.clause}` would not be well formed: {where or 'it'}: {first['msg']}"
            notes.say("G352", loc, what, "give fields and values that the clause itself could have")


def begun(clause: object) -> set[str]:
    """Return what a clause must have from the beginning if any phase is to change it: it has rows of its own."""
    return {
        field for field in ("false_match", "invented_per_year") if hasattr(clause, field) and not getattr(clause, field)
    }


def check_after(notes: Notes[Regime], k: int, phase: Phase) -> None:
    """A phase that comes after another can: that one is there, and does not wait for it in turn."""
    names = [one.id for one in notes.value.phases]
    seen, ahead = {phase.id}, phase
    while ahead.after is not None:
        if ahead.after not in names:
            if ahead is phase:
                what = f"there is no phase `{phase.after}` that it could come after"
                notes.say("G355", ("phases", k, "after"), what, f"known: {listed(names)}")
            return
        if ahead.after in seen:
            what = f"`{phase.id}` comes after itself"
            notes.say("G355", ("phases", k, "after"), what, "take one `after` out")
            return
        seen.add(ahead.after)
        ahead = notes.value.phases[names.index(ahead.after)]


def check_pair(notes: Notes[Regime], j: int, k: int) -> None:
    """Two phases that can be in force together do not say two things of one clause."""
    one, other = notes.value.phases[j], notes.value.phases[k]
    mine = {(change.clause, field) for change in one.changes for field in change.to}
    theirs = {(change.clause, field) for change in other.changes for field in change.to}
    for clause, field in sorted(mine & theirs):
        what = f"`{one.id}` and `{other.id}` both change `{field}` of `{clause}`, and may be in force together"
        notes.say(
            "G353", ("phases", k), what, f"let `{one.id}` end where `{other.id}` begins, or change it in one of them"
        )
    for adding, dropping in ((one, other), (other, one)):
        if dropping.drops == EVERYTHING:
            continue
        fought = [name for name in adding.adds if name in dropping.drops]
        if fought and dropping.after != adding.id:
            what = (
                f"`{adding.id}` adds {listed(fought)} and `{dropping.id}` drops it, and both may be in force together"
            )
            remedy = f"let `{adding.id}` end where `{dropping.id}` begins, or let the one come `after` the other"
            notes.say("G353", ("phases", k), what, remedy)


def check_attention(notes: Notes[Regime]) -> None:
    """Sensors that can be sent about, or look harder, are there and look at acts where they are done."""
    known = {sensor.id: sensor for sensor in notes.value.sensors}
    for key in ("attention", "target"):
        part = getattr(notes.value, key)
        for j, name in enumerate(part.sensors if part is not None else []):
            loc: Loc = (key, "sensors", j)
            if name not in known:
                notes.unknown("G302", loc, name, known)
            elif any((known[name].gate, known[name].absence, known[name].classroom)):
                what = f"`{name}` stands where it stands: a gate, a class or a reader of silence is not sent about"
                notes.say("G356", loc, what, "name sensors that look at acts")
    if notes.value.target is not None and not notes.value.lists:
        notes.say("G356", ("target",), "entries on lists are to be brought, and there is no list", "add one")
