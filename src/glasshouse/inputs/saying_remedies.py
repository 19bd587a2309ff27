"""Each kind of remedy and safeguard as sentences: how one gets right, and who looks at the authority's hands."""

from collections.abc import Callable
from typing import Any

from glasshouse.inputs.clause import Clause
from glasshouse.inputs.remedies import Appeal, Examination, Expiry, Notice, OptOut, Oversight, Repair
from glasshouse.inputs.wording import counted, hundredths, named, series, written


def appeal(clause: Appeal, words: object) -> str:
    """Return how an appeal goes."""
    idle = " Until then its lists do nothing." * clause.suspends
    return (
        f"An appeal is decided in {counted(clause.decision_weeks, 'week')}. It is won in "
        f"{hundredths(clause.success_in_error)} against a record in error and in {hundredths(clause.success_true)} "
        f"against a true one; {hundredths(clause.restores)} of those won also end the entry on the list."
    ) + f"{idle}{weak(clause)}"


def expiry(clause: Expiry, words: object) -> str:
    """Return how terms run out."""
    how = "by themselves" if clause.mode == "automatic" else "only for those who ask"
    return f"Points and places on lists run out at their term, {how}.{weak(clause)}"


def weak(clause: Appeal | Expiry | Notice | Oversight | Repair | OptOut) -> str:
    """Return that a remedy does not work in full, or nothing."""
    return f" It works at {hundredths(clause.strength)} of its strength." * (clause.strength != 1.0)


def notice(clause: Notice, words: object) -> str:
    """Return whom a notice reaches."""
    reach = hundredths(clause.reach)
    return f"A notice with reasons reaches {reach} of those against whom something is recorded.{weak(clause)}"


LOOKING = {"hearing": "A hearing", "second-person": "A second person", "reviewer": "A reviewer"}


def examination(clause: Examination, words: object) -> str:
    """Return what is looked at before it counts, and what is thrown out."""
    of = f" made by {named(clause.sensors)}" if clause.sensors is not None else ""
    thrown = [f"{hundredths(clause.in_error)} of those in error"]
    thrown += [f"{hundredths(clause.could_not_help)} of true ones of what one could not help"] * bool(
        clause.could_not_help
    )
    thrown += [f"{hundredths(clause.otherwise_true)} of other true ones"] * bool(clause.otherwise_true)
    text = (
        f"{LOOKING[clause.by]} looks at {hundredths(clause.strength)} of adverse records{of} before they count and "
        f"throws out {series(thrown)}"
    )
    if clause.anchoring:
        text += f"; in the lowest tier {hundredths(clause.anchoring)} less, leaning on the score"
    if clause.per_1000_a_month is not None:
        text += f"; there is room for {written(clause.per_1000_a_month)} a month per 1 000 residents"
    return text + f"; a record waits {counted(clause.weeks, 'week')} for it" * bool(clause.weeks) + "."


def oversight(clause: Oversight, words: object) -> str:
    """Return what halts a sensor."""
    each = ", or of those on any one group," * clause.by_group
    return (
        f"A sensor is halted in its district for {counted(clause.halt_weeks, 'week')} once more than "
        f"{hundredths(clause.allowed)} of its records of a month{each} were found out to be in error, from "
        f"{counted(clause.from_records, 'record')} on.{weak(clause)}"
    )


def repair(clause: Repair, words: object) -> str:
    """Return what repair costs."""
    costs = [f"a fee of {clause.fee}"] * bool(clause.fee)
    costs += [f"{counted(clause.deeds, 'gain')} in the month"] * bool(clause.deeds)
    after = counted(clause.after_weeks, "week")
    return f"After {after} an adverse record and its places on lists may be struck for {series(costs)}.{weak(clause)}"


def opt_out(clause: OptOut, words: object) -> str:
    """Return what one may refuse."""
    return f"One may refuse to be seen by {named(clause.sensors)}, and take that back.{weak(clause)}"


REMEDIES: dict[type[Clause], Callable[[Any, Any], str]] = {
    Appeal: appeal,
    Expiry: expiry,
    Notice: notice,
    Examination: examination,
    Oversight: oversight,
    Repair: repair,
    OptOut: opt_out,
}
"""How each kind of remedy is said."""
