"""One run of the lab's: what it is, how far it got, the process that lives it, and the days that can be seen."""

import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from glasshouse import api
from glasshouse.diagnostics import Diagnostic
from glasshouse.lab.bodies import LAYERS, ControlBody, Layer, RunState, State
from glasshouse.lab.frames import Album
from glasshouse.lab.refusals import BUSY, MISSING, Refusal, fault_of
from glasshouse.lab.workers import Worker, broken

GOING_ON: frozenset[State] = frozenset({"starting", "running", "paused"})
END_SECONDS = 10.0
RECENT = 60
"""Days over which a speed is worked out."""


@dataclass(frozen=True)
class Spec:
    """What a run is made of: where its files are, and its numbers. ``regime`` is a shipped name or a path of ours."""

    regime: str
    place: str
    conduct: str
    citizens: int
    days: int
    seed: int


@dataclass
class LabRun:
    """A run that this lab made. Whatever is changed is changed under ``lock``."""

    id: str
    folder: Path
    aside: Path
    """Where the frames lie, and the regime if it came as a text."""
    spec: Spec
    facts: dict[str, Any]
    allowance: int
    files: Any = None
    """The checked files, if they were read already."""
    started: str | None = None
    state: State = "queued"
    days_per_second: float | None = None
    paused: bool = False
    digest: str | None = None
    faults: list[Diagnostic] = field(default_factory=list)
    figures: list[list[list[int]]] = field(default_factory=list)
    behind: int = 0
    worker: Worker | None = None
    begun: bool = False
    """Whether the process was given its job: until then it takes no other word."""
    thread: threading.Thread | None = None
    changes: int = 0
    """Goes up with every change of state, so that whoever watches sees that there was one."""

    def __post_init__(self) -> None:
        """Look at the frames that there are."""
        self.lock = threading.RLock()
        self.album = Album(self.aside / "frames.bin")
        self.times: deque[float] = deque(maxlen=RECENT)
        self.watchers: set[Callable[[], None]] = set()
        self.asked_to_end: State | None = None

    # -- living it

    @property
    def seen(self) -> int:
        """Days that were lived and shown."""
        return len(self.figures)

    @property
    def newest(self) -> int:
        """The newest day that can be shown, or -1."""
        return self.facts["days"] - 1 if self.state == "finished" else self.seen - 1

    def live(self, worker: Worker) -> None:
        """Have it lived in a process, and listen until that is over; called by a thread of its own."""
        spec, files = self.spec, self.files or api.load(self.spec.regime, self.spec.place, self.spec.conduct)
        with self.lock:
            if self.asked_to_end is not None:
                self.end("done", None)
                return
            self.files, self.worker, self.begun = None, worker, False
            self.times.clear()
            self.set("starting")
            asked = self.paused, self.days_per_second
            job = {
                "files": files, "citizens": spec.citizens, "days": spec.days, "seed": spec.seed,
                "folder": str(self.folder), "frames": str(self.album.path), "allowance": self.allowance,
                "seen": self.seen, "days_per_second": self.days_per_second, "paused": self.paused,
            }  # fmt: skip
        # A process that is not ready yet takes no job: this thread waits for it, and nobody who asks about the run.
        worker.begin("live", job)
        with self.lock:
            self.begun = True
            self.say_again(*asked)
        self.end(*worker.listen(self.hear))

    def say_again(self, paused: bool, days_per_second: float | None) -> None:
        """Tell the process what was asked while it was given its job."""
        self.tell("speed", self.days_per_second, needed=self.days_per_second != days_per_second)
        self.tell("pause" if self.paused else "play", needed=self.paused != paused)

    def tell(self, word: str, value: float | None = None, *, needed: bool = True) -> None:
        """Tell the process something, if it has its job."""
        if needed and self.worker is not None and self.begun:
            self.worker.tell(word, value)

    def hear(self, word: str, content: Any) -> None:
        """Take what the process says."""
        with self.lock:
            if word == "day":
                number, figures, _ = content
                assert number == self.seen, "days come one after another"
                self.figures.append(figures)
                self.times.append(time.perf_counter())
                if self.state == "starting":
                    self.set("running")
                self.wake()
            elif word == "paused":
                self.times.clear()
                self.set("paused" if content else "running")

    def end(self, word: str, content: Any) -> None:
        """Note how it ended."""
        with self.lock:
            self.worker = None
            if word == "done" and content is not None:
                self.digest = content
                self.set("finished")
            elif self.asked_to_end is not None:
                self.set(self.asked_to_end)
            elif word == "faults":
                self.faults = content
                self.set("failed")
            else:
                self.faults = list(broken(word, content).diagnostics)
                self.set("failed")
            self.asked_to_end = None

    def set(self, state: State) -> None:
        """Change the state."""
        self.state = state
        self.change()

    def change(self) -> None:
        """Note that something else is to be told of it."""
        self.changes += 1
        self.wake()

    def wake(self) -> None:
        """Tell whoever watches that there is something to look at."""
        for watcher in tuple(self.watchers):
            watcher()

    @contextmanager
    def waking(self, watcher: Callable[[], None]) -> Iterator[None]:
        """Call somebody, from any thread, whenever there is a new day or a change of state."""
        self.watchers.add(watcher)
        try:
            yield
        finally:
            self.watchers.discard(watcher)

    def find_figures(self) -> None:
        """Take the figures of the days that an earlier lab kept, where they are not in a record."""
        while self.state != "finished" and (frame := self.album.frame(self.seen, ())) is not None:
            self.figures.append(frame.figures.tolist())

    # -- steering it

    def steer(self, body: ControlBody) -> None:
        """Do what is asked of a run that goes on or waits in the queue; all but stopping is the process's to do."""
        with self.lock:
            if self.state not in GOING_ON and self.state != "queued":
                raise self.unfit(body.action)
            if body.days_per_second is not None or body.action == "speed":
                self.days_per_second = body.days_per_second
                self.tell("speed", self.days_per_second)
            if body.action in ("pause", "play", "step"):
                self.paused = body.action != "play"
                self.tell(body.action)
            self.change()

    def halt(self, state: State) -> Worker | None:
        """End it as stopped or cancelled; return the process that is to be ended."""
        with self.lock:
            if self.state in GOING_ON:
                self.asked_to_end = state
                if state == "stopped" and self.begun:
                    self.tell("stop")
                    return None
                return self.worker
            if self.state in ("queued", "stopped", "failed"):
                self.set(state)
                return None
            raise self.unfit("stop" if state == "stopped" else "cancel")

    def wait(self) -> None:
        """Wait until its thread is over, if it has one that is not the caller's."""
        thread = self.thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(END_SECONDS)

    def unfit(self, action: str) -> Refusal:
        """Return the fault of something that cannot be done in this state."""
        return Refusal(BUSY, "G908", f"a run that is {self.state} cannot be asked to {action}",
                       "each state has its own ways on", "look at its state, or run it again")  # fmt: skip

    # -- looking at it

    def status(self, whole: bool = True) -> RunState:
        """Return what is told of it; ``whole`` with its districts."""
        with self.lock:
            self.album.refresh()
            return RunState(
                id=self.id,
                name=self.folder.name,
                state=self.state,
                own=True,
                **{**self.facts, "districts": self.facts["districts"] if whole else []},
                days_done=self.facts["days"] if self.state == "finished" else self.seen,
                digest=self.digest,
                started=self.started,
                bytes=self.record_bytes,
                queued_behind=self.behind,
                days_per_second=self.days_per_second,
                lived_per_second=self.speed,
                frames=self.album.spans(),
                frame_bytes=self.album.size,
                frame_allowance=self.allowance,
                faults=[fault_of(one) for one in self.faults],
            )

    @property
    def record_bytes(self) -> int:
        """Bytes of the record; none while it is being written."""
        return int(api.show(self.folder)["bytes"]) if self.state == "finished" else 0

    @property
    def speed(self) -> float | None:
        """Days a second over the last days; None where too few went by."""
        if len(self.times) < 2 or self.times[-1] == self.times[0]:
            return None
        return round((len(self.times) - 1) / (self.times[-1] - self.times[0]), 1)

    def frame(self, day: int, layers: list[Layer] | None, *, sought: bool = True) -> bytes:
        """Return a day in binary form; one that is not kept is refused."""
        numbers = [LAYERS.index(layer) for layer in (layers or LAYERS)]
        with self.lock:
            frame = self.album.frame(day, numbers)
        if frame is None:
            raise Refusal(MISSING, "G911", f"day {day} cannot be seen again",
                          "days are kept as they are lived, up to an allowance of bytes",
                          "see `frames` in the run's state for the days that are kept, or run it again")  # fmt: skip
        return frame.encoded(numbers, sought=sought)

    def remove(self) -> None:
        """Delete its record and its frames."""
        for folder in (self.folder, self.aside):
            shutil.rmtree(folder, ignore_errors=True)
