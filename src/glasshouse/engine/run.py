"""The run loop: sentinels in lockstep, then every other district from its first day to its last.

Threads take whole districts for whole cycles; nothing they do in another order can change a sum of integers. The
answer is a digest over the districts' digests, in the districts' order.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.backends import Backend
from glasshouse.engine.districts import Flight, Plan, empty_cube
from glasshouse.engine.exchange import VECTOR, Vector, cycles, tell, vector_of
from glasshouse.engine.placebo import born
from glasshouse.model import district as at
from glasshouse.model.panel import PANEL_COLUMNS

Counts = NDArray[np.int64]
Order = Literal["district", "day"]
Hash = Any
"""A running SHA-256 (hashlib gives its type no public name)."""
T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")


class Sink(Protocol):
    """Where the counts go. ``cycle`` and ``look`` are called from the thread that lives the district, beside others."""

    def cycle(self, number: int, first: int, counts: Counts) -> None:
        """Take a district's ``counts[day - first, group, column]`` of some days."""

    def look(self, number: int, last: int, rows: NDArray[np.uint32]) -> None:
        """See a district's rows at the end of a cycle, before day ``last``; they go on living, so copy what to keep."""

    def landed(self, number: int) -> None:
        """A district is finished; called from one thread, in the districts' order."""


@dataclass(frozen=True)
class Task:
    """What to run: tables, plan, days, who is sampled (district, local number), and whether as a placebo twin."""

    tables: NDArray[np.int64]
    plan: Plan
    days: int
    sampled: NDArray[np.int64]
    order: Order = "district"
    shards: int = 1
    placebo: bool = False


@dataclass
class Outcome:
    """What a run leaves beside its counts."""

    digest: str = ""
    exchange: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, VECTOR), dtype=np.int64))
    panel: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 0, len(PANEL_COLUMNS)), dtype=np.int64))
    seconds_build: float = 0.0
    seconds_days: float = 0.0


Progress = Callable[[int], None]
"""Told how many citizen-days more are done."""


class World:
    """One run in progress. ``live`` does it all; the rest is how."""

    def __init__(self, task: Task, backend: Backend, threads: int, sink: Sink, progress: Progress) -> None:
        """Get ready; nothing is allocated yet."""
        self.task, self.backend, self.sink, self.progress = task, backend, sink, progress
        self.threads = threads
        self.outcome = Outcome()
        self.vectors: list[Vector] = []
        self.hashes: dict[int, Hash] = {d: sha256() for d in range(task.plan.districts)}
        self.finished: set[int] = set()
        self.next_out = 0
        self.panel = np.zeros((task.days, len(task.sampled), len(PANEL_COLUMNS)), dtype=np.int64)

    def live(self) -> Outcome:
        """Run the sentinels in lockstep, then the others, shard by shard; return the outcome."""
        plan = self.task.plan
        everybody = list(range(plan.districts))
        lockstep = everybody if self.task.order == "day" else plan.sentinels()
        with ThreadPoolExecutor(self.threads) as pool:
            self._lockstep(pool, lockstep, set(plan.sentinels()))
            rest = sorted(set(everybody) - set(lockstep))
            for shard in shards_of(rest, self.task.shards):
                for flight in in_order(pool, self.threads + 1, self._whole_life, shard):
                    self._land(flight)
        outcome = self.outcome
        outcome.digest = sha256(b"".join(self.hashes[d].digest() for d in everybody)).hexdigest()
        outcome.exchange = np.array(self.vectors, dtype=np.int64).reshape(-1, VECTOR)
        outcome.panel = self.panel
        return outcome

    def _lockstep(self, pool: ThreadPoolExecutor, members: list[int], sentinels: set[int]) -> None:
        """Live cycle by cycle with these districts in memory, exchanging what the sentinels say."""
        start = time.perf_counter()
        shards = [list(pool.map(self._be_born, shard)) for shard in shards_of(members, self.task.shards)]
        self.outcome.seconds_build += time.perf_counter() - start
        start = time.perf_counter()
        for first, last in cycles(self.task.days):
            said = np.zeros(VECTOR, dtype=np.int64)
            for shard in shards:
                for flight, counts in in_order(pool, self.threads + 1, self._one_cycle(first, last), shard):
                    if flight.number in sentinels:
                        said += vector_of(counts)
            self.vectors.append(said)
            for flight in (flight for shard in shards for flight in shard):
                tell(flight.district, said)
        self.outcome.seconds_days += time.perf_counter() - start
        for shard in shards:
            for flight in shard:
                self._land(flight)

    def _one_cycle(self, first: int, last: int) -> Callable[[Flight], tuple[Flight, Counts]]:
        def live(flight: Flight) -> tuple[Flight, Counts]:
            return flight, self._cycle(flight, first, last)

        return live

    def _be_born(self, number: int) -> Flight:
        task = self.task
        return born(task.plan, number, task.tables, self.backend, placebo=task.placebo)

    def _whole_life(self, number: int) -> Flight:
        """Live one district from its first day to its last on the series of exchanges."""
        start = time.perf_counter()
        flight = self._be_born(number)
        born = time.perf_counter()
        for k, (first, last) in enumerate(cycles(self.task.days)):
            self._cycle(flight, first, last)
            tell(flight.district, self.vectors[k])
        self.outcome.seconds_build += (born - start) / self.threads
        self.outcome.seconds_days += (time.perf_counter() - born) / self.threads
        return flight

    def _cycle(self, flight: Flight, first: int, last: int) -> Counts:
        """Live a cycle of one district; take its counts into the district's digest and hand them on at once.

        So no more than a cycle's counts of a district are ever in memory, however long the run.
        """
        counts = empty_cube(last - first)
        self._days(flight, first, last, counts)
        self.hashes[flight.number].update(counts.tobytes())
        self.sink.cycle(flight.number, first, counts)
        self.sink.look(flight.number, last, flight.citizens)
        return counts

    def _days(self, flight: Flight, first: int, last: int, counts: Counts) -> None:
        """Live some days of one district, with its sampled citizens recorded."""
        mine = np.flatnonzero(self.task.sampled[:, 0] == flight.number)
        sampled = np.ascontiguousarray(self.task.sampled[mine, 1])
        panel = np.zeros((last - first, len(mine), len(PANEL_COLUMNS)), dtype=np.int64)
        today = np.zeros(at.TODAY, dtype=np.int64)
        self.backend.district_days(
            first, last, flight.hot, flight.citizens, self.task.tables, flight.district, flight.box, today,
            counts, sampled, panel,
        )  # fmt: skip
        self.panel[first:last, mine, :] = panel
        self.progress((last - first) * len(flight.hot))

    def _land(self, flight: Flight) -> None:
        """Take a finished district's last state into its digest, and say in order which are finished."""
        self.hashes[flight.number].update(flight.digest())
        self.finished.add(flight.number)
        while self.next_out in self.finished:
            self.finished.remove(self.next_out)
            self.sink.landed(self.next_out)
            self.next_out += 1


def shards_of(items: list[T], shards: int) -> Iterator[list[T]]:
    """Yield ``shards`` runs of the items, as equal as can be, without empty ones."""
    for k in range(shards):
        part = items[k * len(items) // shards : (k + 1) * len(items) // shards]
        if part:
            yield part


def in_order(pool: ThreadPoolExecutor, ahead: int, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """Yield the results of ``work`` in order, with at most ``ahead`` in flight at once."""
    waiting: list[Future[B]] = []
    for item in items:
        waiting.append(pool.submit(work, item))
        if len(waiting) >= ahead:
            yield waiting.pop(0).result()
    while waiting:
        yield waiting.pop(0).result()
