"""The figures that take a district lived once more: M7, M12, M22 and M23, of all seeds with what chance leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from glasshouse.audit.rights.contexts import by_files
from glasshouse.audit.rights.facts import RegimeFacts, SanctionView
from glasshouse.audit.rights.mixing import assortativity
from glasshouse.audit.rights.rows import HUNDRED, Figures, plain_figure
from glasshouse.audit.spread import of_mean, of_ratio
from glasshouse.experiment.relived import Changed, Relived, Tie, relive
from glasshouse.record.reading import Run

MEASURES = ("M7", "M12", "M22", "M23")
Parts = Sequence[tuple[float, int]]


def again(run: Run, facts: RegimeFacts) -> dict[str, Figures]:
    """Return the figures of a run of this version, by id of the measure; nothing where nobody was sampled."""
    found = relive(run)
    if not found:
        return {}
    rows = {"M7": other_groups(found), "M12": segregated(found), "M22": spilled(found, facts),
            "M23": unrelated(found, facts)}  # fmt: skip
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


def spilled(found: Sequence[Relived], facts: RegimeFacts) -> Figures:
    """Return what part of harm is borne for others, by whom one's own records do not bring it to (M22).

    Harm is days under a sanction times its severity. Of it are the days that would not be but for the standing of kin
    and friends, with people and luck as they were, and the days on which a child's seat at a favoured school was closed
    by an adult's standing and not by the child's own.
    """
    weights = {view.position: int(view.fact("severity").value or 0) for view in facts.sanctions}
    seat = max((weights[view.position] for view in facts.sanctions if view.kind == "seat" and closes(view)), default=0)

    def weighed(days: Mapping[int, int]) -> int:
        return sum(weights.get(k, 0) * number for k, number in days.items())

    own = [weighed(one.spilled.days) for one in found]
    pull = [weighed(one.spilled.without) for one in found]
    away = [weighed(one.spilled.instead) for one in found]
    seats = [seat * sum(one.schooling.closed) for one in found]
    whole = [a + b for a, b in zip(own, seats, strict=True)]
    unit = "severity-days of the sampled"

    def row(what: str, parts: Sequence[int], of: Sequence[int] = whole) -> dict[str, Any]:
        return shared(what, [(float(a), b) for a, b in zip(parts, of, strict=True)], "in 100", unit)

    closed = [(float(sum(one.schooling.closed)), one.schooling.days) for one in found]
    return [
        row("harm borne for others: for kin and friends, and by children for adults of the household",
            [a + b for a, b in zip(pull, seats, strict=True)]),
        row("harm that would not be but for the standing of kin and friends", pull),
        row("harm to children whose seat at school an adult\u2019s standing closes", seats),
        row("harm that kin and friends keep away", away, own),
        shared("days of children without a seat on which an adult\u2019s standing closes it", closed, "in 100",
               "days of the sampled of 14 to 17"),
    ]  # fmt: skip


def closes(view: SanctionView) -> bool:
    """Return whether a sanction closes what is wished for."""
    return view.row.effect == "refuse"


def unrelated(found: Sequence[Relived], facts: RegimeFacts) -> Figures:
    """Return what part of harm is of unrelated life, by what stood on the files of those under a sanction (M23).

    Beside it is the part of which no file says what brought it, and the rules that could have been it do not agree.
    """
    parts = [by_files(facts, one.files) for one in found]
    if not any(of for _, _, of in parts):
        return []
    unit = "severity-days of the sampled, each seventh day"
    return [
        shared("harm over a way between unrelated domains of life, by what stood on file",
               [(least, of) for least, _, of in parts], "in 100", unit),
        shared("harm of which no file says what brought it", [(most - least, of) for least, most, of in parts],
               "in 100", unit),
    ]  # fmt: skip


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
    taken = [tie for tie in ties if dropped or not tie.dropped]
    kind = {one: of for tie in taken for one, of in zip(tie.ends, ends(tie), strict=True)}
    return assortativity((tie.ends for tie in taken), kind)
