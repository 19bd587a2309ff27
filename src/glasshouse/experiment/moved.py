"""What being sanctioned, refused and priced did to a citizen: legitimacy, own motive, going offline, gaming."""

import math
from typing import Any

from glasshouse.experiment.diary import Event, Frame, Hearer, Page
from glasshouse.experiment.seen import Seen, part_of_day
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.columns import GROUP_COUNT
from glasshouse.model.counting import gravest
from glasshouse.model.gaming import CLAIMED_ONLY, LEFT_UNDONE
from glasshouse.model.notes import CLAIMED, TICKS
from glasshouse.model.protest import threshold_of
from glasshouse.model.state import (
    ACCEPTANCE,
    BLOCKED,
    ERROR_FREE,
    FEAR,
    GAMING,
    HELD,
    INTERNET,
    LEGITIMACY,
    MOTIVE,
    RIGHTS,
    get,
)

WHOLE = 1 << 16
FELT = ("a sanction in error", "a sanction against a right", "a sanction by the rules")
WHY = {
    "recover": "it comes back",
    "crowd_out": "a price was put on an own act",
    "habituate": "a month more of being watched",
}
COLUMNS = {
    "resent": ("legitimacy", LEGITIMACY),
    "recover": ("legitimacy", LEGITIMACY),
    "crowd_out": ("motive", MOTIVE),
    "habituate": ("acceptance", ACCEPTANCE),
    "withdraw": ("online", INTERNET),
    "aim": ("gaming", GAMING),
    "set_blocked": ("blocked", BLOCKED),
}
"""What a function may change, and the event that tells it."""


class Moved(Hearer):
    """Hears R4, R6, R7, R11 and R13."""

    def __init__(self, page: Page, seen: Seen) -> None:
        """Take the acts from the one who hears them done."""
        super().__init__(page)
        self.seen = seen

    def remember(self, frame: Frame) -> None:
        """Keep in mind how it was."""
        frame.kept["before"] = self.level(frame)

    @staticmethod
    def level(frame: Frame) -> int:
        """Return what the function may change."""
        return get(frame.arguments["citizens"], frame.arguments["i"], COLUMNS[frame.name][1])

    def compare(self, frame: Frame, result: Any) -> None:
        """Write down what has changed, and why."""
        del result
        before, after = frame.kept["before"], self.level(frame)
        if before != after:
            why = self.felt(frame) if frame.name == "resent" else WHY.get(frame.name)
            more = {"why": why} if why else {}
            self.page.note(COLUMNS[frame.name][0], before=before, after=after, **more)

    enter_resent = enter_recover = enter_crowd_out = enter_habituate = enter_withdraw = enter_aim = remember
    leave_resent = leave_recover = leave_crowd_out = leave_habituate = leave_withdraw = leave_aim = compare
    enter_set_blocked, leave_set_blocked = remember, compare

    def felt(self, frame: Frame) -> str:
        """Return as what the sanctions that began today are felt, together."""
        today = frame.arguments["today"]
        old, new = (int(today[page + at.MASK_NOTE + HELD]) for page in (at.BEFORE, at.AFTER))
        began = new & (old ^ new) & self.page.table(room.ADVERSE)
        beside = (int(today[at.AFTER + at.MASK_NOTE + track]) for track in (ERROR_FREE, RIGHTS))
        return FELT[gravest(began, *beside)]

    # -- protest

    def leave_protest(self, frame: Frame, result: int) -> None:
        """Somebody joins others, or begins: say how many there were, and how many this one needs."""
        if result == 0:
            return
        arguments = frame.arguments
        i, tables, district = (arguments[name] for name in ("i", "tables", "district"))
        on_file = int(district[at.SCORED_OF_GROUP : at.SCORED_OF_GROUP + GROUP_COUNT].sum())
        share = self.needs(i, arguments["citizens"], tables, district)
        needs = math.ceil(share * on_file / WHOLE)
        self.page.note("protest", others=int(district[at.PROTESTED]), on_file=on_file, needs=needs)

    @staticmethod
    def needs(i: int, citizens: Any, tables: Any, district: Any) -> int:
        """Return the share of others that somebody needs now, fear included; nobody needs less than none."""
        wary = room.PROTEST_CAUTION + get(citizens, i, LEGITIMACY) * room.LEVELS + get(citizens, i, FEAR)
        return max(threshold_of(i, tables, district) + int(tables[wary]), 0)

    # -- playing for the score

    def enter_claims(self, frame: Frame) -> None:
        """A deed is done that only the score asks for, or claimed."""
        frame.kept["slot"] = frame.arguments["act"]

    def add_gamed(self, k: int, amount: int) -> None:
        """It is claimed and not done, or one is left undone for it."""
        del amount
        if k not in (CLAIMED_ONLY, LEFT_UNDONE):
            return
        frame = self.page.open("claims", "leaves_undone")
        assert frame is not None
        slot: int = frame.arguments["act"]
        kind = "claimed" if k == CLAIMED_ONLY else "left-undone"
        event = self.page.note(kind, **self.page.act(slot))
        if k == CLAIMED_ONLY:
            self.seen.claims[slot] = event

    def leave_claims(self, frame: Frame, result: int) -> None:
        """What is not only claimed is done next: it is told as an act for the score."""
        if result == 0:
            self.seen.for_score = frame.kept["slot"]

    def enter_note_act(self, frame: Frame) -> None:
        """A claim has its time of the day."""
        if frame.arguments["flag"] == CLAIMED:
            tick = frame.arguments["u"] & (TICKS - 1)
            event: Event = self.seen.claims[frame.arguments["act"]]
            event.facts.update(tick=tick, time=part_of_day(tick))


__all__ = ["Moved"]
