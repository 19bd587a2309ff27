"""Asking a record in SQL: the views say what the counts say, and an answer never travels without its status."""

import json
import os
import re
import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from glasshouse import api
from glasshouse.audit.tabled import TABLED
from glasshouse.cli.query import described
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.record.counts import DISTRICT_DAYS, DISTRICTS, PROVINCES
from glasshouse.record.naming import columns
from glasshouse.record.query import Limits, ask
from glasshouse.record.reading import Run, open_run
from glasshouse.record.selects import select
from glasshouse.record.views import VIEWS, description
from tests.cli.calling import call

SNAPSHOT = Path(__file__).parent / "snapshots" / "views.txt"
PROTECTED = "posts-criticism"


@pytest.fixture(scope="module")
def a_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run two small districts for a cycle and some days."""
    setting = Setting(1000, 35, 3, district_size=500, panel=400)
    return api.run(api.load("as-told", "village"), setting, tmp_path_factory.mktemp("runs") / "one")


def rows(run: Run, sql: str) -> list[tuple]:
    """Return the rows of an answer."""
    table = ask(run, sql, measures=TABLED).table
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True)) if table.num_rows else []


def raw(run: Run, file: str, name: str) -> np.ndarray:
    """Return a column of counts as it lies in the record."""
    return whole(run.folder / file).column(name).to_numpy()


@cache
def whole(path: Path) -> pa.Table:
    """A table of counts, read once: to open one with thousands of columns takes longer than to read it."""
    return pq.read_table(path)


def test_every_view_has_the_columns_that_it_describes_and_no_view_is_empty(a_run: Run) -> None:
    for name, view in VIEWS.items():
        table = ask(a_run, f"SELECT * FROM {name} LIMIT 3", measures=TABLED).table
        assert table.column_names == view.names(), name
        assert table.num_rows == 3 or name in ("run", "touched") or name.endswith("scorecard"), name
        assert all(column.unit and column.meaning for column in view.columns), name


def test_every_count_is_in_a_view_or_says_how_well_a_protected_act_is_found(a_run: Run) -> None:
    told = " ".join(select(name, a_run, TABLED) for name in VIEWS)
    protected = {act.id for act in a_run.manifest.legend.acts if act and act.protects}
    assert PROTECTED in protected
    kept_back = {name for name, _, _ in columns(a_run.manifest.legend) if f'"{name}"' not in told}
    expected = {f"{block}.{act}" for block in ("missed", "strayed") for act in protected}
    expected |= {f"recorded.{act}.true" for act in protected}
    watching = [sensor.id for sensor in a_run.manifest.legend.sensors if protected.intersection(sensor.sees)]
    assert watching and len(watching) < len(a_run.manifest.legend.sensors)
    legend = a_run.manifest.legend
    sent = [legend.channels[k] for k in legend.far]
    expected |= {f"sent_afar.{name}" for name in sent if name.rpartition(".")[2] in protected}
    expected |= {f"recorded_by.{sensor}.{cause}" for sensor in watching for cause in ("true", "double")}
    assert kept_back == expected


def test_acts_are_the_counts(a_run: Run) -> None:
    done, missed = raw(a_run, PROVINCES, "done.jaywalk"), raw(a_run, PROVINCES, "missed.jaywalk")
    assert done.sum() > 0
    assert rows(a_run, "SELECT sum(done), sum(missed) FROM acts WHERE act = 'jaywalk'") == [(done.sum(), missed.sum())]
    day, group = raw(a_run, PROVINCES, "day"), raw(a_run, PROVINCES, "group")
    chosen = done[(day == 4) & (group == 0)].sum()
    assert rows(a_run, "SELECT done FROM acts WHERE act = 'jaywalk' AND day = 4 AND group_name = 'M'") == [(chosen,)]
    by_cycle = "SELECT sum(done) FROM district_acts WHERE act = 'jaywalk' AND cycle = 0"
    assert rows(a_run, by_cycle) == [(done[day < 30].sum(),)]


def test_records_by_cause_add_up(a_run: Run) -> None:
    told = dict(rows(a_run, "SELECT cause, sum(recorded) FROM records WHERE act = 'litters' GROUP BY cause"))
    causes = ("true", "somebody_else", "nothing", "double")
    assert told == {cause: raw(a_run, PROVINCES, f"recorded.litters.{cause}").sum() for cause in causes}
    wide = rows(a_run, "SELECT sum(recorded_true), sum(recorded_nothing) FROM acts WHERE act = 'litters'")
    assert wide == [(told["true"], told["nothing"])]


def test_what_sensors_record_is_what_is_recorded_of_acts(a_run: Run) -> None:
    legend = a_run.manifest.legend
    by_cause = dict(rows(a_run, "SELECT cause, sum(recorded_by) FROM sensors GROUP BY cause"))
    for cause in ("somebody_else", "nothing"):
        of_acts = (int(raw(a_run, PROVINCES, f"recorded.{act.id}.{cause}").sum()) for act in legend.acts if act)
        assert by_cause[cause] == sum(of_acts)
    told = rows(a_run, "SELECT sum(recorded_by) FROM sensors WHERE sensor = 'crossing-cameras' AND cause = 'true'")
    assert told == [(raw(a_run, PROVINCES, "recorded_by.crossing-cameras.true").sum(),)] != [(0,)]


def test_sanctions_are_person_days_by_class(a_run: Run) -> None:
    told = dict(rows(a_run, "SELECT class, sum(under) FROM sanctions WHERE consequence = 'flights-refused' GROUP BY 1"))
    expected = {c: raw(a_run, PROVINCES, f"under.flights-refused.{c}").sum()
                for c in ("in_error", "against_right", "by_rules")}  # fmt: skip
    assert told == expected
    assert (
        sum(raw(a_run, PROVINCES, "sanctioned.in_error"))
        == rows(a_run, "SELECT sum(sanctioned_in_error) FROM days")[0][0]
    )
    effects = dict(rows(a_run, "SELECT consequence, any_value(effect) FROM sanctions GROUP BY 1"))
    assert effects["flights-refused"] == "sanction" and effects["deposit-waived"] == "reward"


def test_scores_tiers_and_histogram_agree(a_run: Run) -> None:
    total, scored = raw(a_run, PROVINCES, "score_sum.held").sum(), raw(a_run, PROVINCES, "scored").sum()
    weighed = "SELECT sum(mean_score * scored) / sum(scored) FROM scores WHERE standing = 'held'"
    assert rows(a_run, weighed)[0][0] == pytest.approx(total / 16 / scored)
    assert rows(a_run, "SELECT sum(holders) FROM tiers") == [(scored,)]
    assert rows(a_run, "SELECT sum(holders) FROM score_histogram") == [(scored,)]
    assert rows(a_run, "SELECT min(score_from), max(bin) FROM score_histogram") == [(350.0, 63)]


def test_districts_lists_money_and_responses_are_the_counts(a_run: Run) -> None:
    assert rows(a_run, "SELECT sum(scored) FROM districts") == [(raw(a_run, DISTRICT_DAYS, "scored").sum(),)]
    entries = raw(a_run, DISTRICTS, "entry_cause.street-offenders.true").sum()
    assert rows(a_run, "SELECT sum(entry_cause_true) FROM district_lists WHERE list = 'street-offenders'") == [
        (entries,)
    ]
    assert rows(a_run, "SELECT sum(amount) FROM money WHERE item = 'wages'") == [
        (raw(a_run, PROVINCES, "wages").sum(),)
    ]
    fear, scored = raw(a_run, PROVINCES, "fear_sum").sum(), raw(a_run, PROVINCES, "scored").sum()
    assert rows(a_run, "SELECT sum(mean_fear * scored) / sum(scored) FROM responses")[0][0] == pytest.approx(
        fear / scored
    )


def test_of_protected_acts_the_harm_is_told_and_the_yield_is_not(a_run: Run) -> None:
    told = rows(a_run, f"SELECT sum(done), sum(withheld), count(recorded_true), count(recorded_nothing), "
                       f"count(missed), count(strayed) FROM acts WHERE act = '{PROTECTED}'")  # fmt: skip
    done, withheld = (raw(a_run, PROVINCES, f"{block}.{PROTECTED}").sum() for block in ("done", "withheld"))
    assert told == [(done, withheld, 0, 0, 0, 0)]
    causes = rows(a_run, "SELECT act, cause FROM records WHERE protects IS NOT NULL GROUP BY ALL ORDER BY ALL")
    assert causes == [("any-protected-act", cause) for cause in ("double", "nothing", "somebody_else")]
    protected = {act.id for act in a_run.manifest.legend.acts if act and act.protects}
    assert (
        not {row[0] for row in rows(a_run, "SELECT act FROM messages UNION SELECT act FROM district_messages")}
        & protected
    )


def test_silence_is_a_ratio(a_run: Run) -> None:
    done, withheld, moved = (raw(a_run, PROVINCES, f"{b}.{PROTECTED}").sum() for b in ("done", "withheld", "displaced"))
    told = rows(a_run, f"SELECT withheld_in_10000, silenced_in_10000 FROM silence WHERE act = '{PROTECTED}' "
                       "AND cycle IS NULL AND group_name = 'everybody'")  # fmt: skip
    meant = done + withheld - moved
    assert told == [pytest.approx((10_000 * withheld / meant, 10_000 * (withheld - moved) / meant))]


def test_where_only_ratios_may_be_given_the_levels_are_not(tmp_path: Path) -> None:
    run = api.run(api.load("as-told", "cn-2020"), Setting(500, 2, 1, panel=0), tmp_path / "r")
    told = rows(
        run, f"SELECT count(done), count(withheld), count(displaced), count(*) FROM acts WHERE act = '{PROTECTED}'"
    )
    assert told[0][:3] == (0, 0, 0) and told[0][3] > 0
    assert rows(run, f"SELECT count(*) FROM silence WHERE act = '{PROTECTED}'")[0][0] > 0


def test_a_regime_without_score_or_lists_has_the_same_views(tmp_path: Path) -> None:
    run = api.run(api.load("bare", "village"), Setting(500, 2, 1, panel=0), tmp_path / "r")
    for name, view in VIEWS.items():
        assert ask(run, f"SELECT * FROM {name}", measures=TABLED).table.column_names == view.names(), name
    assert rows(run, "SELECT count(*) FROM sanctions") == [(0,)]
    assert rows(run, "SELECT count(mean_score) FROM scores") == [(0,)]


def test_several_seeds_are_told_apart(tmp_path: Path) -> None:
    run = api.run(api.load("as-told", "village"), Setting(500, 2, 5, panel=0), tmp_path / "r", seeds=2)
    assert rows(run, "SELECT seed, sum(citizens) FROM days WHERE day = 1 GROUP BY 1 ORDER BY 1") == [(5, 500), (6, 500)]
    assert len(set(rows(run, "SELECT digest FROM run"))) == 2


def test_a_count_that_the_record_does_not_hold_is_zero(a_run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(a_run.folder, folder)
    table = pq.read_table(folder / PROVINCES)
    assert "done.drunk-driving" in table.column_names
    pq.write_table(table.drop_columns(["done.drunk-driving"]), folder / PROVINCES)
    assert rows(open_run(folder), "SELECT sum(done) FROM acts WHERE act = 'drunk-driving'") == [(0,)]


def test_a_folder_may_be_called_anything_that_is_no_pattern(a_run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "it's a=b"
    shutil.copytree(a_run.folder, folder)
    assert rows(open_run(folder), "SELECT max(day) FROM days") == [(34,)]
    for name in ("a*", "a?", "[ab]"):
        shutil.copytree(a_run.folder, tmp_path / name)
        with pytest.raises(UserFault, match="G523"):
            ask(open_run(tmp_path / name), "SELECT max(day) FROM days")


def test_the_run_and_the_ids_are_named(a_run: Run) -> None:
    assert rows(a_run, "SELECT regime, status, synthetic, seed, citizens, digest FROM run") == [
        ("as-told", "disputed", True, 3, 1000, a_run.manifest.digest)
    ]
    assert rows(a_run, "SELECT title FROM names WHERE id = 'jaywalk'") == [("crossed on red",)]
    assert rows(a_run, "SELECT DISTINCT view_name FROM meanings ORDER BY 1") == [(name,) for name in sorted(VIEWS)]


@pytest.mark.parametrize(
    ("sql", "code", "place", "said"),
    [
        ("SELECT doone FROM acts", "G521", "SQL:1:8", "did you mean `done`?"),
        ("SELECT 'é',\n  sum(dne)\nFROM acts", "G521", "SQL:2:7", "did you mean `done`?"),
        ("SELECT * FROM day", "G521", "SQL:1:15", "did you mean `days`?"),
        ("SELECT sume(done) FROM acts", "G521", "SQL:1:8", "there is no scalar function `sume`"),
        ("SELECT act FROM acts WHERE (day > 3", "G520", "SQL:1:", "syntax error"),
        ("SELECT group FROM days", "G520", "SQL:1:14", "syntax error"),
        ("SELECT act + 1 FROM acts", "G526", "SQL:1:12", "No function matches"),
        ("SELECT CAST(act AS INTEGER) FROM acts", "G526", "SQL:1:8", "Could not convert"),
        ("SELECT $1", "G526", "", "parameters"),
    ],
)
def test_what_is_wrong_has_a_place_and_the_nearest_name(a_run: Run, sql: str, code: str, place: str, said: str) -> None:
    with pytest.raises(UserFault) as caught:
        ask(a_run, sql)
    assert caught.value.diagnostics[0].code == code
    assert f"{code} {place}" in str(caught.value) and said in str(caught.value)


DOCUMENT = Path(__file__).parents[2] / "docs" / "query.md"


def test_every_example_of_the_document_has_an_answer(a_run: Run) -> None:
    examples = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert len(examples) >= 5
    for sql in examples:
        assert ask(a_run, sql, measures=TABLED).table.num_rows > 0, sql


SQL = "SELECT act, sum(done) AS done FROM acts WHERE act IN ('jaywalk', 'litters') GROUP BY ALL ORDER BY act"


def test_the_table_says_synthetic_and_the_status(a_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "query", str(a_run.folder), SQL)
    lines = out.splitlines()
    assert code == 0 and lines[0].split() == ["act", "done"] and lines[2].split()[0] == "jaywalk"
    assert "Synthetic citizens" in out and "as-told [disputed]" in out and (a_run.manifest.digest or "?")[:12] in out
    assert all(len(line) < 80 for line in lines)
    _, wide, _ = call(capsys, "query", str(a_run.folder), "SELECT * FROM days")
    assert "-- row 40" in wide and "65 more rows" in wide and all(len(line) < 80 for line in wide.splitlines())


def test_csv_and_json_carry_the_status_in_every_row(a_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "query", str(a_run.folder), SQL, "--format", "csv")
    lines = out.splitlines()
    assert lines[0] == "act,done,world,regime_status"
    assert len(lines) == 3 and all(line.endswith(",synthetic,disputed") for line in lines[1:])
    for words in (["--format", "json"], ["--json"]):
        _, out, _ = call(capsys, "query", str(a_run.folder), SQL, *words)
        told = json.loads(out.splitlines()[-1])
        assert told["synthetic"] is True and told["status"] == "disputed" and told["row_count"] == 2
        assert [row["act"] for row in told["rows"]] == ["jaywalk", "litters"]


def test_a_file_carries_it_too(a_run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.csv", "a.json", "a.parquet"):
        code, out, err = call(capsys, "query", str(a_run.folder), SQL, "--out", str(tmp_path / name), "--json")
        assert code == 0, err
        assert json.loads(out)["row_count"] == 2 and "rows" not in json.loads(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "a.parquet"]
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.schema.metadata[b"synthetic"] == b"true" and table.schema.metadata[b"status"] == b"disputed"
    assert table.schema.metadata[b"regime"] == b"as-told"
    assert all(field.metadata[b"synthetic"] == b"true" for field in table.schema)
    assert table.schema.field("done").type == pa.int64()


def test_values_of_every_kind_can_be_written(a_run: Run, tmp_path: Path) -> None:
    sql = ("SELECT sum(done) AS s, INTERVAL 1 DAY AS i, {'a': 1} AS st, [1, 2] AS l, MAP {'a': 1} AS m, "
           "'x'::BLOB AS b, "
           "DATE '2020-01-01' AS d, 1.5 AS de, NULL AS n, 'infinity'::DOUBLE AS f, TIME '12:00' AS t, "
           "'101'::BIT AS bi, "
           "'{\"a\": 1}'::JSON AS j, 170141183460469231731687303715884105727::HUGEINT AS h FROM acts")  # fmt: skip
    for name in ("a.csv", "a.json"):
        api.query(a_run.folder, sql, form=api.form_of(None, tmp_path / name), out=tmp_path / name)
    told = json.loads((tmp_path / "a.json").read_text())["rows"][0]
    assert told["de"] == 1.5 and told["f"] is None and told["l"] == [1, 2] and told["d"] == "2020-01-01"


def test_what_cannot_be_written_is_said_before_anything_is(a_run: Run, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("mine")
    for sql, form, out, said in (
        (SQL, None, tmp_path / "there.csv", "there already"),
        (SQL, None, tmp_path / "nowhere" / "a.csv", "no folder"),
        (SQL, None, tmp_path / "a.xlsx", "no form `xlsx`"),
        (SQL, "parquet", None, "not for a terminal"),
        (SQL, "cvs", None, "write --format csv"),
        (SQL, "table", tmp_path / "a.txt", "a table is for the terminal"),
        ("SELECT 1 AS a, 2 AS a", "json", tmp_path / "b.json", "two columns"),
        ("SELECT 1 AS a, 2 AS a", "parquet", tmp_path / "b.parquet", "two columns"),
        ("SELECT 1 AS world", "csv", tmp_path / "b.csv", "called `world`"),
    ):
        with pytest.raises(UserFault, match="G525") as caught:
            api.query(a_run.folder, sql, form=api.form_of(form, out), out=out)
        assert said in str(caught.value), str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]
    assert (tmp_path / "there.csv").read_text() == "mine"


def test_an_answer_too_large_is_given_up(a_run: Run) -> None:
    for limits in (Limits(rows=100), Limits(bytes=1000)):
        with pytest.raises(UserFault, match="G524"):
            ask(a_run, "SELECT * FROM acts", limits)
    assert ask(a_run, "SELECT * FROM acts LIMIT 100", Limits(rows=100)).table.num_rows == 100


def test_the_views_are_described_as_agreed_upon(a_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    text = described(description()) + "\n"
    if os.environ.get("BLESS"):
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8"), "run with BLESS=1 if the change is meant"
    code, out, _ = call(capsys, "query", "--views", str(a_run.folder))
    assert code == 0 and "In this run" in out and "street-offenders" in out
    assert all(len(line) < 80 for line in out.splitlines())
    assert json.loads(call(capsys, "query", "--views", "--json")[1])["views"][0]["name"] == "run"
