"""Twins: planted panels, a regime that reaches a few, nothing changed at all, and the placebo twin."""

import itertools
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zarr
from numpy.typing import NDArray

from glasshouse import api
from glasshouse.audit.twins import SANCTION_DAYS, Moved, Shift, bounds, moved, twins_of
from glasshouse.diagnostics import UserFault
from glasshouse.engine.backends import python_backend
from glasshouse.engine.experiment import Setting
from glasshouse.engine.placebo import born, shop
from glasshouse.experiment.placebo import live
from glasshouse.inputs import library
from glasshouse.model import state
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.record.panel import write_panel
from glasshouse.record.reading import Run, open_run
from glasshouse.report.twins import STILL, view_of
from tests import worlds
from tests.cli import views
from tests.report.fakes import fake, of_seeds, same, village

NAMES = [name for name, _, _ in PANEL_COLUMNS]


def planted(folder: Path, days: int = 4, ids: int = 4, given: dict[str, Any] | None = None, **over: Any) -> Run:
    """A village whose panel holds what a test plants, `column: [day][citizen]`, or one value for all days."""
    run = village(days, panel=ids, **over)
    values = np.zeros((days, ids, len(NAMES)), dtype=np.int64)
    values[:, :, NAMES.index("scored")] = 1
    for name, column in (given or {}).items():
        values[:, :, NAMES.index(name)] = column
    write_panel(folder, np.array([[k // 3, k % 3] for k in range(ids)]), values, run.manifest.legend)
    made = Run(folder, run.manifest)
    made.__dict__["counts"] = run.counts
    return made


def rows_of(*runs: Run) -> dict[str, Shift]:
    """The shifts between runs, by id."""
    return {row.id: row for row in twins_of(*runs).shifts}


# -- planted panels


def test_planted_lives_give_their_quantiles_and_their_counts(tmp_path: Path) -> None:
    a = planted(tmp_path / "a", given={"money": [10, 20, 30, 40], "score_held": [160, 160, 320, 480]})
    b = planted(tmp_path / "b", given={"money": [10, 25, 20, 90], "score_held": [[160, 160, 320, 480]] * 3 + [[0] * 4]})
    p = planted(tmp_path / "p", given={"money": [9, 20, 30, 40], "score_held": [160, 160, 320, 480]})
    found = rows_of(a, b, p)
    money = found["money"]
    assert (money.there, money.here) == ((10, 10, 20, 30, 40), (10, 10, 20, 25, 90))
    assert money.apart == (0, 0, 0, -5, 50) and money.unit == "CNY" and money.persons == 4
    assert money.moved == Moved(2, 1, 1) and money.placebo == Moved(0, 1, 3)
    score, mean = found["score"], found["score-mean"]
    assert (score.there, score.here) == ((10, 10, 10, 20, 30), (0, 0, 0, 0, 0)) and score.moved == Moved(0, 4, 0)
    assert mean.here == (7.5, 7.5, 7.5, 15, 22.5)


def test_sanction_days_are_of_the_gravest_class_and_of_sanctions_alone(tmp_path: Path) -> None:
    # Bit 0 is the sanction of the legend, bit 1 a reward.
    held = [[1, 1, 1, 2], [1, 1, 3, 0], [0, 1, 1, 2], [0, 0, 3, 0]]
    error_free = [[0, 1, 1, 0], [1, 1, 1, 0], [0, 1, 1, 0], [0, 0, 1, 0]]
    rights = [[0, 0, 1, 0], [1, 0, 1, 0], [0, 1, 1, 0], [0, 0, 1, 0]]
    masks = {"under_held": held, "under_error_free": error_free, "under_rights_respecting": rights}
    a, b = planted(tmp_path / "a"), planted(tmp_path / "b", given={**masks, "fear": [[3, 4, 15, 0]] * 4})
    found = rows_of(a, b, a)
    days = {key: tuple(sorted(found[key].here)) for key in (*SANCTION_DAYS, "fear")}
    # 2, 3, 4 and 0 days; in error 1, 0, 0, 0; against a right 0, 2, 0, 0; by the rules 1, 1, 4, 0; in fear 0, 4, 4, 0.
    assert days["sanction-days"] == (0, 0, 2, 3, 4)
    assert days["sanction-days-in-error"] == (0, 0, 0, 0, 1)
    assert days["sanction-days-against-right"] == (0, 0, 0, 0, 2)
    assert days["sanction-days-by-rules"] == (0, 0, 1, 1, 4)
    assert found["fear"].moved == Moved(2, 0, 2)


def test_without_a_placebo_nobody_is_counted_as_having_gained_or_lost(tmp_path: Path) -> None:
    a, b = planted(tmp_path / "a"), planted(tmp_path / "b", given={"money": [1, 2, 3, 4]})
    rows = twins_of(a, b).shifts
    assert rows and all((row.moved, row.placebo, row.bounds) == (None, None, None) for row in rows)


def test_other_citizens_are_not_set_beside_one_another(tmp_path: Path) -> None:
    a, b = planted(tmp_path / "a"), planted(tmp_path / "b", ids=3)
    found = twins_of(a, b)
    assert found.shifts == [] and "others" in found.unsampled
    assert "nobody was sampled" in twins_of(a, village(4)).unsampled


def test_score_and_tier_are_compared_on_one_scale_and_among_those_on_file(tmp_path: Path) -> None:
    a = planted(tmp_path / "a", given={"scored": [1, 1, 1, 0], "score_held": [16, 16, 16, 0]})
    b = planted(tmp_path / "b", given={"scored": [1, 1, 0, 0], "score_held": [32, 16, 0, 0]})
    found = rows_of(a, b, a)
    assert found["score"].persons == 2 and found["score"].moved == Moved(1, 0, 1) and found["money"].persons == 4
    wider = planted(tmp_path / "c", score_most=1300)
    assert twins_of(a, wider).left_out == ["score"] and "score-mean" not in rows_of(a, wider)
    bare = planted(tmp_path / "d", scored=False)
    assert twins_of(a, bare).left_out == ["score", "tier"] and "tier" not in rows_of(a, bare)


# -- bounds that need no pairing


def test_no_pairing_of_two_margins_leaves_the_bounds_and_some_reach_them() -> None:
    chance = np.random.default_rng(7)
    for _ in range(200):
        size = int(chance.integers(1, 6))
        there, here = (chance.integers(0, 5, size) for _ in range(2))
        counts = [moved(there, np.array(order)) for order in itertools.permutations(here)]
        found = bounds(there, here)
        assert found.more == (min(each.more for each in counts), max(each.more for each in counts))
        assert found.less == (min(each.less for each in counts), max(each.less for each in counts))


# -- counts


def test_effects_are_of_everybody_and_of_groups_and_paired_over_seeds() -> None:
    people = {"citizens": same(2, 100, 10, 0), "scored": same(2, 80, 10, 0)}

    def of(*fearful: int) -> Run:
        runs = [fake({**people, "fearful": same(2, n, 1, 0)}, days=2, seed=k + 1) for k, n in enumerate(fearful)]
        return of_seeds(runs)

    found = {(row.id, row.group): row for row in twins_of(of(4, 5, 9), of(6, 8, 13)).effects}
    fear = found["fear", "everybody"]
    # 27 + 3 persons a day there less 18 + 3 here, of 270 a day.
    assert fear.difference == pytest.approx((30 - 21) / 270 * 10_000)
    assert fear.interval is not None
    assert (fear.interval.low, fear.interval.high) == pytest.approx((2 / 90 * 10_000, 4 / 90 * 10_000))
    assert found["fear", "N1"].difference == 0.0 and ("fear", "N2") not in found
    assert found["money", "everybody"].difference == 0.0 and found["refusals", "everybody"].difference is None


# -- worlds


SETTING = Setting(1000, 90, 4, panel=1000)
FINED = """regime: fined
title: A fine for smoking on trains, seen without fail
status: fiction
describes: Nowhere and at no time; one rare act is fined.
extends: bare
sensors:
  - id: guards
    kind: office
    title: Guards on every train
    sees: [smokes-on-train]
    coverage: {urban: 1.0, rural: 1.0}
    hit: 1.0
    assumption: {why: made for a test, range: [0, 1]}
rules:
  - {id: smoking-fine, act: smokes-on-train, fine: 5000, assumption: {why: made for a test, range: [0, 9000]}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A regime that fines one rare act, over people who answer to nothing; `bare` beside it; and what it keeps."""
    root = tmp_path_factory.mktemp("twins")
    conduct = Path(library.load_conduct("default").files[0]).read_text(encoding="utf-8")
    # Trust too: somebody who was fined pays a bill late, which strikes another, whose trust would then fall.
    for response in ("compliance", "silence", "learning", "trust"):
        conduct = conduct.replace(f"  id: {response}\n", f"  id: {response}\n  strength: 0\n")
    (root / "unmoved.yaml").write_text(conduct.replace("conduct: default", "conduct: unmoved"), encoding="utf-8")
    (root / "fined.yaml").write_text(FINED, encoding="utf-8")
    for name, regime in (("bare", "bare"), ("fined", str(root / "fined.yaml"))):
        api.run(api.load(regime, "village", str(root / "unmoved.yaml")), SETTING, root / name)
    return root


def panel(folder: Path, name: str) -> NDArray[Any]:
    """One array of the panel, as Zarr has it."""
    return np.asarray(zarr.open_group(folder / "panel.zarr", mode="r")[name])


def money(folder: Path) -> NDArray[Any]:
    """The money of the sampled on every day."""
    return panel(folder, "money")


def test_a_fine_for_a_rare_act_changes_those_fined_and_nobody_else(folder: Path) -> None:
    files = api.load(str(folder / "fined.yaml"), "village", str(folder / "unmoved.yaml"))
    world = worlds.live(files.place.value, files.conduct.value, files.regime.value, 1000, 90, seed=4)
    fined = world.column(state.RECORD) != 0
    apart = (money(folder / "bare") != money(folder / "fined")).any(axis=0)
    ids = [int(str(name).rsplit("-", 1)[1]) for name in panel(folder / "fined", "citizen")]
    assert 3 <= int(apart.sum()) <= int(fined.sum()) < 50
    assert set(np.array(ids)[apart]) <= set(np.flatnonzero(fined))
    found = rows_of(open_run(folder / "bare"), open_run(folder / "fined"), open_run(folder / "bare"))
    ended = money(folder / "fined")[-1] - money(folder / "bare")[-1]
    assert found["money"].moved == Moved(int((ended > 0).sum()), int((ended < 0).sum()), int((ended == 0).sum()))
    assert (ended < 0).any()
    for key in (*SANCTION_DAYS, "fear", "trust", "trust-mean"):
        assert found[key].moved == Moved(0, 0, 1000), key


def test_no_difference_is_exactly_zero(folder: Path, tmp_path: Path) -> None:
    files = api.load(str(folder / "fined.yaml"), "village", str(folder / "unmoved.yaml"))
    again = api.run(files, SETTING, tmp_path / "again")
    found = twins_of(open_run(folder / "fined"), again, again)
    assert found.same
    for row in found.effects:
        assert row.difference == 0.0 or (row.difference is None and row.here.denominator == 0)
    for shift in found.shifts:
        assert set(shift.apart) == {0.0} and shift.moved == shift.placebo == Moved(0, 0, shift.persons)
    assert all(row.ratio in (None, 1.0) for row in found.speech)


def test_runs_that_are_no_twins_are_refused(folder: Path, tmp_path: Path) -> None:
    files = api.load("bare", "village")
    other = api.run(files, Setting(1000, 90, 5, panel=0), tmp_path / "other")
    with pytest.raises(UserFault) as fault:
        api.compare(folder / "fined", other.folder)
    assert {each.code for each in fault.value.diagnostics} == {"G504"}
    told = " ".join(each.what for each in fault.value.diagnostics)
    assert "conduct" in told and "seed" in told and "place" not in told


# -- the placebo twin


@pytest.fixture(scope="module")
def placebo(folder: Path) -> Run:
    """The placebo twin of `bare`, lived again out of its record."""
    return live(open_run(folder / "bare"), folder / "placebo", lambda stage, done, of: None)


def test_the_placebo_twin_is_another_world_that_begins_with_one_purchase(folder: Path, placebo: Run) -> None:
    plain = open_run(folder / "bare")
    assert placebo.manifest.digest != plain.manifest.digest and placebo.manifest.placebo
    assert placebo.manifest.tables_sha256 == plain.manifest.tables_sha256
    moved_by_it = (money(folder / "placebo") != money(folder / "bare")).any(axis=0)
    assert 1 <= moved_by_it.sum() < 10
    lost = plain.daily("money_sum")[0].sum() - placebo.daily("money_sum")[0].sum()
    assert lost > 0


def test_one_adult_has_spent_everything_and_nothing_else_has_changed() -> None:
    world = worlds.live(worlds.place(), worlds.conduct(), worlds.regime("bare"), 600, 1, backend="python")
    tables, plan = world.compiled.tables, world.plan
    one = born(plan, 0, tables, python_backend())
    other = born(plan, 0, tables, python_backend(), placebo=True)
    (who,) = np.flatnonzero((one.citizens != other.citizens).any(axis=1)).tolist()
    assert state.get(one.citizens, who, state.MONEY) > 0 == state.get(other.citizens, who, state.MONEY)
    assert state.get(one.citizens, who, state.AGE) >= 18 and shop(one) == who
    assert np.array_equal(one.citizens, other.citizens) and np.array_equal(one.district, other.district)


def test_a_placebo_twin_does_not_depend_on_threads_order_or_panel(folder: Path, placebo: Run, tmp_path: Path) -> None:
    files = api.load("bare", "village", str(folder / "unmoved.yaml"))
    setting = Setting(1000, 90, 4, placebo=True)
    for k, how in enumerate((replace(setting, threads=2, order="day"), replace(setting, panel=3, shards=2))):
        assert api.run(files, how, tmp_path / str(k)).manifest.digest == placebo.manifest.digest


def test_nobody_can_have_money_so_there_is_no_placebo_twin() -> None:
    world = worlds.live(worlds.place(), worlds.conduct(), worlds.regime("bare"), 600, 1, backend="python")
    flight = born(world.plan, 0, world.compiled.tables, python_backend())
    for i in range(600):
        state.put(flight.citizens, i, state.MONEY, 0)
    with pytest.raises(UserFault) as fault:
        shop(flight)
    assert fault.value.diagnostics[0].code == "G405"


def test_a_placebo_twin_says_what_it_is_and_is_lived_again_as_it_was(placebo: Run) -> None:
    assert api.figures(placebo)["regime"] == "bare (placebo twin)" and api.figures(placebo)["placebo"]
    assert api.show(placebo.folder)["regime"] == "bare (placebo twin)"
    told = api.explain(placebo.folder, citizen="0", days="0:40").data
    assert told["regime"] == "bare (placebo twin)"
    page = api.report(placebo.folder, out=placebo.folder.parent / "page.html").read_text(encoding="utf-8")
    assert "This is a placebo twin" in page and "glasshouse run bare --placebo" in page


def test_a_placebo_twin_is_no_run_and_a_run_is_no_placebo_twin(folder: Path, placebo: Run) -> None:
    for words in ((folder / "placebo", folder / "fined"), (folder / "bare", folder / "fined", folder / "bare")):
        with pytest.raises(UserFault) as fault:
            api.compare(*words)
        assert fault.value.diagnostics[0].code == "G508"
    with pytest.raises(UserFault) as fault:
        api.compare(folder / "fined", folder / "bare", placebo.folder)
    assert [each.code for each in fault.value.diagnostics] == ["G504"]


def test_no_placebo_twin_is_lived_of_a_run_by_another_version(folder: Path, tmp_path: Path) -> None:
    old = Path(shutil.copytree(folder / "bare", tmp_path / "old"))
    manifest = old / "manifest.json"
    manifest.write_text(manifest.read_text().replace(open_run(old).manifest.kernel_sha256, "0" * 64))
    with pytest.raises(UserFault) as fault:
        live(open_run(old), tmp_path / "twin", lambda stage, done, of: None)
    assert fault.value.diagnostics[0].code == "G541" and not (tmp_path / "twin").exists()


def test_noise_that_is_not_there_is_said_to_have_reached_nobody(folder: Path, placebo: Run, tmp_path: Path) -> None:
    bare, fined = open_run(folder / "bare"), open_run(folder / "fined")
    for noise, said in ((placebo, False), (bare, True)):
        view = view_of(twins_of(bare, fined, noise), bare.manifest, fined.manifest)
        assert (STILL in " ".join(views.printed(view).split())) == said


def test_a_placebo_made_on_the_way_is_the_same_and_leaves_nothing(folder: Path, placebo: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(folder / "bare", kept)
    before = sorted(path.name for path in tmp_path.iterdir())
    made = api.compare(kept, folder / "fined", make_placebo=True)
    given = api.compare(kept, folder / "fined", placebo.folder)
    assert made.data == given.data and made.data["placebo"]["digest"] == placebo.manifest.digest
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_seeds_are_sampled_together_and_have_their_placebo_twins(tmp_path: Path) -> None:
    setting = Setting(600, 20, 1, panel=50)
    for name in ("as-told", "bare"):
        api.run(api.load(name, "village"), setting, tmp_path / name, seeds=2)
    found = api.compare(tmp_path / "as-told", tmp_path / "bare", make_placebo=True).data
    assert found["sampled"] == 100 and found["seeds"] == [1, 2]
    assert all(row["moved"] and row["persons"] <= 100 for row in found["shifts"])
    fear = next(row for row in found["effects"] if row["id"] == "money")
    assert fear["interval"] is not None and fear["interval"][0] <= fear["difference"] <= fear["interval"][1]
