"""The seventh chapter: which safeguards the file has and which it lacks, as far as it says; what each does is a run's.

A safeguard that the file says is missing is a finding. One of which it says nothing is not known, and is said so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from glasshouse.audit.rights.answers import Answer, either
from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.predicates import shared
from glasshouse.report.brief.document import Block, Chapter, Grid, Paragraph, Row
from glasshouse.report.brief.dossier import Dossier
from glasshouse.report.brief.laid import NOT_WEIGHED, laid
from glasshouse.report.brief.plainly import field_in_words, places
from glasshouse.report.words import NONE

INTRODUCTION = (
    "What the file itself says. What a safeguard does to people is no matter of papers: it takes runs with and without "
    "it, and safeguards interact. A person who reviews decisions silences no rule of law."
)
SAID, LACKED, UNSAID = "has it", "lacks it", "does not say"


@dataclass(frozen=True)
class Safeguard:
    """One safeguard: its id, what it is, and whether a file lacks it, with the places that say so."""

    id: str
    title: str
    lacking: Callable[[RegimeFacts], Answer]


def without_notice(facts: RegimeFacts) -> Answer:
    """People are not told that they are subject to it, or get no reasons."""
    return either(facts.fact("notice.subjects_told").lacks(), facts.fact("decision.reasons_given").lacks())


def without_hearing(facts: RegimeFacts) -> Answer:
    """Somebody is listed, and heard afterwards or never."""
    return either(*(view.fact("hearing").says("none", "after") for view in facts.blacklists))


def without_appeal(facts: RegimeFacts) -> Answer:
    """No remedy of the regime is an appeal: its clauses are read as all there is."""
    return Answer(True) if facts.appeal is None else Answer(False, (facts.appeal[1],))


def without_expiry(facts: RegimeFacts) -> Answer:
    """Points and terms do not run out by themselves."""
    if facts.expiry is None:
        return Answer(True)
    remedy, spot = facts.expiry
    return Answer(remedy.mode != "automatic" or remedy.strength == 0, (spot,))


def falls_on_others(facts: RegimeFacts) -> Answer:
    """A sanction is set on kin or company, a seat at school hangs on parents, or standing moves with near ones."""
    aimed = [view.fact("targets").says("kin", "associates", "group") for view in facts.sanctions]
    score = facts.regime.score
    pulled = Answer(bool(score and score.pulls), facts.score.spots)
    return either(pulled, shared.falls_on_children(facts), *aimed)


def exempts(facts: RegimeFacts) -> Answer:
    """Somebody stands outside the rules."""
    return facts.fact("exemptions.exist").holds


SAFEGUARDS: tuple[Safeguard, ...] = (
    Safeguard("D1", "Notice, with reasons", without_notice),
    Safeguard("D2", "A hearing before anybody is listed", without_hearing),
    Safeguard("D3", "An appeal", without_appeal),
    Safeguard("D4", "Records and terms that run out by themselves", without_expiry),
    Safeguard("D7", "Nothing falls on kin or company", falls_on_others),
    Safeguard("D8", "No harm in an unrelated domain of life", shared.unrelated_harm),
    Safeguard("D11", "A second person checks a match", lambda facts: facts.fact("decision.two_person_check").lacks()),
    Safeguard("D12", "A reviewer who may overrule", lambda facts: facts.fact("decision.reviewer_authority").lacks()),
    Safeguard("D13", "An independent body that oversees it",
              lambda facts: facts.fact("oversight.body").says("none", "internal")),
    Safeguard("D14", "Nobody stands outside the rules", exempts),
)  # fmt: skip


def safeguards(dossier: Dossier) -> Chapter:
    """Return the seventh chapter."""
    facts = dossier.facts
    rows = tuple(row(one, one.lacking(facts)) for one in SAFEGUARDS) if facts.sanctions or facts.blacklists else ()
    head = ("safeguard", "the file", "where, or what is missing")
    blocks: list[Block] = [Paragraph(INTRODUCTION)]
    if rows:
        blocks.append(Grid("Safeguards, as far as the file says", head, rows, (4.2, 1.6, 6)))
    else:
        blocks.append(Paragraph("The regime takes nothing from anybody, so there is nothing to guard against."))
    if rows and dossier.measured is not None:
        blocks += [Paragraph(NOT_WEIGHED)] if dossier.weighed is None else laid(dossier.weighed)
    return Chapter("safeguards", "Safeguards", tuple(blocks))


def row(one: Safeguard, lacking: Answer) -> Row:
    """Return a row of the table.

    >>> row(Safeguard("D3", "An appeal", without_appeal), Answer(True)).cells
    ('An appeal (D3)', 'lacks it', '–')
    """
    name = f"{one.title} ({one.id})"
    if lacking.holds is None:
        fields = list(dict.fromkeys(field_in_words(field) for field in lacking.missing))
        missing = ", ".join(fields[:3]) + (" and others" if len(fields) > 3 else "")
        return Row((name, UNSAID, f"missing: {missing}" if fields else lacking.because))
    return Row((name, LACKED if lacking.holds else SAID, places(lacking.spots, 3) or NONE))
