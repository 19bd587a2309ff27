"""What is counted of harm to those who are near (M22): seats at school, and households that a detention leaves."""

from __future__ import annotations

from glasshouse.audit.measures import classes, person_days, whole
from glasshouse.audit.rates import Rate, in_person_years, in_ten_thousand
from glasshouse.audit.rights.rows import Figures, Subject, row
from glasshouse.audit.seedwise import with_seeds
from glasshouse.record.reading import Run

KIND = "seat"


def near_ones(subject: Subject) -> Figures:
    """Return children's tries for a seat that were refused for the standing of an adult at home, and kin left behind.

    A refusal is counted with the child, in the class of the standing that closed the seat. A child who is old enough
    for records is looked at as well as the adults; a seat that its own standing closes alone is among these.
    """
    wishes = [wish.id for wish in subject.facts.wishes.values() if wish.kind == KIND]
    closed = any(view.kind == KIND and view.row.effect == "refuse" for view in subject.facts.sanctions)
    seeds = [counted(one, wishes, closed=closed) for one in subject.run.replicates()]
    return [row(what, rate) for what, rate in with_seeds(counted(subject.run, wishes, closed=closed), seeds)]


def counted(run: Run, wishes: list[str], *, closed: bool) -> list[tuple[str, Rate]]:
    """Return the rates of one run."""
    found = []
    if closed:
        refused = [classes(run, f"refused.{name}", whole(run)) for name in wishes]
        tried = sum(int(run.total(f"wished.{name}").sum()) for name in wishes)
        for what, number in (
            ("for an adult\u2019s standing", sum(one.all for one in refused)),
            ("for a standing in error", sum(one.in_error for one in refused)),
            ("for a standing against a right", sum(one.against_right for one in refused)),
        ):
            rate = in_ten_thousand(number, tried, "tries", "refused")
            found.append((f"children\u2019s tries for a seat at school that were refused {what}", rate))
    left = int(run.total("kin_left").sum())
    if left:
        found.append(("people left at home by somebody detained", in_person_years(left, person_days(run), "people")))
    return found
