"""`glasshouse diff A B`: what differs between two files, clause by clause, in words."""

from itertools import groupby
from typing import Any

from glasshouse.diagnostics import Place
from glasshouse.inputs.comparing import HEAD, Change, Difference, Field
from glasshouse.inputs.describing import SECTIONS, Spoken, describe, file_of, keys_of
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.wording import counted, series, valued
from glasshouse.report.regimes import clause_body
from glasshouse.report.told import Told, text_of, wrapped
from glasshouse.report.words import sentence

PROSE = ("describes", "note", "why")
"""Texts that are not printed twice; that it is another one is said."""


def shown(found: Difference, brief: bool = False) -> Told:
    """Return a difference as data and as text; `brief` says how much differs, and not what."""
    return Told(data_of(found), text_of(wrapped(summary(found)) if brief else lines_of(found)))


def data_of(found: Difference) -> dict[str, Any]:
    """Return a difference as plain data."""
    return {
        "kind": found.kind,
        "from": named(found.kind, found.one),
        "to": named(found.kind, found.other),
        "same": found.same,
        "changes": [
            {
                "section": change.section,
                "id": change.id,
                "how": change.how,
                "from": where(change.before),
                "to": where(change.after),
                "fields": [
                    {"field": ".".join(field.path), "label": field.label, "unit": field.unit,
                     "from": field.before, "to": field.after}
                    for field in change.fields
                ],
            }
            for change in found.changes
        ],
    }  # fmt: skip


def named(kind: str, read: Read[Any]) -> dict[str, Any]:
    """Return which file was compared: its name, title, status where it has one, and files."""
    return {
        "name": getattr(read.value, kind),
        "title": read.value.title,
        "status": getattr(read.value, "status", None),
        "files": [path.name for path in read.files],
    }


def where(place: Place | None) -> str | None:
    """Return a place as file and line."""
    return f"{file_of(place)}:{place.line}" if place else None


def lines_of(found: Difference) -> list[str]:
    """Return a difference as lines."""
    one, other = named(found.kind, found.one), named(found.kind, found.other)
    lines = wrapped(f"From {called(one)}", 0, 2) + wrapped(f"to   {called(other)}", 0, 2)
    lines += ["", *wrapped(summary(found))]
    sides = spoken(found.one), spoken(found.other)
    for section, alike in groupby(found.changes, key=lambda change: change.section.split(".")[0]):
        changes = list(alike)
        # A single figure of a place is headed by its own name.
        if section in SECTIONS or section == HEAD or any(change.id for change in changes):
            lines += ["", "", heading(section)]
        for change in changes:
            lines += ["", *change_lines(change, *sides)]
    return lines


def called(file: dict[str, Any]) -> str:
    """Return what a file is called: its name, status and title."""
    status = f" [{file['status']}]" if file["status"] else ""
    return f"{file['name']}{status}: {file['title']}"


def summary(found: Difference) -> str:
    """Return how many clauses differ in which way."""
    apart = [change for change in found.changes if change.section != HEAD]
    same = f"{counted(found.same, 'clause')} {'is' if found.same == 1 else 'are'} the same"
    if not apart:
        head = "No clause differs, only what they say about themselves" if found.changes else "There is no difference"
        return f"{head}: {same}."
    ways = [(how, sum(change.how == how for change in apart)) for how in ("changed", "added", "removed")]
    told = [f"{counted(number, 'clause')} {how}" for how, number in ways if number]
    order = "the order differs" if any(change.how == "moved" for change in apart) else ""
    return f"{sentence(series([*told, order] if order else told))}; {same}."


def heading(section: str) -> str:
    """Return what a part of a file is called."""
    return "What the file says about itself" if section == HEAD else SECTIONS.get(section, section.replace("_", " "))


def spoken(read: Read[Any]) -> dict[str, Spoken]:
    """Return the clauses of a regime in words by their ids; nothing for a place or a conduct."""
    if not isinstance(read.value, Regime):
        return {}
    return {clause.id: clause for section in describe(read).sections for clause in section.clauses}


def change_lines(change: Change, before: dict[str, Spoken], after: dict[str, Spoken]) -> list[str]:
    """Return one clause that differs; one that is added or removed is told in full."""
    if change.how == "moved":
        return wrapped("They stand in another order.", 2)
    name = change.id or (change.section.partition(".")[2] or change.section).replace("_", " ")
    lines = [] if change.section == HEAD else wrapped(f"{name}: {change.how} {places(change)}", 2, 4)
    whole = (after if change.how == "added" else before).get(name)
    if change.how != "changed" and whole is not None:
        lines += clause_body(whole)
    indent = 2 if change.section == HEAD else 4
    for field in change.fields:
        lines += wrapped(field_words(field), indent, indent + 2)
    return lines


def places(change: Change) -> str:
    """Return where a clause stands in the files that have it."""
    found = [where(place) for place in (change.before, change.after) if place is not None]
    return f"({' -> '.join(dict.fromkeys(filter(None, found)))})"


def cited(source: Any) -> list[str]:
    """Return the keys under a `source`, each with the mark of a figure that nobody has checked.

    >>> cited("jaywalk_rate"), cited(None)
    (['jaywalk_rate [verify]'], [])
    """
    return [key.marked for key in keys_of(source)]


def field_words(field: Field) -> str:
    """Return one field that differs, from what to what, with its unit.

    >>> field_words(Field(("fine",), "fine", "of the place's currency", 20, 40))
    "fine: 20 -> 40 of the place's currency"
    """
    before, after = field.before, field.after
    if field.path[-1] == "source":
        before, after = cited(before), cited(after)
    lists = isinstance(before, list) and isinstance(after, list)
    if lists and all(isinstance(one, str) for one in (*before, *after)):
        gone = [one for one in before if one not in after]
        new = [one for one in after if one not in before]
        told = [f"without {series(gone)}"] * bool(gone) + [f"with {series(new)}"] * bool(new)
        return f"{field.label}: {', '.join(told) or 'in another order'}"
    if field.path[-1] in PROSE:
        return f"{field.label}: {'another text' if before and after else 'a text' if after else 'no text'}"
    return f"{field.label}: {valued(before)} -> {valued(after)} {field.unit}".rstrip()
