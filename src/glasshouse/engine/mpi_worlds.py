"""One world lived by several processes: districts are dealt out, and what they leave comes together in one record.

The sentinels are dealt first and lived in lockstep; at every exchange what they say is summed over all processes. The
other districts need nobody. At the end the leader takes from each process what a checkpoint would keep of it, and
writes as if it had lived everybody itself: districts land in their order, so the record is that of one process.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from glasshouse.engine.backends import Backend, kernel_sha256
from glasshouse.engine.districts import Plan
from glasshouse.engine.exchange import Vector
from glasshouse.engine.mpi import NOTHING, Team, apart
from glasshouse.engine.run import Counts, Keeper, Outcome, Progress, Task, World
from glasshouse.record.collecting import Collector
from glasshouse.record.ground import Ground
from glasshouse.record.manifest import Manifest

ROWS = 512
"""Days of a province that are summed at once."""


@dataclass(frozen=True)
class Orders:
    """What a helper is told: everything that its part of the answer depends on, and what a record is made of."""

    task: Task
    manifest: Manifest
    ground: Ground


@dataclass(frozen=True)
class Part:
    """What a helper gives for one of its districts, at the end."""

    number: int
    chain: bytes
    cycles: Counts
    days: Counts


def dealt(plan: Plan, size: int) -> list[list[int]]:
    """Return the districts of each of ``size`` processes, in order: as many sentinels and as many others as can be.

    >>> dealt(Plan(1, 5000, 5, 1), 2)
    [[0, 2, 4], [1, 3]]
    """
    sentinels = plan.sentinels()
    chosen = set(sentinels)
    everybody = sentinels + [number for number in range(plan.districts) if number not in chosen]
    return [sorted(everybody[rank::size]) for rank in range(size)]


def same_version(team: Team) -> None:
    """Refuse processes whose kernels are not all of the same sources; all of them must call this."""
    found = team.comm.allgather(kernel_sha256())
    if len(set(found)) > 1:
        raise apart("they are of different versions of the model", "install the same version on every machine")


class Ranked(World):
    """A part of a world, lived by one process of a team.

    It keeps no checkpoint, and nothing of it lands before all of it is there.
    """

    def __init__(
        self, team: Team, task: Task, backend: Backend, threads: int, sink: Collector, progress: Progress,
        keeper: Keeper | None = None,
    ) -> None:  # fmt: skip
        """Take a part; ``progress`` is told as if all processes were as far as this one."""
        del keeper
        self.team, self.collector = team, sink
        self.hands_out = dealt(task.plan, team.size)
        mine = self.hands_out[team.rank]
        everybody, here = task.plan.citizens, sum(task.plan.size(number) for number in mine)
        super().__init__(task, backend, threads, sink, lambda done: progress(done * everybody // max(here, 1)))
        self.mine = mine

    def exchanged(self, said: Vector) -> Vector:
        """Return what all sentinels say."""
        return self.team.total(said)

    def agreed(self, said: Vector) -> Vector:
        """Return what the leader has fitted."""
        agreed: Vector = self.team.tell(said)
        return agreed

    def finish(self, number: int) -> None:
        """Note that a district's life is over; it lands when all are together."""
        self.over.add(number)

    def bring_together(self) -> None:
        """Bring to the leader the sums of the provinces, the map, the cases and the panel."""
        team, collector = self.team, self.collector
        for province in range(collector.ground.provinces):
            for first in range(0, self.task.days, ROWS):
                last = min(first + ROWS, self.task.days)
                summed = team.sum_to_leader(collector.by_province.read(province, first, last))
                if team.leads:
                    collector.by_province.put(province, first, summed)
        collector.frames.blocks = team.least_to_leader(collector.frames.blocks)
        self.panel = team.sum_to_leader(self.panel)
        for found in team.all_to_leader(collector.cases.found)[1:]:
            collector.cases.take(found)


class Leading(Ranked):
    """The part of the leader, whose sink is the record."""

    def live(self) -> Outcome:
        """Tell the helpers what to live, live a part, and take theirs."""
        self.team.tell(Orders(self.task, self.collector.manifest, self.collector.ground))
        return super().live()

    def bring_together(self) -> None:
        """Take everything, and let the districts land in their order."""
        super().bring_together()
        owners = {number: rank for rank, numbers in enumerate(self.hands_out) for number in numbers}
        for number in range(self.task.plan.districts):
            if owners[number] != self.team.rank:
                part: Part = self.team.take(owners[number])
                assert part.number == number
                self.chains[number] = part.chain
                self.collector.restore(number, part.cycles, part.days)
            World.finish(self, number)


class Helping(Ranked):
    """The part of a helper."""

    def bring_together(self) -> None:
        """Give everything, district by district."""
        super().bring_together()
        for number in self.mine:
            cycles, days = self.collector.waiting(number, len(self.cycles), self.task.days)
            self.team.give(Part(number, self.chains[number], cycles, days))


def help_out(team: Team, backend_of: Callable[[str], Backend]) -> None:
    """Live what the leader says, hand it over, and end together with the others.

    ``backend_of`` makes a backend ready, by its name: after the leader has, who may have compiled the kernel for all.
    """
    same_version(team)
    orders = team.tell(None)
    if orders != NOTHING:
        manifest: Manifest = orders.manifest
        backend = backend_of(manifest.backend)
        collector = Collector(manifest, orders.ground)
        with tempfile.TemporaryDirectory(prefix="glasshouse-part-") as aside:
            collector.open_spools(Path(aside))
            Helping(team, orders.task, backend, manifest.threads, collector, lambda done: None).live()
            collector.close_spools()
    team.close()
