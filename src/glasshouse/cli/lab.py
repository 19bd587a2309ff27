"""`glasshouse lab`: serve the page on which runs are watched, until interrupted."""

from pathlib import Path
from typing import Annotated

import typer

from glasshouse.cli import completing


def lab(
    port: Annotated[int, typer.Option(help="Where to listen.")] = 8747,
    address: Annotated[
        str, typer.Option(help="Of which address; any but this computer's own needs a token.")
    ] = "127.0.0.1",
    token: Annotated[str | None, typer.Option(help="What whoever comes must bring; one is made if needed.")] = None,
    folder: Annotated[
        Path, typer.Option(help="Where records lie, and new ones are written.", autocompletion=completing.runs)
    ] = Path("runs"),
) -> None:
    """Open the lab: a page on this computer where regimes are edited, runs watched and lives followed."""
    from glasshouse.lab.serving import address_of, serve, settings_of

    settings = settings_of(address, port, token, folder)
    try:
        typer.echo(f"The lab: {address_of(settings)}\nPress Ctrl-C to end it.")
        serve(settings)
    except KeyboardInterrupt:  # the way to end it, and no interruption
        typer.echo("\nThe lab has ended. A run that went on is stopped: start the lab again to resume it.")
