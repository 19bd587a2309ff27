"""The figures that take a district lived once more: M7, M12 and M22, of all seeds together with what chance leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from glasshouse.audit.rights.mixing import assortativity, mixed
from glasshouse.audit.rights.rows import HUNDRED, Figures, plain_figure
from glasshouse.audit.spread import of_mean, of_ratio
from glasshouse.experiment.relived import Changed, Relived, Tie, relive
from glasshouse.record.reading import Run

TIERS = 8
MEASURES = ("M7", "M12", "M22")
Parts = Sequence[tuple[float, int]]


def again(run: Run) -> dict[str, Figures]:
    """Return the figures of a run of this version, by id of the measure; nothing where nobody was sampled."""
    found = relive(run)
    if not found:
        return {}
    rows = {"M7": other_groups(found), "M12": segregated(found), "M22": spilled(found)}
    return {name: figures for name, figures in rows.items() if figures}


def shared(what: str, parts: Parts, unit: str, of: str, by: int = HUNDRED) -> dict[str, Any]:
    """Return a share of all seeds together, with its parts and its interval over seeds.

    >>> shared("x", [(1, 4), (1, 4)], "in 100", "days")["figure"], shared("x", [(0, 0)], "in 100", "days")["figure"]
    (25.0, None)
    """
    over, under = sum(a for a, _ in parts), sum(b for _, b in parts)
    ends = of_ratio([(by * a, b) for a, b in parts]) if len(parts) > 1 else None
    said = f"{over:.0f} of {under} {of}" if by == HUNDRED else f"{under} {of}"
    return plain_figure(what, by * over / under if under else None, unit, said, ends)


def other_groups(found: Sequence[Relived]) -> Figures:
    """Return what the same people would have in another group, all else as it was (M7).

    What is changed is the group itself, from birth, and nothing that goes along with it: where people live, what they
    earn and what they do stays theirs. So it tells what sensors and rules do with the group.
    """
    known = [one.changed for one in found if one.changed is not None]
    if len(known) < len(found):
        return []

    def row(what: str, part: Callable[[Changed], tuple[float, int]], unit: str = "in 100") -> dict[str, Any]:
        by = HUNDRED if unit == "in 100" else 1
        return shared(what, [part(one) for one in known], unit, "sampled", by)

    return [
        row("who would hold another tier in another group", lambda one: (one.other_tier, one.people)),
        row("points by which scores would be others", lambda one: (one.points, one.people), "points"),
        row("minorities under a sanction who would be under none in the majority",
            lambda one: (one.spared, one.minority)),
        row("minorities under none who would be under one in the majority", lambda one: (one.struck, one.minority)),
    ]  # fmt: skip


def spilled(found: Sequence[Relived]) -> Figures:
    """Return how many days under a sanction hang on near ones' standing, and how many would come without it (M22)."""
    without = [(float(one.spilled.without), one.spilled.days) for one in found]
    instead = [(float(one.spilled.instead), one.spilled.days) for one in found]
    return [
        shared("days under a sanction that would not be but for kin and friends", without, "in 100", "days as it was"),
        shared("days under a sanction that kin and friends keep away", instead, "in 100", "days as it was"),
    ]


def segregated(found: Sequence[Relived]) -> Figures:
    """Return how far friends are alike in standing on the last day (M12): all that were made, and those kept."""
    rows = []
    for word, ends in (("tier", lambda tie: tie.tiers), ("being under a sanction", lambda tie: tie.sanctioned)):
        for which, dropped in (("friendships made", True), ("friendships kept", False)):
            each = [coefficient(one.ties, ends, dropped=dropped) for one in found]
            known = [value for value in each if value is not None]
            value = sum(known) / len(known) if known and len(known) == len(each) else None
            ties = sum(1 for one in found for tie in one.ties if dropped or not tie.dropped)
            rows.append(plain_figure(f"assortativity of {which}, by {word}", value, "0 as by lot, 1 all alike",
                                     f"{ties} friendships of the sampled",
                                     of_mean(each) if len(each) > 1 else None))  # fmt: skip
    return rows


def coefficient(ties: Sequence[Tie], ends: Callable[[Tie], tuple[int, int]], *, dropped: bool) -> float | None:
    """Return Newman's coefficient of some friendships."""
    return assortativity(mixed((ends(tie) for tie in ties if dropped or not tie.dropped), TIERS))
