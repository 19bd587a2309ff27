"""A run lived day by day for somebody to watch: every district in lockstep, and each day shown when all have lived it.

Nothing that is lived depends on being watched, and the counts of a cycle are handed on as in any other run: the digest
is that of the ordinary run. Whoever watches is called after each day and may take as long as it likes, which is how a
run is paused and slowed down, or raise ``Stopped``, which ends it and leaves the record plainly unfinished. What is
kept then is the world as of its last exchange: whoever resumes the run lives the days since then again, and no others.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.backends import SHOWING, Backend, door_of
from glasshouse.engine.checkpoint import STATE
from glasshouse.engine.districts import Flight, empty_cube, take_off
from glasshouse.engine.drawing import Drawing
from glasshouse.engine.phasing import live_days
from glasshouse.engine.run import Counts, World, in_order
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.model.state import ERROR_FREE, HELD, RIGHTS
from glasshouse.record.manifest import Legend


class Stopped(BaseException):
    """Raised by a watcher to end its run: no fault of anybody's, and no error to be caught on the way."""


@dataclass(frozen=True)
class Figure:
    """One figure of a day, by group: a sum over columns of the counts."""

    id: str
    unit: str
    meaning: str
    columns: Callable[[Legend], list[int]]


def _at(*starts: int) -> Callable[[Legend], list[int]]:
    return lambda legend: list(starts)


def _classes(start: int, kind: int, of: str) -> Callable[[Legend], list[int]]:
    """Columns of one class over all lists, consequences or wishes."""
    return lambda legend: [start + 3 * k + kind for k in range(len(getattr(legend, of)))]


def _black(legend: Legend) -> list[int]:
    """Columns of everybody on each black list."""
    black = [k for k, row in enumerate(legend.lists) if row.colour == "black"]
    return [count.LISTED + 3 * k + kind for k in black for kind in range(3)]


def _protected(start: int) -> Callable[[Legend], list[int]]:
    """Columns over the protected acts."""
    return lambda legend: [start + k for k, act in enumerate(legend.acts) if act and act.protects]


def _records(causes: tuple[int, ...]) -> Callable[[Legend], list[int]]:
    """Columns of records by cause, of acts that no right protects: how well protected acts are found is not told."""
    return lambda legend: [
        count.RECORDED + 4 * k + cause
        for k, act in enumerate(legend.acts)
        if act and not act.protects
        for cause in causes
    ]


FIGURES: tuple[Figure, ...] = (
    Figure("citizens", "citizens", "residents", _at(count.CITIZENS)),
    Figure("scored", "citizens", "on file: old enough for records, or of the class that the regime names",
           _at(count.SCORED_STOCK)),
    Figure("score_held", "points/16", "sum of scores on the records held", _at(count.SCORE_SUM + HELD)),
    Figure("score_error_free", "points/16", "sum of scores without the errors", _at(count.SCORE_SUM + ERROR_FREE)),
    Figure("score_rights_respecting", "points/16", "sum without protected grounds", _at(count.SCORE_SUM + RIGHTS)),
    Figure("in_error", "citizens", "under a sanction in error", _at(count.SANCTIONED + count.IN_ERROR)),
    Figure("against_right", "citizens", "under one against a right, and none in error",
           _at(count.SANCTIONED + count.AGAINST_RIGHT)),
    Figure("by_rules", "citizens", "under sanctions by the rules alone", _at(count.SANCTIONED + count.BY_RULES)),
    Figure("ever_in_error", "citizens", "under a sanction in error on some day so far", _at(count.EVER)),
    Figure("ever_against_right", "citizens", "the same, against a right", _at(count.EVER + 1)),
    Figure("ever_refused", "citizens", "refused something by a sanction so far", _at(count.EVER + 2)),
    Figure("listed", "entries", "places held on black lists; one on two lists counts twice", _black),
    Figure("fear", "levels", "sum of levels of fear, 0 to 15 each", _at(count.FEAR_SUM)),
    Figure("fearful", "citizens", "with fear at level 4 or above", _at(count.FEARFUL)),
    Figure("unaware", "citizens", "on file and not having heard of any regime", _at(count.AWARE)),
    Figure("adults", "citizens", "aged 18 or over", _at(count.ADULTS)),
    Figure("trusting", "citizens", "adults with trust among strangers at level 4 or above", _at(count.TRUSTING)),
    Figure("money", "money", "cash and savings held", _at(count.MONEY_SUM)),
    Figure("debt", "money", "loans still to repay", _at(count.DEBT_SUM)),
    Figure("withheld", "acts", "protected acts of the day not done openly, for fear", _protected(count.WITHHELD)),
    Figure("records_true", "records", "true records of the day, of acts that no right protects", _records((0,))),
    Figure("records_false", "records", "records of the day of somebody else's act, of none, or double; likewise",
           _records((1, 2, 3))),
    Figure("entries_in_error", "entries", "list entries of the day in error", _classes(count.ENTRIES, 0, "lists")),
    Figure("entries", "entries", "list entries of the day, of all classes",
           lambda legend: [count.ENTRIES + k for k in range(3 * len(legend.lists))]),
    Figure("refused_in_error", "attempts", "wishes refused that day by a sanction in error",
           _classes(count.REFUSED, 0, "wishes")),
    Figure("refused_against_right", "attempts", "the same, against a right", _classes(count.REFUSED, 1, "wishes")),
    Figure("refused_by_rules", "attempts", "the same, by the rules", _classes(count.REFUSED, 2, "wishes")),
    Figure("appeals", "appeals", "appeals filed that day",
           _at(count.APPEALED_RECORDS, count.APPEALED_RECORDS + 1)),
    Figure("appeals_won", "appeals", "appeals won that day", _at(count.APPEALS_WON, count.APPEALS_WON + 1)),
)  # fmt: skip
"""What is told of every day by group, in this order; stocks are as of the end of the day."""


@dataclass
class Day:
    """A day that everybody has lived. Its arrays are made for it, and the watcher's to keep."""

    number: int
    figures: NDArray[np.int64]
    """``int64[group, figure]``"""
    histogram: NDArray[np.int64]
    """``int64[group, bin]``: scored citizens by bin of the held score."""
    layers: NDArray[np.uint8]
    """``uint8[layer, citizen]`` in map order; empty where the watcher wants none of this day."""


class Watcher:
    """Who watches a run; this one only looks on."""

    seen = 0
    """Days that were seen before the run was cut short: of those that must be lived again nothing is drawn."""

    def wants_layers(self, day: int) -> bool:
        """Return whether the layers of a day should be drawn, which costs about as much as living it."""
        return day >= self.seen

    def see(self, day: Day) -> None:
        """Take a day; the next is not begun before this returns."""


@dataclass(frozen=True)
class Seat:
    """A district that is watched for a cycle: its counts, and its sampled citizens with what is noted of them."""

    flight: Flight
    counts: Counts
    people: NDArray[np.int64]
    sampled: NDArray[np.int64]
    panel: NDArray[np.int64]


class Watched(World):
    """A world that is lived day by day before somebody's eyes. Its task's order is by the day."""

    watcher: Watcher
    legend: Legend
    before: list[Flight]
    """The districts as of the last exchange, so that a run that is stopped can go on from there."""

    def cycle_together(
        self, pool: ThreadPoolExecutor, shards: list[list[Flight]], first: int, last: int
    ) -> Iterator[tuple[Flight, Counts]]:
        """Live a cycle of everybody, day by day, and yield each district with its counts."""
        flights = [flight for shard in shards for flight in shard]
        seats = [self._seat(flight, last - first) for flight in flights]
        drawing = Drawing(flights, self.task.tables, self.backend.name)
        if self.vectors:
            self._remember(pool, flights)
        try:
            for day in range(first, last):
                drawing.begin(wanted=self.watcher.wants_layers(day))
                self._show(day, self._live_a_day(pool, seats, drawing, day, day - first), drawing)
        except Stopped:
            if self.vectors:
                self.together = self.before
                self.keeper.keep(self)
            raise

        def land(seat: Seat) -> tuple[Flight, Counts]:
            self.panel[first:last, seat.people, :] = seat.panel
            self.hand_on(seat.flight, first, last, seat.counts)
            return seat.flight, seat.counts

        # Whoever watches waits for it: the end of a cycle shall not be seen as a day that takes long.
        yield from in_order(pool, len(seats), land, seats)

    def _seat(self, flight: Flight, days: int) -> Seat:
        """Make room for a cycle of a district, so that no day of it has to."""
        people = self.sampled_of([flight.number])
        panel = np.zeros((days, len(people), len(PANEL_COLUMNS)), dtype=np.int64)
        return Seat(flight, empty_cube(days), people, np.ascontiguousarray(self.task.sampled[people, 1]), panel)

    def _live_a_day(self, pool: ThreadPoolExecutor, seats: list[Seat], drawing: Drawing, day: int, of: int) -> Counts:
        """Live a day of everybody, the ``of``-th of its cycle, and draw it; return the counts of all together.

        Each hand takes districts until none is left, and draws one while its rows are still at hand.
        """
        left = iter(list(enumerate(seats)))

        def hand(_: int) -> Counts:
            counts: Counts = empty_cube(1)[0]
            today = np.zeros(at.TODAY, dtype=np.int64)
            for k, seat in left:
                flight, here = seat.flight, slice(of, of + 1)
                posted = drawing.posted(flight)
                today.fill(0)
                live_days(
                    self.backend, self.rules, flight, day, day + 1, today, seat.counts[here], seat.sampled,
                    seat.panel[here], self.vectors,
                )  # fmt: skip
                [span] = self.rules.spans(flight.number, day, day + 1, self.vectors)
                drawing.draw(k, flight, day, self.rules.tables(span.mask, day), posted, today)
                counts += seat.counts[of]
            return counts

        total: Counts = sum(pool.map(hand, range(self.threads)), empty_cube(1)[0])
        self.progress(self.task.plan.citizens)
        return total

    def _remember(self, pool: ThreadPoolExecutor, flights: list[Flight]) -> None:
        """Note the districts as they are after an exchange, in the memory of the last time."""
        if not self.before:
            self.before = [take_off(self.task.plan, flight.number) for flight in flights]

        def note(flight: Flight, before: Flight) -> None:
            for name, _ in STATE:
                np.copyto(getattr(before, name), getattr(flight, name))

        list(pool.map(note, flights, self.before))

    def _show(self, day: int, counts: Counts, drawing: Drawing) -> None:
        """Let the watcher see a day, from the counts of all districts together and from everybody's row."""
        figures = np.stack([counts[:, figure.columns(self.legend)].sum(axis=1) for figure in FIGURES], axis=1)
        histogram = counts[:, count.SCORE_BIN : count.SCORE_BIN + count.HISTOGRAM]
        self.watcher.see(Day(day, figures, histogram, drawing.drawn))


def watched(watcher: Watcher, legend: Legend) -> Callable[..., Watched]:
    """Return what makes a world for a watcher, from the arguments that any world is made of."""

    def make(*arguments: Any, **named: Any) -> Watched:
        world = Watched(*arguments, **named)
        world.watcher, world.legend, world.before = watcher, legend, []
        return world

    return make


def ready(backend: Backend) -> None:
    """Load what draws and sums, so that the first days do not wait for it."""
    for door in SHOWING:
        door_of(backend.name, door)
