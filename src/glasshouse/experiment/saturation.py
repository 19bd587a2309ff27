"""Spill-over by saturation: some districts under one regime and the rest under another, at several shares.

Districts are closed but for the exchange, so a district that is still under the first regime differs from itself among
its like by what comes from the others alone: acts of elsewhere that are laid on its people. Which districts change
first is a keyed order, and those of a smaller share are among those of a larger one (two-stage saturation, Hudgens and
Halloran 2008 [verify]). What is said at an exchange is told to each district in its own regime's numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.chance import district_keys, draw, stream
from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.backends import Backend
from glasshouse.engine.districts import SENTINELS, Flight, Plan, empty_cube
from glasshouse.engine.exchange import VECTOR, Vector, cycles, tell, vector_of
from glasshouse.engine.experiment import made_ready
from glasshouse.engine.phasing import Rules, live_days
from glasshouse.engine.placebo import born
from glasshouse.engine.run import in_order
from glasshouse.engine.scorecards import with_scorecard
from glasshouse.experiment.coalitions import Figures, Measure, Progress
from glasshouse.experiment.counted import NOBODY, Counted
from glasshouse.experiment.replay import Source
from glasshouse.experiment.translating import translation
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.record.kept import read_kept
from glasshouse.record.manifest import Manifest
from glasshouse.record.reading import Run

S_SATURATION = stream("district:saturation")
SHARES = (0.25, 0.5, 0.75)
"""Shares of districts under the second regime, if nothing else is said; none and all of them are the two records."""
Cube = NDArray[np.int64]
FIRST, SECOND = 0, 1


@dataclass(frozen=True)
class Level:
    """One saturation. ``first`` are figures of the districts still under the first regime, ``before`` of the same ones
    with all others under it as well; ``second`` and ``instead`` those of the districts under the second, likewise.
    """

    share: float
    districts: int
    under: int
    first: Figures
    before: Figures
    second: Figures
    instead: Figures


class Saturation:
    """Two runs of the same people, of one seed each, and any number of their districts under the second regime."""

    def __init__(self, one: Run, other: Run, measure: Measure) -> None:
        """Take two twins of at least two districts, all of which speak at the exchanges."""
        self.sources = Source(one), Source(other)
        self.plan: Plan = self.sources[0].plan
        if not can_be_saturated(one.manifest):
            what = f"{one.folder} has {self.plan.districts} districts"
            why = (
                f"Some are put under B beside others under A, and all speak at the exchanges: 2 to {SENTINELS} of them."
            )
            raise UserFault([Diagnostic("G509", what, why, "run both with another --district-size")])
        manifests = [run.manifest for run in (one, other)]
        regimes = [read_kept(run.folder, "regime", run.manifest.regime, Regime).value for run in (one, other)]
        self.manifests, self.measure = manifests, measure
        a, b = ((manifest.legend, regime) for manifest, regime in zip(manifests, regimes, strict=True))
        self.said = {(FIRST, SECOND): translation(*a, *b), (SECOND, FIRST): translation(*b, *a)}

    def order(self) -> list[int]:
        """Return the districts in the order in which they change."""
        key_0, key_1 = district_keys(self.plan.seed, -1)
        return sorted(range(self.plan.districts), key=lambda d: (draw(key_0, key_1, S_SATURATION, d), d))

    def levels(self, shares: Sequence[float], threads: int, report: Progress) -> list[Level]:
        """Live the districts at each saturation and return what it came to for those under either regime."""
        backend, _ = made_ready("cpu")
        report("saturation", 0, len(shares) + 1)
        before = self.live(frozenset(), backend, threads)
        found = []
        for k, share in enumerate(shares):
            report("saturation", k + 1, len(shares) + 1)
            number = min(max(round(share * self.plan.districts), 1), self.plan.districts - 1)
            under = frozenset(self.order()[:number])
            found.append(self.level(share, under, before, self.live(under, backend, threads)))
        report("saturation", len(shares) + 1, len(shares) + 1)
        return found

    def level(self, share: float, under: frozenset[int], before: Cube, lived: Cube) -> Level:
        """Return the figures of those under either regime, beside the same districts with all under the first."""
        still, changed = (
            np.array([(d in under) == side for d in range(self.plan.districts)]) for side in (False, True)
        )
        return Level(
            share,
            self.plan.districts,
            len(under),
            first=self.figures(lived[still], FIRST),
            before=self.figures(before[still], FIRST),
            second=self.figures(lived[changed], SECOND),
            instead=self.figures(before[changed], FIRST),
        )

    def figures(self, cube: Cube, side: int) -> Figures:
        """Return the measures of some districts, with the names of either regime."""
        manifest: Manifest = self.manifests[side]
        return self.measure(Counted(self.sources[side].run.folder, manifest, (), cube.sum(axis=0)))

    def live(self, under: frozenset[int], backend: Backend, threads: int) -> Cube:
        """Live all districts in lockstep, those ``under`` the second regime, and return the counts of each."""
        from concurrent.futures import ThreadPoolExecutor

        days, sides = self.manifests[0].days, [int(d in under) for d in range(self.plan.districts)]
        rules = [source.rules() for source in self.sources]
        flights = [born(self.plan, d, rules[sides[d]].at_birth(d), backend) for d in range(self.plan.districts)]
        cube = np.zeros((self.plan.districts, days, count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)
        told: tuple[list[Vector], list[Vector]] = ([], [])
        with ThreadPoolExecutor(threads) as pool:
            for first, last in cycles(days):

                def one(flight: Flight, first: int = first, last: int = last) -> tuple[int, Cube]:
                    side = sides[flight.number]
                    return flight.number, cycle(flight, rules[side], first, last, backend, told[side])

                vectors = [np.zeros(VECTOR, dtype=np.int64) for _ in rules]
                for number, counts in in_order(pool, threads + 1, one, flights):
                    cube[number, first:last] = counts
                    vectors[sides[number]] += vector_of(counts)
                self.exchange(flights, sides, vectors, told)
        return cube

    def exchange(
        self, flights: list[Flight], sides: list[int], vectors: list[Vector], told: tuple[list[Vector], list[Vector]]
    ) -> None:
        """Tell every district what those of both regimes said, in its own regime's numbers; ``told`` is all so far.

        Each regime learns its scorecard from those under it, and from the others too where they have the same.
        """
        for side in (FIRST, SECOND):
            said = vectors[side] + self.said[1 - side, side].vector(vectors[1 - side])
            told[side].append(with_scorecard(told[side], said, self.sources[side].tables))
        for flight in flights:
            tell(flight.district, told[sides[flight.number]][-1])


def can_be_saturated(manifest: Manifest) -> bool:
    """Return whether a run has several districts, all of which speak at the exchanges."""
    return 2 <= manifest.districts <= SENTINELS


def cycle(flight: Flight, rules: Rules, first: int, last: int, backend: Backend, told: list[Vector]) -> Cube:
    """Live some days of a district and return their counts."""
    counts = empty_cube(last - first)
    today, nobody = np.zeros(at.TODAY, dtype=np.int64), np.ascontiguousarray(NOBODY[:, 1])
    nothing = np.zeros((last - first, 0, 0), dtype=np.int64)
    live_days(backend, rules, flight, first, last, today, counts, nobody, nothing, told)
    return counts
