"""YAML text to a tree of nodes, each knowing its file, line and column; hostile text is refused in bounded
time.

The tree is built from the events of ruamel's parser, one at a time, without recursion, so that depth and size
are checked before anything grows. Scalars follow the core schema of YAML 1.2 with three departures: NaN and
infinity are refused, dates stay text (pydantic reads them), and digits may be grouped by underscores. All
keys are text, also `2018:`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError

from glasshouse.diagnostics import Diagnostic, Place, UserFault

NESTING_LIMIT = 30
NODE_LIMIT = 20_000
DIGIT_LIMIT = 19
COLLECTED_LIMIT = 50

Scalar = str | int | float | bool | None
Loc = tuple[str | int, ...]

_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9][0-9_]*\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(
    r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z|[-+]?(?:nan|NaN|NAN|inf|Inf|INF|Infinity|-Infinity)\Z"
)
# C0 and C1 controls but tab and newline, Unicode line separators, marks that turn the direction of text.
_HIDDEN_CHARACTERS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
HIDDEN = re.compile(f"[{_HIDDEN_CHARACTERS}]")


@dataclass(frozen=True)
class Source:
    """The name of a file and its lines."""

    name: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, name: str, text: str) -> Source:
        """The source of a text whose lines end with newlines alone."""
        return cls(name, tuple(text.split("\n")))

    def place(self, line: int, column: int) -> Place:
        """The place at a line and column counted from 1; beyond the last line, the end of the last line with
        text."""
        if line > len(self.lines):
            line, column = len(self.lines), len(self.lines[-1]) + 1
        while line > 1 and not self.lines[line - 1].strip():
            line, column = line - 1, len(self.lines[line - 2]) + 1
        return Place(self.name, line, column, self.lines[line - 1])


@dataclass
class Node:
    """A value of a file: a scalar, a mapping (`entries`) or a list (`items`), and where it stands."""

    source: Source
    line: int
    column: int
    scalar: Scalar = None
    entries: dict[str, Node] | None = None
    items: list[Node] | None = None
    key_places: dict[str, Place] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return self.source.place(self.line, self.column)

    @property
    def is_scalar(self) -> bool:
        """Whether this is neither a mapping nor a list."""
        return self.entries is None and self.items is None

    def plain(self) -> Any:
        """The value as dicts, lists and scalars. Recursion is safe: nesting was bounded when the tree was
        built."""
        if self.entries is not None:
            return {key: child.plain() for key, child in self.entries.items()}
        if self.items is not None:
            return [child.plain() for child in self.items]
        return self.scalar


class Places:
    """Where each value of a read file stands, by its path of keys and indices."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def node(self, loc: Loc) -> Node | None:
        """The node at a path, or None."""
        found: Node | None = self._root
        for part in loc:
            found = _child(found, part) if found else None
        return found

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """The place of the value at `loc`; where there is none, of its nearest ancestor.

        A mapping or list under a key is placed at its key, since its first line comes later; `key=True` asks
        for the key of a scalar, too. A union's tag inside `loc`, as pydantic writes it, is skipped.
        """
        node, place = self._root, self._root.place
        for part in loc:
            child = _child(node, part)
            if child is None:
                continue
            if node.entries is not None and (not child.is_scalar or (key and part == loc[-1])):
                place = node.key_places[str(part)]
            else:
                place = child.place
            node = child
        return place

    def __call__(self, loc: Loc) -> Place:
        return self.place(loc)

    def __getitem__(self, loc: Loc) -> Place:
        return self.place(loc)


def _child(node: Node | None, part: str | int) -> Node | None:
    if node is None:
        return None
    if node.entries is not None:
        return node.entries.get(str(part))
    if node.items is not None and isinstance(part, int) and 0 <= part < len(node.items):
        return node.items[part]
    return None


def grow(text: str, source: Source) -> Node:
    """The tree of one YAML document.

    Raises UserFault with every hostile or mistaken construct found: up to 50 of them, or up to the first that
    makes the rest unreadable (a syntax error, too deep, too many).
    """
    return _Builder(source).build(text)


class _Builder:
    """Grows a tree from parser events; `_open` is the path of containers not yet closed."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open: list[Node] = []
        self._keys: list[tuple[str, Place] | None] = []
        self._root: Node | None = None
        self._nodes = 0
        self._documents = 0
        self._faults: list[Diagnostic] = []

    def build(self, text: str) -> Node:
        for event in self._events(text):
            self._take(event)
            if len(self._faults) >= COLLECTED_LIMIT:
                break
        if self._faults:
            raise UserFault(self._faults)
        return self._root or Node(self._source, 1, 1)

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except UserFault:
            raise
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = self._source.place(mark.line + 1, mark.column + 1) if mark else self._source.place(1, 1)
            self._stop(
                "G008",
                f"the YAML stops making sense here: {error.problem or error.context or 'no reason given'}",
                place,
            )
        except Exception as error:
            # The parser is not ours and the text may be hostile: whatever it raises, the text
            # is at fault, not the user's run.
            self._stop("G008", f"the YAML parser gave up ({type(error).__name__})", self._source.place(1, 1))

    def _stop(self, code: str, what: str, place: Place) -> None:
        self._fault(code, what, place)
        raise UserFault(self._faults)

    def _fault(self, code: str, what: str, place: Place) -> None:
        why, remedy = _REASONS[code]
        self._faults.append(Diagnostic(code, what, why, remedy, place))

    def _take(self, event: Any) -> None:
        if isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, ev.DocumentStartEvent):
            self._begin_document(event)
        elif isinstance(event, ev.AliasEvent):
            self._fault("G012", f"`*{event.anchor[:60]}` is an alias", self._at(event))
            self._put(event, Node(self._source, 1, 1, scalar=f"*{event.anchor}"))
        elif isinstance(event, ev.NodeEvent):
            self._check_marks(event)
            self._put(event, self._node(event))

    def _at(self, event: Any) -> Place:
        return self._source.place(event.start_mark.line + 1, event.start_mark.column + 1)

    def _begin_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop("G015", "a second document begins here", self._at(event))
        if event.version is not None or event.tags:
            self._fault("G013", "the file begins with a YAML directive", self._at(event))

    def _check_marks(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > NODE_LIMIT:
            self._stop("G011", f"the file holds more than {NODE_LIMIT} keys and values", self._at(event))
        if event.anchor is not None:
            self._fault("G012", f"`&{event.anchor[:60]}` is an anchor", self._at(event))
        if event.tag is not None:
            self._fault("G013", f"`{str(event.tag)[:60]}` is a YAML tag", self._at(event))

    def _node(self, event: Any) -> Node:
        node = Node(self._source, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, ev.ScalarEvent):
            hidden = HIDDEN.search(event.value)
            if hidden:
                # Written as an escape inside quotes, or else the text would have been refused before.
                what = f"an escape for U+{ord(hidden.group()):04X}, which cannot be seen"
                self._fault("G006", what, self._at(event))
            node.scalar = self._scalar(event) if event.implicit[0] else event.value
        elif isinstance(event, ev.MappingStartEvent):
            node.entries = {}
        else:
            node.items = []
        return node

    def _put(self, event: Any, node: Node) -> None:
        """Hang the node into the container that is open, as a key, a value or an item."""
        if not self._open:
            self._root = node
        elif self._open[-1].items is not None:
            self._open[-1].items.append(node)
        elif self._keys[-1] is None:
            self._put_key(event, node)
        else:
            entries = self._open[-1].entries
            assert entries is not None
            key, place = self._keys[-1]
            entries[key] = node
            self._open[-1].key_places[key] = place
            self._keys[-1] = None
        if not node.is_scalar:
            if len(self._open) >= NESTING_LIMIT:
                self._stop("G010", f"this is nested more than {NESTING_LIMIT} deep", self._at(event))
            self._open.append(node)
            self._keys.append(None)

    def _put_key(self, event: Any, node: Node) -> None:
        place = self._at(event)
        if not isinstance(event, ev.ScalarEvent | ev.AliasEvent) or node.scalar is None or node.scalar == "":
            self._stop("G018", "this key is empty, a list or a mapping", place)
        # The text as written: `2018` and `true` are keys like any other word.
        key = event.value if isinstance(event, ev.ScalarEvent) else str(node.scalar)
        if key == "<<":
            self._fault("G012", "`<<` is a merge key", place)
        elif key in (self._open[-1].entries or {}):
            first = self._open[-1].key_places[key]
            self._fault("G014", f"`{key[:60]}` is given twice; the first stands in line {first.line}", place)
        self._keys[-1] = (key, place)

    def _scalar(self, event: Any) -> Scalar:
        text: str = event.value
        if text in _WORDS:
            return _WORDS[text]
        if _NOT_FINITE.match(text):
            self._fault("G016", f"`{text}` is not a finite number", self._at(event))
            return 0
        integer = bool(_INTEGER.match(text))
        if not integer and not _FLOAT.match(text):
            return text
        if sum(c.isdigit() for c in text) > (DIGIT_LIMIT if integer else 3 * DIGIT_LIMIT):
            self._fault("G017", f"a number of {len(text)} characters", self._at(event))
            return 0
        digits = text.replace("_", "")
        if integer:
            # Octal only as `0o17`: a leading zero is no octal in YAML 1.2, and base 0 would refuse it.
            return int(digits, 0) if digits[:2] in ("0o", "0x") else int(digits)
        value = float(digits)
        if not math.isfinite(value):
            self._fault("G016", f"`{text[:60]}` is too large for a number", self._at(event))
            return 0
        return value


_REASONS: dict[str, tuple[str, str]] = {
    "G006": ("A reader must see all that a file says.", "remove the character"),
    "G008": (
        "The file cannot be read beyond this point.",
        "look at this line and the one above: indentation, quotes, colons",
    ),
    "G010": (
        "No file of Glasshouse needs such depth; a file that does may be meant to exhaust memory.",
        "flatten it",
    ),
    "G011": (
        "A place, conduct or regime is a page or a few; a table of data is not taken in.",
        "split the file or shorten it",
    ),
    "G012": (
        "A small file of aliases can grow without bound, and a reader cannot see what it says.",
        "write it out, or use `extends`",
    ),
    "G013": (
        "Tags can ask a reader to build any object; these files are plain data.",
        "leave it out; quote a value that is text",
    ),
    "G014": ("Only one of the two could count, and nobody would see which.", "remove or rename one of them"),
    "G015": (
        "One file is one place, conduct, regime or experiment.",
        "put the second document into a file of its own",
    ),
    "G016": ("Tables are integers; nothing can be computed from it.", "write a number"),
    "G017": ("Numbers here have at most 19 digits.", "shorten the number; quote it if it is text"),
    "G018": (
        "Keys are the words of the grammar and the ids of clauses.",
        "write a word before the colon; quote it if it begins with a sign",
    ),
}
