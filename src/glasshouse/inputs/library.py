"""The shipped files: places, conduct and regimes by name, and a user's own files by path."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read, read
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.schema import json_schema
from glasshouse.inputs.shipped import DATA as DATA
from glasshouse.inputs.shipped import ENDINGS as ENDINGS
from glasshouse.inputs.shipped import Kind as Kind
from glasshouse.inputs.shipped import names as names

KINDS: dict[Kind, type[BaseModel]] = {"regimes": Regime, "places": Place, "conduct": Conduct}

M = TypeVar("M", bound=BaseModel)


def find(kind: Kind, name_or_path: str | Path) -> Path:
    """The file of a shipped name, or of a path that ends in `.yaml` or `.yml`.

    A word with such an ending is always a path, so that no file of ours can stand in for one of the user's;
    whether it is there is found out by reading it. Any other unknown word raises UserFault.
    """
    word = str(name_or_path)
    if word.endswith(ENDINGS):
        return Path(name_or_path)
    shipped = _shipped(kind)(word)
    if shipped is not None:
        return shipped
    if Path(word).exists():
        form = "is a folder" if Path(word).is_dir() else "does not end in `.yaml`"
        why = "A file that is read ends in `.yaml` or `.yml`, so that it is told from a shipped name."
        raise UserFault([Diagnostic("G300", f"`{word[:60]}` {form}", why, "give a `.yaml` file, or a shipped name")])
    close = nearest(word, names(kind))
    listed = ", ".join(f"`{name}`" for name in names(kind))
    raise UserFault(
        [
            Diagnostic(
                "G300",
                f"there is no `{word[:60]}` among the shipped {kind}",
                "A world is put together from a place, a conduct and a regime.",
                f"did you mean `{close}`? " * bool(close) + f"shipped: {listed}; a path ends in `.yaml`",
            )
        ]
    )


def load_regime(name_or_path: str | Path) -> Read[Regime]:
    """A regime by name or path, read with its parents and checked against the grammar."""
    return _load("regimes", name_or_path, Regime)


def load_place(name_or_path: str | Path) -> Read[Place]:
    """A place by name or path, read and checked against the grammar."""
    return _load("places", name_or_path, Place)


def load_conduct(name_or_path: str | Path) -> Read[Conduct]:
    """A conduct by name or path, read and checked against the grammar."""
    return _load("conduct", name_or_path, Conduct)


def load(kind: Kind, name_or_path: str | Path) -> Read[Any]:
    """A file of any kind by name or path, read with its parents and checked against its grammar."""
    return _load(kind, name_or_path, KINDS[kind])


def write_schemas(folder: Path = DATA / "schemas") -> tuple[Path, ...]:
    """Write the JSON Schema of each kind of file, for editors and the lab, and return the files.

    They are generated from the grammar and shipped; a test holds them fresh.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for model in KINDS.values():
        path = folder / f"{model.__name__.lower()}.schema.json"
        path.write_text(json.dumps(json_schema(model), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _shipped(kind: Kind) -> Callable[[str], Path | None]:
    """What `extends` asks: the shipped file of a name, or None."""
    return lambda name: DATA / kind / f"{name}.yaml" if name in names(kind) else None


def _load(kind: Kind, name_or_path: str | Path, model: type[M]) -> Read[M]:
    path = find(kind, name_or_path)
    if path.parent == DATA / kind:
        return _load_shipped(kind, path, model)
    return read(path, model, find=_shipped(kind), names=names(kind))


@lru_cache(maxsize=64)
def _load_shipped(kind: Kind, path: Path, model: type[Any]) -> Read[Any]:
    """A shipped file does not change while we run; one read is enough."""
    return read(path, model, find=_shipped(kind), names=names(kind))
