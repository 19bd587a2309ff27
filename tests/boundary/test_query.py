"""A question reads the counts of one record: every way out ends in a named fault and leaves no trace."""

import shutil
import signal
from hashlib import sha256
from pathlib import Path
from threading import Timer, get_ident

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from glasshouse import api
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.record.counts import PROVINCES
from glasshouse.record.query import Limits, ask, locked
from glasshouse.record.question import functions, read_question
from glasshouse.record.reading import Run, open_run
from glasshouse.record.views import VIEWS

PEOPLE = "name,income\nsomebody,7\n"
OWN = "{run}/" + PROVINCES
OTHER_FILES = [
    "SELECT * FROM read_csv('people.csv')",
    "SELECT * FROM read_csv_auto('people.csv') p JOIN days ON true",
    "SELECT * FROM 'people.csv'",
    'SELECT * FROM "people.csv"',
    "SELECT * FROM read_text('people.csv')",
    "SELECT * FROM read_blob('people.csv')",
    "SELECT * FROM read_json('people.csv')",
    "SELECT * FROM read_parquet('people.parquet')",
    "SELECT * FROM parquet_scan('people.parquet')",
    "SELECT * FROM parquet_metadata('people.parquet')",
    f"SELECT * FROM read_parquet('{OWN}')",
    f"SELECT * FROM '{OWN}'",
    "SELECT * FROM glob('*')",
    "SELECT * FROM sniff_csv('people.csv')",
    "WITH people AS (SELECT * FROM read_csv('people.csv')) SELECT * FROM people JOIN days ON true",
    "WITH RECURSIVE people AS (SELECT * FROM 'people.csv' UNION ALL SELECT * FROM people) FROM people",
    "WITH \"people.csv\" AS (SELECT 1) SELECT * FROM 'people.csv'",
    "SELECT * FROM days WHERE day IN (SELECT income FROM 'people.csv')",
    "SELECT (FROM read_text('people.csv') SELECT content)",
    "SELECT * FROM days UNION ALL BY NAME FROM 'people.csv'",
    "SUMMARIZE 'people.csv'",
    "DESCRIBE SELECT * FROM 'people.csv'",
    "FROM query('SELECT * FROM ''people.csv''')",
    "FROM query_table('people.csv')",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "SELECT json_serialize_plan('SELECT * FROM ''people.csv''')",
    "FROM read_parquet('https://example.org/people.parquet')",
    "FROM 's3://people/people.parquet'",
]
DEEDS = [
    "COPY days TO 'out.csv'",
    f"COPY (SELECT 1) TO '{OWN}'",
    "WITH gone AS (COPY days TO 'out.csv') SELECT * FROM days",
    f"WITH gone AS (COPY (SELECT 1) TO '{OWN}') SELECT 1",
    "WITH gone AS (INSERT INTO days VALUES (1) RETURNING *) SELECT * FROM gone",
    "WITH gone AS (UPDATE days SET day = 1 RETURNING *) SELECT * FROM gone",
    "WITH gone AS (DELETE FROM days RETURNING *) SELECT * FROM gone",
    "COPY days FROM 'people.csv'",
    "EXPORT DATABASE 'out'",
    "IMPORT DATABASE 'out'",
    "ATTACH 'out.db'",
    "ATTACH ':memory:' AS other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL httpfs FROM 'http://example.org'",
    "PRAGMA database_list",
    "PRAGMA enable_profiling='json'",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET allowed_paths",
    "SET VARIABLE people = 1",
    "CREATE TABLE people AS SELECT 1",
    "CREATE OR REPLACE VIEW days AS SELECT 1",
    "CREATE MACRO score(x) AS x",
    "CREATE SECRET (TYPE s3)",
    "CREATE TYPE mood AS ENUM ('a')",
    "DROP VIEW days",
    "ALTER VIEW days RENAME TO nights",
    "INSERT INTO days VALUES (1)",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "PREPARE a AS SELECT 1",
    "EXPLAIN ANALYZE SELECT * FROM days",
    "USE other",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY days TO 'out.csv'",
    "SELECT * FROM days; ATTACH 'out.db'",
    "PIVOT acts ON act USING sum(done)",
    "",
    "   -- nothing",
    "people, please",
    "SELECT 1\0; COPY days TO 'out.csv'",
]
OUTSIDE = [
    "SELECT getenv('HOME')",
    "SELECT current_setting('allowed_paths')",
    "SELECT current_user",
    "SELECT now()",
    "SELECT current_timestamp",
    "SELECT random()",
    "SELECT uuid()",
    "SELECT * FROM days USING SAMPLE 3",
    "SELECT nextval('a')",
    "SELECT getvariable('people')",
    "SELECT write_log('people')",
    "SELECT sleep_ms(1)",
    "SELECT pg_sleep(1)",
    "SHOW TABLES",
    "SHOW ALL TABLES",
    "SHOW DATABASES",
    "FROM duckdb_settings()",
    "FROM duckdb_secrets()",
    "FROM duckdb_views",
    "FROM information_schema.tables",
    "FROM pg_catalog.pg_class",
    "FROM sqlite_master",
    "FROM pragma_table_info('days')",
    "FROM main.days",
    "FROM people",
    "FROM people_frame",
    "FROM pandas_scan(1)",
]


@pytest.fixture(scope="module")
def a_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a village for two days."""
    setting = Setting(500, 2, 1, panel=0)
    return api.run(api.load("as-told", "village"), setting, tmp_path_factory.mktemp("runs") / "one")


def traces(*folders: Path) -> dict[str, str]:
    """Return every file below some folders with a digest of its bytes."""
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


def leave_people(people_frame: pa.Table, folder: Path) -> None:
    """Leave what looks like records of people where a question might find it; the frame lies in the caller's own."""
    assert people_frame.num_rows == 1
    (folder / "people.csv").write_text(PEOPLE)
    pq.write_table(people_frame, folder / "people.parquet")


@pytest.mark.parametrize("sql", OTHER_FILES + DEEDS + OUTSIDE)
def test_every_way_out_ends_in_a_named_fault_and_leaves_no_trace(
    a_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sql: str
) -> None:
    people_frame = pa.table({"income": [7]})
    leave_people(people_frame, tmp_path)
    monkeypatch.chdir(tmp_path)
    before = traces(tmp_path, a_run.folder)
    words = ["query", str(a_run.folder), sql.replace("{run}", str(a_run.folder)), "--out", "answer.csv"]
    code = guarded(lambda: app(words))
    captured = capsys.readouterr()
    assert code == 2, captured
    assert captured.err.startswith("G52") and "Traceback" not in captured.err and captured.out == ""
    assert "somebody" not in captured.err
    assert traces(tmp_path, a_run.folder) == before


def test_the_samples_would_do_harm_without_the_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB left to itself does read the file, and does write from within a WITH."""
    (tmp_path / "people.csv").write_text(PEOPLE)
    monkeypatch.chdir(tmp_path)
    with duckdb.connect(":memory:") as free:
        assert free.execute(OTHER_FILES[0]).fetchall() == [("somebody", 7)]
        free.execute("CREATE VIEW days AS SELECT 1 AS day")
        free.execute("WITH gone AS (COPY days TO 'out.csv') SELECT * FROM days").fetchall()
        assert (tmp_path / "out.csv").exists()


REACHING = [
    "SELECT * FROM read_csv('people.csv')",
    "SELECT * FROM 'people.csv'",
    "SELECT * FROM read_text('/etc/hostname')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM read_parquet('people.parquet')",
    "COPY days TO 'out.csv'",
    "WITH gone AS (COPY days TO 'out.csv') SELECT * FROM days",
    "EXPORT DATABASE 'out'",
    "ATTACH 'out.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET allowed_paths = ['/etc/hostname']",
    "SET python_enable_replacements = true",
    "SET memory_limit = '100GB'",
    "SELECT * FROM people_frame",
    "FROM read_parquet('https://example.org/people.parquet')",
]


@pytest.mark.parametrize("sql", REACHING)
def test_the_second_lock_holds_where_the_first_is_passed_over(
    a_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    people_frame = pa.table({"income": [7]})
    leave_people(people_frame, tmp_path)
    monkeypatch.chdir(tmp_path)
    before = traces(tmp_path, a_run.folder)
    with locked(a_run, ("days",)) as connection:
        assert connection.execute("SELECT count(*) > 0 FROM days").fetchone() == (True,)
        with pytest.raises(duckdb.Error):
            connection.execute(sql).fetchall()
    assert traces(tmp_path, a_run.folder) == before


@pytest.mark.parametrize("name", [PROVINCES, "counts", "counts/district-day.parquet"])
def test_a_link_in_a_record_is_not_followed(a_run: Run, tmp_path: Path, name: str) -> None:
    folder, elsewhere = tmp_path / "run", tmp_path / "elsewhere"
    shutil.copytree(a_run.folder, folder)
    shutil.move(folder / name, elsewhere)
    (folder / name).symlink_to(elsewhere)
    with pytest.raises(UserFault, match="G502"):
        ask(open_run(folder), "SELECT * FROM days")


def test_a_table_of_people_in_the_place_of_the_counts_is_no_record(a_run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(a_run.folder, folder)
    pq.write_table(pa.table({"name": ["somebody"], "day": [1], "province": [2]}), folder / PROVINCES)
    with pytest.raises(UserFault, match="G502"):
        ask(open_run(folder), "SELECT * FROM days")
    for garbage in (b"", b"PAR1", (a_run.folder / PROVINCES).read_bytes()[:-40]):
        (folder / PROVINCES).write_bytes(garbage)
        with pytest.raises(UserFault, match="G502"):
            ask(open_run(folder), "SELECT * FROM days")
    whole = bytearray((a_run.folder / PROVINCES).read_bytes())
    whole[4 : len(whole) // 2] = b"\xff" * (len(whole) // 2 - 4)
    (folder / PROVINCES).write_bytes(whole)
    with pytest.raises(UserFault, match="G502"):
        ask(open_run(folder), "SELECT * FROM acts")


def test_no_answer_is_written_into_a_record(a_run: Run, tmp_path: Path) -> None:
    way_in = tmp_path / "way-in"
    way_in.symlink_to(a_run.folder / "counts")
    before = traces(a_run.folder)
    for out in (a_run.folder / "a.csv", a_run.folder / "counts" / "a.csv", way_in / "a.csv",
                a_run.folder / "manifest.json", a_run.folder / PROVINCES):  # fmt: skip
        with pytest.raises(UserFault, match="G525"):
            api.query(a_run.folder, "SELECT 1 AS one", form=api.form_of(None, out), out=out)
    assert traces(a_run.folder) == before


def test_a_link_is_not_written_through(a_run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "not-there.csv")
    with pytest.raises(UserFault, match="G525"):
        api.query(a_run.folder, "SELECT 1 AS one", form="csv", out=tmp_path / "a.csv")
    assert not (tmp_path / "not-there.csv").exists()


BOMBS = [
    "SELECT count(*) FROM range(100000000000) a, range(1000000) b",
    "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT count(*) FROM more",
    "SELECT range(3000000000)",
    "SELECT list(range) FROM range(500000000)",
    "SELECT * FROM range(100000000000)",
    "SELECT * FROM acts a, acts b, acts c",
    "SELECT " + "+".join(["1"] * 950),
    "SELECT " + "(" * 3000 + "1" + ")" * 3000,
    "SELECT " + "1," * 15_000 + "1",
]


@pytest.mark.parametrize("sql", BOMBS, ids=[sql[:30] for sql in BOMBS])
def test_what_takes_too_much_is_given_up(a_run: Run, sql: str) -> None:
    limits = Limits(seconds=1.0, rows=100_000, memory=2**28)
    with pytest.raises(UserFault) as caught:
        ask(a_run, sql, limits)
    assert caught.value.diagnostics[0].code in {"G524", "G520"}, str(caught.value)


def test_memory_is_given_back_after_a_question(a_run: Run) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(UserFault, match="G524"):
        ask(a_run, "SELECT range(3000000000)")
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert ask(a_run, "SELECT 1 AS one").table.num_rows == 1


def ask_and_interrupt(run: Run, moment: float) -> None:
    """Ask for what has no end, and let another thread catch a Ctrl-C after so many seconds."""
    Timer(moment, lambda: signal.pthread_kill(get_ident(), signal.SIGINT)).start()
    ask(run, BOMBS[0], Limits(seconds=600.0))


def test_a_question_can_be_interrupted(a_run: Run) -> None:
    """However the signal arrives: at any of several moments, and with the thread that it reaches not the first."""
    for moment in (0.0, 0.1, 0.3, 0.6):
        with pytest.raises(KeyboardInterrupt):
            ask_and_interrupt(a_run, moment)
    assert ask(a_run, "SELECT 1 AS one").table.num_rows == 1


def test_what_may_be_asked_may_be_asked(a_run: Run) -> None:
    for sql in (
        "FROM days",
        "VALUES (1, 'a')",
        "DESCRIBE acts",
        "SUMMARIZE days",
        "SELECT * FROM days d JOIN acts a USING (seed, province, day, group_name) WHERE a.done > 0 LIMIT 5;",
        "WITH days AS (SELECT * FROM days WHERE day = 1) SELECT count(*) FROM days",
        "SELECT act, sum(done) OVER (PARTITION BY act ORDER BY day) FROM acts QUALIFY row_number() OVER () < 5",
        "SELECT quantile_cont(mean_score, [0.1, 0.9]), round(avg(mean_score), 2), corr(scored, mean_score) FROM scores",
        "SELECT list_transform([1, 2], lambda x: x + 1), date_part('year', DATE '2020-01-01'), [1, 2][1:1]",
        "SELECT group_name, sum(done) FROM acts GROUP BY GROUPING SETS ((group_name), ()) HAVING sum(done) > 0",
        "SELECT * FROM (PIVOT acts ON act IN ('jaywalk', 'litters') USING sum(done) GROUP BY day)",
        "SELECT COLUMNS('sanctioned.*') FROM days WHERE day = (SELECT max(day) FROM days)",
        "SELECT unnest([1, 2]), x FROM range(3) t(x), generate_series(1, 2)",
    ):
        assert ask(a_run, sql).table.num_columns > 0, sql


def test_no_view_joins_opinion_with_anything_or_ranks_what_finds_protected_acts() -> None:
    names = {column.name for view in VIEWS.values() for column in view.columns} | set(VIEWS)
    for word in ("opinion", "dissent", "yield", "hit_rate", "recall", "precision", "citizen_id", "person"):
        assert not [name for name in names if word in name], word


def test_every_function_that_looks_outside_is_known_to_do_so() -> None:
    """The refusal of functions rests on DuckDB's own catalogue: these must be in it, and not as consistent."""
    for name in ("current_setting", "now", "random", "nextval", "write_log", "sleep_ms", "getvariable"):
        assert "CONSISTENT" not in functions()[name], name
        with pytest.raises(UserFault, match="G523"):
            read_question(f"SELECT {name}('a')")
    assert "CONSISTENT" in functions()["sum"]
