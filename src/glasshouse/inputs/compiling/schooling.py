"""Compile a classroom (W7): the scan that is looked at, and the two marks of a day, exactly and without its scans."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlog1py, xlogy

from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.compiling.behaving import gamma_levels
from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import DOMAINS, Conduct, Lessons
from glasshouse.inputs.regime import Regime, Sensor
from glasshouse.inputs.schooling import Classroom, Mark
from glasshouse.model import tables as room
from glasshouse.quantities import THRESHOLD_ONE, threshold

Floats = NDArray[np.float64]
DIGITS = 15
"""Chances are rounded to so many digits, so that levels of conduct that share one share its tables."""


def compile_classroom(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write what pupils do in class and what the sensor makes of it; nothing where no class is scanned."""
    sensor = next((row for row in regime.sensors if row.classroom is not None), None)
    if sensor is None or sensor.classroom is None:
        return
    assert conduct.lessons is not None
    lessons, found = conduct.lessons, sensor.classroom
    scans = scans_of(lessons, found)
    shelf.put(room.LESSON_SCANS, scans)
    shelf.put(room.LESSON_WEEKS, lessons.weeks_a_year)
    shelf.put(room.LESSON_DOMAIN, DOMAINS.index(lessons.domain))
    names = list(lessons.behaviours)
    counted = [name in found.inattentive for name in names]
    shelf.put(room.LESSON_DRIFTS, sum(1 << k for k, counts in enumerate(counted) if counts))
    compile_seats(shelf, sensor)
    compile_records(shelf, sensor, found, legend)
    cuts = cuts_of(found.marks, scans)
    for g, group in enumerate(GROUPS):
        factor = getattr(found.mistaken_by_group, group)
        taken = taken_for(names, found.behaviours, factor)
        moods = taken_for(list(lessons.moods), found.moods, factor)
        felt = np.array(list(lessons.moods.values()))
        shelf.put(room.LESSON_MOODS, scan_steps(felt, moods), g * room.STATES**2)
        for youth, level in product(range(2), range(room.LEVELS)):
            cell = (youth * room.LEVELS + level) * len(GROUPS) + g
            done = shares_of(lessons, youth, level)
            shelf.put(room.LESSON_SHOWN, scan_steps(done, taken), cell * room.STATES**2)
            for shows, joint in enumerate(marks_of(scans, chances_of(done, taken, np.array(counted)), cuts)):
                shelf.put(room.LESSON_MARKS, rising(joint), (cell * 4 + shows) * room.MARKS**2)


def scans_of(lessons: Lessons, classroom: Classroom) -> int:
    """Return how many scans there are in a school day."""
    return lessons.minutes_a_day * 60 // classroom.scan_seconds


def shares_of(lessons: Lessons, youth: int, level: int) -> Floats:
    """Return the share of each behaviour at a conduct level: who drifts more does less of all else."""
    usual = lessons.behaviours[lessons.drifting]
    drifts = usual * gamma_levels(lessons.frailty_shape)[level] * (lessons.youth if youth else 1.0)
    rest = (1.0 - min(drifts, 1.0)) / (1.0 - usual) if usual < 1.0 else 0.0
    return np.array(
        [min(drifts, 1.0) if name == lessons.drifting else share * rest for name, share in lessons.behaviours.items()]
    )


def taken_for(names: Sequence[str], rows: Mapping[str, Mapping[str, float]], factor: float) -> Floats:
    """Return what each state is recorded as, mistakes times a factor, at most all; where nothing is read, itself.

    >>> taken_for(["a", "b"], {"a": {"a": 0.9, "b": 0.1}, "b": {"b": 1.0}}, 2.0).tolist()
    [[0.8, 0.2], [0.0, 1.0]]
    """
    if not rows:
        return np.eye(len(names))
    taken = np.array([[rows[name].get(other, 0.0) for other in names] for name in names])
    wrong = taken * (1.0 - np.eye(len(names)))
    wrong *= np.minimum(factor, 1.0 / np.maximum(wrong.sum(axis=1, keepdims=True), 1e-300))
    right: Floats = wrong + np.diag(1.0 - wrong.sum(axis=1))
    return right


def scan_steps(shares: Floats, taken: Floats) -> list[int]:
    """Return the thresholds of a scan: what is so, then what is recorded.

    Where a state ends does not depend on the machine, so that what is so is the same whatever it is taken for.
    """
    joint = np.zeros((room.STATES, room.STATES))
    joint[: len(shares), : len(shares)] = shares[:, np.newaxis] * taken
    return rising(joint)


def rising(joint: Floats) -> list[int]:
    """Return a table of chances as thresholds, row after row; each row ends where the sum of rows does."""
    ends = np.cumsum(joint.sum(axis=1))
    inside = np.cumsum(joint, axis=1) + np.concatenate([[0.0], ends[:-1]])[:, np.newaxis]
    inside[:, -1] = ends
    steps = np.minimum(np.rint(inside / ends[-1] * THRESHOLD_ONE), THRESHOLD_ONE)
    return [int(step) for step in steps.ravel()]


def cuts_of(marks: Sequence[Mark], scans: int) -> list[int]:
    """Return the most scans of a day in each mark but the last.

    >>> cuts_of([Mark(up_to=0.1), Mark(up_to=0.35), Mark(up_to=1.0)], 60)
    [6, 21]
    """
    return [int(mark.up_to * scans + 1e-9) for mark in marks[:-1]]


def chances_of(done: Floats, taken: Floats, counted: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return three chances of a scan: of no attention; of recording none where there is none, and where there is."""
    drifts = float(done[counted].sum())
    joint = (done[:, np.newaxis] * taken)[:, counted].sum(axis=1)
    found = float(joint[counted].sum()) / drifts if drifts > 0.0 else 0.0
    false = float(joint[~counted].sum()) / (1.0 - drifts) if drifts < 1.0 else 0.0
    drifts, found, false = (min(max(round(chance, DIGITS), 0.0), 1.0) for chance in (drifts, found, false))
    return drifts, found, false


def binomials(most: int, chance: float) -> Floats:
    """Return the binomial chances of ``k`` among ``n``, as ``[n, k]``, for all ``n`` up to the most.

    >>> binomials(2, 0.5).round(6).tolist()
    [[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.25, 0.5, 0.25]]
    """
    n, k = np.arange(most + 1)[:, np.newaxis], np.arange(most + 1)[np.newaxis, :]
    few = np.minimum(k, n)
    logs = gammaln(n + 1) - gammaln(few + 1) - gammaln(n - few + 1) + xlogy(few, chance) + xlog1py(n - few, -chance)
    return np.where(k <= n, np.exp(logs), 0.0)


@lru_cache(maxsize=8)
def recorded_at_most(scans: int, found: float, false: float, bounds: tuple[int, ...]) -> Floats:
    """Return the chance that at most so many of some scans are recorded, as ``[bound, drifting scans]``.

    Those with no attention are found with one chance, the others taken for it with another: two binomials convolved.
    """
    of_drifting = binomials(scans, found)
    of_others = np.cumsum(binomials(scans, false), axis=1)[::-1]
    rows = [
        (of_drifting[:, : bound + 1] * of_others[:, bound::-1]).sum(axis=1) if bound >= 0 else np.zeros(scans + 1)
        for bound in (min(bound, scans) for bound in bounds)
    ]
    return np.array(rows)


def marks_of(scans: int, chances: tuple[float, float, float], cuts: Sequence[int]) -> list[Floats]:
    """Return the joint chances of a day's marks, ``[done, recorded]``, given what one of its scans shows.

    The scan shows attention and is recorded so; is taken for none; shows none and is missed; shows none and is
    recorded so. The other scans of the day are independent of it: how many of them drift is binomial, and how many are
    recorded given that is ``recorded_at_most``.
    """
    drifts, found, false = chances
    others = scans - 1
    bounds = tuple(sorted({cut - recorded for cut in cuts for recorded in range(2)}))
    at_most = dict(zip(bounds, recorded_at_most(others, found, false, bounds), strict=True))
    drifting = binomials_of(others, drifts)
    tables = []
    for truly, recorded in product(range(2), range(2)):
        ends = [-1, *(min(cut - truly, others) for cut in cuts), others]
        joint = np.zeros((room.MARKS, room.MARKS))
        for mark in range(len(cuts) + 1):
            band = slice(ends[mark] + 1, ends[mark + 1] + 1)
            upto = [float((drifting[band] * at_most[cut - recorded][band]).sum()) for cut in cuts]
            joint[mark, : len(cuts) + 1] = np.diff([0.0, *upto, float(drifting[band].sum())])
        tables.append(np.maximum(joint, 0.0))
    return tables


def binomials_of(most: int, chance: float) -> Floats:
    """Return the binomial chances of ``k`` among the most."""
    k = np.arange(most + 1)
    logs = gammaln(most + 1) - gammaln(k + 1) - gammaln(most - k + 1) + xlogy(k, chance) + xlog1py(most - k, -chance)
    chances: Floats = np.exp(logs)
    return chances


def compile_seats(shelf: Shelf, sensor: Sensor) -> None:
    """Write who sits in a class that is scanned."""
    for residence, coverage in enumerate((sensor.coverage.rural, sensor.coverage.urban)):
        seats = [threshold(min(coverage * getattr(sensor.exposure, group), 1.0)) for group in GROUPS]
        shelf.put(room.LESSON_SEATS, seats, residence * len(GROUPS))


def compile_records(shelf: Shelf, sensor: Sensor, classroom: Classroom, legend: Legend) -> None:
    """Write for which act each mark stands, and whether a mark reaches the file."""
    channels = {one.act: k for k, one in enumerate(legend.channels) if one.sensor == sensor.id}
    rows = [channels[mark.act] if mark.act is not None else -1 for mark in classroom.marks]
    shelf.put(room.LESSON_CHANNEL, [*rows, *[-1] * (room.MARKS - len(rows))])
    shelf.put(room.LESSON_KEPT, [threshold(sensor.hit_for(group)) for group in GROUPS])
