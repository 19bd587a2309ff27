"""One rule of law, one regime, one day: the verdict, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from glasshouse.audit.rights.answers import YES, Answer, both
from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.pack import Jurisdiction, Law, Pack, Verdict, stale
from glasshouse.audit.rights.predicates import PREDICATES


@dataclass(frozen=True)
class Setting:
    """As if operated where, on which day; ``today`` is the day of the audit, against which reviews age."""

    jurisdictions: tuple[Jurisdiction, ...]
    on: date
    today: date


@dataclass(frozen=True)
class Finding:
    """A verdict on one rule: ``reason`` in words, ``answer`` with the places, facts and cells behind it."""

    pack: Pack
    law: Law
    verdict: Verdict
    reason: str
    answer: Answer
    stale: bool


def judge(facts: RegimeFacts, pack: Pack, law: Law, setting: Setting) -> Finding:
    """Return the verdict of one rule. Human review changes none of this: it opens a measure at most."""
    old = stale(pack.reviewed(law), setting.today)
    outside = out_of_scope(pack, law, setting)
    if outside:
        return Finding(pack, law, "out-of-scope", outside, YES, old)
    answer = PREDICATES[law.predicate](facts)
    actor = bound(facts, law)
    if actor.holds is False:
        return Finding(pack, law, "out-of-scope", f"it binds {bound_in_words(law)}", actor, old)
    if actor.holds is None and answer.holds is not False:
        answer = both(answer, actor)
    return Finding(pack, law, verdict_of(law, answer), reason_of(law, answer), answer, old)


def out_of_scope(pack: Pack, law: Law, setting: Setting) -> str:
    """Return why a rule does not apply at that place and day, or nothing.

    Of a day that is known in part, the part decides: a rule of 2020 applies from the first day of that year on.
    """
    on = setting.on.isoformat()
    if pack.jurisdiction not in setting.jurisdictions:
        return "it is the law of another place"
    if not law.in_force:
        return "it is not in force"
    if law.in_force_from and on[: len(law.in_force_from)] < law.in_force_from:
        return f"it applies from {law.in_force_from} on"
    if law.in_force_to and on[: len(law.in_force_to)] > law.in_force_to:
        return f"it applied until {law.in_force_to}"
    return ""


def bound(facts: RegimeFacts, law: Law) -> Answer:
    """Return whether the rule binds this operator."""
    actor = law.actor
    if actor is None:
        return YES
    kinds = facts.fact("operator.kind").says(*actor.kind) if actor.kind else YES
    sectors = facts.fact("operator.sectors").says(*actor.sectors) if actor.sectors else YES
    return both(kinds, sectors)


def bound_in_words(law: Law) -> str:
    """Return whom a rule binds.

    >>> from glasshouse.audit.rights.pack import Actor
    >>> law = Law(id="X", provision="Art. 1", test="Something is so.", predicate="p", verdict="likely",
    ...           actor=Actor(kind=["state", "hybrid"]), marks=["T"], source=["text"])
    >>> bound_in_words(law)
    'state or hybrid operators only'
    """
    actor = law.actor
    assert actor is not None
    kinds = [f"{' or '.join(actor.kind)} operators"] if actor.kind else []
    sectors = [f"those who decide on {' or '.join(actor.sectors)}"] if actor.sectors else []
    return " and ".join(kinds + sectors) + " only"


def verdict_of(law: Law, answer: Answer) -> Verdict:
    """Return the verdict that an answer leads to: one that rests on a declared table is at most likely.

    What is open for want of a fact cannot be told; what is open for want of a measure or an argument says which.
    """
    if answer.holds is False:
        return "no-finding"
    if answer.holds is None:
        if answer.missing or not answer.doubt:
            return "cannot-tell"
        return answer.doubt
    return "likely" if law.verdict == "violates" and answer.declared else law.verdict


def reason_of(law: Law, answer: Answer) -> str:
    """Return why, in a sentence, beyond the places, facts and cells."""
    if answer.because:
        return answer.because
    if answer.holds is None and answer.missing:
        return "The file does not say enough."
    if answer.holds and law.verdict in ("needs-measure", "needs-human"):
        return "What raises the question is in the file."
    if answer.holds and answer.declared:
        return "Every element is in the file or in a declared table."
    return "Every element is in the file." if answer.holds else "Nothing in the file says so."
