"""`glasshouse show`, `diff` and `new`: read a regime, see what differs between two, begin one of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from glasshouse.cli import completing
from glasshouse.cli.options import AsJson, ErrorFree
from glasshouse.cli.printing import print_json
from glasshouse.cli.runs import show_record

File = Annotated[str, typer.Argument(help="A shipped name or a file.", autocompletion=completing.inputs)]


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="RUN_OR_REGIME",
            help="The folder of a record, a shipped regime, or a regime's file.",
            autocompletion=completing.shown,
        ),
    ],
    regime: Annotated[bool, typer.Option("--regime", help="It is a regime, also where a record is so called.")] = False,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="What it is, without summary or clauses.")] = False,
) -> None:
    """Show one record, or read a regime: every clause in words, with its line and where it comes from."""
    from glasshouse import api

    taken = api.what_is_meant(what, regime)
    if taken.note:
        typer.echo(taken.note, err=True)
    if taken.is_run:
        show_record(Path(what), as_json, quiet)
        return
    found = api.describe(what, brief=quiet)
    print_json(found.data) if as_json else typer.echo(found.text)


def diff(
    one: File,
    other: File,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="How much differs, and not what.")] = False,
) -> None:
    """Say what differs between two regimes (or places, or conduct files), clause by clause."""
    from glasshouse import api

    found = api.diff(one, other, brief=quiet)
    print_json(found.data) if as_json else typer.echo(found.text)


def new(
    file: Annotated[Path, typer.Argument(help="The new file, as my-regime.yaml.")],
    parent: Annotated[
        str, typer.Option("--from", help="The regime it begins with.", autocompletion=completing.regimes)
    ] = "ordinary-law",
    error_free: ErrorFree = False,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Write it and say nothing.")] = False,
) -> None:
    """Begin a regime of your own: a small file that extends another, with examples of changes."""
    from glasshouse import api

    begun = api.new(file, parent, error_free=error_free)
    if as_json:
        print_json(begun.data)
    elif not quiet:
        typer.echo(begun.text)
