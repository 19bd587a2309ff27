"""Who may write into the folder of a record: one run at a time, and over nothing that is not a run's own."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.experiment import replicates
from glasshouse.record import counts, manifest, shelf, writing
from glasshouse.record.claim import Claim, claim, is_claimed
from glasshouse.record.manifest import MANIFEST, Manifest
from glasshouse.record.reading import Run, open_run

SETTING = Setting(500, 3, 1, panel=0)


def run_in(folder: Path, seeds: int = 1) -> Run:
    """Run the smallest world there is."""
    return api.run(api.load("bare", "village"), SETTING, folder, seeds=seeds)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A finished record."""
    return run_in(tmp_path_factory.mktemp("runs") / "whole")


def cut_short(folder: Path, whole: Run) -> None:
    """Leave what a run leaves that was killed."""
    (folder / "inputs").mkdir(parents=True)
    (folder / "inputs" / "regime-bare.yaml").write_text("begun")
    raw = json.loads((whole.folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**raw, "state": "running", "digest": None}))


@pytest.mark.parametrize("seeds", [1, 2])
def test_two_runs_never_write_into_one_folder(tmp_path: Path, whole: Run, seeds: int) -> None:
    cut_short(tmp_path / "r", whole)
    held = Claim(tmp_path / "r")
    assert is_claimed(tmp_path / "r") and shelf.record(tmp_path / "r").state == "running"
    with pytest.raises(UserFault, match=r"G401(.|\n)*another run is writing into it now"):
        run_in(tmp_path / "r", seeds)
    assert (tmp_path / "r" / "inputs" / "regime-bare.yaml").read_text() == "begun"
    held.release()
    assert not is_claimed(tmp_path / "r") and shelf.record(tmp_path / "r").state == "unfinished"
    assert run_in(tmp_path / "r", seeds).manifest.state == "finished"
    assert not is_claimed(tmp_path / "r")


def test_what_a_run_cut_short_left_is_cleared_and_nothing_else(tmp_path: Path, whole: Run) -> None:
    cut_short(tmp_path, whole)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UserFault, match=r"G401(.|\n)*`notes.txt`"):
        run_in(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine" and (tmp_path / "inputs").is_dir()
    (tmp_path / "notes.txt").unlink()
    claim(tmp_path).release()
    assert list(tmp_path.iterdir()) == []


def test_a_first_manifest_that_was_half_written_is_cleared(tmp_path: Path) -> None:
    (tmp_path / f"{MANIFEST}.writing").write_text("{")
    claim(tmp_path).release()
    assert list(tmp_path.iterdir()) == []


def test_a_manifest_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("{")
    with pytest.raises(UserFault, match="G401"):
        claim(tmp_path)
    assert (tmp_path / MANIFEST).read_text() == "{" and not is_claimed(tmp_path)


@pytest.mark.parametrize("seeds", [1, 2])
def test_a_file_is_no_folder_for_a_record(tmp_path: Path, seeds: int) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(UserFault, match="G403"):
            run_in(out, seeds)
    assert (tmp_path / "file").read_text() == "mine"


def full(*_: Any, **__: Any) -> None:
    """Say what a full disk says."""
    raise OSError(errno.ENOSPC, "no more")


def test_a_disk_that_is_full_at_once_is_a_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "write_manifest", full)
    with pytest.raises(UserFault, match="G403"):
        run_in(tmp_path / "r")
    assert not is_claimed(tmp_path / "r")


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_full_disk_under_the_whole_of_several_seeds_is_a_diagnostic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    written = 0

    def write(folder: Path, one: Manifest) -> None:
        nonlocal written
        if written == after:
            full()
        written += 1
        manifest.write_manifest(folder, one)

    monkeypatch.setattr(replicates, "write_manifest", write)
    with pytest.raises(UserFault, match="G403"):
        run_in(tmp_path / "r", seeds=2)
    assert not is_claimed(tmp_path / "r")


def test_a_manifest_that_cannot_be_written_leaves_no_half(
    tmp_path: Path, whole: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="no more"):
        manifest.write_manifest(tmp_path, whole.manifest)
    assert list(tmp_path.iterdir()) == []


# -- reading what is torn, closed or on the move


def test_a_record_that_may_not_be_read_is_a_diagnostic(whole: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: Any, **__: Any) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_text", closed)
    for look in (open_run, api.show, api.report):
        with pytest.raises(UserFault, match=r"G502(.|\n)*Permission denied"):
            look(whole.folder)
    assert [row["state"] for row in api.runs(whole.folder.parent)] == ["unreadable"]


@pytest.mark.parametrize(("left", "why"), [(None, "is missing"), (b"torn", "Parquet")])
def test_counts_that_are_gone_or_torn_are_a_diagnostic(tmp_path: Path, left: bytes | None, why: str) -> None:
    torn = run_in(tmp_path / "r")
    file = torn.folder / counts.PROVINCES
    file.unlink()
    if left is not None:
        file.write_bytes(left)
    with pytest.raises(UserFault, match=rf"G502(.|\n)*{why}"):
        api.report(torn.folder)


def test_a_file_that_goes_while_one_looks_is_no_fault(tmp_path: Path, whole: Run) -> None:
    cut_short(tmp_path / "r", whole)
    (tmp_path / "r" / "aside").symlink_to(tmp_path / "gone")
    assert [row["state"] for row in api.runs(tmp_path)] == ["unfinished"]
    assert {"path": "aside", "bytes": 0} in api.show(tmp_path / "r")["files"]


def test_the_folder_of_a_pair_names_the_records_in_it(whole: Run) -> None:
    for look in (api.show, api.report, open_run):
        with pytest.raises(UserFault, match=rf"G500(.|\n)*did you mean {whole.folder}\?"):
            look(whole.folder.parent)
