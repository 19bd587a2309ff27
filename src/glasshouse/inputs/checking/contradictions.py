"""Clauses that contradict each other, or the place: each is well formed, and together they come to nothing."""

from __future__ import annotations

from itertools import combinations

from glasshouse.diagnostics import Diagnostic
from glasshouse.inputs.checking.notes import Notes
from glasshouse.inputs.compiling.living import share_from
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime, Rule
from glasshouse.inputs.remedies import Appeal

SCHOOL_FROM, SCHOOL_TO = 14, 18
"""The ages of those who try for a seat at a favoured senior school; the second is the first that does not."""


def check_contradictions(notes: Notes[Regime]) -> None:
    """Every contradiction of a regime with itself."""
    check_counted_apart(notes)
    for k, remedy in enumerate(notes.value.remedies):
        if isinstance(remedy, Appeal) and remedy.success_in_error == remedy.success_true == 0.0:
            what = f"`{remedy.id}` is decided by nobody: neither a record in error nor a true one can be won"
            notes.say("G395", ("remedies", k), what, "give one of the shares of success, or take the appeal out")


def check_counted_apart(notes: Notes[Regime]) -> None:
    """A record that moves points by two rules counts by both or by neither.

    A file keeps for each standing whether a record counted, and no more. So where the gains of one rule may be used up
    for the month, no other rule gives or takes points for the same record: its points would be taken back with it.
    """
    moving = [(k, rule) for k, rule in enumerate(notes.value.rules) if rule.points is not None]
    for (_, one), (k, other) in combinations(moving, 2):
        capped = [rule for rule in (one, other) if is_capped(rule, notes.value)]
        if capped and one.act == other.act and meet(one, other, notes.value):
            what = (
                f"`{one.id}` and `{other.id}` both move points for one record of `{one.act}`, and of the gains of "
                f"`{capped[0].id}` only so many a month count"
            )
            remedy = "put the points into one rule, name other `sensors`, or leave `gains_per_month` out"
            notes.say("G394", ("rules", k), what, remedy)


def is_capped(rule: Rule, regime: Regime) -> bool:
    """Whether a rule gives points, now or in some phase, on a dimension that counts only so many gains a month."""
    changes = [change.to for phase in regime.phases for change in phase.changes if change.clause == rule.id]
    said = [rule.points.model_dump()] if rule.points is not None else []
    said += [points for to in changes if isinstance(points := to.get("points"), dict)]
    dimensions = {rule.dimension, *(to["dimension"] for to in changes if "dimension" in to)}
    sizes = [size for points in said for at in ("urban", "rural") if isinstance(size := points.get(at), int | float)]
    gives = max(sizes, default=0.0) > 0.0
    rows = regime.score.dimensions if regime.score is not None else []
    return gives and any(row.dimension in dimensions and row.gains_per_month is not None for row in rows)


def meet(one: Rule, other: Rule, regime: Regime) -> bool:
    """Whether one sensor feeds both rules."""
    return any(
        one.act in sensor.sees and all(rule.sensors is None or sensor.id in rule.sensors for rule in (one, other))
        for sensor in regime.sensors
    )


def check_lacking(read: Read[Regime], conduct: Conduct, place: Place) -> list[Diagnostic]:
    """A consequence reaches a wish that somebody of the place can have."""
    notes, kinds = Notes(read), {wish.id: wish.kind for wish in conduct.wishes}
    pupils = share_from(place, SCHOOL_FROM) - share_from(place, SCHOOL_TO)
    lacking = {"post": place.posts.share, "office": place.officials.value, "seat": pupils}
    named = {"post": "well-paid posts", "office": "public offices", "seat": "anybody of an age for a senior school"}
    for k, row in enumerate(notes.value.consequences):
        kind = kinds.get(row.wish or "", "")
        if kind in lacking and lacking[kind] <= 0.0:
            what = f"`{place.place}` has no {named[kind]}, so nobody can be refused `{row.wish}`"
            notes.say("G396", ("consequences", k, "wish"), what, "take it out, or take another place")
    return notes.found
