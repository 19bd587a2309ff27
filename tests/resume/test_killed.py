"""Killed without warning at any moment, or asked to end: resumed, it leaves what it would have left.

A moment is a number of deeds on the disk, drawn by a fixed seed: between any two of them a run may be killed, in the
middle of a checkpoint as well, and so may the run that was resumed.
"""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.record.log import read_log
from glasshouse.record.reading import Run, open_run
from glasshouse.record.shelf import record
from tests.resume.interrupted import OFTEN, contents

PROGRAM = """
import os, shutil, signal, sys
from glasshouse.engine import districts
from glasshouse.record import checkpoint, counts, manifest, spool
districts.SENTINELS = 3
left = int(sys.argv.pop(1))

def deadly(deed):
    def do(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return deed(*arguments, **named)
    return do

for owner, name in (
    (spool.Spool, "put"), (counts.CountsWriter, "flush"), (checkpoint.Stream, "append"), (checkpoint.Stream, "close"),
    (checkpoint, "reach_disk"), (os, "rename"), (os, "replace"), (shutil, "rmtree"), (os, "unlink"),
):
    setattr(owner, name, deadly(getattr(owner, name)))
from glasshouse.cli import main
try:
    main()
finally:
    print(-left)
"""
WORLD = ["as-told", "--place", "village", "--citizens", "3600", "--days", "65", "--district-size", "514"]
WORLD += ["--panel", "40", "--threads", "2", "--quiet"]
NEVER = 0


def start(deeds: int, *words: str) -> "subprocess.Popen[str]":
    """Begin a command in a process of its own that is killed before it has done so many deeds on the disk."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(deeds), *words, "--checkpoint-seconds", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def deeds_of(*words: str) -> int:
    """Let a command run to its end and return how many deeds it took."""
    process = start(NEVER, *words)
    out, errors = process.communicate()
    assert process.returncode == 0, errors
    return int(out.splitlines()[-1])


def killed(folder: Path, rolls: random.Random, deeds: int, times: int) -> Run:
    """Begin a run and kill it, resume it and kill it, so many times, each before so many deeds; then let it end."""
    for _ in range(times):
        begun = (folder / "manifest.json").exists()
        words = ["resume", str(folder), "--quiet"] if begun else ["run", *WORLD, "--out", str(folder)]
        process = start(rolls.randint(1, deeds), *words)
        process.communicate()
        assert process.returncode in (-signal.SIGKILL, 0)
        if (folder / "manifest.json").exists() and record(folder).state != "unfinished":
            break
    if not (folder / "manifest.json").exists() or record(folder).state == "finished":
        return open_run(folder)
    return api.resume(folder, OFTEN)


def test_killed_at_random_moments_it_goes_on_to_the_same_end(whole: Run, tmp_path: Path) -> None:
    deeds = deeds_of("run", *WORLD, "--out", str(tmp_path / "counted"))
    assert contents(open_run(tmp_path / "counted")) == contents(whole)
    assert contents(killed(tmp_path / "r", random.Random(1), deeds, 2)) == contents(whole)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_killed_at_twenty_random_moments_and_again_after_each(whole: Run, tmp_path: Path, seed: int) -> None:
    assert contents(killed(tmp_path / "r", random.Random(100 + seed), 400, 4)) == contents(whole)


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_leaves_with_130_and_says_how_to_go_on(
    whole: Run, tmp_path: Path, asked: signal.Signals
) -> None:
    folder = tmp_path / "r"
    process = start(NEVER, "run", *WORLD, "--out", str(folder))
    while process.poll() is None and not any(line["stage"] == "checkpoint" for line in read_log(folder)):
        time.sleep(0.001)
    process.send_signal(asked)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert f"to go on with it: glasshouse resume {folder}" in errors and "Traceback" not in errors
    assert record(folder).state == "interrupted"
    assert contents(api.resume(folder, OFTEN)) == contents(whole)
