"""The grammar of growing up: what those begin with who grow up in a run."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import Clause, Share


class Upbringing(Clause):
    """Schooling after fifteen, and in which fifth of income one begins to work: of parents, schooling, or luck (P4)."""

    from_parents: Share = Field(description="Share who begin in the fifth of income of their parents' household.")
    from_schooling: Share = Field(description="Share who begin in the fifth to which their schooling ranks them.")
    college: Share = Field(description="Share of those with a place at senior school who go on to college.")

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        total = self.from_parents + self.from_schooling
        if total > 1.0:
            raise PydanticCustomError(
                "shares_sum", "from_parents and from_schooling sum to {total}, above 1", {"total": round(total, 4)}
            )
        return self


class Courtship(Clause):
    """Couples: how often people look for one, separate, and look only among those of their own standing (P4)."""

    seeks_per_year: float = Field(ge=0.0, le=12.0, description="Times a year that one unmarried, of 20 to 49, looks.")
    separations_per_year: Share = Field(description="Share of couples that separate in a year.")
    by_standing: Share = Field(description="Share who look only among those of their own tier.")
