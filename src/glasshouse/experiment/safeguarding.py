"""What safeguards change: a regime with each of them alone, with all, and with all but one, under several conducts.

Worlds that do the same are lived once; what is lived is kept, so that a stopped experiment goes on; one that fails is
named and takes no other along (`glasshouse.experiment.coalitions`). Where intensities are asked for, all safeguards are
laid over the regime together, each as far up its range as a design of well-spread points says: a Latin hypercube by
scipy.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from hashlib import sha256

from glasshouse.engine.experiment import Files
from glasshouse.experiment.coalitions import Design, Figures, Job, Progress, Worth, executor_or_threads, worths
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.overlaying import Intensities, Related, overlaid
from glasshouse.inputs.parts import content_of, divide, read_as
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.safeguard import Safeguard

Value = Callable[[Figures], float]
Seeds = tuple[float, ...]
Laid = frozenset[str]
"""The ids of the safeguards that are laid over the regime."""
NOTHING: Laid = frozenset()


@dataclass(frozen=True)
class World:
    """One world of the experiment: under which conduct, with which safeguards, as far as they go or as a point says."""

    conduct: str
    laid: Laid
    point: int | None = None


@dataclass(frozen=True)
class Weighed:
    """What every world came to. ``changes`` is in how many parts each safeguard changes the regime, 0 for none."""

    safeguards: tuple[Safeguard, ...]
    conducts: tuple[str, ...]
    worths: Mapping[World, Worth]
    points: tuple[Intensities, ...]
    changes: Mapping[str, int]

    @property
    def everything(self) -> Laid:
        """All of the safeguards."""
        return frozenset(one.safeguard for one in self.safeguards)

    def value(self, laid: Laid, conduct: str, value: Value) -> Seeds | None:
        """Return an objective of a world by seed; None where it failed."""
        worth = self.worths[World(conduct, laid)]
        return None if worth.failure else tuple(value(figures) for figures in worth.figures)

    def at_point(self, k: int, value: Value) -> Seeds | None:
        """Return an objective at one point of the design, by seed, under the first conduct; None where it failed."""
        worth = self.worths[World(self.conducts[0], self.everything, k)]
        return None if worth.failure else tuple(value(figures) for figures in worth.figures)

    @property
    def lived(self) -> int:
        """Worlds of one seed that were lived now."""
        return sum(worth.lived for worth in self.worths.values())

    @property
    def failures(self) -> dict[str, str]:
        """Why worlds came to nothing."""
        return {self.said(world): worth.failure for world, worth in self.worths.items() if worth.failure}

    def said(self, world: World) -> str:
        """Return a world in words."""
        numbers = [one.number for one in self.safeguards if one.safeguard in world.laid]
        some = "all of them" if world.laid == self.everything else " + ".join(numbers) or "none of them"
        if len(self.safeguards) - len(numbers) == 1 and len(numbers) > 1:
            [out] = [one.number for one in self.safeguards if one.safeguard not in world.laid]
            some = f"all but {out}"
        return f"{world.conduct}: {some}" + (f", point {world.point + 1}" if world.point is not None else "")


def sets_of(safeguards: Sequence[Safeguard]) -> list[Laid]:
    """Return none of the safeguards, all, each alone, and all but each."""
    everything = frozenset(one.safeguard for one in safeguards)
    alone = [frozenset([one.safeguard]) for one in safeguards]
    return list(dict.fromkeys([NOTHING, everything, *alone, *(everything - one for one in alone)]))


def points_of(safeguards: Sequence[Safeguard], count: int, seed: int) -> tuple[Intensities, ...]:
    """Return so many points of intensities, well spread over the ranges of all safeguards."""
    if count == 0:
        return ()
    # scipy takes its time to import, and nothing else here needs it.
    from scipy.stats.qmc import LatinHypercube

    units = LatinHypercube(d=len(safeguards), rng=seed).random(count)
    return tuple({one.safeguard: one.at(float(u)) for one, u in zip(safeguards, row, strict=True)} for row in units)


class Overlays:
    """The regime with any of the safeguards over it, made when it is asked for."""

    def __init__(self, files: Mapping[str, Files], safeguards: Sequence[Safeguard], related: Related) -> None:
        """Take the regime's files under each conduct, by its name, and what domains of life are related."""
        self.files, self.safeguards, self.related = files, tuple(safeguards), related

    def of(self, world: World, points: Sequence[Intensities]) -> Files:
        """Return the files of a world."""
        files = self.files[world.conduct]
        laid = [one for one in self.safeguards if one.safeguard in world.laid]
        at = None if world.point is None else points[world.point]
        regime, conduct = overlaid(files.regime.value, files.conduct.value, laid, self.related, at)
        return replace(files, regime=read_as(files.regime, regime), conduct=made_of(files.conduct, conduct))

    def changes(self, one: Safeguard) -> int:
        """Return in how many parts a safeguard changes the regime, or the conduct."""
        files = next(iter(self.files.values()))
        regime, conduct = overlaid(files.regime.value, files.conduct.value, [one], self.related)
        return len(divide(regime, files.regime.value).apart) + (conduct != files.conduct.value)


def made_of(read: Read[Conduct], conduct: Conduct) -> Read[Conduct]:
    """Return a conduct that was made of a file as if it were read."""
    if conduct is read.value:
        return read
    digest = sha256(conduct.model_dump_json().encode()).hexdigest()
    return Read(conduct, read.places, None, digest, (), conduct.model_dump(mode="json"))


def weigh(
    files: Mapping[str, Files],
    safeguards: Sequence[Safeguard],
    related: Related,
    design: Design,
    report: Progress,
    *,
    intensities: int = 0,
    executor: Executor | None = None,
) -> Weighed:
    """Live a regime with each safeguard alone, all, and all but one, under every conduct of ``files``.

    With ``intensities``, also with all of them at so many points of their ranges, under the first conduct.
    """
    conducts, overlays = tuple(files), Overlays(files, safeguards, related)
    sets, points = sets_of(safeguards), points_of(safeguards, intensities, design.seeds[0])
    worlds = [World(conduct, laid) for conduct in conducts for laid in sets]
    worlds += [World(conducts[0], sets[1], k) for k in range(len(points))]
    alike: dict[tuple[str, str], list[World]] = {}
    for world in worlds:
        alike.setdefault(content(overlays.of(world, points)), []).append(world)
    first = {some[0]: some for some in alike.values()}
    found: dict[World, Worth] = {}

    def jobs() -> Iterator[Job[World]]:
        for world in first:
            yield Job(world, overlays.of(world, points))

    with executor_or_threads(executor) as pool:
        for world, worth in worths(jobs(), len(first), design, pool, report):
            found |= {each: worth if each == world else replace(worth, lived=0) for each in first[world]}
    changes = {one.safeguard: overlays.changes(one) for one in safeguards}
    return Weighed(tuple(safeguards), conducts, {world: found[world] for world in worlds}, points, changes)


def content(files: Files) -> tuple[str, str]:
    """Return by what worlds are known to do the same: all that the regime and the conduct say."""
    regime: Regime = files.regime.value
    return content_of(regime), files.conduct.sha256
