"""The grammar of a place: published aggregates from which a population is synthesised."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import Figure, Share, Shares, Slug, Sourced, Strict

AGE_OLDEST = 99


class AgeBand(Sourced):
    """A published age band and its share of the population."""

    first: int = Field(ge=0, le=AGE_OLDEST, alias="from")
    last: int = Field(ge=0, le=AGE_OLDEST, alias="to")
    share: Share


class HouseholdSize(Sourced):
    """The share of households that have so many members (the last row: that many and more)."""

    size: int = Field(ge=1, le=10)
    share: Share


class Groups(Sourced):
    """Shares of the majority and of two minorities."""

    M: Share
    N1: Share
    N2: Share

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        if abs(self.M + self.N1 + self.N2 - 1.0) > 0.005:
            raise PydanticCustomError("shares_sum", "the group shares do not sum to 1")
        return self


class Education(Sourced):
    """Shares of the whole population by highest schooling; the rest has primary schooling or none."""

    college: Share
    senior_secondary: Share
    junior_secondary: Share


class Incomes(Sourced):
    """Disposable income per head and year: means of the five fifths, and of town and country."""

    fifths: tuple[float, float, float, float, float] = Field(description="Lowest fifth first, currency per year.")
    urban_mean: float = Field(gt=0)
    rural_mean: float = Field(gt=0)


class Posts(Sourced):
    """Well-paid posts: what part of the employed hold one, and what it pays against an ordinary job."""

    share: Share
    premium: float = Field(ge=1.0, le=5.0)


class Budget(Sourced):
    """What a month costs: shares of monthly income that go to living and to bills, by fifth of income."""

    living: tuple[Share, Share, Share, Share, Share]
    bills: Share
    savings_months: tuple[float, float, float, float, float] = Field(
        description="Savings on day 0 in months of income, by fifth."
    )
    benefit: Share = Field(description="Income of somebody out of work as a share of the usual.")


class Deaths(Sourced):
    """How many of a thousand people of an age die in a year: a floor, and what doubles with every so many years."""

    at_60: float = Field(ge=0.0, le=200.0, description="Of a thousand of sixty, a year, above the floor.")
    doubles_years: float = Field(ge=2.0, le=50.0, description="Years of age in which that doubles.")
    least: float = Field(ge=0.0, le=100.0, description="Of a thousand of any age, a year.")


class Place(Strict):
    """A place file. Every number is a published aggregate or a declared assumption; nobody is in it."""

    place: Slug
    title: str = Field(min_length=3, max_length=120)
    note: str = Field("", max_length=2000)
    year: int = Field(ge=1900, le=2100)
    currency: Literal["CNY", "GBP", "USD", "units"]
    population: Figure
    district_size: Figure = Field(description="Residents of one district (500 to 500 000).")
    provinces: Figure
    urban: Figure = Field(description="Share of residents in town.")
    men_per_100_women: Figure
    ages: list[AgeBand] = Field(min_length=2, max_length=20)
    households: list[HouseholdSize] = Field(min_length=1, max_length=10)
    groups: Groups
    education: Education
    employed: Figure = Field(description="Share of those aged 15 and over who work.")
    sectors: Shares = Field(description="primary, secondary, tertiary.")
    internet: Figure = Field(description="Share of residents who use the Internet.")
    officials: Figure = Field(description="Share of the employed who hold public office.")
    incomes: Incomes
    posts: Posts
    budget: Budget
    lending_rate: Figure = Field(description="Yearly interest on a loan.")
    deaths: Deaths | None = Field(None, description="Left out, nobody grows older and nobody dies.")
    seats: Figure | None = Field(None, description="Share of those of fifteen who get a place at senior school.")

    @model_validator(mode="after")
    def _ages_cover_life(self) -> Self:
        expected = 0
        for band in self.ages:
            if band.first != expected or band.last < band.first:
                raise PydanticCustomError(
                    "age_bands", "age bands must follow one another from 0; {age} is missing", {"age": expected}
                )
            expected = band.last + 1
        if abs(sum(band.share for band in self.ages) - 1.0) > 0.005:
            raise PydanticCustomError("shares_sum", "the shares of the age bands do not sum to 1")
        if abs(sum(row.share for row in self.households) - 1.0) > 0.005:
            raise PydanticCustomError("shares_sum", "the shares of household sizes do not sum to 1")
        if set(self.sectors.shares) != {"primary", "secondary", "tertiary"}:
            raise PydanticCustomError("sectors", "sectors are primary, secondary and tertiary")
        return self
