"""The grammar of consequences: what people wish for, and what a regime does to it or to them (C1 to C17)."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import Clause, Share, Slug

WishKind = Literal["trip", "loan", "rental", "post", "seat", "home", "office", "match", "queue", "service"]
Effect = Literal[
    "refuse", "waive", "first", "last", "dearer", "cheaper", "shown", "honoured", "confess", "detain",
]  # fmt: skip
UNWISHED: dict[Effect, str] = {
    "shown": "privacy and reputation",
    "honoured": "privacy and reputation",
    "confess": "freedom from compelled confession",
    "detain": "liberty of person",
}
"""Effects on a person and not on a wish, each with the right that it touches."""
ADVERSE: tuple[Effect, ...] = ("refuse", "last", "dearer", "shown", "confess", "detain")
FREE_OF_MONEY: tuple[WishKind, ...] = ("queue", "service")
"""Kinds that move nothing where no regime touches them: they are lived only under one that does."""


class Wish(Clause):
    """Something people want in a month, which a regime may refuse, price, waive, put first or put behind.

    `seat` is a child's, of 14 to 17, at a favoured senior school: what the standing of the adults at home allows.
    """

    kind: WishKind
    title: str = Field(min_length=3, max_length=60)
    right: str = Field(min_length=3, max_length=60)
    per_month: tuple[Share, Share, Share, Share, Share] = Field(description="Chance of wishing, by fifth of income.")
    price: int = Field(
        0, ge=0, le=100_000, description="Fare, deposit, monthly rent or usual price, whole currency units."
    )
    months: int = Field(
        0,
        ge=0,
        le=480,
        description="Loan: months of income lent; rental, home, office, match: mean months until it ends.",
    )
    term_months: int = Field(0, ge=0, le=360)
    places: float = Field(
        0.0, ge=0.0, le=1000.0, description="seat, home, office: places that come free a month for 1 000 residents."
    )
    minutes: float = Field(0.0, ge=0.0, le=600.0, description="queue: time that one visitor's turn takes.")
    visitors: int = Field(0, ge=0, le=10_000, description="queue: visitors that one counter sees in a day.")


class Consequence(Clause):
    """A reward or sanction: what lists and tiers do to a wish, or to a person."""

    title: str = Field(min_length=3, max_length=80)
    wish: Slug | None = Field(None, description="A wish of the conduct file; none for what is done to the person.")
    effect: Effect = Field(
        description="On a wish: refuse; waive (a deposit); first, last (of those who want the same); dearer, cheaper. "
        "On a person: shown (a screen, a board, a caller tone); honoured; confess (a public confession is compelled: "
        "counted, and nothing more); detain (counted, and nothing happens inside)."
    )
    lists: list[Slug] = Field(default_factory=list, max_length=31)
    below: Slug | None = Field(None, description="Everybody below this tier.")
    above: Slug | None = Field(None, description="This tier and those above.")
    factor: Annotated[float, Field(ge=0.1, le=10.0)] = Field(
        1.0, description="dearer, cheaper: factor on the price or the interest."
    )

    @model_validator(mode="after")
    def _reaches_somebody(self) -> Self:
        if not self.lists and self.below is None and self.above is None:
            raise PydanticCustomError("reach", "this consequence reaches nobody: name lists, `below` or `above`")
        if (self.wish is None) != (self.effect in UNWISHED):
            raise PydanticCustomError(
                "wish", "`shown`, `honoured`, `confess` and `detain` have no `wish`; every other effect has one"
            )
        if (self.effect == "dearer" and self.factor < 1.0) or (self.effect == "cheaper" and self.factor > 1.0):
            raise PydanticCustomError("factor", "`dearer` has a factor of 1 or more, `cheaper` one of 1 or less")
        return self

    @property
    def adverse(self) -> bool:
        """Whether it takes something away (a sanction) rather than giving it (a reward)."""
        return self.effect in ADVERSE


class Leak(Clause):
    """C17: files that get about. Who is in one is shown to others as if listed, until it is forgotten."""

    files_per_year: Share = Field(description="Share of the files with a record in them that leak in a year.")
    remembered_months: int = Field(ge=1, le=480, description="Mean months until it is forgotten.")
