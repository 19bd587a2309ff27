"""`glasshouse check FILE`: which kind a file is, and every fault it has, alone and in the default world."""

from pathlib import Path

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.inputs import library
from glasshouse.inputs.checks import check_alone, check_world
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime

DEFAULT_PLACE, DEFAULT_CONDUCT, DEFAULT_REGIME = "cn-2020", "default", "ordinary-law"
NAMES: dict[library.Kind, str] = {"regimes": "regime", "places": "place", "conduct": "conduct"}
SNIFF_BYTES = 65_536


def kind_of(path: Path) -> library.Kind:
    """Return regimes, places or conduct by the first top-level key of that name; a regime where none is found."""
    try:
        with path.open("rb") as file:
            text = file.read(SNIFF_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return "regimes"
    for line in text.splitlines():
        for kind, key in NAMES.items():
            if line.startswith(f"{key}:"):
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


def path_and_kind(name: str) -> tuple[Path, library.Kind]:
    """Return the file of a shipped name or of a path, and its kind; an unknown word raises UserFault."""
    found = shipped(name)
    if found is None and not name.endswith(library.ENDINGS):
        close = nearest(name, [known for kind in library.KINDS for known in library.names(kind)])
        owner: library.Kind = next((kind for kind in library.KINDS if close in library.names(kind)), "regimes")
        found = library.find(owner, name)
    path = found or Path(name)
    return path, kind_of(path)


def read_regime(name: str) -> Read[Regime]:
    """Return a regime by name or path, read; a place or a conduct raises UserFault and says what it is."""
    path, kind = path_and_kind(name)
    if kind != "regimes":
        what = f"`{name[:60]}` is a {NAMES[kind]} and no regime"
        why = "Clauses with what they do and whence they come are those of a regime."
        remedy = f"glasshouse list {kind}; two of them are compared by `glasshouse diff`"
        raise UserFault([Diagnostic("G801", what, why, remedy)])
    return library.load_regime(path)
