"""What a user sees, kept as text: a view is compared with its snapshot, which `GLASSHOUSE_BLESS=1` writes anew."""

import io
import os
from pathlib import Path

from rich.console import Console, RenderableType

SNAPSHOTS = Path(__file__).parent / "snapshots"
COLUMNS = 80


def printed(what: RenderableType) -> str:
    """A renderable as a pipe of 80 columns gets it."""
    console = Console(width=COLUMNS, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(what)
    return capture.get()


def tidy(text: str) -> str:
    """A text without the blanks at the ends of its lines, which nobody sees."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


def hold(name: str, text: str) -> None:
    """Compare a view with its snapshot, and see that it fits."""
    wide = [line for line in text.splitlines() if len(line.rstrip()) > COLUMNS]
    assert not wide, f"wider than {COLUMNS} columns: {wide}"
    assert "\x1b" not in text, "colour in a pipe"
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("GLASSHOUSE_BLESS"):
        path.write_text(tidy(text), encoding="utf-8")
    assert path.is_file(), f"no snapshot {path.name}: look at the view, then run with GLASSHOUSE_BLESS=1"
    assert tidy(text) == path.read_text(encoding="utf-8"), f"{path.name} differs; GLASSHOUSE_BLESS=1 takes the new one"
