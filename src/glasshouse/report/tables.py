"""The tables of the page, from an audit: every rate with its numerator and denominator beside it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter

from glasshouse.audit.lives import FalseRecords, of_all
from glasshouse.audit.measures import ListRow
from glasshouse.audit.rates import Rate, in_person_years, in_ten_thousand, rate_of
from glasshouse.audit.whole import Audit
from glasshouse.report.charts import Table
from glasshouse.report.words import (
    NONE,
    TEN,
    Printed,
    figures,
    group_name,
    sentence,
    told_apart,
    value_of,
)


def with_parts(rate: Rate | None, how: Printed) -> str:
    """Return a rate's value with numerator and denominator: `2 581 (4 534 of 17 569)`."""
    if rate is None or rate.value is None:
        return NONE
    return f"{value_of(rate)} ({how.parts(rate)})"


CHANCE = "chance alone"
"""How the heads of columns begin that hold intervals."""


def lean(table: Table, how: Printed) -> Table:
    """Return a table as it is, and of several seeds without columns of intervals: brackets hold them already."""
    if how.seeds == 1:
        return table
    kept = [k for k, head in enumerate(table.head) if not head.startswith(CHANCE)]
    note = "" if table.note.startswith(CHANCE.capitalize()) else table.note
    rows = [tuple(row[k] for k in kept) for row in table.rows]
    return replace(table, head=tuple(table.head[k] for k in kept), rows=rows, note=note)


def between(rate: Rate) -> str:
    """Return the chance interval of a rate."""
    interval = None if rate.short else rate.interval
    return NONE if interval is None else f"{figures(interval.low)} to {figures(interval.high)}"


def by_group(audit: Audit, how: Printed) -> list[Table]:
    """Return M1 and M2 by group."""
    shares = Table(
        f"Sanction-days by group and class. Shares are in {TEN} sanction-days, with days of sanction-days in brackets",
        ("group", "sanction-days", "in error", "chance alone", "against a right", "by the rules"),
        [
            (
                group_name(row.group),
                how.count(row.days.all),
                with_parts(row.in_error, how),
                between(row.in_error),
                with_parts(row.against_right, how),
                with_parts(row.by_rules, how),
            )
            for row in told_apart(audit.sanctions)
        ],
        note="Chance alone: 95 in 100, one seed, counting people and not days; without the assumptions.",
    )
    persons = Table(
        f"Persons per {TEN} person-years, with persons and person-years in brackets",
        (
            "group",
            "with a spell in error",
            "chance alone",
            "with a spell against a right",
            "refused at least once",
        ),
        [
            (
                group_name(row.group),
                with_parts(row.persons_in_error, how),
                between(row.persons_in_error),
                with_parts(row.persons_against_right, how),
                with_parts(ever, how),
            )
            for row, (_, ever) in told_apart(list(zip(audit.sanctions, audit.ever_refused, strict=True)))
        ],
        note="Person-years are those of people old enough for records; a year has 365 person-days. What chance leaves "
        "is not given of fewer than 30 days, which say little of a year.",
    )
    return [
        lean(table, how) for table in (*([shares] if audit.sanctions[0].days.all else []), burdens(audit, how), persons)
    ]


def burdens(audit: Audit, how: Printed) -> Table:
    """Return sanction-days among all person-days by group and class: the other denominator of M1."""
    return Table(
        f"Sanction-days by group in {TEN} person-days, with sanction-days of person-days in brackets",
        ("group", "under a sanction", "in error", "chance alone", "against a right", "chance alone, of that"),
        [
            (
                group_name(row.group),
                with_parts(row.burden, how),
                with_parts(row.burden_in_error, how),
                between(row.burden_in_error),
                with_parts(row.burden_against_right, how),
                between(row.burden_against_right),
            )
            for row in told_apart(audit.sanctions)
        ],
        note="Person-days are those of people old enough for records, under a sanction or not.",
    )


def of_causes(audit: Audit, how: Printed) -> Table:
    """Return errors by cause: records, and the entries to lists that rest on them."""
    days = audit.sanctions[0].burden
    rows = []
    for key, title in WRONG_CAUSES.items():
        whole = by_cause(key, audit.false_records, audit.lists, days)
        seeds = [
            by_cause(key, [row.seeds[k] for row in audit.false_records], [row.seeds[k] for row in audit.lists], one)
            for k, one in enumerate(days.seeds)
        ]
        of_records, per_years, of_entries = (
            replace(rate, seeds=tuple(one[k] for one in seeds)) for k, rate in enumerate(whole)
        )
        rows.append((title, with_parts(of_records, how), value_of(per_years), with_parts(of_entries, how)))
    return Table(
        "Errors by cause",
        ("cause", f"in {TEN} records in error", f"records per {TEN} person-years", f"behind {TEN} list entries"),
        rows,
        note="Entries are of blacklists and lists of honour alike; the first record of the day is named.",
    )


def by_cause(key: str, records: Sequence[FalseRecords], lists: Sequence[ListRow], days: Rate) -> tuple[Rate, ...]:
    """Return records of one cause among those in error and per person-year, and list entries that rest on it."""
    wrong = sum(getattr(row, key) for row in records)
    entries = sum(sum(row.causes[cause] for cause in CAUSES) for row in lists)
    return (
        in_ten_thousand(wrong, sum(row.false for row in records), "records in error"),
        in_person_years(wrong, days.denominator, "records in error"),
        in_ten_thousand(sum(row.causes[key] for row in lists), entries, "entries"),
    )


WRONG_CAUSES = {
    "somebody_else": "Somebody else\u2019s act",
    "nothing": "Nothing at all",
    "double": "Kept twice",
}


def of_consequences(audit: Audit, how: Printed) -> Table:
    """Return person-days under every consequence."""
    return Table(
        f"Person-days under each consequence; in error and against a right, in {TEN} of those days",
        ("consequence", "kind", "right or chance", f"in {TEN} person-days", "in error", "against a right"),
        [
            (
                row.title,
                "sanction" if row.adverse else "reward",
                row.right,
                with_parts(row.burden, how),
                with_parts(row.in_error, how),
                with_parts(row.against_right, how),
            )
            for row in audit.consequences
        ],
        numbers=3,
    )


def of_lists(audit: Audit, how: Printed) -> list[Table]:
    """Return entries by class, and what the records behind them were."""
    entries = Table(
        f"Entries on each list, and exits, per {TEN} person-years; of entries by class, in {TEN}",
        (
            "list",
            "kind",
            "entries",
            "in error",
            "against a right",
            "by the rules",
            "exits",
            f"on it at the end, in {TEN}",
        ),
        [
            (
                row.title,
                "honours" if row.colour == "red" else "blacklist",
                with_parts(row.entered, how),
                with_parts(row.in_error, how),
                with_parts(row.against_right, how),
                with_parts(rate_of(row, lambda one: (one.entries.by_rules, one.entries.all), "entries"), how),
                with_parts(row.left, how),
                with_parts(row.on_it, how),
            )
            for row in audit.lists
        ],
        numbers=2,
        note="In brackets entries and exits stand with person-years, shares of entries with the entries.",
    )
    causes = Table(
        f"What the record behind each entry was, in {TEN} entries",
        ("list", *CAUSES.values()),
        [(row.title, *(of_entries(row, key, how) for key in CAUSES)) for row in audit.lists if row.entries.all > 0],
        note="One entry can rest on several records; the first of its day is named. So the class of an entry "
        "can differ from the cause of that record.",
    )
    return [entries, causes] if causes.rows else [entries]


def of_entries(row: ListRow, cause: str, how: Printed) -> str:
    """Return the entries of a list behind which stands a record of one cause, among all of them."""
    return with_parts(rate_of(row, lambda one: (one.causes[cause], sum(one.causes.values()))), how)


CAUSES = {
    "true": "a true record",
    "somebody_else": "somebody else\u2019s act",
    "nothing": "nothing",
    "double": "kept twice",
    "by_tier": "standing alone",
    "by_list": "another list",
}
"""What can stand behind an entry to a list, as heads of columns; every entry has one of them."""


def of_false_records(audit: Audit, how: Printed) -> Table:
    """Return records in error by act; protected acts in one row, and only as a harm."""
    known = [
        ([row], sentence(row.title), with_parts(row.of_records, how))
        for row in audit.false_records
        if not row.protected and row.of_records is not None and row.of_records.denominator > 0
    ]
    protected = [row for row in audit.false_records if row.protected]
    if protected:
        known.append((protected, "Any protected act, together", "not given"))
    return Table(
        f"Records in error, per {TEN} person-years with records and person-years in brackets, and in {TEN} records "
        "of the act",
        ("act", "somebody else\u2019s", "of nothing", "kept twice", "all", f"in {TEN} records"),
        [
            (
                title,
                *(with_parts(of_all(rows, attrgetter(key)), how) for key in WRONG_CAUSES),
                with_parts(of_all(rows), how),
                of_records,
            )
            for rows, title, of_records in known
        ],
        note="How many records of protected acts are true is not given: that says how well they are found.",
    )


def of_moods(audit: Audit, how: Printed) -> Table:
    """Return fear and awareness by group."""
    return Table(
        f"Fear and awareness, in {TEN}",
        (
            "group",
            "person-days in fear",
            "have heard by the end",
            "know their own standing",
            "know the rules",
        ),
        [
            (
                group_name(row.group),
                with_parts(row.fear, how),
                with_parts(row.aware, how),
                with_parts(row.know_standing, how),
                with_parts(row.know_rules, how),
            )
            for row in told_apart(audit.moods)
        ],
    )


def of_pace(audit: Audit) -> Table:
    """Return how much happened."""
    cell: Callable[[Rate], str] = value_of
    return Table(
        f"How much happened, in {TEN} citizen-days",
        ("candidate acts", "acts", "records", "changes of standing"),
        [
            (
                cell(audit.pace.candidates),
                cell(audit.pace.acts),
                cell(audit.pace.records),
                cell(audit.pace.changes),
            )
        ],
        numbers=0,
    )
