"""A lab for tests: served in this process, with real processes behind it, over a folder that is thrown away."""

import json
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from glasshouse.lab.server import application
from glasshouse.lab.settings import Limits, Settings

HOST = "127.0.0.1:8747"
SMALL = {"regime": {"name": "as-told"}, "place": "village", "citizens": 1000, "days": 40}
"""A run that is over in a moment."""
TEXT = """regime: my-own
title: A regime of one's own
status: fiction
describes: Made up for a test of the lab; it describes no place.
extends: ordinary-law
"""


@contextmanager
def lab(folder: Path, *, token: str | None = None, address: str = "127.0.0.1", **limits: int) -> Iterator[TestClient]:
    """Open a lab over a folder."""
    # What makes a lab quick costs a process each time, which a test would not use.
    few = replace(Limits(), **limits)
    settings = Settings(address, token=token, folder=folder, keeps_ready=False, rehearses=False, limits=few)
    base = f"http://{address}:8747"
    with TestClient(application(settings), base_url=base, raise_server_exceptions=False) as client:
        yield client


def start(client: TestClient, **more: Any) -> str:
    """Start a small run and return its name."""
    answer = client.post("/api/runs", json={**SMALL, **more})
    assert answer.status_code == 201, answer.text
    name: str = answer.json()["id"]
    return name


def until(client: TestClient, run: str, *states: str, seconds: float = 90.0) -> dict[str, Any]:
    """Wait until a run is in one of some states, and return what is told of it."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        state: dict[str, Any] = client.get(f"/api/runs/{run}").json()
        if state["state"] in states:
            return state
        time.sleep(0.02)
    raise AssertionError(f"the run is {state['state']} and not {states}: {state}")


def act(client: TestClient, run: str, action: str, **more: Any) -> Any:
    """Ask something of a run."""
    return client.post(f"/api/runs/{run}/control", json={"action": action, **more})


def faults(answer: Any, status: int) -> list[dict[str, Any]]:
    """Return the faults of a refusal: always a list of diagnostics and nothing else."""
    assert answer.status_code == status, (answer.status_code, answer.text[:300])
    body = answer.json()
    assert set(body) == {"faults"} and body["faults"]
    for fault in body["faults"]:
        assert set(fault) == {"code", "what", "why", "attempt", "file", "line", "column", "text"}
        assert fault["what"] and fault["why"] and fault["attempt"]
    found: list[dict[str, Any]] = body["faults"]
    return found


def unpacked(content: bytes) -> dict[str, Any]:
    """Read a frame by the offsets of docs/lab.md, sharing nothing with the code that wrote it."""
    assert content[:4] == b"GHF1"
    day, citizens = struct.unpack_from("<II", content, 4)
    groups, bins, layers, flags = content[12:16]
    (figures,) = struct.unpack_from("<H", content, 16)
    assert (groups, bins) == (3, 64)
    numbers = list(content[18 : 18 + layers])
    assert all(number == 255 for number in content[18 + layers : 24])
    start = 792 + 8 * groups * figures
    assert len(content) == start + layers * citizens
    return {
        "day": day,
        "citizens": citizens,
        "flags": flags,
        "histogram": struct.unpack_from("<192I", content, 24),
        "figures": struct.unpack_from(f"<{groups * figures}d", content, 792),
        "layers": {n: content[start + k * citizens : start + (k + 1) * citizens] for k, n in enumerate(numbers)},
    }


def frame_from(socket: Any) -> dict[str, Any]:
    """Return the next frame that a WebSocket brings, passing over what is told of the state."""
    while True:
        message = socket.receive()
        assert message["type"] == "websocket.send", message
        if message.get("bytes") is not None:
            return unpacked(message["bytes"])


def state_from(socket: Any, *states: str) -> dict[str, Any]:
    """Return the next state of some that a WebSocket tells of."""
    while True:
        message = socket.receive()
        assert message["type"] == "websocket.send", message
        if message.get("text"):
            told = json.loads(message["text"])
            if told.get("state", {}).get("state") in states:
                found: dict[str, Any] = told["state"]
                return found
