"""What is often told of China's social credit system, claim by claim, as `data/evidence/claims.yaml` has it."""

from functools import lru_cache
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import Slug, Strict
from glasshouse.inputs.reading import read
from glasshouse.inputs.shipped import DATA


class Reading(Strict):
    """Where one figure of a run is read: exactly one field, with the id of the clause that it is of.

    `aware` has the word `heard` instead, since it is of the whole regime.
    """

    entered: Slug | None = Field(None, description="A list: entries per 10 000 person-years.")
    under: Slug | None = Field(None, description="A reward or sanction: person-days under it, of 10 000.")
    refused: Slug | None = Field(None, description="A wish of the conduct: refusals by a sanction, of 10 000 attempts.")
    tier: Slug | None = Field(None, description="A tier: who holds it on the last day, of 10 000 on file.")
    false: Slug | None = Field(None, description="A sensor: its false records per 10 000 person-years.")
    minutes: Slug | None = Field(None, description="A gate: minutes that it took, per person and year.")
    minutes_in_error: Slug | None = Field(None, description="A gate: minutes that it took by mistake.")
    aware: Slug | None = Field(None, description="Who has heard of the regime by the last day, of 10 000 on file.")

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("reading", "a figure is read at one place: give exactly one key")
        return self

    @property
    def key(self) -> str:
        """The measure and the clause in a word each.

        >>> Reading(entered="low-standing").key
        'entered low-standing'
        """
        [(measure, clause)] = self.model_dump(exclude_none=True).items()
        return f"{measure} {clause}"


class Figure(Strict):
    """A figure that speaks to a claim: what it counts, with its unit, and where each regime has it."""

    what: str = Field(min_length=8, max_length=90)
    of: dict[Slug, Reading] = Field(min_length=1, max_length=3, description="By regime.")


class Claim(Strict):
    """A claim: what is told, what is on record, what would have to be true, and where the model speaks to it.

    `would_need` says no more than the evidence: where the model is silent it says so, and there is no figure.
    """

    id: Slug
    told: str = Field(min_length=10, max_length=300)
    verdict: str = Field(min_length=4, max_length=40, description="What is to be said of it, in a few words.")
    on_record: str = Field(min_length=10, max_length=600)
    keys: list[str] = Field(min_length=1, max_length=12, description="Keys of figures.csv.")
    would_need: str = Field(min_length=10, max_length=600, description="What would have to be true.")
    clauses: dict[Slug, list[Slug]] = Field(default_factory=dict, description="Clauses that say so, by regime.")
    figures: list[Figure] = Field(default_factory=list, max_length=6)

    @property
    def regimes(self) -> tuple[str, ...]:
        """The regimes that the claim is about, in order."""
        return tuple(dict.fromkeys([*self.clauses, *(name for figure in self.figures for name in figure.of)]))


class Claims(Strict):
    """The file of claims."""

    claims: list[Claim] = Field(min_length=1)


@lru_cache(maxsize=1)
def claims() -> tuple[Claim, ...]:
    """Return every claim, in the order of the file.

    >>> claims()[0].id
    'one-score'
    """
    return tuple(read(DATA / "evidence" / "claims.yaml", Claims).value.claims)
