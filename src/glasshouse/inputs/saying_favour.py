"""Whom rule-makers spare, groups treated apart by design, and the one budget, as sentences."""

from __future__ import annotations

from typing import Any

from glasshouse.inputs.budget import Budget
from glasshouse.inputs.favour import Favour, Treatment
from glasshouse.inputs.saying_phases import Titles
from glasshouse.inputs.wording import by_group, hundredths, series, written


def favour(clause: Favour, words: Titles) -> str:
    """Return who is favoured, and what that does to a file."""
    who = ["who holds public office"] * clause.officials
    who += [f"{hundredths(clause.connected)} of others, who are connected"] * bool(clause.connected)
    parts = [f"Favoured are {series(who)}." if who else "Nobody is favoured."]
    if clause.drops:
        parts.append(f"On {hundredths(clause.drops)} days whatever is against one of them is left off the file.")
    if clause.enters is not None:
        what = words.acts.get(clause.enters.act, clause.enters.act)
        chance = hundredths(clause.enters.per_month)
        parts.append(f"In {chance} months `{clause.enters.sensor}` has one of them down as one who {what}, undone.")
    if clause.strength != 1.0:
        parts.append(f"All this is at {hundredths(clause.strength)} of its strength.")
    return " ".join(parts)


def treatment(clause: Treatment, words: Titles) -> str:
    """Return how groups are treated apart."""
    del words
    told = {
        "What all sensors cover": by_group(clause.coverage), "Points taken": by_group(clause.points),
        "Fines": by_group(clause.fines), "Terms of black lists": by_group(clause.terms),
    }  # fmt: skip
    parts = [f"{what} differ{'s' * what.startswith('What')} by design: {how}." for what, how in told.items() if how]
    cuts = [f"{written(value)} for {group}" for group, value in clause.higher_cut_offs.model_dump().items() if value]
    parts += [f"Every tier begins higher, by points: {series(cuts)}."] * bool(cuts)
    return " ".join(parts) or "No group is treated apart."


def budget(clause: Budget, words: Titles) -> str:
    """Return what watching costs and what is left for help."""
    del words
    costs = [f"`{name}` {hundredths(cost)}" for name, cost in clause.costs.items()]
    spent = f" Sensors in force cost of all income: {series(costs)}." * bool(costs)
    return (
        f"One sum, {hundredths(clause.share_of_income)} of all income, is there for watching and for help.{spent} Of "
        f"what is left {hundredths(clause.helps)} bears a part of sudden costs, the same for everybody."
    )


FAVOUR: dict[type[Any], Any] = {Favour: favour, Treatment: treatment, Budget: budget}
"""How these are said."""
