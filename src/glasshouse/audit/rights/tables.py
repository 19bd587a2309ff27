"""The declared tables: where data arise, which domains of life are related, how grave and how severe.

They are ours and no law says them, so that a verdict which rests on a cell is at most "likely". Each cell has a reason,
and a regime file may lay a cell aside, which its audit prints.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import Slug, Strict
from glasshouse.inputs.governance import LIFE_DOMAINS, LifeDomain, Relation, Space
from glasshouse.inputs.reading import read
from glasshouse.inputs.shipped import DATA

FOLDER = DATA / "rights" / "tables"


class Cell(Strict):
    """A cell of a table: why it says what it says."""

    reason: str = Field(min_length=8, max_length=300)
    source: str | None = Field(None, description="Where the reason was read; without it, it is ours.")


class Related(Cell):
    """How two domains of life are related, read both ways."""

    between: tuple[LifeDomain, LifeDomain]
    relation: Relation


class Relatedness(Strict):
    """Which domains of life are related: every pair once; a domain is `same` as itself."""

    table: Literal["relatedness"]
    describes: str
    same: str = Field(description="The reason for the cells on the diagonal.")
    cells: list[Related]

    @model_validator(mode="after")
    def _every_pair_once(self) -> Relatedness:
        pairs = [frozenset(cell.between) for cell in self.cells]
        wanted = {frozenset((a, b)) for a in LIFE_DOMAINS for b in LIFE_DOMAINS if a != b}
        wrong = [pair for pair in pairs if pairs.count(pair) > 1] or list(wanted.symmetric_difference(pairs))
        if wrong:
            words = " and ".join(sorted(wrong[0]))
            raise PydanticCustomError("G703", "the pair {words} is missing or given twice", {"words": words})
        return self

    def cell(self, one: LifeDomain, other: LifeDomain) -> Related:
        """Return the cell of two domains."""
        if one == other:
            return Related(between=(one, other), relation="same", reason=self.same)
        return next(cell for cell in self.cells if frozenset(cell.between) == {one, other})


class ActContext(Cell):
    """The domain of life in which an act happens, and how grave it is taken to be."""

    domain: LifeDomain
    gravity: int = Field(ge=0, le=10)


class Acts(Strict):
    """Acts of the shipped conduct: domain, gravity and a reason for both."""

    table: Literal["acts"]
    describes: str
    acts: dict[Slug, ActContext]


class WishContext(Cell):
    """The domain of life that a wish belongs to."""

    domain: LifeDomain


class Effect(Cell):
    """How severe an effect on a wish is."""

    severity: int = Field(ge=0, le=10)


class Wishes(Strict):
    """Wishes by kind, and `without-wish` for what is done to a citizen: their domain, and how severe each effect is."""

    table: Literal["wishes"]
    describes: str
    domains: dict[Slug, WishContext]
    severity: dict[Slug, dict[Slug, Effect]]


class SensorKindFacts(Cell):
    """What a kind of sensor is taken to be where the file does not say."""

    space: Space | None = None
    identifies: bool | None = None
    machine: bool | None = None
    reads_messages: bool | None = None


class Cost(Cell):
    """How many minutes something takes, who spends them, and between what that may lie."""

    id: Slug
    payer: Literal["the authority", "citizens"]
    counted: str
    minutes: float = Field(ge=0.0)
    range: tuple[float, float]

    @model_validator(mode="after")
    def _within_its_range(self) -> Cost:
        if not 0.0 <= self.range[0] <= self.minutes <= self.range[1]:
            raise PydanticCustomError("G703", "minutes lie outside of their range")
        return self


class Costs(Strict):
    """Minutes for what a run counts."""

    table: Literal["costs"]
    describes: str
    items: list[Cost]


KIND_FACTS = tuple(name for name in SensorKindFacts.model_fields if name not in Cell.model_fields)


class SensorKinds(Strict):
    """Kinds of sensors."""

    table: Literal["sensors"]
    describes: str
    kinds: dict[Slug, SensorKindFacts]


@lru_cache(maxsize=1)
def relatedness() -> Relatedness:
    """Return the shipped table of relatedness."""
    return read(FOLDER / "relatedness.yaml", Relatedness).value


@lru_cache(maxsize=1)
def acts() -> Acts:
    """Return the shipped table of acts."""
    return read(FOLDER / "acts.yaml", Acts).value


@lru_cache(maxsize=1)
def wishes() -> Wishes:
    """Return the shipped table of wishes."""
    return read(FOLDER / "wishes.yaml", Wishes).value


@lru_cache(maxsize=1)
def sensor_kinds() -> SensorKinds:
    """Return the shipped table of kinds of sensors."""
    return read(FOLDER / "sensors.yaml", SensorKinds).value


@lru_cache(maxsize=1)
def costs() -> Costs:
    """Return the shipped table of costs."""
    return read(FOLDER / "costs.yaml", Costs).value


def tables() -> tuple[Any, ...]:
    """Return every shipped table."""
    return relatedness(), acts(), wishes(), sensor_kinds(), costs()


def relation_of(act: str, kind: str) -> str | None:
    """Return how an act's domain of life is related to that of a kind of wish; None where a table lacks either.

    >>> relation_of("jaywalk", "loan"), relation_of("misses-instalment", "loan"), relation_of("of-a-file", "loan")
    ('unrelated', 'same', None)
    """
    done, wish = acts().acts.get(act), wishes().domains.get(kind)
    return None if done is None or wish is None else relatedness().cell(done.domain, wish.domain).relation
