"""The grammar of `phases:`: when, where and on what occasion clauses come into force, change, or go out of it (G3 to G5).

Every clause stands once in the file, in its own section. A phase names clauses by their ids: what it `adds` is in force
only while a phase that adds it is, what it `drops` is out of force meanwhile, and `changes` gives a clause other numbers.
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
        gt=0.0, le=100_000.0, description="Records of a month, per 1 000 on file, true or false, from which it may begin."
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
    after: Slug | None = Field(None, description="A phase that must have begun in the district.")
    when: Occasion | None = Field(None, description="G4: it waits for records.")
    spreads: Spread | None = Field(None, description="G5: `districts` begin, and others adopt.")
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
        if self.spreads is not None and (self.when is not None or self.over_days):
            raise PydanticCustomError("spreads", "districts that adopt by themselves need no `when` and no `over_days`")
        if not (self.adds or self.drops or self.changes or self.wipes):
            raise PydanticCustomError("idle", "this phase does nothing: let it add, drop, change or wipe something")
        return self

    @property
    def is_dated(self) -> bool:
        """Whether its days are known before anybody lives."""
        return self.when is None and self.spreads is None


class Attention(Clause):
    """G4: attention is sent where records were found, never where acts were done; all of it together stays the same."""

    sensors: list[Slug] = Field(min_length=1, max_length=40, description="Sensors that can be sent elsewhere.")
    follows: Share = Field(description="Share of a month's attention that is dealt out anew by the month's records.")

