"""What every entry of an input file has in common: an id, and a source or a declared assumption."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Group = Literal["M", "N1", "N2"]
Status = Literal["documented", "disputed", "fiction", "baseline"]

GROUPS: tuple[Group, ...] = ("M", "N1", "N2")
"""Majority and two minorities: neutral names, never those of peoples."""


class Strict(BaseModel):
    """A mapping in which every key is known and every value has its own type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, allow_inf_nan=False)


class Assumption(Strict):
    """A number nobody has published: why this one, and the range that the sensitivity analysis uses."""

    why: str = Field(min_length=8, max_length=400, description="Why this value and this range.")
    range: tuple[float, float] = Field(description="Plausible range of the entry's main number, low then high.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.range[0] > self.range[1]:
            raise PydanticCustomError("range_order", "a range runs from low to high")
        return self


class Sourced(Strict):
    """An entry that says where it comes from: `source` (evidence keys) or `assumption` (with a range)."""

    source: str | list[str] | None = Field(None, description="Key or keys of data/evidence/figures.csv.")
    assumption: Assumption | None = Field(None, description="Declared where no figure is published.")

    @model_validator(mode="after")
    def _says_where_from(self) -> Self:
        if self.source is None and self.assumption is None:
            raise PydanticCustomError(
                "unsourced", "this entry has neither `source:` (an evidence key) nor `assumption:` (why and range)"
            )
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """The evidence keys, none where the entry is an assumption only."""
        if self.source is None:
            return ()
        return (self.source,) if isinstance(self.source, str) else tuple(self.source)


class Clause(Sourced):
    """A sourced entry with an id by which `extends:` can change it and `explain` can name it."""

    id: Slug = Field(description="Lower-case words with hyphens; unique in its file.")


class Figure(Sourced):
    """One number with its source."""

    value: float


class Shares(Sourced):
    """Named shares that sum to one."""

    shares: dict[Slug, Share] = Field(min_length=1)

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        total = sum(self.shares.values())
        if abs(total - 1.0) > 0.005:
            raise PydanticCustomError("shares_sum", "shares sum to {total}, not to 1", {"total": round(total, 4)})
        return self


class ByResidence(Strict):
    """A number in town and in the country."""

    urban: float = Field(ge=0.0)
    rural: float = Field(ge=0.0)


class ByGroup(Strict):
    """A factor per group: for exposure, error and treatment only, never for conduct."""

    M: float = Field(1.0, ge=0.0, le=100.0)
    N1: float = Field(1.0, ge=0.0, le=100.0)
    N2: float = Field(1.0, ge=0.0, le=100.0)
