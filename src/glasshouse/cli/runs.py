"""`glasshouse runs` and `glasshouse show RUN`: which records there are, and what one of them is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glasshouse.cli import completing
from glasshouse.cli.options import AsJson
from glasshouse.cli.printing import print_json, say, table
from glasshouse.record.words import in_words

if TYPE_CHECKING:
    from rich.table import Table


def runs(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Where to look; `runs` if not given.", autocompletion=completing.runs),
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The folders alone, one a line.")] = False,
) -> None:
    """List the records below a folder, newest first."""
    from glasshouse import api

    rows = api.runs(folder)
    if as_json:
        print_json({"folder": str(folder or api.RUNS), "runs": rows})
    elif quiet:
        for row in rows:
            typer.echo(row["run"])
    elif rows:
        say(shelf(rows))
    else:
        typer.echo(f"No records in {folder or api.RUNS} yet. Make one: glasshouse demo")


def show_record(run: Path, as_json: bool, quiet: bool) -> None:
    """Show one record: its summary, its inputs and hashes, its files, what did not fit."""
    from glasshouse import api

    found = api.show(run)
    if as_json:
        print_json(found)
        return
    if found["state"] == "finished" and not quiet:
        say(api.summary(run))
    say(facts(found))
    say(inputs(found))
    say(files(found))
    if found["state"] == "running":
        typer.echo("\nThis run goes on.")
    elif found["state"] != "finished":
        typer.echo(f"\nThis run is {found['state']}. It goes on, to the same answer, with: glasshouse resume {run}")


def shelf(rows: list[dict[str, Any]]) -> "Table":
    """Return records as a table, two lines each: where and what, of how many, how far it got and how large."""
    from glasshouse.report.words import grouped, many

    made = table("Records, newest first", "record", "lived", "state")
    for row in rows:
        state = f"{row['state']}\n{in_words(row['bytes'])}"
        if row["state"] == "unreadable":
            made.add_row(f"{row['run']}\n{row['why']}", "", state)
            continue
        several, cut = len(row["seeds"]) > 1, row["state"] != "finished"
        days = f"{row['days_done']} of " * (cut and not several) + many(row["days"], "day")
        made.add_row(
            f"{row['run']}\n{row['regime']} [{row['status']}] over {row['place']}",
            f"{grouped(row['citizens'])} x {days}\nseed{'s' * several} {seeds(row['seeds'])}"
            + f", {row['seeds_done']} lived" * (cut and several),
            state,
        )
    return made


def facts(found: dict[str, Any]) -> "Table":
    """Return what a record is, line by line."""
    from glasshouse.report.words import grouped, many

    made = table("The record", "", "")
    made.show_header = False
    overflows = [f"{grouped(number)} {kind.replace('_', ' ')}" for kind, number in found["overflows"].items() if number]
    ended = f" to {found['ended']}" if found["ended"] else ""
    several, cut = len(found["seeds"]) > 1, found["state"] != "finished"
    for name, value in (
        ("regime", f"{found['regime']} [{found['status']}] [synthetic]"),
        ("title", found["title"]),
        ("place, conduct", f"{found['place']}, {found['conduct']}"),
        ("citizens", f"{grouped(found['citizens'])} synthetic, in {many(found['districts'], 'district')}"),
        ("days", f"{grouped(found['days_done'])} of " * (not several or not cut) + grouped(found["days"])),
        ("seeds", seeds(found["seeds"]) + f", {found['seeds_done']} of them lived" * (several and cut)),
        ("state", found["state"]),
        ("version", f"{found['version']}, record format {found['format']}"),
        ("when", f"{found['started']}{ended}"),
        ("seconds", f"{found['seconds']['total']:.1f}, of them {found['seconds']['days']:.1f} for the days"),
        ("did not fit", ", ".join(overflows) or "nothing"),
        ("size", in_words(found["bytes"])),
    ):
        made.add_row(name, value)
    return made


def inputs(found: dict[str, Any]) -> "Table":
    """Return the inputs with their hashes, those of what was made of them, and the digest of the run."""
    made = table("What went in and what came out (SHA-256)", "", "")
    made.show_header = False
    for file in found["inputs"]:
        made.add_row(file["kind"], f"{file['name']} ({', '.join(file['files'])})\n{file['sha256']}")
    made.add_row("tables", found["tables_sha256"])
    made.add_row("kernel", found["kernel_sha256"])
    made.add_row("digest", found["digest"] or "none: the run is not finished")
    return made


def files(found: dict[str, Any]) -> "Table":
    """Return the files of a record with their sizes; the record of each of several seeds is one row."""
    made = table("Files", "file", "size")
    made.columns[1].justify = "right"
    sizes: dict[str, int] = {}
    for file in found["files"]:
        parts = file["path"].split("/")
        row = f"seeds/{parts[1]}/ (a record of its own)" if parts[0] == "seeds" else file["path"]
        sizes[row] = sizes.get(row, 0) + file["bytes"]
    for row, number in sizes.items():
        made.add_row(row, in_words(number))
    return made


def seeds(numbers: list[int]) -> str:
    """Return seeds, which are always in a row.

    >>> seeds([1]), seeds([1, 2, 3])
    ('1', '1 to 3')
    """
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
