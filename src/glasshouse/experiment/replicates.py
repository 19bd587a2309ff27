"""Replicates: one experiment under several seeds, for what chance alone leaves open.

Each seed is a society of its own, lived by the same engine and kept as a record of its own in ``seeds/<seed>``, which
opens alone and is the record that the seed leaves when it is run alone. Over them stands a manifest that names them,
with a digest over their digests; the one that says `finished` is written last, as for a single run.

Worlds of few districts are lived side by side on threads, worlds of many one after another, with the threads on their
districts. At most as many worlds as threads are in memory: it grows with threads and not with seeds.
"""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock

from glasshouse.engine.advance import Report
from glasshouse.engine.districts import plan_of
from glasshouse.engine.experiment import (
    Files,
    Setting,
    first_manifest,
    ground_of,
    made_ready,
    peak_rss_bytes,
    run_experiment,
    sample,
    texts_of,
)
from glasshouse.engine.run import in_order
from glasshouse.inputs.compiling import compile_tables
from glasshouse.record.claim import DISK_FAULTS, Claim, claim, unwritten
from glasshouse.record.crate import write_crate
from glasshouse.record.manifest import Manifest, Replicate, Times, digest_of, write_manifest
from glasshouse.record.reading import Run, open_run
from glasshouse.record.size import aside_bytes, checkpoint_bytes, expected_bytes, make_room


class Stopped(Exception):  # noqa: N818 -- no fault: another seed failed, or the user stopped the whole
    """Ends a replicate whose siblings were stopped."""


class Together:
    """What the replicates share while they run: one progress over all of them, and whether to stop."""

    def __init__(self, report: Report, citizen_days: int) -> None:
        """Take the whole's progress and how many citizen-days it has."""
        self.report, self.of = report, citizen_days
        self.done, self.lock, self.stop = 0, Lock(), Event()

    def report_of_one(self) -> Report:
        """Return the progress that one replicate is given: its days count towards the whole's.

        The engine calls it between districts and cycles, which is where a replicate can be stopped.
        """
        lived = 0

        def report(stage: str, done: int, of: int) -> None:
            nonlocal lived
            del of
            if self.stop.is_set():
                raise Stopped
            if stage == "days":
                with self.lock:
                    self.done += max(done - lived, 0)
                    lived = max(done, lived)
                    self.report("days", self.done, self.of)

        return report


def side_by_side(threads: int, seeds: int, districts: int) -> tuple[int, int]:
    """Return how many replicates run at once, and how many threads each has.

    >>> side_by_side(8, 20, 1), side_by_side(8, 20, 3), side_by_side(8, 20, 50), side_by_side(8, 2, 1)
    ((8, 1), (3, 2), (1, 8), (2, 4))
    """
    at_once = max(min(seeds, -(-threads // districts)), 1)
    return at_once, max(threads // at_once, 1)


LiveOne = Callable[[Replicate, int, Report], Manifest]
"""Lives one seed with so many threads, and returns the manifest of its record."""


def run_replicates(files: Files, setting: Setting, seeds: int, folder: Path, report: Report) -> Run:
    """Run an experiment under ``seeds`` seeds from ``setting.seed`` on; leave the records and the whole's manifest.

    An interruption leaves the whole plainly unfinished, beside the seeds that were finished.
    """
    begun = time.perf_counter()
    report("compile", 0, 1)
    manifest, aside, kept = planned(files, setting, [setting.seed + k for k in range(seeds)])
    report("space", 0, manifest.record_bytes_expected)
    report("checkpoints", 0, kept)
    make_room(folder, manifest.record_bytes_expected, aside, kept)

    def live(one: Replicate, threads: int, report: Report) -> Manifest:
        alone = replace(setting, seed=one.seed, threads=threads)
        return run_experiment(files, alone, folder / one.folder, report).manifest

    return live_all(manifest, folder, claim(folder), live, report, begun)


def live_all(manifest: Manifest, folder: Path, mine: Claim, live: LiveOne, report: Report, begun: float) -> Run:
    """Live all replicates of a whole whose folder is ours, and write its manifest as they finish."""
    try:
        write_manifest(folder, manifest)
        # Compiled once, before two threads could want it at the same time.
        _, seconds_compile = made_ready(manifest.backend)
        report("compile", 1, 1)
        together = Together(report, manifest.citizens * manifest.days * len(manifest.replicates))
        landed: list[Manifest] = []
        with closing(lived(live, manifest, together)) as worlds:
            for one in worlds:
                landed.append(one)
                manifest = with_landed(manifest, landed)
                write_manifest(folder, manifest)
        final = finished(manifest, landed, seconds_compile, time.perf_counter() - begun)
        write_crate(folder, final)
        write_manifest(folder, final)
    except BaseException as error:
        # Where not even this can be written, the whole still says `running`, and what went wrong is what is told.
        with suppress(OSError):
            write_manifest(folder, manifest.model_copy(update={"state": "interrupted"}))
        if isinstance(error, OSError) and error.errno in DISK_FAULTS:
            raise unwritten(folder, error) from error
        raise
    finally:
        mine.release()
    report("record", 1, 1)
    return open_run(folder)


def lived(live: LiveOne, manifest: Manifest, together: Together) -> Generator[Manifest, None, None]:
    """Live the replicates, and yield the manifest of each in the order of the seeds."""
    at_once, threads = side_by_side(manifest.threads, len(manifest.replicates), manifest.districts)

    def alone(one: Replicate) -> Manifest:
        return live(one, threads, together.report_of_one())

    with ThreadPoolExecutor(at_once) as pool, stopping(together):
        yield from in_order(pool, at_once, alone, manifest.replicates)


@contextmanager
def stopping(together: Together) -> Iterator[None]:
    """Tell all replicates to stop where one of them failed or the user wants no more."""
    try:
        yield
    except BaseException:
        together.stop.set()
        raise


def planned(files: Files, setting: Setting, seeds: Sequence[int]) -> tuple[Manifest, int, int]:
    """Return the manifest of a run of several seeds that has begun, and the bytes aside and in checkpoints."""
    place = files.place.value
    compiled = compile_tables(place, files.conduct.value, files.regime.value)
    size = setting.district_size or round(place.district_size.value)
    plan = plan_of(setting.seed, setting.citizens, size, round(place.provinces.value))
    manifest = first_manifest(files, setting, compiled, plan, len(sample(plan, setting.panel)))
    ground = ground_of(plan, compiled)
    at_once, _ = side_by_side(manifest.threads, len(seeds), manifest.districts)
    expected = expected_bytes(manifest, ground, texts_of(files)) * len(seeds)
    update = {"replicates": [Replicate(seed=seed) for seed in seeds], "record_bytes_expected": expected}
    kept = checkpoint_bytes(manifest, ground) * at_once
    return manifest.model_copy(update=update), aside_bytes(manifest, ground) * at_once, kept


def with_landed(manifest: Manifest, landed: Sequence[Manifest]) -> Manifest:
    """Return the manifest of the whole with the answers of the seeds that are finished."""
    answers = [Replicate(seed=one.seed, digest=one.digest, seconds=one.seconds) for one in landed]
    return manifest.model_copy(update={"replicates": [*answers, *manifest.replicates[len(answers) :]]})


def finished(manifest: Manifest, landed: Sequence[Manifest], seconds_compile: float, seconds_total: float) -> Manifest:
    """Return the manifest of a whole that is over: rates are means over the seeds, overflows sums."""
    return manifest.model_copy(
        update={
            "state": "finished",
            "days_done": manifest.days,
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
            "digest": digest_of(manifest.replicates),
            "seconds": shared_out([one.seconds for one in landed], seconds_compile, seconds_total),
            "rates": {name: sum(one.rates[name] for one in landed) / len(landed) for name in landed[0].rates},
            "overflows": {name: sum(one.overflows[name] for one in landed) for name in landed[0].overflows},
            "peak_rss_bytes": peak_rss_bytes(),
            "record_bytes": sum(one.record_bytes for one in landed),
        }
    )


def shared_out(parts: Sequence[Times], compiling: float, total: float) -> Times:
    """Return seconds by stage of a whole that took ``total``, compiling included.

    Replicates that ran side by side took more seconds together than passed. What passed is shared out by what each
    stage took in them, so that the stages of the whole are seconds of a clock again.

    >>> shared_out([Times(build=1, days=3, total=4), Times(build=1, days=3, total=4)], 1.0, 5.0)
    Times(compile=1.0, build=1.0, days=3.0, total=5.0)
    """
    taken = sum(part.total for part in parts)
    scale = min(max(total - compiling, 0.0) / taken, 1.0) if taken else 0.0
    return Times(
        compile=compiling,
        build=sum(part.build for part in parts) * scale,
        days=sum(part.days for part in parts) * scale,
        total=total,
    )
