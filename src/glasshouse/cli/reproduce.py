"""`glasshouse reproduce RUN`: a run lived again from its own record, and its answer compared."""

from pathlib import Path
from typing import Annotated

import typer

from glasshouse.cli.options import AsJson, Record
from glasshouse.cli.printing import print_json
from glasshouse.cli.progress import Line


def reproduce(
    run: Record,
    threads: Annotated[int | None, typer.Option(help="Threads; as it was run if not given, 0 for every core.")] = None,
    out: Annotated[Path | None, typer.Option(help="Keep the new record in this folder.")] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Live a run again from the inputs, size, seed and version that its record keeps, and compare the answers."""
    from glasshouse import api

    with Line(quiet or as_json) as line:
        found = api.reproduce(run, threads, out, line.say)
    if as_json:
        print_json(found.data)
        return
    typer.echo(f"reproduced: {found.run}\ndigest:     {found.digest}")
    typer.echo(f"files:      {found.same} with the same bytes")
    if found.otherwise:
        typer.echo(f"            {', '.join(found.otherwise)} written down otherwise, by other versions of libraries")
    if found.kept:
        typer.echo(f"record:     {found.kept}")
