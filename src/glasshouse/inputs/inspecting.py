"""`glasshouse check FILE`: which kind a file is, and every fault it has, alone and in the default world."""

from pathlib import Path

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.inputs import library
from glasshouse.inputs.checks import check_alone, check_world

DEFAULT_PLACE, DEFAULT_CONDUCT, DEFAULT_REGIME = "cn-2020", "default", "ordinary-law"
SNIFF_BYTES = 65_536


def kind_of(path: Path) -> str:
    """Return regimes, places or conduct by the first top-level key of that name; a regime where none is found."""
    try:
        with path.open("rb") as file:
            text = file.read(SNIFF_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return "regimes"
    for line in text.splitlines():
        for key, kind in (("regime:", "regimes"), ("place:", "places"), ("conduct:", "conduct")):
            if line.startswith(key):
                return kind
    return "regimes"


def check_file(name: str) -> list[Diagnostic]:
    """Return the faults of one file (a shipped name will do): reading, grammar, meaning."""
    try:
        path = shipped(name) or Path(name)
        kind = kind_of(path)
        if kind == "places":
            place = library.load_place(str(path))
            return [*check_alone(place)]
        if kind == "conduct":
            conduct = library.load_conduct(str(path))
            alone = check_alone(conduct)
            return alone or check_world(library.load_place(DEFAULT_PLACE), conduct, library.load_regime(DEFAULT_REGIME))
        regime = library.load_regime(str(path))
        alone = check_alone(regime)
        return alone or check_world(library.load_place(DEFAULT_PLACE), library.load_conduct(DEFAULT_CONDUCT), regime)
    except UserFault as fault:
        return list(fault.diagnostics)


def shipped(name: str) -> Path | None:
    """Return the path of a shipped file of that name, regimes first; ``None`` where there is none."""
    for kind in ("regimes", "places", "conduct"):
        if name in library.names(kind):
            return library.find(kind, name)
    return None
