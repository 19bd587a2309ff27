"""`glasshouse resume RUN`: a run that was cut short goes on, and leaves what it would have left."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from glasshouse.cli.options import AsJson, Checkpoint, Quiet, Record
from glasshouse.cli.printing import print_json, say
from glasshouse.cli.progress import Line


def resume(
    run: Record,
    backend: Annotated[str | None, typer.Option(help="cpu, cuda or python; as it was begun if not given.")] = None,
    threads: Annotated[
        int | None, typer.Option(help="Threads; as it was begun if not given, 0 for every core.")
    ] = None,
    shards: Annotated[int | None, typer.Option(help="Parts of the work; as it was begun if not given.")] = None,
    checkpoint_seconds: Checkpoint = 60.0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Go on with a run that was cut short: the answer is that of a run that never was."""
    from glasshouse import api
    from glasshouse.engine.resuming import Means

    with resumable(run), Line(quiet or as_json) as line:
        done = api.resume(run, Means(backend, threads, shards, checkpoint_seconds), line.say)
    found = api.resumed_from(done)
    for why in found["checkpoints_refused"]:
        print(f"{why}; what was kept before it was used", file=sys.stderr)
    if as_json:
        print_json(api.figures(done) | found)
    elif not quiet:
        say(api.summary(run))
        number = found["from_checkpoint"]
        start = "its first day: no checkpoint was kept" if number is None else f"checkpoint {number}"
        typer.echo(f"record: {run}, resumed from {start}\nnext:   glasshouse report {run}")


@contextmanager
def resumable(folder: Path) -> Iterator[None]:
    """Say how to go on with the run in a folder, where it is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        if (folder / "manifest.json").is_file():
            print(f"to go on with it: glasshouse resume {folder}", file=sys.stderr)
        raise
