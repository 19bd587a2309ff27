"""The processes of a lab: one for each run, and a spare that is ready, so that a run begins at once.

A process is told one job at a time and answers over a pipe, which a thread of the desk's listens to. A process that
ends by itself, however it ends, is a message like any other.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from typing import Any

from glasshouse.diagnostics import UserFault
from glasshouse.lab import work
from glasshouse.lab.refusals import BROKEN, BUSY, TOO_MANY, Refusal

Hear = Callable[[str, Any], None]
"""Takes what a process says: a word and what belongs to it."""
SPARE_AFTER = 1.0
"""Seconds until another process is begun: the run that took the last one shall have its first day before."""
END_SECONDS = 5.0
MOST_READY = 2
"""Processes that are kept while there is nothing to do: a question that is worked out leaves one for a run to begin."""


class Worker:
    """A process that does one job at a time."""

    def __init__(self) -> None:
        """Begin the process; it says `ready` when it is."""
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work.main, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.lock = threading.Lock()
        self.ending = threading.Lock()

    def begin(self, kind: str, arguments: dict[str, Any]) -> None:
        """Give it a job."""
        self.tell(kind, arguments)

    def tell(self, word: str, content: Any = None) -> None:
        """Send it something; one that has ended hears nothing more."""
        try:
            with self.lock:
                self.pipe.send((word, content))
        except (OSError, ValueError):
            pass

    def listen(self, hear: Hear) -> tuple[str, Any]:
        """Pass on what it says until the job is over; return its last word: `done`, `faults`, `broke` or `ended`."""
        while True:
            try:
                word, content = self.pipe.recv()
            except (EOFError, OSError, TypeError, ValueError):  # a pipe that is closed meanwhile has no handle
                self.process.join(END_SECONDS)
                return "ended", self.process.exitcode
            if word in ("done", "faults", "broke"):
                return word, content
            if word != "ready":
                hear(word, content)

    def end(self) -> None:
        """End the process, whatever it does; two threads may ask for it, and the second finds it done."""
        with self.ending, suppress(OSError, ValueError):
            if self.process.is_alive():
                self.process.terminate()
                self.process.join(END_SECONDS)
            if self.process.is_alive():
                self.process.kill()
            self.pipe.close()


def broken(word: str, content: Any) -> Refusal:
    """Return the fault of a process that ended by itself, or that failed."""
    if word == "ended":
        what = f"the process ended by itself (exit code {content})"
        why = "the machine may have had no memory left; the lab and the other runs go on"
    else:
        what, why = "the process failed", f"a bug in Glasshouse and not in what was asked ({content})"
    return Refusal(BROKEN, "G910", what, why, "try again, with fewer citizens if it was memory")


class Workers:
    """All processes of a lab."""

    def __init__(self, asking: int, keeps_ready: bool = True) -> None:
        """Have none yet; at most ``asking`` questions are worked out at once, and as many wait."""
        self.keeps_ready = keeps_ready
        self.lock = threading.Lock()
        self.ready: list[Worker] = []
        self.all: set[Worker] = set()
        self.closed = False
        self.turn, self.room = threading.Semaphore(asking), threading.Semaphore(2 * asking)

    def open(self) -> None:
        """Begin a process ahead, where none is ready."""
        with self.lock:
            if self.keeps_ready and not self.ready and not self.closed:
                self.ready.append(Worker())
                self.all.update(self.ready)

    def take(self) -> Worker:
        """Return a process for a job; should none be left ready, one is begun soon."""
        with self.lock:
            if self.closed:
                raise Refusal(BUSY, "G908", "the lab is ending", "its processes end with it", "start it again")
            worker = self.ready.pop() if self.ready else Worker()
            self.all.add(worker)
        later = threading.Timer(SPARE_AFTER, self.open)
        later.daemon = True
        later.start()
        return worker

    def give_back(self, worker: Worker) -> None:
        """Keep a process that is free for the next job, or end it."""
        with self.lock:
            if len(self.ready) < MOST_READY and not self.closed and worker.process.is_alive():
                self.ready.append(worker)
                return
        self.let_go(worker)

    def let_go(self, worker: Worker) -> None:
        """End a process."""
        with self.lock:
            self.all.discard(worker)
        worker.end()

    def ask(self, kind: str, arguments: dict[str, Any]) -> Any:
        """Have a question worked out and return the answer; too many at once are refused."""
        if not self.room.acquire(blocking=False):
            raise Refusal(TOO_MANY, "G907", "too many questions at once", "each is worked out in a process of its own",
                          "wait for an answer and ask again")  # fmt: skip
        try:
            with self.turn:
                worker = self.take()
                worker.begin(kind, arguments)
                word, content = worker.listen(lambda word, content: None)
                if word in ("done", "faults"):
                    self.give_back(worker)
                else:
                    self.let_go(worker)
        finally:
            self.room.release()
        if word == "faults":
            raise UserFault(content)
        if word != "done":
            raise broken(word, content)
        return content

    def close(self) -> None:
        """End every process."""
        with self.lock:
            self.closed = True
            self.ready.clear()
            workers = list(self.all)
            self.all.clear()
        for worker in workers:
            worker.end()
