"""Several seeds: each the record that it leaves alone, on any threads, and never half a whole that reads as one."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Lock

import numpy as np
import pytest

from glasshouse import api
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting, run_experiment
from glasshouse.experiment import replicates
from glasshouse.record.reading import Run, open_run

SETTING = Setting(1000, 31, 4, district_size=500, panel=10, threads=2)
SEEDS = 3


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Seeds 4, 5 and 6 of a village of two districts for 31 days."""
    folder = tmp_path_factory.mktemp("seeds") / "whole"
    return api.run(api.load("as-told", "village"), SETTING, folder, seeds=SEEDS)


@pytest.fixture
def mine(whole: Run, tmp_path: Path) -> Path:
    """A copy of the whole that a test may spoil."""
    return Path(shutil.copytree(whole.folder, tmp_path / "mine"))


def test_every_seed_is_bit_for_bit_what_it_is_alone(whole: Run, tmp_path: Path) -> None:
    files = api.load("as-told", "village")
    for one in whole.replicates():
        seed = one.manifest.seed
        setting = Setting(1000, 31, seed, district_size=500, panel=10, threads=1, shards=2)
        alone = api.run(files, setting, tmp_path / str(seed))
        assert one.manifest.digest == alone.manifest.digest
        assert one.counts.equals(alone.counts)
        ours, theirs = ({file.path: file.sha256 for file in run.manifest.files} for run in (one, alone))
        assert ours == theirs and len(ours) > 3


@pytest.mark.parametrize("threads", [1, 5])
def test_threads_do_not_move_the_answer(whole: Run, tmp_path: Path, threads: int) -> None:
    setting = Setting(1000, 31, 4, district_size=500, panel=0, threads=threads)
    other = api.run(api.load("as-told", "village"), setting, tmp_path / "other", seeds=SEEDS)
    assert other.manifest.digest == whole.manifest.digest
    assert [one.digest for one in other.manifest.replicates] == [one.digest for one in whole.manifest.replicates]


def test_the_manifest_names_seeds_and_digests_and_a_digest_over_them(whole: Run) -> None:
    raw = json.loads((whole.folder / "manifest.json").read_text())
    digests = [one["digest"] for one in raw["replicates"]]
    assert [one["seed"] for one in raw["replicates"]] == [4, 5, 6]
    assert len(set(digests)) == 3
    assert raw["digest"] == sha256(bytes.fromhex("".join(digests))).hexdigest()
    kept = [json.loads((whole.folder / f"seeds/{seed}/manifest.json").read_text()) for seed in (4, 5, 6)]
    assert [one["digest"] for one in kept] == digests
    assert raw["overflows"]["records"] == sum(one["overflows"]["records"] for one in kept)
    assert raw["record_bytes"] == sum(one["record_bytes"] for one in kept)
    assert raw["rates"]["acts_per_citizen_day"] == pytest.approx(
        sum(one["rates"]["acts_per_citizen_day"] for one in kept) / 3
    )


def test_each_seed_opens_and_is_reported_alone(whole: Run, tmp_path: Path) -> None:
    one = open_run(whole.folder / "seeds" / "5")
    assert one.manifest.seed == 5 and not one.manifest.replicates
    page = api.report(one.folder, out=tmp_path / "page.html").read_text()
    assert "seed 5," in page and "--seed 5<" in page


def test_counts_of_the_whole_are_the_sums_of_its_seeds(whole: Run) -> None:
    parts = [open_run(whole.folder / "seeds" / str(seed)) for seed in (4, 5, 6)]
    for name in ("citizens", "done.jaywalk", "money_sum", "score_bin.40"):
        assert np.array_equal(whole.daily(name), sum(part.daily(name) for part in parts))
    died = sum(whole.total(name).sum() for name in whole.names("deaths."))
    assert whole.daily("citizens")[-1].sum() + died == 3000
    assert set(whole.names("recorded.")) == {name for part in parts for name in part.names("recorded.")}


def test_the_whole_is_reported_against_a_whole_of_the_same_seeds_only(whole: Run, tmp_path: Path) -> None:
    files = api.load("ordinary-law", "village")
    same = api.run(files, SETTING, tmp_path / "same", seeds=SEEDS)
    page = api.report(whole.folder, same.folder, tmp_path / "page.html").read_text().replace("\u202f", "")
    assert "3 synthetic societies of 1000 citizens, with the seeds 4 to 6," in page
    assert "--seed 4 --seeds 3" in re.sub(r"<[^>]+>", "", page)
    assert "The input files were not kept" not in page
    for seeds in (1, 2):
        fewer = api.run(files, SETTING, tmp_path / str(seeds), seeds=seeds)
        with pytest.raises(UserFault, match="differ in seeds: 4 to 6 and 4"):
            api.report(whole.folder, fewer.folder)
    assert not (whole.folder / api.PAGE).exists()


def test_a_seed_that_is_gone_or_replaced_is_a_diagnostic(mine: Path) -> None:
    assert open_run(mine).manifest.seeds == (4, 5, 6)
    shutil.rmtree(mine / "seeds" / "6")
    with pytest.raises(UserFault, match=r"G505.*|not a run record"):
        open_run(mine)
    shutil.copytree(mine / "seeds" / "5", mine / "seeds" / "6")
    with pytest.raises(UserFault, match="seeds/6 is not the record that the manifest of the whole names"):
        open_run(mine)


def test_a_digest_over_other_digests_is_a_diagnostic(mine: Path) -> None:
    raw = json.loads((mine / "manifest.json").read_text())
    (mine / "manifest.json").write_text(json.dumps({**raw, "digest": "0" * 64}))
    with pytest.raises(UserFault, match="not the digest over those of its seeds"):
        open_run(mine)


def test_a_finished_whole_is_never_overwritten(whole: Run) -> None:
    for seeds in (1, SEEDS):
        with pytest.raises(UserFault, match="G401"):
            api.run(api.load("bare", "village"), SETTING, whole.folder, seeds=seeds)
    assert open_run(whole.folder).manifest.digest == whole.manifest.digest


def test_stopped_in_the_middle_it_is_unfinished_in_every_part_and_can_be_begun_again(tmp_path: Path) -> None:
    files, lock = api.load("bare", "village"), Lock()
    days: list[int] = []

    def stop(stage: str, done: int, of: int) -> None:
        with lock:
            days.append(done if stage == "days" else 0)
            if stage == "days" and done > of // 2:
                raise KeyboardInterrupt

    setting = Setting(500, 62, 1, threads=2, panel=0)
    with pytest.raises(KeyboardInterrupt):
        api.run(files, setting, tmp_path / "r", stop, seeds=8)
    states = {path.parent.name: json.loads(path.read_text())["state"] for path in tmp_path.glob("**/manifest.json")}
    assert states.pop("r") == "interrupted"
    assert "running" not in states.values() and 3 <= len(states) < 8
    with pytest.raises(UserFault, match=r"G503 .* of 8 seeds were lived"):
        open_run(tmp_path / "r")
    again = api.run(files, setting, tmp_path / "r", seeds=2)
    assert again.manifest.state == "finished" and len(list((tmp_path / "r" / "seeds").iterdir())) == 2


def test_killed_it_reads_as_unfinished(tmp_path: Path) -> None:
    words = [
        "run",
        "as-told",
        "--place",
        "village",
        "--citizens",
        "200_000",
        "--district-size",
        "2000",
        "--days",
        "365",
    ]
    program = "from glasshouse.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words, "--seeds", "4", "--out", str(tmp_path / "r")],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    for _ in range(6000):
        if process.poll() is not None or (tmp_path / "r" / "seeds" / "1" / "manifest.json").exists():
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with pytest.raises(UserFault, match=r"G503 .*0 of 4 seeds were lived"):
        open_run(tmp_path / "r")


def test_as_many_worlds_as_threads_live_side_by_side_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, lock, two = run_experiment, Lock(), Barrier(2, timeout=120)
    inside = most = 0

    def counted(*arguments: object) -> Run:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        two.wait()  # nobody passes alone: with one world at a time this would break
        done: Run = real(*arguments)  # type: ignore[arg-type]
        with lock:
            inside -= 1
        return done

    monkeypatch.setattr(replicates, "run_experiment", counted)
    setting = Setting(500, 2, 1, threads=2, panel=0)
    api.run(api.load("bare", "village"), setting, tmp_path / "r", seeds=6)
    assert most == 2


def test_the_whole_says_what_json_promises(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["run", "bare", "--place", "village", "--citizens", "500", "--days", "3", "--seed", "7", "--seeds", "2"]
    assert guarded(lambda: app([*words, "--out", str(tmp_path / "r"), "--json"])) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["seeds"] == [7, 8] and figures["seed"] == 7
    assert figures["digests"] == [one["digest"] for one in figures["replicates"]]
    assert [Path(one["run"]) for one in figures["replicates"]] == [tmp_path / "r/seeds/7", tmp_path / "r/seeds/8"]
    assert figures["citizens"] == 500
    assert figures["seconds_compile"] + figures["seconds_build"] + figures["seconds_days"] <= figures["seconds_total"]
    assert figures["ns_per_citizen_day"] == pytest.approx(
        figures["seconds_days"] / (500 * 3 * 2) * 1e9, rel=0.01, abs=400
    )
    assert 0 < figures["record_bytes"] < 3 * figures["record_bytes_expected"]


@pytest.mark.parametrize(("seed", "seeds"), [("1", "0"), ("1", "1001"), (str(2**63 - 2), "3")])
def test_seeds_that_cannot_be_are_a_diagnostic(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, seed: str, seeds: str
) -> None:
    words = ["run", "bare", "--citizens", "500", "--seed", seed, "--seeds", seeds, "--out", str(tmp_path / "r")]
    assert guarded(lambda: app(words)) == 2
    assert "G400" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()
