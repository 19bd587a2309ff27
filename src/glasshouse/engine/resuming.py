"""Resuming: a run that was cut short goes on in its own folder, from its last whole checkpoint.

What is run is what the record keeps: its input files, checked once more as any files are, and compiled again. Only who
works (threads, shards, backend) may be chosen anew, since none of it can change the answer.
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault, refuse
from glasshouse.engine.advance import Report
from glasshouse.engine.backends import kernel_sha256
from glasshouse.engine.bounds import check_setting
from glasshouse.engine.checkpoint import SECONDS, TOGETHER
from glasshouse.engine.districts import Plan, plan_of
from glasshouse.engine.experiment import (
    Files,
    Recording,
    Setting,
    first_manifest,
    ground_of,
    made_ready,
    sample,
    task_of,
)
from glasshouse.engine.live import Watcher, watched
from glasshouse.engine.mpi import apart, is_launched
from glasshouse.engine.run import World
from glasshouse.inputs.checks import check_world
from glasshouse.inputs.compiling import Compiled, compile_tables
from glasshouse.inputs.compiling.stages import Stages, stages_of
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.checkpoint import Checkpoint, adopt, discard, identity_of, newest
from glasshouse.record.claim import Claim, reclaim
from glasshouse.record.kept import read_kept
from glasshouse.record.manifest import Manifest
from glasshouse.record.reading import Run
from glasshouse.record.shelf import bytes_in, manifest_of
from glasshouse.record.size import CHECKPOINT, INPUTS, STAGES, TABLES, aside_bytes, checkpoint_bytes, make_room
from glasshouse.record.writing import Recorder


@dataclass(frozen=True)
class Means:
    """With what a run is resumed; None is what it had. None of it can change the answer."""

    backend: str | None = None
    threads: int | None = None
    shards: int | None = None
    checkpoint_seconds: float = SECONDS
    watcher: Watcher | None = None
    """Before whose eyes the days go by, if anybody's."""

    def of(self, manifest: Manifest) -> Setting:
        """Return the setting of a run that is resumed so."""
        return Setting(
            manifest.citizens,
            manifest.days,
            manifest.seed,
            manifest.district_size,
            self.backend or manifest.backend,
            manifest.threads if self.threads is None else self.threads,
            manifest.shards if self.shards is None else self.shards,
            "district" if self.watcher is None else "day",
            panel=manifest.panel,
            placebo=manifest.placebo,
            checkpoint_seconds=self.checkpoint_seconds,
        )


def cannot(folder: Path, why: str, remedy: str) -> UserFault:
    """Return the fault of a run that cannot be resumed."""
    return UserFault([Diagnostic("G406", f"{folder} cannot be resumed", why, remedy)])


def unfinished(folder: Path) -> Manifest:
    """Return the manifest of a run that was cut short; refuses one that was not, or was begun by another version."""
    manifest = manifest_of(folder)
    if manifest.state == "finished":
        discard(folder)  # a kill may have left it, after the last word of the record
        raise cannot(
            folder, "the run is finished: nothing is left to be lived", f"look at it: glasshouse show {folder}"
        )
    if manifest.kernel_sha256 != kernel_sha256():
        raise cannot(folder, f"another version of the model began it ({manifest.version})",
                     "resume it with that version, or run the regime again with this one")  # fmt: skip
    return manifest


def kept_files(folder: Path, manifest: Manifest) -> Files:
    """Return the input files that a record keeps."""
    return Files(
        read_kept(folder, "place", manifest.place, Place),
        read_kept(folder, "conduct", manifest.conduct, Conduct),
        read_kept(folder, "regime", manifest.regime, Regime),
    )


def resume_experiment(folder: Path, means: Means, report: Report) -> Run:
    """Go on with a run of one seed that was cut short, in its folder, and finish its record."""
    begun = time.perf_counter()
    if is_launched():
        raise apart("a run is resumed by one process", f"glasshouse resume {folder}, without mpiexec")
    unfinished(folder)
    mine = reclaim(folder)
    try:
        return resumed(folder, mine, means, report, begun)
    finally:
        mine.release()


def resumed(folder: Path, mine: Claim, means: Means, report: Report, begun: float) -> Run:
    """Go on with a run whose folder is ours."""
    old = unfinished(folder)
    report("compile", 0, 1)
    setting, files = means.of(old), begun_with(folder, old)
    check_setting(setting)
    refuse(check_world(files.place, files.conduct, files.regime))
    compiled = tables_of(folder, old, files)
    backend, seconds_compile = made_ready(setting.backend)
    report("compile", 1, 1)
    plan = plan_of(old.seed, old.citizens, old.district_size, round(files.place.value.provinces.value))
    sampled = sample(plan, setting.panel)
    manifest = new_manifest(old, files, setting, compiled, plan, len(sampled))
    checkpoint, wrong = newest(folder)
    if means.watcher is not None and checkpoint is not None and not is_watchable(checkpoint, plan, means.watcher.seen):
        checkpoint = None
    if checkpoint is not None and checkpoint.head.run != identity_of(manifest):
        raise UserFault([Diagnostic("G407", f"the checkpoint of {folder} is refused", "it is of another run",
                                    "run the regime again into another folder")])  # fmt: skip
    ground = ground_of(plan, compiled)
    kept = max(checkpoint_bytes(manifest, ground) - bytes_in(folder / CHECKPOINT), 0)
    make_room(folder, manifest.record_bytes_expected, aside_bytes(manifest, ground), kept)
    recorder = Recorder(folder, manifest, ground, mine)
    adopt(folder, checkpoint)
    for why in wrong:
        recorder.log.say("checkpoint refused", why=why)
    number = checkpoint.head.number if checkpoint else None
    recorder.log.say("compiled", seconds_compile=seconds_compile, from_checkpoint=number)
    task = task_of(compiled, plan, setting, sampled)
    world = World if means.watcher is None else watched(means.watcher, manifest.legend)
    recording = Recording(
        recorder, task, backend, setting.checkpoint_seconds, begun, seconds_compile, world, checkpoint
    )
    return recording.live(report, recorder.keep_tables)


def is_watchable(checkpoint: Checkpoint, plan: Plan, seen: int) -> bool:
    """Return whether a run can be watched on from a checkpoint: everybody together, and no unseen day passed over."""
    pieces = checkpoint.head.pieces
    together, exchanges = pieces.get(f"{TOGETHER}.numbers"), pieces.get("exchange")
    if together is None or exchanges is None or together.shape[0] != plan.districts:
        return False
    return exchanges.shape[0] * DAYS_PER_CYCLE <= seen


def begun_with(folder: Path, manifest: Manifest) -> Files:
    """Return the input files of a run that was cut short, or say that it ended before they were kept."""
    try:
        return kept_files(folder, manifest)
    except UserFault as fault:
        if (folder / TABLES).exists() or any(one.code != "G001" for one in fault.diagnostics):
            raise
        raise cannot(folder, f"it ended before its input files were kept in {INPUTS}",
                     "run the regime again: nothing was lived yet") from fault  # fmt: skip


def new_manifest(old: Manifest, files: Files, setting: Setting, compiled: Compiled, plan: Plan, panel: int) -> Manifest:
    """Return the manifest of a run that goes on: all anew but what the run was called, and when it began."""
    fresh = first_manifest(files, setting, compiled, plan, panel)
    same = ("regime", "place", "conduct", "started", "record_bytes_expected", "days_done")
    update = {name: getattr(old, name) for name in same}
    return fresh.model_copy(update=update | {"resumed": old.resumed + 1})


def tables_of(folder: Path, manifest: Manifest, files: Files) -> Compiled:
    """Return the tables that a run was begun with.

    They are what its files compile to. On another machine a curve may fall on the other side of a rounding, by one;
    then the record's own tables are taken, and tables that differ by more are refused.
    """
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    if compiled.sha256 == manifest.tables_sha256:
        return compiled
    tables = load(folder / TABLES)
    if tables is not None and tables.shape == compiled.tables.shape:
        kept = replace(compiled, tables=tables, stages=kept_stages(folder, files.regime.value, compiled, tables))
        if kept.sha256 == manifest.tables_sha256 and is_close(kept, compiled):
            return kept
    raise cannot(folder, f"its {TABLES} are not what its input files compile to",
                 "the record was changed: run the regime again into another folder")  # fmt: skip


def kept_stages(folder: Path, regime: Regime, compiled: Compiled, tables: NDArray[np.int64]) -> Stages | None:
    """Return the tables of the phases of a run that was cut short, as its record keeps them."""
    rows = load(folder / STAGES) if compiled.stages is not None else None
    return stages_of(regime, compiled.legend.acts, tables, rows) if rows is not None else compiled.stages


def is_close(one: Compiled, other: Compiled) -> bool:
    """Return whether no figure of two runs' tables lies more than one apart."""
    pairs = [(one.tables, other.tables)]
    if one.stages is not None and other.stages is not None:
        if one.stages.tables.keys() != other.stages.tables.keys():
            return False
        pairs += [(one.stages.tables[mask], other.stages.tables[mask]) for mask in one.stages.tables]
    return all(int(np.abs(mine - theirs).max()) <= 1 for mine, theirs in pairs)


def load(path: Path) -> NDArray[np.int64] | None:
    """Return an array of whole numbers, None where the file is torn or gone."""
    try:
        array: NDArray[np.int64] = np.load(path, allow_pickle=False)
    except (OSError, ValueError):
        return None
    if array.dtype != np.int64:
        return None
    array.setflags(write=False)  # the compiled functions take them so
    return array
