"""A class under scan against scans drawn one by one, against closed forms, and against what must not move."""

import math
from functools import cache
from typing import Any

import numpy as np
import pytest

from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.compiling.schooling import chances_of, cuts_of, marks_of, recorded_at_most, shares_of, taken_for
from glasshouse.model import columns as count
from glasshouse.model import state
from glasshouse.model import tables as room
from tests import worlds

SCANS, DAYS = 560, 20_000
"""Scans of a school day, and school days drawn scan by scan."""
Z = 4.5
"""Standard errors that chance may take."""


def cameras() -> Any:
    """The shipped cameras."""
    [sensor] = worlds.regime("classroom").sensors
    return sensor.classroom


@cache
def cell(level: int = 9, factor: float = 1.5) -> tuple[Any, Any, Any]:
    """What pupils of a conduct level do, what it is taken for, and which of it is no attention."""
    lessons = worlds.conduct().lessons
    assert lessons is not None
    names = list(lessons.behaviours)
    counted = np.array([name in cameras().inattentive for name in names])
    return shares_of(lessons, 0, level), taken_for(names, cameras().behaviours, factor), counted


def test_days_drawn_scan_by_scan_have_the_marks_that_were_computed() -> None:
    """The marks of 20 000 days of 560 scans each, together with what the first scan of each day shows."""
    done, taken, counted = cell()
    rng = np.random.default_rng(7)
    marks = cameras().marks
    ends = np.array([mark.up_to for mark in marks])
    joint = (done[:, None] * taken).ravel()
    found = np.zeros((4, len(marks), len(marks)))
    for _ in range(DAYS // 1000):
        scans = rng.choice(joint.size, size=(1000, SCANS), p=joint / joint.sum())
        drifts, recorded = counted[scans // len(done)], counted[scans % len(done)]
        true, claimed = (np.searchsorted(ends, each.mean(axis=1) - 1e-12) for each in (drifts, recorded))
        np.add.at(found, (2 * drifts[:, 0] + recorded[:, 0], true, claimed), 1)
    chances = chances_of(done, taken, counted)
    shown = np.array(
        [(done[:, None] * taken)[np.ix_(counted == a, counted == b)].sum() for a in (0, 1) for b in (0, 1)]
    )
    tables = np.array(marks_of(SCANS, chances, cuts_of(marks, SCANS)))[:, : len(marks), : len(marks)]
    expected = DAYS * shown[:, None, None] * tables
    often = expected >= 5
    misfit = float(((found - expected)[often] ** 2 / expected[often]).sum()) + float(
        (found[~often].sum() - expected[~often].sum()) ** 2 / max(expected[~often].sum(), 1.0)
    )
    cells = int(often.sum())
    assert cells >= 8 and misfit < cells + Z * math.sqrt(2 * cells)
    doubled = DAYS * shown[:, None, None] * np.array(marks_of(SCANS, (chances[0], chances[1], 2 * chances[2]),
                                                              cuts_of(marks, SCANS)))  # fmt: skip
    assert np.abs(found - doubled[:, : len(marks), : len(marks)]).sum() > DAYS / 10, "the sample: another would show"


@pytest.mark.parametrize("level", [0, 8, 15])
def test_recorded_scans_are_one_binomial(level: int) -> None:
    """Mean n q and variance n q (1 - q): what drifts and what does not, convolved and mixed, is one binomial."""
    done, taken, counted = cell(level)
    drifts, hit, false = chances_of(done, taken, counted)
    q = drifts * hit + (1 - drifts) * false
    at_most = recorded_at_most(SCANS, hit, false, tuple(range(SCANS + 1)))
    mixed = np.array([math.comb(SCANS, k) * drifts**k * (1 - drifts) ** (SCANS - k) for k in range(SCANS + 1)])
    chance = np.diff(at_most @ mixed, prepend=0.0)
    numbers = np.arange(SCANS + 1)
    assert chance.sum() == pytest.approx(1.0, abs=1e-10)
    assert chance @ numbers == pytest.approx(SCANS * q, rel=1e-9)
    assert chance @ (numbers - SCANS * q) ** 2 == pytest.approx(SCANS * q * (1 - q), rel=1e-8)


def test_mistakes_times_a_factor_are_never_more_than_all() -> None:
    for factor in (0.0, 1.0, 3.0, 100.0):
        _, taken, _ = cell(9, factor)
        assert taken.sum(axis=1) == pytest.approx(1.0) and taken.min() >= 0.0
        assert np.trace(taken) == pytest.approx(len(taken)) or factor > 0.0


# -- a place under the regime


def regime(**classroom: Any) -> Any:
    """The shipped regime with every class scanned, changed."""
    base = worlds.regime("classroom")
    [sensor] = worlds.entries(base.sensors)
    sensor |= {"coverage": {"urban": 1, "rural": 1}, "classroom": {**sensor["classroom"], **classroom}}
    return worlds.changed(base, sensors=[sensor])


def rows(names: dict[str, Any], right: float) -> dict[str, Any]:
    """A matrix that is right so often, and else takes anything for anything."""
    wrong = (1.0 - right) / (len(names) - 1)
    return {one: {other: right if one == other else wrong for other in names} for one in names}


@cache
def lived(right: float | None = None) -> worlds.Lived:
    """Three months of a village of several districts, in which pupils stay pupils."""
    asked = {} if right is None else {"behaviours": rows(cameras().behaviours, right), "moods": {}}
    return worlds.live(worlds.still(), worlds.conduct(), regime(**asked), 6000, 95, district_size=3000)


def pupils(world: worlds.Lived) -> tuple[Any, Any]:
    """Who is a pupil, and the due day of everybody."""
    age = world.column(state.AGE)
    due = np.concatenate([np.arange(len(flight.citizens)) % 30 for flight in world.flights])
    return (age >= 6) & (age <= 17), due


def test_every_school_day_up_to_the_last_due_day_is_lived_once() -> None:
    world = lived()
    school, due = pupils(world)
    last = [first + 30 * ((94 - first) // 30) for first in due[school].tolist()]
    days = sum(sum(day % 7 < 5 for day in range(end + 1)) for end in last)
    assert world.flow(count.SCHOOL_DAYS)[0] == days == world.flow(count.MARKS_DONE, 5).sum()
    assert world.flow(count.SCANS)[0] == SCANS * days
    assert world.flow(count.MARKS_RECORDED, 5).sum() == days
    assert np.array_equal(world.column(state.SCORED) == 1, school), "nobody else is on file"


def test_what_was_recorded_and_was_not_so_is_bayes() -> None:
    world = lived(0.9)
    lessons = worlds.conduct().lessons
    assert lessons is not None
    true, recorded, false = (int(n) for n in world.flow(count.LOOKED_AT, 3))
    days, others = int(world.flow(count.SCHOOL_DAYS)[0]), len(lessons.behaviours) - 1
    groups = world.counts[:, :, count.SCHOOL_DAYS].sum(axis=0)
    wrong = sum(n * 0.1 * factor for n, factor in zip(groups, (1.0, 1.25, 1.5), strict=True)) / days
    expected = (days - true) * wrong / others
    assert abs(false - expected) < Z * math.sqrt(expected) and expected > 50
    assert abs((recorded - false) - true * (1 - wrong)) < Z * math.sqrt(true * wrong)
    mistaken = int(world.flow(count.BEHAVIOURS_MISTAKEN)[0])
    assert abs(mistaken - days * wrong) < Z * math.sqrt(days * wrong)
    assert world.flow(count.MOODS_MISTAKEN)[0] == 0, "no mood is read"


def test_moods_are_mistaken_as_often_as_the_matrix_says() -> None:
    world = lived()
    groups = world.counts[:, :, count.SCHOOL_DAYS].sum(axis=0)
    expected = sum(n * (1 - 0.7328) * factor for n, factor in zip(groups, (1.0, 1.25, 1.5), strict=True))
    assert abs(int(world.flow(count.MOODS_MISTAKEN)[0]) - expected) < Z * math.sqrt(expected)


def test_without_errors_nothing_is_in_error() -> None:
    world = lived(1.0)
    assert world.flow(count.MARKS_IN_ERROR, 2).sum() == world.flow(count.BEHAVIOURS_MISTAKEN)[0] == 0
    sums = world.stock(count.SCORE_SUM, 3)
    assert sums[0] == sums[1] == sums[2]
    acts = [world.act(name) for name in ("attentive-day", "inattentive-day")]
    assert sum(int(world.flow(count.MISSED + act)[0]) for act in acts) == 0


def test_what_pupils_do_is_the_same_whatever_it_is_taken_for() -> None:
    """The same luck: marks and acts of what was done, and error-free standing, do not depend on the machine."""
    one, other = lived(0.9), lived(1.0)
    assert np.array_equal(one.counts[:, :, count.MARKS_DONE : count.MARKS_DONE + 5],
                          other.counts[:, :, count.MARKS_DONE : count.MARKS_DONE + 5])  # fmt: skip
    assert one.flow(count.LOOKED_AT)[0] == other.flow(count.LOOKED_AT)[0]
    for name in ("attentive-day", "inattentive-day"):
        act = one.act(name)
        assert one.flow(count.DONE + act)[0] == other.flow(count.DONE + act)[0] > 0
    assert one.flow(count.MARKS_IN_ERROR, 2).sum() > 1000


def test_a_group_enters_by_error_alone() -> None:
    tables = compile_tables(
        worlds.place(), worlds.conduct(), regime(mistaken_by_group={"M": 1, "N1": 1, "N2": 1})
    ).tables
    size = 4 * room.MARKS**2
    marks = tables[room.LESSON_MARKS : room.LESSON_MARKS + room.LESSON_CELLS * size].reshape(-1, 3, size)
    assert (marks[:, 0] == marks[:, 1]).all() and (marks[:, 1] == marks[:, 2]).all()
    unequal = compile_tables(worlds.place(), worlds.conduct(), regime()).tables
    scans = unequal[room.LESSON_SHOWN : room.LESSON_MOODS].reshape(-1, 3, room.STATES, room.STATES)
    assert (scans[:, 0, :, -1] == scans[:, 2, :, -1]).all(), "what is done is the same for all groups"
    assert (scans[:, 0] != scans[:, 2]).any()


def test_pupils_without_a_file_are_scanned_alike_and_nothing_of_it_is_kept() -> None:
    """Only adults are on file, and no mark stands for an act: marks are those of pupils who are on file, to the day."""
    base = regime(marks=[{"up_to": mark.up_to} for mark in cameras().marks])
    [sensor] = worlds.entries(base.sensors)
    score = base.score.model_copy(update={"from_age": 18, "to_age": 127}).model_dump()
    unfiled = worlds.changed(base, sensors=[sensor | {"sees": []}], rules=[], score=score)
    world = worlds.live(worlds.still(), worlds.conduct(), unfiled, 6000, 95, district_size=3000)
    first, size = count.SCHOOL_DAYS, count.MOODS_MISTAKEN - count.SCHOOL_DAYS + 1
    assert np.array_equal(world.counts[:, :, first : first + size], lived().counts[:, :, first : first + size])
    assert world.flow(count.SCHOOL_DAYS)[0] > 0
    assert sum(int(world.flow(count.DONE + world.act(name))[0]) for name in ("attentive-day", "inattentive-day")) == 0
    assert not world.flow(count.RECORDED_BY, 4).any()
    school, _ = pupils(world)
    assert not (world.column(state.SCORED)[school] == 1).any()


@pytest.mark.parametrize("name", ["ordinary-law", "safeguarded"])
def test_without_a_classroom_there_is_nothing_of_it(name: str) -> None:
    world = worlds.live(worlds.place(), worlds.conduct(), worlds.regime(name), 500, 35, district_size=500)
    assert world.flow(count.SCHOOL_DAYS, count.MOODS_MISTAKEN - count.SCHOOL_DAYS + 1).sum() == 0
    assert not world.compiled.tables[room.LESSON_SCANS : room.LESSON_KEPT + 3].any()
