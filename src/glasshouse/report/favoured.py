"""Who gains by favour and at whose cost: places, lines, prices and matches; detention and leaks, which are counted."""

from collections.abc import Sequence

from glasshouse.audit.favours import Detention, Favours, Mean
from glasshouse.audit.measures import WHOLE
from glasshouse.report.charts import Table
from glasshouse.report.parts import Page, Part
from glasshouse.report.tables import with_parts
from glasshouse.report.words import NONE, TEN, Printed, bracketed, figures, group_name, sentence, told_apart

CONTENT_NOTE = (
    "Content note: detention. What is counted is who is detained, for how long, on which ground, with a hearing or "
    "without, who is left behind and what income does not come. Nothing happens inside, and those days are in no "
    "benefit\u2019s denominator."
)


def on_favours(page: Page) -> list[Part]:
    """Return what favour gives to one and takes from another; nothing where no regime favours anybody."""
    found, how = page.audit.favours, page.how
    tables = [*of_places(found, how), *of_lines(found), *of_prices(found, how), *of_matches(found, how)]
    parts = []
    if tables:
        text = [
            "A place won by favour is a place that somebody else did not win, and a minute skipped is a minute that "
            "others wait: none of these lines is a benefit by itself, and none is summed with another."
        ]
        if found.leaked.numerator > 0:
            text.append(f"Files leaked: {with_parts(found.leaked, how)} per {TEN} person-years of those on file.")
        parts.append(Part("Who is put first, and who pays for it", text, folded=tables))
    if found.detention is not None:
        parts.append(Part("Detention", [CONTENT_NOTE], tables=[of_detention(found.detention, how)]))
    return parts


def of_places(found: Favours, how: Printed) -> list[Table]:
    """Return what is scarce: closed, won by favour, moved."""
    rows = [
        (
            sentence(row.title),
            *(with_parts(rate, how) for rate in (row.closed, row.put_first, row.by_lot, row.put_behind, row.moved)),
        )
        for row in found.places
    ]
    return titled(
        f"Places of which there are too few, in {TEN} attempts, applications or places",
        ("what", "closed by standing", "won, put first", "won, by lot", "won, put behind", "places moved by favour"),
        rows,
        "A seat at school is closed by a parent\u2019s standing: the child may have no record at all.",
    )


def of_lines(found: Favours) -> list[Table]:
    """Return minutes of queues by group."""
    rows = [
        (sentence(row.title), group_name(row.group), *map(mean, (row.waited, row.skipped, row.added)))
        for row in told_apart(found.lines)
    ]  # fmt: skip
    everybody = [row for row in found.lines if row.group == WHOLE]
    note = "Minutes skipped and minutes waited for others are equal over everybody."
    return titled(
        "Minutes in queues, for 100 visits",
        ("queue", "group", "waited", "skipped", "waited for others"),
        rows if everybody else [],
        note,
    )


def of_prices(found: Favours, how: Printed) -> list[Table]:
    """Return prices of one's own."""
    rows = [(sentence(row.title), with_parts(row.dearer, how), with_parts(row.cheaper, how)) for row in found.prices]
    money = (
        f"For 100 citizens {mean(found.surcharges)} of money were paid above others\u2019 prices and "
        f"{mean(found.discounts)} spared below them."
    )
    return titled(f"Prices of one\u2019s own, in {TEN} purchases", ("what", "dearer", "cheaper"), rows, money)


def of_matches(found: Favours, how: Printed) -> list[Table]:
    """Return who met somebody."""
    row = found.matches
    if row is None:
        return []
    chance = NONE if row.by_chance is None else figures(row.by_chance)
    cells = (row.put_first, row.by_lot, row.put_behind, row.same_tier)
    return titled(
        f"Matches, in {TEN} who seek somebody, or who met",
        ("met, shown first", "met, shown as all", "met, shown last", "of the same tier", "if chance alone matched"),
        [(*(with_parts(rate, how) for rate in cells), chance)],
        "Rank is matched with rank, so whom standing shows first meets whom it shows first.",
    )


def of_detention(row: Detention, how: Printed) -> Table:
    """Return what is counted of detention."""
    told = (
        (f"person-days in error, in {TEN}", row.in_error),
        (f"person-days against a right, in {TEN}", row.against_right),
        (f"person-days by the rules, in {TEN}", row.by_rules),
        (f"without a hearing, in {TEN} detentions", row.unheard),
        ("kin left behind, for 100 detentions", row.kin_left),
        ("income that did not come, for 100 detentions", row.income_lost),
    )
    return Table(
        "Detention, counted",
        ("what", "figure"),
        [(name, mean(rate) if isinstance(rate, Mean) else with_parts(rate, how)) for name, rate in told],
    )


def mean(row: Mean) -> str:
    """Return a mean with the interval that chance leaves over seeds, where there are some."""
    return NONE if row.value is None else figures(row.value) + bracketed(row.interval)


def titled(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], note: str) -> list[Table]:
    """Return a table, or nothing where it would have no rows."""
    return [Table(title, head, list(rows), note=note)] if rows else []
