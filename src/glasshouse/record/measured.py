"""Views of what is measured and not counted: their columns. What measures stands above, and gives the rows.

Most of it is of the panel, which is no view itself: they say what comes of all who are sampled, and nothing of any.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from glasshouse.record.reading import Run
from glasshouse.record.tabular import KEYS, Column, View

EVERYBODY = "everybody"
Value = str | int | float | None
Row = tuple[Value, ...]
Measures = Mapping[str, Callable[[Run], list[Row]]]
"""By the name of a view, what gives its rows of a run, in the order of its columns."""
NOTHING: Measures = MappingProxyType({})

SEED = KEYS["seed"]
GROUP = Column("group_name", "word", "M, N1, N2 or everybody", "key")
TEXTS = {"id", "word", "text"}
WHOLES = {"number", "day", "days", "citizens", "acts", "records", "person-days"}

WATCHED = View(
    "watched",
    "sensor by sensor and group by group, over the whole run: acts that it looks for, seen, missed, false records",
    (
        SEED,
        Column("sensor", "id", "the sensor", "label"),
        GROUP,
        Column("done", "acts", "done of what it looks for, in its view or not; NULL where a right protects any of it",
               "flow"),
        Column("seen", "acts", "of them, those of which it made a record; NULL likewise", "flow"),
        Column("missed", "acts", "of them, the others; NULL likewise", "flow"),
        Column("somebody_else", "records", "records of somebody else's act, by the group of who is on file", "flow"),
        Column("nothing", "records", "its records of nothing", "flow"),
        Column("scored_days", "person-days", "of those old enough for records: the denominator of this row", "stock"),
    ),
)  # fmt: skip
CALIBRATION = View(
    "calibration",
    "M6: whether the same score means the same for all groups, of the panel; and of a learned scorecard, on all counts",
    (
        SEED,
        Column("figure", "id", "which figure it is, and of which group", "label"),
        Column("meaning", "text", "what it says", "label"),
        Column("unit", "text", "the unit of the value", "label"),
        Column("value", "as `unit` says", "the figure; NULL of too few people", "derived"),
        Column("people", "citizens", "how many it is of", "derived"),
    ),
)
FORESIGHT = View(
    "foresight",
    "M16: in how many of 100 pairs the one who went on to an act with a victim stood worse before; of the panel",
    (
        SEED,
        Column("domain", "id", "of life; `any`, and `helped` or `..._helped` without what one could not help", "label"),
        Column("ranked_by", "word", "score, past (one's own acts of that kind) or income", "label"),
        Column("first_day", "day", "on which they are ranked", "label"),
        Column("days", "days", "for which they are then looked at", "label"),
        Column("went_on", "citizens", "who did such an act in these days", "derived"),
        Column("others", "citizens", "who did none", "derived"),
        Column("in_100", "of 100 pairs", "in which the one who went on stood worse; 50 is a coin; NULL of too few",
               "derived"),
        Column("low", "of 100 pairs", "the lower end of what chance leaves", "derived"),
        Column("high", "of 100 pairs", "the upper end", "derived"),
    ),
)  # fmt: skip
REWARDS = View(
    "rewards",
    "M29: of the differences between scores on the last day, how much comes of what; of the panel",
    (
        SEED,
        Column("source", "id", "others, public, obedience, identity, means, or the rest that is not known by source",
               "label"),
        Column("in_100", "in 100", "its covariance with the score over the score's variance; NULL where none differ",
               "derived"),
        Column("people", "citizens", "of the panel, on file", "derived"),
    ),
)  # fmt: skip
JOINED = View(
    "joined",
    "M34: domains of life that the regime's own clauses join: a record of the one can cost something in the other",
    (
        Column("from_domain", "id", "where the data arise", "label"),
        Column("to_domain", "id", "where they take something", "label"),
        Column("relation", "word", "related, unrelated or contested, by the declared table or the regime's file",
               "label"),
    ),
)  # fmt: skip
GROUNDS = View(
    "grounds",
    "M34, and what is over-determined: days of the panel under a sanction, by what brings it, a list or the grade",
    (
        SEED,
        Column("consequence", "id", "the sanction", "label"),
        Column("ground", "id", "the list that brings it, or `grade`", "label"),
        Column("class", "word", "in_error, against_right or by_rules", "label"),
        Column("sanction_days", "person-days", "on which this ground would do alone, with others or not", "flow"),
        Column("alone", "person-days", "of them, on which there is no other; the rest are over-determined", "flow"),
        Column("shared", "parts of days", "a part of each day to each ground that would do alone: Shapley shares",
               "derived"),
    ),
)  # fmt: skip
TOUCHED = View(
    "touched",
    "M34: how many rights, prices or chances a sanction touches at once; of the panel",
    (
        SEED,
        Column("days", "person-days", "of the panel under a sanction", "flow"),
        Column(
            "at_once", "on average", "rights, prices or chances touched; NULL where nobody was under one", "derived"
        ),
    ),
)
MEASURED = (WATCHED, CALIBRATION, FORESIGHT, REWARDS, JOINED, GROUNDS, TOUCHED)


def sql_type(column: Column) -> str:
    """Return the SQL type of a column of these views.

    >>> sql_type(SEED), sql_type(GROUP), sql_type(FORESIGHT.columns[-1])
    ('BIGINT', 'VARCHAR', 'DOUBLE')
    """
    return "VARCHAR" if column.unit in TEXTS else "BIGINT" if column.unit in WHOLES else "DOUBLE"
