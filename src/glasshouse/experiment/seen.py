"""What a citizen did or left undone, and what the sensors made of it: acts, and records true and false."""

from typing import Any

from glasshouse.experiment.diary import Event, Frame, Hearer, Page
from glasshouse.model import tables as room
from glasshouse.model.notes import CLAIMED, SOMEBODY_ELSE, TICKS
from glasshouse.model.sensing import POST_MISTAKEN
from glasshouse.record.naming import CAUSES

SOURCES = {
    "look": "own-act",
    "believe": "claim",
    "mistaken_elsewhere": "elsewhere",
    "invented": "nothing",
    "make_errors": "gate",
    "find": "wanted",
    "read_absence": "absence",
    "record_mark": "class",
}
"""Where a record comes from, by the function that makes it; the post brings those of somebody in the district."""

OFF_FILE = "not of an age for records"
"""What comes of an act at which no sensor looks because of whose it is; ``look`` says otherwise."""
NOBODY_FITTED = "nobody: whom it fell on did not fit"
BOX_FULL = "nobody: the post box was full"
PARTS = (
    "deep in the night", "before dawn", "early in the morning", "towards noon",
    "after noon", "late in the afternoon", "in the evening", "late in the evening",
)  # fmt: skip
"""Parts of the day, three hours each."""


def part_of_day(tick: int) -> str:
    """Return the part of the day in which a tick lies; there are 128 of 11 minutes and a quarter.

    >>> part_of_day(0), part_of_day(63), part_of_day(64), part_of_day(127)
    ('deep in the night', 'towards noon', 'after noon', 'late in the evening')
    """
    return PARTS[tick * len(PARTS) // TICKS]


class Seen(Hearer):
    """Hears phases 1 and 2."""

    def __init__(self, page: Page) -> None:
        """Begin with nothing done."""
        super().__init__(page)
        self.acts: dict[int, Event] = {}
        self.records: list[Event] = []
        self.claims: dict[int, Event] = {}
        """Deeds claimed today and not done."""
        self.for_score = -1
        """The deed about to be done that only the score asks for."""
        self.strayed: list[dict[str, Any]] = []
        """Acts of today laid on somebody, whom tomorrow's post finds."""

    def begin(self) -> None:
        """A day begins: nothing is done yet."""
        self.acts, self.records, self.claims, self.for_score = {}, [], {}, -1

    def add_done(self, slot: int, amount: int) -> None:
        """An act was done. Being wanted is counted as one, as are a silence that is read and what a school day comes
        to; none of them is any.
        """
        del amount
        if slot == self.page.table(room.WANTED_ACT) or self.page.open("read_absence", "record_mark"):
            return
        frame = self.page.open("candidate")
        if frame is not None and "withheld" in frame.kept:
            frame.kept["withheld"].facts["displaced"] = True
        self.acts[slot] = self.page.note("act", **self.page.act(slot), unwatched=False, outcome=OFF_FILE, sensors=[])
        if slot == self.for_score:
            self.acts[slot].facts["for_score"], self.for_score = True, -1

    def enter_note_act(self, frame: Frame) -> None:
        """It has its time of the day; one that is only claimed is no act."""
        if frame.arguments["flag"] == CLAIMED:
            return
        tick = frame.arguments["u"] & (TICKS - 1)
        when = {"tick": tick, "time": part_of_day(tick)}
        self.acts[frame.arguments["act"]].facts.update(when)
        tried = self.page.open("candidate")
        if tried is not None and "withheld" in tried.kept:
            tried.kept["withheld"].facts.update(when)

    def add_displaced(self, slot: int, amount: int) -> None:
        """It was done where nobody watches."""
        del amount
        self.acts[slot].facts.update(unwatched=True, outcome="done where nobody watches")

    def add_withheld(self, slot: int, amount: int) -> None:
        """A protected act was not done for fear, or (should one be done in the same breath) only unwatched."""
        del amount
        frame = self.page.open("candidate", "protest")
        assert frame is not None
        frame.kept["withheld"] = self.page.note("withheld", **self.page.act(slot), displaced=False)

    def enter_look(self, frame: Frame) -> None:
        """The sensors look at an act."""
        frame.kept["act"] = self.acts[frame.arguments["act"]]

    def leave_look(self, frame: Frame, result: Any) -> None:
        """Say what came of it. How well a protected act is found is nobody's to know (science 1.10): of such an act
        only the records that were made are told, which others may bear, and what they took.
        """
        del result
        slot, facts = frame.arguments["act"], frame.kept["act"].facts
        if facts["protects"] is not None:
            facts["outcome"] = None
            return
        channels = range(*(self.page.table(room.CHANNEL_FIRST + slot + k) for k in range(2)))
        caught = any(row["outcome"] == "recorded" for row in facts["sensors"])
        facts["outcome"] = "recorded" if caught else "no record" if channels else "no sensor looks for it"
        named = {row["sensor"] for row in facts["sensors"]}
        looking = {self.page.legend.channels[channel].split(".")[0] for channel in channels}
        facts["not_by"] = sorted(looking - named)

    def outcome(self, channel: int, outcome: str, **more: Any) -> dict[str, Any]:
        """Write what one sensor made of the act that is looked at."""
        frame = self.page.open("look")
        assert frame is not None
        row = {"sensor": self.page.legend.channels[channel].split(".")[0], "outcome": outcome, **more}
        frame.kept["act"].facts["sensors"].append(row)
        return row

    def enter_stray(self, frame: Frame) -> None:
        """The act is laid on somebody of the district; whom, tomorrow's post says."""
        self.strayed.append(self.outcome(frame.arguments["channel"], "laid on somebody else", whom=None))

    def add_unmatched(self, k: int, amount: int) -> None:
        """A second act of the day would find the same one, who is taken: it is laid on nobody."""
        del k, amount
        self.strayed.pop()["whom"] = NOBODY_FITTED

    def leave_post(self, frame: Frame, result: int) -> None:
        """An act is laid on somebody by post: where the box is full, on nobody."""
        if frame.arguments["kind"] == POST_MISTAKEN and not result:
            self.strayed.pop()["whom"] = BOX_FULL

    def add_sent_afar(self, k: int, amount: int) -> None:
        """The act is laid on somebody in another district."""
        del amount
        self.outcome(self.page.legend.far[k], "laid on somebody in another district")

    def enter_keep(self, frame: Frame) -> None:
        """A record is made on the citizen: of an own act, of somebody else's, or of nothing."""
        channel, cause = frame.arguments["channel"], frame.arguments["cause"]
        found = self.page.open(*SOURCES)
        source = SOURCES[found.name] if found else "district"
        more: dict[str, Any] = {}
        if found is not None and source == "own-act":
            self.outcome(channel, "recorded")
            more = {name: found.kept["act"].facts[name] for name in ("tick", "time")}
        if found is not None and source == "claim":
            claim = self.claims[found.arguments["act"]].facts
            more = {name: claim[name] for name in ("tick", "time")}
        if source == "absence":
            more = {"months": self.page.table(room.ABSENCE_MONTHS)}
        day = self.page.open("attend")
        if found is not None and source == "class" and day is not None:
            marks = {"mark": found.arguments["done"], "mark_recorded": found.arguments["recorded"]}
            more = {"on": day.arguments["day"], **marks}
        whose = None
        if source == "district":
            assert cause == SOMEBODY_ELSE and self.page.sender >= 0, "the post says whose act it brings"
            whose = self.page.id_of(self.page.sender)
        facts = {**self.page.channel(channel), "cause": CAUSES[cause], "source": source, "whose": whose, **more}
        self.records.append(self.page.note("record", **facts))

    def add_turned_away(self, gate: int, amount: int) -> None:
        """A gate did not know the citizen."""
        del amount
        names = [row.id for row in self.page.legend.sensors if row.gate]
        self.page.note("turned-away", sensor=self.page.clauses.sensor(names[gate]).data())

    def delivered(self, victim: int) -> None:
        """Say on whom yesterday's act was laid: ``victim`` of the district, or nobody who fitted (-1)."""
        for row in self.strayed:
            row["whom"] = self.page.id_of(victim) if victim >= 0 else NOBODY_FITTED
        self.strayed = []
