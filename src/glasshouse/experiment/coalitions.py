"""Many worlds side by side: each lived once, its figures kept, on whatever executor there is.

A world is three files and some seeds. Its figures are kept under the digest of its compiled tables, so two worlds that
do the same are one, and an experiment that was stopped goes on where it stood. A world that fails is named, and takes
no other along. At most a few worlds an executor's worker are in memory, however many there are.
"""

import inspect
import json
import os
from collections.abc import Callable, Generator, Hashable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from glasshouse import __version__
from glasshouse.diagnostics import UserFault, refuse
from glasshouse.engine.backends import kernel_sha256
from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment.counted import live
from glasshouse.inputs.checks import check_world
from glasshouse.inputs.compiling import compile_tables
from glasshouse.record.reading import Run

Figures = dict[str, tuple[int, int]]
"""Numerator and denominator of each measure in one seed."""
Measure = Callable[[Run], Figures]
Progress = Callable[[str, int, int], None]
T = TypeVar("T", bound=Hashable)
AHEAD = 2
"""Worlds given to each worker beyond the one that it lives."""


@dataclass(frozen=True)
class Design:
    """What the worlds of an experiment share: size and length, seeds, what is measured, where figures are kept.

    ``measure`` is a function of a module, so that another process can find it. Without ``folder`` nothing is kept.
    """

    citizens: int
    days: int
    seeds: tuple[int, ...]
    measure: Measure
    folder: Path | None = None
    district_size: int | None = None

    def setting(self, seed: int) -> Setting:
        """Return how one of its worlds is run: on one thread, since worlds are what runs side by side."""
        return Setting(self.citizens, self.days, seed, self.district_size, threads=1, panel=0)


@dataclass(frozen=True)
class Worth:
    """What a world came to in each seed, or why it came to nothing; ``lived`` counts the seeds that were lived now."""

    figures: tuple[Figures, ...] = ()
    failure: str = ""
    lived: int = 0
    tables: str = ""


@dataclass(frozen=True)
class Job(Generic[T]):
    """A world to be lived, and what it is called."""

    name: T
    files: Files


def worth_of(files: Files, design: Design) -> Worth:
    """Return the figures of one world under every seed, those kept before included; refuses files with faults."""
    refuse(check_world(files.place, files.conduct, files.regime))
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    found: list[Figures] = []
    lived = 0
    for seed in design.seeds:
        kept = design.folder and design.folder / f"{key_of(compiled.sha256, design, seed)}.json"
        figures = read(kept) if kept else None
        if figures is None:
            figures = design.measure(live(files, compiled, design.setting(seed)))
            lived += 1
            if kept:
                write(kept, figures)
        found.append(figures)
    return Worth(tuple(found), lived=lived, tables=compiled.sha256)


def key_of(tables: str, design: Design, seed: int) -> str:
    """Return the name under which the figures of one seed are kept: of all that they depend on."""
    measured = sha256(inspect.getsource(inspect.getmodule(design.measure) or design.measure).encode()).hexdigest()
    parts = (tables, kernel_sha256(), __version__, measured, design.measure.__qualname__)
    size = (design.citizens, design.days, design.district_size or 0, seed)
    return sha256(json.dumps([*parts, *size]).encode()).hexdigest()


def read(path: Path) -> Figures | None:
    """Return kept figures; nothing where there are none, or where the file is not ours."""
    try:
        return {name: (int(over), int(under)) for name, (over, under) in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def write(path: Path, figures: Figures) -> None:
    """Keep figures; half of a file is never found under the name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.writing")
    aside.write_text(json.dumps(figures), encoding="utf-8")
    aside.replace(path)


def failed(error: Exception) -> str:
    """Return in a sentence why a world came to nothing."""
    if isinstance(error, UserFault):
        return "; ".join(f"{one.code} {one.what}" for one in error.diagnostics)
    return f"{type(error).__name__}: {error}"


def worths(
    jobs: Iterable[Job[T]], count: int, design: Design, executor: Executor, report: Progress
) -> Generator[tuple[T, Worth], None, None]:
    """Live worlds on an executor and yield what each came to, as they end; ``count`` is how many there are."""
    waiting: dict[Future[Worth], T] = {}
    ahead = (AHEAD + 1) * workers_of(executor)
    todo, done = iter(jobs), 0
    report("worlds", 0, count)
    try:
        while True:
            while len(waiting) < ahead and (job := next(todo, None)) is not None:
                waiting[executor.submit(worth_of, job.files, design)] = job.name
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                name, done = waiting.pop(future), done + 1
                report("worlds", done, count)
                yield name, result_of(future)
    finally:
        for future in waiting:
            future.cancel()


def result_of(future: Future[Worth]) -> Worth:
    """Return what a world came to; one that failed says why."""
    try:
        return future.result()
    except Exception as error:
        return Worth(failure=failed(error))


def workers_of(executor: Executor) -> int:
    """Return how many worlds an executor lives at once, as far as it says."""
    return int(getattr(executor, "_max_workers", 0) or os.cpu_count() or 1)


@contextmanager
def executor_or_threads(executor: Executor | None) -> Generator[Executor, None, None]:
    """Yield the executor given, which stays open, or threads of this process: the kernel lets them run side by side."""
    if executor is not None:
        yield executor
        return
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield pool
