"""Predicates of the United States: credit reports, equal credit, selection for work."""

from __future__ import annotations

from glasshouse.audit.rights.answers import Answer, both, either, given, measured
from glasshouse.audit.rights.facts import Fact, RegimeFacts
from glasshouse.audit.rights.predicates import shared

SEVEN_YEARS_DAYS, TEN_YEARS_DAYS = 2557, 3653
DISPUTE_DAYS, NOTICE_DAYS = 30, 30
NOTICE_BUSINESS_DAYS = 10
PROTECTED = ("race", "ethnicity", "sex", "religion", "origin", "age")


def reports_too_long(facts: RegimeFacts) -> Answer:
    """What counts against people is reported for more than seven years, bankruptcies for more than ten."""
    bankrupt = bool(facts.sensors) and all(view.fact("bankruptcy").value is True for view in facts.sensors)
    most = TEN_YEARS_DAYS if bankrupt else SEVEN_YEARS_DAYS
    long = (Answer(view.row.term_weeks * shared.DAYS_OF_A_WEEK > most, (view.spot,)) for view in facts.blacklists)
    return either(*long, shared.endless(facts))


def settles_disputes_slowly(facts: RegimeFacts) -> Answer:
    """A dispute takes more than 30 days, costs something, or what cannot be verified is kept."""
    days = facts.fact("appeal.decision_days")
    if days.value is None and facts.appeal is not None:
        appeal, spot = facts.appeal
        days = Fact(days.field, appeal.decision_weeks * shared.DAYS_OF_A_WEEK, (spot,))
    slow = days.test(lambda number: number > DISPUTE_DAYS)
    none = shared.without_remedy(facts)
    kept = facts.fact("appeal.unverified").says("kept")
    return both(shared.punishes(facts), either(none, slow, facts.fact("appeal.free").lacks(), kept))


def names_no_agency(facts: RegimeFacts) -> Answer:
    """Something adverse follows from a report, and people are not told whose it is and that they may dispute it."""
    told = facts.fact("notice.content").lacks("agency", "right-to-dispute")
    return both(shared.punishes(facts), either(told, facts.fact("notice.subjects_told").lacks()))


def gives_no_reasons(facts: RegimeFacts) -> Answer:
    """Credit is refused without specific reasons, or they come after 30 days."""
    late = facts.fact("notice.after_days").test(lambda days: days > NOTICE_DAYS)
    vague = facts.fact("notice.reasons_specific").lacks()
    return both(
        given(shared.punishes_in(facts, "credit")), either(late, vague, facts.fact("decision.reasons_given").lacks())
    )


def lends_by_trait(facts: RegimeFacts) -> Answer:
    """Lending turns on a protected trait, or on an input that is meant to stand for one."""
    trait = either(shared.by_trait(facts, *PROTECTED), facts.fact("scoring.proxies").says("intended"))
    return both(given(shared.punishes_in(facts, "credit")), trait)


def may_lend_unequally(facts: RegimeFacts) -> Answer:
    """Credit is refused, so that the effect on groups has to be measured."""
    return shared.punishes_in(facts, "credit")


def selects_for_work(facts: RegimeFacts) -> Answer:
    """Posts are closed to people, so that selection rates by group have to be measured."""
    return shared.punishes_in(facts, "work")


def audits_no_bias(facts: RegimeFacts) -> Answer:
    """People are scored or listed for work without a published, independent audit of bias, or notice in time."""
    audit = facts.fact("oversight.bias_audit").says("none", "own")
    unpublished = facts.fact("oversight.bias_audit_published").lacks()
    late = facts.fact("notice.before_business_days").test(lambda days: days < NOTICE_BUSINESS_DAYS)
    found = either(audit, unpublished, late)
    if found.holds is False:
        found = measured("The audit has to give selection rates and impact ratios.", *found.spots)
    return both(given(shared.punishes_in(facts, "work")), given(shared.classifies(facts)), found)


PREDICATES = {
    one.__name__: one
    for one in (
        reports_too_long, settles_disputes_slowly, names_no_agency, gives_no_reasons, lends_by_trait,
        may_lend_unequally, selects_for_work, audits_no_bias,
    )
}  # fmt: skip
