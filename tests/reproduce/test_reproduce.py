"""`glasshouse reproduce`: a record is lived again from what it keeps, and whatever was changed in it is named."""

import json
import shutil
from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.engine.experiment import Setting
from glasshouse.record.reading import open_run

SETTING = Setting(500, 10, 4, panel=10)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one seed."""
    return api.run(api.load("as-told", "village"), SETTING, tmp_path_factory.mktemp("kept") / "run").folder


@pytest.fixture
def copy(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to be tampered with."""
    return Path(shutil.copytree(kept, tmp_path / "run"))


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    code = guarded(lambda: app(list(words)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def retold(folder: Path, **changes: object) -> None:
    """Change what a manifest says."""
    file = folder / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


def test_a_run_is_reproduced_to_the_byte_and_its_copy_again(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for source, out in ((kept, tmp_path / "again"), (tmp_path / "again", tmp_path / "third")):
        code, said, _ = called(capsys, "reproduce", str(source), "--out", str(out), "--threads", "2", "--json")
        found = json.loads(said)
        assert code == 0 and found["reproduced"] is True and found["files_otherwise"] == []
        assert found["digest"] == open_run(kept).manifest.digest == open_run(out).manifest.digest
        assert found["files_same"] == len(open_run(kept).manifest.files)
        names = [{path.name for path in (folder / "inputs").iterdir()} for folder in (kept, out)]
        assert names[0] == names[1]


def test_several_seeds_and_a_placebo_twin_are_reproduced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = api.load("ordinary-law", "village")
    seeds = api.run(files, SETTING, tmp_path / "seeds", seeds=2)
    placebo = api.run(files, Setting(500, 10, 4, panel=10, placebo=True), tmp_path / "placebo")
    for run, number in ((seeds, 2), (placebo, 1)):
        code, said, _ = called(capsys, "reproduce", str(run.folder), "--json")
        assert code == 0 and json.loads(said)["seeds"] == number


def test_an_edited_input_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = copy / "inputs" / "conduct-default.yaml"
    file.write_text(file.read_text("utf-8") + "# a word\n", "utf-8")
    code, out, err = called(capsys, "reproduce", str(copy))
    assert (code, out) == (2, "") and "G502" in err and "inputs/conduct-default.yaml" in err


def test_edited_counts_are_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (copy / "counts" / "district-day.parquet").open("ab") as file:
        file.write(b"more")
    code, _, err = called(capsys, "reproduce", str(copy))
    assert code == 2 and "counts/district-day.parquet" in err


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"version": "0.0.9"}, "G543", "version 0.0.9 left it"),
        ({"kernel_sha256": "0" * 64}, "G543", "the functions of the model are others"),
        ({"tables_sha256": "0" * 64}, "G543", "compile to other tables"),
        ({"seed": 5}, "G544", "when it is lived again"),
        ({"digest": "0" * 64}, "G544", "000000000000 in the manifest"),
    ],
)
def test_what_is_another_is_said(
    copy: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, object], code: str, says: str
) -> None:
    retold(copy, **changes)
    left, out, err = called(capsys, "reproduce", str(copy))
    assert (left, out) == (2, "") and code in err and says in err


def test_a_folder_in_use_is_left_alone(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter").write_text("mine")
    code, _, err = called(capsys, "reproduce", str(kept), "--out", str(tmp_path))
    assert code == 2 and "G401" in err and [path.name for path in tmp_path.iterdir()] == ["letter"]
