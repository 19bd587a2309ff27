"""Going on from a checkpoint: the world and the record as they were, believed only after a sample was lived again.

Checksums tell a torn file; they do not tell who wrote it. So some of the districts, which nobody can know beforehand,
are lived again from their first day, and everything that the checkpoint has of them must be what they leave: digests,
counts, panel, map, cases, and of districts in lockstep every bit of their state. What the sentinels said must be what
their counts say. A checkpoint that fails is refused as a whole.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from secrets import SystemRandom
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.checkpoint import BATCH, PROVINCE, ROWS, STATE, TOGETHER, days_of, rows_of
from glasshouse.engine.districts import take_off
from glasshouse.engine.exchange import CARD_FROM, VECTOR, vector_of
from glasshouse.engine.run import BEGINNING, Counts, World, chained, in_order
from glasshouse.engine.scorecards import is_fitted
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.record.cases import CRITERIA, KEPT, Case, top_cases
from glasshouse.record.checkpoint import Checkpoint
from glasshouse.record.frames import Frames
from glasshouse.record.rows import Sight
from glasshouse.record.writing import Recorder

LEAST, ONE_IN = 4, 50
"""Districts that are lived again: so many at least, and at least one in so many."""


@dataclass
class Kept:
    """What a checkpoint has of a district, or what the district leaves when it is lived again."""

    chain: bytes = BEGINNING
    cycles: list[Counts] = field(default_factory=list)
    days: list[Counts] = field(default_factory=list)
    panel: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    blocks: NDArray[np.uint16] = field(default_factory=lambda: np.zeros(0, dtype=np.uint16))
    state: dict[str, NDArray[Any]] = field(default_factory=dict)

    def differs(self, other: "Kept") -> str | None:
        """Return what is another, None where all is the same."""
        pairs: dict[str, tuple[NDArray[Any], NDArray[Any]]] = {
            "digest": (np.frombuffer(self.chain, np.uint8), np.frombuffer(other.chain, np.uint8)),
            "counts by cycle": (np.concatenate(self.cycles), np.concatenate(other.cycles)),
            "counts by day": (np.concatenate(self.days), np.concatenate(other.days)),
            "panel": (self.panel, other.panel),
            "part of the map": (self.blocks, other.blocks),
            **{f"state ({name})": (array, other.state[name]) for name, array in self.state.items()},
        }
        return next((name for name, (one, two) in pairs.items() if one.tobytes() != two.tobytes()), None)


def refused(recorder: Recorder, why: str) -> UserFault:
    """Return the fault of a checkpoint that is not what a run leaves."""
    return UserFault([Diagnostic(
        "G407", f"the checkpoint of {recorder.folder} is refused", why,
        "nothing is gone on from that the model does not make: run the regime again into another folder")])  # fmt: skip


def restore(checkpoint: Checkpoint, world: World, recorder: Recorder, report: Callable[[int, int], None]) -> None:
    """Put a checkpoint into a new world and its record, and live a sample again; raises UserFault where it is refused.

    ``report(done, of)`` counts the districts of the sample.
    """
    try:
        restoring = Restoring(checkpoint, world, recorder)
        restoring.put()
    except ValueError as error:
        raise refused(recorder, str(error)) from error
    restoring.live_again(report)


class Restoring:
    """One restoration."""

    def __init__(self, checkpoint: Checkpoint, world: World, recorder: Recorder) -> None:
        """Look at what the checkpoint names, and choose who is lived again."""
        self.checkpoint, self.world, self.recorder = checkpoint, world, recorder
        plan = world.task.plan
        world.vectors = list(checkpoint.read("exchange", "int64", (VECTOR,)))
        if not 0 < len(world.vectors) <= len(world.cycles):
            raise ValueError("it has exchanges that the run has not")
        ends = ".numbers"
        names = sorted(name.removesuffix(ends) for name in checkpoint.head.pieces if name.endswith(ends))
        self.groups = {name: checkpoint.read(name + ends, "int64").tolist() for name in names}
        everybody = [number for numbers in self.groups.values() for number in numbers]
        whole = len(world.vectors) == len(world.cycles)
        if [name for name in names if name.startswith(BATCH) != whole or (not whole and name != TOGETHER)]:
            raise ValueError("it has districts of another stage of the run")
        if len(set(everybody)) != len(everybody) or not set(plan.sentinels()) <= set(everybody) <= set(
            range(plan.districts)
        ):
            raise ValueError("it has other districts than the run")
        size = min(max(LEAST, -(-len(everybody) // ONE_IN)), len(everybody))
        self.sample = {number: Kept() for number in SystemRandom().sample(everybody, size)}
        self.said = np.zeros((len(world.vectors), VECTOR), dtype=np.int64)

    def put(self) -> None:
        """Put everything in its place."""
        world, recorder, checkpoint = self.world, self.recorder, self.checkpoint
        head, frames = checkpoint.head, recorder.frames
        world.outcome.seconds_build, world.outcome.seconds_days = head.seconds_build, head.seconds_days
        frames.blocks = checkpoint.read("blocks", "uint16", frames.blocks.shape[1:]).copy()
        cases = checkpoint.read("cases", "int64", (5,))
        if len(frames.blocks) != len(frames.districts) or not set(cases[:, 0].tolist()) <= set(range(len(CRITERIA))):
            raise ValueError("its map or cases are another run's")
        recorder.cases.from_rows(cases)
        for province in range(recorder.ground.provinces):
            if f"{PROVINCE}{province}" in head.pieces:
                self._province(province)
        for name, numbers in self.groups.items():
            self._districts(name, numbers)
            if name == TOGETHER:
                self._state(numbers)
        if not np.array_equal(self.said[:, :CARD_FROM], np.array(world.vectors)[:, :CARD_FROM]):
            raise ValueError("what its districts say at the exchanges is not what their counts say")
        if not is_fitted(world.vectors, world.task.tables):
            raise ValueError("its scorecard is not what is fitted on what its districts say")

    def _province(self, province: int) -> None:
        """Take the sums of a province."""
        spool = self.recorder.by_province
        reader = self.checkpoint.open(f"{PROVINCE}{province}", "int64", (spool.figures,))
        days = days_of(self.world)
        for first in range(0, days, ROWS):
            spool.put(province, first, reader.take(min(ROWS, days - first)))
        reader.ended()

    def _districts(self, name: str, numbers: list[int]) -> None:
        """Take what the record has of some districts, and let those land whose life is over."""
        world, recorder, exchanges, days = self.world, self.recorder, len(self.world.vectors), days_of(self.world)
        widths = recorder.by_cycle.figures, recorder.by_day.figures
        cycles = self.checkpoint.open(f"{name}.cycles", "int64", (exchanges, widths[0]))
        by_day = self.checkpoint.open(f"{name}.days", "int64", (days, widths[1]))
        panel = self.checkpoint.open(f"{name}.panel", "int64", (days, len(PANEL_COLUMNS)))
        chains = self.checkpoint.open(f"{name}.chains", "uint8", (len(BEGINNING),))
        sentinels = set(world.task.plan.sentinels())
        for number in numbers:
            people = world.sampled_of([number])
            kept = Kept(chains.take(1).tobytes(), [cycles.take(1)[0]], [by_day.take(1)[0]])
            world.chains[number] = kept.chain
            world.panel[:days, people] = panel.take(len(people)).transpose(1, 0, 2)
            recorder.restore(number, kept.cycles[0], kept.days[0])
            if number in sentinels:
                self.said += [vector_of(counts[np.newaxis]) for counts in recorder.counts_of(kept.cycles[0])]
            if number in self.sample:
                kept.panel, kept.blocks = world.panel[:, people], blocks_of(recorder.frames, number)
                self.sample[number] = kept
            if name != TOGETHER:
                world.finish(number)
        for reader in (cycles, by_day, panel, chains):
            reader.ended()

    def _state(self, numbers: list[int]) -> None:
        """Take the state of the districts in lockstep."""
        world = self.world
        empty = take_off(world.task.plan, numbers[0])
        readers = {
            name: self.checkpoint.open(f"{TOGETHER}.{name}", kind, rows_of(empty, name).shape[1:])
            for name, kind in STATE
        }
        for number in numbers:
            flight = take_off(world.task.plan, number)
            for name, reader in readers.items():
                rows = rows_of(flight, name)
                rows[:] = reader.take(len(rows))
            world.together.append(flight)
            if number in self.sample:
                self.sample[number].state = {name: rows_of(flight, name) for name in readers}
        for reader in readers.values():
            reader.ended()

    def live_again(self, report: Callable[[int, int], None]) -> None:
        """Live the sample again and compare; the world is as the checkpoint has it all the while."""
        done, of = 0, len(self.sample)
        report(done, of)
        with ThreadPoolExecutor(self.world.threads) as pool:
            for number, why in in_order(pool, self.world.threads + 1, self._differs, self.sample):
                if why is not None:
                    raise refused(self.recorder, f"district {number}, lived again from its first day, has another "
                                  f"{why}: the checkpoint was changed, or is of another run")  # fmt: skip
                done += 1
                report(done, of)

    def _differs(self, number: int) -> tuple[int, str | None]:
        """Return what the checkpoint has of a district that the district does not leave, None where it has none."""
        world, recorder = self.world, self.recorder
        witness = Witness(recorder)
        again = World(world.task, world.backend, 1, witness, lambda done: None)
        again.vectors = world.vectors
        flight = again.whole_life(number)
        left = witness.left
        left.chain, left.panel = again.chains[number], again.panel[:, again.sampled_of([number])]
        left.blocks = blocks_of(witness.frames, number)
        if number in world.over:
            left.chain = chained(left.chain, flight.digest())
            if not belong(witness.cases, recorder.cases.found, number):
                return number, "set of cases"
        left.state = {name: rows_of(flight, name) for name, _ in STATE}
        return number, self.sample[number].differs(left)


class Witness:
    """The sink of a district that is lived again: takes what the record would."""

    def __init__(self, recorder: Recorder) -> None:
        """See with the eyes of a recorder, and write nothing."""
        self.recorder, self.left = recorder, Kept()
        self.frames = Frames(recorder.manifest.legend, recorder.ground, recorder.manifest.days)
        self.cases: list[list[Case]] = []

    def cycle(self, number: int, first: int, counts: Counts) -> None:
        """Take the counts of a cycle."""
        del number, first
        taken = self.recorder.taken(counts)
        self.left.cycles.append(taken.cycle)
        self.left.days.append(taken.days)

    def look(self, number: int, last: int, sight: Sight) -> None:
        """See the rows at the end of a cycle."""
        manifest = self.recorder.manifest
        if number in self.frames.first_block:
            self.frames.take_blocks(number, last, sight.blocks())
        if last == manifest.days:
            self.cases = top_cases(manifest.seed, number, sight.rows, sight.tables)

    def landed(self, number: int) -> None:
        """Write nothing."""


def blocks_of(frames: Frames, number: int) -> NDArray[np.uint16]:
    """Return what the map has of the blocks of a district: none of one that is no sentinel."""
    if number not in frames.first_block:
        return frames.blocks[:, :, :0]
    first = frames.first_block[number]
    return frames.blocks[:, :, first : first + frames.ground.blocks(number)]


def belong(mine: list[list[Case]], found: list[list[Case]], number: int) -> bool:
    """Return whether the first cases of all districts have of one district what it should have among them.

    >>> belong([[(-5, 1, 0, 9)]], [[(-5, 1, 0, 9), (-4, 0, 3, 3)]], 0)
    True
    >>> belong([[(-5, 1, 0, 9)]], [[(-4, 0, 3, 3)]], 0)
    False
    """
    others = [[case for case in cases if case[2] != number] for cases in found]
    return all(sorted(own + rest)[:KEPT] == sorted(whole) for own, rest, whole in zip(mine, others, found, strict=True))
