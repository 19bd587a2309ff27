"""Sentences that stand beside the pictures of a run, and say so where there is nothing to draw."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from glasshouse.audit.courses import Course, RightRow
from glasshouse.audit.lives import FalseRecords
from glasshouse.audit.measures import ListRow
from glasshouse.audit.rates import TEN_THOUSAND, Rate
from glasshouse.audit.spread import Interval, of_ratio
from glasshouse.report.bands import Bands
from glasshouse.report.words import (
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

TEN = "10\u202f000"


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
    parts = []
    for colour, what in (("black", "blacklists"), ("red", "lists of honour")):
        ours = [row for row in rows if row.colour == colour]
        if ours:
            entries, exits = sum(row.entries.all for row in ours), sum(row.exits for row in ours)
            in_and_out = counted(entries, "entry", "entries", how), counted(exits, "exit", "", how)
            parts.append(f"{what} had {listed([*in_and_out])}")
    said = sentence(f"{'; '.join(parts)}.")
    if not any(row.entries.all + row.exits for row in rows):
        return f"Nobody was entered on any of {many(len(rows), 'list')} or came off one."
    return f"{said} Somebody who comes off a list can be entered again."


def counted(number: int, thing: str, things: str, how: Printed) -> str:
    """Return a count with its noun.

    >>> counted(1, "entry", "entries", Printed(10, False)), counted(2, "exit", "", Printed(10, False))
    ('1 entry', '2 exits')
    """
    said = how.count(number)
    return f"{said} {thing if said == '1' else things or thing + 's'}"


def rights_touched(rows: list[RightRow], among: int) -> str:
    """Return which right was lost for the longest time and which was gained."""
    if not rows:
        return "No sanction or reward of this regime touches a right or a chance."
    if not among or not any(row.lost.all + row.gained.all for row in rows):
        return "Nobody lost or gained a right or a chance on any day."

    def share(row: RightRow, count: Callable[[RightRow], int]) -> str:
        over = in_ten_thousand(of_ratio([(count(one), one.among) for one in row.seeds]))
        return figures(count(row) * 10_000 / among) + bracketed(over)

    lost, gained = max(rows, key=lambda row: row.lost.all), max(rows, key=lambda row: row.gained.all)
    first = (
        f"The right or chance lost for the longest time was {lost.right}: "
        f"{share(lost, lambda row: row.lost.all)} person-days of sanctions in {TEN} person-days, of which "
        f"{share(lost, lambda row: row.lost.in_error)} in error and "
        f"{share(lost, lambda row: row.lost.against_right)} against a right."
        if lost.lost.all
        else "No right was lost."
    )
    second = (
        f"Rewards gave most of {gained.right}: {share(gained, lambda row: row.gained.all)} person-days in {TEN}."
        if gained.gained.all
        else "No reward gave anything."
    )
    return f"{first} {second}"


def in_ten_thousand(interval: Interval | None) -> Interval | None:
    """Return the interval of a share in 10 000, not below none."""
    return interval and Interval(max(interval.low, 0.0) * 10_000, interval.high * 10_000)


def silence_grew(courses: Mapping[str, Course], period: int, about: Bands | None = None) -> str:
    """Return the share of lawful acts kept back for fear in the first period and in the last.

    ``about`` has what chance leaves of it over several seeds.
    """
    everybody = courses.get("everybody", ())
    over = (about or {}).get("everybody", [None] * len(everybody))
    known = [(value, figures(value) + bracketed(ends)) for value, ends in zip(everybody, over, strict=True)
             if value is not None]  # fmt: skip
    line = [value for value, _ in known]
    if not line:
        return "No act protected by a right was meant by anybody, so nothing is said of silence."
    if not any(line):
        return "Nobody kept back a lawful act for fear."
    what = "lawful acts of expression that people meant to do"
    if len(line) == 1:
        return f"Of {TEN} {what}, {known[0][1]} were kept back for fear."
    at, unit = ("on", "day") if period == 1 else ("in", f"{grouped(period)} days")
    return (
        f"Of {TEN} {what}, {known[0][1] if line[0] else 'none'} were kept back for fear {at} the first {unit} and "
        f"{known[-1][1] if line[-1] else 'none'} {at} the last."
    )


def money_stood(
    here: Mapping[str, Course],
    there: Mapping[str, Course],
    currency: str,
    name: str,
    about: Bands | None = None,
    about_difference: Bands | None = None,
) -> str:
    """Return mean cash at the end, with the difference to the baseline, and by group where there are several.

    ``about`` and ``about_difference`` have what chance leaves of both over several seeds.
    """
    over = {group: line[-1] for group, line in (about or {}).items()}
    between = {group: line[-1] for group, line in (about_difference or {}).items()}
    ours = {group: line[-1] for group, line in here.items() if line and line[-1] is not None}
    whole = ours.get("everybody")
    if whole is None:
        return "Nobody is there to hold money."
    held = figures(whole) + bracketed(over.get("everybody"))
    first = f"At the end people held {held} {currency} in cash and savings on average"
    base = {group: line[-1] for group, line in there.items() if line and line[-1] is not None}
    if "everybody" not in base:
        return f"{first}."
    apart = {group: (value or 0.0) - (base[group] or 0.0) for group, value in ours.items() if group in base}
    said = {group: more_or_less(by, currency, between.get(group)) for group, by in apart.items()}
    parts = [f"{group_name(group)} {text}" for group, text in said.items() if group != "everybody"]
    by_group = f" By group: {listed(parts)}." if len(parts) > 1 else ""
    return f"{first}, {said['everybody']} than under {spoken(name)}.{by_group}"


def more_or_less(by: float, currency: str, over: Interval | None = None) -> str:
    """Return a difference in words, with what chance leaves of it over several seeds.

    >>> more_or_less(-12, "CNY"), more_or_less(0.2, "CNY"), more_or_less(3, "CNY")
    ('12 CNY less', 'no more and no less', '3 CNY more')
    """
    if abs(by) < 0.5:
        return "no more and no less"
    ends = over if over is None or by > 0 else Interval(-over.high, -over.low)
    return f"{grouped(round(abs(by)))}{bracketed(ends)} {currency} {'more' if by > 0 else 'less'}"


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
    key = ("somebody_else", "nothing", "double")[list(parts).index(most)]

    def share_of(some: list[FalseRecords]) -> Rate:
        of = sum(row.false for row in some)
        return Rate(sum(getattr(row, key) for row in some), of, TEN_THOUSAND, "records in error")

    each = tuple(share_of([row.seeds[k] for row in rows]) for k in range(len(rows[0].seeds)))
    share = value_of(replace(share_of(rows), seeds=each))
    return (
        f"Most of them were {most}: {share} in {TEN}. Which record a day under a "
        "sanction rests on is not kept, so causes are given of records and of list entries, and not of sanction-days."
    )
