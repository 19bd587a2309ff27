"""What several rules of law ask: elements that predicates of more than one instrument are put together from."""

from __future__ import annotations

from glasshouse.audit.rights import tables
from glasshouse.audit.rights.answers import NO, Answer, argued, both, either, given, measured, negate, unknown
from glasshouse.audit.rights.facts import Fact, ListView, RegimeFacts, Route, SensorView
from glasshouse.inputs.governance import LifeDomain, Purpose

UNPROVEN = ("allegation", "inference")
SUSPECTED = ("inference", "association")
FOUND = ("adjudicated", "finding")
FAITH = ("freedom of religion", "freedom of conscience")
BELIEF = (*FAITH, "freedom of expression", "right to petition", "right to cultural life")
COMPANY = ("freedom of assembly", "freedom of association")
CATEGORISED = ("race", "politics", "union", "religion", "sex-life", "sexual-orientation")
DAYS_OF_A_WEEK = 7
HIGH_RISK_PURPOSES: tuple[Purpose, ...] = ("crime-prediction", "law-enforcement", "migration", "justice")
HIGH_RISK: tuple[LifeDomain, ...] = ("benefits", "credit", "schooling", "work", "health", "justice")


def processes(facts: RegimeFacts) -> Answer:
    """Data about people are taken in."""
    return Answer(True) if facts.sensors else Answer(False, because="Nothing is recorded.")


def punishes(facts: RegimeFacts) -> Answer:
    """Something is taken from people because of a score or a list."""
    return Answer(bool(facts.sanctions))


def punishes_in(facts: RegimeFacts, *domains: LifeDomain) -> Answer:
    """Something is taken from people in one of these domains of life."""
    return either(*(view.fact("domain").says(*domains) for view in facts.sanctions))


def scoring_infers(facts: RegimeFacts) -> Answer:
    """What people are scored or listed by infers: a learned score, or, without a score, sensors that recognise."""
    if not facts.score.holds:
        return sensors_infer(facts)
    method = facts.fact("scoring.method")
    learned = method.says("learned", "mixed")
    if learned.holds:
        return learned
    settled = method.field if method.value is None else "whether points written by hand are an AI system"
    because = "Whether points written by hand are an AI system, recital 12 and the guidelines do not settle."
    return Answer(None, facts.score.spots, (settled,), because=because)


def uses_ai(facts: RegimeFacts) -> Answer:
    """Some part of it is a machine system that infers: the score, or a sensor that recognises."""
    return either(scoring_infers(facts), sensors_infer(facts))


def sensors_infer(facts: RegimeFacts) -> Answer:
    """A sensor recognises, and does not only note what somebody saw or booked."""
    return either(*(view.fact("machine").holds for view in facts.sensors))


def classifies(facts: RegimeFacts) -> Answer:
    """People are evaluated or classified over a period of time by what they do or are."""
    black = [view.spot for view in facts.blacklists]
    if facts.score.holds:
        return facts.score
    return Answer(bool(black and facts.rules), tuple(black))


def high_risk(facts: RegimeFacts) -> Answer:
    """A machine that infers is used for what Annex III names: by what is taken, by sector or purpose, or on bodies."""
    used = either(
        facts.fact("operator.sectors").says(*HIGH_RISK), facts.fact("operator.purposes").says(*HIGH_RISK_PURPOSES)
    )
    area = either(punishes_in(facts, *HIGH_RISK), both(processes(facts), used))
    remote = (both(view.fact("machine").holds, identifies_in_public(view)) for view in facts.sensors)
    return either(both(scoring_infers(facts), area), *remote, *map(reads_body, facts.sensors))


def reads_body(view: SensorView) -> Answer:
    """A machine infers emotions from the body, or sorts people by it."""
    return both(given(view.fact("machine").holds), view.fact("infers").says("emotion", *CATEGORISED))


def identifies_in_public(view: SensorView) -> Answer:
    """A sensor tells in a public space who somebody is."""
    return both(view.fact("identifies").holds, view.fact("space").says("public"))


def sources_of(facts: RegimeFacts, route: Route) -> list[Fact]:
    """Return the domains of life in which the data of a way to a sanction arise: stated of sensors, or by the act."""
    act_id = route.rule.rule.act
    seeing = [
        view
        for view in facts.sensors
        if act_id in view.sensor.sees and view.sensor.id in (route.rule.rule.sensors or [view.sensor.id])
    ]
    stated = [view.fact("context") for view in seeing]
    if stated and all(fact.value for fact in stated):
        return stated
    act = tables.acts().acts.get(act_id)
    field = f"governance.sensors.{seeing[0].sensor.id if seeing else '*'}.context"
    if act is None:
        return [Fact(field, None)]
    return [Fact(field, act.domain, declared=(f"acts: {act_id} ({act.domain})",))]


def unrelated_harm(facts: RegimeFacts) -> Answer:
    """Something is taken in a domain of life that has nothing to do with where the data arose."""
    return either(*(unrelated(facts, route) for route in facts.routes))


def unrelated(facts: RegimeFacts, route: Route) -> Answer:
    """One way to a sanction crosses into an unrelated domain of life."""
    domain = route.sanction.fact("domain")
    parts = []
    for source in sources_of(facts, route):
        if source.value is None or domain.value is None:
            parts.append(unknown(source.field if source.value is None else domain.field))
            continue
        relation, cell = related(facts, source.value, domain.value)
        at = (*route.spots, *source.spots)
        declared = (*source.declared, *domain.declared, *cell)
        if relation == "contested":
            parts.append(argued("Whether these domains of life are related is contested.", *at))
        else:
            parts.append(Answer(relation == "unrelated", at, declared=declared))
    return either(*parts)


def related(facts: RegimeFacts, one: LifeDomain, other: LifeDomain) -> tuple[str, tuple[str, ...]]:
    """Return how two domains are related, by the file or else by the shipped table, with the cell it rests on."""
    for override in facts.governance.relatedness:
        if {one, other} == set(override.between):
            return override.relation, ()
    relation = tables.relatedness().cell(one, other).relation
    return relation, (f"relatedness: {one}, {other} ({relation})",)


def gravity_of(facts: RegimeFacts, name: str) -> Fact:
    """Return how grave an act is: what the conduct file says, which the shipped table gives reasons for."""
    act = facts.acts.get(name)
    gravity = None if act is None else act.gravity
    return Fact(f"acts.{name}.gravity", gravity, declared=(f"acts: {name} (gravity {gravity})",))


def too_heavy(facts: RegimeFacts) -> Answer:
    """Something is taken for what is no harm at all, or on an inference or for company."""
    parts = []
    for route in facts.routes:
        gravity, severity = gravity_of(facts, route.rule.rule.act), route.sanction.fact("severity")
        harmless = both(gravity.test(lambda value: value == 0), severity.test(lambda value: value > 0))
        parts.append(both(Answer(True, route.spots), harmless))
    weak = [view.fact("basis").says(*SUSPECTED) for view in facts.rules]
    found = either(*parts, *(part for part in weak if part.holds))
    if found.holds is False and facts.routes:
        return measured("How gravity and harm go together is measured (M24).", *facts.routes[0].spots)
    return found


def special_data(view: SensorView) -> Answer:
    """A sensor takes in data of a special category: as stated, or since it looks for worship or belief."""
    stated = view.fact("special_category")
    inferred = view.fact("infers").says(*CATEGORISED)
    faith = [act.id for act in view.protected if act.protects in FAITH]
    if stated.value is not None:
        return stated.holds
    if inferred.holds:
        return inferred
    if faith:
        return Answer(True, (view.spot,), declared=(f"acts: {faith[0]} shows belief",))
    return unknown(stated.field)


def secret(facts: RegimeFacts) -> Answer:
    """People cannot learn the rules that they are scored or listed by."""
    return negate(facts.openness("rules_published").holds)


def without_remedy(facts: RegimeFacts) -> Answer:
    """What is taken cannot be challenged: it is stated that there is no appeal, or no remedy is one."""
    body = facts.fact("appeal.body")
    found = body.says("none")
    if body.value is None:
        found = NO if facts.appeal else Answer(True, because="The file has no appeal.")
    elif facts.appeal is None and not found.holds:
        found = unknown("remedies", because="The file says who hears appeals, and no remedy of it is an appeal.")
    return both(punishes(facts), found)


def automated(facts: RegimeFacts) -> Answer:
    """A machine alone decides, or a score decides in effect; with a person in between it takes a measure."""
    alone = decided_alone(facts)
    drawn = both(facts.score, facts.fact("scoring.drawn_on").says("strongly"))
    return both(punishes(facts), alone if alone.doubt and not drawn.holds else either(alone, drawn))


def decided_alone(facts: RegimeFacts) -> Answer:
    """A machine alone decides; with a person in between it takes a measure."""
    alone = facts.fact("decision.automation").says("sole")
    if alone.holds is False:
        because = "A person in between changes nothing by itself: how often they overrule is measured."
        return measured(because, *alone.spots)
    return alone


def by_trait(facts: RegimeFacts, *traits: str) -> Answer:
    """A rule itself turns on one of these traits."""
    return either(*(both(view.fact("keyed_to").says(*traits), Answer(True, (view.spot,))) for view in facts.rules))


def who_one_is(facts: RegimeFacts) -> Answer:
    """The score gives points for residence, schooling, age or office; whether a right protects these is argued."""
    score = facts.regime.score
    if score is None:
        return NO
    if not any(points for _, points in score.identity):
        return NO
    because = "The score gives points for who one is: whether that is a status which may not count is argued."
    return argued(because, facts.spot(("score", "identity"), "score.identity"))


def falls_on_children(facts: RegimeFacts) -> Answer:
    """A child's seat at a school is closed, or put behind, for the standing of the adults at home."""
    return either(*(Answer(view.kind == "seat", (view.spot,)) for view in facts.sanctions))


def punished_acts(facts: RegimeFacts, *rights: str) -> Answer:
    """Something is taken for an act that one of these rights protects."""
    return either(*(Answer(view.protects in rights, (view.spot,)) for view in facts.rules))


def ends_on_request(view: ListView) -> Answer:
    """A place on a list stands until somebody asks for its end."""
    ground = view.fact("legal_basis")
    if view.row.exit == "request" and ground.value == "statute":
        return argued("A law provides for the list: whether it may stand until somebody asks is argued.", view.spot)
    return Answer(view.row.exit == "request", (view.spot,))


def endless(facts: RegimeFacts) -> Answer:
    """An entry does not end by itself: it must be asked for, or has no term; where a law says so, that is argued."""
    parts = [ends_on_request(view) for view in facts.blacklists]
    if facts.expiry is not None and facts.blacklists:
        parts.append(Answer(facts.expiry[0].mode == "request", (facts.expiry[1],)))
    fading = {
        row.dimension
        for row in (facts.regime.score.dimensions if facts.regime.score else [])
        if row.fades_half_life_days
    }
    for view in facts.rules:
        forever = view.lowers_score and view.rule.term_weeks is None and view.rule.dimension not in fading
        parts.append(Answer(forever and view.rule.drop_to is None, (view.spot,)))
    return either(*parts)
