"""Sentences that stand beside the pictures of a run, and say so where there is nothing to draw."""

from collections.abc import Callable
from dataclasses import replace

from glasshouse.audit.courses import Course, RightRow, everybodys
from glasshouse.audit.lives import FalseRecords
from glasshouse.audit.measures import ListRow
from glasshouse.audit.rates import Rate, rate_of
from glasshouse.audit.spread import Interval
from glasshouse.report.bands import Bands, Series
from glasshouse.report.sentences import fraction
from glasshouse.report.words import (
    TEN,
    Printed,
    bracketed,
    figures,
    group_name,
    grouped,
    listed,
    many,
    sentence,
    spoken,
    value_of,
)

ON_TRUST = (
    "Broken dealings take from trust, and a regime may make them rarer; informers take from it, and a regime may "
    "invite them. Nothing in this model acts on trust. How fast it moves and where it stands on the first day are "
    "assumptions, so this is a scenario and no estimate."
)


def sanctions_drawn(days: int) -> str:
    """Return what stands in the place of a picture of sanctions, where nobody was under one.

    >>> sanctions_drawn(1)
    'Nobody was under a sanction on the one day, so there is no line of it.'
    """
    when = "the one day" if days == 1 else f"any of {grouped(days)} days"
    return f"Nobody was under a sanction on {when}, so there is no line of it."


def lists_moved(rows: list[ListRow], how: Printed) -> str:
    """Return how many entries and exits the lists of each colour had."""
    if not rows:
        return "This regime keeps no list."
    if not any(row.entries.all + row.exits for row in rows):
        return f"Nobody was entered on any of {many(len(rows), 'list')} or came off one."
    parts = []
    for colour, what in (("black", "blacklists"), ("red", "lists of honour")):
        ours = [row for row in rows if row.colour == colour]
        if ours:
            entries, exits = counted([row.entered for row in ours], how), counted([row.left for row in ours], how)
            parts.append(f"{what} had {entries} and {exits}")
    return f"{sentence('; '.join(parts))}, per {TEN} person-years. Somebody who comes off a list can be entered again."


def counted(rates: list[Rate], how: Printed) -> str:
    """Return several rates over the same person-years as one, with its noun.

    >>> from glasshouse.audit.rates import in_person_years
    >>> counted([in_person_years(1, 36_500, "entries"), in_person_years(0, 36_500, "entries")], Printed(10, False))
    '100 entries (1 entry in 100 person-years)'
    >>> from glasshouse.audit.rates import in_person_years
    >>> counted([in_person_years(0, 36_500, "exits")], Printed(10, False))
    'no exits'
    """
    seeds = zip(*(rate.seeds for rate in rates), strict=True)
    summed = [replace(each[0], numerator=sum(one.numerator for one in each)) for each in seeds]
    whole = replace(rates[0], numerator=sum(rate.numerator for rate in rates), seeds=tuple(summed))
    if not whole.numerator:
        return f"no {whole.counted}"
    return f"{value_of(whole)} {whole.counted} ({how.of(whole)})"


def rights_touched(rows: list[RightRow], how: Printed) -> str:
    """Return which right was lost for the longest time and which was gained."""
    if not rows:
        return "No sanction or reward of this regime touches a right or a chance."
    if not rows[0].among or not any(row.lost.all + row.gained.all for row in rows):
        return "Nobody lost or gained a right or a chance on any day."

    def share(row: RightRow, count: Callable[[RightRow], int], *, whole: bool = True) -> str:
        rate = rate_of(row, lambda one: (count(one), one.among), "person-days", trials=row.people)
        return fraction(rate, how) if whole else f"{value_of(rate)} ({how.count(rate.numerator)})"

    lost, gained = max(rows, key=lambda row: row.lost.all), max(rows, key=lambda row: row.gained.all)
    first = (
        f"The right or chance lost for the longest time was {lost.right}: sanctions on it took "
        f"{share(lost, lambda row: row.lost.all)}; of these {share(lost, lambda row: row.lost.in_error, whole=False)} "
        f"were in error and {share(lost, lambda row: row.lost.against_right, whole=False)} against a right."
        if lost.lost.all
        else "No right was lost."
    )
    second = (
        f"Rewards gave most of {gained.right}: {share(gained, lambda row: row.gained.all)}."
        if gained.gained.all
        else "No reward gave anything."
    )
    return f"{first} {second}"


def silence_grew(rows: list[Course], period: int) -> str:
    """Return the share of lawful acts kept back for fear in the first period and in the last."""
    row = everybodys(rows)
    known = [row.rate(k) for k, meant in enumerate(row.under) if meant > 0] if row else []
    if not known:
        return "No act protected by a right was meant by anybody, so nothing is said of silence."
    if not any(rate.numerator for rate in known):
        return "Nobody kept back a lawful act for fear."
    what = "lawful acts of expression that people meant to do"
    if len(known) == 1:
        return f"Of {TEN} {what}, {value_of(known[0])} were kept back for fear."
    at, unit = ("on", "day") if period == 1 else ("in", f"{grouped(period)} days")
    first, last = (value_of(rate) if rate.numerator else "none" for rate in (known[0], known[-1]))
    return f"Of {TEN} {what}, {first} were kept back for fear {at} the first {unit} and {last} {at} the last."


def money_stood(
    here: Series,
    there: Series,
    currency: str,
    name: str,
    about: Bands | None = None,
    about_difference: Bands | None = None,
) -> str:
    """Return mean cash at the end, with the difference to the baseline, and by group where there are several.

    ``about`` and ``about_difference`` have what chance leaves of both over several seeds.
    """
    over = {group: line[-1] for group, line in (about or {}).items()}
    whole = at_the_end(here).get("everybody")
    if whole is None:
        return "Nobody is there to hold money."
    held = figures(whole) + bracketed(over.get("everybody"))
    first = f"At the end people held {held} {currency} in cash and savings on average"
    return first + stood_apart(here, there, (f"{currency} more", f"{currency} less"), name, about_difference)


def trust_stood(
    here: Series, there: Series, name: str, about: Bands | None = None, about_difference: Bands | None = None
) -> str:
    """Return how many adults trusted strangers at the end, with the difference to the baseline, and by group."""
    over = {group: line[-1] for group, line in (about or {}).items()}
    whole = at_the_end(here).get("everybody")
    if whole is None:
        return "Nobody is there who could trust anybody."
    some = figures(whole) + bracketed(over.get("everybody"))
    first = f"At the end {some} in {TEN} adults trusted strangers (level 4 of 7 or above, a scale of this model)"
    return first + stood_apart(here, there, ("more", "fewer"), name, about_difference)


def at_the_end(series: Series) -> dict[str, float]:
    """Return what is known of the last day, by group."""
    return {group: end for group, line in series.items() if line and (end := line[-1]) is not None}


def stood_apart(here: Series, there: Series, units: tuple[str, str], name: str, about: Bands | None) -> str:
    """Return the end of a sentence on the difference to a baseline at the end, and by group where there are several."""
    ours, base = at_the_end(here), at_the_end(there)
    if "everybody" not in base:
        return "."
    between = {group: line[-1] for group, line in (about or {}).items()}
    apart = {group: value - base[group] for group, value in ours.items() if group in base}
    said = {group: more_or_less(by, units, between.get(group)) for group, by in apart.items()}
    parts = [f"{group_name(group)} {text}" for group, text in said.items() if group != "everybody"]
    by_group = f" By group: {listed(parts)}." if len(parts) > 1 else ""
    return f", {said['everybody']} than under {spoken(name)}.{by_group}"


def more_or_less(by: float, units: tuple[str, str], over: Interval | None = None) -> str:
    """Return a difference in words, with what chance leaves of it over several seeds.

    >>> units = "CNY more", "CNY less"
    >>> more_or_less(-12, units), more_or_less(0.2, units), more_or_less(3, ("more", "fewer"))
    ('12 CNY less', 'no more and no less', '3 more')
    """
    if abs(by) < 0.5:
        return "no more and no less"
    ends = over if over is None or by > 0 else Interval(-over.high, -over.low)
    return f"{grouped(round(abs(by)))}{bracketed(ends)} {units[0] if by > 0 else units[1]}"


def not_held(unheld: list[str]) -> str:
    """Return what this version of the model does not hold.

    >>> not_held(["trust", "detention"])
    'This version of the model holds no figure for trust and detention, so nothing is drawn of that: \
how much of it there would be is not said.'
    >>> not_held([])
    'The model holds a figure for everything that this page speaks of.'
    """
    if not unheld:
        return "The model holds a figure for everything that this page speaks of."
    return (
        f"This version of the model holds no figure for {listed(unheld)}, so nothing is drawn of that: "
        "how much of it there would be is not said."
    )


def causes_of_errors(rows: list[FalseRecords]) -> str:
    """Return what most records in error were, and of what no cause is known; nothing where none was in error."""
    parts = {
        "of somebody else\u2019s act": sum(row.somebody_else for row in rows),
        "of nothing at all": sum(row.nothing for row in rows),
        "kept twice": sum(row.double for row in rows),
    }
    wrong = sum(parts.values())
    if wrong == 0:
        return ""
    most = max(parts, key=lambda cause: parts[cause])
    return (
        f"Most of them were {most}. Which record a day under a sanction rests on is not kept, so causes are given of "
        "records and of list entries, and not of sanction-days."
    )
