"""`glasshouse runs` and `glasshouse show` over real records: finished, cut short, torn, of another format."""

import json
from pathlib import Path

import pytest

from glasshouse.cli import completing, guarded
from glasshouse.cli.commands import app
from tests.cli.calling import call


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole record, one cut short, a torn one, one of an unknown format, and no record."""
    root = tmp_path_factory.mktemp("shelf")
    words = ["run", "as-told", "--place", "village", "--citizens", "500", "--days", "3", "--quiet"]
    assert guarded(lambda: app([*words, "--out", str(root / "deep" / "whole")])) == 0
    manifest = json.loads((root / "deep" / "whole" / "manifest.json").read_text())
    for name, text in (
        ("short", json.dumps({**manifest, "state": "running", "days_done": 1, "digest": None})),
        ("torn", json.dumps(manifest)[:500]),
        ("other", json.dumps({**manifest, "format": 999})),
    ):
        (root / name).mkdir()
        (root / name / "manifest.json").write_text(text)
    (root / "no-record").mkdir()
    (root / "no-record" / "notes.txt").write_text("nothing")
    return root


def test_runs_lists_every_record_and_says_how_far_it_got(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    code, out, err = call(capsys, "runs", str(shelf), "--json")
    listed = json.loads(out.splitlines()[-1])
    assert (code, err) == (0, "")
    states = {Path(row["run"]).name: row["state"] for row in listed["runs"]}
    assert states == {"whole": "finished", "short": "unfinished", "torn": "unreadable", "other": "unreadable"}
    whole = next(row for row in listed["runs"] if row["state"] == "finished")
    wanted = {"regime": "as-told", "status": "disputed", "place": "village", "citizens": 500, "days": 3, "seeds": [1]}
    assert {key: whole[key] for key in wanted} == wanted
    assert whole["synthetic"] is True and whole["bytes"] > 100_000
    assert all(row["why"] for row in listed["runs"] if row["state"] == "unreadable")


def test_runs_in_words_and_as_bare_folders(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    code, out, _ = call(capsys, "runs", str(shelf))
    assert code == 0 and "as-told [disputed]" in out and "1 of 3 days" in out
    assert max(len(line) for line in out.splitlines()) <= 80
    _, bare, _ = call(capsys, "runs", str(shelf), "--quiet")
    assert {Path(line).name for line in bare.splitlines()} == {"whole", "short", "torn", "other"}


def test_no_runs_yet_is_no_fault(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(capsys, "runs") == (0, "No records in runs yet. Make one: glasshouse demo\n", "")
    assert json.loads(call(capsys, "runs", "--json")[1])["runs"] == []
    assert call(capsys, "list", "runs")[0] == 0
    assert list(tmp_path.iterdir()) == []


def test_seeds_of_one_run_are_one_record(capsys: pytest.CaptureFixture[str], shelf: Path, tmp_path: Path) -> None:
    manifest = (shelf / "deep" / "whole" / "manifest.json").read_text()
    for folder in (tmp_path / "several", tmp_path / "several" / "seeds" / "1", tmp_path / "several" / "seeds" / "2"):
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(manifest)
    _, out, _ = call(capsys, "runs", str(tmp_path), "--quiet")
    assert out.splitlines() == [str(tmp_path / "several")]


def test_show_says_what_a_record_is(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    code, out, _ = call(capsys, "show", str(shelf / "deep" / "whole"), "--json")
    found = json.loads(out.splitlines()[-1])
    assert code == 0 and len(found["digest"]) == 64
    assert {part["kind"] for part in found["inputs"]} == {"regime", "place", "conduct"}
    assert set(found["overflows"]) == {"records", "list_slots", "post_box"}
    kept = {file["path"]: file["bytes"] for file in found["files"]}
    assert kept["manifest.json"] > 1000 and "counts/province-day-group.parquet" in kept
    assert sum(kept.values()) == found["bytes"]
    _, words, _ = call(capsys, "show", str(shelf / "deep" / "whole"))
    assert "500 synthetic citizens lived 3 days" in words and found["digest"] in words
    assert max(len(line) for line in words.splitlines()) <= 80
    _, brief, _ = call(capsys, "show", str(shelf / "deep" / "whole"), "--quiet")
    assert found["digest"] in brief and "synthetic citizens lived" not in brief


def test_show_of_a_run_cut_short_says_so(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    code, out, _ = call(capsys, "show", str(shelf / "short"))
    assert code == 0 and "1 of 3" in out and "This run is unfinished" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [(["runs", "NOWHERE"], "G506"), (["show", "NOWHERE"], "G500"), (["show", "no-record"], "G500"),
     (["show", "torn"], "G502"), (["show", "other"], "G501"), (["report", "short"], "G503")],
)  # fmt: skip
def test_faults_are_diagnostics(capsys: pytest.CaptureFixture[str], shelf: Path, words: list[str], code: str) -> None:
    exit_code, out, err = call(capsys, words[0], str(shelf / words[1]))
    assert (exit_code, out) == (2, "")
    assert err.startswith(code) and "why:" in err and "try:" in err and "Traceback" not in err


def test_a_page_that_cannot_be_written_leaves_nothing(
    capsys: pytest.CaptureFixture[str], shelf: Path, tmp_path: Path
) -> None:
    record = str(shelf / "deep" / "whole")
    (tmp_path / "file").write_text("mine")
    for words in (
        ["--out", str(tmp_path / "nowhere" / "page.html")],
        ["--out", str(tmp_path)],
        ["--out", str(tmp_path / "page.html"), "--export", str(tmp_path / "file")],
    ):
        code, out, err = call(capsys, "report", record, *words)
        assert (code, out) == (2, "") and err.startswith("G507"), words
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert not list(tmp_path.parent.glob("*.writing"))


def test_a_page_is_written_over_a_page_and_over_nothing_else(
    capsys: pytest.CaptureFixture[str], shelf: Path, tmp_path: Path
) -> None:
    record, page = shelf / "deep" / "whole", tmp_path / "page.html"
    for _ in range(2):
        assert call(capsys, "report", str(record), "--out", str(page), "--quiet")[0] == 0
    for file in (record / "manifest.json", shelf / "no-record" / "notes.txt"):
        before = file.read_bytes()
        code, _, err = call(capsys, "report", str(record), "--out", str(file))
        assert code == 2 and err.startswith("G507") and file.read_bytes() == before


def test_report_writes_the_page_and_the_charts(capsys: pytest.CaptureFixture[str], shelf: Path, tmp_path: Path) -> None:
    record, page, charts = str(shelf / "deep" / "whole"), tmp_path / "page.html", tmp_path / "charts"
    code, out, err = call(capsys, "report", record, "--out", str(page), "--export", str(charts), "--json")
    assert (code, err) == (0, "") and json.loads(out.splitlines()[-1])["page"] == str(page)
    assert page.read_text().startswith("<!doctype html>") and (charts / "score.svg").is_file()


def test_a_slip_of_the_pen_is_told_the_nearest_record(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    assert f"did you mean {shelf / 'deep' / 'whole'}?" in call(capsys, "show", str(shelf / "deep" / "whle"))[2]


def test_completion_offers_names_files_and_records(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shelf)
    Path("mine.yaml").write_text("regime: mine\n")
    assert completing.regimes("loy") == ["loyalty"] and completing.regimes("mi") == ["mine.yaml"]
    assert completing.places("v") == ["village"] and completing.conducts("d") == ["default", "deep/"]
    assert completing.runs("") == ["deep/whole", "other", "short", "torn"]
    assert completing.runs("deep/") == ["deep/whole"] and completing.runs("no-") == ["no-record/"]
    assert completing.runs("nowhere/") == [] and completing.kinds("r") == ["regimes", "rights", "runs"]
