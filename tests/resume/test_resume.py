"""A resumed run leaves what it would have left: at every stage, by any means, torn or full, in one seed or several."""

import errno
import json
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.engine.checkpoint import Pace
from glasshouse.engine.resuming import Means
from glasshouse.record import checkpoint
from glasshouse.record.manifest import read_manifest
from glasshouse.record.reading import Run, open_run
from tests.resume.interrupted import OFTEN, SETTING, after_checkpoint, contents, cut_short, files, run

MEANS = [Means("cpu", threads=1, shards=3, checkpoint_seconds=0), Means(threads=5), Means(shards=7)]


@pytest.mark.parametrize(("number", "means"), [(1, MEANS[0]), (2, MEANS[1]), (4, MEANS[2]), (5, MEANS[0])])
def test_resumed_from_each_stage_by_other_means_it_leaves_the_same(
    whole: Run, tmp_path: Path, number: int, means: Means
) -> None:
    """Checkpoints 1 and 2 are of districts in lockstep, those after them of finished districts."""
    folder = after_checkpoint(tmp_path / "r", number)
    assert read_manifest(folder).state == "interrupted" and read_manifest(folder).days_done > 0
    done = api.resume(folder, means)
    assert contents(done) == contents(whole)
    assert api.resumed_from(done) == {"from_checkpoint": number, "checkpoints_refused": []}
    assert done.manifest.resumed == 1 and done.manifest.days_done == 65
    assert not (folder / "checkpoint").exists() and done.manifest.record_bytes > 0


def test_resumed_on_the_plain_functions_it_leaves_the_same(tmp_path: Path) -> None:
    small: dict[str, Any] = {"citizens": 1040, "days": 35, "district_size": 520, "panel": 5}
    whole, folder = run(tmp_path / "whole", **small), after_checkpoint(tmp_path / "r", 1, **small)
    assert contents(api.resume(folder, Means("python"))) == contents(whole)


def test_a_run_day_by_day_is_kept_and_resumed_as_a_whole(whole: Run, tmp_path: Path) -> None:
    folder = after_checkpoint(tmp_path / "r", 1, order="day")
    kept, _ = checkpoint.newest(folder)
    assert kept is not None and kept.head.pieces["together.numbers"].shape == [7]
    assert contents(api.resume(folder, OFTEN)) == contents(whole)


def test_interrupted_again_and_again_it_leaves_the_same(whole: Run, tmp_path: Path) -> None:
    folder = cut_short(tmp_path / "r", 0.3)
    for share in (0.6, 0.9):

        def stop(stage: str, done: int, of: int, share: float = share) -> None:
            if stage == "days" and done >= share * of:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            api.resume(folder, OFTEN, stop)
    done = api.resume(folder, OFTEN)
    assert contents(done) == contents(whole) and done.manifest.resumed == 3


def test_before_any_checkpoint_it_begins_again(whole: Run, tmp_path: Path) -> None:
    folder = cut_short(tmp_path / "r", 0.5, checkpoint_seconds=3600)
    assert read_manifest(folder).days_done == 0
    done = api.resume(folder, OFTEN)
    assert contents(done) == contents(whole) and api.resumed_from(done)["from_checkpoint"] is None


def test_where_the_last_checkpoint_is_torn_the_one_before_it_is_used(whole: Run, tmp_path: Path) -> None:
    """Cut off, gone, or with a head that is no longer what was written."""
    folder = after_checkpoint(tmp_path / "r", 4)
    last = sorted((folder / "checkpoint").iterdir())[-1]
    for name, content in (("cases.zst", b""), ("head.json", b'{"format": 1'), ("head.json", None)):
        kept = (last / name).read_bytes()
        (last / name).unlink()
        if content is not None:
            (last / name).write_bytes(content)
        found, wrong = checkpoint.newest(folder)
        assert found is not None and found.head.number == 3
        assert [why[:28] for why in wrong] == ["checkpoint 4 cannot be used:"] * (content is not None)
        (last / name).write_bytes(kept)
    (last / "cases.zst").write_bytes(b"")
    done = api.resume(folder, OFTEN)
    assert contents(done) == contents(whole)
    told = api.resumed_from(done)
    assert told["from_checkpoint"] == 3 and "cases.zst is torn" in told["checkpoints_refused"][0]


def test_where_every_checkpoint_is_torn_it_begins_again(whole: Run, tmp_path: Path) -> None:
    folder = after_checkpoint(tmp_path / "r", 2)
    for head in (folder / "checkpoint").glob("*/head.json"):
        head.write_bytes(head.read_bytes()[:-40])
    done = api.resume(folder, OFTEN)
    assert contents(done) == contents(whole) and len(api.resumed_from(done)["checkpoints_refused"]) == 2


# -- a disk that takes no more


def full(*_: Any, **__: Any) -> None:
    """Say what a full disk says."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("piece", ["append", "close"])
def test_a_disk_too_full_for_a_checkpoint_leaves_the_run_alone(
    whole: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    monkeypatch.setattr(checkpoint.Stream, piece, full)
    done = run(tmp_path / "r")
    assert contents(done) == contents(whole)
    assert "no more checkpoints" in (done.folder / "log.jsonl").read_text()


def test_a_disk_that_fills_up_ends_the_run_and_room_lets_it_go_on(
    whole: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, landed = tmp_path / "r", 0

    def write(*arguments: Any) -> None:
        nonlocal landed
        landed += 1
        full() if landed == 5 else original(*arguments)

    from glasshouse.record.counts import CountsWriter

    original = CountsWriter.write
    with monkeypatch.context() as patched:
        patched.setattr(CountsWriter, "write", write)
        with pytest.raises(UserFault, match=r"G403(.|\n)*glasshouse resume"):
            run(folder)
    done = api.resume(folder, OFTEN)
    assert contents(done) == contents(whole) and api.resumed_from(done)["from_checkpoint"] is not None


def test_room_is_asked_for_checkpoints_before_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, int] = {}

    def note(stage: str, done: int, of: int) -> None:
        said[stage] = of
        if stage == "days":
            held.append(sum(path.stat().st_size for path in (tmp_path / "r" / "checkpoint").rglob("*.zst")))

    held: list[int] = []
    run(tmp_path / "r", note)
    assert 0 < max(held) < said["checkpoints"]
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage._replace(free=said["space"] + said["checkpoints"]))
    with pytest.raises(UserFault, match=r"G404(.|\n)*checkpoints"):
        run(tmp_path / "other")
    assert not (tmp_path / "other").exists()


# -- what cannot be resumed


def test_a_finished_run_and_one_by_another_version_are_refused(whole: Run, tmp_path: Path) -> None:
    (whole.folder / "checkpoint" / "00009").mkdir(parents=True)  # as a kill after the last word leaves it
    with pytest.raises(UserFault, match=r"G406(.|\n)*finished"):
        api.resume(whole.folder, OFTEN)
    assert not (whole.folder / "checkpoint").exists()
    assert contents(open_run(whole.folder)) == contents(whole)
    folder = cut_short(tmp_path / "r", 0.5)
    raw = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**raw, "kernel_sha256": "0" * 64}))
    with pytest.raises(UserFault, match=r"G406(.|\n)*another version"):
        api.resume(folder, OFTEN)


def test_a_run_that_goes_on_is_not_resumed_beside_itself(tmp_path: Path) -> None:
    def twice(stage: str, done: int, of: int) -> None:
        if stage == "days" and done == of:
            with pytest.raises(UserFault, match=r"G401(.|\n)*a run is writing into it now"):
                api.resume(tmp_path / "r", OFTEN)

    assert run(tmp_path / "r", twice).manifest.state == "finished"


def test_numbers_out_of_range_are_a_diagnostic_and_leave_it_alone(whole: Run, tmp_path: Path) -> None:
    folder = after_checkpoint(tmp_path / "r", 1)
    before = sorted(path.name for path in folder.rglob("*"))
    for means in (Means(threads=-1), Means(backend="abacus"), Means(checkpoint_seconds=-1)):
        with pytest.raises(UserFault, match=r"G40[02]"):
            api.resume(folder, means)
    assert sorted(path.name for path in folder.rglob("*")) == before
    assert contents(api.resume(folder, OFTEN)) == contents(whole)


# -- several seeds


def test_of_several_seeds_the_finished_stay_and_the_others_go_on_or_begin(tmp_path: Path) -> None:
    setting = replace(SETTING, citizens=1000, days=31, district_size=500, panel=5, threads=1)
    whole = api.run(files(), setting, tmp_path / "whole", seeds=3)

    def stop(stage: str, done: int, of: int) -> None:
        if stage == "days" and done > of * 0.5:
            raise KeyboardInterrupt

    folder = tmp_path / "r"
    with pytest.raises(KeyboardInterrupt):
        api.run(files(), setting, folder, stop, seeds=3)
    finished = read_manifest(folder / "seeds" / "1")
    assert finished.state == "finished" and read_manifest(folder / "seeds" / "2").state == "interrupted"
    assert not (folder / "seeds" / "3").exists()
    done = api.resume(folder, Means(threads=2, checkpoint_seconds=0))
    assert [contents(one) for one in done.replicates()] == [contents(one) for one in whole.replicates()]
    assert done.manifest.digest == whole.manifest.digest
    assert read_manifest(folder / "seeds" / "1") == finished


# -- when


def test_checkpoints_keep_to_their_interval_and_to_their_share_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("time.perf_counter", lambda: now)
    pace, made, spent = Pace(60.0), [], 0.0
    while now < 20_000:
        now += 7
        if pace.due(held=2_000_000_000):
            now += 5
            spent += pace.kept(held=2_000_000_000)
            made.append(now)
    assert made[0] > 400 and min(after - before for before, after in pairwise(made)) >= 60
    assert spent <= now / 50 + 5 and len(made) > 70
