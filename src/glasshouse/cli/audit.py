"""`glasshouse audit`: a regime, or the regime of a run, read against rules of law."""

from datetime import date
from typing import Annotated

import typer

from glasshouse.cli import completing
from glasshouse.cli.options import AsJson, Conduct, Place
from glasshouse.cli.printing import print_json, say


def audit(
    what: Annotated[
        str,
        typer.Argument(
            metavar="RUN_OR_REGIME",
            help="The folder of a record, a shipped regime, or a regime's file.",
            autocompletion=completing.shown,
        ),
    ],
    law: Annotated[
        str,
        typer.Option("--in", help="Whose law: eu, un, coe, unesco, us, cn or all.", autocompletion=completing.laws),
    ] = "all",
    on: Annotated[str | None, typer.Option("--on", help="As if on this day: 2028-01-01. Today if not given.")] = None,
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The answer in a paragraph, and no more.")] = False,
) -> None:
    """Read a regime as if operated somewhere on a day: which rules of law it would breach, and by which lines."""
    from glasshouse import api

    # The day is read here and nowhere below.
    found = api.audit(what, law, on, date.today(), place, conduct, brief=quiet)
    if found.note:
        typer.echo(found.note, err=True)
    print_json(found.data) if as_json else say(found.view)
