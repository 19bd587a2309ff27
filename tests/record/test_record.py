"""The record: what it holds, that it says synthetic, and that a kill never leaves half a one that reads as whole."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.record.counts import DISTRICT_DAYS, DISTRICTS, FEW, PROVINCES
from glasshouse.record.log import read_log
from glasshouse.record.panel import read_panel
from glasshouse.record.reading import Run, open_run


@pytest.fixture(scope="module")
def a_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run three small districts for 65 days."""
    setting = Setting(3000, 65, 3, district_size=1000, panel=30)
    return api.run(api.load("as-told", "village"), setting, tmp_path_factory.mktemp("runs") / "one")


def test_counts_lie_at_the_three_grains_with_units_and_meanings(a_run: Run) -> None:
    rows = {name: pq.read_table(a_run.folder / name).num_rows for name in (PROVINCES, DISTRICTS, DISTRICT_DAYS)}
    assert rows == {PROVINCES: 1 * 65 * 3, DISTRICTS: 3 * 3 * 3, DISTRICT_DAYS: 3 * 65}
    schema = pq.read_schema(a_run.folder / PROVINCES)
    assert schema.metadata[b"synthetic"] == b"true"
    assert all(field.metadata[b"unit"] and field.metadata[b"meaning"] for field in schema)
    assert len(FEW) <= 8


def test_the_grains_agree_with_one_another(a_run: Run) -> None:
    by_cycle = pq.read_table(a_run.folder / DISTRICTS)
    by_day = pq.read_table(a_run.folder / DISTRICT_DAYS)
    assert by_cycle.column("done.jaywalk").to_numpy().sum() == a_run.total("done.jaywalk").sum()
    last = [day == 64 for day in by_day.column("day").to_pylist()]
    living, died = a_run.last("citizens").sum(), sum(a_run.total(name).sum() for name in a_run.names("deaths."))
    assert by_day.column("citizens").to_numpy()[last].sum() == living and living + died == 3000


def test_the_panel_names_synthetic_citizens_and_days(a_run: Run) -> None:
    ids, columns = read_panel(a_run.folder)
    assert len(ids) == len(set(ids)) == 30 and all(name.startswith("s-") for name in ids)
    assert {values.shape for values in columns.values()} == {(65, 30)}
    import zarr

    array = zarr.open_group(a_run.folder / "panel.zarr", mode="r")["score_held"]
    assert array.metadata.to_dict()["dimension_names"] == ("day", "citizen")
    assert array.attrs["units"] == "points/16" and array.attrs["synthetic"] is True


def test_the_panel_moves_no_answer(a_run: Run, tmp_path: Path) -> None:
    setting = Setting(3000, 65, 3, district_size=1000, panel=0)
    bare = api.run(api.load("as-told", "village"), setting, tmp_path / "bare")
    assert bare.manifest.digest == a_run.manifest.digest
    assert not (bare.folder / "panel.zarr").exists()


def test_the_manifest_says_what_was_run_and_keeps_the_inputs(a_run: Run) -> None:
    manifest = a_run.manifest
    assert manifest.synthetic is True and manifest.status == "disputed"
    kept = {path.name for path in (a_run.folder / "inputs").iterdir()}
    assert kept == {
        "place-village.yaml",
        "conduct-default.yaml",
        "regime-as-told.yaml",
        "regime-ordinary-law.yaml",
    }
    tables = np.load(a_run.folder / "tables.npy")
    from hashlib import sha256

    assert sha256(tables.tobytes()).hexdigest() == manifest.tables_sha256
    text = (a_run.folder / "manifest.json").read_text()
    assert str(Path.home()) not in text and os.uname().nodename not in text


def test_a_finished_record_is_never_overwritten(a_run: Run) -> None:
    with pytest.raises(UserFault, match="G401"):
        api.run(api.load("bare", "village"), Setting(1000, 3, 1), a_run.folder)
    assert open_run(a_run.folder).manifest.digest == a_run.manifest.digest


def test_a_folder_of_somebody_elses_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UserFault, match="G401"):
        api.run(api.load("bare", "village"), Setting(1000, 3, 1), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "G502"),
        (json.dumps({"format": 99}), "G501"),
        (json.dumps({"format": 1}), "G502"),
        ("[]", "G502"),
    ],
)
def test_a_damaged_manifest_is_a_diagnostic(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(UserFault, match=code):
        open_run(tmp_path)


def test_what_is_not_a_record_is_a_diagnostic(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match="G500"):
        open_run(tmp_path)


def begin(folder: Path, citizens: int) -> "subprocess.Popen[bytes]":
    """Start a run in a process of its own and wait until it has claimed its folder."""
    before = (folder / "manifest.json").stat().st_mtime_ns if (folder / "manifest.json").exists() else 0
    words = ["run", "as-told", "--place", "village", "--citizens", str(citizens), "--district-size", "2000"]
    words += ["--days", "365", "--threads", "1", "--out", str(folder)]
    program = "from glasshouse.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    for _ in range(6000):
        manifest = folder / "manifest.json"
        if process.poll() is not None or (manifest.exists() and manifest.stat().st_mtime_ns != before):
            break
        time.sleep(0.01)
    return process


def wait_for(process: "subprocess.Popen[bytes]", folder: Path, lines: int) -> None:
    """Wait until the log of a run that goes on has so many lines."""
    while process.poll() is None and len(read_log(folder)) < lines:
        time.sleep(0.001)
    assert process.poll() is None, "the run ended before it could be stopped"


def test_a_kill_at_any_moment_leaves_a_plainly_unfinished_record(tmp_path: Path) -> None:
    """Killed without warning at five moments, in one folder: nothing ever reads as finished."""
    folder = tmp_path / "killed"
    for lines in range(5):
        process = begin(folder, 400_000)
        wait_for(process, folder, lines)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with pytest.raises(UserFault, match="G503"):
            open_run(folder)
        with pytest.raises(UserFault, match="G503"):
            api.report(folder)
        assert not (folder / api.PAGE).exists()


def test_an_interruption_leaves_an_unfinished_record_and_130(tmp_path: Path) -> None:
    folder = tmp_path / "interrupted"
    process = begin(folder, 400_000)
    wait_for(process, folder, 3)  # begun, compiled, and a tenth of the days
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert b"interrupted" in errors
    assert json.loads((folder / "manifest.json").read_text())["state"] == "interrupted"
