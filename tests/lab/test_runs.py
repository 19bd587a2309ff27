"""Runs in the lab: started, steered, queued, stopped and resumed, crashed, deleted, found again."""

import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from glasshouse import api
from glasshouse.engine.experiment import Setting
from tests.lab.labs import SMALL, TEXT, act, faults, lab, start, unpacked, until


def test_a_run_is_the_run_that_the_command_line_makes(shared: TestClient, told: str, tmp_path: Path) -> None:
    state = shared.get(f"/api/runs/{told}").json()
    assert (state["state"], state["days_done"], state["own"]) == ("finished", 40, True)
    assert state["status"] == "disputed" and state["synthetic"] is True
    assert sum(row["residents"] for row in state["districts"]) == 1000
    plain = api.run(api.load("as-told", "village"), Setting(1000, 40, 1), tmp_path / "plain")
    assert state["digest"] == plain.manifest.digest
    days = shared.get(f"/api/runs/{told}/days").json()
    assert days["first"] == 0 and days["last"] == 39
    assert days["values"] == api.recorded_days(tmp_path / "plain", 0, 39)
    some = shared.get(f"/api/runs/{told}/days", params={"first": 38}).json()
    assert some["values"] == days["values"][38:]
    listed = shared.get("/api/runs").json()
    assert [row for row in listed if row["id"] == told and row["districts"] == [] and row["bytes"] > 0]


def test_every_day_can_be_seen_again(shared: TestClient, told: str) -> None:
    state = shared.get(f"/api/runs/{told}").json()
    assert state["frames"] == [[0, 39]] and 0 < state["frame_bytes"] <= state["frame_allowance"]
    days = shared.get(f"/api/runs/{told}/days").json()
    for day in (39, 0, 17):
        answer = shared.get(f"/api/runs/{told}/frames/{day}")
        assert answer.headers["content-type"] == "application/octet-stream"
        frame = unpacked(answer.content)
        assert (frame["day"], frame["citizens"]) == (day, 1000)
        assert frame["flags"] & 2 == 2 * (day == 39)
        assert sorted(frame["layers"]) == [0, 1, 2, 3, 4, 5]
        assert list(frame["figures"]) == [v for group in days["values"][day] for v in group]
        under = sum(days["values"][day][g][days["columns"].index("in_error")] for g in range(3))
        assert frame["layers"][1].count(3) == under
    one = unpacked(shared.get(f"/api/runs/{told}/frames/3", params={"layers": ["fear", "score"]}).content)
    assert list(one["layers"]) == [3, 0]
    assert faults(shared.get(f"/api/runs/{told}/frames/40"), 404)[0]["code"] == "G911"
    assert faults(shared.get(f"/api/runs/{told}/frames/3", params={"layers": "opinion"}), 422)


def test_pause_step_play_and_speed(folder: Path) -> None:
    with lab(folder) as client:
        run = start(client, days=80, paused=True)
        assert until(client, run, "paused")["days_done"] == 1
        assert act(client, run, "step").status_code == 200
        for wanted in (2, 3):
            ends = time.monotonic() + 20
            while client.get(f"/api/runs/{run}").json()["days_done"] < wanted and time.monotonic() < ends:
                time.sleep(0.01)
            state = until(client, run, "paused")
            assert state["days_done"] == wanted
            if wanted == 2:
                act(client, run, "step")
        time.sleep(0.1)
        assert client.get(f"/api/runs/{run}").json()["days_done"] == 3
        # Days that were lived can be sought while the run waits, and their figures are there.
        assert unpacked(client.get(f"/api/runs/{run}/frames/1").content)["day"] == 1
        assert len(client.get(f"/api/runs/{run}/days").json()["values"]) == 3
        assert faults(client.get(f"/api/runs/{run}/frames/3"), 404)
        assert faults(client.get(f"/api/runs/{run}/lives/3"), 409)[0]["code"] == "G503"
        assert act(client, run, "play", days_per_second=10).json()["days_per_second"] == 10
        time.sleep(0.5)
        assert client.get(f"/api/runs/{run}").json()["days_done"] < 40
        assert act(client, run, "speed").json()["days_per_second"] is None
        assert until(client, run, "finished")["days_done"] == 80
        assert faults(act(client, run, "pause"), 409)[0]["code"] == "G908"


def test_stopped_and_resumed_it_gives_the_same_answer(folder: Path, shared: TestClient, told: str) -> None:
    with lab(folder) as client:
        run = start(client, paused=True)
        until(client, run, "paused")
        for _ in range(33):
            act(client, run, "step")
        while until(client, run, "paused")["days_done"] < 34:
            time.sleep(0.02)
        stopped = act(client, run, "stop").json()
        assert (stopped["state"], stopped["days_done"]) == ("stopped", 34)
        assert client.get(f"/api/runs/{run}/frames/0").status_code == 200
        # The lab ends and begins again: what was seen is there, and the run can be resumed.
    with lab(folder) as client:
        [state] = client.get("/api/runs").json()
        assert (state["id"], state["state"], state["own"]) == (run, "stopped", True)
        assert state["days_done"] == stopped["days_done"]
        assert act(client, run, "resume").status_code == 200
        state = until(client, run, "finished")
        said = (folder / state["name"] / "log.jsonl").read_text("utf-8")
        assert '"exchanges": 1' in said and '"from_checkpoint": 1' in said
        assert state["frames"] == [[0, 39]]
        assert state["digest"] == shared.get(f"/api/runs/{told}").json()["digest"]
        ours, theirs = (c.get(f"/api/runs/{r}/frames/30").content for c, r in ((client, run), (shared, told)))
        assert ours == theirs


def test_runs_wait_in_order_and_can_be_cancelled(folder: Path) -> None:
    with lab(folder, queued=2) as client:
        first = start(client, days=400, paused=True)
        until(client, first, "paused")
        second, third = start(client), start(client, seed=2)
        assert [client.get(f"/api/runs/{run}").json()["queued_behind"] for run in (second, third)] == [1, 2]
        assert faults(client.post("/api/runs", json=SMALL), 429)[0]["code"] == "G907"
        assert faults(client.delete(f"/api/runs/{second}"), 409)
        assert act(client, second, "cancel").json()["state"] == "cancelled"
        assert faults(client.get(f"/api/runs/{second}"), 404)[0]["code"] == "G906"
        assert client.get(f"/api/runs/{third}").json()["queued_behind"] == 1
        record = folder / client.get(f"/api/runs/{first}").json()["name"]
        assert record.is_dir()
        act(client, first, "cancel")
        until(client, third, "finished")
        assert not record.exists() and [row["id"] for row in client.get("/api/runs").json()] == [third]
        assert client.delete(f"/api/runs/{third}").status_code == 204
        assert client.get("/api/runs").json() == []
        assert not any(folder.glob("[!.]*")) and not any((folder / ".lab").glob("?" * 16))


def test_a_crash_is_a_message_and_the_next_run_goes_on(folder: Path) -> None:
    with lab(folder) as client:
        first = start(client, days=400, paused=True)
        until(client, first, "paused")
        second = start(client)
        desk = client.app.state.desk  # type: ignore[attr-defined]
        os.kill(desk.shelf.own[first].worker.process.pid, signal.SIGKILL)
        state = until(client, first, "failed")
        assert state["faults"][0]["code"] == "G910" and "-9" in state["faults"][0]["what"]
        assert state["days_done"] == 1 and client.get(f"/api/runs/{first}/frames/0").status_code == 200
        until(client, second, "finished")
        assert client.delete(f"/api/runs/{first}").status_code == 204


def test_fifty_runs_at_once_are_refused_politely(folder: Path) -> None:
    with lab(folder, queued=3) as client:
        hold = start(client, days=400, paused=True)
        with ThreadPoolExecutor(25) as pool:
            answers = list(pool.map(lambda k: client.post("/api/runs", json={**SMALL, "seed": k}), range(50)))
        assert Counter(answer.status_code for answer in answers) == {201: 3, 429: 47}
        for answer in answers:
            if answer.status_code == 429:
                assert faults(answer, 429)[0]["code"] == "G907"
        names = [row["name"] for row in client.get("/api/runs").json()]
        assert len(set(names)) == 4
        assert act(client, hold, "cancel").status_code == 200


@pytest.mark.parametrize(
    "more",
    [{"citizens": 499}, {"citizens": 2_000_001}, {"citizens": 1e9}, {"days": 0}, {"days": 3651}, {"seed": -1},
     {"seed": 2**60}, {"days_per_second": 0}, {"citizens": "many"}, {"place": "../village"}, {"place": "village.yaml"},
     {"regime": {}}, {"regime": {"name": "as-told", "text": "x"}}, {"regime": {"name": "/etc/passwd"}}],
)  # fmt: skip
def test_what_is_out_of_range_is_refused(shared: TestClient, more: dict[str, object]) -> None:
    before = shared.get("/api/runs").json()
    assert faults(shared.post("/api/runs", json={**SMALL, **more}), 422)[0]["code"] == "G905"
    assert shared.get("/api/runs").json() == before


def test_a_regime_as_text_is_run_as_it_is(folder: Path) -> None:
    with lab(folder) as client:
        run = start(client, regime={"text": TEXT}, days=3)
        state = until(client, run, "finished")
        assert (state["regime"], state["status"]) == ("my-own", "fiction")
        kept = (folder / state["name"] / "inputs" / "regime-regime.yaml").read_text("utf-8")
        assert kept == TEXT
        broken = TEXT + "sensors:\n  - id: courts\n    hitt: 3\n"
        found = faults(client.post("/api/runs", json={**SMALL, "regime": {"text": broken}}), 422)
        assert (found[0]["code"], found[0]["file"], found[0]["line"]) == ("G102", "regime.yaml", 8)
        same = client.post(f"/api/runs/{run}/again")
        assert same.status_code == 201
        assert until(client, same.json()["id"], "finished")["digest"] == state["digest"]


def test_a_record_that_others_made_is_shown_and_not_touched(folder: Path) -> None:
    api.run(api.load("ordinary-law", "village"), Setting(600, 5, 1), folder / "theirs")
    with lab(folder) as client:
        [state] = client.get("/api/runs").json()
        assert (state["own"], state["state"], state["frames"]) == (False, "finished", [])
        run = state["id"]
        assert len(client.get(f"/api/runs/{run}/days").json()["values"]) == 5
        assert faults(client.delete(f"/api/runs/{run}"), 409)[0]["code"] == "G908"
        assert faults(client.get(f"/api/runs/{run}/frames/1"), 409)
        assert (folder / "theirs").is_dir()
        again = client.post(f"/api/runs/{run}/again").json()["id"]
        assert until(client, again, "finished")["digest"] == state["digest"]
        assert client.get(f"/api/runs/{again}/frames/1").status_code == 200
