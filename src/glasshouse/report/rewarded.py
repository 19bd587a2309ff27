"""What a score rewards (M29), what a scorecard has learned (M6), and what a sanction joins (M34): words and tables."""

from glasshouse.audit.calibration import Calibration, Card
from glasshouse.audit.rewards import REST, Reward, Touched
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


def joined(found: Touched) -> list[str]:
    """Return how many rights, prices or chances a sanction touches at once; nothing where nobody was under one.

    >>> joined(Touched(1.5, 40))[0]
    'Who was under a sanction had 1.5 rights, prices or chances touched at once, on average over 40 days of the panel.'
    """
    if found.of_all is None:
        return []
    days = many(found.days, "day")
    at_once = figures(found.of_all)
    return [
        f"Who was under a sanction had {at_once} rights, prices or chances touched at once, on average over {days} of "
        "the panel."
    ]
