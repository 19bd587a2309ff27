"""`glasshouse audit`: a regime, or the regime of a run, read against rules of law, and the report of it."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from glasshouse.cli import completing, worlds
from glasshouse.cli.options import Against, AsJson, Conduct, Place
from glasshouse.cli.printing import print_json, say
from glasshouse.cli.progress import Line


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
    against: Against = None,
    report: Annotated[
        Path | None, typer.Option(help="Write the report: a page (FILE.html), or a folder for page and PDF.")
    ] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the report as PDF/UA into this file.")] = None,
    weigh: Annotated[
        int, typer.Option(help="For the report, weigh safeguards and assumptions in small worlds of so many people.")
    ] = 0,
    keep: worlds.Keep = worlds.KEPT,
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The answer in a paragraph, and no more.")] = False,
) -> None:
    """Read a regime as if operated somewhere on a day: which rules of law it would breach, and by which lines."""
    from glasshouse import api

    with Line(quiet or as_json) as line:
        # The day is read here and nowhere below.
        found = api.audit(
            what, law, on, date.today(), place, conduct, against, line.say, brief=quiet, report=report, pdf=pdf,
            weigh=weigh, keep=keep,
        )  # fmt: skip
    if found.note:
        typer.echo(found.note, err=True)
    if as_json:
        print_json(found.data)
        return
    say(found.view)
    for file in found.files:
        typer.echo(f"The report: {file.resolve()}")
