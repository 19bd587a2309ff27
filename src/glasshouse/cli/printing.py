"""How the command line prints: tables that fit 80 columns, sizes as people say them, one object of JSON."""

import json
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


def print_json(figures: dict[str, Any]) -> None:
    """Print one object as one line of standard output."""
    typer.echo(json.dumps(figures))


def say(what: "RenderableType") -> None:
    """Print to standard output; no colour where it is no terminal or where NO_COLOR is set."""
    from rich.console import Console

    # Square brackets are part of what we say, and no markup.
    Console(highlight=False, markup=False, emoji=False).print(what)


def table(title: str, *columns: str) -> "Table":
    """Return an empty table that fits 80 columns."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1))
    for column in columns:
        made.add_column(column, overflow="fold")
    return made
