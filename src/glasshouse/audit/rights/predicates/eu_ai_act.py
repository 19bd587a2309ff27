"""Predicates of the EU AI Act: each says in its docstring what is found where it answers yes."""

from __future__ import annotations

from glasshouse.audit.rights.answers import Answer, both, either, given, measured, negate
from glasshouse.audit.rights.facts import RegimeFacts, SensorView
from glasshouse.audit.rights.predicates import shared

ELEMENTS = ("process", "period", "groups", "harms", "oversight", "governance")
SIX_MONTHS_DAYS = 180


def is_ai_system(facts: RegimeFacts) -> Answer:
    """It is a machine system that infers its outputs."""
    return shared.uses_ai(facts)


def manipulates(facts: RegimeFacts) -> Answer:
    """Rewards work on people by manipulation, so that their effect has to be measured."""
    return both(given(shared.scoring_infers(facts)), facts.fact("notice.rewards").says("manipulative"))


def exploits_vulnerability(facts: RegimeFacts) -> Answer:
    """A rule turns on age, disability or poverty, so that its effect on the vulnerable has to be measured."""
    return both(given(shared.scoring_infers(facts)), shared.by_trait(facts, "age", "disability", "poverty"))


def evaluates_over_time(facts: RegimeFacts) -> Answer:
    """People are evaluated or classified over a period of time by what they do or are."""
    return both(shared.scoring_infers(facts), shared.classifies(facts))


def harms_in_unrelated_context(facts: RegimeFacts) -> Answer:
    """Something is taken in a domain of life unrelated to where the data arose."""
    return both(given(evaluates_over_time(facts)), shared.unrelated_harm(facts))


def harms_out_of_proportion(facts: RegimeFacts) -> Answer:
    """Something is taken for what harms nobody, or on an inference or for company."""
    return both(given(evaluates_over_time(facts)), shared.too_heavy(facts))


def predicts_crime_by_profile(facts: RegimeFacts) -> Answer:
    """Offending is predicted from inferences or company and no objective fact; beside such facts it is measured."""
    profiled = either(*(view.fact("basis").says(*shared.SUSPECTED) for view in facts.rules))
    factual = either(*(view.fact("basis").says(*shared.FOUND) for view in facts.rules))
    if factual.holds and profiled.holds:
        because = "Some records rest on facts: how many people are flagged on none is measured."
        profiled = measured(because, *profiled.spots)
    elif not factual.holds:
        profiled = both(profiled, negate(factual))
    purpose = facts.fact("operator.purposes").says("crime-prediction")
    return both(given(shared.scoring_infers(facts)), purpose, profiled)


def scrapes_faces(facts: RegimeFacts) -> Answer:
    """A sensor compares faces with pictures scraped from the Internet or from cameras without a target."""
    return either(
        *(both(identifies(view), view.fact("reference").says("scraped", "cctv-untargeted")) for view in facts.sensors)
    )


def infers_emotion_at_work_or_school(facts: RegimeFacts) -> Answer:
    """A sensor infers emotions at work or at school, and not for a medical or safety reason."""
    return either(
        *(
            both(
                given(view.fact("machine").holds),
                view.fact("infers").says("emotion"),
                view.fact("space").says("work", "school"),
                negate(view.fact("medical_or_safety").holds),
            )
            for view in facts.sensors
        )
    )


def categorises_by_body(facts: RegimeFacts) -> Answer:
    """A sensor infers race, politics, union, religion or sex life from the body."""
    return either(
        *(
            both(given(view.fact("machine").holds), view.fact("infers").says(*shared.CATEGORISED))
            for view in facts.sensors
        )
    )


def makes_intimate_imagery(facts: RegimeFacts) -> Answer:
    """It is for intimate imagery without consent."""
    return facts.fact("operator.purposes").says("intimate-imagery")


def makes_abuse_imagery(facts: RegimeFacts) -> Answer:
    """It is for imagery of child abuse."""
    return facts.fact("operator.purposes").says("abuse-imagery")


def identifies(view: SensorView) -> Answer:
    """A sensor tells from the body who somebody is."""
    return view.fact("identifies").holds


def identifies_live_in_public(facts: RegimeFacts) -> Answer:
    """The police identify people in public as they pass, and a condition for it is missing."""
    police = facts.fact("operator.law_enforcement").holds
    papers = either(facts.fact("oversight.fria").lacks(*ELEMENTS), facts.fact("oversight.registered").lacks())
    return either(
        *(
            both(
                shared.identifies_in_public(view),
                view.fact("realtime").holds,
                police,
                either(
                    view.fact("aim").says("other"),
                    view.fact("authorisation").says("none", "within-48h"),
                    view.fact("sole_ground").holds,
                    papers,
                ),
            )
            for view in facts.sensors
        )
    )


def profiles_people(facts: RegimeFacts) -> Answer:
    """It profiles people in an area of Annex III, so that no exception from high risk is open to it."""
    return both(shared.classifies(facts), is_high_risk(facts))


def is_high_risk(facts: RegimeFacts) -> Answer:
    """It is used in an area that Annex III names."""
    return shared.high_risk(facts)


def keeps_no_risk_file(facts: RegimeFacts) -> Answer:
    """It is of high risk, and no file on its risks is kept."""
    return both(given(is_high_risk(facts)), facts.fact("oversight.risk_file").lacks())


def leaves_data_unexamined(facts: RegimeFacts) -> Answer:
    """It is of high risk, and where data come from, or their bias, is not examined."""
    origins = (view.fact("origin_documented").lacks() for view in facts.sensors)
    return both(given(is_high_risk(facts)), either(*origins, facts.fact("oversight.bias_examined").lacks()))


def keeps_no_papers(facts: RegimeFacts) -> Answer:
    """It is of high risk, and there is no technical file, or nothing is logged."""
    papers = either(facts.fact("oversight.technical_file").lacks(), facts.fact("oversight.logs").lacks())
    return both(given(is_high_risk(facts)), papers)


def declares_no_accuracy(facts: RegimeFacts) -> Answer:
    """It is of high risk, and its accuracy, or a sensor's errors by group, are not declared."""
    groups = (view.fact("performance_declared").lacks() for view in facts.sensors)
    return both(given(is_high_risk(facts)), either(facts.fact("oversight.accuracy_declared").lacks(), *groups))


def cannot_be_overruled(facts: RegimeFacts) -> Answer:
    """It is of high risk, and nobody may overrule it, or a match is not checked by two persons."""
    matched = either(*(identifies(view) for view in facts.sensors))
    pair = both(matched, facts.fact("decision.two_person_check").lacks())
    found = either(facts.fact("decision.reviewer_authority").lacks(), pair)
    if found.holds is False:
        found = measured("There are overseers: how often they overrule, and how well, is measured.", *found.spots)
    return both(given(is_high_risk(facts)), found)


def feeds_on_itself(facts: RegimeFacts) -> Answer:
    """It is of high risk and its outputs come back as inputs, so that the feedback has to be measured."""
    return both(given(is_high_risk(facts)), either(facts.fact("scoring.learns_online").holds, facts.score))


def deploys_without_care(facts: RegimeFacts) -> Answer:
    """It is of high risk, and overseers have no say, logs are kept too briefly, or people are not told."""
    return both(
        given(is_high_risk(facts)),
        either(
            facts.fact("decision.reviewer_authority").lacks(),
            facts.fact("oversight.logs_days").test(lambda days: days < SIX_MONTHS_DAYS),
            facts.fact("notice.subjects_told").lacks(),
            facts.fact("notice.workers_told").lacks(),
        ),
    )


def identifies_later_without_leave(facts: RegimeFacts) -> Answer:
    """The police identify people from recordings without leave, without a target, or decide on the match alone."""
    police = facts.fact("operator.law_enforcement").holds
    return either(
        *(
            both(
                identifies(view),
                negate(view.fact("realtime").holds),
                police,
                either(
                    view.fact("authorisation").says("none"),
                    view.fact("targeted").lacks(),
                    view.fact("sole_ground").holds,
                ),
            )
            for view in facts.sensors
        )
    )


def assesses_no_rights(facts: RegimeFacts) -> Answer:
    """A public body, a lender or an insurer uses it without all six elements of an assessment."""
    public = facts.fact("operator.kind").says("state", "hybrid")
    lender = facts.fact("operator.sectors").says("credit", "health", "benefits", "schooling")
    return both(given(is_high_risk(facts)), either(public, lender), facts.fact("oversight.fria").lacks(*ELEMENTS))


def reads_bodies_unannounced(facts: RegimeFacts) -> Answer:
    """A sensor reads emotions or sorts people by the body, and they are not told."""
    return either(*(both(shared.reads_body(view), view.fact("signposted").lacks()) for view in facts.sensors))


def explains_nothing(facts: RegimeFacts) -> Answer:
    """It is of high risk, something is taken, and no reasons are given."""
    return both(given(is_high_risk(facts)), shared.punishes(facts), facts.fact("decision.reasons_given").lacks())


PREDICATES = {
    one.__name__: one
    for one in (
        is_ai_system, manipulates, exploits_vulnerability, evaluates_over_time, harms_in_unrelated_context,
        harms_out_of_proportion, predicts_crime_by_profile, scrapes_faces, infers_emotion_at_work_or_school,
        categorises_by_body, makes_intimate_imagery, makes_abuse_imagery, identifies_live_in_public, profiles_people,
        is_high_risk, keeps_no_risk_file, leaves_data_unexamined, keeps_no_papers, declares_no_accuracy,
        cannot_be_overruled, feeds_on_itself, deploys_without_care, identifies_later_without_leave,
        assesses_no_rights, reads_bodies_unannounced, explains_nothing,
    )
}  # fmt: skip
