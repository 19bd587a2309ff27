"""What a score rewards (M29), a scorecard has learned, the same score means (M6), and a sanction joins (M34)."""

from collections.abc import Mapping

from glasshouse.audit.calibration import Calibration, Card
from glasshouse.audit.rates import Rate
from glasshouse.audit.rewards import REST, Reward, Touched
from glasshouse.audit.rights.sample import Figure
from glasshouse.report.charts import Table
from glasshouse.report.sentences import fraction
from glasshouse.report.words import Printed, figures, group_name, grouped, listed, many, value_of

TITLES = {
    "others": "what one does to others, or for them",
    "public": "what one does to the public",
    "obedience": "obedience and expression: conduct that harms nobody",
    "identity": "who one is, kin and friends",
    "means": "means: what one could not help",
    REST: "ratings, votes, and records no longer on file",
}
ATTRIBUTES = ("none", "one", "more")
OFF = "ece-"
"""How the figures of calibration error by group are called."""
Joins = Mapping[tuple[str, str], str] | None
"""Pairs of domains of life that a regime joins, with how they are related."""


def rewarded(rows: list[Reward]) -> list[str]:
    """Return what makes scores differ, the largest share first; nothing without a score or a panel.

    >>> rows = [Reward("others", 60.0, 99), Reward("means", 41.0, 99), Reward("rest", -1.0, 99)]
    >>> print(rewarded(rows)[0])
    Of the differences between scores on the last day, 60 in 100 come of what one does to others, or for them, 41 of \
means: what one could not help and −1 of ratings, votes, and records no longer on file.
    """
    known = [(row.of_all, TITLES[row.id]) for row in rows if row.of_all is not None and round(row.of_all)]
    if not known:
        return []
    known.sort(reverse=True)
    said = [f"{whole(share)}{' in 100 come' * (k == 0)} of {title}" for k, (share, title) in enumerate(known)]
    return [
        f"Of the differences between scores on the last day, {listed(said)}.",
        "Each share is the covariance of a part of the score with the whole of it, over the variance of the whole, "
        "among those of the panel who are on file. It says what the score makes of people and nothing of what they are "
        "worth. Below nothing are parts that make scores more alike.",
    ]


def whole(share: float) -> str:
    """Return a share in hundredths as a whole number."""
    return grouped(round(share))


def of_rewards(rows: list[Reward]) -> list[Table]:
    """Return the table of shares; nothing where scores do not differ."""
    if not rewarded(rows):
        return []
    body = []
    for row in rows:
        ends = row.interval
        chance = f"{whole(ends.low)} to {whole(ends.high)}" if ends is not None else ""
        body.append((TITLES[row.id], "" if row.of_all is None else whole(row.of_all), chance))
    return [Table("Of 100 parts of the differences between scores, how many come of what",
                  ("source", "in 100", "chance over seeds"), body, 1)]  # fmt: skip


def learned(cards: list[Card], rows: list[Calibration], how: Printed) -> list[str]:
    """Return what a scorecard was fitted to and how its chances came true by group; nothing without one."""
    if not cards:
        return []
    said = [
        f"The scorecard was fitted {many(len(cards), 'time')} to what was on file, on this run\u2019s own counts, "
        f"first before day {grouped(cards[0].day)}. What sensors invented or laid on the wrong person, and what they "
        "did not see, is in its points; they live and die with this run."
    ]
    if rows and rows[0].foretold is not None:
        said.append(
            f"Of files that were looked at again after a term, {fraction(rows[0].observed, how)}; the card in force "
            f"had foretold {figures(rows[0].foretold)}."
        )
    groups = [row for row in rows[1:] if row.foretold is not None]
    if len(groups) > 1:
        each = [f"{group_name(row.group)} {value_of(row.observed)} ({figures(row.foretold or 0.0)})" for row in groups]
        said.append(f"By group, so many in 10 000 had one, and in brackets so many were foretold: {listed(each)}.")
    return said


def of_cards(cards: list[Card], acts: list[str]) -> list[Table]:
    """Return the points of every fit, a row for each characteristic and attribute; ``acts`` name them."""
    if not cards:
        return []
    rows = [("everybody", *(grouped(card.everybody) for card in cards))]
    for kind, title in enumerate(acts):
        for k, attribute in enumerate(ATTRIBUTES):
            rows.append((f"{title}: {attribute} on file", *(grouped(card.points[kind][k]) for card in cards)))
    head = ("what is on file", *(f"from day {grouped(card.day)}" for card in cards))
    return [Table("Points of the scorecard, fit by fit", head, rows, 1)]


def joined(found: Touched, pairs: Joins, several: Rate, how: Printed) -> list[str]:
    """Return how many rights, prices or chances a sanction touches at once, and which domains of life it joins.

    Nothing where nobody was under one. ``pairs`` are None where the record's files cannot be read, and ``several`` is
    how many days under a sanction have more than one ground.

    >>> from glasshouse.audit.rates import in_ten_thousand
    >>> pairs = {("money", "travel"): "unrelated", ("money", "work"): "contested"}
    >>> days = in_ten_thousand(5, 50, "days of the panel under a sanction", "over-determined")
    >>> said = joined(Touched(1.5, 40), pairs, days, Printed(1000, False))
    >>> print(said[0])
    Who was under a sanction had 1.5 rights, prices or chances touched at once, on average over 40 days of the panel. \
The regime joins 2 pairs of domains of life: a record of the one can cost something in the other. Of these, 1 is of \
unrelated domains, by a table that this project declares.
    >>> "(5 of 50) were over-determined: more than one list" in said[1]
    True
    """
    if found.of_all is None:
        return []
    days = many(found.days, "day")
    at_once = figures(found.of_all)
    said = (
        f"Who was under a sanction had {at_once} rights, prices or chances touched at once, on average over {days} of "
        "the panel."
    )
    if pairs is not None:
        said += f" {of_pairs(pairs)}"
    if not several.denominator:
        return [said]
    return [
        said,
        f"Each sanction by itself, {fraction(several, how)} were over-determined: more than one list, or a list and "
        "the grade, would each have brought it alone, so that to take one of them away would have changed nothing. "
        "They stand in the classes above as all others do; `query` has them by ground.",
    ]


def of_pairs(pairs: Mapping[tuple[str, str], str]) -> str:
    """Return which domains of life are joined.

    >>> of_pairs({})
    'The regime joins no two domains of life: what a record costs lies in the domain that it comes from.'
    """
    if not pairs:
        return "The regime joins no two domains of life: what a record costs lies in the domain that it comes from."
    apart = list(pairs.values()).count("unrelated")
    verb = "is" if apart == 1 else "are"
    return (
        f"The regime joins {many(len(pairs), 'pair')} of domains of life: a record of the one can cost something in "
        f"the other. Of these, {grouped(apart)} {verb} of unrelated domains, by a table that this project declares."
    )


def same_score(rows: list[Figure]) -> list[str]:
    """Return whether the same score means the same for all groups; nothing without a score or a panel."""
    off = [(row.id.removeprefix(OFF), row.of_all) for row in rows if row.id.startswith(OFF)]
    known = [f"{group_name(name)} {figures(value)}" for name, value in off if value is not None]
    if len(known) < 2:
        return []
    return [
        "Of those who stood at the same tenth of the score in the middle of the run, as many should go on to an act "
        "with a victim in each group, if the score means the same for all. The distance of a group from everybody, in "
        f"100 people: {listed(known)}. A small group has some by chance alone."
    ]


def of_same_score(rows: list[Figure]) -> list[Table]:
    """Return the table of what the same score means, and of what equal precision would force; nothing without."""
    if not same_score(rows):
        return []
    return [
        Table(
            "Whether the same score means the same for all groups, and what equal precision would force (M6)",
            ("figure", "value", "unit", "chance over seeds", "of so many of the panel"),
            [
                (
                    row.what,
                    "" if row.of_all is None else figures(row.of_all),
                    row.unit,
                    "" if row.interval is None else f"{figures(row.interval.low)} to {figures(row.interval.high)}",
                    row.counts,
                )
                for row in rows
            ],
            1,
            "Groups with equal shares of true sanctions and of missed persons cannot have equal shares of innocent "
            "people sanctioned, unless as many of each did something: the rows on what that would be say how far apart "
            "they would have to lie.",
        )
    ]
