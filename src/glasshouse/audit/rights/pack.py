"""Packs: one file per instrument, each with rules of law as dated data. A new rule is a clause here and a predicate."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from glasshouse.diagnostics import Diagnostic, refuse
from glasshouse.inputs.checking.notes import Notes
from glasshouse.inputs.clause import Slug, Strict
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.governance import LifeDomain
from glasshouse.inputs.reading import Read, read
from glasshouse.inputs.shipped import DATA

FOLDER = DATA / "rights"
Jurisdiction = Literal["eu", "un", "coe", "unesco", "us", "cn"]
JURISDICTIONS: tuple[Jurisdiction, ...] = ("eu", "un", "coe", "unesco", "us", "cn")
Mark = Literal["T", "S", "C", "D", "verify"]
Day = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A day, or as much of it as is known: a year, or a year and a month."""
Verdict = Literal[
    "violates", "likely", "needs-measure", "needs-human", "cannot-tell", "out-of-scope", "applies", "no-finding"
]
VERDICTS: tuple[Verdict, ...] = (
    "violates", "likely", "needs-measure", "needs-human", "applies", "cannot-tell", "no-finding", "out-of-scope",
)  # fmt: skip
"""Six verdicts, and two words more: `applies` for a threshold, which is no breach, and `no-finding`."""
YEAR_DAYS = 365


class Actor(Strict):
    """Whom a rule binds, where it does not bind everybody."""

    kind: list[Literal["state", "private", "hybrid"]] | None = None
    sectors: list[LifeDomain] | None = None


class Measure(Strict):
    """The figure that a rule asks for: an id of the measures, if it has one, and what it says."""

    id: str | None = None
    figure: str = Field(min_length=4, max_length=200)


class Law(Strict):
    """One rule of law, as a paraphrase made for this audit."""

    id: str = Field(pattern=r"^[A-Z][A-Za-z0-9.+/()-]*$", max_length=24)
    provision: str = Field(min_length=3, max_length=120)
    test: str = Field(min_length=10, max_length=400, description="What would be found, in one sentence.")
    predicate: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    verdict: Literal["violates", "likely", "needs-measure", "needs-human", "applies"]
    actor: Actor | None = None
    in_force: bool = True
    in_force_from: Day | None = Field(None, description="Left out where our source gives no day.")
    in_force_to: Day | None = None
    amended_by: str | None = None
    binding: bool = True
    measure: list[Measure] = Field(default_factory=list, max_length=4)
    marks: list[Mark] = Field(min_length=1)
    source: list[str] = Field(min_length=1, description="Keys of the pack's sources, or of the evidence.")
    reviewed_on: date | None = None
    note: str = Field("", max_length=600)


class Source(Strict):
    """Where something was read."""

    title: str
    url: str | None = None
    kind: Literal["text", "case", "guidance", "summary"]


class Pack(Strict):
    """The rules of one instrument."""

    pack: Slug
    instrument: str
    jurisdiction: Jurisdiction
    text_as_of: Day | None = None
    reviewed_on: date
    reviewer: str
    pending: str = ""
    note: str = ""
    sources: dict[Slug, Source]
    rules: list[Law] = Field(min_length=1)

    def reviewed(self, law: Law) -> date:
        """Return when a rule was last reviewed."""
        return law.reviewed_on or self.reviewed_on


def stale(reviewed: date, today: date) -> bool:
    """Return whether a review is older than twelve months.

    >>> stale(date(2026, 11, 22), date(2027, 11, 22)), stale(date(2026, 11, 22), date(2027, 11, 23))
    (False, True)
    """
    return (today - reviewed).days > YEAR_DAYS


def pack_files() -> list[Path]:
    """Return the shipped packs, in the order of the alphabet."""
    return sorted(FOLDER.glob("*.yaml"))


def load_packs(predicates: Collection[str], paths: list[Path] | None = None) -> list[Pack]:
    """Read packs, the shipped ones if none are given; every fault of all of them at once."""
    reads = [read(path, Pack) for path in (pack_files() if paths is None else paths)]
    faults: list[Diagnostic] = []
    seen: dict[str, str] = {}
    for one in reads:
        faults += faults_of(one, predicates, seen)
    refuse(faults)
    return [one.value for one in reads]


def faults_of(one: Read[Pack], predicates: Collection[str], seen: dict[str, str]) -> list[Diagnostic]:
    """Return rules with an unknown predicate or source, and rules given twice."""
    notes = Notes(one)
    for k, law in enumerate(one.value.rules):
        if law.predicate not in predicates:
            notes.unknown("G701", ("rules", k, "predicate"), law.predicate, predicates)
        if law.id in seen:
            notes.say("G702", ("rules", k, "id"), f"`{law.id}` is in {seen[law.id]} already", "give it another id")
        seen.setdefault(law.id, one.value.pack)
        for j, key in enumerate(law.source):
            if key not in one.value.sources and key not in figures():
                notes.unknown("G306", ("rules", k, "source", j), key, one.value.sources)
    return notes.found
