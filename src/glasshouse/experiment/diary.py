"""A citizen's days as dated events in the run's own names, written down as the functions of the model are heard.

A ``Diary`` is a listener (``engine.tracing``). Nothing in it decides what happens: it writes down which function was
entered with what, what ``tally.add`` counted, and what changed in the citizen's row meanwhile. So a life is told by the
same ticks of which the run's totals are sums.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

from glasshouse.engine.tracing import NOBODY, Arguments, Row, Traced
from glasshouse.experiment.clauses import Clauses
from glasshouse.experiment.replay import Citizen
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.record.manifest import ActName, Legend

STARTS = [block.start for block in count.COUNTS]
STANDINGS = ("held", "error_free", "rights_respecting")
CLASSES = ("in error", "against a right", "by the rules")
POINT = 16
"""Points are kept in sixteenths."""


@dataclass
class Event:
    """Something that happened on a day: a kind, its facts by name, and what clauses made of it."""

    day: int
    kind: str
    facts: dict[str, Any]
    effects: list[dict[str, Any]] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """Return the event as plain data."""
        return {"day": self.day, "kind": self.kind, **self.facts, **({"effects": self.effects} if self.effects else {})}


@dataclass
class Frame:
    """A function that was entered and not left yet, with what is kept in mind until it is."""

    name: str
    arguments: Arguments
    kept: dict[str, Any] = field(default_factory=dict)


@dataclass
class Page:
    """What all that listen share: the day, what was written so far, which functions are open, and the run's names."""

    citizen: Citizen
    legend: Legend
    clauses: Clauses
    tables: NDArray[Any]
    day: int = 0
    sender: int = NOBODY
    doer: int = NOBODY
    blows: int = 0
    events: list[Event] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    def note(self, kind: str, **facts: Any) -> Event:
        """Write an event of today down."""
        event = Event(self.day, kind, facts)
        self.events.append(event)
        return event

    def open(self, *names: str) -> Frame | None:
        """Return the innermost open function of these names."""
        return next((frame for frame in reversed(self.frames) if frame.name in names), None)

    def event(self) -> Event | None:
        """Return the event of the innermost open function that has one: what happens now is its effect."""
        found = next((frame for frame in reversed(self.frames) if "event" in frame.kept), None)
        return found.kept["event"] if found else None

    def effect(self, rule: int) -> dict[str, Any] | None:
        """Return what a rule made of the record that is looked at, begun where it made nothing yet."""
        event, clause = self.event(), self.clauses.of("rules", rule).data()
        if event is None:
            return None
        made = next((effect for effect in event.effects if effect["rule"] == clause), None)
        if made is None:
            made = {"rule": clause}
            event.effects.append(made)
        return made

    def table(self, place: int) -> int:
        """Return one entry of the tables."""
        return int(self.tables[place])

    def id_of(self, local: int) -> str:
        """Return the id of somebody of the same district."""
        return f"s-{self.citizen.district}-{local}"

    def act(self, slot: int) -> dict[str, Any]:
        """Return what an act is called, and the right that protects it."""
        row: ActName | None = self.legend.acts[slot]
        assert row is not None, "what is done has a name"
        return {"act": row.id, "title": row.title, "protects": row.protects}

    def channel(self, channel: int) -> dict[str, Any]:
        """Return the sensor of a channel and the act that it looks for."""
        clause = self.clauses.sensor(self.legend.channels[channel].split(".")[0])
        return {"sensor": clause.data(), **self.act(self.table(room.CHANNEL_ACT + channel))}


Handler = Callable[[Frame], None]
Leaver = Callable[[Frame, Any], None]


class Hearer:
    """Hears some functions: ``enter_<name>(frame)``, ``leave_<name>(frame, result)``, ``add_<block>(k, amount)``."""

    def __init__(self, page: Page) -> None:
        """Write on this page."""
        self.page = page

    def begin(self) -> None:
        """A day begins."""


class Diary:
    """Tells several hearers of the functions that each knows, in the order of their calls."""

    def __init__(self, page: Page, hearers: tuple[Hearer, ...]) -> None:
        """Begin with nothing heard."""
        self.page, self.hearers = page, hearers

    def begin(self, day: int, row: Row, traced: Traced) -> None:
        """Turn to a day."""
        del row
        self.page.day, self.page.sender = day, traced.sender
        self.page.doer, self.page.blows = traced.doer, traced.blows
        self.page.frames.clear()
        for hearer in self.hearers:
            hearer.begin()

    def enter(self, name: str, arguments: Arguments) -> None:
        """Hear that a function begins; what ``add`` counts goes to those that know the block."""
        if name == "add":
            self.counted(arguments["column"], arguments["amount"])
            return
        frame = Frame(name, arguments)
        self.page.frames.append(frame)
        for hearer in self.hearers:
            handler: Handler | None = getattr(hearer, f"enter_{name}", None)
            if handler is not None:
                handler(frame)

    def counted(self, column: int, amount: int) -> None:
        """Hear that today's counts were added to."""
        block = count.COUNTS[bisect_right(STARTS, column) - 1]
        for hearer in self.hearers:
            handler: Callable[[int, int], None] | None = getattr(hearer, f"add_{block.name}", None)
            if handler is not None:
                handler(column - block.start, amount)

    def leave(self, name: str, arguments: Arguments, result: Any) -> None:
        """Hear that a function has ended."""
        del arguments
        if name == "add":
            return
        frame = self.page.frames[-1]
        for hearer in self.hearers:
            handler: Leaver | None = getattr(hearer, f"leave_{name}", None)
            if handler is not None:
                handler(frame, result)
        self.page.frames.pop()
