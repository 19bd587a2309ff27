"""What a citizen met with and how it changed what they do: wishes, fear, what they know, friends, work, standing."""

from functools import reduce
from operator import or_
from typing import Any

from glasshouse.experiment.diary import CLASSES, POINT, STANDINGS, Event, Frame, Hearer, Page
from glasshouse.experiment.scored import bits, grounds_of_list, slots_of
from glasshouse.model import tables as room
from glasshouse.model.counting import class_of
from glasshouse.model.places import FOR_FLAT, FOR_MATCH, FOR_SEAT, POST
from glasshouse.model.standing import composite, consequences_mask
from glasshouse.model.state import (
    AWARENESS,
    CERTAINTY,
    DEAD,
    DETAINED,
    EXPOSED,
    FEAR,
    HELD,
    JOB,
    OFFICIAL,
    SCORED,
    TIER,
    TRACKS,
    WON,
    Array,
    beside,
    get,
)
from glasshouse.model.ties import SHOWN_CUTS, as_of_now
from glasshouse.record.naming import AWARENESS as KNOWN
from glasshouse.record.naming import JOBS

FAMILIES = ("money", "the street", "expression", "everything else")
"""The families of acts of which one learns together how likely one is to be caught."""
WISH_MASKS = (
    room.WISH_REFUSE, room.WISH_WAIVE, room.WISH_FIRST, room.WISH_LAST, room.WISH_DEARER, room.WISH_CHEAPER,
)  # fmt: skip
"""What consequences do to a wish; the first refuses it."""
PLACES = {FOR_SEAT: "seat", FOR_FLAT: "flat", FOR_MATCH: "match"}
"""What is won overnight, by kind of wish, and told as such."""
WHY = {
    "learn": "what came of today's acts",
    "notice_sanction": "a sanction of one's own",
    "drift": "it fades",
    "look_at_kin": "a sanction in the household",
    "feel": "sanctions among near ones, or fading",
    "hear": "heard, looked up or studied",
}


class Answered(Hearer):
    """Hears phases 5 and 6."""

    # -- wishes

    def leave_attempt(self, frame: Frame, result: Any) -> None:
        """Say what came of it, and through which consequences."""
        del result
        if "result" not in frame.kept:
            return
        wish = frame.arguments["wish"]
        row = self.page.legend.wishes[wish]
        bearing = [frame.arguments["under"] & self.page.table(mask + wish) for mask in WISH_MASKS]
        refused = frame.kept["result"] == "refused"
        by = bearing[0] if refused else reduce(or_, bearing[1:])
        if frame.kept["result"] == "unaffordable":
            by = 0
        through = [self.page.clauses.of("consequences", k).data() for k in bits(by)]
        facts: dict[str, Any] = {
            name: frame.kept[name]
            for name in ("result", "reading", "waived", "dearer", "cheaper")
            if name in frame.kept
        }
        if self.page.table(room.WISH_KIND + wish) == FOR_SEAT and refused:
            facts["parent"] = True
        self.page.note("wish", wish=row.id, title=row.title, **facts, through=through)

    def kept(self, **facts: Any) -> None:
        """Keep what is counted of the wish that is tried."""
        frame = self.page.open("attempt")
        if frame is not None:
            frame.kept.update(facts)

    def add_unafforded(self, k: int, amount: int) -> None:
        """Beyond one's means."""
        del k, amount
        self.kept(result="unaffordable")

    def add_refused(self, k: int, amount: int) -> None:
        """Refused by a sanction, in one of three classes."""
        del amount
        self.kept(result="refused", reading=CLASSES[k % len(CLASSES)])

    def add_granted(self, k: int, amount: int) -> None:
        """Granted."""
        del k, amount
        self.kept(result="granted")

    def add_dearer(self, k: int, amount: int) -> None:
        """Granted at a higher price."""
        del k
        if amount:
            self.kept(dearer=True)

    def add_cheaper(self, k: int, amount: int) -> None:
        """Granted at a lower price."""
        del k
        if amount:
            self.kept(cheaper=True)

    # -- what was won overnight, given up, detained, leaked

    def enter_take_up(self, frame: Frame) -> None:
        """Keep what was won."""
        frame.kept["won"] = get(frame.arguments["citizens"], frame.arguments["i"], WON)

    def leave_take_up(self, frame: Frame, result: Any) -> None:
        """Say what was won overnight; work is told of by itself, and an office when it is entered."""
        del result
        for kind, what in PLACES.items():
            if (frame.kept["won"] >> (kind - POST)) & 1:
                self.page.note("place", what=what, won=True)

    def leave_give_up(self, frame: Frame, result: Any) -> None:
        """Say what was given up."""
        del result
        kind = self.page.table(room.WISH_KIND + frame.arguments["wish"])
        self.page.note("place", what=PLACES[kind], won=False)

    @staticmethod
    def column(frame: Frame, column: int) -> int:
        """Return one column of whoever lives the day."""
        return get(frame.arguments["citizens"], frame.arguments["i"], column)

    def enter_hold_office(self, frame: Frame) -> None:
        """Keep whether an office is held."""
        frame.kept["before"] = self.column(frame, OFFICIAL)

    def leave_hold_office(self, frame: Frame, result: Any) -> None:
        """Say that an office was entered, or left."""
        del result
        if (after := self.column(frame, OFFICIAL)) != frame.kept["before"]:
            self.page.note("place", what="office", won=after == 1)

    def enter_confine(self, frame: Frame) -> None:
        """Keep whether one is detained."""
        frame.kept["before"] = self.column(frame, DETAINED)

    def leave_confine(self, frame: Frame, result: Any) -> None:
        """Say that a detention begins, or ends; of what lies between nothing is told, since nothing is lived."""
        del result
        if (after := self.column(frame, DETAINED)) != frame.kept["before"]:
            self.page.note("detained", begins=after == 1)

    def enter_leak(self, frame: Frame) -> None:
        """Keep whether one is exposed."""
        frame.kept["before"] = self.column(frame, EXPOSED)

    def leave_leak(self, frame: Frame, result: Any) -> None:
        """Say that the file leaked, or that this is forgotten."""
        del result
        if (after := self.column(frame, EXPOSED)) != frame.kept["before"]:
            self.page.note("leaked", begins=after == 1)

    def add_waived(self, k: int, amount: int) -> None:
        """Granted without the deposit."""
        del k, amount
        self.kept(waived=True)

    # -- fear, knowledge, learning

    @staticmethod
    def mind(frame: Frame) -> dict[str, int]:
        """Return fear, what is known, and how likely one thinks it to be caught."""
        rows, i = frame.arguments["citizens"], frame.arguments["i"]
        certainty = {f"certainty of {FAMILIES[k]}": get(rows, i, beside(CERTAINTY, k)) for k in range(len(FAMILIES))}
        return {"fear": get(rows, i, FEAR), "awareness": get(rows, i, AWARENESS), **certainty}

    def remember(self, frame: Frame) -> None:
        """Keep in mind how it was."""
        frame.kept["mind"] = self.mind(frame)

    def compare(self, frame: Frame, result: Any) -> None:
        """Write down what has changed."""
        del result
        for what, before in frame.kept["mind"].items():
            after = self.mind(frame)[what]
            if after == before:
                continue
            why = WHY[frame.name]
            if what == "awareness":
                self.page.note("learnt", before=KNOWN[before], after=KNOWN[after], why=why)
            elif what == "fear":
                self.page.note("fear", before=before, after=after, why=why)
            else:
                family = what.removeprefix("certainty of ")
                self.page.note("certainty", family=family, before=before, after=after, why=why)

    enter_learn = enter_notice_sanction = enter_drift = enter_look_at_kin = enter_feel = enter_hear = remember
    leave_learn = leave_notice_sanction = leave_drift = leave_look_at_kin = leave_feel = leave_hear = compare

    # -- friends

    def enter_look_at_friend(self, frame: Frame) -> None:
        """The citizen looks at a friend."""
        frame.kept["cut"] = self.cut(frame)

    def leave_look_at_friend(self, frame: Frame, result: Any) -> None:
        """Say whether the friend was dropped, or taken up again."""
        del result
        if self.cut(frame) != frame.kept["cut"]:
            friend = self.page.id_of(frame.arguments["j"])
            self.page.note("tie", friend=friend, dropped=self.cut(frame) == 1)

    @staticmethod
    def cut(frame: Frame) -> int:
        """Return 1 where the citizen has dropped this friend."""
        a = frame.arguments
        slot: int = a["slot"]
        return (as_of_now(a["citizens"], a["i"]) >> (SHOWN_CUTS + slot)) & 1


def evening(page: Page, before: Array, after: Array) -> None:
    """Write down what the day changed of tier, consequences and work; rows are of one citizen, ``[1, word]``."""
    for event in page.events:
        if event.day == page.day and event.kind == "list-entry" and event.facts["ground"] is None:
            event.facts["ground"] = grounds_of_list(page, lists_index(page, event), after)
    if get(after, 0, SCORED) == 1 and page.legend.tiers:
        moved(page, before, after)
    met(page, before, after)
    old, new = get(before, 0, JOB), get(after, 0, JOB)
    if old != new and get(after, 0, DEAD) == 0:
        page.note("work", before=JOBS[old], after=JOBS[new])


def lists_index(page: Page, event: Event) -> int:
    """Return the number of the list that an event is about."""
    return [row.id for row in page.legend.lists].index(event.facts["list"]["id"])


def moved(page: Page, before: Array, after: Array) -> None:
    """Write down a change of the held tier, beside the tiers of the two other standings."""
    old, new = (get(row, 0, beside(TIER, HELD)) for row in (before, after))
    if old == new:
        return
    now = [page.clauses.of("tiers", get(after, 0, beside(TIER, track))).id for track in range(TRACKS)]
    tiers = dict(zip(STANDINGS, now, strict=True))
    page.note("tier", before=page.clauses.of("tiers", old).data(), after=page.clauses.of("tiers", new).data(),
              fell=new < old, standings=tiers)  # fmt: skip


def met(page: Page, before: Array, after: Array) -> None:
    """Write down the consequences that began, ended, or are read in another class, and through what they hold."""
    was, now = masks(page, before), masks(page, after)
    lists, tier = slots_of(after, 0), get(after, 0, beside(TIER, HELD))
    for k, row in enumerate(page.legend.consequences):
        old, new = (class_of(*((mask >> k) & 1 for mask in three)) for three in (was, now))
        if old == new:
            continue
        kind = "consequence-ends" if new < 0 else "consequence" if old < 0 else "consequence-read"
        through = [page.clauses.of("lists", n).data() for n in lists if page.table(room.LIST_MASK + n) >> k & 1]
        if page.legend.tiers and new >= 0 and page.table(room.TIER_MASK + tier) >> k & 1:
            through.append(page.clauses.of("tiers", tier).data())
        page.note(kind, consequence={**page.clauses.of("consequences", k).data(), "adverse": row.adverse},
                  right=row.right, reading=CLASSES[new] if new >= 0 else None, through=through)  # fmt: skip


def masks(page: Page, row: Array) -> tuple[int, int, int]:
    """Return the consequences of a citizen in the three standings, as bits."""
    held, error_free, rights = (consequences_mask(0, track, row, page.tables) for track in range(TRACKS))
    return held, error_free, rights


def scores(page: Page, row: Array) -> dict[str, float] | None:
    """Return the three scores in points; None where there is no score, or none of this citizen's."""
    if page.table(room.SCORED_REGIME) == 0 or get(row, 0, SCORED) == 0:
        return None
    return {STANDINGS[track]: composite(0, track, row, page.tables) / POINT for track in range(TRACKS)}
