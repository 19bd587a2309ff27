"""What the model is held against: targets, hold-outs, findings of others, and the freeze that they are counted from.

The files in `data/validation/` were written before the model's own values were worked out. What is published is worked
out here from the figures that they name, and from nothing else.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import Assumption, Slug, Strict
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.reading import Read, read
from glasshouse.inputs.shipped import DATA

FOLDER = DATA / "validation"
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
M = TypeVar("M", bound=Strict)
World = Literal[
    "birth",
    "birth-us",
    "law",
    "law-us",
    "courts",
    "courts-later",
    "bureau",
    "city-points",
    "seen-at-times",
    "seen-often",
    "none",
]


class Published(Strict):
    """A value worked out of figures: (of - less) / over x times."""

    of: str = Field(description="Key of the evidence.")
    less: str | None = Field(None, description="Key of what is taken from it.")
    over: str | None = Field(None, description="Key of what it is divided by.")
    times: float = 1.0

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are held against the model; what they are divided by may be an input."""
        return tuple(key for key in (self.of, self.less) if key is not None)

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every key that the value is made of."""
        return (*self.keys, *(() if self.over is None else (self.over,)))

    @property
    def value(self) -> float:
        """The published value; of a range its middle."""
        found = number_of(self.of) - (number_of(self.less) if self.less else 0.0)
        return found / (number_of(self.over) if self.over else 1.0) * self.times

    @property
    def verify(self) -> tuple[str, ...]:
        """The keys among them that were recalled and not checked."""
        return tuple(key for key in self.all_keys if figures()[key].confidence == "verify")


class Side(Strict):
    """The side on which the value must lie."""

    above: float | None = None
    below: float | None = None

    def holds(self, value: float) -> bool:
        """Return whether a value lies there.

        >>> Side(above=1.0).holds(0.5), Side(below=0.0).holds(-0.1)
        (False, True)
        """
        return (self.above is None or value > self.above) and (self.below is None or value < self.below)


class Within(Strict):
    """How near is near: one of three."""

    plus_or_minus: Annotated[float, Field(gt=0)] | None = None
    share_of_it: Annotated[float, Field(gt=0, lt=1)] | None = None
    factor: Annotated[float, Field(gt=1)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(each is not None for each in (self.plus_or_minus, self.share_of_it, self.factor)) != 1:
            raise PydanticCustomError("within", "nearness is said in one way: plus_or_minus, share_of_it or factor")
        return self

    def around(self, value: float) -> tuple[float, float]:
        """Return the least and the most that are near a published value.

        >>> Within(factor=2.0).around(10.0), Within(plus_or_minus=1.0).around(10.0)
        ((5.0, 20.0), (9.0, 11.0))
        """
        if self.factor is not None:
            return value / self.factor, value * self.factor
        half = self.plus_or_minus if self.plus_or_minus is not None else abs(value) * (self.share_of_it or 0.0)
        return value - half, value + half


class Holdout(Strict):
    """One figure that the model was never fitted to: what it is held against, and how near is near."""

    id: Slug
    title: str
    named: date = Field(description="The day on which it was written down.")
    freeze: Slug = Field(description="The freeze that it was named for; under any other it counts as seen.")
    world: World
    measure: Slug
    published: Published
    side: Side | None = None
    within: Within
    why: str
    seen: str | None = Field(None, description="What was changed of its world after it was run, where anything was.")


class Target(Strict):
    """One figure that the model is fitted to, and the assumption that is moved for it."""

    id: Slug
    title: str
    world: World
    measure: Slug
    published: Published
    moves: str = Field(description="An assumption of the conduct.")
    why: str


class Watching(Strict):
    """Streets in which so many offences are seen and fined."""

    coverage: Annotated[float, Field(ge=0, le=1)]
    hit: Annotated[float, Field(ge=0, le=1)]
    aware: Annotated[float, Field(ge=0, le=1)]
    of_days: Annotated[int, Field(gt=0)]
    assumption: Assumption


class Pair(Strict):
    """Quantities that records cannot tell apart."""

    id: Slug
    of: str
    fixed: str
    free: str
    parameters: list[str]
    figures: list[str] = Field(default_factory=list)
    absent: str | None = None


class Finding(Strict):
    """A finding tried by somebody who did not build the model, on a frozen conduct."""

    id: Slug
    title: str
    by: str = Field(description="Who tried it, as they wish to be named.")
    day: date
    freeze: str = Field(description="The tag on which it was tried.")
    expected: str
    found: str
    agrees: bool


class Freeze(Strict):
    """The conduct on which hold-outs are counted: a tag in the history, and the digest of what the file says."""

    tag: Slug
    day: date
    conduct: Slug
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")


class Holdouts(Strict):
    """The hold-outs, in the order of the file."""

    holdouts: list[Holdout]


class Targets(Strict):
    """The targets, and the worlds with cameras that they are measured in."""

    targets: list[Target]
    watching: dict[str, Watching]


class Pairs(Strict):
    """What evidence does not identify."""

    pairs: list[Pair]


class Tried(Strict):
    """Findings of others; none at first."""

    findings: list[Finding]


def load(name: str, model: type[M]) -> M:
    """Return one of the files of `data/validation/`, checked."""
    return read(FOLDER / f"{name}.yaml", model).value


@lru_cache(maxsize=1)
def holdouts() -> list[Holdout]:
    """Return the hold-outs.

    >>> all(one.published.keys for one in holdouts())
    True
    """
    return load("holdouts", Holdouts).holdouts


@lru_cache(maxsize=1)
def targets() -> Targets:
    """Return the targets."""
    return load("targets", Targets)


@lru_cache(maxsize=1)
def pairs() -> list[Pair]:
    """Return the pairs that evidence does not identify."""
    return load("identification", Pairs).pairs


@lru_cache(maxsize=1)
def tried() -> list[Finding]:
    """Return the findings that others have tried."""
    return load("tried", Tried).findings


@lru_cache(maxsize=1)
def freeze() -> Freeze:
    """Return the last freeze."""
    return load("freeze", Freeze)


def digest_of(conduct: Read[Conduct]) -> str:
    """Return the digest of what a conduct file says: comments and the order of keys are not in it."""
    return sha256(json.dumps(conduct.data, sort_keys=True, default=str).encode()).hexdigest()


def is_frozen(conduct: Read[Conduct]) -> bool:
    """Return whether a conduct is the one of the last freeze; under any other all hold-outs count as seen."""
    last = freeze()
    return (conduct.value.conduct, digest_of(conduct)) == (last.conduct, last.digest)


def number_of(key: str) -> float:
    """Return the number of a figure, of a range its middle; a figure that is neither is a fault of the file's maker.

    >>> number_of("deter.cctv.carparks.2019"), number_of("chill.penney.wikipedia")
    (-0.37, -0.25)
    """
    return sum(ends_of(key)) / 2


def ends_of(key: str) -> tuple[float, float]:
    """Return both ends of a figure; of a plain number it twice."""
    text = figures()[key].value
    parts = text.split(" to ")
    assert len(parts) <= 2 and all(NUMBER.fullmatch(part) for part in parts), f"{key} is no number: {text}"
    ends = sorted(float(part) for part in parts)
    return ends[0], ends[-1]
