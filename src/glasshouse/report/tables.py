"""The tables of the page, from an audit: every rate with its numerator and denominator beside it."""

from collections.abc import Callable

from glasshouse.audit.rates import Rate
from glasshouse.audit.whole import Audit
from glasshouse.report.charts import Table
from glasshouse.report.words import (
    NONE,
    Printed,
    figures,
    group_name,
    sentence,
    value_of,
)

TEN = "10\u202f000"


def with_parts(rate: Rate | None, how: Printed) -> str:
    """Return a rate's value with numerator and denominator: `2 581 (4 534 of 17 569)`."""
    if rate is None or rate.value is None:
        return NONE
    return f"{value_of(rate)} ({how.parts(rate)})"


def between(rate: Rate) -> str:
    """Return the chance interval of a rate."""
    interval = rate.interval
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
            for row in audit.sanctions
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
            for row, (_, ever) in zip(audit.sanctions, audit.ever_refused, strict=True)
        ],
        note="Person-years are those of people old enough for records; a year has 365 person-days.",
    )
    return [shares, persons]


def of_consequences(audit: Audit, how: Printed) -> Table:
    """Return person-days under every consequence."""
    return Table(
        "Person-days under each consequence. Shares are in 10\u202f000 of those days",
        ("consequence", "kind", "right or chance", "person-days", "in error", "against a right"),
        [
            (
                row.title,
                "sanction" if row.adverse else "reward",
                row.right,
                how.count(row.days.all),
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
        f"Entries on each list. Shares are in {TEN} entries",
        (
            "list",
            "kind",
            "entries",
            "in error",
            "against a right",
            "by the rules",
            "exits",
            "on it at the end",
        ),
        [
            (
                row.title,
                "honours" if row.colour == "red" else "blacklist",
                how.count(row.entries.all),
                with_parts(row.in_error, how),
                with_parts(row.against_right, how),
                how.count(row.entries.by_rules),
                how.count(row.exits),
                how.count(row.stock.all),
            )
            for row in audit.lists
        ],
        numbers=2,
    )
    causes = Table(
        "What the record behind each entry was, in entries",
        ("list", "a true record", "somebody else\u2019s act", "nothing", "kept twice", "standing alone"),
        [(row.title, *(how.count(row.causes[key]) for key in CAUSES)) for row in audit.lists if row.entries.all > 0],
        note="One entry can rest on several records; the first of its day is named. So the class of an entry "
        "can differ from the cause of that record.",
    )
    return [entries, causes] if causes.rows else [entries]


CAUSES = ("true", "somebody_else", "nothing", "double", "by_tier")


def of_false_records(audit: Audit, how: Printed) -> Table:
    """Return records in error by act; protected acts in one row, and only as a harm."""
    rows: list[tuple[str, ...]] = [
        (
            sentence(row.title),
            how.count(row.somebody_else),
            how.count(row.nothing),
            how.count(row.double),
            with_parts(row.of_records, how),
            value_of(row.per_citizen),
        )
        for row in audit.false_records
        if not row.protected and row.of_records is not None and row.of_records.denominator > 0
    ]
    protected = [row for row in audit.false_records if row.protected]
    if protected:
        sums = [sum(getattr(row, key) for row in protected) for key in ("somebody_else", "nothing", "double")]
        days = protected[0].per_citizen
        rate = Rate(sum(sums), days.denominator, days.per, days.unit)
        rows.append(("Any protected act, together", *(how.count(n) for n in sums), "not given", value_of(rate)))
    return Table(
        f"Records in error, per {TEN} records of the act and per {TEN} person-years",
        ("act", "somebody else\u2019s", "of nothing", "kept twice", f"in {TEN} records", "per person-years"),
        rows,
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
                how.count(row.by_level["own_standing"]),
                how.count(row.by_level["rules"]),
            )
            for row in audit.moods
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
