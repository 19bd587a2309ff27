"""How the command line prints: tables that fit 80 columns, sizes as people say them, one object of JSON."""

import json
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table


def print_json(figures: dict[str, Any]) -> None:
    """Print one object as one line of standard output."""
    typer.echo(json.dumps(figures))


def say(what: "RenderableType") -> None:
    """Print to standard output; no colour where it is no terminal or where NO_COLOR is set."""
    console().print(what)


def console() -> "Console":
    """Return standard output as rich sees it."""
    from rich.console import Console

    # Square brackets are part of what we say, and no markup.
    return Console(highlight=False, markup=False, emoji=False)


def table(title: str, *columns: str) -> "Table":
    """Return an empty table that fits 80 columns."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1))
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def names_whole(made: "Table", names: list[str]) -> None:
    """Keep the names in a table's first column in one piece, to be copied, where that leaves half of the width."""
    made.columns[0].no_wrap = max(map(len, names), default=0) <= console().width // 2
