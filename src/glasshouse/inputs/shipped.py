"""The names of what ships: a look into a folder and nothing else, since a press of the Tab key waits for it."""

from importlib import resources
from pathlib import Path
from typing import Literal

Kind = Literal["regimes", "places", "conduct"]
DATA = Path(str(resources.files("glasshouse"))) / "data"
"""The folder of the shipped files."""
ENDINGS = (".yaml", ".yml")
"""How a file that is read ends; any other word is a shipped name."""


def names(kind: Kind) -> tuple[str, ...]:
    """The names of the shipped files of a kind, in the order of the alphabet.

    >>> names("regimes")[-2:]
    ('suining-2010', 'targeted-tracking')
    """
    return tuple(sorted(path.stem for path in (DATA / kind).glob("*.yaml")))
