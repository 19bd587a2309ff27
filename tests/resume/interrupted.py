"""Runs that are cut short on purpose, and what must be the same afterwards."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from glasshouse import api
from glasshouse.engine import checkpoint
from glasshouse.engine.experiment import Files, Setting
from glasshouse.engine.resuming import Means
from glasshouse.record.reading import Run

SETTING = Setting(3600, 65, 1, district_size=514, panel=40, threads=2, checkpoint_seconds=0)
"""Seven districts for three cycles, with a checkpoint at every chance there is."""
OFTEN = Means(checkpoint_seconds=0)


@cache
def files() -> Files:
    """Return the files of the small world, read once."""
    return api.load("as-told", "village")


def run(folder: Path, report: Callable[..., None] = api.silent, **how: Any) -> Run:
    """Run the small world of these tests."""
    return api.run(files(), replace(SETTING, **how), folder, report)


def cut_short(folder: Path, share: float, **how: Any) -> Path:
    """Interrupt a run, as Ctrl-C does, when a share of its citizen-days is done."""

    def stop(stage: str, done: int, of: int) -> None:
        if stage == "days" and done >= share * of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, stop, **how)
    return folder


def after_checkpoint(folder: Path, number: int, **how: Any) -> Path:
    """Interrupt a run when it has made so many checkpoints."""
    made = checkpoint.Checkpoints.keep

    def keep(self: checkpoint.Checkpoints, world: Any) -> None:
        made(self, world)
        if self.number == number:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(checkpoint.Checkpoints, "keep", keep)
        with pytest.raises(KeyboardInterrupt):
            run(folder, **how)
    return folder


def contents(run: Run) -> dict[str, str]:
    """Return the digests of a record's files and of the run: counts, panel, map, cases, all of it."""
    return {file.path: file.sha256 for file in run.manifest.files} | {"": run.manifest.digest or ""}
