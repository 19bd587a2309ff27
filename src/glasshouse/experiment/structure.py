"""What results rest on that is no assumption about people but how the model is built: walls, calendars, levels.

One regime is lived as it is, and again with one part of the structure changed: smaller and larger districts, an
exchange every week or every quarter, half the levels of everybody's traits, and generality at both ends of its range.
Ties outside the district cannot be tried, since the model has none.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.backends import Backend
from glasshouse.engine.districts import Flight
from glasshouse.engine.experiment import Files, Setting
from glasshouse.engine.run import Counts, Keeper, Progress, Sink, Task, World
from glasshouse.experiment.coalitions import Figures, Measure, executor_or_threads
from glasshouse.experiment.coalitions import Progress as Report
from glasshouse.experiment.counted import live
from glasshouse.inputs.compiling import Compiled, compile_tables
from glasshouse.inputs.parameters import moved, parameters_of
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.quantities import DAYS_PER_CYCLE, LOGIT_UNIT

SHARES = (25, 5, 1)
"""Districts are a twenty-fifth, a fifth and the whole of the people: 20 000, 100 000 and 500 000 of half a million."""
INTERVALS = (7, 90)
"""Days between exchanges, beside the usual thirty."""
LEVELS: tuple[tuple[int, ...], ...] = tuple(
    tuple(range(low, low + room.LEVELS_OF_BAND)) for low in range(0, room.LEVELS, room.LEVELS_OF_BAND)
)
"""Sixteen levels made eight. None lies across two thinning classes, so every bound still holds."""
ACCEPTANCES: tuple[tuple[int, ...], ...] = ((0, 1), (2, 3), (4, 5), (6, 7))
Kind = type[World]


@dataclass(frozen=True)
class Variant:
    """One way to build the model: ``part`` of the structure, and what it is here."""

    part: str
    here: str
    files: Files
    district_size: int
    kind: Kind = World
    coarse: bool = False


@dataclass(frozen=True)
class Structured:
    """The figures of the model as it is and of each variant, by seed."""

    usual: tuple[Figures, ...]
    variants: tuple[tuple[Variant, tuple[Figures, ...]], ...]
    district_size: int
    left: Mapping[str, str]
    """Parts that cannot be tried, and why."""


LEFT = {
    "ties outside the district": "the model has none: kin, work, school and friends end at the district's wall, so "
    "what passes along ties is bounded by it, and how far cannot be shown here",
    "twice the levels of a trait": "that takes another kernel; half as many are tried instead, and where that moves "
    "nothing, more of them are unlikely to",
}


def told_every(days: int) -> Kind:
    """Return a kind of world in which districts learn of each other every so many days.

    What is sent is kept as a rate of thirty days, since that is how it is drawn where it arrives.
    """

    class Told(World):
        """A world with another calendar."""

        def __init__(
            self, task: Task, backend: Backend, threads: int, sink: Sink, progress: Progress,
            keeper: Keeper | None = None,
        ) -> None:  # fmt: skip
            super().__init__(task, backend, threads, sink, progress, keeper)
            self.cycles = [(first, min(first + days, task.days)) for first in range(0, task.days, days)]

        def cycle_together(
            self, pool: ThreadPoolExecutor, shards: list[list[Flight]], first: int, last: int
        ) -> Iterator[tuple[Flight, Counts]]:
            for flight, counts in super().cycle_together(pool, shards, first, last):
                sent = slice(count.SENT_AFAR, count.SENT_AFAR + room.FAR)
                monthly = counts.copy()
                monthly[:, :, sent] = counts[:, :, sent] * DAYS_PER_CYCLE // len(counts)
                yield flight, monthly

    return Told


def variants(files: Files, citizens: int) -> list[Variant]:
    """Return the model as it is, first, and every variant."""
    small, usual, large = (citizens // share for share in SHARES)
    known = {one.name: one for one in parameters_of(files.conduct, files.place)}
    generality = known["generality"]
    at = {end: replace(files, conduct=moved(files.conduct, {"generality": end}, known))
          for end in (generality.low, generality.high)}  # fmt: skip
    ends = [Variant("generality", f"{end:g}", made, usual) for end, made in at.items()]
    return [
        Variant("", "", files, usual),
        *(Variant("district size", f"{size}", files, size) for size in (small, large)),
        *(Variant("days between exchanges", f"{days}", files, usual, told_every(days)) for days in INTERVALS),
        Variant("levels of a trait", f"{len(LEVELS)}", files, usual, coarse=True),
        *ends,
    ]


def coarser(compiled: Compiled) -> Compiled:
    """Return tables in which neighbouring levels of what people are born with do the same: what they do on average."""
    tables: NDArray[np.int64] = compiled.tables.copy()
    frailty = tables[room.ACT_FRAILTY :][: room.ACTS * room.LEVELS].reshape(room.ACTS, room.LEVELS)
    compliance = tables[room.COMPLIANCE :][: room.LEVELS * room.LEVELS].reshape(room.LEVELS, room.LEVELS)
    silence = tables[room.SILENCE :][: 3 * room.LEVELS * 8].reshape(3 * room.LEVELS, 8)
    for block, groups in ((frailty, LEVELS), (compliance, LEVELS), (silence, ACCEPTANCES)):
        for row in block:
            for group in groups:
                row[list(group)] = mean_of_odds([int(row[level]) for level in group])
    tables.flags.writeable = False
    return Compiled(tables, compiled.legend)


def mean_of_odds(shifts: list[int]) -> int:
    """Return the shift of log-odds/256 whose factor is the mean of the factors of several.

    >>> mean_of_odds([0, 0]), mean_of_odds([256, -256])
    (0, 111)
    """
    return round(LOGIT_UNIT * log(sum(exp(shift / LOGIT_UNIT) for shift in shifts) / len(shifts)))


def lived(variant: Variant, citizens: int, days: int, seed: int, measure: Measure) -> Figures:
    """Live one variant under one seed and return its figures."""
    files = variant.files
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    setting = Setting(citizens, days, seed, variant.district_size, threads=1, panel=0)
    return measure(live(files, coarser(compiled) if variant.coarse else compiled, setting, None, variant.kind))


def structure(
    files: Files, citizens: int, days: int, seeds: tuple[int, ...], measure: Measure, report: Report,
    executor: Executor | None = None,
) -> Structured:  # fmt: skip
    """Live a regime as the model is and in every variant; ``measure`` is what is taken of each world."""
    asked = variants(files, citizens)
    jobs = [(variant, seed) for variant in asked for seed in seeds]
    found: list[Figures] = []
    with executor_or_threads(executor) as pool:
        for done, figures in enumerate(pool.map(lambda job: lived(job[0], citizens, days, job[1], measure), jobs)):
            report("worlds", done, len(jobs))
            found.append(figures)
    report("worlds", len(jobs), len(jobs))
    by_variant = [tuple(found[k * len(seeds) : (k + 1) * len(seeds)]) for k in range(len(asked))]
    rest = tuple(zip(asked[1:], by_variant[1:], strict=True))
    return Structured(by_variant[0], rest, asked[0].district_size, LEFT)
