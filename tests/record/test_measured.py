"""Views of what is measured: each against what another way of counting finds in the same record."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from glasshouse import api
from glasshouse.audit.tabled import TABLED
from glasshouse.engine.experiment import Setting
from glasshouse.inputs import library
from glasshouse.record.panel import read_panel
from glasshouse.record.query import ask
from glasshouse.record.reading import Run

DAYS = 240
DOMAINS = ("money", "street", "home", "work", "expression")
Panel = dict[str, np.ndarray[Any, Any]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Everything that is told, of some months and a thousand people, four hundred of them followed."""
    setting = Setting(1000, DAYS, 3, panel=400)
    return api.run(api.load("as-told", "suburb"), setting, tmp_path_factory.mktemp("told") / "run")


@pytest.fixture(scope="module")
def panel(told: Run) -> Panel:
    """The panel of it."""
    return dict(read_panel(told.folder)[1])


def rows(run: Run, sql: str) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    table = ask(run, sql, measures=TABLED).table
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True)) if table.num_rows else []


def test_what_each_sensor_saw_is_what_was_recorded_and_missed_of_what_was_done(told: Run) -> None:
    """The views of counts by sensor and by act know nothing of each other; here both meet."""
    seen = "SELECT sensor, group_name, sum(recorded_by) FROM sensors WHERE cause IN ('true', 'double') GROUP BY ALL"
    counted = {row[:2]: row[2] for row in rows(told, seen)}
    done = {row[:2]: row[2] for row in rows(told, "SELECT act, group_name, sum(done) FROM acts GROUP BY ALL")}
    sees = {sensor.id: sensor.sees for sensor in told.manifest.legend.sensors}
    protected = {act.id for act in told.manifest.legend.acts if act and act.protects}
    found = rows(told, "FROM watched")
    assert len(found) == 4 * len(sees)
    for _, sensor, group, all_done, hits, missed, *_ in found:
        if protected.intersection(sees[sensor]):
            assert all_done is hits is missed is None, "how well a protected act is found is in no view"
        else:
            groups = ["M", "N1", "N2"] if group == "everybody" else [group]
            assert all_done == sum(done[act, each] for act in sees[sensor] for each in groups)
            assert hits == sum(counted[sensor, each] for each in groups) and missed == all_done - hits
    false = dict(rows(told, "SELECT cause, sum(recorded_by) FROM sensors GROUP BY 1"))
    everybody = "SELECT sum(somebody_else), sum(nothing) FROM watched WHERE group_name = 'everybody'"
    assert rows(told, everybody) == [(false["somebody_else"], false["nothing"])]


def test_of_every_pair_the_lower_score_is_counted(told: Run, panel: Panel) -> None:
    """Pair by pair, with ties for a half, of what is known half-way and done on the days after."""
    half = DAYS // 2
    known = np.flatnonzero(panel["scored"][half - 1] == 1).tolist()
    steps = {name: panel[f"breach_{name}"][half - 1 :].T.tolist() for name in DOMAINS}
    after = {i: sum((late - early) % 16 for name in DOMAINS for early, late in pairwise(steps[name][i])) for i in known}
    ill = [i for i in after if after[i]]
    well = [i for i in after if not after[i]]
    assert min(len(ill), len(well)) >= 10
    for by, column in (("score", "score_held"), ("income", "income")):
        on_the_day = panel[column][half - 1].tolist()
        worse = sum((on_the_day[i] < on_the_day[j]) + (on_the_day[i] == on_the_day[j]) / 2 for i in ill for j in well)
        sql = f"SELECT went_on, others, in_100, low, high FROM foresight WHERE domain = 'any' AND ranked_by = '{by}'"
        [(went_on, others, in_100, low, high)] = rows(told, sql)
        assert (went_on, others) == (len(ill), len(well))
        assert in_100 == pytest.approx(100 * worse / (len(ill) * len(well))) and low < in_100 < high
    domains = {row[0] for row in rows(told, "SELECT DISTINCT domain FROM foresight")}
    assert {"any", "helped", *DOMAINS} <= domains


def test_shares_of_the_score_are_covariances_and_add_up(told: Run, panel: Panel) -> None:
    known = panel["scored"][-1] == 1
    score = panel["score_held"][-1][known]
    found = {source: (share, people) for _, source, share, people in rows(told, "FROM rewards")}
    assert sum(share for share, _ in found.values()) == pytest.approx(100.0)
    for source in ("others", "public", "obedience", "identity", "means"):
        both = np.cov(panel[f"source_{source}"][-1][known], score, bias=True)
        assert found[source] == (pytest.approx(100 * both[0, 1] / both[1, 1]), int(known.sum()))


def test_every_day_under_a_sanction_has_its_grounds_as_the_file_says(told: Run, panel: Panel) -> None:
    """Day by day, from the clauses of the file: lists that bring a sanction, and the grade where it has a cut."""
    regime, legend = library.load_regime("as-told").value, told.manifest.legend
    tiers = [tier.id for tier in regime.tiers]
    days: dict[tuple[str, str, str], list[float]] = {}
    for k, one in enumerate(regime.consequences):
        if not legend.consequences[k].adverse:
            continue
        for day, i in zip(*np.nonzero((panel["under_held"] >> k) & 1), strict=True):
            on = [row.id for n, row in enumerate(regime.lists) if panel["lists"][day, i] >> n & 1]
            grounds = [name for name in on if name in one.lists]
            if one.below and panel["tier"][day, i] < tiers.index(one.below) and panel["scored"][day, i]:
                grounds.append("grade")
            error_free, rights = (
                panel[f"under_{kind}"][day, i] >> k & 1 for kind in ("error_free", "rights_respecting")
            )
            reading = "by_rules" if error_free and rights else "against_right" if error_free else "in_error"
            assert grounds, (one.id, day, i)
            for name in grounds:
                row = days.setdefault((one.id, name, reading), [0, 0, 0.0])
                row[0], row[1], row[2] = row[0] + 1, row[1] + (len(grounds) == 1), row[2] + 1 / len(grounds)
    found = {row[1:4]: list(row[4:]) for row in rows(told, "FROM grounds")}
    assert found == {key: [row[0], row[1], pytest.approx(row[2])] for key, row in days.items()}
    assert {"in_error", "against_right", "by_rules"} == {reading for _, _, reading in found}
    assert any(row[1] < row[0] for row in found.values()), "some days are over-determined"


def test_domains_are_joined_and_rights_are_touched_at_once(told: Run, panel: Panel) -> None:
    adverse = [(k, row.wish or row.id) for k, row in enumerate(told.manifest.legend.consequences) if row.adverse]
    touched = [
        len({wish for k, wish in adverse if mask >> k & 1}) for mask in panel["under_held"].ravel().tolist() if mask
    ]
    touched = [number for number in touched if number]
    assert rows(told, "FROM touched") == [(3, len(touched), pytest.approx(sum(touched) / len(touched)))]
    pairs = rows(told, "FROM joined")
    assert len(pairs) == len(set(pairs)) > 20 and all(one != other for one, other, _ in pairs)
    assert ("civic", "travel", "unrelated") in pairs, "a post can cost a flight"


def test_groups_are_told_how_far_off_the_same_score_is(told: Run) -> None:
    found = {row[1]: row for row in rows(told, "FROM calibration")}
    assert {"brier", "ece-M", "base-M", "fpr-M"} <= set(found)
    assert 0 < found["brier"][4] < 0.25 and found["ece-M"][3] == "in 100 people"


def test_a_record_without_a_panel_has_no_rows_of_it(tmp_path: Any) -> None:
    run = api.run(api.load("as-told", "village"), Setting(500, 2, 1, panel=0), tmp_path / "run")
    for name in ("foresight", "rewards", "grounds", "touched", "calibration"):
        assert rows(run, f"FROM {name}") == [], name
    assert rows(run, "SELECT sum(in_100), max(domain) FROM foresight") == [(None, None)]
    assert rows(run, "FROM watched") and rows(run, "FROM joined")


def test_seeds_stand_one_after_the_other(tmp_path: Any) -> None:
    run = api.run(api.load("as-told", "village"), Setting(500, 20, 5, panel=200), tmp_path / "run", seeds=2)
    for name in ("watched", "rewards"):
        assert [row[0] for row in rows(run, f"SELECT DISTINCT seed FROM {name} ORDER BY 1")] == [5, 6], name
