"""`glasshouse explain`: one synthetic life out of a record, with the clause behind every loss."""

from pathlib import Path
from typing import Annotated

import typer

from glasshouse.cli import completing
from glasshouse.cli.options import AsJson, Record
from glasshouse.cli.printing import print_json, say
from glasshouse.cli.progress import Line


def explain(
    run: Record,
    citizen: Annotated[str | None, typer.Option(help="A number from 0, or an id of the record: s-0-12.")] = None,
    find: Annotated[
        str | None,
        typer.Option(help="A criterion of what was truly done to somebody.", autocompletion=completing.criteria),
    ] = None,
    days: Annotated[str | None, typer.Option(help="Tell the days A:B alone, both included.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Every act without a record, and small changes.")] = False,
    out: Annotated[Path | None, typer.Option(help="Draw the life, too, on a page of its own.")] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress; with --out, no life.")] = False,
) -> None:
    """Live one citizen's district again and tell that life: acts, records true and false, clauses, losses, appeals."""
    from glasshouse import api

    with Line(quiet or as_json) as line:
        found = api.explain(run, citizen, find, days, line.say, full=full, out=out)
    if as_json:
        print_json(found.data)
    elif not (quiet and out):
        say(found.view)
        if out:
            typer.echo(f"The page: {out.resolve()}")
