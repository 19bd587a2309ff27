"""Predicates of China's own limits: closed lists of data, lists and measures, and the protection of personal data."""

from __future__ import annotations

from glasshouse.audit.rights.answers import Answer, argued, both, either, measured, negate
from glasshouse.audit.rights.facts import RegimeFacts, SensorView
from glasshouse.audit.rights.predicates import shared

UNDER_AGE_YEARS = 14
SENSITIVE = ("biometric", "religion", "health", "finance", "whereabouts", "under-14")
FORBIDDEN = ("religion", "genetic")
FORBIDDEN_LOCALLY = ("ethnicity", "origin", "politics", "body", "blood-type", "disease", "deposits", "tax")


def records_without_document(facts: RegimeFacts) -> Answer:
    """A behaviour counts that is outside the catalogue, or that no legally effective document has found."""
    found = []
    for view in facts.rules:
        weak = negate(view.fact("basis").says(*shared.FOUND))
        found.append(both(Answer(True, (view.spot,)), either(view.fact("catalogue").says("outside"), weak)))
    return either(*found)


def publishes_without_ground(facts: RegimeFacts) -> Answer:
    """A list is public without a ground in law."""
    return either(
        *(
            both(view.fact("public").holds, view.fact("legal_basis").says("none", "policy"), Answer(True, (view.spot,)))
            for view in facts.blacklists
        )
    )


def lists_on_own_authority(facts: RegimeFacts) -> Answer:
    """A list has no ground in law, or people are listed without notice before."""
    parts = []
    for view in facts.blacklists:
        wrong = either(view.fact("legal_basis").says("none", "policy"), view.fact("notice_before").lacks())
        parts.append(both(Answer(True, (view.spot,)), wrong))
    return either(*parts)


def punishes_beyond_law(facts: RegimeFacts) -> Answer:
    """A measure has no ground in law, or is heavier than the fault."""
    parts = []
    for view in facts.sanctions:
        wrong = either(view.fact("legal_basis").says("none", "policy"), view.fact("fits_the_fault").lacks())
        parts.append(both(Answer(True, (view.spot,)), wrong))
    found = either(*parts)
    if found.holds is False and facts.routes:
        return measured("Whether measures fit the fault is measured (M24).", *facts.routes[0].spots)
    return found


def collects_outside_catalogue(facts: RegimeFacts) -> Answer:
    """Data are collected that the national catalogue does not have."""
    sensors = (both(view.fact("catalogue").says("outside"), Answer(True, (view.spot,))) for view in facts.sensors)
    return either(*sensors)


def punishes_outside_list(facts: RegimeFacts) -> Answer:
    """A measure is taken that the national list does not have."""
    return either(
        *(both(view.fact("catalogue").says("outside"), Answer(True, (view.spot,))) for view in facts.sanctions)
    )


def rewards_or_punishes(facts: RegimeFacts) -> Answer:
    """People are rewarded or punished, so that whether it is lawful and reasonable has to be argued."""
    rows = range(len(facts.regime.consequences))
    return Answer(bool(rows), tuple(facts.clause("consequences", k) for k in rows))


def collects_forbidden_data(facts: RegimeFacts) -> Answer:
    """Religion or genetic data are collected; what one city alone forbids besides is argued."""
    return either(*(collects_forbidden(view) for view in facts.sensors))


def collects_forbidden(view: SensorView) -> Answer:
    """One sensor takes in religion or genetic data, or, which is argued, what one city forbids besides."""
    categories = view.fact("categories")
    found, local = categories.says(*FORBIDDEN), categories.says(*FORBIDDEN_LOCALLY)
    if found.holds is False and local.holds:
        return argued("One city alone forbids it: whether its rules hold here is argued.", view.spot, *local.spots)
    return both(found, Answer(True, (view.spot,)))


def refuses_no_automation(facts: RegimeFacts) -> Answer:
    """A machine alone decides what weighs heavily, and one may neither ask for an explanation nor refuse."""
    alone = shared.decided_alone(facts)
    wanting = either(facts.fact("claims.refuse_automation").lacks(), facts.fact("decision.reasons_given").lacks())
    return both(shared.punishes(facts), alone if alone.doubt else both(alone, wanting))


def watches_for_other_ends(facts: RegimeFacts) -> Answer:
    """Cameras in public places are not signposted, or their pictures serve other ends without separate consent."""
    return either(*(watches(view) for view in facts.sensors))


def watches(view: SensorView) -> Answer:
    """One camera in a public place is not signposted, or its pictures serve other ends without separate consent.

    A machine that senses is meant, whether or not it tells who somebody is; an officer who notes is not.
    """
    equipment = either(view.fact("identifies").holds, view.fact("machine").holds)
    other = view.fact("used_for").test(lambda purposes: set(purposes) != {"public-security"})
    strays = both(other, view.fact("separate_consent").lacks())
    return both(equipment, view.fact("space").says("public"), either(view.fact("signposted").lacks(), strays))


def takes_sensitive_data(facts: RegimeFacts) -> Answer:
    """Sensitive data, or those of children under 14, are taken in without separate consent."""
    parts = []
    for view in facts.sensors:
        young = view.fact("least_age").test(lambda age: age < UNDER_AGE_YEARS)
        listed = view.fact("categories").says(*SENSITIVE)
        sensitive = either(shared.special_data(view), view.fact("identifies").holds, listed, young)
        parts.append(both(sensitive, view.fact("separate_consent").lacks()))
    return either(*parts)


PREDICATES = {
    one.__name__: one
    for one in (
        records_without_document, publishes_without_ground, lists_on_own_authority, punishes_beyond_law,
        collects_outside_catalogue, punishes_outside_list, rewards_or_punishes, collects_forbidden_data,
        refuses_no_automation, watches_for_other_ends, takes_sensitive_data,
    )
}  # fmt: skip
