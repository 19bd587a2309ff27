"""The first annex: the six elements of a fundamental-rights impact assessment, as far as file and run fill them.

Their order is that of Art. 27(1)(a) to (f) of the EU AI Act, of which the text before the amendment of 2026 alone was
seen, so that they carry the mark `verify`.
"""

from __future__ import annotations

from collections.abc import Sequence

from glasshouse.audit.rights.facts import Fact, RegimeFacts
from glasshouse.report.brief.document import Chapter, Grid, Paragraph, Row
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.brief.plainly import cited, field_in_words, with_counts
from glasshouse.report.words import group_name, listed, many

INTRODUCTION = (
    "Ready to be copied into an assessment, and no assessment by itself. Elements follow Art. 27(1) of the EU AI Act "
    "in the text before its amendment (verify). What the file does not say is left to whoever operates it."
)


def assessment(dossier: Dossier) -> Chapter:
    """Return annex A."""
    rows = (
        Row(("(a) process and purpose", process(dossier))),
        Row(("(b) period and frequency", period(dossier))),
        Row(("(c) people and groups affected", affected(dossier.measured))),
        Row(("(d) specific harms", harms(dossier.measured))),
        Row(("(e) human oversight", said(dossier.facts, OVERSIGHT))),
        Row(("(f) governance and complaints", f"{appeal(dossier.facts)} {said(dossier.facts, GOVERNANCE)}")),
    )
    grid = Grid("Elements of an impact assessment", ("element", "what file and run say"), rows, (3, 9))
    return Chapter("assessment", "Elements of an impact assessment", (Paragraph(INTRODUCTION), grid), annex=True)


OVERSIGHT = ("decision.automation", "decision.reviewer_authority", "decision.two_person_check", "oversight.body")
GOVERNANCE = ("oversight.risk_file", "oversight.logs", "oversight.dpia", "oversight.fria", "notice.subjects_told",
              "decision.reasons_given", "claims.access", "claims.rectify")  # fmt: skip


def process(dossier: Dossier) -> str:
    """Return what the regime is for."""
    regime = dossier.rights.regime
    parts = [
        regime.describes,
        f"It has {many(len(regime.sensors), 'sensor')}, {many(len(regime.rules), 'rule')}, "
        f"{many(len(regime.lists), 'list')} and {many(len(regime.consequences), 'consequence')}.",
        said(dossier.facts, ("operator.kind", "operator.purposes", "operator.legal_basis")),
    ]
    return " ".join(parts)


def period(dossier: Dossier) -> str:
    """Return for how long, and how often, people are looked at."""
    score = dossier.facts.score
    terms = [row.term_weeks for row in dossier.rights.regime.lists if row.colour == "black"]
    parts = ["People are scored all the time." if score.holds else "Nobody is scored."]
    if terms:
        weeks = f"{min(terms)} to {many(max(terms), 'week')}" if min(terms) != max(terms) else many(terms[0], "week")
        parts.append(f"A black list lasts {weeks}.")
    if dossier.measured:
        parts.append(f"The run lived {many(dossier.measured.run.days, 'day')}.")
    return " ".join(parts)


def affected(measured: Measured | None) -> str:
    """Return who is affected, in the senses that counts can tell apart; "scored" alone is not "affected"."""
    if measured is None:
        return "Not measured: no run was given."
    audit, how = measured.audit, measured.how
    groups = listed([group_name(row.group) for row in audit.sanctions[1:]])
    ever = audit.ever_refused[0][1]
    records = sum(row.false for row in audit.false_records)
    return (
        f"Old enough for records on the last day: {how.count(audit.sanctions[0].scored)} ({groups}). Under a sanction "
        f"then: {with_counts(audit.sanctions[0].now, how)}. Refused something at least once: {how.parts(ever)} "
        f"person-years. Records in error: {how.count(records)}. Whoever is reached through others alone is not counted."
    )


def harms(measured: Measured | None) -> str:
    """Return the consequences that take something, with the person-days under each."""
    if measured is None:
        return "Not measured: no run was given."
    how = measured.how
    rows = [row for row in measured.audit.consequences if row.adverse and row.days.all]
    if not rows:
        return "No sanction was borne on any day."
    told = [f"{row.title} ({row.right}): {with_counts(row.burden, how)}" for row in rows]
    return f"{'; '.join(told)}. Errors, fear and silence are in chapter 5."


def appeal(facts: RegimeFacts) -> str:
    """Return what appeal there is."""
    if facts.appeal is None:
        return "There is no appeal among the remedies."
    remedy, spot = facts.appeal
    return f"An appeal, decided after {many(remedy.decision_weeks, 'week')}: {cited(spot)}."


def said(facts: RegimeFacts, names: Sequence[str]) -> str:
    """Return what the file says of some facts, and which of them it does not say."""
    known = [facts.fact(name) for name in names]
    told = [in_words(fact) for fact in known if fact.value is not None]
    unsaid = [field_in_words(fact.field) for fact in known if fact.value is None]
    parts = [f"{'; '.join(told)}."] if told else []
    parts += [f"The file does not say: {', '.join(unsaid)}."] if unsaid else []
    return " ".join(parts)


def in_words(fact: Fact) -> str:
    """Return a fact with its value and line."""
    value = fact.value
    if isinstance(value, bool):
        text = "yes" if value else "no"
    else:
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    at = cited(fact.spots[0]).partition(" (")[2]
    return f"{field_in_words(fact.field)} is {text} ({at}"
