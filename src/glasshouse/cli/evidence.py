"""`glasshouse evidence`: the published figures, their sources, and where they are used."""

from typing import Annotated

import typer

from glasshouse.cli.options import AsJson
from glasshouse.cli.printing import print_json


def evidence(
    key: Annotated[str | None, typer.Argument(help="A key, or the beginning of several: lfr.npl")] = None,
    role: Annotated[str | None, typer.Option(help="Only these: input, target, holdout or context.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Only those recalled and not checked.")] = False,
    unused: Annotated[bool, typer.Option("--unused", help="Only those that no shipped file cites.")] = False,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The keys alone, one a line.")] = False,
) -> None:
    """Show the published figures by topic, or one of them: its source, its role, and which lines cite it."""
    from glasshouse import api

    found = api.evidence(key, role, verify=verify, unused=unused)
    if as_json:
        print_json(found.data)
    elif quiet:
        for figure in found.data["figures"]:
            typer.echo(figure["key"])
    else:
        typer.echo(found.text)
