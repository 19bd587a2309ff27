"""Processes of the lab, as the desk holds them."""

import os
import threading
from contextlib import suppress
from multiprocessing import Pipe

import pytest

from glasshouse.lab.workers import Worker

MEET_SECONDS = 0.5


class Gone:
    """A process that has ended."""

    def is_alive(self) -> bool:
        return False


def test_a_worker_is_ended_by_two_threads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever cancels a run ends its process, and so does the thread that hears it end: the pipe is closed once."""
    worker = Worker.__new__(Worker)
    ours, theirs = Pipe()
    worker.pipe, worker.process, worker.ending = ours, Gone(), threading.Lock()  # type: ignore[assignment]
    meeting = threading.Barrier(2)

    def close_when_both_are_here() -> None:
        handle = ours.fileno()
        with suppress(threading.BrokenBarrierError):
            meeting.wait(MEET_SECONDS)
        os.close(handle)

    monkeypatch.setattr(ours, "_close", close_when_both_are_here)
    went_wrong: list[BaseException] = []

    def end() -> None:
        try:
            worker.end()
        except BaseException as error:
            went_wrong.append(error)

    threads = [threading.Thread(target=end) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    theirs.close()
    assert went_wrong == [] and ours.closed and meeting.broken
