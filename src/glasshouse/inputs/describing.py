"""A regime in words: its head, and each clause with what it does, where it stands and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from glasshouse.diagnostics import Place
from glasshouse.inputs import library
from glasshouse.inputs.clause import Clause
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.evidence import Loc, figures
from glasshouse.inputs.governance import Governance, Stated
from glasshouse.inputs.inspecting import DEFAULT_CONDUCT
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.saying import Words, says
from glasshouse.inputs.wording import label_of, valued, written

SECTIONS: dict[str, str] = {
    "announced": "What people are told",
    "openness": "What people may look up",
    "sensors": "Sensors: what is seen",
    "score": "Score",
    "ballot": "Who votes on incidents",
    "rules": "Rules: what a record does",
    "tiers": "Tiers",
    "lists": "Lists",
    "consequences": "Consequences: rewards and sanctions",
    "remedies": "Remedies",
    "phases": "Phases: when clauses are in force",
    "attention": "Where attention is sent",
    "target": "What rule-makers are to reach",
    "budget": "One budget for watching and for help",
    "favour": "Whom rule-makers spare",
    "treatment": "Groups treated apart by design",
    "governance": "Facts of law, which `audit` reads",
}
"""The parts of a regime, in the order in which the day meets them."""
FACTS = "governance"


@dataclass(frozen=True)
class Key:
    """An evidence key that a clause cites; `verify` where its figure was recalled and not checked."""

    key: str
    verify: bool

    @property
    def marked(self) -> str:
        """The key with the mark of a figure that nobody has checked.

        >>> Key("metro.beijing", False).marked, Key("jaywalk_rate", True).marked
        ('metro.beijing', 'jaywalk_rate [verify]')
        """
        return self.key + " [verify]" * self.verify


@dataclass(frozen=True)
class Spoken:
    """One clause in words. `why` with a range is its assumption; without one, what a fact of law rests on."""

    id: str
    title: str
    says: str
    sources: tuple[Key, ...]
    why: str | None
    low: float | None
    high: float | None
    file: str
    line: int

    @property
    def range(self) -> str:
        """The range of its assumption in words; nothing where it has none."""
        return "" if self.low is None or self.high is None else f"{written(self.low)} to {written(self.high)}"


@dataclass(frozen=True)
class Section:
    """The clauses of one part of a regime."""

    name: str
    heading: str
    clauses: tuple[Spoken, ...]


@dataclass(frozen=True)
class Description:
    """A regime in words. `files`: the file itself first, then those that it extends."""

    regime: str
    title: str
    status: str
    content_note: str
    describes: str
    note: str
    files: tuple[str, ...]
    sections: tuple[Section, ...]


def describe(read: Read[Regime], conduct: Conduct | None = None) -> Description:
    """Return a regime in words; acts and wishes are called as a conduct file (the default one) calls them."""
    regime = read.value
    words = Words.of(regime, conduct or library.load_conduct(DEFAULT_CONDUCT).value)
    warning, describes = content_note(regime.describes)
    sections = [
        Section(name, heading, tuple(spoken(read, loc, clause, words) for loc, clause in clauses_of(regime, name)))
        for name, heading in SECTIONS.items()
        if name != FACTS
    ]
    sections.append(Section(FACTS, SECTIONS[FACTS], tuple(facts(read))))
    return Description(
        regime.regime,
        regime.title,
        regime.status,
        warning,
        describes,
        regime.note,
        tuple(path.name for path in read.files),
        tuple(section for section in sections if section.clauses),
    )


def content_note(describes: str) -> tuple[str, str]:
    """Return the warning that a description begins with, and the rest.

    >>> content_note("Content note: this weighs. Files."), content_note("Files.")
    (('Content note: this weighs.', 'Files.'), ('', 'Files.'))
    """
    warning, stop, rest = describes.partition(". ")
    return (warning + stop.strip(), rest) if warning.startswith("Content note:") else ("", describes)


def clauses_of(regime: Regime, name: str) -> Iterator[tuple[Loc, Clause]]:
    """Yield the clauses of one part of a regime, each with its path; those of a score after the score itself."""
    part = getattr(regime, name)
    if isinstance(part, list):
        yield from (((name, k), clause) for k, clause in enumerate(part))
    elif isinstance(part, Clause):
        yield (name,), part
        for inner in part.__class__.model_fields:
            value = getattr(part, inner)
            if isinstance(value, list):
                yield from (((name, inner, k), one) for k, one in enumerate(value) if isinstance(one, Clause))
            elif isinstance(value, Clause):
                yield (name, inner), value


def spoken(read: Read[Regime], loc: Loc, clause: Clause, words: Words) -> Spoken:
    """Return one clause in words."""
    place = read.places.place((*loc, "id"))
    assumed = clause.assumption
    low, high = assumed.range if assumed else (None, None)
    return Spoken(
        clause.id,
        str(getattr(clause, "title", "")),
        says(clause, words),
        keys_of(clause.source),
        assumed.why.strip() if assumed else None,
        low,
        high,
        file_of(place),
        place.line,
    )


def facts(read: Read[Regime]) -> Iterator[Spoken]:
    """Yield the facts of law that a regime states: each block with its fields and what it rests on."""
    for loc, block in blocks_of(read.value.governance, (FACTS,)):
        place = read.places.place(loc)
        fields = block.model_dump(mode="json", exclude_none=True, exclude={"why", "source"})
        says = "; ".join(f"{label_of([field])}: {valued(value)}" for field, value in fields.items())
        name = " ".join(str(part) for part in loc[1:])
        yield Spoken(name, "", says, keys_of(block.source), block.why, None, None, file_of(place), place.line)


def blocks_of(part: Any, loc: Loc) -> Iterator[tuple[Loc, Stated]]:
    """Yield every block of facts below a part, with its path."""
    if isinstance(part, Stated):
        yield loc, part
    elif isinstance(part, Governance):
        for field in Governance.model_fields:
            yield from blocks_of(getattr(part, field), (*loc, field))
    elif isinstance(part, dict | list):
        for key, child in part.items() if isinstance(part, dict) else enumerate(part):
            yield from blocks_of(child, (*loc, key))


def file_of(place: Place) -> str:
    """Return the name of the file of a place, without its folder."""
    return re.split(r"[/\\]", place.file)[-1]


def keys_of(source: str | Sequence[str] | None) -> tuple[Key, ...]:
    """Return the evidence keys under a `source`, each with its mark.

    >>> keys_of("jaywalk_rate"), keys_of(None)
    ((Key(key='jaywalk_rate', verify=True),), ())
    """
    keys, known = (source,) if isinstance(source, str) else source or (), figures()
    return tuple(Key(key, key in known and known[key].confidence == "verify") for key in keys)
