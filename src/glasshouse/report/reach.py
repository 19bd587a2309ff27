"""`glasshouse reach`: claim by claim, a conduct under which it holds and one under which it does not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glasshouse.audit.reach import READINGS, Reading, Side, difference, side
from glasshouse.audit.spread import Interval
from glasshouse.experiment.coalitions import Design
from glasshouse.experiment.reaching import Lived
from glasshouse.inputs.parameters import Parameter
from glasshouse.inputs.reach import Moves, Pair, Sides
from glasshouse.report.charts import Table
from glasshouse.report.experiments import Finding, Head, Result, Row, chance_over, world_of
from glasshouse.report.words import NONE, bracketed, figures, listed, many, sentence, spoken

HOLDS, FAILS = "holds", "fails"
FOUND: dict[Sides, str] = {
    "both": "both ways",
    "holds": "only that it holds",
    "fails": "only that it does not",
    "silent": "not in the model",
}
MEANING = (
    "A claimed benefit holds where the regime does better than the baseline on it, a claimed harm where it does worse; "
    "it does not hold where it is the other way round, or where chance alone may be all the difference. The two "
    "conducts of a claim lie inside the ranges of the conduct, and nobody says that people are like either of them."
)
READ = (
    "That a claim can turn out both ways says that its result is no foregone conclusion of how the model is built, and "
    "not that both are as likely. Where one way alone was found, something in the model decides it, and that is said."
)
UNTOTALLED = "Rates are of synthetic citizens, and no total of a country is printed."


@dataclass(frozen=True)
class Asked:
    """What was asked: which pairs, in which worlds; ``statuses`` are those of the regimes, by name."""

    pairs: tuple[Pair, ...]
    statuses: Mapping[str, str]
    known: Mapping[str, Parameter]
    place: str
    conduct: str
    design: Design
    command: str


@dataclass(frozen=True)
class Told:
    """One conduct of a pair: what the regime and the baseline came to, their difference, and its side."""

    way: str
    moves: Moves
    here: float
    there: float
    difference: float
    interval: Interval | None
    side: Side

    def says(self, pair: Pair) -> bool:
        """Return whether the claim holds here: better for a benefit, worse for a harm."""
        return self.side == ("better" if pair.kind == "benefit" else "worse")


def told(pair: Pair, lived: Lived) -> list[Told]:
    """Return both conducts of a pair, the one under which it should hold first; none where a world failed."""
    if pair.measure is None:
        return []
    reading, ways = READINGS[pair.measure], []
    for way, moves in ((HOLDS, pair.holds), (FAILS, pair.fails)):
        both = lived.figures(pair, moves)
        if both is None:
            return []
        moved_by, interval = difference(reading, *both)
        here, there = (reading.value(one) for one in both)
        ways.append(Told(way, moves, here, there, moved_by, interval, side(reading, interval)))
    return ways


def reached(pair: Pair, ways: Sequence[Told]) -> Sides | None:
    """Return what these worlds show of a pair; None where neither of its conducts does what it is there for.

    Nothing was reached, too, where the two are the wrong way round.
    """
    if not ways:
        return "silent" if pair.measure is None else None
    holds, fails = ways[0].says(pair), not ways[1].says(pair)
    return "both" if holds and fails else "holds" if holds else "fails" if fails else None


def found(asked: Asked, lived: Lived) -> Finding:
    """Return every claim with its two conducts, as data, view and page."""
    ways = {pair.id: told(pair, lived) for pair in asked.pairs}
    results = [in_short(asked, ways), *(result_of(asked, pair, ways[pair.id]) for pair in asked.pairs)]
    results.append(Result("reading", "How to read this", (READ, UNTOTALLED, chance_over(len(asked.design.seeds)))))
    data = {
        "synthetic": True,
        "citizens": asked.design.citizens,
        "days": asked.design.days,
        "seeds": list(asked.design.seeds),
        "place": asked.place,
        "conduct": asked.conduct,
        "baseline": lived.baseline,
        "regimes": dict(asked.statuses),
        "pairs": [data_of(pair, ways[pair.id]) for pair in asked.pairs],
        "failures": lived.failures,
    }
    return Finding(head(asked, lived), tuple(results), data, tuple(rows_of(asked, ways)), lived.failures)


def head(asked: Asked, lived: Lived) -> Head:
    """Return what is said first."""
    design = asked.design
    return Head(
        "Either way",
        lived.baseline,
        f"{many(len(asked.pairs), 'claimed benefit or harm', 'claimed benefits and harms')}",
        "",
        world_of(design.citizens, design.days, design.seeds, asked.place, asked.conduct),
        (
            ("Held against", lived.baseline),
            ("Worlds", f"{many(lived.lived, 'world')} lived now"),
            ("Again", asked.command),
        ),
    )


def in_short(asked: Asked, ways: Mapping[str, list[Told]]) -> Result:
    """Return every claim in a line: under which regime, and what was found."""
    rows = [(f"{pair.claim}: {pair.what}", regime_of(asked, pair), answer(pair, ways[pair.id])) for pair in asked.pairs]
    table = Table("Claims, and the ways in which they turn out", ("Claim", "Regime", "Found"), rows)
    return Result("in-short", "In short", (MEANING,), table)


def regime_of(asked: Asked, pair: Pair) -> str:
    """Return a pair's regime with its status."""
    return NONE if pair.regime is None else f"{spoken(pair.regime)} [{asked.statuses[pair.regime]}]"


def answer(pair: Pair, ways: Sequence[Told]) -> str:
    """Return in a few words what was found of a pair."""
    how = reached(pair, ways)
    return NONE if how is None else FOUND[how]


def result_of(asked: Asked, pair: Pair, ways: Sequence[Told]) -> Result:
    """Return one claim."""
    title = f"{pair.claim}, a {pair.kind}: {pair.what}"
    if pair.measure is None:
        return Result(pair.id, title, (f"Not in the model. {pair.why}",))
    reading = READINGS[pair.measure]
    words = [f"Measured by: {lower(reading.title)}, {reading.unit}. Under {regime_of(asked, pair)}. {pair.why}"]
    words += [f"{sentence(one.way)}: {moves_of(asked, one.moves)}." for one in ways]
    if not ways:
        return Result(pair.id, title, (*words, "A world of it failed."))
    rows = [
        (f"{one.way}: {one.side}", figures(one.here), figures(one.there),
         figures(one.difference) + bracketed(one.interval, figures))
        for one in ways
    ]  # fmt: skip
    head = ("Should be so that it", f"under {spoken(str(pair.regime))}", "baseline", "difference")
    return Result(pair.id, title, tuple(words), Table(sentence(reading.unit), head, rows, numbers=3))


def lower(text: str) -> str:
    """Return a title inside a sentence."""
    return text[:1].lower() + text[1:]


def moves_of(asked: Asked, moves: Moves) -> str:
    """Return what a conduct moves, each with its range."""
    said = [
        f"{name} {value:g} (of {asked.known[name].low:.3g} to {asked.known[name].high:.3g})"
        for name, value in moves.items()
    ]
    return listed(said) or "everything at its default"


def data_of(pair: Pair, ways: Sequence[Told]) -> dict[str, Any]:
    """Return a claim as plain data."""
    reading: Reading | None = None if pair.measure is None else READINGS[pair.measure]
    return {
        "id": pair.id,
        "claim": pair.claim,
        "kind": pair.kind,
        "what": pair.what,
        "regime": pair.regime,
        "measure": pair.measure,
        "unit": reading and reading.unit,
        "declared": pair.reached,
        "reached": reached(pair, ways),
        "why": pair.why,
        "conducts": [
            {"way": one.way, "moves": one.moves, "here": one.here, "there": one.there, "difference": one.difference,
             "interval": one.interval and [one.interval.low, one.interval.high], "side": one.side}
            for one in ways
        ],
    }  # fmt: skip


def rows_of(asked: Asked, ways: Mapping[str, list[Told]]) -> Iterator[Row]:
    """Yield the differences as a long table, each with the status of its regime."""
    for pair in asked.pairs:
        for one in ways[pair.id]:
            yield {
                "claim": pair.claim, "id": pair.id, "regime": pair.regime, "status": asked.statuses[str(pair.regime)],
                "way": one.way, "difference": one.difference, "side": one.side,
            }  # fmt: skip
