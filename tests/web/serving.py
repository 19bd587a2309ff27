"""A lab that listens, for tests and for what is measured: started, asked, and ended."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
START_SECONDS, RUN_SECONDS, END_SECONDS = 300, 300, 15
TICK = 0.1


@dataclass(frozen=True)
class Lab:
    """A lab that listens, with a finished run of each of two regimes where there are any."""

    base: str
    told: str = ""
    law: str = ""
    process: int = 0
    """The number of its server's process."""

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Ask its server as the page does."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=RUN_SECONDS) as answer:
            return json.load(answer)

    def start(self, regime: str, **more: Any) -> str:
        """Start a run and return its name."""
        body = {"regime": {"name": regime}, "citizens": 2000, "days": 60, "seed": 7, **more}
        return str(self.ask("/api/runs", body)["id"])

    def until(self, run: str, state: str) -> dict[str, Any]:
        """Wait until a run is in a state, and return what is told of it."""
        ends = time.monotonic() + RUN_SECONDS
        while True:
            now: dict[str, Any] = self.ask(f"/api/runs/{run}")
            if now["state"] == state:
                return now
            assert now["state"] != "failed", now["faults"]
            assert time.monotonic() < ends, f"{run} is not {state}: {now}"
            time.sleep(TICK)


def waited_for(value: Callable[[], T], seconds: float = RUN_SECONDS) -> T:
    """Return a value as soon as it is something: what a page shows soon may not be there yet."""
    ends = time.monotonic() + seconds
    while not (found := value()):
        assert time.monotonic() < ends, "nothing came"
        time.sleep(TICK)
    return found


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def answers(base: str) -> bool:
    """Whether a lab answers."""
    try:
        with urllib.request.urlopen(f"{base}/api/about", timeout=5):
            return True
    except OSError:
        return False


@contextmanager
def listening(folder: Path, **environment: str) -> Iterator[Lab]:
    """Start a lab on this computer over a folder, with something else in its environment if need be, and end it."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [str(Path(sys.executable).parent / "glasshouse"), "lab", "--port", str(port), "--folder", str(folder)]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    try:
        ends = time.monotonic() + START_SECONDS
        while not answers(base):
            assert server.poll() is None, "the lab ended by itself"
            assert time.monotonic() < ends, "the lab does not answer"
            time.sleep(TICK)
        yield Lab(base, process=server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(END_SECONDS)
