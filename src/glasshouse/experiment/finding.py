"""Whom to look at: citizens found by what was truly done to them, never by what could be observed of them.

Two places are searched. The record's cases are of everybody, on the last day (``record.cases``). The panel is of the
sampled citizens, over all days. Each criterion reads the truth: what a sanction would be without the errors, or without
grounds that a right protects, and what its bearer knew. None reads an act, an opinion or a trait, so that none is a
recipe for finding anybody where the truth is not known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from glasshouse.chance import district_keys, draw, stream
from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.experiment.replay import unfit
from glasshouse.record.cases import CASES as CASES_FILE
from glasshouse.record.cases import CRITERIA, read_cases
from glasshouse.record.manifest import Manifest
from glasshouse.record.naming import AWARENESS
from glasshouse.record.panel import PANEL, Column, read_panel
from glasshouse.record.reading import Run

T = TypeVar("T")
Panel = dict[str, Column]
Days = NDArray[np.bool_]
"""bool[day, citizen]"""
OWN_STANDING = AWARENESS.index("own_standing")


@dataclass(frozen=True)
class Found:
    """Who was found: the id, by which criterion, with which figure in which unit, among whom."""

    citizen: str
    criterion: str
    meaning: str
    figure: int
    unit: str
    among: str


@dataclass(frozen=True)
class Search:
    """One criterion over the panel: on which days of whom it holds; the most days are the first case."""

    id: str
    meaning: str
    days: Callable[[Panel, int], Days]
    """Given the panel and the mask of sanctions."""


def in_error(panel: Panel, adverse: int) -> Days:
    """Return when a sanction was held that error-free standing would not bring."""
    days: Days = (panel["under_held"] & ~panel["under_error_free"] & adverse) != 0
    return days


def against_right(panel: Panel, adverse: int) -> Days:
    """Return when a sanction was held that only rights-respecting standing would not bring."""
    kept = panel["under_held"] & panel["under_error_free"]
    days: Days = ((kept & ~panel["under_rights_respecting"] & adverse) != 0) & ~in_error(panel, adverse)
    return days


def unaware(panel: Panel, adverse: int) -> Days:
    """Return when a sanction in error was held by somebody who never came to know their own standing."""
    never: Days = panel["awareness"].max(axis=0) < OWN_STANDING
    days: Days = in_error(panel, adverse) & never
    return days


def helped(panel: Panel, adverse: int) -> Days:
    """Return when a reward was held and no sanction."""
    days: Days = ((panel["under_held"] & ~adverse) != 0) & ((panel["under_held"] & adverse) == 0)
    return days


def lowered(panel: Panel, adverse: int) -> Days:
    """Return when the score held was below the error-free one."""
    del adverse
    days: Days = panel["score_held"] < panel["score_error_free"]
    return days


def raised(panel: Panel, adverse: int) -> Days:
    """Return when the score held was above the error-free one, as stars that friends agree on can bring it."""
    del adverse
    days: Days = panel["score_held"] > panel["score_error_free"]
    return days


SEARCHES: tuple[Search, ...] = (
    Search("in-error-longest", "days under a sanction in error", in_error),
    Search("against-right-longest", "days under a sanction against a right, and none in error", against_right),
    Search("never-noticed", "days under a sanction in error, own standing never known", unaware),
    Search("helped-most", "days with a reward and without a sanction", helped),
    Search("lowered-in-error-longest", "days with a score below the error-free one", lowered),
    Search("raised-in-error-longest", "days with a score above the error-free one", raised),
)
CASES = {criterion.id: criterion for criterion in CRITERIA}
NAMES = (*(search.id for search in SEARCHES), *CASES)


def find(run: Run, criterion: str) -> Found:
    """Return the first case of a criterion in a record; no criterion or no case is a fault of the user's."""
    for search in SEARCHES:
        if search.id == criterion:
            return first_of_panel(run, search)
    if criterion not in CASES:
        close = nearest(criterion, NAMES)
        raise unfound(f"there is no criterion `{criterion[:60]}`", f"there are {', '.join(NAMES)}",
                      f"write --find {close or NAMES[0]}")  # fmt: skip
    found = whole(run, CASES_FILE, lambda: read_cases(run.folder)).get(criterion, [])
    if not found:
        raise unfound(f"nobody is a case of `{criterion}` in this run", CASES[criterion].meaning,
                      "give another criterion, or a number with --citizen")  # fmt: skip
    citizen, figure = found[0]
    case = CASES[criterion]
    return Found(citizen, criterion, case.meaning, figure, case.unit, "everybody of the run, on the last day")


def first_of_panel(run: Run, search: Search) -> Found:
    """Return who of the panel has the most days; equals are put in order by lot."""
    there = (run.folder / PANEL).is_dir()
    ids, panel = whole(run, PANEL, lambda: read_panel(run.folder)) if there else ([], {})
    figures = search.days(panel, adverse_of(run.manifest)).sum(axis=0) if ids else np.zeros(0, dtype=np.int64)
    if not len(figures) or figures.max() == 0:
        raise unfound(f"nobody in this run's panel is a case of `{search.id}`", search.meaning,
                      "give another criterion, or run with a larger --panel")  # fmt: skip
    most = [ids[k] for k in np.flatnonzero(figures == figures.max())]
    first = min(most, key=lambda name: (lot(run.manifest.seed, search.id, name), name))
    among = f"the {len(ids)} sampled citizens of the panel, over all days"
    return Found(first, search.id, search.meaning, int(figures.max()), "days", among)


def whole(run: Run, name: str, read: Callable[[], T]) -> T:
    """Read a part of the record, or say that it is torn."""
    try:
        return read()
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise unfit(run.folder, f"{name} cannot be read", str(error).splitlines()[0]) from error


def lot(seed: int, criterion: str, name: str) -> int:
    """Return the luck that puts equals in order."""
    district, number = (int(part) for part in name.removeprefix("s-").split("-"))
    return draw(*district_keys(seed, district), stream(f"case:{criterion}"), number)


def adverse_of(manifest: Manifest) -> int:
    """Return the mask of the consequences that are sanctions."""
    return sum(1 << k for k, row in enumerate(manifest.legend.consequences) if row.adverse)


def unfound(what: str, why: str, remedy: str) -> UserFault:
    """Return the fault of a search without an answer."""
    return UserFault([Diagnostic("G540", what, why, remedy)])
