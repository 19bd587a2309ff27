"""What the score foretells (M16), in words and as a table: beside one's own past, income alone, and a coin."""

from glasshouse.audit.foresight import ANY, HELPED, Area, Foresight
from glasshouse.report.charts import Table
from glasshouse.report.words import grouped

TITLES = {
    ANY: "any of these",
    HELPED: "any that one could help",
    "money": "in matters of money",
    "money_helped": "in matters of money, that one could help",
    "street": "on the street",
    "home": "at home",
    "work": "at work",
    "expression": "in expression",
}
CLAIM = (
    "The regime claims that its score stands for something; what it stands for here can be tried, since what people "
    "do is known by construction. That it tells little or much rests on how alike one person\u2019s conduct is in "
    "different domains of life, which is an assumption of the conduct file (generality)."
)


def in_hundred(area: Area) -> str:
    """Return an area as cases in a hundred pairs.

    >>> in_hundred(Area(0.613, 40, 60)), in_hundred(Area(None, 3, 90))
    ('61', 'not known')
    """
    value = area.of_all
    return "not known" if value is None else f"{100 * value:.0f}"


def foretold(rows: list[Foresight]) -> list[str]:
    """Return what the score foretells of breaches of any kind; nothing without a panel, or without a score.

    >>> plain = Foresight("any", 182, 183, Area(0.55, 99, 99), Area(0.71, 99, 99), Area(0.5, 99, 99))
    >>> print(foretold([plain])[0])
    On day 182, take one of the panel who went on to an act with a victim in the 183 days after, and one who did not: \
in 55 of 100 such pairs the one who went on has the lower score. Their own acts of that kind until then would tell \
71 of 100, income alone 50, a coin 50.
    """
    whole = next((row for row in rows if row.id == ANY), None)
    if whole is None:
        return []
    if whole.score.of_all is None:
        few = min(whole.score.people)
        return [f"The panel holds too few to say what the score foretells: {grouped(few)} of one kind, ten are needed."]
    return [
        f"On day {grouped(whole.first)}, take one of the panel who went on to an act with a victim in the "
        f"{grouped(whole.days)} days after, and one who did not: in {in_hundred(whole.score)} of 100 such pairs the "
        "one who went on has the lower score. Their own acts of that kind until then would tell "
        f"{in_hundred(whole.past)} of 100, income alone {in_hundred(whole.income)}, a coin 50.",
        CLAIM,
    ]


def of_foresight(rows: list[Foresight]) -> list[Table]:
    """Return the table by domain; nothing where nothing is known."""
    if not any(row.score.of_all is not None for row in rows):
        return []
    return [
        Table(
            "Of 100 pairs of one who went on to an act with a victim and one who did not, in how many the former "
            "stands worse",
            ("act", "by score", "by own past", "by income alone", "went on", "did not"),
            [
                (
                    TITLES[row.id],
                    *(f"{in_hundred(area)}{ends(area)}" for area in (row.score, row.past, row.income)),
                    *(grouped(people) for people in row.score.people),
                )
                for row in rows
                if row.score.people[0] > 0
            ],
            1,
            "In brackets what chance alone leaves. Own past is everything that a person truly did, seen or not: more "
            "than any authority could hold on file.",
        )
    ]


def ends(area: Area) -> str:
    """Return the chance interval of an area in brackets."""
    interval = area.interval
    if area.of_all is None or interval is None:
        return ""
    return f" ({100 * interval.low:.0f} to {100 * interval.high:.0f})"
