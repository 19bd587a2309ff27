"""An export: one folder in which everything that the page may ask for is there, and no server is needed."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from glasshouse.lab import exporting
from tests.lab.labs import faults, unpacked


def put(text: str) -> tuple[str, object]:
    """Read one answer of an export as a browser would run it: one call, two arguments of JSON."""
    assert text.startswith("glasshouse.put(") and text.endswith(");\n") and "<" not in text
    key, end = json.JSONDecoder().raw_decode(text, len("glasshouse.put("))
    value = json.loads(text[end + 2 : -3])
    return key, value


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is built, as far as an export looks at it."""
    offline = tmp_path / "page" / "offline"
    offline.mkdir(parents=True)
    for name in ("index.html", "app.js", "app.css"):
        (offline / name).write_text(name)
    monkeypatch.setattr(exporting, "FOLDER", tmp_path / "page")


@pytest.mark.slow  # fifteen criteria, each a life lived again in both runs
def test_all_that_the_page_may_ask_is_in_the_folder(shared: TestClient, told: str, law: str, built: None) -> None:
    answer = shared.post("/api/exports", json={"runs": [law, told], "lives": ["417"], "law": "eu"})
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as zipped:
        [root] = {name.split("/")[0] for name in zipped.namelist()}
        files = {name.removeprefix(f"{root}/"): zipped.read(name).decode() for name in zipped.namelist()}
    assert {"index.html", "app.js", "app.css", f"report-{told}.html"} <= set(files)
    key, index = put(files["data/index.js"])
    assert key == "index" and isinstance(index, dict) and index["kind"] == "comparison"
    said = dict(put(files[f"data/{name}"]) for name in index["files"].values())
    assert set(said) == set(index["files"])
    for path in ("/api/about", f"/api/runs/{told}", f"/api/runs/{law}/days", f"/api/runs/{told}/provenance"):
        assert said[path] == shared.get(path).json(), path
    assert 417 in index["lives"] and len(index["lives"]) > 1
    for number in index["lives"]:
        for one, other in ((law, told), (told, law)):
            twins = said[f"/api/runs/{one}/lives/{number}?twin={other}"]
            assert isinstance(twins, dict) and twins["life"]["run"] == one and twins["twin"]["run"] == other
    cases = {int(number): found for number, found in index["cases"].items()}
    assert cases and set(cases) <= set(index["lives"]) and 417 not in cases
    assert len({name for found in cases.values() for name in found}) > 3
    comparison = said["POST /api/comparisons"]
    assert isinstance(comparison, dict) and comparison["placebo"] is not None
    from base64 import b64decode

    frame = said[f"/api/runs/{told}/frames/7"]
    assert isinstance(frame, str) and unpacked(b64decode(frame))["day"] == 7 and index["every"][told] == 1
    report = said[f"/api/runs/{told}/report"]
    assert report == files[f"report-{told}.html"] and "synthetic" in str(report)
    # Nothing of this machine, and nothing from elsewhere.
    whole = "".join(text for name, text in files.items() if name.startswith("data/"))
    assert str(shared.app.state.desk.shelf.root) not in whole  # type: ignore[attr-defined]


def test_lives_are_found_by_what_there_is_to_find_by(shared: TestClient, told: str, built: None) -> None:
    answer = shared.post("/api/exports", json={"runs": [told], "find": ["sanctioned-in-error", "kindest"]})
    [fault] = faults(answer, 422)
    assert fault["code"] == "G540" and "helped-most" in fault["attempt"]


def test_without_a_built_page_there_is_no_export(
    shared: TestClient, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "FOLDER", tmp_path)
    assert faults(shared.post("/api/exports", json={"runs": [told]}), 409)[0]["code"] == "G913"


def test_no_text_ends_the_script_it_stands_in() -> None:
    line = exporting.script("k", {"a": "</script><script>alert(1)</script>"})
    assert "<" not in line and put(line) == ("k", {"a": "</script><script>alert(1)</script>"})
