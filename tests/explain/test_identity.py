"""A life that is told is the life that was lived: against the panel, the counts and the compiled rows, to the bit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zarr

from glasshouse import api
from glasshouse.chance import draw, stream
from glasshouse.engine.backends import cpu_backend, python_backend
from glasshouse.engine.experiment import Setting
from glasshouse.engine.tracing import DifferenceError, Traced, Tracing
from glasshouse.experiment.clauses import clauses_of
from glasshouse.experiment.diary import Page
from glasshouse.experiment.life import Writer, live
from glasshouse.experiment.replay import Source, citizen_of, replay
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.record.reading import Run

VILLAGES = ("as-told", "dossier", "targeted-tracking", "nosedive", "majority-rule", "classroom", "ordinary-law",
            "bare")  # fmt: skip


class Ticks:
    """A listener that keeps what ``tally.add`` was told."""

    def __init__(self) -> None:
        self.counts = np.zeros((count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)

    def begin(self, day: int, row: Any, traced: Traced) -> None:
        pass

    def enter(self, name: str, arguments: dict[str, Any]) -> None:
        if name == "add":
            self.counts[arguments["group"], arguments["column"]] += arguments["amount"]

    def leave(self, name: str, arguments: dict[str, Any], result: Any) -> None:
        pass


def a_run(folder: Path, regime: str, place: str, citizens: int, days: int, size: int, panel: int, seed: int = 3) -> Run:
    """Run a small world with a panel."""
    return api.run(api.load(regime, place), Setting(citizens, days, seed, district_size=size, panel=panel), folder)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Four districts of a small city, long enough for lists, terms and appeals; forty of them are in the panel."""
    return a_run(tmp_path_factory.mktemp("city") / "r", "as-told", "cn-2020", 12_000, 150, 3000, panel=40)


@pytest.fixture(scope="module", params=VILLAGES)
def village(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A village under each regime that ships."""
    folder = tmp_path_factory.mktemp("village") / "r"
    return a_run(folder, request.param, "village", 1000, 95, 1000, panel=40)


def writers(source: Source, district: int, numbers: list[int]) -> dict[int, Writer]:
    """A diary for each of some citizens of a district."""
    clauses = clauses_of(source.run.folder, source.manifest)
    names = source.manifest.legend
    people = [source.resident(district, number) for number in numbers]
    return {one.local: Writer(Page(one, names, clauses, source.tables)) for one in people}


def told(run: Run, district: int, numbers: list[int]) -> dict[int, np.ndarray[Any, Any]]:
    """What the replay has of some citizens, ``[day, column]``, each with a diary written and closed."""
    source = Source(run)
    diaries = writers(source, district, numbers)
    rows = []
    for day in replay(source, district, cpu_backend(), run.manifest.days, dict(diaries)):
        rows.append(day.observed)
        for diary in diaries.values():
            diary.close(day.flight)
    return dict(zip(numbers, np.array(rows).transpose(1, 0, 2), strict=True))


def sampled(run: Run) -> Iterator[tuple[int, list[int], list[int]]]:
    """The panel's citizens by district: their places in the panel and their numbers."""
    ids = [str(name).split("-") for name in np.asarray(zarr.open_group(run.folder / "panel.zarr", mode="r")["citizen"])]
    for district in range(run.manifest.districts):
        places = [k for k, (_, d, _) in enumerate(ids) if int(d) == district]
        yield district, places, [int(ids[k][2]) for k in places]


def agrees(run: Run) -> int:
    """How many citizens of the panel the replay tells as the panel has them; the panel is read with zarr alone."""
    panel = zarr.open_group(run.folder / "panel.zarr", mode="r")
    recorded = np.stack([np.asarray(panel[name]) for name, _, _ in PANEL_COLUMNS], axis=2)
    found = 0
    for district, places, numbers in sampled(run):
        for place, values in zip(places, told(run, district, numbers).values(), strict=True):
            assert np.array_equal(values, recorded[:, place]), (district, place)
            found += 1
    return found


def test_forty_citizens_of_a_village_are_told_as_the_panel_has_them(village: Run) -> None:
    assert agrees(village) == 40


def test_forty_citizens_of_a_small_city_are_told_as_the_panel_has_them(city: Run) -> None:
    assert agrees(city) == 40


@pytest.mark.slow
def test_a_thousand_citizens_of_a_city_year_are_told_as_the_panel_has_them(tmp_path: Path) -> None:
    assert agrees(a_run(tmp_path / "r", "as-told", "cn-2020", 100_000, 365, 100_000, panel=1000, seed=1)) == 1000


def test_anybody_is_compared_every_day_row_by_row(city: Run) -> None:
    """Citizens that are in no panel, drawn by lot: the replay itself holds every row against the compiled one."""
    numbers = sorted({draw(5, 7, stream("test:lot"), k) % 3000 for k in range(30)})
    assert len(told(city, 2, numbers)) == len(numbers)


@pytest.mark.parametrize("regime", ["as-told", "nosedive", "majority-rule", "classroom"])
def test_the_ticks_of_all_lives_are_the_counts_of_the_run(regime: str, tmp_path: Path) -> None:
    """Nothing is told that is not counted, nothing is counted that no life tells (but what the night brings)."""
    run = a_run(tmp_path / "r", regime, "village", 500, 32, 500, panel=0)
    source, ticks = Source(run), {number: Ticks() for number in range(500)}
    lived = np.zeros((count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)
    for day in replay(source, 0, cpu_backend(), 32, dict(ticks)):
        lived += day.flight.district[at.COUNTS_HERE :].reshape(lived.shape)
    told_of = np.sum([one.counts for one in ticks.values()], axis=0)
    by_night = {count.STRUCK_FLOW, count.UNMATCHED, count.POSTS_WON, count.POSTS_WON + 1, count.POSTS_LOST}
    by_night |= {count.WED, count.PARTED}
    flows = [k for k in range(count.STOCKS, count.COLUMNS) if k not in by_night]
    assert np.array_equal(told_of[:, flows], lived[:, flows])
    assert lived[:, count.DONE : count.DONE + 64].sum() > 1000, "the sample: something happened"


@pytest.mark.parametrize("regime", ["as-told", "nosedive", "majority-rule", "classroom"])
def test_the_python_backend_tells_the_same_life(regime: str, tmp_path: Path) -> None:
    run = a_run(tmp_path / "r", regime, "village", 500, 12, 500, panel=0)
    source = Source(run)
    for number in ("7", "11", "130"):
        one, other = (
            live(source, citizen_of(source.plan, number), backend, lambda *_: None)
            for backend in (cpu_backend(), python_backend())
        )
        assert one.events == other.events and np.array_equal(one.series, other.series)


def test_a_day_that_differs_is_never_told(tmp_path: Path) -> None:
    """The guard barks: a compiled day that touches the row otherwise is a bug, and is said to be one."""
    run = a_run(tmp_path / "r", "as-told", "village", 500, 3, 500, panel=0)
    source = Source(run)
    sound = cpu_backend().district_days

    def lying(first: int, last: int, hot: Any, citizens: Any, *rest: Any) -> None:
        sound(first, last, hot, citizens, *rest)
        citizens[9, 0] ^= 1

    from glasshouse.engine.districts import empty_cube, take_off

    flight = take_off(source.plan, 0)
    cpu_backend().populate(flight.hot, flight.citizens, source.tables, flight.district)
    tracing = Tracing(flight, source.tables, lying, (Traced(9, Ticks()),))
    with pytest.raises(DifferenceError, match="citizen 9 of district 0, day 0: words \\[0\\] differ"):
        tracing.live(0, empty_cube(1))


def test_later_days_alone_are_a_part_of_the_whole_life(city: Run) -> None:
    source = Source(city)
    citizen = citizen_of(source.plan, "s-1-77")
    whole = live(source, citizen, cpu_backend(), lambda *_: None)
    part = live(source, citizen, cpu_backend(), lambda *_: None, "40:99")
    # Whom the acts of the last day that is told strike, the day after would say.
    assert [event for event in part.events if event.day < 99] == [
        event for event in whole.events if 40 <= event.day < 99
    ]
    assert np.array_equal(part.series, whole.series[40:100]) and part.scores == whole.scores[40:100]
