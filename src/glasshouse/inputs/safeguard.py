"""The grammar of a safeguard (D1 to D17): what it changes in any regime, how far, and on what that rests.

A safeguard is data. Its changes name clauses by what they are (a kind of sensor, the protection of an act) and never by
an id of one regime, so that it can be laid over any; `glasshouse.inputs.overlaying` does so. The word `intensity` in a
change stands for the one number by which the safeguard is stronger or weaker.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.inputs.clause import Slug, Sourced, Strict
from glasshouse.inputs.consequence import WishKind
from glasshouse.inputs.reading import Read, read
from glasshouse.inputs.regime import SensorKind
from glasshouse.inputs.shipped import DATA

FOLDER = DATA / "safeguards"
Number = float | Literal["intensity"]
"""A number, or the word that stands for the safeguard's own."""


class Intensity(Strict):
    """The number by which a safeguard is stronger or weaker; its range is that of the file's assumption."""

    of: str = Field(min_length=3, max_length=80, description="What the number is, with its unit.")
    value: float
    whole: bool = Field(False, description="A count: weeks, deeds, a level.")


class ActsMeant(Strict):
    """Acts by what the conduct file says of them; what is left out does not matter."""

    protects: str | None = Field(None, max_length=60, description="The right that protects them.")
    visibility: list[Literal["private", "friends", "open"]] | None = None
    widens: bool = Field(False, description="So many of the visibilities as the intensity says, from the first on.")


class Where(Strict):
    """Which clauses of a section are meant; what is left out does not matter."""

    kinds: list[SensorKind] | None = Field(None, description="Sensors of these kinds.")
    mistakes: bool | None = Field(None, description="Sensors that may take one for another.")
    colour: Literal["black", "red"] | None = Field(None, description="Lists of this colour.")
    acts: ActsMeant | None = Field(None, description="Rules on these acts; of `omit`, the acts themselves.")
    taken: list[WishKind] | None = Field(None, description="Consequences that take something of wishes of these kinds.")


Section = Literal["sensors", "rules", "lists", "consequences", "remedies", "pulls", "identity", "favour"]


class Remove(Strict):
    """Take clauses away."""

    do: Literal["remove"]
    section: Section
    where: Where = Where()


class Weaken(Strict):
    """Multiply numbers by one less the intensity; at an intensity of 1 the clauses go."""

    do: Literal["weaken"]
    section: Section
    fields: list[str] = Field(min_length=1, description="Fields, with dots into what they hold.")
    where: Where = Where()


class Limit(Strict):
    """Let a number be so much at most; a number that is not there had no limit before."""

    do: Literal["at-most"]
    section: Section
    field: str
    value: Number
    absent: bool = Field(False, description="Write it also where the field is empty: no end, until now.")
    where: Where = Where()


class Write(Strict):
    """Give a field a value."""

    do: Literal["set"]
    section: Section
    field: str
    value: str | float | bool | None
    where: Where = Where()


class Omit(Strict):
    """Let sensors look for some acts no more."""

    do: Literal["omit"]
    where: Where


class Separate(Strict):
    """Cut what a list or a grade does to a wish of another domain of life than its grounds."""

    do: Literal["separate"]


class Require(Strict):
    """Have a remedy; where one of its kind is there, the stricter of the two stands, number by number."""

    do: Literal["require"]
    remedy: dict[str, Any] = Field(description="The fields of the remedy; `kind` is one of the grammar's.")
    sensors: Where | None = Field(None, description="The sensors that it is about; without any it is left out.")


class Help(Strict):
    """Take a share, the intensity, of a number of the conduct file's `shocks` off."""

    do: Literal["help"]
    field: Literal["months_of_income", "per_month"]


Change = Annotated[Remove | Weaken | Limit | Write | Omit | Separate | Require | Help, Field(discriminator="do")]


class Safeguard(Sourced):
    """One safeguard: its number in the model, what it is, what it changes, and what it does not stand for."""

    safeguard: Slug
    number: str = Field(pattern=r"^D[1-9][0-9]?$")
    title: str = Field(min_length=3, max_length=40)
    describes: str = Field(min_length=20, max_length=600)
    left_out: str = Field("", max_length=400, description="What of it the model has not.")
    intensity: Intensity
    changes: list[Change] = Field(min_length=1, max_length=16)

    @model_validator(mode="after")
    def _intensity_in_range(self) -> Self:
        if self.assumption is None:
            raise PydanticCustomError("unsourced", "a safeguard says how far its intensity may go: give `assumption:`")
        low, high = self.assumption.range
        if not low <= self.intensity.value <= high:
            raise PydanticCustomError("range_order", "the intensity lies outside its range")
        return self

    @property
    def order(self) -> int:
        """Its place: D2 comes before D10."""
        return int(self.number[1:])

    @property
    def range(self) -> tuple[float, float]:
        """The range of the intensity."""
        assert self.assumption is not None
        return self.assumption.range

    def at(self, share: float) -> float:
        """Return the intensity so far up its range, 0 to 1; a count is rounded."""
        low, high = self.range
        value = low + share * (high - low)
        return float(round(value)) if self.intensity.whole else value


@lru_cache(maxsize=1)
def safeguards() -> tuple[Read[Safeguard], ...]:
    """Return every shipped safeguard, in the model's order.

    >>> [one.value.number for one in safeguards()][:2]
    ['D1', 'D2']
    """
    found = [read(path, Safeguard) for path in FOLDER.glob("*.yaml")]
    return tuple(sorted(found, key=lambda one: one.value.order))


def chosen(words: Collection[str]) -> tuple[Safeguard, ...]:
    """Return the safeguards of some numbers or ids, all where none is named; an unknown word raises UserFault."""
    known = [one.value for one in safeguards()]
    names = {word: one for one in known for word in (one.number, one.safeguard)}
    faults = []
    for word in words:
        if word not in names:
            close = nearest(word, list(names))
            why, there = "Safeguards ship as data, with a number and a name.", ", ".join(one.number for one in known)
            remedy = f"did you mean {close}? " * bool(close) + f"there are {there}"
            faults.append(Diagnostic("G416", f"there is no safeguard {word[:60]!r}", why, remedy))
    if faults:
        raise UserFault(faults)
    asked = {names[word].number for word in words}
    return tuple(one for one in known if not asked or one.number in asked)
