"""What records did to a citizen's standings: rules and points, waiting and terms, lists, appeals."""

from collections.abc import Iterator
from typing import Any

from glasshouse.experiment.diary import CLASSES, POINT, STANDINGS, Event, Frame, Hearer, Page
from glasshouse.experiment.seen import Seen
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.notes import TRUE
from glasshouse.model.scoring import cause_of, channel_of, is_past_keeping, week_of
from glasshouse.model.standing import first_slot, slot_count
from glasshouse.model.state import (
    APPEALED,
    DECISION_WEEK,
    DIMENSION_COUNT,
    HELD,
    PENDING,
    POINTS,
    RECORD,
    SLOT,
    TIER,
    TRACKS,
    beside,
    get,
    half,
    whole,
)
from glasshouse.record.naming import CAUSES

DAYS_PER_WEEK = 7
DIMENSIONS = ("history", "fulfilment", "relations", "behaviour")
POINTS_OF = ("apply_rule", "take_back", "be_pulled")
"""What moves points, apart from fading."""


def bits(mask: int) -> Iterator[int]:
    """Yield which bits are set.

    >>> list(bits(0b1010))
    [1, 3]
    """
    return (k for k in range(mask.bit_length()) if (mask >> k) & 1)


def slots_of(citizens: Any, i: int) -> dict[int, int]:
    """Return the lists that a citizen is held to be on, each with the week of its exit."""
    first = first_slot(HELD)
    slots = (get(citizens, i, half(SLOT, k)) for k in range(first, first + slot_count(HELD)))
    return {(slot & 31) - 1: slot >> 5 for slot in slots if slot != 0}


class Scored(Hearer):
    """Hears phases 3, 4 and 7."""

    def __init__(self, page: Page, seen: Seen) -> None:
        """Take the records from the one who hears them made."""
        super().__init__(page)
        self.seen = seen
        self.taken = 0
        self.asked: dict[int, dict[str, Any]] = {}
        self.left: dict[int, str] = {}
        self.filed: list[tuple[int, Event]] = []
        """Every record that was made, with its week."""

    def begin(self) -> None:
        """A day begins."""
        self.taken, self.asked, self.left = 0, {}, {}

    # -- records that count, wait, or leave the file

    def enter_take(self, frame: Frame) -> None:
        """A record of today is taken."""
        event = self.seen.records[self.taken]
        self.taken += 1
        frame.kept["event"] = event
        self.filed.append((int(frame.arguments["district"][at.WEEK]), event))

    def leave_take(self, frame: Frame, result: Any) -> None:
        """It counted, or waits."""
        del result
        if "counted" not in frame.kept:
            channel = frame.arguments["channel"]
            frame.kept["event"].facts["counts_after_weeks"] = self.page.table(room.CHANNEL_DELAY + channel)

    def enter_settle(self, frame: Frame) -> None:
        """A record that was waiting counts."""
        frame.kept["event"] = self.page.note("record-counts", **self.record_at(frame, frame.arguments["place"]))

    def enter_counted(self, frame: Frame) -> None:
        """The rules that a record meets are applied."""
        holder = self.page.open("take", "settle")
        if holder is not None:
            holder.kept["counted"] = True

    def record_at(self, frame: Frame, place: int) -> dict[str, Any]:
        """Return the record in one place of the file: what it is of, whether true, and the day on which it was made."""
        return self.described(self.word_at(frame, place))

    @staticmethod
    def word_at(frame: Frame, place: int) -> int:
        """Return the word of a record on file."""
        return get(frame.arguments["citizens"], frame.arguments["i"], whole(RECORD, place))

    def described(self, word: int) -> dict[str, Any]:
        """Return what a record's word stands for; the day is that of the last such record of its week."""
        facts = {**self.page.channel(channel_of(word)), "cause": CAUSES[cause_of(word)]}
        sensor, cause = facts["sensor"]["id"], facts["cause"]
        made = [
            event.day
            for week, event in self.filed
            if week == week_of(word) and event.facts["act"] == facts["act"]
            and event.facts["sensor"]["id"] == sensor and event.facts["cause"] == cause
        ]  # fmt: skip
        return {**facts, "recorded_on": made[-1] if made else week_of(word) * DAYS_PER_WEEK}

    def enter_strike(self, frame: Frame) -> None:
        """A record is struck off the file."""
        frame.kept["pending"] = self.is_pending(frame)
        decided = self.page.open("decide")
        if decided is not None:
            frame.kept["event"] = decided.kept["event"]
            return
        a, word = frame.arguments, self.word_at(frame, frame.arguments["place"])
        if self.page.open("ask_for_expiry"):
            why = "its term was over and the citizen asked for it"
        elif self.page.open("repair"):
            why = "repaired"
        elif is_past_keeping(word, a["tables"], a["district"]) == 1:
            why = "thrown away by its sensor's system"
        else:
            why = "its term was over"
        frame.kept["event"] = self.page.note("record-struck", why=why, **self.described(word))

    def leave_strike(self, frame: Frame, result: Any) -> None:
        """An appeal against it has no object any more."""
        del result
        self.lapsed(frame)

    def enter_file_record(self, frame: Frame) -> None:
        """A record is put on file; what is oldest may fall off."""
        frame.kept["pending"] = self.is_pending(frame)

    def leave_file_record(self, frame: Frame, result: Any) -> None:
        """Where the one that fell off was appealed against, the appeal has no object."""
        del result
        self.lapsed(frame)

    @staticmethod
    def is_pending(frame: Frame) -> int:
        """Return 1 where an appeal is pending."""
        return get(frame.arguments["citizens"], frame.arguments["i"], PENDING)

    def lapsed(self, frame: Frame) -> None:
        """Say that an appeal was dropped with its record."""
        if frame.kept["pending"] == 1 and self.is_pending(frame) == 0 and self.page.open("decide") is None:
            self.page.note("appeal-lapsed")

    # -- rules and points

    def enter_apply_rule(self, frame: Frame) -> None:
        """A rule is applied to a record."""
        event = self.page.event()
        effect: dict[str, Any] = {"rule": self.page.clauses.of("rules", frame.arguments["rule"]).data()}
        frame.kept["effect"] = effect
        if event is not None:
            event.effects.append(effect)

    def leave_score_points(self, frame: Frame, result: int) -> None:
        """Points that a month's cap leaves out are said to be."""
        a, rule = frame.arguments, self.page.open("apply_rule")
        if result == 0 and rule is not None and self.page.table(room.RULE_DIMENSION + a["rule"]) >= 0:
            rule.kept["effect"].setdefault("capped", []).append(STANDINGS[a["track"]])

    def enter_add_points(self, frame: Frame) -> None:
        """Points move on a dimension of one standing."""
        frame.kept["before"] = self.points_at(frame)

    def leave_add_points(self, frame: Frame, result: Any) -> None:
        """Say by how much, on the dimension's own scale."""
        del result
        moved = (self.points_at(frame) - frame.kept["before"]) / POINT
        by = self.page.open(*POINTS_OF)
        if by is None:
            return
        into = by.kept["effect"] if by.name == "apply_rule" else by.kept
        into["dimension"] = DIMENSIONS[frame.arguments["dimension"]]
        points = into.setdefault("points", {})
        standing = STANDINGS[frame.arguments["track"]]
        points[standing] = points.get(standing, 0.0) + moved

    @staticmethod
    def points_at(frame: Frame) -> int:
        """Return the points of the dimension and standing that a function is about."""
        a = frame.arguments
        return get(a["citizens"], a["i"], half(POINTS, a["track"] * DIMENSION_COUNT + a["dimension"]))

    def leave_drop(self, frame: Frame, result: Any) -> None:
        """Zero tolerance: every dimension fell."""
        del result
        rule = self.page.open("apply_rule")
        if frame.arguments["to"] >= 0 and rule is not None:
            rule.kept["effect"]["drops_to"] = frame.arguments["to"] / POINT

    def add_fines(self, k: int, amount: int) -> None:
        """A fine was paid."""
        del k
        rule = self.page.open("apply_rule")
        if rule is not None:
            rule.kept["effect"]["fine_paid"] = amount

    def enter_owe(self, frame: Frame) -> None:
        """What the purse did not hold is owed."""
        rule = self.page.open("apply_rule")
        if rule is not None and frame.arguments["amount"] > 0:
            rule.kept["effect"]["fine_owed"] = frame.arguments["amount"]

    def leave_take_back(self, frame: Frame, result: Any) -> None:
        """A record's points are taken back with it, or because its term is over."""
        del result
        points = {name: moved for name, moved in frame.kept.get("points", {}).items() if moved != 0}
        struck = self.page.open("strike")
        if points and struck is not None:
            struck.kept["event"].facts["points_back"] = points
        elif points:
            self.page.note("term-over", points_back=points, **self.record_at(frame, frame.arguments["place"]))

    def leave_be_pulled(self, frame: Frame, result: Any) -> None:
        """Near ones moved the dimension of relations."""
        del result
        if any(frame.kept.get("points", {}).values()):
            self.page.note("near-ones", points=frame.kept["points"])

    # -- lists

    def enter_note_entry(self, frame: Frame) -> None:
        """A rule asks for a list."""
        asking, event = self.page.open("ask_for_entry"), self.page.event()
        if asking is None or not frame.arguments["standings"] & 1:
            return
        entry = frame.arguments["entry"]
        effect = self.page.effect(asking.arguments["rule"])
        assert event is not None and effect is not None, "a record asks"
        effect["asks_for"] = self.page.legend.lists[entry].id
        voted = {"votes": {**event.facts["votes"], "needed": effect["needed"]}} if "needed" in effect else {}
        ground = {"rule": effect["rule"], "cause": CAUSES[frame.arguments["cause"]], **voted}
        self.asked.setdefault(entry, ground)

    def enter_enter(self, frame: Frame) -> None:
        """A list is entered or extended."""
        frame.kept["slots"] = slots_of(frame.arguments["citizens"], frame.arguments["i"])

    def leave_enter(self, frame: Frame, result: Any) -> None:
        """Say where a ground that recurs extends it, and what it pushes off."""
        del result
        a, before = frame.arguments, frame.kept["slots"]
        if a["track"] != HELD:
            return
        after, entry = slots_of(a["citizens"], a["i"]), a["entry"]
        for gone in before.keys() - after.keys():
            self.left[gone] = "pushed off by another entry"
        if a["recurs"] == 1 and entry in before and after[entry] > before[entry]:
            self.page.note("list-extended", list=self.list_named(entry), until_day=after[entry] * DAYS_PER_WEEK)

    def enter_leave(self, frame: Frame) -> None:
        """An entry is deleted with an appeal that was won."""
        if frame.arguments["track"] == HELD:
            repaired = self.page.open("repair") is not None
            why = "its ground was repaired" if repaired else "an appeal was won and restored in full"
            self.left[frame.arguments["entry"]] = why

    def list_named(self, entry: int) -> dict[str, Any]:
        """Return what a list is called, its colour, and where its clause stands."""
        return {**self.page.clauses.of("lists", entry).data(), "colour": self.page.legend.lists[entry].colour}

    def add_entries(self, k: int, amount: int) -> None:
        """The citizen is on a list now: say in which class and on what ground."""
        del amount
        entry, reading = divmod(k, len(CLASSES))
        ground = self.asked.get(entry)
        self.page.note("list-entry", list=self.list_named(entry), reading=CLASSES[reading], ground=ground)

    def add_exits(self, entry: int, amount: int) -> None:
        """The citizen is off a list."""
        del amount
        closed = self.page.open("close_file") is not None
        why = "the file was closed" if closed else self.left.get(entry, "its term was over")
        self.page.note("list-exit", list=self.list_named(entry), why=why)

    # -- appeals

    def enter_decide(self, frame: Frame) -> None:
        """An appeal is decided."""
        word = self.word_at(frame, get(frame.arguments["citizens"], frame.arguments["i"], APPEALED))
        if word == 0:
            frame.kept["event"] = self.page.note("appeal-lapsed")
            return
        clause = self.page.clauses.remedy("appeal")
        facts = {"won": False, "remedy": clause.data() if clause else None, **self.described(word)}
        frame.kept["event"] = self.page.note("appeal-decided", **facts)

    def add_appeals_won(self, k: int, amount: int) -> None:
        """It was won."""
        del k, amount
        event = self.page.event()
        assert event is not None
        event.facts["won"] = True

    def leave_file_appeal(self, frame: Frame, result: Any) -> None:
        """An appeal is filed, or not."""
        del result
        if self.is_pending(frame) == 0:
            return
        a = frame.arguments
        week = get(a["citizens"], a["i"], DECISION_WEEK)
        word = self.word_at(frame, get(a["citizens"], a["i"], APPEALED))
        self.page.note("appeal", decided_from_day=week * DAYS_PER_WEEK, in_error=cause_of(word) != TRUE,
                       **self.described(word))  # fmt: skip


def grounds_of_list(page: Page, entry: int, row: Any) -> dict[str, Any]:
    """Return why a list was entered by no record of the day: by a tier, or through other lists."""
    tier = get(row, 0, beside(TIER, HELD))
    if (page.table(room.TIER_LISTS + tier) >> entry) & 1 and page.legend.tiers:
        return {"tier": page.clauses.of("tiers", tier).data()}
    through = [k for k in slots_of(row, 0) if (page.table(room.LIST_LEADS + k) >> entry) & 1]
    return {"lists": [page.clauses.of("lists", k).data() for k in through]}


assert len(STANDINGS) == TRACKS
