"""One measure of all seeds together, with the same measure of each seed beside whatever chance can move."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


def with_seeds(whole: T, parts: Sequence[T | None]) -> T:
    """Return ``whole`` with the same measure of each seed in every part of it that has a field ``seeds``.

    ``parts`` are the same measures of each seed alone, in the seeds' order. Rows are found by what they are of: a group
    that nobody is in in one seed has no row there, and stands with nothing counted. Without parts nothing changes.
    """
    return joined(whole, parts) if parts else whole


def joined(whole: Any, parts: Sequence[Any]) -> Any:
    """Return one part of a measure, joined with the same part of each seed (None: the seed has none)."""
    if isinstance(whole, list):
        rows = [{key(row): row for row in part or []} for part in parts]
        return [joined(row, [known.get(key(row)) for known in rows]) for row in whole]
    if isinstance(whole, tuple) and any(is_dataclass(value) for value in whole):
        return tuple(joined(value, [part and part[k] for part in parts]) for k, value in enumerate(whole))
    if not is_dataclass(whole) or isinstance(whole, type):
        return whole
    names = [field.name for field in fields(whole)]
    given = {name: joined(getattr(whole, name), [part and getattr(part, name) for part in parts]) for name in names}
    if "seeds" in names:
        given["seeds"] = tuple(emptied(whole) if part is None else part for part in parts)
    return replace(whole, **given)


def key(row: Any) -> Any:
    """Return what a row is of: its id, group or right, or the name that a pair begins with."""
    return row[0] if isinstance(row, tuple) else tuple(getattr(row, name, None) for name in ("id", "group", "right"))


def emptied(whole: Any) -> Any:
    """Return a measure with nothing counted: what a seed has of it where nobody was there to count.

    >>> from glasshouse.audit.rates import in_ten_thousand
    >>> emptied(in_ten_thousand(3, 75, "days")).value is None
    True
    """
    given = vars(whole).items()
    none: dict[str, Any] = {name: 0 for name, value in given if type(value) is int}
    none |= {name: tuple(0 if type(each) is int else None for each in value) for name, value in given
             if isinstance(value, tuple)}  # fmt: skip
    none |= {name: dict.fromkeys(value, 0) for name, value in given if isinstance(value, dict)}
    none |= {name: emptied(value) for name, value in given if is_dataclass(value)}
    return replace(whole, **none)
