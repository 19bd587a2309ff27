"""Predicates of the GDPR and of the cases on it."""

from __future__ import annotations

from glasshouse.audit.rights.answers import Answer, both, either, given, unknown
from glasshouse.audit.rights.facts import RegimeFacts, SensorView
from glasshouse.audit.rights.predicates import shared

LINKED_SOURCES = 3


def strays_from_purpose(facts: RegimeFacts) -> Answer:
    """Data are used for another purpose than they were first collected for."""
    return either(*(strays(view) for view in facts.sensors))


def strays(view: SensorView) -> Answer:
    """One sensor's data are used for another purpose than they were first collected for, besides it or instead."""
    first, used = view.fact("original_purpose"), view.fact("used_for")
    if first.value is None or used.value is not None:
        return both(first.test(lambda _: True), used.test(lambda now: bool(set(now) - {first.value})))
    purposes = view.of.fact("operator.purposes")
    if first.value in (purposes.value or []) and len(purposes.value) > 1:
        return unknown(used.field)
    return purposes.test(lambda now: first.value not in now)


def scores_people(facts: RegimeFacts) -> Answer:
    """A score is made of data, so that what each input adds has to be measured."""
    return both(shared.processes(facts), facts.score)


def rectifies_nothing(facts: RegimeFacts) -> Answer:
    """One cannot have wrong data put right."""
    return both(shared.processes(facts), facts.fact("claims.rectify").lacks())


def keeps_without_end(facts: RegimeFacts) -> Answer:
    """An entry does not end by itself, or cannot be erased."""
    return both(shared.processes(facts), either(shared.endless(facts), facts.fact("claims.erase").lacks()))


def has_no_legal_basis(facts: RegimeFacts) -> Answer:
    """Data are processed on no legal basis."""
    return both(shared.processes(facts), facts.fact("operator.legal_basis").says("none"))


def takes_special_data(facts: RegimeFacts) -> Answer:
    """Data of a special category are taken in, and no exception applies."""
    return either(*(both(shared.special_data(view), view.fact("special_exception").lacks()) for view in facts.sensors))


def tells_nothing(facts: RegimeFacts) -> Answer:
    """People are not told that they are scored or listed, by what logic, and what follows; or the rules are secret."""
    told = facts.fact("notice.content").lacks("automation", "logic", "consequences")
    untold = either(told, facts.fact("notice.subjects_told").lacks(), facts.fact("claims.access").lacks())
    return both(shared.processes(facts), given(shared.classifies(facts)), either(shared.secret(facts), untold))


def hears_no_objection(facts: RegimeFacts) -> Answer:
    """One cannot object, where the ground is a public task or a legitimate interest."""
    ground = facts.fact("operator.legal_basis").says("public-task", "legitimate-interest")
    return both(given(shared.classifies(facts)), facts.fact("claims.object").lacks(), ground)


def decides_by_machine(facts: RegimeFacts) -> Answer:
    """A machine alone decides, or decisions strongly follow the score."""
    return shared.automated(facts)


def outlasts_the_register(facts: RegimeFacts) -> Answer:
    """What was copied from a public register is kept longer than the register keeps it."""
    return either(*(outlasts(view) for view in facts.sensors))


def outlasts(view: SensorView) -> Answer:
    """One sensor's records are kept longer than the public register that they are from."""
    kept, public = view.fact("retention_days"), view.fact("public_register_days")
    weeks = view.sensor.retention_weeks
    days = kept.value if kept.value is not None else None if weeks is None else weeks * shared.DAYS_OF_A_WEEK
    known = kept if days is None else public
    return known.test(lambda most: days is not None and days > most)


def assesses_no_data_protection(facts: RegimeFacts) -> Answer:
    """People are evaluated, or public places are watched, and the effect on data protection was not assessed."""
    public = either(*(view.fact("space").says("public") for view in facts.sensors))
    engaged = either(both(given(shared.classifies(facts)), shared.punishes(facts)), public)
    return both(shared.processes(facts), engaged, facts.fact("oversight.dpia").lacks())


def links_data_in_the_dark(facts: RegimeFacts) -> Answer:
    """Many sources are linked in a model that nobody can verify, so that the fair balance has to be argued."""
    several = Answer(len(facts.sensors) >= LINKED_SOURCES, tuple(view.spot for view in facts.sensors[:LINKED_SOURCES]))
    linked = facts.fact("scoring.linked_sources").holds
    return both(facts.score, either(linked, several), shared.secret(facts))


PREDICATES = {
    one.__name__: one
    for one in (
        strays_from_purpose, scores_people, rectifies_nothing, keeps_without_end, has_no_legal_basis,
        takes_special_data, tells_nothing, hears_no_objection, decides_by_machine, outlasts_the_register,
        assesses_no_data_protection, links_data_in_the_dark,
    )
}  # fmt: skip
