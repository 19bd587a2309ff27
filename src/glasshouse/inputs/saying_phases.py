"""Phases, and where attention is sent, as sentences: when, where and on what occasion clauses are in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from glasshouse.inputs.phasing import (
    EVERYTHING,
    Attention,
    Change,
    Occasion,
    Partner,
    Phase,
    Revelation,
    Spread,
    Target,
)
from glasshouse.inputs.wording import counted, hundredths, label_of, named, series, unit_of, valued, written


class Titles(Protocol):
    """What acts are called."""

    @property
    def acts(self) -> Mapping[str, str]:
        """Titles by id."""


def phase(clause: Phase, words: Titles) -> str:
    """Return when and where a phase is in force, and what it does meanwhile."""
    parts = [f"{when(clause, words)}{where(clause)}{until(clause)}."]
    if clause.drops == EVERYTHING:
        kept = f", but for {named(clause.keeps)}" if clause.keeps else ""
        parts.append(f"Nothing of the regime is in force meanwhile{kept}.")
    elif clause.drops:
        parts.append(f"Out of force meanwhile: {named(list(clause.drops))}.")
    parts.append(f"In force in such phases only: {named(clause.adds)}." if clause.adds else "")
    parts += [change(one) for one in clause.changes]
    if clause.reveals is not None:
        parts.append(revelation(clause.reveals))
    if clause.wipes:
        parts.append(f"On its eve all {series([WIPED.get(what, what) for what in clause.wipes])} are deleted.")
    elif clause.drops:
        parts.append("What is on file stays: records, places on lists to the end of their term, points won and lost.")
    return " ".join(filter(None, parts))


WIPED = {"records": "records on file", "lists": "places on lists", "points": "points won and lost"}


def when(clause: Phase, words: Titles) -> str:
    """Return when a phase begins."""
    after = f"After `{clause.after}`, " * bool(clause.after)
    earliest = f" (not before day {clause.from_day})" * bool(clause.from_day)
    slowly = f", one district after another over {counted(clause.over_days, 'day')}" * bool(clause.over_days)
    if clause.when is not None:
        begins = f"from the day after an exchange, {occasion(clause.when, words)}{earliest}"
    elif clause.reform is not None:
        how = clause.reform
        votes = "at each exchange" if how.every_months == 1 else f"every {how.every_months} months"
        share = "the share of those on file who think less of the regime than they did"
        begins = f"by reform from below{earliest}: {votes} its chance is {share}, times {written(how.accountability)}"
    elif clause.joins is not None:
        begins = f"{partner(clause.joins, words)}{earliest}"
    else:
        begins = f"from day {clause.from_day} on"
    return after + (begins if after else begins.capitalize()[0] + begins[1:]) + slowly


def occasion(clause: Occasion, words: Titles) -> str:
    """Return what a phase waits for."""
    acts = [words.acts.get(act, act) for act in clause.recorded]
    what = f"records of whoever {series(acts, 'or')}" if acts else "records of any kind"
    chance = f" (then in {hundredths(clause.chance)} of months)" if clause.chance < 1.0 else ""
    return f"once a month made {written(clause.per_1000_a_month)} {what} per 1 000 on file{chance}"


def partner(clause: Partner, words: Titles) -> str:
    """Return when a private partner joins, and until when it stays."""
    acts = [words.acts.get(act, act) for act in clause.recorded]
    what = f"record of whoever {series(acts, 'or')}" if acts else "record of any kind"
    return (
        "from the day after an exchange at which it pays a private partner, until one at which it does not: it takes "
        f"each {what} in the month to save it {written(clause.saves)}, and reckons to lose {written(clause.loses)} by "
        "everybody who thinks less of the regime"
    )


def revelation(clause: Revelation) -> str:
    """Return what comes to light."""
    text = f"On its eve {hundredths(clause.heard)} of those who have not heard of the regime hear of it"
    lost = f", and of all who have {hundredths(clause.doubt)} think a level less of it"
    gained = (
        f", and of those who think less of it than at first {hundredths(clause.reassured)} think a level more of it"
    )
    return (
        text
        + lost * (clause.doubt > 0.0)
        + gained * (clause.reassured > 0.0)
        + "; what anybody holds to be right stays as it is."
    )


def where(clause: Phase) -> str:
    """Return where a phase is in force."""
    lot = f", in the order `{clause.order}`" if clause.order is not None else ""
    share = "" if clause.districts == 1.0 else f", in {hundredths(clause.districts)} districts, taken by lot"
    share += lot
    return share + (spread(clause.spreads) if clause.spreads is not None else "")


def spread(clause: Spread) -> str:
    """Return how districts adopt."""
    text = f"; the others adopt it with a chance of {hundredths(clause.chance_a_month)} a month"
    if clause.doubles_per_1000 is not None:
        text += f", as much again for every {written(clause.doubles_per_1000)} records a month per 1 000 on file"
    return text + f", up to {written(clause.by_adopters)} times more as others have adopted" * bool(clause.by_adopters)


def until(clause: Phase) -> str:
    """Return until when a phase is in force."""
    if clause.until_day is None:
        return ""
    later = f", over {counted(clause.ends_over_days, 'day')} one district after another" * bool(clause.ends_over_days)
    return f", until day {clause.until_day}{later}"


def change(clause: Change) -> str:
    """Return what a clause is meanwhile."""
    told = [field(("", name), value) for name, value in clause.to.items()]
    return f"Of `{clause.clause}` meanwhile: {series(told)}."


def field(path: tuple[str, ...], value: Any) -> str:
    """Return one field with its value, or each of those inside it."""
    if isinstance(value, dict):
        return series([field((*path, name), one) for name, one in value.items()])
    unit = unit_of(path)
    return f"{label_of(path[1:])} {valued(value)}" + f" {unit}" * bool(unit)


def attention(clause: Attention, words: Titles) -> str:
    """Return where attention is sent."""
    del words
    return (
        f"At each exchange {hundredths(clause.follows)} of the attention of {named(clause.sensors)} is dealt out anew "
        "among the groups, by where the month's records were found and not by what was done; all of it together stays "
        "the same."
    )


def effort(clause: Target, words: Titles) -> str:
    """Return how hard rule-makers look who have a number to reach."""
    del words
    return (
        f"Those who run {named(clause.sensors)} are to bring {written(clause.entries_per_1000)} entries on lists a "
        f"month per 1 000 on file. At each exchange they look harder or less hard, by the number missing, up to "
        f"{written(clause.most)} times."
    )


PHASES: dict[type[Any], Any] = {Phase: phase, Attention: attention, Target: effort}
"""How phases and attention are said."""
