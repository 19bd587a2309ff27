"""From a path to a checked value: bytes, text, tree, boundary, parents, grammar, in this order.

Each step refuses what it cannot take with diagnostics, before the next one sees it, so that a hostile file
costs bounded time and memory: the size is asked of the file system before a byte is read.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any, Generic, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from glasshouse.diagnostics import Diagnostic, Place, UserFault, nearest
from glasshouse.inputs.boundary import diagnose, looks_like_people, shape_of_people
from glasshouse.inputs.faults import explain
from glasshouse.inputs.merging import merge
from glasshouse.inputs.tree import HIDDEN, Node, Places, Source, grow

SIZE_LIMIT = 2_000_000
CHAIN_LIMIT = 8
KEPT_TREES = 24
"""Parsed files that are kept in memory, those read last."""

M = TypeVar("M", bound=BaseModel)
Find = Callable[[str], Path | None]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or an Excel workbook"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1", "an Arrow table"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x80\x02", "a Python pickle"),
    (b"\x80\x03", "a Python pickle"),
    (b"\x80\x04", "a Python pickle"),
    (b"\x80\x05", "a Python pickle"),
    (b"(dp0\n", "a Python pickle"),
    (b"(lp0\n", "a Python pickle"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x7fELF", "a program"),
)


@dataclass(frozen=True)
class Read(Generic[M]):
    """A file that was read and found right.

    `value`: the checked model; `places`: the place of any path of keys and indices, in the file it came from;
    `sha256`: of the file's bytes, or, where it extends others, of the digests of all `files` in order, the
    file itself first, one per line; `data`: the merged plain data; `path`: None for a text. `made` is the text of
    the first of `files` where it lies on no disk.
    """

    value: M
    places: Places
    path: Path | None
    sha256: str
    files: tuple[Path, ...]
    data: dict[str, Any]
    made: str | None = None

    def bytes_of(self, file: Path) -> bytes:
        """Return what one of `files` says."""
        return self.made.encode() if self.made is not None and file == self.path else file.read_bytes()


@dataclass(frozen=True)
class _Loaded:
    path: Path | None
    root: Node
    sha256: str


def read(path: Path, model: type[M], *, find: Find | None = None, names: Iterable[str] = ()) -> Read[M]:
    """Read a file and check it against a model.

    `find` gives the file of a parent named by `extends`, or None; `names` are the names it knows, for
    suggestions. A parent is also looked for beside the file. Raises UserFault with every fault of the file at
    once.
    """
    return _finish(_load(path, str(path)), model, find, tuple(names))


def read_text(text: str, name: str, model: type[M], *, find: Find | None = None, names: Iterable[str] = ()) -> Read[M]:
    """Read a text as if it were a file called `name`. A parent is asked of `find` alone: a text has no
    folder."""
    # Lone surrogates cannot be encoded; they arrive as bytes that are no UTF-8 and are refused as such.
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > SIZE_LIMIT:
        _refuse("G004", name, f"the text has {len(raw):,} bytes; the limit is {SIZE_LIMIT:,}")
    return _finish(_parse(raw, name, None), model, find, tuple(names))


def read_made(text: str, path: Path, model: type[M], *, find: Find, names: Iterable[str] = ()) -> Read[M]:
    """Read a text that was made here as the file that it would be at `path`, where nothing need be."""
    read = _finish(_parse(text.encode("utf-8"), str(path), path), model, find, tuple(names))
    return replace(read, made=text)


def _finish(loaded: _Loaded, model: type[M], find: Find | None, names: tuple[str, ...]) -> Read[M]:
    chain = _ancestry(loaded, find, names)
    faults: list[Diagnostic] = []
    root = chain[-1].root
    for younger in reversed(chain[:-1]):
        root = merge(root, younger.root, faults)
    assert root.entries is not None
    if len(chain) > 1:
        root.entries.pop("extends", None)
    if faults:
        raise UserFault(faults)
    places, data = Places(root), root.plain()
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        raise UserFault(explain(error, model, places)) from None
    files = tuple(one.path for one in chain if one.path is not None)
    digest = loaded.sha256
    if len(chain) > 1:
        digest = hashlib.sha256("\n".join(one.sha256 for one in chain).encode()).hexdigest()
    return Read(value, places, loaded.path, digest, files, data)


def _load(path: Path, name: str) -> _Loaded:
    return _parse(_bytes(path, name), name, path)


def _bytes(path: Path, name: str) -> bytes:
    """The bytes of a plain file of bounded size. Its kind and size are asked for before it is opened."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a directory" if stat.S_ISDIR(status.st_mode) else "a device, pipe or socket"
            _refuse("G002", name, f"{kind}, not a file")
        if status.st_size > SIZE_LIMIT:
            _refuse("G004", name, f"the file has {status.st_size:,} bytes; the limit is {SIZE_LIMIT:,}")
        # Non-blocking, should a pipe have taken the file's place since it was looked at.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            raw = stream.read(SIZE_LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError):
        close = _beside(path)
        _refuse("G001", name, "there is no such file", f"did you mean `{close}`?" if close else None)
    except (OSError, ValueError) as error:
        _refuse("G003", name, f"the file cannot be read: {getattr(error, 'strerror', None) or error}")
    if len(raw) > SIZE_LIMIT:
        _refuse("G004", name, f"the file has more than {SIZE_LIMIT:,} bytes")
    return raw


def _beside(path: Path) -> str | None:
    try:
        return nearest(path.name, [one.name for one in path.parent.iterdir()])
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=KEPT_TREES)
def _parse(raw: bytes, name: str, path: Path | None) -> _Loaded:
    """The tree of a file's bytes. Parsing takes most of a read, and a record's inputs are read over and over.

    Nobody changes a tree: merging makes another.
    """
    text = _text(raw, name)
    source = Source.of(name, text)
    shape = shape_of_people(text)
    if shape:
        raise UserFault(diagnose([shape], None, lambda line: source.place(line, 1)))
    tabs = [source.place(n, line.index("\t") + 1) for n, line in enumerate(source.lines, 1) if "\t" in line]
    if tabs:
        more = f"; {len(tabs) - 1} more lines have one" if len(tabs) > 1 else ""
        raise UserFault([_diagnostic("G009", f"a tab character{more}", tabs[0])])
    root = grow(text, source)
    places = Places(root)
    found = looks_like_people(root.plain(), text)
    if found:
        raise UserFault(diagnose(found, places.place, lambda line: source.place(line, 1)))
    if root.entries is None:
        empty = root.is_scalar and root.scalar is None
        what = (
            "the file is empty"
            if empty
            else "the file is a list"
            if root.items is not None
            else "the file is a single value"
        )
        raise UserFault([_diagnostic("G019", what, root.place)])
    return _Loaded(path, root, hashlib.sha256(raw).hexdigest())


def _text(raw: bytes, name: str) -> str:
    for magic, looks in _MAGIC:
        if raw.startswith(magic):
            _refuse("G007", name, f"this looks like {looks}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1
        raise UserFault(
            [_diagnostic("G005", f"byte {error.start + 1} is not UTF-8", Place(name, line, column))]
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = HIDDEN.search(text)
    if hidden:
        source = Source.of(name, text)
        line = text.count("\n", 0, hidden.start()) + 1
        column = hidden.start() - (text.rfind("\n", 0, hidden.start()) + 1) + 1
        place = Place(name, line, column, source.lines[line - 1])
        raise UserFault([_diagnostic("G006", f"the character U+{ord(hidden.group()):04X} cannot be seen", place)])
    return text


def _ancestry(loaded: _Loaded, find: Find | None, names: tuple[str, ...]) -> list[_Loaded]:
    """The file and its parents, youngest first."""
    chain = [loaded]
    seen = {loaded.path.resolve()} if loaded.path else set()
    while "extends" in (entries := chain[-1].root.entries or {}):
        node = entries["extends"]
        if not isinstance(node.scalar, str) or not node.scalar:
            raise UserFault([_diagnostic("G206", "`extends` must be the name of one parent", node.place)])
        path = _parent(node.scalar, node.place, chain[-1].path, find, names)
        if path.resolve() in seen:
            what = "this file extends itself" if len(chain) == 1 else f"`{node.scalar}` extends this file in turn"
            raise UserFault([_diagnostic("G202", what, node.place)])
        if len(chain) == CHAIN_LIMIT:
            raise UserFault([_diagnostic("G203", f"this is parent number {CHAIN_LIMIT} in a row", node.place)])
        seen.add(path.resolve())
        chain.append(_load(path, str(path)))
    return chain


def _parent(word: str, place: Place, child: Path | None, find: Find | None, names: tuple[str, ...]) -> Path:
    """The file of a parent: from the library, or beside the child and never outside its folder."""
    found = find(word) if find else None
    if found is not None:
        return found
    known = set(names)
    relative = PurePath(word)
    if relative.is_absolute() or ".." in relative.parts or "\x00" in word or "\\" in word:
        raise UserFault([_diagnostic("G206", f"`{word[:60]}` leads out of this folder", place)])
    if child is not None:
        folder = child.resolve().parent
        for candidate in (folder / word, folder / f"{word}.yaml"):
            if candidate.is_file() and candidate.resolve().is_relative_to(folder):
                return candidate
        known |= {one.stem for one in folder.glob("*.yaml")} - {child.stem}
    close = nearest(word, known)
    remedy = f"did you mean `{close}`?" if close else None
    raise UserFault([_diagnostic("G201", f"there is no `{word[:60]}` to extend", place, remedy)])


def _refuse(code: str, name: str, what: str, remedy: str | None = None) -> NoReturn:
    raise UserFault([_diagnostic(code, what, Place(name, 1, 1), remedy)]) from None


def _diagnostic(code: str, what: str, place: Place, remedy: str | None = None) -> Diagnostic:
    why, usual = _REASONS[code]
    return Diagnostic(code, what, why, remedy or usual, place)


_REASONS: dict[str, tuple[str, str]] = {
    "G001": ("Nothing can be read from it.", "check the path, or list the names that are known"),
    "G002": ("Inputs are plain files, so that a run can be repeated from them.", "name a YAML file"),
    "G003": ("Nothing can be read from it.", "check the path and its permissions"),
    "G004": (
        "A place, conduct or regime is a page or a few; a data set is not taken in.",
        "shorten the file; published totals are enough",
    ),
    "G005": ("Only text can be checked for what it says.", "save the file as UTF-8"),
    "G006": ("A reader must see all that a file says.", "remove the character"),
    "G007": (
        "Inputs are YAML text; data sets, archives and programs have no way in.",
        "write a YAML file by hand, from published totals",
    ),
    "G009": ("YAML forbids tabs in indentation, and editors show them differently.", "use spaces"),
    "G019": ("A file begins with keys such as `title:`.", "write keys and values"),
    "G201": (
        "Without its parent the file is incomplete.",
        "check the name; parents stand in the library or beside the file",
    ),
    "G202": ("Such a file would have no beginning.", "remove one `extends`"),
    "G203": (
        f"A reader cannot follow more than {CHAIN_LIMIT} files.",
        "extend a nearer parent, or write the file out",
    ),
    "G206": ("A parent is named by one word, or by a file in the same folder.", "write `extends: name`"),
}
