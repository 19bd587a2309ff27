"""One citizen's day in plain Python, listened to, beside the compiled day of everybody.

The district lives its day compiled. Where that day visited the traced citizen, the plain functions live it again for
this one alone, on the row and the post as they were before, and the two rows must agree bit for bit: there is no second
day that could tell another life. What happened is heard, not worked out: the functions are bound once more
(``engine.bind``), and those in ``HEARD`` tell a listener when they are entered and left.

What a citizen reads of others is as of yesterday (``model.ties``), so it is the same before and after they live today.
"""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from types import FunctionType
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.bind import bind
from glasshouse.engine.districts import Flight
from glasshouse.model import (
    absence,
    acts,
    classroom,
    confinement,
    consequences,
    dealings,
    examining,
    gaming,
    grievance,
    growing,
    habit,
    leaking,
    lifecourse,
    money,
    motive,
    opting,
    passing,
    places,
    protest,
    rating,
    relations,
    remedy,
    response,
    scorecard,
    scoring,
    sensing,
    standing,
    voting,
    withdrawal,
)
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.day import call_on, district_day, find_visits
from glasshouse.model.notes import note_act, note_entry
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.model.rollcall import FILES
from glasshouse.model.sensing import POST_MISTAKEN, POST_STRUCK
from glasshouse.model.state import MONEY, SPOUSE, get, put
from glasshouse.model.tally import add
from glasshouse.model.ties import reflect
from glasshouse.model.traits import household_end, household_head
from glasshouse.quantities import DAYS_PER_CYCLE, i64

Row = NDArray[np.uint32]
NOBODY = -1

HEARD: tuple[Callable[..., Any], ...] = (
    add, note_act, note_entry, acts.candidate, gaming.claims, gaming.leaves_undone, sensing.post, sensing.look,
    sensing.believe, sensing.keep, sensing.stray, sensing.mistaken_elsewhere, sensing.invented, passing.make_errors,
    passing.find, absence.read_absence, classroom.go_to_school, classroom.attend, classroom.note_school_day,
    classroom.record_mark, scoring.take, scoring.settle, scoring.counted, scoring.apply_rule, scoring.score_points,
    scoring.add_points, scoring.drop, money.owe, scoring.ask_for_entry, scoring.file_record, scoring.run_out,
    scoring.strike, scoring.take_back, voting.votes_down, voting.voted_points, voting.is_carried, standing.enter,
    standing.leave, relations.be_pulled, scorecard.use_scorecard, rating.be_rated, rating.encounter, rating.mood,
    rating.note_rating, rating.follow_ratings, consequences.attempt, places.take_up, places.give_up,
    places.hold_office, confinement.confine, leaking.leak, response.learn, response.notice_sanction,
    response.drift, response.look_at_kin, response.look_at_friend, response.feel, response.hear, grievance.resent,
    grievance.recover, grievance.set_blocked, motive.crowd_out, habit.habituate, withdrawal.withdraw, gaming.aim,
    dealings.trust, dealings.resent_informers, dealings.set_trust, remedy.decide, remedy.ask_for_expiry,
    remedy.repair, remedy.file_appeal, examining.is_thrown_out, examining.finding_chance, opting.opt_out,
    protest.protest, lifecourse.turn, lifecourse.die, lifecourse.come_on_file, lifecourse.close_file,
    growing.leave_junior_school, growing.begin_work, growing.retire,
)  # fmt: skip
"""The functions that a listener hears of, each by a name of its own."""

Arguments = dict[str, Any]


class Listener(Protocol):
    """Hears a citizen's day as it is lived; it reads the arrays among the arguments and writes none of them."""

    def begin(self, day: int, row: Row, traced: "Traced") -> None:
        """A day begins, for one whose row was so before it; the district has lived it already."""

    def enter(self, name: str, arguments: Arguments) -> None:
        """A function of the model begins."""

    def leave(self, name: str, arguments: Arguments, result: Any) -> None:
        """It has ended."""


class Aside:
    """A district's rows as one citizen's day may use them: writes stay here, and the rows below stay as they are.

    >>> rows = np.zeros((2, 3), np.uint32); aside = Aside(rows); aside[1, 2] = 7
    >>> int(aside[1, 2]), int(aside[0, 0]), int(rows.sum())
    (7, 0, 0)
    """

    def __init__(self, rows: Row) -> None:
        """Begin with nothing written."""
        self.rows = rows
        self.written: dict[tuple[int, int], int] = {}

    def __getitem__(self, place: tuple[int, int]) -> int:
        found = self.written.get(place)
        return int(self.rows[place]) if found is None else found

    def __setitem__(self, place: tuple[int, int], word: int) -> None:
        self.written[place] = int(word)

    def put_row(self, i: int, row: Row) -> None:
        """Have citizen ``i``'s row be this one."""
        self.written.update({(i, word): int(value) for word, value in enumerate(row)})

    def row(self, i: int) -> Row:
        """Return citizen ``i``'s row as it stands here."""
        return np.array([self[i, word] for word in range(self.rows.shape[1])], dtype=np.uint32)


class Relay:
    """Passes what is heard on to whoever's day it is, so that the functions are bound once for all who are traced."""

    listener: Listener

    def enter(self, name: str, arguments: Arguments) -> None:
        """Pass on that a function begins."""
        self.listener.enter(name, arguments)

    def leave(self, name: str, arguments: Arguments, result: Any) -> None:
        """Pass on that it has ended."""
        self.listener.leave(name, arguments, result)


def heard(function: Callable[..., None], listener: Relay) -> Callable[..., None]:
    """Return a plain function of the model, with ``HEARD`` told to a relay wherever it calls them."""
    told = {function.__qualname__: function.__module__ for function in HEARD}

    def bound(copy: FunctionType) -> Any:
        if told.get(copy.__qualname__) != copy.__module__:
            return copy
        names = tuple(signature(copy).parameters)

        @wraps(copy)
        def hearing(*values: Any) -> Any:
            arguments = dict(zip(names, values, strict=True))
            listener.enter(copy.__name__, arguments)
            result = copy(*values)
            listener.leave(copy.__name__, arguments, result)
            return result

        return hearing

    told_of: Callable[..., None] = bind(function, bound, int)
    return told_of


class DifferenceError(AssertionError):
    """The plain day and the compiled one left different rows: a bug of ours, never a life."""


class Traced:
    """One citizen of a district in flight, with a listener that hears the days of this one alone."""

    def __init__(self, number: int, listener: Listener) -> None:
        """Trace citizen ``number`` of a district."""
        self.number, self.listener = number, listener
        self.sender = NOBODY
        """Whose act of yesterday was laid on the citizen today, or ``NOBODY``."""
        self.doer = NOBODY
        """Whose acts of yesterday struck the citizen, or ``NOBODY``."""
        self.blows = 0
        """How many acts these were."""


class Tracing:
    """A district in flight that was born and has lived no day yet, some of whose citizens are traced."""

    def __init__(
        self, flight: Flight, tables: NDArray[np.int64], compiled: Callable[..., None], traced: tuple[Traced, ...]
    ) -> None:
        """Take the compiled days of a district, and whom to trace."""
        self.flight, self.tables, self.compiled, self.traced = flight, tables, compiled, traced
        self.notes = np.zeros(at.TODAY, dtype=np.int64)
        self.own_notes = np.zeros(at.TODAY, dtype=np.int64)
        self.sampled = np.array([one.number for one in traced], dtype=np.int64)
        self.relay = Relay()
        self.day, self.month = heard(call_on, self.relay), heard(lifecourse.pass_a_month, self.relay)
        self.still = tables.copy()
        self.still[room.AGEING] = 0
        """Tables of a world in which no years pass: those of the traced pass by themselves, and are heard."""

    def live(self, day: int, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Live one day of the district; return what the panel would hold of the traced, ``[citizen, column]``.

        ``counts[1, group, column]`` receives the district's day.
        """
        flight, panel = self.flight, np.zeros((1, len(self.traced), len(PANEL_COLUMNS)), dtype=np.int64)
        rows, district = flight.citizens[self.sampled], flight.district.copy()
        hot, box = flight.hot.copy(), flight.box[: int(district[at.POSTED])].copy()
        due = [{j: flight.citizens[j].copy() for j in self.kin_due(one.number, day)} for one in self.traced]
        self.compiled(
            day, day + 1, flight.hot, flight.citizens, self.tables, flight.district, flight.box, self.notes,
            counts, self.sampled, panel,
        )  # fmt: skip
        visited = [
            self.may_be_visited(one, day, hot, box) or bool(kin) or self.is_paired(one.number, row)
            for one, kin, row in zip(self.traced, due, rows, strict=True)
        ]
        morning = self.morning(day, rows, hot, district, box) if any(visited) else None
        for one, row, visit, kin in zip(self.traced, rows, visited, due, strict=True):
            one.listener.begin(day, row, one)
            expected = self.relive(one, day, hot, district, morning, kin) if visit and morning is not None else row
            self.compare(one.number, day, expected)
        observed: NDArray[np.int64] = panel[0]
        return observed

    def compare(self, number: int, day: int, expected: Row) -> None:
        """Hold the row that the plain functions leave against the one that the compiled day left."""
        lived = self.flight.citizens[number]
        if not np.array_equal(expected, lived):
            words = np.flatnonzero(expected != lived).tolist()
            raise DifferenceError(f"citizen {number} of district {self.flight.number}, day {day}: words {words} differ")

    def may_be_visited(self, one: Traced, day: int, hot: NDArray[np.uint16], box: NDArray[np.uint32]) -> bool:
        """Return whether the day's draw, the due day or the post may have called on a citizen."""
        residents, centre = i64(self.flight.district[at.RESIDENTS]), i64(self.flight.district[at.REFLECTION])
        sender = reflect(one.number, 0, residents, centre)
        entries = box.astype(np.int64)
        writers, laid = entries & 0xFFFFF, ((entries >> 20) & 3) == POST_MISTAKEN
        one.sender = sender if bool((laid & (writers == sender)).any()) else NOBODY
        actor = reflect(one.number, 0, residents, i64(self.flight.district[at.DEALINGS]))
        one.blows = int((((entries >> 20) & 3 == POST_STRUCK) & (writers == actor)).sum()) if actor != NOBODY else 0
        one.doer = actor if one.blows else NOBODY
        by_post = one.blows > 0 or one.sender != NOBODY or bool((writers == one.number).any())
        return by_post or self.visit(one.number, day, hot, self.flight.district) >= 0

    def kin_due(self, number: int, day: int) -> list[int]:
        """Return who, of a citizen's household and husband or wife, is asked today whether a month has passed."""
        if not self.tables[room.AGEING]:
            return []
        members = range(household_head(number, self.tables), household_end(number, self.tables, self.flight.district))
        spouse = get(self.flight.citizens, number, SPOUSE) - 1
        kin = sorted({*members, spouse if spouse >= 0 else number})
        return [j for j in kin if j % DAYS_PER_CYCLE == day % DAYS_PER_CYCLE]

    def is_paired(self, number: int, before: Row) -> bool:
        """Return whether a citizen married or separated today, or was left alone."""
        now, then = get(self.flight.citizens, number, SPOUSE), get(before.reshape(1, -1), 0, SPOUSE)
        return now != then

    def visit(self, number: int, day: int, hot: NDArray[np.uint16], district: NDArray[np.int64]) -> int:
        """Return the note of today's visit as ``find_visits`` makes it, -1 for none; it draws for a due group only."""
        place = number % DAYS_PER_CYCLE
        visits = find_visits(number - place, place + 1, day, hot, district, self.own_notes)
        last = i64(self.own_notes[at.VISITS + visits - 1]) if visits > 0 else -1
        return last if last >> at.VISIT_PLACE == place else -1

    def morning(
        self, day: int, rows: Row, hot: NDArray[np.uint16], district: NDArray[np.int64], box: NDArray[np.uint32]
    ) -> Aside:
        """Begin the day once more in plain Python, from what there was before it: the post finds whom it found."""
        aside = Aside(self.flight.citizens)
        for one, row in zip(self.traced, rows, strict=True):
            aside.put_row(one.number, row)
        district_day(day, hot, aside, self.still, district, box, self.own_notes)
        files = {k for first, end in FILES for k in range(first, end)} if self.tables[room.AGEING] else set()
        header = [k for k in range(at.COUNTS_HERE) if k != at.POSTED and k not in files]
        if not np.array_equal(district[header], self.flight.district[header]):
            raise DifferenceError(f"district {self.flight.number}, day {day}: what everybody knows differs")
        return aside

    def relive(
        self, one: Traced, day: int, hot: NDArray[np.uint16], district: NDArray[np.int64], morning: Aside,
        due: dict[int, Row],
    ) -> Row:  # fmt: skip
        """Live the day once more for one citizen alone and return the row that it leaves."""
        i, notes = one.number, self.own_notes
        aside = Aside(self.flight.citizens)
        self.relay.listener = one.listener
        self.pass_years(i, day, hot, district, aside, {**due, i: morning.row(i)})
        visit = self.visit(i, day, hot, district)
        if visit >= 0:
            notes[at.VISITS] = visit
            district[at.POSTED] = 0
            self.day(i - (visit >> at.VISIT_PLACE), 1, aside, self.tables, district, self.room_of(i), notes)
        return aside.row(i)

    def pass_years(
        self, i: int, day: int, hot: NDArray[np.uint16], district: NDArray[np.int64], aside: Aside,
        rows: dict[int, Row],
    ) -> None:  # fmt: skip
        """Let the month pass for those of kin who are due; of the others, hear what they leave to ``i``."""
        for j, row in rows.items():
            aside.put_row(j, row)
        for j in sorted(rows):
            if j % DAYS_PER_CYCLE != day % DAYS_PER_CYCLE or not self.tables[room.AGEING]:
                continue
            if j == i:
                self.month(i, day, hot, aside, self.tables, district)
                continue
            money, spouse = get(aside, i, MONEY), get(aside, i, SPOUSE)
            lifecourse.pass_a_month(j, day, hot, aside, self.tables, district)
            self.tell("inherit", i, get(aside, i, MONEY) - money)
            self.tell("widow", i, spouse - get(aside, i, SPOUSE))
        spouse = get(self.flight.citizens, i, SPOUSE)
        if spouse != get(aside, i, SPOUSE):
            # Who finds whom is a matter of all seekers of the district: it is taken from the compiled day.
            self.tell("wed" if spouse else "part", i, max(spouse, get(aside, i, SPOUSE)))
            put(aside, i, SPOUSE, spouse)
        for first, end in FILES:
            district[first:end] = self.flight.district[first:end]

    def tell(self, name: str, i: int, amount: int) -> None:
        """Have the listener hear of something that the district's hand did to citizen ``i``, if there was any."""
        if amount > 0:
            arguments = {"i": i, "amount": amount}
            self.relay.enter(name, arguments)
            self.relay.leave(name, arguments, None)

    def room_of(self, i: int) -> Row:
        """Return a post box with as much room as citizen ``i`` found today: what did not go into it went nowhere."""
        posted = self.flight.box[: int(self.flight.district[at.POSTED])]
        return np.zeros(np.count_nonzero((posted & 0xFFFFF) == i), dtype=np.uint32)
