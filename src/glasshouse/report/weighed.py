"""What many small worlds say of a regime, for a report: what safeguards do, and which assumption turns the answer.

They are lived for the report (`--weigh`), or taken from the worlds that `safeguards` and `sensitivity` kept. Each is
smaller than the run that is audited, so its figures stand apart from the run's and say of how many people they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from glasshouse.audit.rights.catalogue import VALUES
from glasshouse.audit.rights.rows import HUNDRED, Figures, plain_figure
from glasshouse.audit.spread import Interval

if TYPE_CHECKING:
    from glasshouse.report.experiments import Finding

Ends = Mapping[str, Mapping[str, tuple[float, float]]]
"""The least and the most of a figure over several conducts, by measure and by what the figure is of."""


@dataclass(frozen=True)
class Weighed:
    """Experiments of one regime: what safeguards change, what the comparison with a baseline rests on, and the ends.

    ``figures`` has every figure's ends over the conducts, in worlds of ``people``.
    """

    safeguards: Finding
    sensitivity: Finding
    figures: Ends = field(default_factory=dict)
    people: int = 0

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
    """Return the figures of a run with what the assumptions leave of them; a figure that has its own range keeps it."""
    found: dict[str, Any] = {
        name: [
            {**row, **ends} if "assumption" not in row and (ends := end(weighed, name, row)) else row for row in rows
        ]
        for name, rows in measures.items()
    }
    found["M25"] = [*found.get("M25", ()), *help_instead(weighed)]
    found["M26"] = [*points_held(weighed), *found.get("M26", ())]
    return {name: rows for name, rows in found.items() if rows}


def end(weighed: Weighed, name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the two ends of one figure under their name; nothing of one that not every conduct has.

    The run's own figure is one of those that are possible, so the ends never leave it out.
    """
    ends, own = weighed.figures.get(name, {}).get(row["what"]), number_of([row], row["what"])
    return {} if ends is None or own is None else {"assumption": [min(*ends, own), max(*ends, own)]}


def ends_of(found: Sequence[Mapping[str, Figures]]) -> Ends:
    """Return the least and the most of each figure that all of several audits have, in the unit of the figure.

    >>> one, other = ({"M1": [{"what": "all", "value": value}, {"what": "few", "value": None}]} for value in (3.0, 2.0))
    >>> ends_of([one, other])
    {'M1': {'all': (2.0, 3.0)}}
    """
    ends: dict[str, dict[str, tuple[float, float]]] = {}
    for name, rows in found[0].items():
        for row in rows:
            values = [number_of(one.get(name, ()), row["what"]) for one in found]
            known = [value for value in values if value is not None]
            if len(known) == len(values):
                ends.setdefault(name, {})[row["what"]] = (min(known), max(known))
    return ends


def number_of(rows: Sequence[Mapping[str, Any]], what: str) -> float | None:
    """Return the number of the row that is of this; None where there is no such row, or it has none."""
    row: Mapping[str, Any] = next((one for one in rows if one["what"] == what), {})
    return next((row[key] for key in VALUES if row.get(key) is not None), None)


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
