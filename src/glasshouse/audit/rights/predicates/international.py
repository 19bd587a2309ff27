"""Predicates of human rights: ICCPR, CRC, UDHR, the Siracusa tests, the Council of Europe, UNESCO."""

from __future__ import annotations

from glasshouse.audit.rights.answers import NO, YES, Answer, argued, both, either, given, measured, negate
from glasshouse.audit.rights.facts import RegimeFacts, SensorView
from glasshouse.audit.rights.predicates import shared
from glasshouse.inputs.clause import GROUPS

EQUAL = ("race", "ethnicity", "sex", "religion", "politics", "origin")
ADULT_YEARS = 18


def treats_unequally(facts: RegimeFacts) -> Answer:
    """A rule turns on a protected trait, or somebody stands outside the rules; points for who one is are argued."""
    designed = (view.fact("unequal_by_design").holds for view in facts.sensors if unequal(view))
    exempted = both(Answer(bool(facts.regime.rules)), facts.fact("exemptions.exist").holds)
    traits = shared.by_trait(facts, *EQUAL)
    explicit = either(traits, shared.who_one_is(facts), exempted, *designed)
    return explicit if explicit.holds else either(explicit, watched_unequally(facts))


def unequal(view: SensorView) -> bool:
    """Return whether a sensor looks at some groups more than at others."""
    return len({getattr(view.sensor.exposure, group) for group in GROUPS}) > 1


def watched_unequally(facts: RegimeFacts) -> Answer:
    """Groups are watched unequally: by residence or by design has to be measured."""
    spots = [view.spot for view in facts.sensors if unequal(view)]
    return measured("Groups are watched unequally; what follows for each is measured.", *spots) if spots else NO


def detains_without_judgment(facts: RegimeFacts) -> Answer:
    """Somebody is detained on a record that no court has decided on."""
    parts = []
    for sanction in facts.sanctions:
        bases = [route.rule.fact("basis") for route in facts.routes if route.sanction is sanction]
        unjudged = either(*(negate(basis.says("adjudicated")) for basis in bases)) if bases else YES
        parts.append(both(sanction.fact("detains").holds, unjudged))
    return either(*parts)


def detains_for_debt(facts: RegimeFacts) -> Answer:
    """Somebody is detained for being unable to fulfil a contract."""
    return either(
        *(both(route.sanction.fact("detains").holds, route.rule.fact("contract_debt").holds) for route in facts.routes)
    )


def restricts_movement(facts: RegimeFacts) -> Answer:
    """Travel is refused without a ground in law; with one, whether it is necessary is measured."""
    bans = [view for view in facts.sanctions if view.row.effect == "refuse"]
    return either(
        *(
            both(
                view.fact("domain").says("travel"),
                lawless(view.fact("legal_basis").says("none", "policy"), "Person-days of travel bans are measured."),
            )
            for view in bans
        )
    )


def lawless(answer: Answer, figure: str) -> Answer:
    """There is no ground in law; where there is one, it takes a figure."""
    return measured(figure, *answer.spots) if answer.holds is False else answer


def punishes_unheard(facts: RegimeFacts) -> Answer:
    """People are listed before they are heard, on what is unproven, or can turn only to those who listed them."""
    unheard = (view.fact("hearing").says("none", "after") for view in facts.blacklists)
    weak = (both(view.fact("basis").says(*shared.UNPROVEN), Answer(True, (view.spot,))) for view in facts.rules)
    same = facts.fact("appeal.body").says("none", "same")
    return both(shared.punishes(facts), either(*unheard, *weak, same, shared.without_remedy(facts)))


def intrudes_on_privacy(facts: RegimeFacts) -> Answer:
    """Homes or messages are watched, or people are shown in public without a ground in law."""
    watched = (watches_home(view) for view in facts.sensors)
    shown = (
        both(
            either(view.fact("public").holds, view.fact("pictured").holds),
            lawful(view.fact("legal_basis").says("none", "policy"), "Whether it is necessary to show them is argued."),
        )
        for view in facts.blacklists
    )
    return both(shared.processes(facts), either(*watched, *shown))


def watches_home(view: SensorView) -> Answer:
    """A home or messages are watched; that a court gave leave beforehand has to be argued over."""
    private = either(view.fact("space").says("home"), view.fact("reads_messages").holds)
    leave = view.fact("authorisation")
    if private.holds and leave.value in ("prior", "urgent-24h"):
        return argued("There was leave: whether it was specific and needed is argued.", view.spot, *leave.spots)
    return private


def lawful(lacking: Answer, argument: str) -> Answer:
    """There is no ground in law; where there is one, it takes an argument."""
    return argued(argument, *lacking.spots) if lacking.holds is False else lacking


def punishes_belief_or_speech(facts: RegimeFacts) -> Answer:
    """Something is taken for belief, opinion, speech or a petition."""
    return shared.punished_acts(facts, *shared.BELIEF)


def punishes_company(facts: RegimeFacts) -> Answer:
    """Something is taken for an assembly or for the company that one keeps."""
    return shared.punished_acts(facts, *shared.COMPANY)


def punishes_children_for_parents(facts: RegimeFacts) -> Answer:
    """Something is taken from kin, a child's seat at school hangs on parents, or a child's score moves with theirs."""
    score = facts.regime.score
    pulled = [k for k, pull in enumerate(score.pulls) if pull.of == "kin"] if score else []
    spots = tuple(facts.spot(("score", "pulls", k, "id"), "score.pulls kin") for k in pulled)
    young = Answer(bool(pulled) and score is not None and score.from_age < ADULT_YEARS, spots)
    return either(
        young,
        shared.falls_on_children(facts),
        *(both(view.fact("targets").says("kin"), Answer(True, (view.spot,))) for view in facts.sanctions),
    )


def profiles_children(facts: RegimeFacts) -> Answer:
    """Children are scored or recorded."""
    score = facts.regime.score
    scored = NO
    if score is not None:
        scored = Answer(score.from_age < ADULT_YEARS, (facts.spot(("score", "from_age"), "score.from_age"),))
    young = (view.fact("least_age").test(lambda age: age < ADULT_YEARS) for view in facts.sensors)
    return either(scored, *young)


def restates_the_covenant(facts: RegimeFacts) -> Answer:
    """What the Covenant's rules find stands in the Declaration in substance, and has to be argued."""
    return either(
        treats_unequally(facts), punishes_belief_or_speech(facts), punishes_company(facts), punishes_unheard(facts),
        intrudes_on_privacy(facts), restricts_movement(facts),
    )  # fmt: skip


def is_not_provided_by_law(facts: RegimeFacts) -> Answer:
    """Something is taken without a ground in law."""
    return either(*(view.fact("legal_basis").says("none", "policy") for view in facts.sanctions))


def serves_another_purpose(facts: RegimeFacts) -> Answer:
    """Something is taken in a domain of life unrelated to where the data arose."""
    return both(given(shared.classifies(facts)), shared.unrelated_harm(facts))


def cannot_be_challenged(facts: RegimeFacts) -> Answer:
    """What is taken cannot be challenged."""
    return shared.without_remedy(facts)


def limits_need_argument(facts: RegimeFacts) -> Answer:
    """A protected act or a wish that a right covers is limited, and whether that is necessary has to be argued."""
    acts = shared.punished_acts(facts, *shared.BELIEF, *shared.COMPANY)
    return either(acts, shared.punishes(facts))


def decides_without_views(facts: RegimeFacts) -> Answer:
    """A machine alone decides, or one may not show that the data are wrong or the profile is beside the point."""
    grounds = facts.fact("appeal.grounds").lacks("inaccurate", "irrelevant")
    alone = shared.decided_alone(facts)
    return both(shared.punishes(facts), either(alone, grounds, facts.fact("decision.reasons_given").lacks()))


def lacks_safeguards(facts: RegimeFacts) -> Answer:
    """There is no transparency, no oversight or no remedy."""
    body = facts.fact("oversight.body").says("none")
    dark = facts.fact("oversight.transparency").lacks()
    return both(given(shared.uses_ai(facts)), either(dark, body, shared.without_remedy(facts)))


def is_for_social_scoring(facts: RegimeFacts) -> Answer:
    """It is for social scoring or for mass surveillance."""
    purpose = facts.fact("operator.purposes").says("social-scoring", "mass-surveillance")
    return both(given(shared.uses_ai(facts)), purpose)


PREDICATES = {
    one.__name__: one
    for one in (
        treats_unequally,
        detains_without_judgment,
        detains_for_debt,
        restricts_movement,
        punishes_unheard,
        intrudes_on_privacy,
        punishes_belief_or_speech,
        punishes_company,
        punishes_children_for_parents,
        profiles_children,
        restates_the_covenant,
        is_not_provided_by_law,
        serves_another_purpose,
        cannot_be_challenged,
        limits_need_argument,
        decides_without_views,
        lacks_safeguards,
        is_for_social_scoring,
    )
}
