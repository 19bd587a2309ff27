"""`glasshouse new`: a regime of one's own is written, and what to try next is said."""

import shlex
from pathlib import Path

from glasshouse.inputs import error_free as perfect
from glasshouse.inputs.beginning import begin, write
from glasshouse.report.told import Told, printable, text_of, wrapped

MINE = "changes nothing yet. Open it in an editor: its head is to be filled in, and its examples begin with `#`."
PERFECT = "takes the errors of its sensors away, and nothing else: what they cover and what they miss is as it was."


def begun(path: Path, parent: str, error_free: bool = False) -> Told:
    """Write a file that begins a regime, and return what was written and what to try next."""
    beginning = (perfect.begin if error_free else begin)(path, parent)
    write(path, beginning)
    # Commands are not wrapped: they are to be copied.
    mine, theirs = shlex.quote(str(path)), shlex.quote(parent)
    tries = [f"glasshouse check {mine}", f"glasshouse diff {theirs} {mine}", f"glasshouse run {mine} --citizens 10000"]
    data = {"file": str(path), "regime": beginning.regime, "extends": beginning.extends, "next": tries}
    lines = wrapped(
        f"{path} is written: the regime `{beginning.regime}`, which extends `{beginning.extends}` and "
        + (PERFECT if error_free else MINE)
    )
    return Told(data, text_of([*lines, "", "Try next:", *(f"  {printable(line)}" for line in tries)]))
