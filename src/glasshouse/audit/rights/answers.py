"""What a predicate answers: yes, no or open, with the places that it rests on and what would settle it.

Answers combine as Kleene's three values do: `both` is no where a part is no and else open where a part is; `either` is
yes where a part is yes and else open where a part is. An answer is open for want of a fact (`missing`), or because it
takes a measure or a lawyer (`doubt`): a missing fact comes first.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

Doubt = Literal["", "needs-measure", "needs-human"]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, order=True)
class Spot:
    """A place in a file that an answer rests on: the clause in words, and where it stands."""

    file: str
    line: int
    clause: str


@dataclass(frozen=True)
class Answer:
    """``holds``: True, False, or None where it is open.

    ``spots``: the places that say so; ``missing``: facts that would settle it; ``declared``: cells of shipped tables
    that it rests on, which are ours and may be laid aside; ``doubt``: what else it takes; ``because``: why, in words.
    """

    holds: bool | None
    spots: tuple[Spot, ...] = ()
    missing: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    doubt: Doubt = ""
    because: str = ""


YES, NO = Answer(True), Answer(False)


def both(*parts: Answer) -> Answer:
    """Return whether all parts hold; of an open whole, the places of the parts that hold are kept.

    >>> both(YES, NO, unknown("x")).holds, both(YES, unknown("x")).missing
    (False, ('x',))
    """
    refuted = [part for part in parts if part.holds is False]
    if refuted:
        return gather(False, refuted)
    return gather(None if any(part.holds is None for part in parts) else True, parts)


def either(*parts: Answer) -> Answer:
    """Return whether any part holds; of nothing, no. Parts that hold without a declared table count alone.

    >>> either(NO, YES, unknown("x")).holds, either(NO, unknown("x")).holds, either().holds
    (True, None, False)
    """
    found = [part for part in parts if part.holds]
    if found:
        return gather(True, [part for part in found if not part.declared] or found)
    left = [part for part in parts if part.holds is None]
    return gather(None, left) if left else gather(False, parts)


def negate(part: Answer) -> Answer:
    """Return the contrary; what is open stays open.

    >>> negate(YES).holds, negate(unknown("x")).holds
    (False, None)
    """
    return part if part.holds is None else replace(part, holds=not part.holds)


def given(part: Answer) -> Answer:
    """Return a condition without its places: they say where a rule bites at all, not what trips it."""
    return replace(part, spots=())


def unknown(*missing: str, because: str = "") -> Answer:
    """Return an answer that lacks these facts."""
    return Answer(None, missing=missing, because=because)


def measured(because: str, *spots: Spot) -> Answer:
    """Return an answer that only a measure can settle."""
    return Answer(None, spots, doubt="needs-measure", because=because)


def argued(because: str, *spots: Spot) -> Answer:
    """Return an answer that only a lawyer can settle."""
    return Answer(None, spots, doubt="needs-human", because=because)


def gather(holds: bool | None, parts: Iterable[Answer]) -> Answer:
    """Return parts as one answer: each place, fact and cell once, in the order in which they were met."""
    kept = list(parts)
    doubts = [part.doubt for part in kept if part.holds is None and part.doubt]
    return Answer(
        holds,
        once(spot for part in kept for spot in part.spots),
        once(fact for part in kept if part.holds is None for fact in part.missing),
        once(cell for part in kept for cell in part.declared),
        ("needs-human" if "needs-human" in doubts else doubts[0]) if doubts and holds is None else "",
        " ".join(once(part.because for part in kept if part.because)),
    )


def once(members: Iterable[T]) -> tuple[T, ...]:
    """Return members, each once, in order.

    >>> once([1, 2, 1])
    (1, 2)
    """
    return tuple(dict.fromkeys(members))
