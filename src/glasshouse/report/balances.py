"""The tables of what people gained and lost: speech, the ledger, refusals and appeals."""

from collections.abc import Callable
from operator import attrgetter

from glasshouse.audit.comparing import Speech
from glasshouse.audit.ledger import Line
from glasshouse.audit.lives import Means, Refusal
from glasshouse.audit.measures import WHOLE
from glasshouse.audit.rates import rate_of
from glasshouse.audit.whole import Audit
from glasshouse.report.charts import Table
from glasshouse.report.sentences import done_for_100, fell_by
from glasshouse.report.tables import with_parts
from glasshouse.report.words import (
    NONE,
    TEN,
    Printed,
    bracketed,
    figures,
    group_name,
    sentence,
    spoken,
    told_apart,
    unit_of,
    value_of,
)


def of_speech(audit: Audit, how: Printed, name: str) -> list[Table]:
    """Return protected acts against the baseline, by act and group, with counts where they may be printed."""
    rows = [row for row in audit.speech if row.group == WHOLE or len(audit.groups) > 2]
    if not rows:
        return []
    open_rows = [row for row in rows if not row.ratios_only]
    tables = []
    if any(row.ratios_only for row in rows):
        tables.append(
            Table(
                f"Lawful acts against {spoken(name)}, as ratios",
                (
                    "act",
                    "group",
                    "done for 100 there",
                    f"no longer done, in {TEN}",
                    f"kept back for fear, in {TEN} meant",
                    f"moved out of sight, in {TEN} done",
                ),
                [ratio_row(row) for row in rows if row.ratios_only],
                numbers=2,
                note="Counts are not printed: for expression in this place the rate without a score cannot "
                "be observed, since what is seen is already censored.",
            )
        )
    if open_rows:
        tables.append(counts_of_speech(open_rows, how, name))
    return tables


def ratio_row(row: Speech) -> tuple[str, ...]:
    """Return a protected act as ratios."""
    return (
        sentence(row.title),
        group_name(row.group),
        done_for_100(row),
        fell_by(row),
        in_ten(row, lambda one: (one.silenced, one.meant)),
        in_ten(row, lambda one: (one.displaced, one.done)),
    )


def in_ten(row: Speech, share: Callable[[Speech], tuple[int, int]]) -> str:
    """Return a share of a protected act in 10 000, or a dash; ``share`` gives its two parts."""
    return value_of(rate_of(row, share, "acts"))


def counts_of_speech(rows: list[Speech], how: Printed, name: str) -> Table:
    """Return protected acts with their counts."""

    def there(row: Speech) -> str:
        return NONE if row.done_baseline is None else how.count(row.done_baseline)

    return Table(
        f"Lawful acts against {spoken(name)}, with counts",
        (
            "act",
            "group",
            "done",
            "done there",
            "done for 100 there",
            f"no longer done, in {TEN}",
            f"kept back for fear, in {TEN} meant",
            f"moved out of sight, in {TEN} done",
        ),
        [
            (
                sentence(row.title),
                group_name(row.group),
                how.count(row.done),
                there(row),
                done_for_100(row),
                fell_by(row),
                with_parts(rate_of(row, lambda one: (one.silenced, one.meant)), how),
                with_parts(rate_of(row, lambda one: (one.displaced, one.done)), how),
            )
            for row in rows
        ],
        numbers=2,
    )


def of_ledger(lines: list[Line], how: Printed, name: str, caption: str) -> Table:
    """Return ledger lines: what, for whom, at whose cost, here and there, true and recorded."""
    paired = ("more or less, seed by seed",) if how.seeds > 1 else ()
    return Table(
        caption,
        (
            "what",
            "verdict",
            "beneficiary",
            "at the cost of",
            "here",
            f"under {spoken(name)}",
            *paired,
            "on file here",
            "on file there",
        ),
        [
            (
                sentence(line.title),
                line.verdict,
                line.beneficiary,
                line.lost_by,
                with_parts(line.here, how),
                with_parts(line.there, how),
                *(more_or_less(line) for _ in paired),
                value_of(line.recorded),
                value_of(line.recorded_there),
            )
            for line in lines
        ],
        numbers=4,
        note="On file: records, true or not. More records of an act are no more acts of it.",
    )


def more_or_less(line: Line) -> str:
    """Return the difference of a line to the baseline, each seed paired with the same seed there."""
    return NONE if line.difference is None else figures(line.difference) + bracketed(line.paired())


def of_wealth(audit: Audit, how: Printed, name: str) -> list[Table]:
    """Return loans and ties, and cash by group."""
    rows = [
        (
            line.title,
            line.verdict,
            f"{with_parts(line.here, how)}",
            with_parts(line.there, how),
            unit_of(line.here),
        )
        for line in audit.wealth
    ]
    there = {row.group: row for row in audit.baseline_means}
    cash = [(group_name(row.group), mean(row), mean(there.get(row.group))) for row in told_apart(audit.means)]
    return [
        Table(
            "What else changed",
            ("what", "verdict", "here", f"under {spoken(name)}", "unit"),
            rows,
            numbers=2,
            note="\u201cmoved\u201d: one gains what another loses, so neither better nor worse is said.",
        ),
        Table("Cash and savings per citizen at the end", ("group", "here", f"under {spoken(name)}"), cash),
    ]


def mean(row: Means | None) -> str:
    """Return a mean in whole units of money."""
    return NONE if row is None or row.mean is None else figures(row.mean) + bracketed(row.interval)


def of_refusals(audit: Audit, how: Printed) -> Table:
    """Return refusals by wish among attempts, and their classes among refusals: both denominators."""

    def row(each: Refusal) -> tuple[str, ...]:
        classes = (
            rate_of(each, attrgetter(f"refused.{key}", "refused.all"))
            for key in ("in_error", "against_right", "by_rules")
        )
        dearer = rate_of(each, lambda one: (one.dearer, one.attempts))
        unafforded = rate_of(each, lambda one: (one.unafforded, one.attempts + one.unafforded))
        rates = (each.rate, *classes, dearer, unafforded)
        return (sentence(each.title), *(with_parts(rate, how) for rate in rates))

    return Table(
        f"Refusals by a sanction in {TEN} attempts, and their classes in {TEN} refusals",
        (
            "wish",
            "refused",
            "in error",
            "against a right",
            "by the rules",
            f"granted at a higher price, in {TEN} attempts",
            f"not affordable (no attempt), in {TEN} wishes",
        ),
        [row(each) for each in audit.refusals],
        note="Attempts are by people with the means for them: the authority refuses, and not the purse.",
    )


def of_appeals(audit: Audit, how: Printed) -> Table:
    """Return appeals filed and won."""
    row = audit.appeals
    wrong = rate_of(row, lambda one: (one.filed_in_error, one.filed_in_error + one.filed_true))
    true = rate_of(row, lambda one: (one.filed_true, one.filed_in_error + one.filed_true))
    return Table(
        f"Appeals: of all that were filed, and won of these, in {TEN}",
        ("against", "filed", "won"),
        [
            ("a record in error", with_parts(wrong, how), with_parts(row.success_in_error, how)),
            ("a true record", with_parts(true, how), with_parts(row.success_true, how)),
        ],
    )
