"""Three synthetic lives for a report: chosen by stated criteria, told briefly, each loss with its clause.

The first is of somebody sanctioned in error. Who is chosen follows from the record and from luck that the seed names,
never from whoever writes the report. Where a criterion has no case the next one of its row is asked, and the report
says so; a life is told once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from glasshouse.diagnostics import UserFault
from glasshouse.experiment.diary import Event
from glasshouse.experiment.finding import find, lot
from glasshouse.experiment.life import Life, explain
from glasshouse.record.panel import PANEL, read_panel
from glasshouse.record.reading import Run
from glasshouse.report.lifeline import content_note, in_short, who
from glasshouse.report.telling import told
from glasshouse.report.words import grouped

Progress = Callable[[str, int, int], None]


BY_LOT = "by lot"
PARTS = (
    ("in-error-longest", "ever-in-error", "lowered-in-error-longest", BY_LOT),
    ("against-right-longest", "ever-against-right", "ever-refused", BY_LOT),
    ("helped-most", BY_LOT),
)
"""The three places: the criteria that may fill each, of which the first that has a case does."""
TITLES = {
    "in-error-longest": "A sanction in error",
    "ever-in-error": "A sanction in error",
    "lowered-in-error-longest": "A score pressed down by errors",
    "against-right-longest": "A sanction against a right",
    "ever-against-right": "A sanction against a right",
    "ever-refused": "Something refused",
    "helped-most": "A life with rewards",
    BY_LOT: "A life drawn by lot",
}
MEANINGS = {
    "in-error-longest": "under a sanction in error for the most days, of the sampled",
    "ever-in-error": "under a sanction in error on some day",
    "lowered-in-error-longest": "with a score pressed down by errors for the most days, of the sampled",
    "against-right-longest": "under a sanction against a right for the most days, and none in error, of the sampled",
    "ever-against-right": "under a sanction against a right on some day",
    "ever-refused": "refused something by a sanction on some day",
    "helped-most": "with a reward and without a sanction for the most days, of the sampled",
    BY_LOT: "drawn by lot from the sampled, without regard to anything",
}
NOBODY = "G540"
"""What a search says that finds nobody."""
LINES = 9
"""Events told of a life at most: the gravest kinds first, and of one kind the earliest."""
WEIGHTS = (
    "list-entry", "consequence", "appeal", "appeal-decided", "record", "wish", "list-exit", "consequence-ends", "tier",
    "record-counts", "withheld", "term-over", "tie",
)  # fmt: skip
"""Kinds of events that a brief telling may hold, the weightiest first."""


@dataclass(frozen=True)
class History:
    """One life for the report: by which criterion it was chosen, and which earlier ones found nobody new."""

    criterion: str
    passed_over: tuple[str, ...]
    life: Life

    @property
    def title(self) -> str:
        """What this life is an example of."""
        return TITLES[self.criterion]

    @property
    def chosen(self) -> str:
        """How the citizen was chosen, in a sentence."""
        by = f"Chosen as the one {MEANINGS[self.criterion]} ({self.criterion})."
        if not self.passed_over:
            return by
        others = " and ".join(f"\u201c{name}\u201d" for name in self.passed_over)
        return f"{by} Nobody new was found by {others}."

    @property
    def who(self) -> str:
        """Of whom this is, and against what the replay was held."""
        return who(self.life)

    @property
    def short(self) -> str:
        """The life in a few counts."""
        return in_short(self.life)

    @property
    def note(self) -> str:
        """What a reader should know before reading on, or nothing."""
        return content_note(self.life)

    def lines(self, most: int = LINES) -> list[tuple[str, str]]:
        """Return the day and the telling of the weightiest events, in their order."""
        events = self.life.events
        kept = sorted((k for k, event in enumerate(events) if weighty(event)), key=lambda k: weight_of(events[k]))
        shown = [events[k] for k in sorted(kept[:most])]
        return [(grouped(event.day), told(event, self.life.manifest.currency)) for event in shown]


@dataclass(frozen=True)
class Histories:
    """The lives of a report; ``why_none`` says why there are none."""

    told: tuple[History, ...] = ()
    why_none: str = ""


def weighty(event: Event) -> bool:
    """Return whether a brief telling may hold an event: of records only those in error, of wishes those refused."""
    if event.kind == "record":
        return bool(event.facts["cause"] != "true")
    if event.kind == "wish":
        return bool(event.facts["result"] == "refused")
    return event.kind in WEIGHTS


def weight_of(event: Event) -> tuple[int, int]:
    """Return what events are chosen by: the kind, and then the day."""
    return WEIGHTS.index(event.kind), event.day


def histories(run: Run, progress: Progress) -> Histories:
    """Return three lives out of a run, or of several seeds out of the first; none where they cannot be lived again."""
    seed = run.first
    found: list[History] = []
    for criteria in PARTS:
        try:
            one = history(seed, criteria, {each.life.citizen.id for each in found}, progress)
        except UserFault as fault:
            what = fault.diagnostics[0]
            return Histories(tuple(found), f"{what.what} ({what.why}).")
        if one is not None:
            found.append(one)
    return Histories(tuple(found), "" if found else "Nobody of this run is in a panel, so nobody could be drawn.")


def history(run: Run, criteria: tuple[str, ...], known: set[str], progress: Progress) -> History | None:
    """Return the life of one place; None where nobody is left to fill it."""
    passed: list[str] = []
    for criterion in criteria:
        citizen = chosen(run, criterion, known)
        if citizen is not None:
            return History(criterion, tuple(passed), explain(run, citizen, None, None, progress))
        passed.append(criterion)
    return None


def chosen(run: Run, criterion: str, known: set[str]) -> str | None:
    """Return the id of whom a criterion finds, None where it finds nobody or somebody whose life is told already."""
    if criterion == BY_LOT:
        return drawn(run, known)
    try:
        name = find(run, criterion).citizen
    except UserFault as fault:
        if fault.diagnostics[0].code != NOBODY:
            raise
        return None
    return None if name in known else name


def drawn(run: Run, known: set[str]) -> str | None:
    """Return one of the panel who is old enough for records, by the luck of the seed; None where nobody is left."""
    if not (run.folder / PANEL).is_dir():
        return None
    ids, panel = read_panel(run.folder, ("scored",))
    old_enough = panel["scored"][-1] == 1 if "scored" in panel else [True] * len(ids)
    left = [name for name, old in zip(ids, old_enough, strict=True) if old and name not in known]
    return min(left, key=lambda name: (lot(run.manifest.seed, BY_LOT, name), name), default=None)
