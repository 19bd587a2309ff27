"""What many small worlds say of a regime, for a report: what safeguards do, and which assumption turns the answer.

They are lived for the report (`--weigh`), or taken from the worlds that `safeguards` and `sensitivity` kept. Each is
smaller than the run that is audited, so its figures stand apart from the run's and say of how many people they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glasshouse.audit.rights.rows import HUNDRED, Figures, plain_figure
from glasshouse.audit.spread import Interval

if TYPE_CHECKING:
    from glasshouse.report.experiments import Finding

OF_EVERYBODY = {
    "M1": ("M1", "everybody, in error"),
    "M2": ("M2", "everybody, in error"),
    "M31": ("M31", "everybody"),
}
"""Objectives that are figures of a run as well: the measure, and which of its rows."""


@dataclass(frozen=True)
class Weighed:
    """Two experiments of one regime: what safeguards change, and what the comparison with a baseline rests on."""

    safeguards: Finding
    sensitivity: Finding

    @property
    def conducts(self) -> tuple[str, ...]:
        """The conducts of which the assumption intervals are."""
        return tuple(self.safeguards.data["conducts"])

    @property
    def citizens(self) -> int:
        """How many people each world has."""
        return int(self.safeguards.data["citizens"])

    def objective(self, name: str) -> dict[str, Any] | None:
        """Return what safeguards change of one objective; None of one that was not weighed."""
        return next((dict(one) for one in self.safeguards.data["objectives"] if one["id"] == name), None)

    def ends(self, name: str) -> tuple[float, float] | None:
        """Return the least and the most of an objective over the conducts; None where a world failed."""
        one = self.objective(name)
        values = [each["regime"]["value"] for each in one["conducts"].values()] if one else []
        known = [value for value in values if value is not None]
        return (min(known), max(known)) if known and len(known) == len(values) else None


def with_ends(measures: Mapping[str, Any], weighed: Weighed) -> dict[str, Any]:
    """Return the figures of a run with what the assumptions leave of those that were weighed as well."""
    found = dict(measures)
    for name, (measure, what) in OF_EVERYBODY.items():
        ends = weighed.ends(name)
        if ends is not None and measure in found:
            found[measure] = [
                {**row, "assumption": list(ends)} if row["what"] == what else row for row in found[measure]
            ]
    found["M25"] = [*found.get("M25", ()), *help_instead(weighed)]
    found["M26"] = [*points_held(weighed), *found.get("M26", ())]
    return {name: rows for name, rows in found.items() if rows}


def points_held(weighed: Weighed) -> Figures:
    """Return at how many points within the ranges of the assumptions the conclusion holds (M26)."""
    data = weighed.sensitivity.data
    held, points = data["held"], data["points"]
    if not points:
        return []
    what = f"points within the ranges of assumptions at which it holds: {data['conclusion']}"
    return [plain_figure(what, HUNDRED * held / points, "in 100", f"{held} of {points} points")]


def help_instead(weighed: Weighed) -> Figures:
    """Return what help in need does to acts with a victim (M25): safeguard D17 alone, at a cost that is not known."""
    one = weighed.objective("M25")
    told = one["safeguards"].get("D17") if one else None
    if one is None or told is None or told["alone"]["value"] is None:
        return []
    alone = told["alone"]
    what = "acts with a victim: more of them with help in need beside it (D17; below nothing: fewer)"
    ends, range_ = alone["interval"], alone["assumptions"]
    interval = None if ends is None else Interval(*ends)
    return [plain_figure(what, alone["value"], one["unit"], f"worlds of {weighed.citizens} citizens", interval,
                         None if range_ is None else (range_[0], range_[1]))]  # fmt: skip
