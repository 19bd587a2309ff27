"""Claimed benefits and harms, each with a regime and two conducts: one under which the claim should hold, one not.

A mechanism that could only help or only hurt would decide its own result (science 2). `data/validation/reach.yaml`
names for every benefit and harm two points inside the ranges of the conduct `default`, and where only one side was
found, or the model has nothing to measure it by, it says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.inputs.clause import Assumption, Slug, Strict
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.parameters import Parameter, got, parameters_of
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read, read
from glasshouse.inputs.shipped import DATA

Sides = Literal["both", "holds", "fails", "silent"]
"""What was found: both conducts; only one under which the claim holds, or fails; or nothing that measures it."""
Moves = dict[str, float]
"""Assumptions by name, and the value that each is moved to; all others stay at their defaults."""


class Further(Strict):
    """A number of an entry beside its main one, which has no range in the conduct file: `ties.gap`, say."""

    number: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]
    assumption: Assumption


class Pair(Strict):
    """One claim: what is claimed, how it is measured, under which regime, and the two conducts.

    ``reached`` is what was found at the size of the command's defaults, and ``why`` says what decides it, or what was
    tried in vain. A claim that the model is silent of has no measure.
    """

    id: Slug
    claim: str = Field(pattern=r"^(B([1-9]|1[0-2])|[A-Za-z0-9-]{2,20})$", description="As science numbers it.")
    kind: Literal["benefit", "harm"]
    what: str = Field(min_length=8, max_length=90)
    measure: str | None = None
    regime: Slug | None = None
    holds: Moves = Field(default_factory=dict)
    fails: Moves = Field(default_factory=dict)
    reached: Sides
    why: str = Field(min_length=20, max_length=500)

    @model_validator(mode="after")
    def _measured_or_silent(self) -> Self:
        measured = self.measure is not None and self.regime is not None and self.holds != self.fails
        if measured == (self.reached == "silent"):
            raise PydanticCustomError("reach", "a pair has a measure, a regime and two conducts, or is silent")
        return self


class Reach(Strict):
    """The file of pairs."""

    further: list[Further] = Field(default_factory=list)
    pairs: list[Pair] = Field(min_length=1)


@lru_cache(maxsize=1)
def reach() -> Reach:
    """Return the shipped pairs.

    >>> reach().pairs[0].claim
    'B1'
    """
    return read(DATA / "validation" / "reach.yaml", Reach).value


def chosen(pairs: Sequence[Pair], only: Sequence[str]) -> list[Pair]:
    """Return the pairs of some claims, or of some ids, all where none is named; an unknown word raises UserFault."""
    names = dict.fromkeys(name for pair in pairs for name in (pair.claim, pair.id))
    for word in only:
        if word not in names:
            close = nearest(word, list(names))
            raise UserFault([Diagnostic(
                "G419", f"`{word[:60]}` is no claim that a pair is for",
                "claims are named by their number, as B1, or a pair by its id",
                f"did you mean `{close}`?" if close else f"there are {', '.join(names)}")])  # fmt: skip
    return [pair for pair in pairs if not only or pair.claim in only or pair.id in only]


def movable(conduct: Read[Conduct], place: Read[Place], further: Iterable[Further]) -> dict[str, Parameter]:
    """Return every assumption that a pair may move, by name: those of the conduct, and the ``further`` ones."""
    known = {one.name: one for one in parameters_of(conduct, place)}
    for one in further:
        entry, field = one.number.split(".")
        low, high = one.assumption.range
        value = float(got(conduct.value.model_dump(mode="json"), (entry, field)))
        known[one.number] = Parameter(one.number, entry, value, low, high, (), one.assumption.why, ((entry, field),))
    return known


def outside(pair: Pair, known: Mapping[str, Parameter]) -> list[str]:
    """Return what a pair moves out of its range, or moves and is no assumption of the conduct."""
    moves = [*pair.holds.items(), *pair.fails.items()]
    return [name for name, value in moves if name not in known or not known[name].low <= value <= known[name].high]
