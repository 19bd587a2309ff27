"""`glasshouse told`: what is often told of China's social credit system, claim by claim, beside what is on record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from glasshouse.audit.claimed import value
from glasshouse.experiment.coalitions import Design, Worth
from glasshouse.inputs.claims import Claim, Figure
from glasshouse.inputs.describing import Description, Spoken
from glasshouse.inputs.evidence import figures as evidence
from glasshouse.report.charts import Table
from glasshouse.report.evidence import value_of
from glasshouse.report.experiments import Finding, Head, Result, Row, chance_over, spread, world_of
from glasshouse.report.words import NONE, THIN, grouped, listed, many, sentence, spoken

TOLD = "as-told"
"""The regime of all that is told."""
ABSENT = "no such clause"
LIMITS = (
    "No figure here is evidence for or against a claim: evidence is what is cited. A figure says what rules like those "
    "told, and rules like those on record, do in the same synthetic society under the same assumptions about people. "
    "Most rates of both rest on declared assumptions, and the claims differ from the record in what exists before they "
    "differ in size."
)
FIRMS = (
    "The system on record is mostly about firms and those who answer for them. The model has no firms, so the larger "
    "part of the record is not in any of these figures."
)
UNTOTALLED = "Rates are of synthetic citizens. No total of a country is printed."


@dataclass(frozen=True)
class Asked:
    """What was asked: the claims, the regimes that they are about, in which worlds."""

    claims: tuple[Claim, ...]
    regimes: Mapping[str, Description]
    place: str
    conduct: str
    design: Design
    command: str


def found(asked: Asked, worths: Mapping[str, Worth]) -> Finding:
    """Return every claim with what is on record, what would have to be true, and what the model does with both."""
    failures = {name: worth.failure for name, worth in worths.items() if worth.failure}
    results = [in_short(asked), *(result_of(asked, claim, worths) for claim in asked.claims), reading(asked)]
    data = {
        "synthetic": True,
        "citizens": asked.design.citizens,
        "days": asked.design.days,
        "seeds": list(asked.design.seeds),
        "place": asked.place,
        "regimes": {name: {"status": one.status, "title": one.title} for name, one in asked.regimes.items()},
        "claims": [data_of(asked, claim, worths) for claim in asked.claims],
        "failures": failures,
    }
    return Finding(head(asked), tuple(results), data, tuple(rows_of(asked, worths)), failures)


def head(asked: Asked) -> Head:
    """Return what is said first."""
    design, told = asked.design, asked.regimes[TOLD]
    others = [f"{name} [{one.status}]" for name, one in asked.regimes.items() if name != TOLD]
    return Head(
        "Told against recorded",
        TOLD,
        f"{many(len(asked.claims), 'claim')} about China's social credit system",
        told.status,
        world_of(design.citizens, design.days, design.seeds, asked.place, asked.conduct),
        (("Told", f"{TOLD} [{told.status}]"), ("Beside it", listed(others)), ("Again", asked.command)),
    )


def in_short(asked: Asked) -> Result:
    """Return every claim with its verdict in a line."""
    rows = [(claim.told, claim.verdict, str(len(claim.figures)) if claim.figures else NONE) for claim in asked.claims]
    table = Table("Claims", ("Often told", "On record", "Figures here"), rows, numbers=2)
    return Result("in-short", "In short", (LIMITS, FIRMS), table)


def result_of(asked: Asked, claim: Claim, worths: Mapping[str, Worth]) -> Result:
    """Return one claim."""
    words = [f"On record: {claim.on_record} Evidence: {', '.join(cited(claim))}."]
    words += [f"For it to be so: {claim.would_need}"]
    words += [" ".join(hangs_on(asked, claim))] if claim.clauses else []
    title = f"{sentence(claim.verdict)}: {claim.told}"
    return Result(claim.id, whole(title), tuple(map(whole, words)), table_of(asked, claim, worths))


def whole(words: str) -> str:
    """Return words in which no number breaks between its thousands.

    >>> whole("13 930 of 10 000 in 2018").replace(THIN, "_")
    '13_930 of 10_000 in 2018'
    """
    return re.sub(r"(?<=\d) (?=\d{3}\b)", THIN, words)


def cited(claim: Claim) -> list[str]:
    """Return the keys that a claim cites, each with the mark of a figure that nobody has checked."""
    known = evidence()
    return [key + " [verify]" * (known[key].confidence == "verify") for key in claim.keys]


def hangs_on(asked: Asked, claim: Claim) -> Iterator[str]:
    """Yield, regime by regime, the clauses that say so, each with its line and with what it rests on."""
    for name, ids in claim.clauses.items():
        known = clauses(asked.regimes[name])
        yield f"In {name}: {listed([of_clause(known[clause]) for clause in ids])}."


def of_clause(clause: Spoken) -> str:
    """Return a clause with its line and with what it rests on."""
    return f"{clause.id} ({clause.file}:{clause.line}, {rests_on(clause)})"


def clauses(regime: Description) -> dict[str, Spoken]:
    """Return the clauses of a regime by id; facts of law are none, and stand last."""
    return {one.id: one for section in reversed(regime.sections) for one in section.clauses}


def rests_on(clause: Spoken) -> str:
    """Return in a few words what a clause rests on; a range from a number to itself has nothing to vary."""
    assumed = f"assumed, {clause.range}" * (clause.low != clause.high) or "assumed" * bool(clause.why)
    return " and ".join(filter(None, ("cited" if clause.sources else "", assumed)))


def table_of(asked: Asked, claim: Claim, worths: Mapping[str, Worth]) -> Table | None:
    """Return the figures of a claim, a column for each regime; nothing where the model is silent."""
    if not claim.figures:
        return None
    names = [name for name in regimes_of([claim]) if any(name in figure.of for figure in claim.figures)]
    columns = tuple(f"{spoken(name)} [{asked.regimes[name].status}]" for name in names)
    rows = [(whole(figure.what), *(cell(figure, name, worths) for name in names)) for figure in claim.figures]
    return Table("In the model", ("Figure", *columns), rows)


def cell(figure: Figure, name: str, worths: Mapping[str, Worth]) -> str:
    """Return a figure under one regime, with what chance leaves of it."""
    if name not in figure.of:
        return ABSENT
    return spread(values(figure, name, worths)).text()


def values(figure: Figure, name: str, worths: Mapping[str, Worth]) -> list[float] | None:
    """Return a figure under one regime in each seed; None where its world came to nothing."""
    if worths[name].failure:
        return None
    return [value(figure.of[name].key, seed) for seed in worths[name].figures]


def reading(asked: Asked) -> Result:
    """Return how the figures are to be read, said once."""
    silent = [claim.id for claim in asked.claims if not claim.figures]
    words = f"The model has no figure of {grouped(len(silent))} of these claims: {listed(silent)}."
    return Result("reading", "How to read this", (f"{UNTOTALLED} {words}", chance_over(len(asked.design.seeds))))


def data_of(asked: Asked, claim: Claim, worths: Mapping[str, Worth]) -> dict[str, Any]:
    """Return a claim as plain data."""
    known = evidence()
    return {
        "id": claim.id,
        "told": claim.told,
        "verdict": claim.verdict,
        "on_record": claim.on_record,
        "evidence": [{"value": value_of(known[key]), **asdict(known[key])} for key in claim.keys],
        "would_need": claim.would_need,
        "clauses": {
            name: [asdict(clauses(asked.regimes[name])[clause]) for clause in ids]
            for name, ids in claim.clauses.items()
        },
        "figures": [
            {"what": figure.what, "of": {name: spread(values(figure, name, worths)).data for name in figure.of}}
            for figure in claim.figures
        ],
    }


def rows_of(asked: Asked, worths: Mapping[str, Worth]) -> Iterator[Row]:
    """Yield the figures as a long table, each with the status of its regime."""
    for claim in asked.claims:
        for figure in claim.figures:
            for name in figure.of:
                for seed, one in zip(asked.design.seeds, values(figure, name, worths) or (), strict=False):
                    yield {
                        "claim": claim.id, "verdict": claim.verdict, "figure": figure.what, "regime": name,
                        "status": asked.regimes[name].status, "seed": seed, "value": one,
                    }  # fmt: skip


def regimes_of(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return the regimes that claims are about, the told one first."""
    return tuple(dict.fromkeys([TOLD, *(name for claim in claims for name in claim.regimes)]))
