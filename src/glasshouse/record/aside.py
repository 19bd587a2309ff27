"""Work done in a thread of its own, so that a Ctrl-C and a limit of time are heard however deep a library is at work.

A library in C that runs in the main thread may keep a signal from Python, or answer it in words of its own; in another
thread it never meets one. The main thread only waits, in Python, and tells the work to stop.
"""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import Generic, TypeVar

Result = TypeVar("Result")

PATIENCE_SECONDS = 0.1
"""How long a Ctrl-C may go unheard, and how long work is given before it is told again to stop."""


class Aside(Thread, Generic[Result]):
    """A thread that does one deed and keeps what came of it; ``late`` says that it was told to stop.

    >>> work = Aside(lambda: 6 * 7, lambda: None)
    >>> work.outcome(seconds=5.0), work.late
    (42, False)
    """

    def __init__(self, deed: Callable[[], Result], stop: Callable[[], None]) -> None:
        """Take a deed, and how to make it stop early; ``stop`` may be called often, and before the deed begins."""
        super().__init__(daemon=True)
        self.deed, self.stop = deed, stop
        self.late = False
        self.done = Event()
        self.result: Result | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the deed, in this thread."""
        try:
            self.result = self.deed()
        except BaseException as error:
            self.error = error
        finally:
            self.done.set()

    def outcome(self, seconds: float) -> Result:
        """Do the deed within so many seconds and return its result, or raise what it raised.

        Whatever ends the wait, the deed has ended when this returns.
        """
        try:
            self.start()
            self.late = not self.ends_within(seconds)
        finally:
            while self.is_alive() and not self.done.is_set():
                self.stop()
                self.done.wait(PATIENCE_SECONDS)
            self.stop()
        if self.error is not None:
            raise self.error
        return self.result  # type: ignore[return-value]

    def ends_within(self, seconds: float) -> bool:
        """Wait for the end so long and no longer.

        The wait is cut in pieces: a signal may reach another thread, and this one hears of it only when it wakes.
        """
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            if self.done.wait(min(left, PATIENCE_SECONDS)):
                return True
        return self.done.is_set()
