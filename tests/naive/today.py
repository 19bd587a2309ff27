"""What the slow day notes of one citizen's day, and how standing looks to the audit at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.naive.authority import Record


class View(NamedTuple):
    """Standing as the audit sees it at the end of a day."""

    scores: tuple[int, ...]
    tier: int
    lists: tuple[frozenset[str], ...]
    under: tuple[frozenset[str], ...]


@dataclass
class Today:
    """What one citizen's day brings."""

    acts: list[tuple[str, bool]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    entries: list[tuple[str, set[str], str]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    strayed: bool = False
    gained: int = 0
    claimed: list[str] = field(default_factory=list)


def verdict(held: bool, error_free: bool, rights: bool) -> str | None:
    """The class of something held."""
    if not held:
        return None
    if not error_free:
        return "in error"
    return "by the rules" if rights else "against a right"
