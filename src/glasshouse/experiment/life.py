"""A life: what happened to one synthetic citizen of a run, day by day, as the model's own functions lived it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.backends import Backend, cpu_backend
from glasshouse.engine.districts import Flight
from glasshouse.engine.tracing import Traced
from glasshouse.experiment.aged import YEARS, Aged
from glasshouse.experiment.answered import Answered, evening, scores
from glasshouse.experiment.clauses import clauses_of
from glasshouse.experiment.dealt import Dealt
from glasshouse.experiment.diary import Diary, Event, Page
from glasshouse.experiment.finding import Found, find
from glasshouse.experiment.moved import Moved
from glasshouse.experiment.rated import Rated
from glasshouse.experiment.redressed import Redressed
from glasshouse.experiment.replay import Citizen, Source, citizen_of, replay
from glasshouse.experiment.schooled import Schooled
from glasshouse.experiment.scored import Scored
from glasshouse.experiment.seen import Seen
from glasshouse.model import district as at
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.model.state import SCORED, get
from glasshouse.model.ties import lookalike, reflect
from glasshouse.record.manifest import Manifest
from glasshouse.record.reading import Run

Progress = Callable[[str, int, int], None]


KINDS = (
    "phase", "struck", "act", "claimed", "left-undone", "withheld", "protest", "turned-away", "lessons", "scan",
    "record", "record-counts", "record-struck", "term-over", "near-ones", "scorecard", "ratings", "rating",
    "list-entry", "list-extended", "list-exit", "tier", "consequence", "consequence-read", "consequence-ends",
    "wish", "blocked", "place", "work", "fear", "legitimacy", "motive", "acceptance", "learnt", "certainty", "tie",
    "online", "gaming", "trust", "appeal-decided", "appeal-lapsed", "appeal", "opt-out", "favoured", "leaked",
    "detained", *YEARS,
)  # fmt: skip
"""Every kind of event, in the order in which a day is told: that of its phases, standings before what they bring."""
OVERNIGHT = ("phase", "struck", *YEARS)
"""Kinds that come before any of the day's own acts."""


@dataclass(frozen=True)
class Life:
    """A citizen's life in a run: its events in their order, and every day's panel columns, ``series[day, column]``."""

    manifest: Manifest
    citizen: Citizen
    first: int
    last: int
    """Days that are told: ``first`` to ``last``, both included. All days before are lived all the same."""
    on_file: bool
    """Whether the citizen was of an age for records on any day."""
    in_panel: bool
    events: tuple[Event, ...]
    series: NDArray[np.int64]
    scores: tuple[dict[str, float] | None, ...]
    """The three scores at the end of each day of the series."""
    found: Found | None = None

    def of(self, *kinds: str) -> list[Event]:
        """Return the events of some kinds."""
        return [event for event in self.events if event.kind in kinds]

    def column(self, name: str) -> NDArray[np.int64]:
        """Return one column of the panel, a figure a day."""
        names = [column for column, _, _ in PANEL_COLUMNS]
        values: NDArray[np.int64] = self.series[:, names.index(name)]
        return values


def span_of(days: int, text: str | None) -> tuple[int, int]:
    """Return the first and last day asked for by ``A:B``, both included; either may be left out.

    >>> span_of(365, None), span_of(365, "30:59"), span_of(365, ":9")
    ((0, 364), (30, 59), (0, 9))
    """
    first, colon, last = (text or ":").partition(":")
    ends = [first or "0", last or str(days - 1)]
    if colon and all(end.isdecimal() and len(end) < 7 for end in ends):
        a, b = int(ends[0]), min(int(ends[1]), days - 1)
        if a <= b:
            return a, b
    raise UserFault([Diagnostic("G540", f"there are no days `{(text or '')[:40]}` in this run",
                                f"its days are 0 to {days - 1}",
                                "write the first and the last, as --days 30:59")])  # fmt: skip


def explain(run: Run, citizen: str | None, criterion: str | None, days: str | None, progress: Progress) -> Life:
    """Return the life of a citizen given by number, or found by a criterion, in a finished run of one seed."""
    if (citizen is None) == (criterion is None):
        what = "both a citizen and a criterion" if citizen else "no citizen"
        raise UserFault([Diagnostic("G540", f"{what} is given", "a life is one citizen's, given or found",
                                    "give --citizen ID or --find CRITERION")])  # fmt: skip
    source = Source(run)
    found = find(run, criterion) if criterion is not None else None
    asked = citizen_of(source.plan, found.citizen if found else str(citizen))
    span_of(run.manifest.days, days)  # before anything is compiled
    progress("compile", 0, 1)
    backend = cpu_backend()
    progress("compile", 1, 1)
    return live(source, asked, backend, progress, days, found)


def live(
    source: Source, citizen: Citizen, backend: Backend, progress: Progress,
    days: str | None = None, found: Found | None = None,
) -> Life:  # fmt: skip
    """Live a citizen's district again and return the citizen's life."""
    m = source.manifest
    first, last = span_of(m.days, days)
    page = Page(citizen, m.legend, clauses_of(source.run.folder, m), source.tables)
    writer = Writer(page)
    series, points, residents = [], [], source.plan.size(citizen.district)
    for day in replay(source, citizen.district, backend, last + 1, {citizen.local: writer}, writer.turn):
        series.append(day.observed[0])
        points.append(writer.close(day.flight))
        progress("days", residents * (day.number + 1), residents * (last + 1))
    return Life(
        m, citizen, first, last, writer.on_file, citizen.id in source.sampled,
        in_order(page.events, first), np.array(series[first:]), tuple(points[first:]), found,
    )  # fmt: skip


def in_order(events: list[Event], first: int) -> tuple[Event, ...]:
    """Return events from a day on, in the order in which a day is told."""
    return tuple(sorted((event for event in events if event.day >= first), key=place_of))


def place_of(event: Event) -> tuple[int, int, int, int]:
    """Return what events are put in order by: acts and their records by the time of day, all else by its phase."""
    tick = event.facts.get("tick")
    part = 0 if event.kind in OVERNIGHT else 2 if tick is None else 1
    return event.day, part, 0 if tick is None else tick, KINDS.index(event.kind)


def data_of(life: Life) -> dict[str, Any]:
    """Return a life as plain data, with what must travel with it."""
    m, found = life.manifest, life.found
    return {
        "synthetic": True, "note": NOTE, "citizen": life.citizen.id, "number": life.citizen.number,
        "regime": m.regime.name, "status": m.status, "place": m.place.name, "conduct": m.conduct.name,
        "citizens": m.citizens, "seed": m.seed, "digest": m.digest, "currency": m.currency,
        "first_day": life.first, "last_day": life.last, "on_file": life.on_file, "in_panel": life.in_panel,
        "found": vars(found) if found else None,
        "events": [event.data() for event in life.events],
        "days": {name: life.column(name).tolist() for name, _, _ in PANEL_COLUMNS},
        "units": {name: unit for name, unit, _ in PANEL_COLUMNS},
    }  # fmt: skip


NOTE = "what happened to a synthetic person within the model; nobody real did it, met with it or is described by it"


class Writer(Diary):
    """The diary of one citizen, which says each morning whom yesterday's acts fell on and each evening what changed."""

    def __init__(self, page: Page) -> None:
        """Begin before day 0."""
        self.seen = Seen(page)
        self.dealt = Dealt(page, self.seen)
        hearers = (
            self.dealt,
            Moved(page, self.seen),
            self.seen,
            Scored(page, self.seen),
            Redressed(page, self.seen),
            Rated(page),
            Schooled(page),
            Answered(page),
            Aged(page),
        )
        super().__init__(page, hearers)
        self.before = self.after = np.zeros((1, 0), dtype=np.uint32)
        self.flight: Flight | None = None
        self.on_file = False
        """Whether the citizen was on file on any day."""

    def turn(self, day: int, tables: NDArray[np.int64], begun: list[str]) -> None:
        """Take the tables of a day that is to come, and write down which phases of the regime begin with it."""
        self.page.day, self.page.tables = day, tables
        for name in begun:
            self.page.note("phase", phase=self.page.clauses.phase(name).data())

    def begin(self, day: int, row: NDArray[np.uint32], traced: Traced) -> None:
        """Begin a day, from the row as it was and what the post brought."""
        self.before = row.copy().reshape(1, -1)
        if self.flight is not None and self.seen.strayed:
            self.seen.delivered(lookalike(traced.number, self.flight.citizens, self.flight.district))
        if self.flight is not None and self.dealt.striking:
            residents, centre = (int(self.flight.district[place]) for place in (at.RESIDENTS, at.DEALINGS))
            self.dealt.delivered(reflect(traced.number, 0, residents, centre))
        super().begin(day, row, traced)

    def close(self, flight: Flight) -> dict[str, float] | None:
        """End a day: say what it changed; return the scores."""
        self.flight = flight
        self.after = flight.citizens[[self.page.citizen.local]]
        self.on_file = self.on_file or any(get(row, 0, SCORED) == 1 for row in (self.before, self.after))
        if not np.array_equal(self.before, self.after):
            evening(self.page, self.before, self.after)
        return scores(self.page, self.after)
