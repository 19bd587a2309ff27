"""Sentences on what the years brought a citizen (P4)."""

from collections.abc import Callable
from typing import Any

from glasshouse.report.words import grouped

Facts = dict[str, Any]


def seat(facts: Facts) -> str:
    """Return whether there was a place at senior school.

    >>> seat({"given": False})
    'Leaves junior school; there is no place at senior school.'
    """
    place = "with a place at senior school" if facts["given"] else "there is no place at senior school"
    return f"Leaves junior school{'' if facts['given'] else ';'} {place}."


TOLD_OF_YEARS: dict[str, Callable[[Facts], str]] = {
    "birthday": lambda f: f"Is {f['age']} years old.",
    "seat": seat,
    "schooled": lambda f: f"Has been through {f['schooling']}.",
    "first-work": lambda f: f"Begins to work, with {f['schooling']}.",
    "retired": lambda f: "Stops working at sixty; a pension begins.",
    "on-file": lambda f: f"Is {f['age']}, old enough for records, and on file from today on.",
    "file-closed": lambda f: f"Is {f['age']}, too old for records: the file is closed, and all in it is let go.",
    "inherited": lambda f: f"Inherits {grouped(f['amount'])} from somebody of the household who died.",
    "wed": lambda f: f"Marries {f['whom']}.",
    "parted": lambda f: f"Separates from {f['whom']}.",
    "widowed": lambda f: f"Loses {f['whom']}, husband or wife, who dies.",
    "death": lambda f: f"Dies, {f['age']} years old.",
}
"""How each kind of event is told."""
