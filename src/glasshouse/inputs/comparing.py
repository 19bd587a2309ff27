"""What differs between two files of one kind, clause by clause, after `extends:` is resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from glasshouse.diagnostics import Diagnostic, Place, UserFault
from glasshouse.inputs import library
from glasshouse.inputs.inspecting import NAMES, path_and_kind
from glasshouse.inputs.merging import NOT_INHERITED
from glasshouse.inputs.reading import Read
from glasshouse.inputs.wording import label_of, unit_of

HEAD, RESTS_ON = "head", ("source", "assumption")
How = Literal["added", "removed", "changed", "moved"]
Address = tuple[str, str]
"""Section (dotted, as in `score.pulls`) and id; no id where the section is one clause or one figure."""


@dataclass(frozen=True)
class Field:
    """One field that differs: its path, what it is called, its unit, and its two values (None where it has none)."""

    path: tuple[str, ...]
    label: str
    unit: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """One clause that differs; `moved` is a section in another order. Places are where each file has it."""

    section: str
    id: str
    how: How
    fields: tuple[Field, ...]
    before: Place | None
    after: Place | None


@dataclass(frozen=True)
class Difference:
    """What differs between two files; `same` counts the clauses that do not."""

    kind: str
    one: Read[Any]
    other: Read[Any]
    changes: tuple[Change, ...]
    same: int


def compare(one: str, other: str) -> Difference:
    """Return what differs between two files, or shipped names, of one kind; two kinds raise UserFault."""
    (path, kind), (path_of_other, kind_of_other) = path_and_kind(one), path_and_kind(other)
    if kind != kind_of_other:
        raise UserFault(
            [
                Diagnostic(
                    "G801",
                    f"`{one[:60]}` is a {NAMES[kind]} and `{other[:60]}` a {NAMES[kind_of_other]}",
                    "Files are compared clause by clause, and these two have no clause in common.",
                    "give two regimes, two places or two conduct files",
                )
            ]
        )
    reads = library.load(kind, path), library.load(kind, path_of_other)
    return difference(NAMES[kind], *reads)


def difference(kind: str, one: Read[Any], other: Read[Any]) -> Difference:
    """Return what differs between two files that were read."""
    mine, theirs = clauses(one.value), clauses(other.value)
    changes = []
    for section, name in [*mine, *(key for key in theirs if key not in mine)]:
        key = (section, name)
        places = place_of(one, key, mine), place_of(other, key, theirs)
        if key not in theirs:
            changes.append(Change(section, name, "removed", (), places[0], None))
        elif key not in mine:
            changes.append(Change(section, name, "added", (), None, places[1]))
        else:
            found = differing(mine[key][1], theirs[key][1], ())
            # What a clause does comes before what it rests on.
            fields = tuple(sorted(found, key=lambda field: field.path[0] in RESTS_ON))
            changes += [Change(section, name, "changed", fields, *places)] * bool(fields)
    changes += moved(list(mine), list(theirs))
    order = {section: k for k, section in enumerate(dict.fromkeys(section for section, _ in (*mine, *theirs)))}
    changes.sort(key=lambda change: order[change.section])
    touched = {(change.section, change.id) for change in changes} | {(HEAD, "")}
    return Difference(kind, one, other, tuple(changes), len((mine.keys() & theirs.keys()) - touched))


def clauses(value: Any) -> dict[Address, tuple[tuple[str | int, ...], Any]]:
    """Return every clause of a file by its address: its path and its plain fields, defaults filled in.

    A list whose entries have an id gives one clause each, also inside another clause (the dimensions of a score).
    """
    whole = value.model_dump(mode="json", by_alias=True)
    told = {key: whole.pop(key) for key in list(whole) if key in NOT_INHERITED}
    found: dict[Address, tuple[tuple[str | int, ...], Any]] = {(HEAD, ""): ((), told)}
    for key, part in whole.items():
        if part is not None:
            found |= dict(_clauses(key, (key,), part))
    return found


def _clauses(
    section: str, loc: tuple[str | int, ...], part: Any
) -> Iterator[tuple[Address, tuple[tuple[str | int, ...], Any]]]:
    if _named(part):
        for k, entry in enumerate(part):
            yield (section, str(entry["id"])), ((*loc, k), entry)
    elif isinstance(part, list) and part and all(isinstance(entry, dict) for entry in part):
        # Rows without an id (age bands, sizes of households) are known by their first number.
        yield (section, ""), (loc, {_row(entry, k): entry for k, entry in enumerate(part)})
    elif isinstance(part, dict):
        inner = {key: value for key, value in part.items() if _named(value)}
        yield (section, ""), (loc, {key: value for key, value in part.items() if key not in inner})
        for key, value in inner.items():
            yield from _clauses(f"{section}.{key}", (*loc, key), value)
    elif part != []:
        yield (section, ""), (loc, {"value": part})


def _named(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(one, dict) and "id" in one for one in part)


def _row(entry: dict[str, Any], k: int) -> str:
    return next((f"{key} {entry[key]}" for key in ("from", "size") if key in entry), str(k + 1))


def place_of(read: Read[Any], key: Address, found: dict[Address, tuple[tuple[str | int, ...], Any]]) -> Place | None:
    """Return where a file has a clause; nothing where it has none."""
    return read.places.place(found[key][0]) if key in found else None


def differing(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Field]:
    """Yield the fields in which two values differ.

    >>> [found] = differing({"points": {"urban": -30}}, {"points": {"urban": -60}}, ())
    >>> found.label, found.before, found.after, found.unit
    ('points, in town', -30, -60, 'points')
    """
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from differing(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, dict) or isinstance(after, dict):
        for key in before or after:
            one, other = ((value or {}).get(key) for value in (before, after))
            yield from differing(one, other, (*path, key))
    else:
        yield Field(path, label_of(path), unit_of(path), before, after)


def moved(mine: list[Address], theirs: list[Address]) -> list[Change]:
    """Return the sections whose clauses stand in another order: sensors look, and tiers rise, in the file's order."""
    found = []
    for section in dict.fromkeys(section for section, _ in mine):
        shared = [key for key in mine if key[0] == section and key in theirs]
        if shared != [key for key in theirs if key in shared]:
            found.append(Change(section, "", "moved", (), None, None))
    return found
