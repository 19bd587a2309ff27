"""Which assumption a conclusion hangs on: two regimes compared all over the ranges of a conduct file.

Screening comes first (Morris 1991, in groups: Campolongo, Cariboni and Saltelli 2007), indices of variance where they
are asked for (Sobol 2001, Saltelli and others 2010), both by SALib. What screening finds to matter is then moved by
itself from one end of its range to the other, and the assumption that moves the comparison most is followed step by
step to where the conclusion breaks even.

A conclusion is a difference between two regimes over the same people with the same luck; it holds where it is above 0.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.experiment import Files
from glasshouse.experiment.coalitions import Design, Figures, Job, Progress, Worth, executor_or_threads, worths
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.parameters import Parameter, moved
from glasshouse.inputs.reading import Read

Method = Literal["morris", "sobol"]
METHODS: tuple[Method, ...] = ("morris", "sobol")
LEVELS = 4
NONE = (None,)
SCREENED = 0.1
"""A group whose effect is below this share of the largest, and of the difference itself, is not moved singly."""
STEPS = 8
"""Steps from one end of a range to the other on the way to the break-even value."""
Seeds = tuple[float, ...]
Values = Mapping[str, float]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Index:
    """How much a group of assumptions moves the difference over its range.

    Of screening ``total`` is the mean size of its effects, in the difference's unit; of Sobol's method it is the share
    of the variance that the group has a part in, and ``first`` what it has alone. ``error`` is half of the interval of
    95 in 100 that the sample leaves.
    """

    group: str
    total: float
    error: float
    first: float | None = None


@dataclass(frozen=True)
class Single:
    """One assumption moved alone: the difference at both ends of its range, by seed; None where a world failed."""

    parameter: Parameter
    low: Seeds | None
    high: Seeds | None

    @property
    def reach(self) -> float:
        """How far the difference moves from one end to the other, as a mean over seeds."""
        return 0.0 if self.low is None or self.high is None else abs(mean(self.high) - mean(self.low))

    @property
    def flips(self) -> bool:
        """Whether the conclusion holds at one end and not at the other."""
        ends = [mean(each) > 0 for each in (self.low, self.high) if each is not None]
        return len(set(ends)) > 1


@dataclass(frozen=True)
class Course:
    """One assumption followed through its range; ``breaks`` is where the difference crosses nothing, if it does."""

    parameter: Parameter
    values: tuple[float, ...]
    differences: tuple[Seeds | None, ...]
    breaks: float | None


@dataclass(frozen=True)
class Explored:
    """All that was found. ``held`` of ``points`` is at how many points of the design the conclusion holds."""

    method: Method
    default: Seeds | None
    indices: tuple[Index, ...]
    held: int
    points: int
    singles: tuple[Single, ...]
    left: tuple[str, ...]
    """Groups that screening found not to matter, none of whose assumptions was moved by itself."""
    course: Course | None
    lived: int
    failures: dict[str, str]


def mean(values: Sequence[float]) -> float:
    """Return a mean."""
    return sum(values) / len(values)


class Contest:
    """Two regimes over one place, under any conduct: worlds are lived when they are asked for, and counted."""

    def __init__(
        self, one: Files, other: Files, parameters: Sequence[Parameter], design: Design,
        value: Callable[[Figures], float], sign: int, pool: Executor, report: Progress,
    ) -> None:  # fmt: skip
        """Take what is compared: ``sign`` times the value under ``one`` less the value under ``other``."""
        self.sides = (one, other)
        self.known = {parameter.name: parameter for parameter in parameters}
        self.design, self.value, self.sign = design, value, sign
        self.pool, self.report = pool, report
        self.lived = 0
        self.failures: dict[str, str] = {}

    def differences(self, points: Sequence[Values]) -> list[Seeds | None]:
        """Return the difference at each point, by seed; None where a world failed."""
        conduct: Read[Conduct] = self.sides[0].conduct
        found: dict[tuple[int, int], Worth] = {}
        jobs = (
            Job((k, side), replace(files, conduct=made))
            for k, point in enumerate(points)
            for made in [moved(conduct, point, self.known)]
            for side, files in enumerate(self.sides)
        )
        for name, worth in worths(jobs, 2 * len(points), self.design, self.pool, self.report):
            found[name] = worth
            self.lived += worth.lived
            if worth.failure:
                self.failures[said(points[name[0]], self.sides[name[1]])] = worth.failure
        return [self.difference(found[k, 0], found[k, 1]) for k in range(len(points))]

    def difference(self, one: Worth, other: Worth) -> Seeds | None:
        """Return the difference of two worlds by seed."""
        if one.failure or other.failure:
            return None
        pairs = zip(one.figures, other.figures, strict=True)
        return tuple(self.sign * (self.value(a) - self.value(b)) for a, b in pairs)


def said(point: Values, files: Files) -> str:
    """Return in words which world failed."""
    at = ", ".join(f"{name} {value:.3g}" for name, value in point.items()) if len(point) < 3 else f"{len(point)} moved"
    return f"{files.regime.value.regime} at {at or 'the default'}"


def explore(
    one: Files,
    other: Files,
    parameters: Sequence[Parameter],
    design: Design,
    value: Callable[[Figures], float],
    sign: int,
    report: Progress,
    *,
    method: Method = "morris",
    count: int = 8,
    executor: Executor | None = None,
) -> Explored:
    """Compare two regimes over the ranges of a conduct's assumptions.

    ``count`` is the number of trajectories of screening, or the base of Sobol's sample (a power of 2).
    """
    with executor_or_threads(executor) as pool:
        contest = Contest(one, other, parameters, design, value, sign, pool, report)
        groups = list(dict.fromkeys(parameter.group for parameter in parameters))
        problem = problem_of(parameters)
        units = sample(problem, method, count, design.seeds[0])
        points = [{p.name: p.at(share) for p, share in zip(parameters, row, strict=True)} for row in units]
        default, *found = contest.differences([{}, *points])
        units, known = whole_blocks(units, found, len(groups) + (1 if method == "morris" else 2))
        indices = analysed(problem, method, units, [mean(each) for each in known], groups, design.seeds[0])
        looked = mattering(indices, default, method)
        singles = singly(contest, [p for p in parameters if p.group in looked])
        course = followed(contest, singles, default)
    held = sum(mean(each) > 0 for each in known)
    left = tuple(group for group in groups if group not in looked)
    return Explored(method, default, indices, held, len(known), singles, left, course, contest.lived, contest.failures)


def problem_of(parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return what SALib is told: names, groups, and shares of ranges as bounds."""
    return {
        "num_vars": len(parameters),
        "names": [parameter.name for parameter in parameters],
        "groups": [parameter.group for parameter in parameters],
        "bounds": [[0.0, 1.0]] * len(parameters),
    }


def sample(problem: dict[str, Any], method: Method, count: int, seed: int) -> Matrix:
    """Return the points of a design, as shares of ranges."""
    # SALib takes seconds to import, and nothing else needs it.
    if method == "morris":
        from SALib.sample.morris import sample as trajectories

        found: Matrix = trajectories(problem, count, num_levels=LEVELS, seed=seed)
        return found
    from SALib.sample.sobol import sample as saltelli

    crossed: Matrix = saltelli(problem, count, calc_second_order=False, seed=seed)
    return crossed


def whole_blocks(units: Matrix, found: Sequence[Seeds | None], size: int) -> tuple[Matrix, list[Seeds]]:
    """Return the points of blocks in which no world failed: a trajectory with a gap says nothing."""
    kept = [
        k
        for start in range(0, len(found), size)
        if all(each is not None for each in found[start : start + size])
        for k in range(start, start + size)
    ]
    return units[kept], [each for k in kept if (each := found[k]) is not None]


def analysed(
    problem: dict[str, Any], method: Method, units: Matrix, differences: Sequence[float], groups: Sequence[str],
    seed: int,
) -> tuple[Index, ...]:  # fmt: skip
    """Return how much each group matters, the largest first; nothing where all trajectories have gaps."""
    if len(units) < 2 * (len(groups) + 1):
        return ()
    values = np.array(differences, dtype=np.float64)
    if method == "morris":
        from SALib.analyze.morris import analyze as screened

        told = screened(problem, units, values, num_levels=LEVELS, seed=seed)
        names = [str(name) for name in told["names"]]
        rows: Iterable[tuple[Any, ...]] = zip(
            names, told["mu_star"], told["mu_star_conf"], NONE * len(names), strict=True
        )
    elif float(np.ptp(values)) == 0.0:
        # Nothing varies, so there is no variance to share out.
        rows = zip(groups, [0.0] * len(groups), [0.0] * len(groups), [0.0] * len(groups), strict=True)
    else:
        from SALib.analyze.sobol import analyze as decomposed

        told = decomposed(problem, values, calc_second_order=False, seed=seed)
        rows = zip(groups, told["ST"], told["ST_conf"], told["S1"], strict=True)
    found = [Index(name, float(t), float(e), None if s is None else float(s)) for name, t, e, s in rows]
    return tuple(sorted(found, key=lambda index: -index.total))


def mattering(indices: Sequence[Index], default: Seeds | None, method: Method) -> set[str]:
    """Return the groups that are worth moving by themselves."""
    most = max((index.total for index in indices), default=0.0)
    least = SCREENED * most
    if method == "morris" and default is not None:
        # What cannot come near the difference itself cannot turn it, however large it is beside the others.
        least = max(least, SCREENED * abs(mean(default)))
    return {index.group for index in indices if index.total >= least and index.total > 0.0}


def singly(contest: Contest, parameters: Sequence[Parameter]) -> tuple[Single, ...]:
    """Move each assumption by itself to both ends of its range, all others at their defaults; the farthest first."""
    ends = [{parameter.name: end} for parameter in parameters for end in (parameter.low, parameter.high)]
    found = contest.differences(ends) if ends else []
    made = [Single(p, found[2 * k], found[2 * k + 1]) for k, p in enumerate(parameters)]
    return tuple(sorted(made, key=lambda single: -single.reach))


def followed(contest: Contest, singles: Sequence[Single], default: Seeds | None) -> Course | None:
    """Follow what moves the difference most through its range; one that turns the conclusion comes before any other."""
    turning = [single for single in singles if single.flips] or [single for single in singles if single.reach > 0]
    if not turning or default is None:
        return None
    parameter = turning[0].parameter
    inner = [parameter.at(k / STEPS) for k in range(1, STEPS)]
    between = contest.differences([{parameter.name: value} for value in inner])
    values = [parameter.low, *inner, parameter.high]
    course = [turning[0].low, *between, turning[0].high]
    rows = sorted([*zip(values, course, strict=True), (parameter.default, default)], key=lambda row: row[0])
    known = [(value, mean(each)) for value, each in rows if each is not None]
    return Course(parameter, tuple(value for value, _ in rows), tuple(each for _, each in rows), crossing(known))


def crossing(course: Sequence[tuple[float, float]]) -> float | None:
    """Return where a course crosses nothing for the first time, by a straight line between two steps.

    >>> crossing([(1.0, 4.0), (2.0, 2.0), (3.0, -2.0)]), crossing([(1.0, 4.0), (2.0, 2.0)])
    (2.5, None)
    """
    for (a, there), (b, here) in pairwise(course):
        if (there > 0) != (here > 0):
            return a + (b - a) * there / (there - here)
    return None
