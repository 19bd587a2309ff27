"""Lives, comparisons, audits, examples and the story, as the verbs give them."""

import json
from base64 import b64decode
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from glasshouse import api
from tests.lab.labs import TEXT, faults


def folder_of(client: TestClient, run: str) -> Path:
    """Where the record of a run lies."""
    found: Path = client.app.state.desk.shelf.folder(run)  # type: ignore[attr-defined]
    return found


def test_a_life_and_its_twin(shared: TestClient, told: str, law: str) -> None:
    answer = shared.get(f"/api/runs/{told}/lives", params={"find": "records-in-error", "twin": law}).json()
    life, twin = answer["life"], answer["twin"]
    assert life["citizen"] == twin["citizen"] and (life["run"], twin["run"]) == (told, law)
    plain = api.explain(folder_of(shared, told), str(life["number"])).data
    del plain["content_note"]
    life["data"]["found"] = None
    assert life["data"] == json.loads(json.dumps(plain))
    assert life["lines"] and all(0 <= line["day"] < 40 and line["text"] for line in life["lines"])
    assert len(life["under"]) == len(life["scores"]) == 40
    assert "synthetic" in life["caveat"]
    alone = shared.get(f"/api/runs/{told}/lives/{life['number']}").json()
    assert alone["twin"] is None and alone["life"]["lines"] == life["lines"]


@pytest.mark.parametrize(("path", "status"), [("/lives/1000", 404), ("/lives/s-9-9", 404), ("/lives/x", 422),
                                              ("/lives?find=silent-critic", 404), ("/lives?find=../x", 422),
                                              ("/lives", 422), ("/lives/3?twin=0000000000000000", 404)])  # fmt: skip
def test_who_is_not_there_is_refused(shared: TestClient, told: str, path: str, status: int) -> None:
    faults(shared.get(f"/api/runs/{told}{path}"), status)


def test_a_comparison_is_that_of_the_verb(shared: TestClient, told: str, law: str) -> None:
    answer = shared.post("/api/comparisons", json={"one": law, "other": told}).json()
    plain = api.compare(folder_of(shared, law), folder_of(shared, told)).data
    assert answer == json.loads(json.dumps(plain))
    assert answer["placebo"] is None


def test_an_audit_is_that_of_the_verb(shared: TestClient, told: str) -> None:
    answer = shared.get(f"/api/runs/{told}/audit", params={"law": "eu", "on": "2026-11-01"}).json()
    plain = api.audit(str(folder_of(shared, told)), "eu", "2026-11-01", date.today(), "cn-2020", "default").data
    assert answer == json.loads(json.dumps(plain))
    body = {"regime": {"text": TEXT}, "law": "eu", "on": "2026-11-01"}
    assert shared.post("/api/regimes/audit", json=body).status_code == 200
    assert faults(shared.post("/api/regimes/audit", json={**body, "law": "xx"}), 422)[0]["code"] == "G400"


def test_an_example_shows_what_a_clause_does_and_to_whom(shared: TestClient) -> None:
    body = {"regime": {"name": "as-told"}, "clause": "jaywalk-fine"}
    answer = shared.post("/api/regimes/example", json=body).json()
    assert answer["clause"] == "jaywalk-fine" and "fine" in answer["says"]
    assert 0 < answer["reached"] < answer["citizens"] and len(answer["examples"]) == 3
    for one in answer["examples"]:
        assert one["reached"] and one["with_clause"] != one["without_clause"]
        assert all(len(course) == answer["days"] for course in one["with_clause"].values())
    assert shared.post("/api/regimes/example", json=body).json() == answer  # drawn by lot, and the lot is the seed's
    for clause in ("nobody", "street-offenders"):
        assert faults(shared.post("/api/regimes/example", json={**body, "clause": clause}), 422)[0]["code"] == "G912"


def test_the_story_keeps_nothing_and_takes_one_word(shared: TestClient) -> None:
    runs = shared.get("/api/runs").json()
    story = shared.get("/api/story").json()
    assert len(story["rules"]) == 5
    answer = shared.post("/api/story", json={"rule": story["rules"][0]["id"]}).json()
    assert (answer["citizens"], answer["days"], answer["status"]) == (10_000, 30, "fiction")
    sanctions = b64decode(answer["sanction"])
    assert len(sanctions) == 300_000
    assert sum(row["in_error"] for row in answer["rates"]) == sanctions[-10_000:].count(3) > 0
    assert answer["letter"]["in_error"] and answer["letter"]["lines"]
    assert shared.get("/api/runs").json() == runs
    assert faults(shared.post("/api/story", json={"rule": "another"}), 404)
    assert faults(shared.post("/api/story", json={"rule": "x", "text": "y"}), 422)


def test_what_it_is_and_what_a_regime_says(shared: TestClient, told: str) -> None:
    about = shared.get("/api/about").json()
    assert [layer["number"] for layer in about["layers"]] == list(range(6)) and about["synthetic"]
    assert shared.get("/api/regimes/as-told/text").json()["text"].startswith("regime: as-told")
    assert faults(shared.get("/api/regimes/nobody/text"), 404)
    said = shared.post("/api/regimes/describe", json={"name": "as-told"}).json()
    assert said == json.loads(json.dumps(api.describe("as-told").data))
    assert shared.get("/api/regimes/schema").json()["$id"].endswith("regime.schema.json")
    command = shared.get(f"/api/runs/{told}/provenance").json()["command"]
    assert command == "glasshouse run as-told --place village --conduct default --citizens 1000 --days 40 --seed 1"
