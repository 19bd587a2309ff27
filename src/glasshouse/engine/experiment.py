"""One experiment: files checked and compiled, districts planned, the run lived and recorded."""

import os
import platform
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from glasshouse import __version__
from glasshouse.chance import district_keys, draw, stream
from glasshouse.engine.advance import Advance
from glasshouse.engine.advance import Report as Report
from glasshouse.engine.backends import Backend, cpu_backend, kernel_sha256, python_backend
from glasshouse.engine.census import SENTINELS, check_exchange
from glasshouse.engine.checkpoint import SECONDS, Checkpoints
from glasshouse.engine.cuda import cuda_backend
from glasshouse.engine.districts import Plan, bytes_per_citizen, plan_of
from glasshouse.engine.live import Watcher, watched
from glasshouse.engine.mpi import NOTHING, Team, team_here
from glasshouse.engine.mpi_worlds import Leading, help_out, same_version
from glasshouse.engine.phasing import Phasing
from glasshouse.engine.restoring import restore
from glasshouse.engine.run import Order, Outcome, Task, World
from glasshouse.engine.warm import is_warm
from glasshouse.inputs.checks import verify_marks
from glasshouse.inputs.compiling import Compiled, compile_tables
from glasshouse.inputs.compiling.scorecard import scorecard_of
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime, Sensor
from glasshouse.record.checkpoint import Checkpoint
from glasshouse.record.ground import Ground
from glasshouse.record.manifest import (
    PLACEBO,
    ActName,
    InputFile,
    Legend,
    ListName,
    Manifest,
    Named,
    SensorName,
    Times,
    WishName,
    named_consequence,
)
from glasshouse.record.reading import Run
from glasshouse.record.size import aside_bytes, checkpoint_bytes, expected_bytes, make_room
from glasshouse.record.writing import DISK_FAULTS, Recorder, unwritten

S_PANEL = stream("panel")


@dataclass(frozen=True)
class Setting:
    """How to run: everything but the files. None of it but the first four and ``placebo`` can change the answer."""

    citizens: int
    days: int
    seed: int
    district_size: int | None = None
    backend: str = "cpu"
    threads: int = 0
    shards: int = 1
    order: Order = "district"
    panel: int = 1000
    placebo: bool = False
    """Whether one act of one citizen is changed (``engine.placebo``): never the run itself."""
    checkpoint_seconds: float = SECONDS
    """Between two checkpoints (``engine.checkpoint``); with 0, one at every chance there is."""
    exchange: str = SENTINELS
    """Who speaks at the exchange: the sentinels, or everybody (``engine.census``)."""


@dataclass(frozen=True)
class Files:
    """The three checked inputs."""

    place: Read[Place]
    conduct: Read[Conduct]
    regime: Read[Regime]


def made_ready(name: str) -> tuple[Backend, float]:
    """Return a backend by name, and the seconds that compiling it took (0 where it was on disk)."""
    compiles = name == "cuda" or (name == "cpu" and not is_warm())
    backend = {"python": python_backend, "cpu": cpu_backend, "cuda": cuda_backend}[name]()
    return backend, backend.seconds_compile if compiles else 0.0


def sample(plan: Plan, size: int) -> NDArray[np.int64]:
    """Return who is in the panel, as (district, number): a keyed sample that moves nobody's luck."""
    people = min(size, plan.citizens)
    found: list[tuple[int, int]] = []
    for district in range(plan.districts):
        residents = plan.size(district)
        want = people * (district + 1) // plan.districts - people * district // plan.districts
        if want == 0:
            continue
        key_0, key_1 = district_keys(plan.seed, district)
        stride = residents / want
        offset = (draw(key_0, key_1, S_PANEL, 0) * residents) >> 32
        numbers = sorted({(offset + int(k * stride)) % residents for k in range(want)})
        found += [(district, number) for number in numbers]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def legend_of(files: Files, compiled: Compiled) -> Legend:
    """Return the names that the record's columns stand for."""
    acts = {act.id: act for act in files.conduct.value.acts}
    rights = {wish.id: wish.right for wish in files.conduct.value.wishes}

    def act_name(name: str) -> ActName | None:
        if not name:
            return None
        act = acts[name]
        return ActName(id=name, title=act.title, protects=act.protects, victim=act.victim, deed=act.deed)

    regime, lessons = files.regime.value, files.conduct.value.lessons
    return Legend(
        acts=[act_name(name) for name in compiled.legend.acts],
        lists=[ListName(id=row.id, title=row.title, colour=row.colour) for row in regime.lists],
        tiers=[Named(id=row.id, title=row.title) for row in regime.tiers],
        consequences=[named_consequence(row, rights) for row in regime.consequences],
        wishes=[WishName(id=wish.id, title=wish.title, kind=wish.kind) for wish in files.conduct.value.wishes],
        channels=[f"{channel.sensor}.{channel.act}" for channel in compiled.legend.channels],
        far=list(compiled.legend.far),
        sensors=[sensor_name(row) for row in regime.sensors],
        behaviours=list(lessons.behaviours) if lessons is not None else [],
        moods=list(lessons.moods) if lessons is not None else [],
        card=[list(one.records_of) for one in card.characteristics] if (card := scorecard_of(regime)) else [],
    )


def sensor_name(sensor: Sensor) -> SensorName:
    """Return what results call a sensor."""
    return SensorName(
        id=sensor.id, title=sensor.title, kind=sensor.kind, sees=list(sensor.sees), gate=sensor.gate is not None
    )


def input_file(read: Read[Place] | Read[Conduct] | Read[Regime], name: str, mark: str = "") -> InputFile:
    """Return what the manifest keeps of one input; ``mark`` is added to what results call it."""
    return InputFile(
        name=name + mark,
        title=read.value.title + mark,
        sha256=read.sha256,
        files=[Path(file).name for file in read.files],
        verify=sorted({key for _, key in verify_marks(read)}),
    )


def first_manifest(files: Files, setting: Setting, compiled: Compiled, plan: Plan, panel: int) -> Manifest:
    """Return the manifest of a run that has begun."""
    regime = files.regime.value
    score = regime.score
    return Manifest(
        state="running",
        version=__version__,
        kernel_sha256=kernel_sha256(),
        tables_sha256=compiled.sha256,
        placebo=setting.placebo,
        regime=input_file(files.regime, regime.regime, PLACEBO if setting.placebo else ""),
        place=input_file(files.place, files.place.value.place),
        conduct=input_file(files.conduct, files.conduct.value.conduct),
        status=regime.status,
        describes=regime.describes,
        scored=score is not None,
        score_least=score.least if score else 0,
        score_most=score.most if score else 0,
        currency=files.place.value.currency,
        citizens=plan.citizens,
        days=setting.days,
        days_done=0,
        seed=setting.seed,
        districts=plan.districts,
        district_size=setting.district_size or round(files.place.value.district_size.value),
        sentinels=len(plan.sentinels()),
        provinces=plan.provinces,
        panel=panel,
        backend=setting.backend,
        threads=setting.threads or os.cpu_count() or 1,
        shards=setting.shards,
        machine=machine(),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        legend=legend_of(files, compiled),
        bytes_per_citizen=bytes_per_citizen(),
    )


def machine() -> dict[str, str]:
    """Return what the record says of the machine: no name, no user."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": str(os.cpu_count() or 1),
        "python": platform.python_version(),
        "numpy": np.__version__,
        **({"processes": str(team.size)} if (team := team_here()) else {}),
    }


def peak_rss_bytes() -> int:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def run_experiment(files: Files, setting: Setting, folder: Path, report: Report, watcher: Watcher | None = None) -> Run:
    """Run one experiment and record it in ``folder``; an interruption leaves it plainly unfinished.

    With a ``watcher`` it is lived day by day before its eyes, with the same answer. Where an MPI has started several
    processes they live it together: the first returns the run, and the others end here (``SystemExit``).
    """
    team = team_here() if watcher is None else None
    if team is not None:
        return run_together(team, files, setting, folder, report)
    return _run(files, setting, folder, report, lambda legend: World if watcher is None else watched(watcher, legend))


def run_together(team: Team, files: Files, setting: Setting, folder: Path, report: Report) -> Run:
    """Run one experiment with several processes, or help with it and end."""
    if not team.leads:
        help_out(team, lambda name: made_ready(name)[0])
        raise SystemExit(0)
    same_version(team)
    try:
        done = _run(files, setting, folder, report, lambda legend: partial(Leading, team))
    except BaseException:
        # Whoever waits for orders would wait for ever; whoever has them is ended with this process.
        if not team.told:
            team.tell(NOTHING)
            team.close()
        raise
    team.close()
    return done


def _run(
    files: Files, setting: Setting, folder: Path, report: Report, world_of: Callable[[Legend], Callable[..., World]]
) -> Run:
    """Compile, plan, make room, live and record."""
    begun = time.perf_counter()
    place = files.place.value
    report("compile", 0, 1)
    compiled = compile_tables(place, files.conduct.value, files.regime.value)
    backend, seconds_compile = made_ready(setting.backend)
    report("compile", 1, 1)
    size = setting.district_size or round(place.district_size.value)
    plan = plan_of(setting.seed, setting.citizens, size, round(place.provinces.value))
    check_exchange(setting.exchange, setting.days, plan)
    sampled = sample(plan, setting.panel)
    texts, ground = texts_of(files), ground_of(plan, compiled)
    manifest = first_manifest(files, setting, compiled, plan, len(sampled))
    expected, kept = expected_bytes(manifest, ground, texts), checkpoint_bytes(manifest, ground)
    report("space", 0, expected)
    report("checkpoints", 0, kept)
    make_room(folder, expected, aside_bytes(manifest, ground), kept)
    manifest = manifest.model_copy(update={"record_bytes_expected": expected})
    recorder = Recorder(folder, manifest, ground)
    recorder.log.say("compiled", seconds_compile=seconds_compile)
    task = task_of(compiled, plan, setting, sampled)
    world = world_of(manifest.legend)
    recording = Recording(recorder, task, backend, setting.checkpoint_seconds, begun, seconds_compile, world)
    return recording.live(report, lambda: recorder.inputs(texts))


def task_of(compiled: Compiled, plan: Plan, setting: Setting, sampled: NDArray[np.int64]) -> Task:
    """Return what is to be run."""
    how = setting.order, setting.shards, setting.placebo
    return Task(compiled.tables, plan, setting.days, sampled, *how, stages=compiled.stages)


@dataclass(frozen=True)
class Recording:
    """A run that is ready to be lived into its record, from the first day or from a checkpoint."""

    recorder: Recorder
    task: Task
    backend: Backend
    checkpoint_seconds: float
    begun: float
    """When the work began, on the clock of ``time.perf_counter``."""
    seconds_compile: float
    world: Callable[..., World] = World
    checkpoint: Checkpoint | None = None

    def live(self, report: Report, prepare: Callable[[], None]) -> Run:
        """Prepare, live and record; an interruption leaves the record plainly unfinished, and ready to be resumed."""
        recorder, folder = self.recorder, self.recorder.folder
        try:
            prepare()
            outcome = self._lived(report)
            report("record", 0, 1)
            recorder.log.say("lived")
            seconds = Times(
                compile=self.seconds_compile,
                build=outcome.seconds_build,
                days=outcome.seconds_days,
                total=time.perf_counter() - self.begun,
            )
            final = finished(recorder.manifest, recorder, outcome, seconds)
            if (stages := self.task.stages) is not None:
                told = Phasing(stages, self.task.plan).told(outcome.exchange, recorder.manifest.days)
                final = final.model_copy(update={"phases": told})
            final = recorder.finish(final, self.task.sampled, outcome.panel, outcome.exchange)
        except OSError as error:
            recorder.abandon(str(error))
            if error.errno in DISK_FAULTS:
                raise unwritten(folder, error) from error
            raise
        except BaseException as error:
            recorder.abandon(type(error).__name__)
            raise
        report("record", 1, 1)
        return Run(folder, final)

    def _lived(self, report: Report) -> Outcome:
        """Live the world, or what a checkpoint left of it."""
        recorder, task, kept = self.recorder, self.task, self.checkpoint
        advance = Advance(report, recorder, task.plan.citizens * task.days)
        number, pieces = (kept.head.number, kept.head.pieces) if kept else (0, {})
        keeper = Checkpoints(recorder, self.checkpoint_seconds, number, pieces)
        world = self.world(task, self.backend, recorder.manifest.threads, recorder, advance, keeper)
        if kept is not None:
            restore(kept, world, recorder, lambda done, of: report("replay", done, of))
            advance(world.citizen_days)
        return world.live()


def ground_of(plan: Plan, compiled: Compiled) -> Ground:
    """Return what the recorder needs to know of a plan."""
    districts = range(plan.districts)
    return Ground(
        province_of=np.array([plan.province(district) for district in districts], dtype=np.int64),
        residents=np.array([plan.size(district) for district in districts], dtype=np.int64),
        sentinels=tuple(plan.sentinels()),
        tables=compiled.tables,
        stages=compiled.stages.rows() if compiled.stages is not None else None,
    )


def finished(manifest: Manifest, recorder: Recorder, outcome: Outcome, seconds: Times) -> Manifest:
    """Return the manifest of a run that is over."""
    totals = recorder.totals()
    citizen_days = manifest.citizens * manifest.days

    def per_citizen_day(prefix: str) -> float:
        return sum(value for name, value in totals.items() if name.split(".")[0] == prefix) / citizen_days

    return manifest.model_copy(
        update={
            "state": "finished",
            "days_done": manifest.days,
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
            "digest": outcome.digest,
            "seconds": seconds,
            "rates": {
                "candidates_per_citizen_day": per_citizen_day("candidates"),
                "acts_per_citizen_day": per_citizen_day("done"),
                # Two figures: with more, what is kept back of protected acts could be worked out from the views.
                "records_per_citizen_day": float(f"{per_citizen_day('recorded'):.2g}"),
                "changes_per_citizen_day": per_citizen_day("changes"),
            },
            "overflows": {name.split(".")[1]: value for name, value in totals.items() if name.startswith("overflows.")},
            "peak_rss_bytes": peak_rss_bytes(),
        }
    )


def texts_of(files: Files) -> dict[str, bytes]:
    """Return the bytes of all input files, parents of a regime included, by kind and name."""
    texts: dict[str, bytes] = {}
    for kind, read in (("place", files.place), ("conduct", files.conduct), ("regime", files.regime)):
        for file in read.files:
            texts[f"{kind}-{Path(file).name}"] = read.bytes_of(file)
    return texts
