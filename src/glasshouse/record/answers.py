"""Answers as they leave: CSV, JSON and Parquet, none without saying that it is synthetic and of what status."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.record.manifest import read_manifest
from glasshouse.record.query import Answer

Form = Literal["csv", "json", "parquet"]
FORMS: tuple[Form, ...] = ("csv", "json", "parquet")
BESIDE = ("world", "regime_status")
"""The columns that every row of a CSV file carries, since nothing else stays with a row that is copied out of it."""
NOTE = "computed citizens; no real person is counted"


def provenance(answer: Answer) -> dict[str, Any]:
    """Return what travels with an answer: of which synthetic world it is, and of which status its regime."""
    m = answer.manifest
    return {
        "synthetic": True,
        "note": NOTE,
        "regime": m.regime.name,
        "status": m.status,
        "place": m.place.name,
        "conduct": m.conduct.name,
        "citizens": m.citizens,
        "days": m.days,
        "seeds": list(m.seeds),
        "digest": m.digest,
        "sql": answer.sql,
    }


def plain(value: Any) -> Any:
    """Return a cell as JSON knows it; what is no number there (infinity) is null.

    >>> plain(Decimal("3")), plain(Decimal("1.5")), plain(float("inf")), plain({"a": [b"x"]})
    (3, 1.5, None, {'a': ['78']})
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return value if isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.hex() if isinstance(value, bytes) else str(value)


def rows_of(answer: Answer) -> list[list[Any]]:
    """Return the rows as lists of plain cells; faults where two columns have one name."""
    names = answer.table.column_names
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise unwritten(f"two columns are called `{twice[0]}`", "an answer's columns are told apart by their names",
                        "name one of them with AS")  # fmt: skip
    columns = [[plain(cell) for cell in column.to_pylist()] for column in answer.table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def as_data(answer: Answer) -> dict[str, Any]:
    """Return an answer as one object for JSON: what travels with it, its columns, its rows."""
    names = answer.table.column_names
    rows = [dict(zip(names, row, strict=True)) for row in rows_of(answer)]
    return {**provenance(answer), "columns": names, "row_count": len(rows), "rows": rows}


def as_csv(answer: Answer) -> str:
    """Return an answer as CSV; the last two columns of every row say `synthetic` and the status of the regime."""
    names = answer.table.column_names
    for name in BESIDE:
        if name in names:
            raise unwritten(f"a column is called `{name}`", "in CSV that column says what every row is about",
                            "name yours otherwise with AS, or take --format json")  # fmt: skip
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow([*names, *BESIDE])
    for row in rows_of(answer):
        cells = [json.dumps(cell) if isinstance(cell, list | dict) else cell for cell in row]
        writer.writerow([*cells, "synthetic", answer.manifest.status])
    return page.getvalue()


def as_parquet(answer: Answer) -> pa.Table:
    """Return an answer as a table whose schema, and whose every column, says that it is synthetic."""
    rows_of(answer)
    said = {name: value if isinstance(value, str) else json.dumps(value) for name, value in provenance(answer).items()}
    fields = [field.with_metadata({"synthetic": "true"}) for field in answer.table.schema]
    return answer.table.cast(pa.schema(fields)).replace_schema_metadata(said)


def form_of(form: str | None, out: Path | None) -> Form | None:
    """Return the form that is asked for: given, or told by the file's name; None for a table on the terminal.

    >>> form_of(None, Path("a.csv")), form_of("json", Path("a.txt")), form_of(None, None)
    ('csv', 'json', None)
    """
    asked = form or (out.suffix.removeprefix(".").lower() if out else "table")
    if asked == "table" and out is None:
        return None
    for known in FORMS:
        if asked == known and not (known == "parquet" and out is None):
            return known
    if asked == "parquet":
        raise unwritten("Parquet is not for a terminal", "it is no text", "say where to with --out FILE")
    close = nearest(asked, FORMS) or "csv"
    raise unwritten(f"there is no form `{asked}`" if asked else "the file's name says no form",
                    f"an answer is written as {', '.join(FORMS)}; a table is for the terminal",
                    f"write --format {close}")  # fmt: skip


def check_target(out: Path) -> None:
    """Refuse a file that is there already, that lies in a record, or whose folder is not there."""
    try:
        there, home_there = out.exists() or out.is_symlink(), out.parent.is_dir()
    except OSError as error:
        raise unwritten(f"{out} cannot be written", error.strerror or str(error), "give another --out") from error
    if there:
        raise unwritten(f"{out} is there already", "an answer is written over nothing", "give another --out")
    if not home_there:
        raise unwritten(
            f"there is no folder {out.parent}", "no folder is made for an answer", "make it, or give another"
        )
    home = out.parent.resolve()
    if any(is_record(folder) for folder in (home, *home.parents)):
        raise unwritten(f"{out} lies in a run record", "a record holds what a run left and nothing else",
                        "give a file outside of it")  # fmt: skip


def is_record(folder: Path) -> bool:
    """Return whether a folder is a run record; another program's manifest is none."""
    try:
        read_manifest(folder)
    except UserFault:
        return False
    return True


def write_answer(answer: Answer, form: Form, out: Path) -> None:
    """Write an answer aside and rename it, so that no half of one is ever found."""
    check_target(out)
    aside = out.with_name(f".{out.name}.writing")
    writers: dict[Form, Callable[[], object]] = {
        "csv": lambda: aside.write_text(as_csv(answer), encoding="utf-8"),
        "json": lambda: aside.write_text(json.dumps(as_data(answer), indent=1) + "\n", encoding="utf-8"),
        "parquet": lambda: pq.write_table(as_parquet(answer), aside, compression="zstd"),
    }
    try:
        writers[form]()
        aside.replace(out)
    except (OSError, pa.ArrowException) as error:
        reason = str(getattr(error, "strerror", None) or error).splitlines()[0]
        raise unwritten(f"{out} cannot be written", reason, "give another --out or --format") from error
    finally:
        aside.unlink(missing_ok=True)


def unwritten(what: str, why: str, remedy: str) -> UserFault:
    """Return the fault of an answer that cannot be written as asked."""
    return UserFault([Diagnostic("G525", what, why, remedy)])
