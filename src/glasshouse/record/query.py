"""Asking a record: a connection that can reach the run's own counts and nothing else, and one question put to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import duckdb
import pyarrow as pa

from glasshouse.diagnostics import UserFault, nearest
from glasshouse.record.aside import Aside
from glasshouse.record.manifest import Manifest
from glasshouse.record.measured import NOTHING, Measures
from glasshouse.record.question import ASIDE, NOWHERE, SEE, TRY, Question, fault, read_question
from glasshouse.record.reading import Run, damaged
from glasshouse.record.selects import own_files, quoted, select, text
from glasshouse.record.views import VIEWS

BATCH = 8192
"""Rows fetched at a time."""


@dataclass(frozen=True)
class Limits:
    """How much one question may take. ``bytes`` are of the answer, ``memory`` of the work on it."""

    seconds: float = 30.0
    rows: int = 1_000_000
    bytes: int = 256 * 2**20
    memory: int = 2**30
    threads: int = 2


LIMITS = Limits()


@dataclass(frozen=True)
class Answer:
    """A question, its answer, and the manifest of the run that it is about: figures never travel without it."""

    sql: str
    table: pa.Table
    manifest: Manifest


def ask(run: Run, sql: str, limits: Limits = LIMITS, measures: Measures = NOTHING) -> Answer:
    """Answer one question in SQL over the views of a run; whatever is wrong with it is a UserFault.

    ``measures`` give the rows of views that are not counted; nothing is measured for a question that names none.
    """
    connections: list[duckdb.DuckDBPyConnection] = []
    stopped = Event()

    def stop() -> None:
        stopped.set()
        for connection in connections:
            with suppress(duckdb.Error):  # it may have been closed just now
                connection.interrupt()

    def answer() -> pa.Table:
        question = read_question(sql)
        with locked(run, question.views, limits, measures) as connection:
            connections.append(connection)
            if not stopped.is_set():
                return fetch(connection, question, run, limits)
        raise TimeoutError

    work = Aside(answer, stop)
    try:
        with bounded_memory(3 * limits.memory // 2):
            return Answer(sql, work.outcome(limits.seconds), run.manifest)
    except (UserFault, duckdb.Error, TimeoutError) as error:
        if not work.late:
            raise
        raise fault("G524", sql, None, f"no answer within {limits.seconds:g} seconds",
                    "a question is given up after that, so that none runs away",
                    "filter by day, act or province, or give more with --seconds") from error  # fmt: skip


@contextmanager
def locked(
    run: Run, views: tuple[str, ...], limits: Limits = LIMITS, measures: Measures = NOTHING
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection with some views over a run, and lock it.

    It reads the run's own counts and nothing else, spills nothing to disk, loads nothing and can be told nothing more.
    The views come first, since afterwards not even they could be made.
    """
    files = own_files(run)
    connection = duckdb.connect(
        ":memory:",
        config={
            "python_enable_replacements": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "memory_limit": f"{limits.memory}B",
            "threads": str(limits.threads),
            "temp_directory": "",
        },
    )
    try:
        connection.execute(f"SET allowed_paths = [{', '.join(text(str(path)) for path in files)}]")
        connection.execute("SET errors_as_json = true")
        connection.execute("SET parquet_metadata_cache = true")
        connection.execute("SET enable_external_access = false")
        try:
            for name in views:
                connection.execute(f"CREATE VIEW {quoted(name)} AS {select(name, run, measures)}")
        except duckdb.Error as error:
            raise damaged(run.folder, first_line(message_of(error)["exception_message"])) from error
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


@contextmanager
def bounded_memory(bytes_more: int) -> Iterator[None]:
    """Let the process take only so much more memory, where the system can hold it to that (Linux).

    DuckDB's own limit is not enough: single values, such as a text repeated a thousand million times, escape it.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + bytes_more
    narrower = wanted if soft == resource.RLIM_INFINITY else min(wanted, soft)
    resource.setrlimit(resource.RLIMIT_AS, (narrower, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def fetch(connection: duckdb.DuckDBPyConnection, question: Question, run: Run, limits: Limits) -> pa.Table:
    """Return the answer of a question, read batch by batch until it is whole, or too large."""
    try:
        reader = connection.sql(question.sql).to_arrow_reader(BATCH)
        batches, rows, size = [], 0, 0
        for batch in reader:
            batches.append(batch)
            rows, size = rows + batch.num_rows, size + batch.nbytes
            if rows > limits.rows or size > limits.bytes:
                raise too_large(question, rows, size, limits)
        return plain_numbers(pa.Table.from_batches(batches, reader.schema))
    except (MemoryError, pa.ArrowMemoryError) as error:
        raise out_of_memory(question, limits) from error
    except (duckdb.Error, pa.ArrowException, OSError, RuntimeError) as error:
        raise translated(error, connection, question, run, limits) from error


def too_large(question: Question, rows: int, size: int, limits: Limits) -> UserFault:
    """Return the fault of an answer with too many rows or bytes."""
    much = f"{limits.rows:_} rows" if rows > limits.rows else f"{limits.bytes // 2**20} MB"
    return fault("G524", question.sql, None, f"the answer is larger than {much}",
                 f"it had {rows:_} rows and {size // 2**20} MB when it was given up; nothing was written",
                 "aggregate (GROUP BY), filter, or add a LIMIT")  # fmt: skip


def out_of_memory(question: Question, limits: Limits) -> UserFault:
    """Return the fault of a question that takes too much memory."""
    return fault("G524", question.sql, None, f"the question takes more than {limits.memory // 2**20} MB of memory",
                 "nothing is put on disk for a question, so what does not fit is given up",
                 "aggregate earlier, or filter by day, act or province")  # fmt: skip


def plain_numbers(table: pa.Table) -> pa.Table:
    """Return a table whose sums, which DuckDB makes 128 bits wide, are 64 bits wide wherever they fit."""
    wide = pa.decimal128(38, 0)
    for number, field in enumerate(table.schema):
        if field.type == wide:
            try:
                narrow = table.column(number).cast(pa.int64())
            except pa.ArrowInvalid:
                continue
            table = table.set_column(number, pa.field(field.name, pa.int64()), narrow)
    return table


def message_of(error: Exception) -> dict[str, Any]:
    """Return what DuckDB says of an error, as it gives it with ``errors_as_json``.

    >>> message_of(ValueError("Binder Error: it is not there"))
    {'exception_message': 'it is not there'}
    """
    words = str(error)
    _, brace, rest = words.partition("{")
    if brace:
        try:
            found, _ = json.JSONDecoder(strict=False).raw_decode(brace + rest)
        except ValueError:
            found = None
        if isinstance(found, dict) and "exception_message" in found:
            return found
    return {"exception_message": words.partition(" Error: ")[2] or words}


def first_line(words: str) -> str:
    """Return the first line of a message, shortened."""
    return (words.strip().splitlines() or ["no reason was given"])[0][:200]


def translated(
    error: Exception, connection: duckdb.DuckDBPyConnection, question: Question, run: Run, limits: Limits
) -> UserFault:
    """Return an error of DuckDB as a fault with its place and the nearest name that there is."""
    said = located(error, connection, question)
    at, words = int(said.get("position", NOWHERE)), first_line(str(said["exception_message"]))
    if isinstance(error, duckdb.OutOfMemoryException):
        return out_of_memory(question, limits)
    if isinstance(error, duckdb.PermissionException):
        return fault("G523", question.sql, at, words, ASIDE, SEE)
    if isinstance(error, duckdb.IOException) or "parquet" in words.lower():
        return damaged(run.folder, words)
    name = str(said.get("name", ""))
    if said.get("error_subtype") == "COLUMN_NOT_FOUND":
        columns = {column for view in question.views for column in VIEWS[view].names()}
        close = nearest(name, columns | set(str(said.get("candidates", "")).split(",")))
        reason = "the columns of a view are listed by `glasshouse query --views`"
        return fault(
            "G521",
            question.sql,
            at,
            f"there is no column `{name}`",
            reason,
            f"did you mean `{close}`?" if close else SEE,
        )
    if said.get("error_subtype") == "MISSING_ENTRY":
        kind = str(said.get("type", "name")).lower()
        return fault("G521", question.sql, at, f"there is no {kind} `{name}`", "DuckDB knows none of that name", TRY)
    return fault("G526", question.sql, at, words, "DuckDB could not answer it over this record", TRY)


def located(error: Exception, connection: duckdb.DuckDBPyConnection, question: Question) -> dict[str, Any]:
    """Return what DuckDB says of an error, with its place: asked to explain the question, it says it again."""
    said = message_of(error)
    if "position" in said or not isinstance(error, duckdb.BinderException | duckdb.CatalogException):
        return said
    asked = "EXPLAIN "
    try:
        connection.execute(asked + question.sql)
    except duckdb.Error as again:
        found = message_of(again)
        if "position" in found:
            return {**found, "position": int(found["position"]) - len(asked)}
    return said
