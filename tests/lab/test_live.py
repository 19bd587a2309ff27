"""A run lived day by day: the digest of the ordinary run, and a picture of what the rows say."""

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from glasshouse import api
from glasshouse.engine.backends import door_of
from glasshouse.engine.drawing import Drawing
from glasshouse.engine.experiment import Files, Setting, run_experiment
from glasshouse.engine.live import FIGURES, Day, Stopped, Watcher
from glasshouse.engine.picturing import money_byte, picture, spoken_by_fear
from glasshouse.inputs.compiling import compile_tables
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.state import AWARENESS, DEAD, FEAR, HELD, MONEY, RECORD, RECORDS_KEPT, SCORED, put, whole
from glasshouse.record.reading import open_run
from glasshouse.record.rows import column, consequences, records_in_error, scores
from tests import worlds


def nobody(citizens: int) -> Any:
    """Room for whom each is married to, of which nothing is asked here."""
    return np.zeros(citizens, dtype=np.uint32)


class Keeping(Watcher):
    """Keeps every day."""

    def __init__(self, most: int = 1000) -> None:
        self.days: list[Day] = []
        self.most = most

    def see(self, day: Day) -> None:
        self.days.append(day)
        if len(self.days) == self.most:
            raise Stopped


@pytest.fixture(scope="module")
def files() -> Files:
    """A village of several districts under a regime with all that there is."""
    return api.load("as-told", "village")


def setting(**more: Any) -> Setting:
    """How the worlds here are run: three districts, over an exchange and a bit."""
    return Setting(1_600, 35, 7, district_size=500, threads=2, panel=20, **more)


def test_watching_changes_nothing(files: Files, tmp_path: Path) -> None:
    plain = run_experiment(files, setting(), tmp_path / "plain", api.silent)
    eyes = Keeping()
    seen = run_experiment(files, setting(order="day"), tmp_path / "seen", api.silent, eyes)
    assert seen.manifest.digest == plain.manifest.digest
    assert [day.number for day in eyes.days] == list(range(35))
    one, other = open_run(tmp_path / "plain"), open_run(tmp_path / "seen")
    assert one.counts.equals(other.counts)
    # The figures are those of the record, by the columns' names.
    told = np.array([day.figures for day in eyes.days])
    assert told.tolist() == api.recorded_days(tmp_path / "plain", 0, 34)
    ids = [figure.id for figure in FIGURES]
    assert told[:, :, ids.index("in_error")].tolist() == one.daily("sanctioned.in_error").tolist()
    bins = np.stack([one.daily(f"score_bin.{k}") for k in range(64)], axis=2)
    assert [day.histogram.tolist() for day in eyes.days] == bins.tolist()
    assert told[-1, :, ids.index("score_held")].sum() > 0


def test_the_plain_backend_shows_the_same(files: Files, tmp_path: Path) -> None:
    shown = []
    for backend in ("cpu", "python"):
        eyes = Keeping(most=2)
        with pytest.raises(Stopped):
            run_experiment(
                files, Setting(500, 10, 3, backend=backend, order="day"), tmp_path / backend, api.silent, eyes
            )
        shown.append(eyes.days)
    for one, other in zip(*shown, strict=True):
        assert np.array_equal(one.layers, other.layers)
        assert np.array_equal(one.figures, other.figures)


def test_a_watcher_may_end_it(files: Files, tmp_path: Path) -> None:
    assert api.watch(files, 600, 30, 1, tmp_path / "r", lambda day: day.number < 4, api.silent) is None
    assert api.show(tmp_path / "r")["state"] == "interrupted"


def test_stopped_it_goes_on_from_its_last_exchange(files: Files, tmp_path: Path) -> None:
    """Days that were seen and are lived again come without layers; where too few were seen, it begins again."""
    plain = api.run(files, Setting(700, 70, 3), tmp_path / "plain").manifest.digest
    stages: list[str] = []

    def replayed(stage: str, done: int, of: int) -> None:
        stages.append(stage)

    for name, seen, first in (("on", 46, 30), ("anew", 20, 0)):
        folder, shown = tmp_path / name, list[Day]()

        def see(day: Day, shown: list[Day] = shown, last: int = 52) -> bool:
            shown.append(day)
            return day.number != last

        assert api.watch(files, 700, 70, 3, folder, lambda day: day.number < 45, api.silent) is None
        # Stopped a second time, it goes on from the same exchange.
        assert api.watch_on(folder, seen, see, replayed) is None
        assert [day.number for day in shown] == list(range(first, 53))
        assert [day.layers.shape[1] > 0 for day in shown] == [day.number >= seen for day in shown]
        shown.clear()
        assert stages.count("replay") == 2 * (name == "on"), "a checkpoint is believed when a sample was lived again"
        stages.clear()
        run = api.watch_on(folder, 53, partial(see, last=-1), replayed)
        assert stages.count("replay") == 2, "each time, whoever made it"
        stages.clear()
        assert run is not None and run.manifest.digest == plain
        assert [day.number for day in shown] == list(range(30, 70))
    assert api.show(folder)["state"] == "finished"


def test_layers_say_what_the_rows_say() -> None:
    """Drawn citizen by citizen by the compiled functions; read here with NumPy, everybody at once."""
    lived = worlds.live(worlds.place(), worlds.conduct(), worlds.regime(), 3000, 90, district_size=1500)
    tables = lived.compiled.tables
    layers = np.zeros((6, 3000), dtype=np.uint8)
    for flight in lived.flights:
        door_of("cpu", "picture")(
            flight.citizens, tables, spoken_by_fear(tables), 1500 * flight.number, nobody(3000), layers
        )
    rows = np.concatenate([flight.citizens for flight in lived.flights])
    scored = column(rows, SCORED) == 1
    least, most = int(tables[room.LEAST]), int(tables[room.MOST])
    score = 1 + (scores(rows, HELD, tables) - least) * 254 // (most - least)
    assert np.array_equal(layers[0], np.where(scored, score, 0))
    held, clean, rights = (mask & tables[room.ADVERSE] for mask in consequences(rows, (0, 1, 2), tables))
    gravest = np.where(held & ~clean, 3, np.where(held & ~rights, 2, 1))
    assert np.array_equal(layers[1], np.where(held != 0, gravest, 0))
    on_file = sum((rows[:, whole(RECORD, k) >> 16] != 0).astype(int) for k in range(RECORDS_KEPT))
    wrong = records_in_error(rows)
    assert np.array_equal(layers[2], (on_file - wrong) + 16 * wrong)
    assert np.array_equal(layers[3], column(rows, FEAR))
    spoken = spoken_by_fear(tables)[column(rows, FEAR)]
    assert np.array_equal(layers[4], np.where(column(rows, AWARENESS) > 0, spoken, 0))
    assert layers[5].tolist() == [money_byte(m) for m in column(rows, MONEY).tolist()]
    # All kinds of byte occur, so that the comparisons above are of something.
    assert set(layers[1].tolist()) >= {0, 1, 3} and wrong.any() and layers[4].any()


@pytest.mark.parametrize("regime", ["as-told", "nosedive", "majority-rule"])
def test_drawn_again_are_all_who_changed(regime: str, tmp_path: Path) -> None:
    """A day drawn from the day before is the day drawn whole, over an exchange and with mail and posts in between."""
    drawn: list[tuple[Drawing, int]] = []
    asked = Drawing.draw

    def draw(self: Drawing, k: int, flight: Any, day: int, tables: Any, posted: Any, today: Any) -> None:
        asked(self, k, flight, day, tables, posted, today)
        whole, here = np.zeros((6, len(flight.hot)), np.uint8), slice(self.starts[k], self.starts[k + 1])
        door_of("cpu", "picture")(flight.citizens, tables, self.spoken, 0, nobody(len(flight.hot)), whole)
        assert np.array_equal(whole, self.drawn[:, here]), day
        drawn.append((self, len(posted) if posted is not None else -1))
        dead.append(int(column(flight.citizens, DEAD).sum()))

    dead: list[int] = []
    larger = Setting(9_600, 35, 7, district_size=3000, threads=2, panel=20, order="day")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Drawing, "draw", draw)
        run_experiment(api.load(regime, "village"), larger, tmp_path / "r", api.silent, Watcher())
    # There was a day drawn whole each cycle and district, and there was mail.
    assert [posted for _, posted in drawn].count(-1) == 6 and max(posted for _, posted in drawn) > 0
    assert max(dead) > 1, "and some died"


def test_an_heir_who_lives_elsewhere_is_drawn_again() -> None:
    lived = worlds.live(worlds.place(), worlds.conduct(), worlds.regime(), 600, 1)
    flight, tables, spouses, today = lived.flights[0], lived.compiled.tables, nobody(600), np.zeros(at.TODAY, np.int64)
    layers = np.zeros((6, 600), dtype=np.uint8)
    door_of("cpu", "picture")(flight.citizens, tables, spoken_by_fear(tables), 0, spouses, layers)
    whole = layers.copy()
    [one, heir, other] = [3, 400, 500]
    flight.hot[:] = room.NEVER_VISITED
    for citizen in (heir, other):
        put(flight.citizens, citizen, MONEY, 2**30)
    put(flight.citizens, one, DEAD, 1)
    spouses[one] = heir + 1
    door_of("cpu", "picture_again")(
        30 + one, flight.hot, flight.citizens, tables, flight.district, flight.box[:0], today, spoken_by_fear(tables),
        0, spouses, layers,
    )  # fmt: skip
    assert np.flatnonzero((layers != whole).any(axis=0)).tolist() == [heir], "and nobody of whom nothing is known"


def test_money_is_within_a_quarter_of_a_doubling() -> None:
    for money in [1, 2, 3, 7, 100, 4097, 10**6, 2**31 - 1]:
        byte = money_byte(money)
        low, high = ((4 + v % 4) * 2 ** (v // 4) / 8 for v in (byte, byte + 1))
        assert low <= money < high or money < 4


def test_nothing_that_is_thought_can_be_read_off_a_layer() -> None:
    """Two citizens who differ in what they think alone look alike."""
    from glasshouse.model.state import ACCEPTANCE, WORDS, put

    compiled = compile_tables(worlds.place(), worlds.conduct(), worlds.regime())
    rows = np.zeros((2, WORDS), dtype=np.uint32)
    for i in range(2):
        put(rows, i, FEAR, 9)
        put(rows, i, AWARENESS, 1)
    put(rows, 1, ACCEPTANCE, 7)
    layers = np.zeros((6, 2), dtype=np.uint8)
    picture(rows, compiled.tables, spoken_by_fear(compiled.tables), 0, nobody(2), layers)
    assert np.array_equal(layers[:, 0], layers[:, 1]) and layers[4, 0] > 0
