"""The run loop: sentinels in lockstep, then every other district from its first day to its last.

Threads take whole districts for whole cycles; nothing they do in another order can change a sum of integers. A backend
that lives many districts at once takes a batch of them where a thread would take one, and is itself the one hand. The
answer is a digest over the districts' digests, in the districts' order. Each of these is a chain (``chained``): what a
district's digest is so far is 32 bytes that a checkpoint can keep.
"""

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.backends import Backend, door_of
from glasshouse.engine.districts import Flight, Plan, empty_cube
from glasshouse.engine.exchange import VECTOR, Vector, cycles, tell, vector_of
from glasshouse.engine.phasing import live_batch, live_days, rules_of
from glasshouse.engine.placebo import born_together
from glasshouse.engine.scorecards import with_scorecard
from glasshouse.engine.summing import SCORED_HERE
from glasshouse.inputs.compiling.stages import Stages
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.rows import BlockSums, Sight

Counts = NDArray[np.int64]
Order = Literal["district", "day"]
BEGINNING = bytes(32)
"""The digest of a district that has not lived."""
T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")


class Sink(Protocol):
    """Where the counts go. ``cycle`` and ``look`` are called from the thread that lives the district, beside others."""

    def cycle(self, number: int, first: int, counts: Counts) -> None:
        """Take a district's ``counts[day - first, group, column]`` of some days."""

    def look(self, number: int, last: int, sight: Sight) -> None:
        """See a district's rows at the end of a cycle, before day ``last``."""

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
    stages: Stages | None = None


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


class Keeper(Protocol):
    """Who puts aside what a run needs to go on after an interruption; called by the thread that leads the world."""

    def due(self, held: int) -> bool:
        """Return whether it is time to keep a world that has so many bytes of districts in lockstep."""

    def finished(self, world: "World", number: int) -> None:
        """Take a district whose life is over; what the sink was given of it has not landed yet."""

    def keep(self, world: "World") -> None:
        """Keep all of it; no district is being lived meanwhile."""


class Forgetful:
    """A keeper that keeps nothing."""

    def due(self, held: int) -> bool:
        """Return that it is never time."""
        del held
        return False

    def finished(self, world: "World", number: int) -> None:
        """Let it go."""

    def keep(self, world: "World") -> None:
        """Keep nothing."""


class World:
    """One run in progress. ``live`` does it all; the rest is how.

    A world that goes on from a checkpoint is given, before ``live``: ``vectors`` (what was said at the exchanges so
    far), ``chains``, ``panel``, and either ``together`` (the districts in lockstep, after the last of these exchanges)
    or, by ``finish``, the districts whose life is over. Who lives a world day by day for somebody to watch may use
    ``chained``, ``digest_of`` and ``born``, and will have the same digest.
    """

    def __init__(
        self, task: Task, backend: Backend, threads: int, sink: Sink, progress: Progress, keeper: Keeper | None = None
    ) -> None:
        """Get ready; nothing is allocated yet."""
        self.task, self.backend, self.sink, self.progress = task, backend, sink, progress
        self.threads, self.keeper = threads, keeper or Forgetful()
        self.outcome = Outcome()
        self.cycles = cycles(task.days)
        self.vectors: list[Vector] = []
        self.rules = rules_of(task.tables, task.stages, task.plan)
        self.chains: dict[int, bytes] = {}
        self.together: list[Flight] = []
        self.over: set[int] = set()
        self.waiting: set[int] = set()
        self.next_out = 0
        self.panel = np.zeros((task.days, len(task.sampled), len(PANEL_COLUMNS)), dtype=np.int64)
        batches = backend.batches
        self.batch = 1 if batches is None else batches.most(task.plan.size(0), DAYS_PER_CYCLE)
        """Districts that are lived at once by one hand."""
        self.mine: Collection[int] = range(task.plan.districts)
        """The districts that are lived here: all, unless several processes live one world."""
        self.hands = threads if batches is None else 1

    def live(self) -> Outcome:
        """Run the sentinels in lockstep, then the others, shard by shard; return the outcome."""
        with ThreadPoolExecutor(self.threads) as pool:
            if len(self.vectors) < len(self.cycles):
                self._lockstep(pool)
            rest = [number for number in self.mine if number not in self.over]
            for shard in shards_of(rest, self.task.shards):
                self._apart(pool, deque(shard))
        self.bring_together()
        outcome = self.outcome
        outcome.digest = digest_of(chain for _, chain in sorted(self.chains.items()))
        outcome.exchange = np.array(self.vectors, dtype=np.int64).reshape(-1, VECTOR)
        outcome.panel = self.panel
        return outcome

    def exchanged(self, said: Vector) -> Vector:
        """Return what all sentinels say, given what those that are lived here do."""
        return said

    def agreed(self, said: Vector) -> Vector:
        """Return what an exchange says once it is fitted: floats are not portable, so one process decides."""
        return said

    def bring_together(self) -> None:
        """Take what was lived elsewhere: nothing, unless several processes live one world."""

    @property
    def citizen_days(self) -> int:
        """Citizen-days lived so far, between exchanges and districts."""
        plan, days = self.task.plan, self.task.days
        last = self.cycles[len(self.vectors) - 1][1] if self.vectors else 0
        return sum(plan.size(d) for d in self.over) * days + sum(len(f.hot) for f in self.together) * last

    def _lockstep(self, pool: ThreadPoolExecutor) -> None:
        """Live cycle by cycle with some districts in memory, exchanging what the sentinels say."""
        plan, start = self.task.plan, time.perf_counter()
        sentinels = set(plan.sentinels())
        if not self.together:
            members = [number for number in self.mine if self.task.order == "day" or number in sentinels]
            self.together = [flight for batch in self._in_batches(pool, self._be_born, members) for flight in batch]
        self.outcome.seconds_build += time.perf_counter() - start
        shards = list(shards_of(self.together, self.task.shards))
        for first, last in self.cycles[len(self.vectors) :]:
            if self.vectors and self.keeper.due(sum(flight.nbytes for flight in self.together)):
                self.keeper.keep(self)
            start = time.perf_counter()
            said = np.zeros(VECTOR, dtype=np.int64)
            for flight, counts in self.cycle_together(pool, shards, first, last):
                if flight.number in sentinels:
                    said += vector_of(counts)
            said = self.agreed(with_scorecard(self.vectors, self.exchanged(said), self.task.tables))
            self.vectors.append(said)
            for flight in self.together:
                tell(flight.district, said)
            self.outcome.seconds_days += time.perf_counter() - start
        flights, self.together = self.together, []
        for flight in flights:
            self._land(flight)

    def _apart(self, pool: ThreadPoolExecutor, left: deque[int]) -> None:
        """Live districts each from its first day to its last; where a checkpoint is due, first let all of them land."""
        while left:
            for flights in self._in_batches(pool, self.whole_lives, self._until_due(left)):
                for flight in flights:
                    self._land(flight)
            if left:
                self.keeper.keep(self)

    def _until_due(self, left: deque[int]) -> Iterator[int]:
        """Yield districts, one at least, until it is time for a checkpoint."""
        yield left.popleft()
        while left and not self.keeper.due(0):
            yield left.popleft()

    def cycle_together(
        self, pool: ThreadPoolExecutor, shards: list[list[Flight]], first: int, last: int
    ) -> Iterator[tuple[Flight, Counts]]:
        """Live a cycle of the districts in lockstep, and yield each with its counts."""
        for shard in shards:
            for lived in self._in_batches(pool, lambda flights: self._cycle(flights, first, last), shard):
                yield from lived

    def _in_batches(self, pool: ThreadPoolExecutor, work: Callable[[list[A]], B], items: Iterable[A]) -> Iterator[B]:
        """Yield in order what comes of ``work`` on the items, by batches of as many as one hand takes at once."""
        return in_order(pool, self.hands + 1, work, batches_of(items, self.batch))

    def _be_born(self, numbers: list[int]) -> list[Flight]:
        task = self.task
        return born_together(task.plan, numbers, self.rules.at_birth, self.backend, placebo=task.placebo)

    def whole_life(self, number: int) -> Flight:
        """Live one district from its first day on the series of exchanges, as far as that goes."""
        return self.whole_lives([number])[0]

    def whole_lives(self, numbers: list[int]) -> list[Flight]:
        """Live some districts, each from its first day on the series of exchanges, as far as that goes."""
        start = time.perf_counter()
        flights = self._be_born(numbers)
        born = time.perf_counter()
        for (first, last), said in zip(self.cycles, self.vectors, strict=False):
            for flight, _ in self._cycle(flights, first, last):
                tell(flight.district, said)
        self.outcome.seconds_build += (born - start) / self.hands
        self.outcome.seconds_days += (time.perf_counter() - born) / self.hands
        return flights

    def _cycle(self, flights: list[Flight], first: int, last: int) -> list[tuple[Flight, Counts]]:
        """Live a cycle of some districts; take the counts of each into its digest and hand them on at once.

        So no more than a cycle's counts of a district, or a batch, are ever in memory, however long the run.
        """
        lived = list(zip(flights, self._days_of(flights, first, last), strict=True))
        for flight, counts in lived:
            self.hand_on(flight, first, last, counts)
        return lived

    def _days_of(self, flights: list[Flight], first: int, last: int) -> list[Counts]:
        """Live some days of some districts and return the counts of each."""
        batches = self.backend.batches
        if batches is None:
            cubes = [empty_cube(last - first) for _ in flights]
            for flight, counts in zip(flights, cubes, strict=True):
                self.days(flight, first, last, counts)
            return cubes
        people = [self.sampled_of([flight.number]) for flight in flights]
        sampled = [np.ascontiguousarray(self.task.sampled[mine, 1]) for mine in people]
        lived, panels = live_batch(batches, self.rules, flights, first, last, sampled, self.vectors)
        for mine, panel in zip(people, panels, strict=True):
            self.panel[first:last, mine, :] = panel
        self.progress((last - first) * sum(len(flight.hot) for flight in flights))
        return lived

    def hand_on(self, flight: Flight, first: int, last: int, counts: Counts) -> None:
        """Take a district's counts of a whole cycle into its digest, and give them to the sink."""
        self.chains[flight.number] = chained(self.chains.get(flight.number, BEGINNING), counts.data)
        self.sink.cycle(flight.number, first, counts)
        [span] = self.rules.spans(flight.number, last - 1, last, self.vectors)
        tables = self.rules.tables(span.mask, last - 1)
        blocks = partial(sums_by_block, flight, tables, self.backend.name)
        self.sink.look(flight.number, last, Sight(flight.citizens, tables, blocks))

    def days(self, flight: Flight, first: int, last: int, counts: Counts) -> None:
        """Live some days of one district, with its sampled citizens recorded."""
        mine = self.sampled_of([flight.number])
        sampled = np.ascontiguousarray(self.task.sampled[mine, 1])
        panel = np.zeros((last - first, len(mine), len(PANEL_COLUMNS)), dtype=np.int64)
        today = np.zeros(at.TODAY, dtype=np.int64)
        live_days(self.backend, self.rules, flight, first, last, today, counts, sampled, panel, self.vectors)
        self.panel[first:last, mine, :] = panel
        self.progress((last - first) * len(flight.hot))

    def sampled_of(self, numbers: list[int]) -> NDArray[np.int64]:
        """Return which of the sampled live in these districts, as their places in the panel."""
        return np.flatnonzero(np.isin(self.task.sampled[:, 0], numbers))

    def _land(self, flight: Flight) -> None:
        """Take a finished district's last state into its digest."""
        self.chains[flight.number] = chained(self.chains[flight.number], flight.digest())
        self.keeper.finished(self, flight.number)
        self.finish(flight.number)

    def finish(self, number: int) -> None:
        """Note that a district's life is over, and say in order which have landed."""
        self.over.add(number)
        self.waiting.add(number)
        while self.next_out in self.waiting:
            self.waiting.remove(self.next_out)
            self.sink.landed(self.next_out)
            self.next_out += 1


def sums_by_block(flight: Flight, tables: NDArray[np.int64], backend: str) -> BlockSums:
    """Return the sums of a district's rows, block by block, for the frames of the map."""
    blocks = -(-len(flight.hot) // int(tables[room.TEMPLATE_SIZE]))
    sums = np.zeros((SCORED_HERE + 1, blocks), dtype=np.int64)
    door_of(backend, "sum_blocks")(flight.citizens, tables, sums)
    return sums


def chained(chain: bytes, part: bytes | memoryview) -> bytes:
    """Return a district's digest with one more part in it: its counts of a cycle, and last its final state.

    It is SHA-256 over the digest so far and the part; ``BEGINNING`` is the first.

    >>> chained(BEGINNING, b"counts").hex()[:16]
    'b9aab7dfe001e492'
    """
    whole = sha256(chain)
    whole.update(part)
    return whole.digest()


def digest_of(chains: Iterable[bytes]) -> str:
    """Return the digest of a run: SHA-256 over the digests of its districts, in their order."""
    return sha256(b"".join(chains)).hexdigest()


def shards_of(items: list[T], shards: int) -> Iterator[list[T]]:
    """Yield ``shards`` runs of the items, as equal as can be, without empty ones."""
    for k in range(shards):
        part = items[k * len(items) // shards : (k + 1) * len(items) // shards]
        if part:
            yield part


def batches_of(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of ``size``, the last one perhaps shorter; none is asked for before it is needed.

    >>> list(batches_of(range(5), 2))
    [[0, 1], [2, 3], [4]]
    """
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def in_order(pool: ThreadPoolExecutor, ahead: int, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """Yield the results of ``work`` in order, with at most ``ahead`` in flight at once."""
    waiting: list[Future[B]] = []
    for item in items:
        waiting.append(pool.submit(work, item))
        if len(waiting) >= ahead:
            yield waiting.pop(0).result()
    while waiting:
        yield waiting.pop(0).result()
