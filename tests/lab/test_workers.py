"""Processes of the lab, as the desk holds them."""

import os
import threading
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest

from glasshouse.lab.bodies import ControlBody
from glasshouse.lab.run import LabRun, Spec
from glasshouse.lab.shelf import UNKNOWN
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


class Slow:
    """A process that is not ready: it takes its job late, and ends."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self.heard: list[tuple[str, Any]] = []

    def begin(self, kind: str, arguments: dict[str, Any]) -> None:
        self.heard.append((kind, arguments["paused"]))
        assert self.ready.wait(60)

    def tell(self, word: str, content: Any = None) -> None:
        assert self.ready.is_set(), "before its job it takes no other word"
        self.heard.append((word, content))

    def listen(self, hear: Any) -> tuple[str, Any]:
        return "ended", 1


def test_a_process_that_is_not_ready_keeps_nobody_waiting_but_its_run(tmp_path: Path) -> None:
    facts = {**UNKNOWN, "citizens": 500, "days": 5}
    spec = Spec("as-told", "village", "default", 500, 5, 1)
    run = LabRun("0" * 16, tmp_path / "run", tmp_path / "aside", spec, facts, 10**6, files=object())
    slow: Any = Slow()
    thread = threading.Thread(target=run.live, args=(slow,))
    thread.start()
    while not slow.heard:
        pass
    asked = threading.Thread(target=run.status)
    asked.start()
    asked.join(20)
    assert not asked.is_alive(), "whoever asks for the state waits for the process"
    run.steer(ControlBody(action="pause", days_per_second=3))
    slow.ready.set()
    thread.join()
    assert slow.heard == [("live", False), ("speed", 3), ("pause", None)]
    assert run.state == "failed"
