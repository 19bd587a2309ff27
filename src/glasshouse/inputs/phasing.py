"""The grammar of `phases:`: when, where and on what occasion clauses come into force, change, or cease (G3 to G8).

Every clause stands once in the file, in its own section. A phase names clauses by their ids: what it `adds` is in force
only while a phase that adds it is, what it `drops` is out of force meanwhile; `changes` gives clauses other numbers.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import Clause, Share, Slug, Strict

DAYS_MOST = 25 * 366
PHASES_MOST = 12
Day = Annotated[int, Field(ge=0, le=DAYS_MOST)]
EVERYTHING = "everything"


class Occasion(Strict):
    """G4: a phase that nobody dates; it begins once enough has been put on record."""

    recorded: list[Slug] = Field(
        default_factory=list, max_length=64, description="Acts whose records are counted; none named = any."
    )
    per_1000_a_month: float = Field(
        gt=0.0,
        le=100_000.0,
        description="Records of a month, true or false, per 1 000 on file, from which it may.",
    )
    chance: Share = Field(1.0, gt=0.0, description="Chance at each exchange from which it may begin that it does.")


class Spread(Strict):
    """G5: districts adopt one after another, by what is on record elsewhere and by how many have adopted."""

    chance_a_month: Share = Field(gt=0.0, description="Chance that a district adopts in a month, nothing else given.")
    doubles_per_1000: float | None = Field(
        None, gt=0.0, le=100_000.0, description="Records of a month, per 1 000 on file, that add the chance once more."
    )
    by_adopters: float = Field(
        0.0, ge=0.0, le=100.0, description="The chance is this many times larger still where all others have adopted."
    )


class Reform(Strict):
    """G8: reform from below: likelier, the more people think less of the regime, and the more their view counts."""

    accountability: Share = Field(gt=0.0, description="0 where rule-makers answer to nobody, 1 where to everybody.")
    every_months: int = Field(1, ge=1, le=120, description="Months from one election, or occasion, to the next.")


class Partner(Strict):
    """G6: a private partner joins once it is shown to save more than it loses in users, and leaves once it does not."""

    recorded: list[Slug] = Field(
        default_factory=list,
        max_length=64,
        description="Acts whose records, true or false, show what it would be spared; none named = any.",
    )
    saves: float = Field(gt=0.0, le=1_000_000.0, description="Money that it takes each such record to save it.")
    loses: float = Field(
        ge=0.0, le=1_000_000.0, description="Money a month that each user costs it who thinks less of the regime."
    )


class Revelation(Strict):
    """G7: something is told, by whomever: people hear of the regime, think less of it or more; what they hold stays."""

    heard: Share = Field(description="Of those on file who have not heard of the regime, the share that hears.")
    doubt: Share = Field(0.0, description="Of those who have heard, the share that thinks a level less of it.")
    reassured: Share = Field(
        0.0,
        description="Of those who have heard and think less of it than at first, the share that thinks a level more.",
    )


class Change(Strict):
    """What a phase changes of one clause: its id and the fields that are otherwise meanwhile."""

    clause: Slug
    to: dict[str, JsonValue] = Field(min_length=1, max_length=24, description="Fields and their values meanwhile.")


class Phase(Clause):
    """A part of a regime's life: from a day or an occasion on, in all districts or some, until a day or for good."""

    title: str = Field(min_length=3, max_length=80)
    from_day: Day = Field(0, description="First day; of a phase that waits for an occasion, the first it may be.")
    until_day: Day | None = Field(None, description="The day on which it is over; left out, it stays.")
    districts: Share = Field(1.0, gt=0.0, description="Share of districts, taken in a random order of their own.")
    over_days: Day = Field(0, description="They begin one after another, in that order, over so many days.")
    ends_over_days: Day = Field(0, description="They cease one after another, in that order, over so many days.")
    order: Slug | None = Field(None, description="Phases that name one order take districts in the same one.")
    after: Slug | None = Field(None, description="A phase that must have begun in the district.")
    when: Occasion | None = Field(None, description="G4: it waits for records.")
    spreads: Spread | None = Field(None, description="G5: `districts` begin, and others adopt.")
    reform: Reform | None = Field(None, description="G8: it waits for people to be heard.")
    joins: Partner | None = Field(None, description="G6: it waits until it pays a private partner, and ends with that.")
    reveals: Revelation | None = Field(None, description="G7: what is told, or comes to light, on its eve.")
    adds: list[Slug] = Field(default_factory=list, max_length=250, description="Clauses in force in this phase only.")
    drops: list[Slug] | Literal["everything"] = Field(
        default_factory=list, description="Clauses out of force meanwhile; `everything`, but for those in `keeps`."
    )
    keeps: list[Slug] = Field(default_factory=list, max_length=250, description="Clauses that stay in force.")
    changes: list[Change] = Field(default_factory=list, max_length=64, description="Clauses otherwise meanwhile.")
    wipes: list[Literal["records", "lists", "points"]] = Field(
        default_factory=list,
        max_length=3,
        description="Deleted on the eve of its first day: records on file, places on lists, points lost and won.",
    )

    @model_validator(mode="after")
    def _is_somewhen(self) -> Self:
        if self.until_day is not None and self.until_day <= self.from_day:
            raise PydanticCustomError(
                "phase_over",
                "it ends on day {until}, before it begins on day {begins}",
                {"until": self.until_day, "begins": self.from_day},
            )
        if self.keeps and self.drops != EVERYTHING:
            raise PydanticCustomError("keeps", "`keeps` says what stays where a phase `drops: everything`")
        if sum(one is not None for one in (self.when, self.spreads, self.reform, self.joins)) > 1:
            raise PydanticCustomError("begins", "a phase begins by one of `when`, `spreads`, `reform` and `joins`")
        if self.spreads is not None and self.over_days:
            raise PydanticCustomError("spreads", "districts that adopt by themselves need no `over_days`")
        if self.ends_over_days and self.until_day is None:
            raise PydanticCustomError("ends", "`ends_over_days` counts from `until_day`, and there is none")
        if not (self.adds or self.drops or self.changes or self.wipes or self.reveals):
            raise PydanticCustomError("idle", "this phase does nothing: let it add, drop, change, wipe or reveal")
        return self

    @property
    def waits(self) -> bool:
        """Whether it begins everywhere at once, on an occasion that nobody dates."""
        return any(one is not None for one in (self.when, self.reform, self.joins))

    @property
    def last_day(self) -> int | None:
        """The first day on which it is in force nowhere, None where it stays."""
        return None if self.until_day is None else self.until_day + self.ends_over_days


class Attention(Clause):
    """G4: attention is sent where records were found, never where acts were done; all of it together stays the same."""

    sensors: list[Slug] = Field(min_length=1, max_length=40, description="Sensors that can be sent elsewhere.")
    follows: Share = Field(description="Share of a month's attention that is dealt out anew by the month's records.")


class Target(Clause):
    """G8: rule-makers with a number of listings to reach look harder until they reach it."""

    sensors: list[Slug] = Field(min_length=1, max_length=40, description="Sensors that can look harder.")
    entries_per_1000: float = Field(gt=0.0, le=1000.0, description="Entries on lists a month, per 1 000 on file.")
    most: float = Field(ge=1.0, le=100.0, description="How many times harder they can look at most.")
