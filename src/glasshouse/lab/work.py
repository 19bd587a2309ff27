"""What happens in a process of the lab's: one job after another, told over a pipe.

A run is lived here day by day, at the speed and with the pauses that the desk asks for; lives, comparisons and examples
are worked out. What goes wrong is sent as diagnostics; should the process end, the desk sees the pipe end and says so.
"""

import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.lab import story
from glasshouse.lab.frames import Frame, Keeper, frame_of

Pipe = Any
"""A ``multiprocessing`` connection."""
TICK = 0.05
"""Seconds between two looks at the pipe while a run waits for its speed."""


def main(pipe: Pipe) -> None:
    """Get ready, then do jobs until the pipe ends; a press of Ctrl-C is the desk's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    voice = Voice(pipe)
    api.make_ready()
    voice.say("ready")
    while True:
        try:
            kind, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            voice.say("done", JOBS[kind](voice, **arguments))
        except UserFault as fault:
            voice.say("faults", list(fault.diagnostics))
        except Exception as error:
            voice.say("broke", f"{type(error).__name__}: {str(error)[:300]}")


class Voice:
    """The process's end of the pipe; more than one thread may speak."""

    def __init__(self, pipe: Pipe) -> None:
        """Take the pipe."""
        self.pipe, self.lock = pipe, threading.Lock()

    def say(self, what: str, content: Any = None) -> None:
        """Send one message."""
        with self.lock:
            self.pipe.send((what, content))

    def progress(self, stage: str, done: int, of: int) -> None:
        """Tell how far something got."""
        self.say("progress", (stage, done, of))


@dataclass
class Steering:
    """How a run is to go on: what the desk asked for last."""

    voice: Voice
    days_per_second: float | None = None
    paused: bool = False
    steps: int = 0
    stopped: bool = False
    next_at: float = field(default_factory=time.perf_counter)
    settle: Callable[[], None] = lambda: None
    """Called before a pause is told of: whoever hears of it finds the newest day there."""

    def hear(self, seconds: float | None) -> bool:
        """Take one request, waiting so long for it (for ever if None); return whether there was one."""
        if seconds is not None and not self.voice.pipe.poll(seconds):
            return False
        word, value = self.voice.pipe.recv()
        self.stopped |= word == "stop"
        if word == "speed":
            self.days_per_second = value
        elif word in ("pause", "play"):
            self.paused, self.steps = word == "pause", 0
        elif word == "step":
            self.paused, self.steps = True, self.steps + 1
        return True

    def listens(self) -> bool:
        """Take what was asked meanwhile, and wait for nothing; return whether the run goes on."""
        while self.hear(0):
            pass
        return not self.stopped

    def goes_on(self) -> bool:
        """Wait until the next day may be lived; return whether it may at all."""
        self.listens()
        told = False
        while not self.stopped and self.paused and self.steps == 0:
            if not told:
                self.settle()
                self.voice.say("paused", True)
                told = True
            self.hear(None)
        if told and not self.stopped:
            self.voice.say("paused", False)
            self.next_at = time.perf_counter()
        self.steps = max(self.steps - 1, 0)
        self.keep_pace()
        return not self.stopped

    def keep_pace(self) -> None:
        """Wait for the time of the next day, where a speed is asked for; a slower or faster one holds at once."""
        while self.days_per_second is not None and not self.stopped:
            left = self.next_at - time.perf_counter()
            if left <= 0:
                break
            self.hear(min(left, TICK))
        step = 1 / self.days_per_second if self.days_per_second else 0.0
        self.next_at = max(self.next_at + step, time.perf_counter())


class Show:
    """Sees the days of a run: packs each beside the living of the next, keeps it, and says that it is there."""

    def __init__(self, steering: Steering, keeper: Keeper, days: int, seen: int) -> None:
        """Begin; the first ``seen`` days were seen before the run was stopped, and some may be lived again."""
        self.steering, self.keeper, self.days, self.seen = steering, keeper, days, seen
        self.pool = ThreadPoolExecutor(1)
        self.packing: Future[None] | None = None
        steering.settle = self.finish

    def see(self, day: Any) -> bool:
        """Take a day and wait until the next may be lived."""
        if day.number >= self.seen:
            self.finish()
            self.packing = self.pool.submit(self.pack, frame_of(day, self.days))
        if day.number < self.seen - 1:
            return self.steering.listens()
        return self.steering.goes_on()

    def pack(self, frame: Frame) -> None:
        """Keep a day, and say what can be said of it in numbers."""
        self.keeper.keep(frame)
        numbers = (frame.day, frame.figures.tolist(), self.keeper.bytes)
        self.steering.voice.say("day", numbers)

    def finish(self) -> None:
        """Wait for the day that is being packed."""
        if self.packing is not None:
            self.packing.result()


def live(
    voice: Voice, files: Any, citizens: int, days: int, seed: int, *, folder: str, frames: str, allowance: int,
    seen: int, days_per_second: float | None, paused: bool,
) -> str | None:  # fmt: skip
    """Live a run before the desk's eyes; return its digest, or None where it was stopped."""
    keeper = Keeper(Path(frames), allowance)
    steering = Steering(voice, days_per_second, paused)
    show = Show(steering, keeper, days, seen)
    try:
        if seen:
            run = api.watch_on(Path(folder), seen, show.see, api.silent)
        else:
            run = api.watch(files, citizens, days, seed, Path(folder), show.see, api.silent)
        show.finish()
    finally:
        show.pool.shutdown()
        keeper.close()
    return None if run is None else run.manifest.digest


def example(voice: Voice, files: Any, clause: str, seed: int) -> dict[str, Any]:
    """Show a clause at work."""
    del voice
    return api.example(files, clause, seed)


def life(voice: Voice, folder: str, citizen: str | None, find: str | None, full: bool) -> dict[str, Any]:
    """Tell one life."""
    return api.life(Path(folder), citizen, find, voice.progress, full=full)


def compare(voice: Voice, one: str, other: str, placebo: bool) -> dict[str, Any]:
    """Compare two runs."""
    return api.compare(Path(one), Path(other), None, voice.progress, make_placebo=placebo).data


def tell_story(voice: Voice, rule: str) -> dict[str, Any]:
    """Live the story under a rule."""
    del voice
    return story.live(rule)


JOBS: dict[str, Callable[..., Any]] = {"live": live, "example": example, "life": life, "compare": compare,
                                        "story": tell_story}  # fmt: skip
