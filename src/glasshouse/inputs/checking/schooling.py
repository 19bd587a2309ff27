"""Checks of a classroom under scan: its matrices, its marks, who is on file for it, and what conduct says of class."""

from __future__ import annotations

from collections.abc import Mapping

from glasshouse.diagnostics import Diagnostic
from glasshouse.inputs.checking.notes import Notes, listed, number
from glasshouse.inputs.compiling.behaving import gamma_levels
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.evidence import Loc
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime, Sensor
from glasshouse.inputs.schooling import Classroom
from glasshouse.model.classroom import FIRST_AGE, LAST_AGE

SLACK = 0.0005
OF_SINGLE_ACTS = ("gate", "absence", "false_match", "system", "instead_of", "invented_per_year")


def check_classroom_alone(notes: Notes[Regime], k: int, sensor: Sensor, classroom: Classroom) -> None:
    """One sensor scans classes, into marks that rise; if one stands for an act, pupils are on file."""
    loc: Loc = ("sensors", k, "classroom")
    first = next(other for other in notes.value.sensors if other.classroom is not None)
    if first is not sensor:
        what = f"a second sensor that scans classes; the first is `{first.id}`"
        notes.say("G324", loc, what, "keep one of them")
    for key in OF_SINGLE_ACTS:
        if getattr(sensor, key):
            what = f"`{key}` is of sensors that look otherwise, and `{sensor.id}` scans classes"
            notes.say("G321", ("sensors", k, key), what, "leave it out")
    for matrix in ("behaviours", "moods"):
        for name, row in getattr(classroom, matrix).items():
            check_whole(notes, (*loc, matrix, name), f"what `{name}` is recorded as", row)
    check_marks(notes, k, sensor, classroom)
    if sensor.sees:
        check_pupils(notes, loc)


def check_whole(notes: Notes[Regime] | Notes[Conduct], loc: Loc, name: str, shares: Mapping[str, float]) -> None:
    """Shares of scans are of all scans."""
    total = sum(shares.values())
    if abs(total - 1.0) > SLACK:
        notes.say("G380", loc, f"{name} sums to {number(round(total, 6))}", "write shares that sum to 1")


def check_marks(notes: Notes[Regime], k: int, sensor: Sensor, classroom: Classroom) -> None:
    """Marks rise up to all of a day's scans, and what they stand for is what the sensor sees."""
    loc: Loc = ("sensors", k, "classroom", "marks")
    ends = [mark.up_to for mark in classroom.marks]
    for j in range(1, len(ends)):
        if ends[j] <= ends[j - 1]:
            what = f"a mark up to {number(ends[j])} after one up to {number(ends[j - 1])}"
            notes.say("G381", (*loc, j, "up_to"), what, "write marks from the least share to the most")
    if max(ends) < 1.0:
        what = f"the last mark ends at {number(ends[-1])}"
        notes.say("G381", (*loc, len(ends) - 1, "up_to"), what, "let the last go up to 1")
    acts = [mark.act for mark in classroom.marks]
    for j, act in enumerate(acts):
        if act is not None and act not in sensor.sees:
            what = f"a mark stands for `{act}`, which `{sensor.id}` does not see"
            notes.say("G386", (*loc, j, "act"), what, f"add it to `sees`, or name one of {listed(sensor.sees)}")
    for j, act in enumerate(sensor.sees):
        if act not in acts:
            what = f"no mark stands for `{act}`"
            notes.say("G386", ("sensors", k, "sees", j), what, "give it to a mark as its `act`")


def check_pupils(notes: Notes[Regime], loc: Loc) -> None:
    """Some of those who go to school are old enough, and not too old, for records."""
    score = notes.value.score
    if score is None:
        what = "records are kept of adults alone, since there is no `score` that says otherwise"
        notes.say("G382", loc, what, f"add a `score` with `from_age: {FIRST_AGE}`")
    elif score.from_age > LAST_AGE or score.to_age < FIRST_AGE:
        what = f"those on file are aged {score.ages}, and pupils {FIRST_AGE} to {LAST_AGE}"
        remedy = f"let ages meet: `from_age: {FIRST_AGE}` has all pupils"
        notes.say("G382", ("score", "from_age"), what, remedy)


def check_classroom(notes: Notes[Regime], k: int, sensor: Sensor, conduct: Conduct) -> None:
    """A class shows scanned acts and nothing else does; every behaviour and mood of the conduct is recorded as one."""
    kinds = {act.id: act.kind for act in conduct.acts}
    for j, act in enumerate(sensor.sees):
        if act in kinds and (kinds[act] == "scanned") != (sensor.classroom is not None):
            scans = "scans classes" if sensor.classroom else "scans no class"
            remedy = "let it see only what is of kind scanned" if sensor.classroom else "give the sensor a `classroom`"
            what = f"`{sensor.id}` {scans}, and `{act}` is of kind {kinds[act]}"
            notes.say("G386", ("sensors", k, "sees", j), what, remedy)
    if sensor.classroom is None:
        return
    if conduct.lessons is None:
        what = f"classes are scanned, and the conduct `{conduct.conduct}` has no `lessons`"
        notes.say("G387", ("sensors", k, "classroom"), what, "take a conduct that has them, or add them to it")
        return
    loc: Loc = ("sensors", k, "classroom")
    check_states(notes, (*loc, "behaviours"), "G383", sensor.classroom.behaviours, conduct.lessons.behaviours)
    if sensor.classroom.moods:
        check_states(notes, (*loc, "moods"), "G384", sensor.classroom.moods, conduct.lessons.moods)
    for j, name in enumerate(sensor.classroom.inattentive):
        if name not in conduct.lessons.behaviours:
            notes.unknown("G383", (*loc, "inattentive", j), name, conduct.lessons.behaviours)


def check_states(
    notes: Notes[Regime], loc: Loc, code: str, rows: Mapping[str, Mapping[str, float]], known: Mapping[str, float]
) -> None:
    """A matrix has a row for each behaviour, or mood, of the conduct, and names no other."""
    for name, row in rows.items():
        if name not in known:
            notes.unknown(code, (*loc, name), name, known)
        for other in row:
            if other not in known:
                notes.unknown(code, (*loc, name, other), other, known)
    missing = [name for name in known if name not in rows]
    if missing:
        notes.say("G385", loc, f"nothing is said of {listed(missing)}", "add a row that says what each is recorded as")


def check_lessons(read: Read[Conduct]) -> list[Diagnostic]:
    """Shares of the time in class are of all of it, also of those who drift off most."""
    notes, lessons = Notes(read), read.value.lessons
    if lessons is None:
        return []
    for key in ("behaviours", "moods"):
        check_whole(notes, ("lessons", key), f"the time in class by {key}", getattr(lessons, key))
    if lessons.drifting not in lessons.behaviours:
        notes.unknown("G383", ("lessons", "drifting"), lessons.drifting, lessons.behaviours)
        return notes.found
    most = max(gamma_levels(lessons.frailty_shape)) * max(lessons.youth, 1.0) * lessons.behaviours[lessons.drifting]
    if most > 1.0:
        what = f"those who drift off most would do it for {number(round(most, 3))} of the time"
        notes.say("G367", ("lessons", "behaviours", lessons.drifting), what, "lower it, or raise `frailty_shape`")
    return notes.found
