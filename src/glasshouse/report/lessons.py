"""Classes under scan in plain words: what they made of one pupil, and of all of them."""

from collections.abc import Sequence
from typing import Any

from glasshouse.audit.lessons import LessonRow
from glasshouse.report.charts import Table
from glasshouse.report.sentences import fraction
from glasshouse.report.tables import with_parts
from glasshouse.report.words import TEN, Printed, group_name, grouped, listed, many, told_apart, value_of

Facts = dict[str, Any]
HANGS_ON = (
    "That share hangs on how much pupils drift off, which is an assumption: the less they do, the more of what is "
    "recorded is none."
)
MOODS = "No more than that is told of moods: what somebody feels is known within the model alone."


# --- One pupil -------------------------------------------------------------------------------------------------------


def lessons(facts: Facts, sensor: str) -> str:
    """Return a month of school days: what was recorded and what was so."""
    of = f"0, the most attentive, to {facts['marks'] - 1}"
    errors = f"{many(facts['above'], 'day')} above what was done, {grouped(facts['below'])} below"
    return (
        f"Scanned in class {many(facts['scans'], 'time')} on {many(facts['days'], 'school day')}: {sensor}. "
        f"Marks of {of}: {mark(facts['mean_recorded'])} recorded on average, {mark(facts['mean'])} by what was done; "
        f"{errors}. Of one scan looked at a day, {grouped(facts['behaviours_mistaken'])} took what was done for "
        f"something else and {grouped(facts['moods_mistaken'])} recorded a mood that was not felt."
    )


def mark(mean: float) -> str:
    """Return a mean of marks.

    >>> mark(1.0), mark(4 / 3)
    ('1', '1.3')
    """
    return f"{mean:.1f}".removesuffix(".0")


def scan(facts: Facts) -> str:
    """Return one scan that was misread."""
    wrong = []
    if facts["done"] != facts["recorded"]:
        wrong.append(f"what was done for another behaviour ({facts['done']}, recorded as {facts['recorded']})")
    if facts["felt"] != facts["read"]:
        wrong.append(f"a mood for one that was not felt ({facts['felt']}, recorded as {facts['read']})")
    return f"In class on day {facts['on']} a scan took {listed(wrong)}."


def record(facts: Facts, act: str, by: str) -> str:
    """Return the record that a mark stands for."""
    if facts["cause"] == "true":
        return f"{act} (day {facts['on']}), and it was recorded, with mark {facts['mark_recorded']}: {by}."
    given = f"day {facts['on']} was given mark {facts['mark_recorded']}, and by what was done it is {facts['mark']}"
    return f"A record in error ({act.lower()}): {given}: {by}."


# --- All pupils ------------------------------------------------------------------------------------------------------


def in_class(rows: Sequence[LessonRow], how: Printed) -> list[str]:
    """Return what scans made of pupils; nothing where no class is scanned."""
    whole = rows[0]
    if not whole.days.numerator:
        return []
    marks = (
        f"In class, {grouped(whole.days.numerator)} school days of pupils were scanned, {value_of(whole.scans)} times "
        f"each. Of these days {fraction(whole.above, how)} had a mark of more inattention than there was, and "
        f"{fraction(whole.below, how)} of less."
    )
    scans = (
        f"Of one scan looked at each day, {fraction(whole.recorded, how)} recorded no attention; of these, "
        f"{fraction(whole.false, how)} showed a pupil who paid it. {HANGS_ON} A mood that was not felt was recorded in "
        f"{fraction(whole.moods, how)}. {MOODS}"
    )
    return [text for text in (marks, scans, by_group(rows)) if text]


def by_group(rows: Sequence[LessonRow]) -> str:
    """Return days marked too low in attention by group; nothing where there is one group."""
    groups = [row for row in rows[1:] if row.days.numerator]
    if len(groups) < 2:
        return ""
    said = listed([f"{group_name(row.group)} {value_of(row.above)}" for row in groups])
    return (
        f"Days with a mark of more inattention than there was, in {TEN} school days, by group: {said}. What pupils do "
        "in class depends on no group; how often they are misread may."
    )


def of_lessons(rows: Sequence[LessonRow], how: Printed) -> list[Table]:
    """Return marks and misread scans group by group; nothing where no class is scanned."""
    kept = told_apart([row for row in rows if row.days.numerator])
    if not kept:
        return []
    return [
        Table(
            f"Classes under scan by group: days marked above and below what was done, in {TEN} school days, and what "
            f"was recorded in {TEN} scans looked at, one a day",
            ("group", "above", "below", "no attention", "of these, paid", "another behaviour", "a mood not felt"),
            [
                (
                    group_name(row.group),
                    *(
                        with_parts(rate, how)
                        for rate in (row.above, row.below, row.recorded, row.false, row.behaviours, row.moods)
                    ),
                )
                for row in kept
            ],
            note="A mark above is one of more inattention. Of these, paid: scans recorded as no attention that showed "
            "a pupil who paid it.",
        )
    ]
