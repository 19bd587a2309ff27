"""Watching over a WebSocket: newest days, one at a time; a page that lags has no queue; past days on request."""

import json
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.lab.labs import HOST, act, frame_from, lab, start, state_from, until


def test_a_page_that_lags_gets_the_newest_day_and_never_a_queue(folder: Path) -> None:
    with lab(folder) as client:
        run = start(client, days=60, paused=True)
        until(client, run, "paused")
        with client.websocket_connect(f"ws://{HOST}/api/runs/{run}/watch") as socket:
            first = frame_from(socket)
            assert first["day"] == 0 and list(first["layers"]) == [0]
            # The run goes to its end while nothing is acknowledged: nothing more is sent.
            act(client, run, "play")
            until(client, run, "finished")
            assert state_from(socket, "finished")["days_done"] == 60
            socket.send_text(json.dumps({"ack": 0}))
            newest = frame_from(socket)
            assert (newest["day"], newest["flags"]) == (59, 2)
            # The newest again at once, with other layers, acknowledged or not.
            socket.send_text(json.dumps({"layers": ["sanction", "fear"]}))
            again = frame_from(socket)
            assert again["day"] == 59 and list(again["layers"]) == [1, 3]
            # Any day that was passed over can be sought, and newest days come again afterwards.
            socket.send_text(json.dumps({"seek": 17}))
            past = frame_from(socket)
            assert (past["day"], past["flags"]) == (17, 1)
            socket.send_text(json.dumps({"seek": None}))
            assert frame_from(socket)["day"] == 59


def test_what_cannot_be_read_is_a_fault_and_changes_nothing(shared: TestClient, told: str) -> None:
    with shared.websocket_connect(f"ws://{HOST}/api/runs/{told}/watch") as socket:
        frame_from(socket)
        for text in ("", "{", "[]", '{"ack": -1}', '{"layers": ["opinion"]}', '{"citizen": 3}', "x" * 1200):
            socket.send_text(text)
            while "faults" not in (message := json.loads(socket.receive_text())):
                pass
            assert message["faults"][0]["code"] == "G905"
        socket.send_text(json.dumps({"seek": 4000}))
        while "faults" not in (message := json.loads(socket.receive_text())):
            pass
        assert message["faults"][0]["code"] == "G911"
        socket.send_text(json.dumps({"seek": 3}))
        assert frame_from(socket)["day"] == 3


@pytest.mark.parametrize("name", ["0" * 16, "x", "as-told-1000x40-seed1"])
def test_no_such_run_closes_it(shared: TestClient, name: str) -> None:
    with (
        shared.websocket_connect(f"ws://{HOST}/api/runs/{name}/watch") as socket,
        pytest.raises(WebSocketDisconnect) as closed,
    ):
        socket.receive_text()
    assert closed.value.code == 4404


def test_too_many_watchers_are_refused(folder: Path) -> None:
    with lab(folder, watchers=1) as client:
        run = start(client, days=2)
        until(client, run, "finished")
        with client.websocket_connect(f"ws://{HOST}/api/runs/{run}/watch") as one:
            frame_from(one)
            with (
                client.websocket_connect(f"ws://{HOST}/api/runs/{run}/watch") as two,
                pytest.raises(WebSocketDisconnect) as closed,
            ):
                two.receive_text()
            assert closed.value.code == 1013
        # Its place is free again once it has gone.
        ends = time.monotonic() + 10
        while time.monotonic() < ends:
            with client.websocket_connect(f"ws://{HOST}/api/runs/{run}/watch") as three:
                if three.receive()["type"] == "websocket.send":
                    return
        raise AssertionError("the place was not given back")
