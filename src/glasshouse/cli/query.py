"""`glasshouse query`: ask a record in SQL, and see which views there are to ask."""

import json
import shutil
import textwrap
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glasshouse.cli import completing
from glasshouse.cli.options import AsJson
from glasshouse.cli.printing import print_json
from glasshouse.diagnostics import Diagnostic, UserFault

if TYPE_CHECKING:
    from glasshouse.record.query import Answer

WIDTH = 79
SHOWN = 40
"""Rows on the terminal at most; a file has all of them."""


def query(
    run: Annotated[Path | None, typer.Argument(help="The folder of a record.", autocompletion=completing.runs)] = None,
    sql: Annotated[str | None, typer.Argument(help='One SELECT over the views, as "SELECT ... FROM days".')] = None,
    views: Annotated[
        bool, typer.Option("--views", help="List the views: every column, its unit, its meaning.")
    ] = False,
    form: Annotated[str | None, typer.Option("--format", help="table (the terminal's), csv, json or parquet.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the answer into this new file.")] = None,
    seconds: Annotated[float, typer.Option(help="Give the question up after so long.")] = 30.0,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="With --out: say nothing.")] = False,
) -> None:
    """Ask a record in SQL (DuckDB's). The question sees the views of that one record and nothing else."""
    from glasshouse import api

    if views:
        found = api.views(run)
        print_json(found) if as_json else typer.echo(described(found))
        return
    if run is None or sql is None:
        raise UserFault([Diagnostic(
            "G522", "there is no question", "a record is asked in SQL, over views that say what their columns mean",
            'glasshouse query RUN "SELECT * FROM run"; the views: glasshouse query --views')])  # fmt: skip
    if as_json and out is None and form not in (None, "json"):
        raise UserFault([Diagnostic("G525", f"--json and --format {form} are two forms", "one answer has one form",
                                    "leave one of them out")])  # fmt: skip
    asked = api.form_of("json" if as_json and out is None else form, out)
    answer = api.query(run, sql, seconds, asked, out)
    if out is not None:
        if as_json:
            whole = api.answer_data(answer)
            print_json({name: value for name, value in whole.items() if name != "rows"} | {"out": str(out)})
        elif not quiet:
            typer.echo(f"{footer(answer)}\nwritten: {out}")
    elif asked == "csv":
        typer.echo(api.answer_csv(answer), nl=False)
    elif asked == "json":
        print_json(api.answer_data(answer))
    else:
        typer.echo(laid_out(answer))


def laid_out(answer: "Answer") -> str:
    """Return an answer for the terminal: a table where it fits, else each row as a block of lines."""
    from glasshouse.record.answers import rows_of

    names, rows = answer.table.column_names, rows_of(answer)
    cells = [[shown(cell) for cell in row] for row in rows[:SHOWN]]
    width = shutil.get_terminal_size((WIDTH + 1, 24)).columns - 1
    numbers = [all(isinstance(row[k], int | float | None) for row in rows[:SHOWN]) for k in range(len(names))]
    body = grid(names, cells, numbers)
    if max(map(len, body)) > width:
        body = blocks(names, cells, width)
    if len(rows) > SHOWN:
        body += ["", f"... and {len(rows) - SHOWN:_} more rows: --out FILE.csv writes all of them"]
    return "\n".join([*body, "", footer(answer)])


def shown(cell: Any) -> str:
    """Return a cell as text on one line, without anything that a terminal would obey.

    >>> shown(None), shown(1.0), shown(0.123456789), shown(12), shown("a\\x1b[2J"), shown([1])
    ('', '1.0', '0.123457', '12', 'a\ufffd[2J', '[1]')
    """
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}" if cell != int(cell) else repr(cell)
    words = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)


def grid(names: list[str], cells: list[list[str]], numbers: list[bool]) -> list[str]:
    """Return a table: numbers to the right, words to the left.

    >>> print("\\n".join(grid(["act", "done"], [["jaywalk", "7"]], [False, True])))
    act      done
    -------  ----
    jaywalk     7
    """
    head = [shown(name) for name in names]
    wide = [max(len(row[k]) for row in [head, *cells]) for k in range(len(names))]
    lines = [head, ["-" * size for size in wide], *cells]
    return [
        "  ".join(c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, wide, numbers, strict=True)).rstrip()
        for line in lines
    ]


def blocks(names: list[str], cells: list[list[str]], width: int) -> list[str]:
    """Return each row as lines of `name value`, for rows that are wider than the terminal."""
    widest = min(max(len(name) for name in names), 30)
    lines: list[str] = []
    for number, row in enumerate(cells):
        lines.append(f"-- row {number + 1}")
        for name, cell in zip(names, row, strict=True):
            start = f"{shown(name):<{widest}}  "
            lines += textwrap.wrap(start + cell, width, subsequent_indent=" " * (widest + 2)) or [start.rstrip()]
    return lines or ["no rows"]


def footer(answer: "Answer") -> str:
    """Return what stands under every answer: that it is synthetic, and of which status the regime is."""
    m, count = answer.manifest, answer.table.num_rows
    days = f"{m.days} day{'s' * (m.days != 1)}"
    seeds = f"seed {m.luck}" if len(m.seeds) == 1 else f"seeds {m.luck}"
    return textwrap.fill(
        f"{count:_} row{'' if count == 1 else 's'}. Synthetic citizens; nobody real is counted. "
        f"{m.regime.name} [{m.status}] over {m.place.name}, {m.citizens:_} citizens x {days}, {seeds}, "
        f"digest {(m.digest or '')[:12]}",
        WIDTH,
    )


def described(found: dict[str, Any]) -> str:
    """Return the views as text that fits 80 columns: each with its keys, columns, units and definitions."""
    lines = [*textwrap.wrap(found["note"], WIDTH), ""]
    for key in found["keys"]:
        lines += column_lines(key)
    for view in found["views"]:
        lines += ["", *textwrap.wrap(f"{view['name']}: {view['meaning']}", WIDTH, subsequent_indent="  ")]
        if view["keys"]:
            lines.append(f"  by {', '.join(view['keys'])}")
        if view["by_district"]:
            lines.append(f"  and by district and cycle: {view['by_district']}")
        for _, alike in groupby(view["columns"], key=lambda c: (c["meaning"].partition("; here: ")[0], c["unit"])):
            lines += column_lines(*alike)
    if "ids" in found:
        lines += ["", "In this run"]
        for kind, ids in found["ids"].items():
            lines += textwrap.wrap(f"{kind}: {', '.join(ids) or 'none'}", WIDTH, initial_indent="  ",
                                   subsequent_indent="    ", break_on_hyphens=False)  # fmt: skip
    return "\n".join(lines)


def column_lines(*columns: dict[str, str]) -> list[str]:
    """Return columns that share a meaning: their names, their unit, whether they are stocks or flows, the meaning."""
    first, names = columns[0], ", ".join(column["name"] for column in columns)
    kind = f", {first['kind']}" if first["kind"] in ("stock", "flow", "derived") else ""
    meaning = first["meaning"].partition("; here: ")[0] if len(columns) > 1 else first["meaning"]
    words = f"{names} ({first['unit']}{kind}): {meaning}"
    return textwrap.wrap(words, WIDTH, initial_indent="    ", subsequent_indent="        ", break_on_hyphens=False)
