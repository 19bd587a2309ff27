"""Watching a run over a WebSocket: the newest day, then the newest again once it was taken. There is never a queue.

Two tasks share one ``Session``: one takes what the page says, the other sends what is there. A page that lags passes
over days; a page that asks for a past day gets that one, and newest days wait meanwhile.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import anyio
import anyio.lowlevel
import anyio.to_thread
from pydantic import Field, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from glasshouse.diagnostics import UserFault
from glasshouse.lab.bodies import Body, Layer
from glasshouse.lab.refusals import Refusal, faults_of
from glasshouse.lab.run import GOING_ON, LabRun

STATE_SECONDS = 1.0
"""Seconds between two states while days go by."""
MESSAGE_BYTES = 1_000
UNREAD, TOO_MANY_WATCH, NO_RUN = 1008, 1013, 4404
"""What closes a WebSocket."""


class Said(Body):
    """One message of the page's; exactly the properties that docs/lab.md names."""

    ack: Annotated[int, Field(ge=0, le=10_000)] | None = None
    layers: Annotated[list[Layer], Field(max_length=6)] | None = None
    seek: Annotated[int, Field(ge=0, le=10_000)] | Literal[False] | None = False


@dataclass
class Session:
    """What one page has taken, and what it asked for."""

    socket: WebSocket
    run: LabRun
    layers: list[Layer] = field(default_factory=lambda: ["score"])
    waiting: bool = False
    """Whether a frame was sent that was not taken yet."""
    shown: int = -1
    """The newest day that was sent."""
    sought: int | None = None
    fresh: bool = True
    """Whether a frame is owed although no newer day is there: layers or the sought day have changed."""
    news: anyio.Event = field(default_factory=anyio.Event)
    """Set when there is something to look at: a day, a state, or a message of the page's."""

    def wake(self) -> None:
        """Have another look; in the loop that the page is served from."""
        self.news.set()

    async def rest(self, seconds: float) -> None:
        """Wait until there is news, or so long."""
        with anyio.move_on_after(seconds):
            await self.news.wait()

    def hear(self, said: Said) -> None:
        """Take one message."""
        if said.ack is not None:
            self.waiting = False
        if said.layers is not None:
            self.layers, self.fresh, self.waiting = list(dict.fromkeys(said.layers)), True, False
        if said.seek is not False:
            self.sought, self.fresh, self.waiting = said.seek, True, False

    def due(self) -> int | None:
        """Return the day that is to be sent now, or None."""
        if self.waiting:
            return None
        if self.sought is not None:
            return self.sought if self.fresh else None
        newest = self.run.newest
        return newest if newest >= 0 and (newest > self.shown or self.fresh) else None

    async def send_frame(self, day: int) -> None:
        """Send a day, or say why it cannot be seen."""
        sought, layers = self.sought is not None, list(self.layers)
        self.fresh = False
        try:
            content = await anyio.to_thread.run_sync(lambda: self.run.frame(day, layers, sought=sought))
        except UserFault as fault:
            await self.socket.send_text(faults_of(fault.diagnostics).model_dump_json())
            return
        self.waiting = True
        if not sought:
            self.shown = day
        await self.socket.send_bytes(content)

    async def send_days(self) -> None:
        """Send newest days for as long as the page is there, and the state when it changes."""
        told, told_at = -1, -STATE_SECONDS
        while True:
            self.news = anyio.Event()
            now = anyio.current_time()
            moved = self.run.state in GOING_ON and now - told_at >= STATE_SECONDS
            if self.run.changes != told or moved:
                whole, told, told_at = told < 0, self.run.changes, now
                state = await anyio.to_thread.run_sync(lambda: self.run.status(whole=whole))  # noqa: B023
                await self.socket.send_text(f'{{"state":{state.model_dump_json()}}}')
                if state.state == "cancelled":
                    await self.socket.close()
                    return
            day = self.due()
            if day is not None:
                await self.send_frame(day)
            else:
                await self.rest(STATE_SECONDS)

    async def take_messages(self) -> None:
        """Take what the page says until it goes."""
        while True:
            message = await self.socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            try:
                if text is None or len(text) > MESSAGE_BYTES:
                    raise ValueError("a message is a short text")
                self.hear(Said.model_validate(json.loads(text)))
                self.wake()
            except (ValueError, ValidationError, RecursionError):
                await self.socket.send_text(faults_of(unread().diagnostics).model_dump_json())


def unread() -> Refusal:
    """Return the fault of a message that says nothing known."""
    return Refusal(UNREAD, "G905", "the message cannot be read", "a page says what it took, and what it wants to see",
                   'send {"ack": DAY}, {"layers": [...]} or {"seek": DAY or null}')  # fmt: skip


async def watch(socket: WebSocket, run: LabRun) -> None:
    """Let one page watch a run until either goes."""
    await socket.accept()
    session = Session(socket, run)
    loop: Any = anyio.lowlevel.current_token().native_token

    def wake() -> None:
        with suppress(RuntimeError):  # the lab is ending, and so is this page's loop
            loop.call_soon_threadsafe(session.wake)

    try:
        with run.waking(wake):
            async with anyio.create_task_group() as tasks:

                async def listen() -> None:
                    await session.take_messages()
                    tasks.cancel_scope.cancel()

                tasks.start_soon(listen)
                await session.send_days()
                tasks.cancel_scope.cancel()
    except* (WebSocketDisconnect, RuntimeError) as gone:
        # A page may go at any moment; anything else is ours to mend.
        if all(state is WebSocketState.CONNECTED for state in (socket.application_state, socket.client_state)):
            raise gone from None
