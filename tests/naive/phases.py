"""Phases with a date: what is in force on a day, and what a change overnight leaves of what was there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glasshouse.inputs.clause import ByResidence
from glasshouse.inputs.phasing import Phase
from glasshouse.inputs.regime import Regime
from tests.naive.authority import STANDINGS, Authority

if TYPE_CHECKING:
    from tests.naive.evening import District

SECTIONS = ("sensors", "rules", "lists", "consequences", "remedies")
SINGLE = ("announced", "openness", "favour", "treatment", "leaks")
NOWHERE = ByResidence(urban=0.0, rural=0.0)


def in_force(regime: Regime, day: int) -> list[str]:
    """The phases that are in force on a day; those with a date alone, and everywhere."""
    for phase in regime.phases:
        dated = phase.when is None and phase.spreads is None and phase.reform is None and phase.after is None
        assert dated and phase.districts == 1.0 and not phase.over_days and phase.reveals is None, phase.id
    return [
        phase.id
        for phase in regime.phases
        if phase.from_day <= day and (phase.until_day is None or day < phase.until_day)
    ]


def out_of_force(regime: Regime, now: list[Phase]) -> set[str]:
    """The clauses that do nothing while some phases are in force."""
    gone = {name for phase in regime.phases for name in phase.adds}
    for phase in now:
        everything = {one.id for section in SECTIONS for one in getattr(regime, section)}
        everything |= {one.id for section in SINGLE if (one := getattr(regime, section)) is not None}
        if regime.score is not None:
            everything |= {pull.id for pull in regime.score.pulls}
        dropped = everything if phase.drops == "everything" else set(phase.drops)
        gone = (gone | (dropped - set(phase.keeps))) - set(phase.adds)
    return gone


def silent(section: str, clause: Any) -> Any:
    """A clause that is there, so that what it left has a name, and does nothing."""
    if section == "sensors":
        blind = {"coverage": NOWHERE, "hit": 0.0, "false_match": None, "impaired": None, "invented_per_year": 0.0}
        gate = clause.gate and clause.gate.model_copy(update={"refused": 0.0})
        return clause.model_copy(update={**blind, "absence": None, "classroom": None, "gate": gate})
    if section == "lists":
        return clause.model_copy(update={"below": None, "above": None, "through": []})
    if section == "consequences":
        return clause.model_copy(update={"lists": [], "below": None, "above": None})
    return clause.model_copy(update={"strength": 0.0})


def laid_over(data: Any, to: Any) -> Any:
    """Plain data with some of it otherwise, key by key."""
    if not (isinstance(data, dict) and isinstance(to, dict)):
        return to
    return data | {key: laid_over(data.get(key), value) for key, value in to.items()}


def as_it_stands(regime: Regime, day: int) -> Regime:
    """The regime on a day."""
    names = in_force(regime, day)
    now = [phase for phase in regime.phases if phase.id in names]
    gone, said = out_of_force(regime, now), [change for phase in now for change in phase.changes]

    def changed(clause: Any) -> Any:
        for change in said:
            if change.clause == clause.id:
                clause = type(clause).model_validate(laid_over(clause.model_dump(by_alias=True), change.to))
        return clause

    new: dict[str, Any] = {section: [changed(one) for one in getattr(regime, section)] for section in SECTIONS}
    for section in SECTIONS:
        new[section] = [silent(section, one) if one.id in gone else one for one in new[section]]
    new["rules"] = [
        rule.model_copy(update={"list": None, "after": 1}) if rule.list in gone else rule
        for rule in map(changed, regime.rules)
        if rule.id not in gone
    ]
    for section in SINGLE:
        one = getattr(regime, section)
        new[section] = None if one is None or one.id in gone else changed(one)
    if regime.score is not None:
        pulls = [pull for pull in regime.score.pulls if pull.id not in gone]
        new["score"] = regime.score.model_copy(update={"pulls": pulls})
    return regime.model_copy(update=new)


def begin_the_day(district: District) -> None:
    """Have the district be as the day's phases say, before anything happens on it."""
    whole, day = district.whole, district.day
    was, now = in_force(whole, day - 1), in_force(whole, day)
    if day == 0 or was == now:
        return
    regime = as_it_stands(whole, day)
    district.regime = district.public.regime = district.nursery.regime = regime
    before, district.authority = district.authority, Authority(district.conduct, regime)
    district.safeguards = guards = district.authority.safeguards
    for name in ("arrived", "load", "made", "found_out", "halted_until", "halted"):
        setattr(guards, name, getattr(before.safeguards, name))
    channels = {one.name: one for one in district.authority.channels}
    district.behaviour.priced = {one.act.id for one in channels.values() if one.priced}
    district.behaviour.rewarded = {one.act.id for one in channels.values() if one.rewarded}
    district.letters = {who: channels[one.name] for who, one in district.letters.items()}
    district.mistaken = [(who, channels[one.name]) for who, one in district.mistaken]
    for phase in whole.phases:
        if phase.id in now and phase.id not in was:
            for what in phase.wipes:
                wipe(district, what)
    # What others know of one's standing is as it was, until one's own standing is looked at again.
    district.as_known |= district.circle.yesterday
    for me in district.people:
        for record in [*me.file, *([me.appeal[0]] if me.appeal else [])]:
            record.channel = channels[record.channel.name]
        if not me.dead:
            district.views[me.id] = district.view(me)
            kind = district.sanction(district.views[me.id]) if me.scored else None
            if kind in ("in error", "against a right"):
                me.ever.add(kind)


def wipe(district: District, what: str) -> None:
    """Delete something of everybody."""
    for me in district.people:
        if what == "records":
            me.file.clear()
            me.appeal = None
        for kind in STANDINGS:
            if what == "lists":
                me.standing[kind].slots = [None] * len(me.standing[kind].slots)
            if what == "points":
                me.standing[kind].points = dict.fromkeys(me.standing[kind].points, district.authority.start)
