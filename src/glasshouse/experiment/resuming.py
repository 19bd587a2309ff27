"""Resuming a run of one seed or of several: seeds that are finished stay, and the others go on or begin."""

import shutil
import time
from pathlib import Path

from glasshouse.diagnostics import UserFault
from glasshouse.engine.advance import Report
from glasshouse.engine.bounds import check_setting
from glasshouse.engine.resuming import Means, cannot, kept_files, resume_experiment, unfinished
from glasshouse.experiment.replicates import live_all
from glasshouse.record.checkpoint import discard, identity_of
from glasshouse.record.claim import claim, reclaim
from glasshouse.record.manifest import MANIFEST, Manifest, Replicate, read_manifest, write_manifest
from glasshouse.record.reading import Run
from glasshouse.record.size import INPUTS, STAGES, TABLES


def resume(folder: Path, means: Means, report: Report) -> Run:
    """Go on with a run that was cut short, and finish its record."""
    if not unfinished(folder).replicates:
        return resume_experiment(folder, means, report)
    begun = time.perf_counter()
    mine = reclaim(folder)
    try:
        old = unfinished(folder)
        setting = means.of(old)
        check_setting(setting, len(old.replicates))
        source = kept_by_one(folder, old)
    except BaseException:
        mine.release()
        raise
    report("compile", 0, 1)
    update = {
        "state": "running", "backend": setting.backend, "threads": setting.threads, "shards": setting.shards,
        "resumed": old.resumed + 1, "replicates": [Replicate(seed=one.seed) for one in old.replicates],
    }  # fmt: skip

    def live(one: Replicate, threads: int, report: Report) -> Manifest:
        mine = Means(setting.backend, threads, setting.shards, setting.checkpoint_seconds)
        return one_of(old, folder, one, source, mine, report)

    return live_all(old.model_copy(update=update), folder, mine, live, report, begun)


def one_of(whole: Manifest, folder: Path, one: Replicate, source: Path, means: Means, report: Report) -> Manifest:
    """Return the manifest of a seed that is finished already, or go on with it, or begin it."""
    place = folder / one.folder
    alone = whole.model_copy(
        update={"seed": one.seed, "replicates": [], "state": "interrupted",
                "record_bytes_expected": whole.record_bytes_expected // len(whole.replicates)}
    )  # fmt: skip
    if not (place / MANIFEST).exists():
        begin(place, alone, source)
    found = read_manifest(place)
    if identity_of(found) != identity_of(alone):
        raise cannot(folder, f"{one.folder} is a record of another run", "run the regime again into another folder")
    if found.state == "finished":
        discard(place)  # a kill may have left it, after the last word of the record
        report("days", found.citizens * found.days, found.citizens * found.days)
        return found
    return resume_experiment(place, means, report).manifest


def kept_by_one(folder: Path, whole: Manifest) -> Path:
    """Return the folder of a seed that keeps the input files of the run: they are the same for all."""
    for one in whole.replicates:
        place = folder / one.folder
        try:
            kept_files(place, whole)
        except UserFault:
            continue
        if (place / TABLES).exists():
            return place
    raise cannot(folder, "it ended before the input files of any seed were kept",
                 "run the regime again: nothing was lived yet")  # fmt: skip


def begin(place: Path, manifest: Manifest, source: Path) -> None:
    """Leave what a run of one seed leaves that was cut short before its first day."""
    mine = claim(place)
    try:
        shutil.copytree(source / INPUTS, place / INPUTS)
        for name in (TABLES, STAGES):
            if (source / name).exists():
                shutil.copyfile(source / name, place / name)
        write_manifest(place, manifest)
    finally:
        mine.release()
