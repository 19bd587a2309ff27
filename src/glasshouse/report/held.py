"""`glasshouse compare A B --hold`: which part of a difference is each one's own, and which comes from the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from glasshouse.audit.objectives import OBJECTIVES, Objective
from glasshouse.audit.parting import Parted
from glasshouse.experiment.attribution import apart
from glasshouse.experiment.saturation import Level
from glasshouse.report.experiments import Spread, spread
from glasshouse.report.terminal import cell, prose, table
from glasshouse.report.twins import Compared
from glasshouse.report.words import grouped, many

DIRECT = (
    "Direct is what the sampled have more when each of them lives under B alone, while everybody else lives as in A: "
    "what is read of others, what the post brings of their acts, who else seeks a post, and what the country says are "
    "those of A. Spill-over is the rest of the total: what comes of the others' living under B as well."
)
NO_TIERS = (
    "Where A has no tiers the others are taken for newcomers under B, since nobody can be seen to stand anywhere."
)
SATURATION = (
    "Some districts under B and the rest under A, and what of it reaches those still under A: their figures less those "
    "of the same districts with all others under A. Districts are closed but for what is laid on people elsewhere, so "
    "this is the part of the spill-over that crosses their walls. Which districts change first is drawn by lot; those "
    "of a smaller share are among those of a larger."
)
ALONE = "There is one district, or there are too many, so no spill-over between districts was lived."
SHOWN = ("in-error", "against-a-right", "sanction-days", "refusals", "M31", "M25", "M28")
"""The measures that the terminal prints; the data have all that are told of single sections."""


@dataclass(frozen=True)
class Saturated:
    """Saturations by seed, all of the same shares."""

    seeds: Sequence[Sequence[Level]]

    def crossing(self, objective: Objective, k: int) -> Spread:
        """Return what one saturation does to those still under A."""
        levels = [levels[k] for levels in self.seeds]
        still = [objective.value(level.first) for level in levels]
        return spread(apart(still, [objective.value(level.before) for level in levels]))

    def changed(self, objective: Objective, k: int) -> Spread:
        """Return what one saturation does to those under B."""
        levels = [levels[k] for levels in self.seeds]
        under = [objective.value(level.second) for level in levels]
        return spread(apart(under, [objective.value(level.instead) for level in levels]))


def held(compared: Compared, parts: Sequence[Parted], saturated: Saturated | None, tiers: bool) -> Compared:
    """Return a comparison with its direct part and its spill-over, in data and view."""
    data = {**compared.data, "held": [part_data(one) for one in parts]}
    data["saturation"] = [] if saturated is None else saturation_data(saturated)
    words = DIRECT if tiers else f"{DIRECT} {NO_TIERS}"
    view: list[RenderableType] = [compared.view, prose(words), parts_table(parts)]
    view += [prose(ALONE)] if saturated is None else [prose(SATURATION), saturation_table(saturated)]
    return Compared(data, Group(*view))


def parts_table(parts: Sequence[Parted]) -> RenderableType:
    """Return each quantity of the sampled: what it is in A, the total effect, its direct part and the spill-over."""
    persons = max((one.persons for one in parts), default=0)
    made = table(f"Means over {many(persons, 'sampled citizen')}", "", "A", "total", "direct", "spill-over",
                 widths=(10, 13, 13, 13))  # fmt: skip
    made.padding = (0, 0)
    for one in parts:
        columns = [spread(seeds).text() for seeds in (one.there, one.total, one.direct, one.spill_over)]
        made.add_row(f"{one.title}\n{one.unit}", *map(cell, columns))
    return made


def saturation_table(saturated: Saturated) -> RenderableType:
    """Return what each saturation does to those still under A."""
    levels = saturated.seeds[0]
    heads = [f"{level.share:.0%} under B" for level in levels]
    made = table("Spill-over on districts still under A", "", *heads, widths=[13] * len(heads))
    made.padding = (0, 0)
    for name in SHOWN:
        one = OBJECTIVES[name]
        cells = [saturated.crossing(one, k) for k in range(len(levels))]
        made.add_row(f"{one.title}\n{one.unit}", *(cell(each.text()) for each in cells))
    under = [f"{grouped(level.under)} of {grouped(level.districts)}" for level in levels]
    made.add_row("districts under B", *map(Text, under))
    return made


def part_data(one: Parted) -> dict[str, Any]:
    """Return one quantity as plain data; a difference has the interval over its seeds."""
    return {
        "id": one.id,
        "title": one.title,
        "unit": one.unit,
        "persons": one.persons,
        "there": spread(one.there).data,
        "total": spread(one.total).data,
        "direct": spread(one.direct).data,
        "spill_over": spread(one.spill_over).data,
        "quantiles": {name: list(each) for name, each in zip(("there", "held", "here"), one.quantiles, strict=True)},
        "moved": {"held": one.moved[0], "here": one.moved[1]},
    }


def saturation_data(saturated: Saturated) -> list[dict[str, Any]]:
    """Return every saturation as plain data."""
    return [
        {
            "share": level.share,
            "districts": level.districts,
            "under": level.under,
            "spill_over": {name: saturated.crossing(one, k).data for name, one in OBJECTIVES.items()},
            "under_second": {name: saturated.changed(one, k).data for name, one in OBJECTIVES.items()},
        }
        for k, level in enumerate(saturated.seeds[0])
    ]
