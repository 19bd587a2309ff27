"""Keeping a run, so that it can go on after an interruption: what is kept, and when.

A world is kept only while nothing in it is being lived: the districts in lockstep after an exchange, or, later, when
all districts that were begun have landed. So a checkpoint never holds half a cycle. Of finished districts it has their
digests and what the record takes of their counts and panel; of districts in lockstep also their state; of the whole
the sums of the provinces, the series of exchanges, the blocks of the map and the first cases.

When is a matter of time, and never of what: a checkpoint after every ``seconds``, unless all of them together would
have taken more than a fiftieth of the run.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.districts import Flight
from glasshouse.engine.run import World
from glasshouse.record.checkpoint import Draft, Piece
from glasshouse.record.writing import Recorder

SECONDS = 60.0
"""Between two checkpoints, where a run says nothing else."""
SHARE = 1 / 50
"""Of a run's time, what checkpoints may take together."""
FIRST_SPEED = 2e8
"""Bytes per second at which state is thought to be kept before any was: a slow disk's."""
ROWS = 512
"""Days of a province that are read at once."""
BATCH, PROVINCE, TOGETHER = "batch-", "province-", "together"
"""What pieces are called: of districts that finished between two checkpoints, of a province, of those in lockstep."""
LASTING = (BATCH, PROVINCE)
STATE = (("hot", "uint16"), ("citizens", "uint32"), ("district", "int64"), ("box", "uint32"))
"""The arrays of a district in flight, and their kinds."""


class Pace:
    """When a checkpoint is due."""

    def __init__(self, seconds: float) -> None:
        """Begin to count; with 0 seconds a checkpoint is due at every chance there is, whatever that takes."""
        self.seconds, self.begun = seconds, time.perf_counter()
        self.last, self.spent, self.speed = self.begun, 0.0, FIRST_SPEED
        self.noticed: float | None = None

    def due(self, held: int) -> bool:
        """Return whether a checkpoint of so many bytes of state is due; from then on the wait for it counts."""
        now = time.perf_counter()
        allowed = (now - self.begun) * SHARE
        found = self.seconds == 0 or (now - self.last >= self.seconds and self.spent + held / self.speed <= allowed)
        if found and self.noticed is None:
            self.noticed = now
        return found

    def kept(self, held: int) -> float:
        """Note that a checkpoint of so many bytes of state was made, or tried; return the seconds since it was due."""
        now = time.perf_counter()
        took = now - (self.noticed or now)
        if held > 0:
            self.speed = held / max(took, 1e-6)
        self.last, self.noticed, self.spent = now, None, self.spent + took
        return took


class Checkpoints:
    """The keeper of a run that is recorded: see ``engine.run.Keeper``.

    A disk that takes no more ends the keeping and not the run: the last checkpoint stands.
    """

    def __init__(
        self, recorder: Recorder, seconds: float, number: int = 0, pieces: dict[str, Piece] | None = None
    ) -> None:
        """Keep beside a record; ``number`` and ``pieces`` are of the checkpoint that the run goes on from."""
        self.recorder, self.pace, self.number = recorder, Pace(seconds), number
        self.pieces = {name: piece for name, piece in (pieces or {}).items() if name.startswith(LASTING)}
        """What later checkpoints rest on: finished districts, batch by batch, and provinces."""
        self.fresh: list[int] = []
        """Districts that finished since the last checkpoint."""
        self.draft: Draft | None = Draft(recorder.folder, number + 1)

    def due(self, held: int) -> bool:
        """Return whether a checkpoint is due."""
        return self.draft is not None and self.pace.due(held)

    def finished(self, world: World, number: int) -> None:
        """Put a finished district's rows into the next checkpoint: the record may soon let them go."""
        if self.draft is None:
            return
        with self._disk():
            self._put_rows(self.draft, world, f"{BATCH}{self.draft.number:05}", number)
            self.fresh.append(number)

    def keep(self, world: World) -> None:
        """Make a checkpoint of the whole world."""
        if self.draft is None:
            return
        held = sum(flight.nbytes for flight in world.together)
        with self._disk():
            self._keep(self.draft, world)
            took = self.pace.kept(held)
            self.recorder.log.say("checkpoint", number=self.number, took=round(took, 3), exchanges=len(world.vectors),
                                  districts_done=len(world.over))  # fmt: skip

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """Give up keeping where the disk does: what has finished since the last checkpoint could not be made good."""
        try:
            yield
        except OSError as error:
            if self.draft is not None:
                self.draft.give_up()
            self.draft = None
            with suppress(OSError):
                self.recorder.log.say("no more checkpoints", why=error.strerror or str(error))

    def _keep(self, draft: Draft, world: World) -> None:
        """Write all that is not in the draft yet, and make it a checkpoint."""
        members = [flight.number for flight in world.together]
        if self.fresh:
            self._put_names(draft, world, f"{BATCH}{draft.number:05}", self.fresh)
        if members:
            self._put_names(draft, world, TOGETHER, members)
            for flight in world.together:
                self._put_rows(draft, world, TOGETHER, flight.number)
                for name, kind in STATE:
                    rows = rows_of(flight, name)
                    draft.stream(f"{TOGETHER}.{name}", kind, rows.shape[1:]).append(rows)
        for province in sorted({int(self.recorder.ground.province_of[d]) for d in (*self.fresh, *members)}):
            self._put_province(draft, province, days_of(world))
        draft.put("exchange", np.array(world.vectors, dtype=np.int64))
        draft.put("blocks", self.recorder.frames.blocks)
        draft.put("cases", self.recorder.cases.as_rows())
        days_done = world.citizen_days // world.task.plan.citizens
        seconds = {"seconds_build": world.outcome.seconds_build, "seconds_days": world.outcome.seconds_days}
        head = draft.commit(self.recorder.manifest, self.pieces, days_done=days_done, **seconds)
        self.number, self.fresh = draft.number, []
        self.pieces = {name: piece for name, piece in head.pieces.items() if name.startswith(LASTING)}
        self.draft = Draft(self.recorder.folder, self.number + 1)
        self.recorder.lived(days_done)

    def _put_names(self, draft: Draft, world: World, name: str, numbers: list[int]) -> None:
        """Write which districts these are, and their digests so far."""
        draft.put(f"{name}.numbers", np.array(numbers, dtype=np.int64))
        chains = np.frombuffer(b"".join(world.chains[number] for number in numbers), dtype=np.uint8)
        draft.put(f"{name}.chains", chains.reshape(len(numbers), -1))

    def _put_rows(self, draft: Draft, world: World, name: str, number: int) -> None:
        """Append what the record takes of a district's days so far: by cycle, by day, and of its sampled citizens."""
        days = days_of(world)
        cycles, by_day = self.recorder.waiting(number, len(world.vectors), days)
        for part, rows in (("cycles", cycles), ("days", by_day)):
            draft.stream(f"{name}.{part}", "int64", rows.shape).append(rows[np.newaxis])
        panel = world.panel[:days, world.sampled_of([number])].transpose(1, 0, 2)
        draft.stream(f"{name}.panel", "int64", panel.shape[1:]).append(panel)

    def _put_province(self, draft: Draft, province: int, days: int) -> None:
        """Write a province's sums over its districts so far."""
        spool = self.recorder.by_province
        stream = draft.stream(f"{PROVINCE}{province}", "int64", (spool.figures,))
        for first in range(0, days, ROWS):
            stream.append(spool.read(province, first, min(first + ROWS, days)))


def days_of(world: World) -> int:
    """Return how many days the exchanges so far span: those that districts in lockstep, or finished, have lived."""
    return world.cycles[len(world.vectors) - 1][1]


def rows_of(flight: Flight, name: str) -> NDArray[Any]:
    """Return one of the arrays of a district in flight, as rows of a piece."""
    array: NDArray[Any] = getattr(flight, name)
    return array[np.newaxis] if name == "district" else array
