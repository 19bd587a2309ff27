"""Whether claimed benefits and harms can turn out either way: pairs of conducts, each under a regime and a baseline.

Worlds that several pairs have in common, as those of the baseline under one conduct, are lived once.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from glasshouse.engine.experiment import Files
from glasshouse.experiment.coalitions import Design, Figures, Job, Progress, Worth, executor_or_threads, worths
from glasshouse.inputs.parameters import Parameter, moved
from glasshouse.inputs.reach import Moves, Pair
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime


@dataclass(frozen=True)
class World:
    """A regime, and what is moved in the conduct, in the order of its names."""

    regime: str
    moves: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        """The world in words."""
        return " ".join([self.regime, *(f"{name}={value:g}" for name, value in self.moves)])


def world(regime: str, moves: Moves) -> World:
    """Return the world of a regime under a conduct."""
    return World(regime, tuple(sorted(moves.items())))


@dataclass(frozen=True)
class Lived:
    """What every world came to."""

    baseline: str
    worths: Mapping[World, Worth]

    def figures(self, pair: Pair, moves: Moves) -> tuple[Sequence[Figures], Sequence[Figures]] | None:
        """Return the figures of a pair's regime and of the baseline under one conduct; None where a world failed."""
        assert pair.regime is not None, "a silent pair has no worlds"
        both = [self.worths[world(name, moves)] for name in (pair.regime, self.baseline)]
        return None if any(one.failure for one in both) else (both[0].figures, both[1].figures)

    @property
    def lived(self) -> int:
        """Worlds of one seed that were lived now."""
        return sum(worth.lived for worth in self.worths.values())

    @property
    def failures(self) -> dict[str, str]:
        """Why worlds came to nothing."""
        return {str(one): worth.failure for one, worth in self.worths.items() if worth.failure}


def live_pairs(
    pairs: Sequence[Pair],
    files: Files,
    regimes: Mapping[str, Read[Regime]],
    known: Mapping[str, Parameter],
    design: Design,
    report: Progress,
    executor: Executor | None = None,
) -> Lived:
    """Live every pair: its regime and the one of ``files``, the baseline, under both of its conducts."""
    baseline = files.regime.value.regime
    reads = {**regimes, baseline: files.regime}
    measured = [pair for pair in pairs if pair.regime is not None]
    wanted = dict.fromkeys(
        world(name, moves)
        for pair in measured
        for moves in (pair.holds, pair.fails)
        for name in (baseline, str(pair.regime))
    )

    def jobs() -> Iterator[Job[World]]:
        for one in wanted:
            conduct = moved(files.conduct, dict(one.moves), known)
            yield Job(one, Files(files.place, conduct, reads[one.regime]))

    with executor_or_threads(executor) as pool:
        return Lived(baseline, dict(worths(jobs(), len(wanted), design, pool, report)))
