"""A class under scan, asked one school day at a time: the scans of a day are added one after the other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from glasshouse.inputs.conduct import Lessons
from glasshouse.inputs.regime import Sensor
from tests.naive.behaviour import CYCLE, sixteenths
from tests.naive.luck import BIRTH, WORD, threshold
from tests.naive.population import Citizen

if TYPE_CHECKING:
    from tests.naive.authority import Channel
    from tests.naive.life import Life
    from tests.naive.today import Today

Pair = tuple[Any, Any]
"""What was so, and what was recorded."""
Grid = np.ndarray[Any, np.dtype[np.float64]]


def go_to_school(life: Life, me: Citizen, today: Today) -> None:
    """The school days of a month, for those who go to school; marks of those who have no file go nowhere."""
    sensor = next((one for one in life.regime.sensors if one.classroom), None)
    if sensor is None or life.conduct.lessons is None or not 6 <= me.age <= 17:
        return
    place = sensor.coverage.urban if me.urban else sensor.coverage.rural
    seat = life.luck.happens(BIRTH, "birth:seat", me.id, min(place * getattr(sensor.exposure, me.group), 1.0))
    if not me.scored and not seat:
        return
    for day in range(max(life.day - CYCLE + 1, 0), life.day + 1):
        if day % 7 < 5 and day // 7 % 52 < life.conduct.lessons.weeks_a_year:
            attend(life, me, sensor, life.conduct.lessons, day, seat, today)


def attend(life: Life, me: Citizen, sensor: Sensor, lessons: Lessons, day: int, seat: bool, today: Today) -> None:
    """One school day: a scan that is looked at, the marks that go with it, and the record."""
    found, counts = sensor.classroom, life.flows[me.group]
    assert found is not None
    wrong = getattr(found.mistaken_by_group, me.group)
    doing = list(pairs(doings(lessons, me), found.behaviours, wrong))
    scan = drawn(doing, life.luck.bits(day, "class:scan", me.id))
    drifted, recorded = (name in found.inattentive for name in scan)
    scans = lessons.minutes_a_day * 60 // found.scan_seconds
    chances: dict[Pair, float] = {}
    for pair, chance in doing:
        shown = pair[0] in found.inattentive, pair[1] in found.inattentive
        chances[shown] = chances.get(shown, 0.0) + chance
    cuts = tuple(mark.up_to for mark in found.marks)
    shares = tuple(chances.get((a, b), 0.0) for a in (False, True) for b in (False, True))
    days = day_marks(scans, shares, cuts, drifted, recorded)
    marks = drawn(days, life.luck.bits(day, "class:mark", me.id))
    if seat:
        feeling = list(pairs(lessons.moods, found.moods, wrong))
        mood = drawn(feeling, life.luck.bits(day, "class:mood", me.id))
        counts["school_days",] += 1
        counts["scans",] += scans
        counts["marks_done", marks[0]] += 1
        counts["marks_recorded", marks[1]] += 1
        if marks[0] != marks[1]:
            counts["marks_in_error", "above" if marks[1] > marks[0] else "below"] += 1
        counts["looked_at", "true"] += drifted
        counts["looked_at", "recorded"] += recorded
        counts["looked_at", "false"] += recorded and not drifted
        counts["behaviours_mistaken",] += scan[0] != scan[1]
        counts["moods_mistaken",] += mood[0] != mood[1]
    if not me.scored:
        return
    kept = seat and life.luck.bits(day, "class:record", me.id) < threshold(hit_of(sensor, me))
    truth, claim = (channel_of(life, sensor, found.marks[mark].act) for mark in marks)
    if truth:
        counts["done", truth.act.id] += 1
        counts["missed", truth.act.id] += not kept or claim is not truth
    if kept and claim:
        life.keep(me, claim, "true" if claim is truth else "nothing", today)


def channel_of(life: Life, sensor: Sensor, act: str | None) -> Channel | None:
    """The sensor's eye for the act that a mark stands for."""
    return next((one for one in life.authority.channels if one.sensor is sensor and one.act.id == act), None)


def hit_of(sensor: Sensor, me: Citizen) -> float:
    """How many marks reach the file."""
    hit = sensor.hit
    if sensor.impaired is not None:
        hit = hit * (1.0 - sensor.impaired.share) + sensor.impaired.hit * sensor.impaired.share
    return max(1.0 - (1.0 - hit) * getattr(sensor.missed, me.group), 0.0)


def doings(lessons: Lessons, me: Citizen) -> dict[str, float]:
    """How much of a lesson somebody does what: all else makes room for drifting off."""
    usual = lessons.behaviours[lessons.drifting]
    mine = usual * sixteenths(lessons.frailty_shape)[me.conduct[lessons.domain]]
    mine = min(mine * (lessons.youth if me.age >= 14 else 1.0), 1.0)
    return {
        name: mine if name == lessons.drifting else share * (1.0 - mine) / (1.0 - usual)
        for name, share in lessons.behaviours.items()
    }


def pairs(shares: dict[str, float], rows: dict[str, dict[str, float]], factor: float) -> Iterator[tuple[Pair, float]]:
    """The chance of each thing that is so and each that it is recorded as, in the order of the conduct file."""
    for name, share in shares.items():
        row = {other: chance for other, chance in rows.get(name, {}).items() if other != name}
        times = min(factor, 1.0 / sum(row.values())) if sum(row.values()) > 0.0 else 0.0
        for other in shares:
            wrong = row.get(other, 0.0) * times
            yield (name, other), share * (1.0 - times * sum(row.values()) if other == name else wrong)


def drawn(chances: list[tuple[Pair, float]], u: int) -> Pair:
    """The pair that a draw falls on; what is left by rounding is the last's."""
    total = math.fsum(chance for _, chance in chances)
    for k, (pair, _) in enumerate(chances):
        if u < round(math.fsum(chance for _, chance in chances[: k + 1]) / total * WORD):
            return pair
    return chances[-1][0]


@lru_cache(maxsize=1024)
def scans_added(scans: int, shares: tuple[float, ...]) -> Grid:
    """The chance of so many scans with no attention, and so many recorded so, scan after scan."""
    grid = np.zeros((scans + 1, scans + 1))
    grid[0, 0] = 1.0
    for _ in range(scans):
        after = grid * shares[0]
        after[:, 1:] += grid[:, :-1] * shares[1]
        after[1:, :] += grid[:-1, :] * shares[2]
        after[1:, 1:] += grid[:-1, :-1] * shares[3]
        grid = after
    return grid


@lru_cache(maxsize=4096)
def day_marks(
    scans: int, shares: tuple[float, ...], cuts: tuple[float, ...], drifted: bool, recorded: bool
) -> list[tuple[Pair, float]]:
    """The chance of each pair of marks of a day, one scan of which is known."""
    others = scans_added(scans - 1, shares)
    band = [next(k for k, cut in enumerate(cuts) if n <= cut * scans + 1e-9) for n in range(scans + 1)]
    chances = np.zeros((len(cuts), len(cuts)))
    true = np.array(band[drifted : drifted + scans])
    claimed = np.array(band[recorded : recorded + scans])
    np.add.at(chances, (true[:, None], claimed[None, :]), others)
    return [((a, b), float(chances[a, b])) for a in range(len(cuts)) for b in range(len(cuts))]
