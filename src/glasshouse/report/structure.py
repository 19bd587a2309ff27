"""`glasshouse structure REGIME`: which headlines move with how the model is built, beside what chance alone does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from glasshouse.audit.objectives import OBJECTIVES, Objective
from glasshouse.audit.spread import Interval, of_difference, of_mean
from glasshouse.experiment.coalitions import Figures
from glasshouse.experiment.structure import Structured, Variant
from glasshouse.inputs.regime import Regime
from glasshouse.report.charts import Table
from glasshouse.report.experiments import Finding, Head, Result, Row, chance_over, spread, world_of
from glasshouse.report.words import bracketed, figures, grouped, listed, many, sentence

HEADLINES = tuple(OBJECTIVES[name] for name in ("M1", "M2", "M15", "M25"))
"""The headlines that must not hang on how the model is built."""
RULE = (
    "A headline moves where the change from the usual structure, seed by seed, is clear of nothing and larger than "
    "half of the chance interval of the headline itself. What moves is said wherever it is a conclusion. Of so many "
    "cells one or two may be called so by chance."
)


@dataclass(frozen=True)
class Asked:
    """What was asked: a regime, at a place, with a conduct, in worlds of this size."""

    regime: Regime
    place: str
    conduct: str
    citizens: int
    days: int
    seeds: tuple[int, ...]


@dataclass(frozen=True)
class Change:
    """How far one variant moves one headline."""

    objective: Objective
    variant: Variant
    value: float
    interval: Interval | None
    usual: Interval | None

    @property
    def moves(self) -> bool:
        """Whether the change is clear of nothing, and larger than half of what chance leaves of the headline."""
        if self.interval is None or self.usual is None:
            return False
        clear = self.interval.low > 0 or self.interval.high < 0
        return clear and abs(self.value) > (self.usual.high - self.usual.low) / 2


def found(asked: Asked, structured: Structured) -> Finding:
    """Return which headlines move as data, view and page."""
    changes = changes_of(structured)
    left = tuple(f"{sentence(part)}: {why}." for part, why in structured.left.items())
    results = (
        Result("moves", "What moves", (verdict(changes), RULE)),
        *(headline(one, structured, changes) for one in HEADLINES),
        Result("left", "What cannot be tried", left),
        Result("reading", "How to read this", (chance_over(len(asked.seeds)),)),
    )  # fmt: skip
    return Finding(head(asked, structured), results, data_of(asked, structured, changes), rows_of(asked, changes), {})


def values(objective: Objective, seeds: Sequence[Figures]) -> list[float]:
    """Return one headline in every seed."""
    return [objective.value(figure) for figure in seeds]


def parts(objective: Objective, seeds: Sequence[Figures]) -> list[tuple[float, float]]:
    """Return one headline's numerator, in its unit, and denominator in every seed."""
    return [(over * objective.per, under) for over, under in (figure[objective.id] for figure in seeds)]


def changes_of(structured: Structured) -> list[Change]:
    """Return how far each variant moves each headline, variant by variant."""
    made = []
    for variant, seeds in structured.variants:
        for one in HEADLINES:
            usual, here = values(one, structured.usual), values(one, seeds)
            change = sum(here) / len(here) - sum(usual) / len(usual)
            clear = of_difference(parts(one, seeds), parts(one, structured.usual))
            made.append(Change(one, variant, change, clear, of_mean(usual)))
    return made


def verdict(changes: Sequence[Change]) -> str:
    """Return in a sentence what moves."""
    moving = [f"{one.objective.id} with {one.variant.part} ({one.variant.here})" for one in changes if one.moves]
    return f"{many(len(moving), 'cell')} of {len(changes)} move: {listed(moving)}." if moving else "Nothing moves."


def headline(one: Objective, structured: Structured, changes: Sequence[Change]) -> Result:
    """Return one headline as the model is, and how far each variant moves it."""
    mine = [change for change in changes if change.objective is one]
    usual = f"{spread(values(one, structured.usual)).text()} {one.unit} as the model is, in districts of "
    rows = [
        (f"{change.variant.part}: {change.variant.here}", cell(change), "moves" if change.moves else "no")
        for change in mine
    ]
    table = Table(f"How far each part of the structure moves {one.id}", ("structure", "change", "moves"), rows)
    said = usual + f"{grouped(structured.district_size)} citizens."
    return Result(one.id.lower(), f"{one.id}: {one.title[:1].lower()}{one.title[1:]}", (said,), table)


def cell(one: Change) -> str:
    """Return a change with its sign and its chance interval."""
    return signed(one.value) + bracketed(one.interval, signed)


def signed(value: float) -> str:
    """Return a change with its sign.

    >>> signed(3.0), signed(0.0)
    ('+3.0', '0')
    """
    return "+" * (value > 0) + figures(value)


def head(asked: Asked, structured: Structured) -> Head:
    """Return what is said first."""
    worlds = (len(structured.variants) + 1) * len(asked.seeds)
    again = (
        f"glasshouse structure {asked.regime.regime} --place {asked.place} --conduct {asked.conduct} "
        f"--citizens {asked.citizens} --days {asked.days} --seed {asked.seeds[0]} --seeds {len(asked.seeds)}"
    )
    return Head(
        "What the structure decides",
        asked.regime.regime,
        asked.regime.title,
        asked.regime.status,
        world_of(asked.citizens, asked.days, asked.seeds, asked.place, asked.conduct),
        (("Worlds", f"{many(worlds, 'world')} lived now"), ("Again", again)),
    )


def data_of(asked: Asked, structured: Structured, changes: Sequence[Change]) -> dict[str, Any]:
    """Return all of it as plain data."""
    return {
        "synthetic": True,
        "regime": asked.regime.regime,
        "status": asked.regime.status,
        "place": asked.place,
        "conduct": asked.conduct,
        "citizens": asked.citizens,
        "days": asked.days,
        "seeds": list(asked.seeds),
        "district_size": structured.district_size,
        "headlines": {one.id: {"unit": one.unit, **spread(values(one, structured.usual)).data} for one in HEADLINES},
        "changes": [change_data(one) for one in changes],
        "left": dict(structured.left),
    }


def change_data(one: Change) -> dict[str, Any]:
    """Return one change as plain data."""
    ends = one.interval
    return {"part": one.variant.part, "here": one.variant.here, "headline": one.objective.id, "change": one.value,
            "interval": ends and [ends.low, ends.high], "moves": one.moves}  # fmt: skip


def rows_of(asked: Asked, changes: Sequence[Change]) -> tuple[Row, ...]:
    """Return a row of each variant and headline."""
    base = {"regime": asked.regime.regime, "status": asked.regime.status, "synthetic": True}
    return tuple({**base, **change_data(one), "interval": None} for one in changes)
