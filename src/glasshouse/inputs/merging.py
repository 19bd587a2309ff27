"""`extends`: a file that says only how it differs from its parent, merged before it is checked.

Mappings merge key by key. Lists whose entries all have an `id` merge by id: an entry of the child changes
only the fields it names, a new id is appended, `remove: true` takes the parent's clause away. Any other value
is replaced. What a file says about itself (title, status, note, describes, name) is never inherited.
"""

from __future__ import annotations

from dataclasses import replace

from glasshouse.diagnostics import Diagnostic, Place, nearest
from glasshouse.inputs.tree import Node

NOT_INHERITED = frozenset(
    {"extends", "title", "status", "note", "describes", "name", "place", "conduct", "regime", "experiment"}
)
"""What a file says about itself: its name key (`place:`, `regime:` and so on), its title, its status."""


def merge(parent: Node, child: Node, faults: list[Diagnostic]) -> Node:
    """The child's tree laid over the parent's; every node keeps the file and line it came from.

    Faults (a removed id that is not there, an id used twice) are added to `faults`. Neither tree is changed.
    """
    assert parent.entries is not None
    assert child.entries is not None
    inherited = {key: node for key, node in parent.entries.items() if key not in NOT_INHERITED}
    places = {key: parent.key_places[key] for key in inherited}
    return _mapping(replace(parent, entries=inherited, key_places=places), child, faults)


def _mapping(parent: Node, child: Node, faults: list[Diagnostic]) -> Node:
    entries, places = dict(parent.entries or {}), dict(parent.key_places)
    for key, node in (child.entries or {}).items():
        if key == "extends":
            continue
        entries[key] = _value(entries.get(key), node, faults)
        places[key] = child.key_places[key]
    return replace(child, entries=entries, key_places=places)


def _value(parent: Node | None, child: Node, faults: list[Diagnostic]) -> Node:
    if child.items is not None and _removals(child):
        parent = parent if parent is not None and parent.items is not None else replace(child, items=[])
    if parent is None:
        return child
    if parent.entries is not None and child.entries is not None:
        return _mapping(parent, child, faults)
    if child.items and parent.items is not None and _has_ids(parent) and _has_ids(child):
        return _clauses(parent, child, faults)
    return child


def _clauses(parent: Node, child: Node, faults: list[Diagnostic]) -> Node:
    """Two lists of clauses as one, in the parent's order, with new ids at the end."""
    merged = {_id(entry): entry for entry in parent.items or []}
    given: set[str] = set()
    for entry in child.items or []:
        name = _id(entry)
        if name in given:
            faults.append(
                _fault(
                    "G205",
                    f"`{name}` stands twice in this list",
                    "write the changes of one clause once",
                    _place(entry),
                )
            )
        elif entry in _removals(child):
            if name not in merged:
                close = nearest(name, merged)
                faults.append(
                    _fault(
                        "G204",
                        f"there is no clause `{name}` to remove",
                        f"did you mean `{close}`?" if close else "leave the entry out",
                        _place(entry),
                    )
                )
            merged.pop(name, None)
        else:
            before = merged.get(name)
            merged[name] = _mapping(before, entry, faults) if before else entry
        given.add(name)
    return replace(child, items=list(merged.values()))


def _removals(node: Node) -> list[Node]:
    return [
        entry
        for entry in node.items or []
        if entry.entries and "remove" in entry.entries and entry.entries["remove"].scalar is True
    ]


def _has_ids(node: Node) -> bool:
    """Whether all entries are mappings with an id; an empty list has nothing that speaks against it."""
    return all(
        entry.entries is not None and "id" in entry.entries and isinstance(_raw_id(entry), str | int)
        for entry in node.items or []
    )


def _raw_id(entry: Node) -> object:
    return (entry.entries or {})["id"].scalar


def _id(entry: Node) -> str:
    return str(_raw_id(entry))


def _place(entry: Node) -> Place:
    assert entry.entries is not None
    return entry.entries["id"].place


def _fault(code: str, what: str, remedy: str, place: Place) -> Diagnostic:
    return Diagnostic(
        code, what, "A change must say which clause of the parent it changes, and only once.", remedy, place
    )
