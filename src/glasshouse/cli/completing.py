"""What the Tab key offers: shipped names, files that could be meant, and the folders of records.

Nothing heavy is imported, since the shell waits: a record is known by the name of its manifest and not read.
"""

import os
from pathlib import Path

from glasshouse.inputs import shipped

MANIFEST = "manifest.json"
DEEP = 4
"""Folders looked into below the first: a record of a pair lies two deep, a seed of it four."""


def regimes(incomplete: str) -> list[str]:
    """Offer shipped regimes, and files of one's own."""
    return offered("regimes", incomplete)


def places(incomplete: str) -> list[str]:
    """Offer shipped places, and files of one's own."""
    return offered("places", incomplete)


def conducts(incomplete: str) -> list[str]:
    """Offer shipped conduct, and files of one's own."""
    return offered("conduct", incomplete)


def offered(kind: shipped.Kind, incomplete: str) -> list[str]:
    """Return the shipped names that begin so, and after them folders and `.yaml` files that do.

    >>> offered("regimes", "loy")
    ['loyalty']
    """
    named = [name for name in shipped.names(kind) if name.startswith(incomplete)]
    return named + [path for path in paths(incomplete) if path.endswith(("/", ".yaml", ".yml"))]


def kinds(incomplete: str) -> list[str]:
    """Offer what `list` lists."""
    known = ("regimes", "places", "conduct", "acts", "sensors", "consequences", "rights", "runs")
    return [kind for kind in known if kind.startswith(incomplete)]


def runs(incomplete: str) -> list[str]:
    """Offer the folders of records below this one, or below what is already written."""
    start = Path(os.path.dirname(incomplete) or ".")
    found = [str(folder) for folder in below(start, DEEP) if str(folder).startswith(incomplete)]
    return found or [path for path in paths(incomplete) if path.endswith("/")]


def shown(incomplete: str) -> list[str]:
    """Offer what `show` shows: regimes and records."""
    recorded = runs(incomplete)
    return [path for path in regimes(incomplete) if path.rstrip("/") not in {*recorded}] + recorded


def inputs(incomplete: str) -> list[str]:
    """Offer shipped files of every kind, and files of one's own."""
    kinds: tuple[shipped.Kind, ...] = ("regimes", "places", "conduct")
    return list(dict.fromkeys(path for kind in kinds for path in offered(kind, incomplete)))


def laws(incomplete: str) -> list[str]:
    """Offer the places whose law there is: kept here too, since the shell waits; a test compares the two lists."""
    return [name for name in ("eu", "un", "coe", "unesco", "us", "cn", "all") if name.startswith(incomplete)]


def criteria(incomplete: str) -> list[str]:
    """Offer the criteria of `explain --find`: kept here too, since the shell waits; a test compares the two lists."""
    known = (
        "in-error-longest", "against-right-longest", "never-noticed", "helped-most", "lowered-in-error-longest",
        "raised-in-error-longest", "sanctioned-in-error", "sanctioned-against-right", "ever-in-error",
        "ever-against-right", "ever-refused", "score-gap", "black-lists", "records-in-error", "fear",
    )  # fmt: skip
    return [name for name in known if name.startswith(incomplete)]


def below(folder: Path, deep: int) -> list[Path]:
    """Return the folders with a manifest at most ``deep`` below a folder, hidden ones left out."""
    found = []
    try:
        inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []
    for path in inside:
        if (path / MANIFEST).is_file():
            found.append(path)
        elif deep > 0:
            found += below(path, deep - 1)
    return found


def paths(incomplete: str) -> list[str]:
    """Return the files and folders that begin so; folders end in a slash."""
    start, name = os.path.split(incomplete)
    try:
        entries = sorted(os.listdir(start or "."))
    except OSError:
        return []
    found = [os.path.join(start, entry) for entry in entries if entry.startswith(name) and not entry.startswith(".")]
    return [path + "/" if os.path.isdir(path) else path for path in found]
