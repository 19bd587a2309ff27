"""The assumptions in force: what the input files of a run state without a source."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glasshouse.diagnostics import UserFault
from glasshouse.inputs.tree import Source, grow
from glasshouse.inputs.wording import written
from glasshouse.record.manifest import Manifest

KINDS = ("place", "conduct", "regime")


@dataclass(frozen=True)
class Assumption:
    """One assumption: where it stands, why it was made, and the range within which it might lie."""

    kind: str
    clause: str
    why: str
    range: str


def assumptions(folder: Path, manifest: Manifest) -> list[Assumption]:
    """Return the assumptions of the files kept with a run; a clause of a child replaces its parent's.

    A record without its input files (or with one that cannot be read) gives none.
    """
    found: dict[tuple[str, str], Assumption] = {}
    for kind in KINDS:
        files = getattr(manifest, kind).files
        for name in reversed(files):
            for clause, why, span in stated(tree_of(folder / "inputs" / f"{kind}-{name}"), ""):
                found[kind, clause] = Assumption(kind, clause, why, span)
    return list(found.values())


def tree_of(path: Path) -> Any:
    """Return a file as plain data, nothing where it is not there or is not ours to read."""
    try:
        text = path.read_text(encoding="utf-8")
        return grow(text, Source.of(path.name, text)).plain()
    except (OSError, UnicodeDecodeError, UserFault):
        return None


def stated(node: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield the clause, the reason and the range of every assumption below a node.

    >>> tree = {"rules": [{"id": "r1", "assumption": {"why": "ours", "range": [1, 2]}}]}
    >>> list(stated(tree, ""))
    [('rules r1', 'ours', '1 to 2')]
    """
    if isinstance(node, dict):
        claim = node.get("assumption")
        if isinstance(claim, dict):
            span = claim.get("range")
            ends = f"{written(span[0])} to {written(span[1])}" if isinstance(span, list) and len(span) == 2 else ""
            yield path or "file", str(claim.get("why", "")), ends
        for key, value in node.items():
            if key != "assumption":
                yield from stated(value, f"{path} {key}".strip())
    elif isinstance(node, list):
        for number, value in enumerate(node):
            name = value.get("id", number) if isinstance(value, dict) else number
            yield from stated(value, f"{path} {name}".strip())
