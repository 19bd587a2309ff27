"""Checks across files: the words of a regime in its conduct, and whom its clauses single out in its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from glasshouse.diagnostics import Diagnostic
from glasshouse.inputs.checking.conducts import check_rates
from glasshouse.inputs.checking.notes import Notes, listed, number
from glasshouse.inputs.checking.peers import check_public
from glasshouse.inputs.checking.places import SLACK
from glasshouse.inputs.checking.schooling import check_classroom
from glasshouse.inputs.clause import GROUPS, ByGroup
from glasshouse.inputs.compiling.gating import monthly, rates_of
from glasshouse.inputs.compiling.living import ADULT_FROM, share_from
from glasshouse.inputs.conduct import Conduct, Wish
from glasshouse.inputs.consequence import Consequence
from glasshouse.inputs.evidence import Loc
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime, Sensor
from glasshouse.model.tables import AGE_GROUPS

SELECTED_SHARE, SELECTED_PEOPLE, SELECTED_INVENTED = 0.01, 500, 10
ELDER_FROM = 60
PASSED_MOST, ERRORS_MOST = 60.0, 0.5


def check_words(read: Read[Regime], conduct: Conduct) -> list[Diagnostic]:
    """Acts and wishes that a regime names are those of the conduct, and its effects fit them."""
    notes, regime = Notes(read), read.value
    acts = [act.id for act in conduct.acts]
    for k, sensor in enumerate(regime.sensors):
        for j, act in enumerate(sensor.sees):
            if act not in acts:
                notes.unknown("G301", ("sensors", k, "sees", j), act, acts)
        check_gate(notes, k, sensor, conduct)
        check_absence(notes, k, sensor, conduct)
        check_classroom(notes, k, sensor, conduct)
        check_refusal(notes, k, sensor, conduct)
    for k, rule in enumerate(regime.rules):
        if rule.act not in acts:
            notes.unknown("G301", ("rules", k, "act"), rule.act, acts)
    for k, phase in enumerate(regime.phases):
        for key, occasion in (("when", phase.when), ("joins", phase.joins)):
            for j, act in enumerate(occasion.recorded if occasion is not None else []):
                if act not in acts:
                    notes.unknown("G301", ("phases", k, key, "recorded", j), act, acts)
    check_public(notes, conduct)
    wishes = {wish.id: wish for wish in conduct.wishes}
    for k, row in enumerate(regime.consequences):
        if row.wish is None:
            continue
        if row.wish not in wishes:
            notes.unknown("G305", ("consequences", k, "wish"), row.wish, wishes)
        else:
            check_effect(notes, k, row, wishes[row.wish], conduct)
    return notes.found


def check_gate(notes: Notes[Regime], k: int, sensor: Sensor, conduct: Conduct) -> None:
    """A gate stands where people pass, looks for who is wanted and nothing else, and its months can be held."""
    kinds = {act.id: act.kind for act in conduct.acts}
    for j, act in enumerate(sensor.sees):
        if act in kinds and (kinds[act] == "wanted") != (sensor.gate is not None):
            what = f"`{sensor.id}` has {'a' if sensor.gate else 'no'} gate, and `{act}` is of kind {kinds[act]}"
            remedy = "let a gate see only what is of kind wanted" if sensor.gate else "give the sensor a `gate`"
            notes.say("G333", ("sensors", k, "sees", j), what, remedy)
    gate = sensor.gate
    if gate is None:
        return
    passages = {row.id: row for row in conduct.passages}
    if gate.passage not in passages:
        notes.unknown("G335", ("sensors", k, "gate", "passage"), gate.passage, passages)
        return
    most, odd = 0.0, 0.0
    for residence, group in product(range(2), GROUPS):
        covered, false, refused = rates_of(sensor, residence, group)
        often = covered * max(monthly(passages[gate.passage], residence, age) for age in range(AGE_GROUPS))
        most, odd = max(most, often), max(odd, often * (false + refused))
    for found, limit, noun in ((most, PASSED_MOST, "passages"), (odd, ERRORS_MOST, "errors")):
        if found > limit:
            what = f"up to {number(round(found, 1))} {noun} a month at `{sensor.id}`"
            notes.say(
                "G334", ("sensors", k, "coverage"), what, f"cover less: at most {number(limit)} can be told apart"
            )


def check_refusal(notes: Notes[Regime], k: int, sensor: Sensor, conduct: Conduct) -> None:
    """A sensor looks for refusals where one may refuse something."""
    refusals = [act.id for act in conduct.acts if act.kind == "refusal"]
    may = any(remedy.kind == "opt-out" and remedy.strength > 0 for remedy in notes.value.remedies)
    for j, act in enumerate(sensor.sees):
        if act in refusals and not may:
            what = f"`{sensor.id}` sees `{act}`, and nobody may refuse anything"
            notes.say("G372", ("sensors", k, "sees", j), what, "add a remedy of kind `opt-out`, or take it out")


def check_absence(notes: Notes[Regime], k: int, sensor: Sensor, conduct: Conduct) -> None:
    """That nothing was recorded is read by one sensor, which sees nothing else."""
    kinds = {act.id: act.kind for act in conduct.acts}
    for j, act in enumerate(sensor.sees):
        if act in kinds and (kinds[act] == "absent") != (sensor.absence is not None):
            reads = "reads absence" if sensor.absence else "sees acts"
            remedy = "let it see only what is of kind absent" if sensor.absence else "give the sensor an `absence`"
            notes.say("G338", ("sensors", k, "sees", j), f"`{sensor.id}` {reads}, and `{act}` is of kind {kinds[act]}",
                      remedy)  # fmt: skip


def can_have(wish: Wish, effect: str) -> bool:
    """Whether an effect changes anything about a wish: only deposits are waived, only what is scarce is queued for."""
    queued = wish.kind in ("post", "seat", "home", "office", "match", "queue")
    priced = wish.kind == "loan" or (wish.kind in ("trip", "service") and wish.price > 0)
    fitting = {
        "waive": wish.kind == "rental" and wish.price > 0, "first": queued, "last": queued,
        "dearer": priced, "cheaper": priced, "refuse": True,
    }  # fmt: skip
    return fitting[effect]


def check_effect(notes: Notes[Regime], k: int, row: Consequence, wish: Wish, conduct: Conduct) -> None:
    """The wish can have the effect."""
    if can_have(wish, row.effect):
        return
    able = [one.id for one in conduct.wishes if can_have(one, row.effect)]
    what = f"`{row.effect}` does nothing to `{wish.id}`, a {wish.kind}"
    notes.say("G320", ("consequences", k, "effect"), what, f"wishes that can have it: {listed(able)}")


def check_online(read: Read[Conduct], place: Read[Place]) -> list[Diagnostic]:
    """Acts online are done by those who are online, so their rates grow as the share of those shrinks."""
    notes, share = Notes(read), place.value.internet.value
    online = [act.id for act in read.value.acts if act.online]
    if 0.0 < share <= 1.0:
        check_rates(notes, share)
        return notes.found
    apart: Notes[Place] = Notes(place)
    if share == 0.0 and online:
        what = f"nobody is online, and the conduct has acts online: {listed(online)}"
        apart.say("G345", ("internet", "value"), what, "write more than 0, or take a conduct without them")
    return apart.found


def least_selected(place: Place) -> float:
    """How many people a selector must meet: 1 percent or 500, whichever is less; 10 in an invented place.

    `currency: units` is what an invented place has.
    """
    if place.currency == "units":
        return SELECTED_INVENTED
    return min(SELECTED_SHARE * place.population.value, SELECTED_PEOPLE)


def check_reach(read: Read[Regime], place: Place) -> list[Diagnostic]:
    """No clause singles out a few: every selector meets enough people of the place, or nobody."""
    notes, least = Notes(read), least_selected(place)
    for loc, name, share in selectors(read.value, place):
        people = share * place.population.value
        if SLACK < people < least - SLACK:
            what = f"{name}: {number(round(people, 1))} people of `{place.place}`"
            notes.say("G350", loc, what, f"choose a trait that {number(round(least))} people or more share here")
    return notes.found


def selectors(regime: Regime, place: Place) -> Iterator[tuple[Loc, str, float]]:
    """Every way in which a regime treats some differently by what they are: where, whom, and their share."""
    working = place.employed.value * share_from(place, ADULT_FROM)
    schooled = place.education
    traits = {
        "urban": place.urban.value,
        "rural": 1.0 - place.urban.value,
        "college": schooled.college,
        "primary_or_none": 1.0 - schooled.college - schooled.senior_secondary - schooled.junior_secondary,
        "elder": share_from(place, ELDER_FROM),
        "official": place.officials.value * working,
    }
    if regime.score is not None:
        yield (
            ("score", "from_age"),
            f"those aged {regime.score.ages}",
            share_from(place, regime.score.from_age) - share_from(place, regime.score.to_age + 1),
        )
        for trait, points in regime.score.identity.model_dump().items():
            if points:
                yield ("score", "identity", trait), f"points for `{trait}`", traits[trait]
    for k, sensor in enumerate(regime.sensors):
        if sensor.coverage.urban != sensor.coverage.rural:
            for where in ("urban", "rural"):
                yield ("sensors", k, "coverage", where), f"coverage of `{where}` alone", traits[where]
        yield from by_group(("sensors", k, "exposure"), sensor.exposure, place)
        if sensor.false_match is not None:
            yield from by_group(("sensors", k, "false_match", "by_group"), sensor.false_match.by_group, place)
        if sensor.classroom is not None:
            loc = ("sensors", k, "classroom", "mistaken_by_group")
            yield from by_group(loc, sensor.classroom.mistaken_by_group, place)
    for k, rule in enumerate(regime.rules):
        if rule.points is not None and rule.points.urban != rule.points.rural:
            for where in ("urban", "rural"):
                yield ("rules", k, "points", where), f"points for `{where}` alone", traits[where]


def by_group(loc: Loc, factors: ByGroup, place: Place) -> Iterator[tuple[Loc, str, float]]:
    """Groups that share a factor are one selector; where all share one, nobody is singled out."""
    alike: dict[float, list[str]] = {}
    for group in GROUPS:
        alike.setdefault(getattr(factors, group), []).append(group)
    if len(alike) > 1:
        for factor, members in alike.items():
            share = sum(getattr(place.groups, group) for group in members)
            yield (*loc, members[0]), f"a factor of {number(factor)} for {listed(members)} alone", share
