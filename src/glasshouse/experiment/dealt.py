"""What people did to each other: whom an act struck, by whom one was struck, and what that made of trust."""

from typing import Any

from glasshouse.experiment.diary import Event, Frame, Hearer, Page
from glasshouse.experiment.seen import BOX_FULL, Seen
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.sensing import POST_STRUCK
from glasshouse.model.state import STRUCK, TRUST, get

OTHER = 1
"""The kind of victim who is a resident (``room.ACT_VICTIM``)."""
ALONE = "nobody: the day brought no other there"
WHY = {
    "informer": "somebody informed",
    "dealings": "dealings were broken",
    "quiet": "a month of dealings without a breach",
}


class Dealt(Hearer):
    """Hears acts that strike somebody, and trust among strangers."""

    def __init__(self, page: Page, seen: Seen) -> None:
        """Take the acts from the one who hears them done."""
        super().__init__(page)
        self.seen = seen
        self.struck: list[dict[str, Any]] = []
        """By whom one was struck since trust was last looked at, and when."""
        self.striking: list[Event] = []
        """Acts of today that strike somebody, whom tomorrow's post finds."""

    def begin(self) -> None:
        """A day begins: the post brought what others did yesterday."""
        if self.page.blows:
            by = {"by": self.page.id_of(self.page.doer), "acts": self.page.blows, "done_on": self.page.day - 1}
            self.struck.append(by)
            self.page.note("struck", **by)

    def leave_post(self, frame: Frame, result: int) -> None:
        """An act strikes a resident: acts are posted in their order, those against another alone."""
        if frame.arguments["kind"] != POST_STRUCK:
            return
        against = [slot for slot in self.seen.acts if self.page.table(room.ACT_VICTIM + slot) == OTHER]
        against.sort(key=lambda slot: (self.seen.acts[slot].facts["tick"], slot))
        event = next(self.seen.acts[slot] for slot in against if "strikes" not in self.seen.acts[slot].facts)
        event.facts["strikes"] = None if result else BOX_FULL
        if result:
            self.striking.append(event)

    def delivered(self, victim: int) -> None:
        """Say whom yesterday's acts struck: ``victim`` of the district, or nobody (-1)."""
        for event in self.striking:
            event.facts["strikes"] = self.page.id_of(victim) if victim >= 0 else ALONE
        self.striking = []

    def enter_trust(self, frame: Frame) -> None:
        """Trust is looked at."""
        frame.kept["counted"] = get(frame.arguments["citizens"], frame.arguments["i"], STRUCK)

    def leave_trust(self, frame: Frame, result: Any) -> None:
        """Once a month it answers to all that was done since, which then is done with."""
        del result
        if frame.arguments["today"][at.DUE] == 1:
            self.struck = []

    def enter_set_trust(self, frame: Frame) -> None:
        """It moves a level: for a report by somebody, for dealings that were broken, or since none was."""
        a, looked = frame.arguments, self.page.open("trust")
        before, after = get(a["citizens"], a["i"], TRUST), a["level"]
        informed = self.page.open("resent_informers")
        assert looked is not None
        why = "informer" if informed else "dealings" if after < before else "quiet"
        more: dict[str, Any] = {}
        if informed is not None:
            more = {"through": self.informers(informed)}
        elif why == "dealings":
            more = {"counted": looked.kept["counted"], "struck_by": list(self.struck)}
        self.page.note("trust", before=before, after=after, why=WHY[why], **more)

    def informers(self, frame: Frame) -> list[dict[str, Any]]:
        """Return the sensors of today's records by which somebody informed."""
        today = frame.arguments["today"]
        notes = (int(today[at.RECORD_NOTE + k]) & 255 for k in range(today[at.RECORDS_TODAY]))
        told = dict.fromkeys(channel for channel in notes if self.page.table(room.CHANNEL_INFORMS + channel) == 1)
        sensors = {self.page.channel(channel)["sensor"]["id"]: channel for channel in told}
        return [self.page.channel(channel)["sensor"] for channel in sensors.values()]
