"""The pictures of how things went: tiers, lists in and out, rights lost and gained, silence, money, trust."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from glasshouse.audit import courses
from glasshouse.audit.courses import Flow, Line
from glasshouse.audit.rates import Rate
from glasshouse.audit.whole import Audit
from glasshouse.report import charts, svg
from glasshouse.report.bands import about_counts, banded, bands_of, seeds_of, series_of
from glasshouse.report.charts import Chart, Frame, Spec, Table, base, between, whiskers
from glasshouse.report.classes import (
    COLOURS,
    NAMES,
    UNSIGNED,
    WHISKERS,
    both_ways,
    cells,
    class_row,
    noted,
    rows_chart,
)
from glasshouse.report.pictures import Series, ends, series_table, shown_groups
from glasshouse.report.words import TEN, figures, group_name, grouped, listed, sentence, spoken, value_of

OFF = "Off the list"
LOST, GAINED = "lost", "gained"
SCORED = f"in {TEN} old enough for records"


def tier_rows(frame: Frame, audit: Audit) -> list[Chart]:
    """Return the share of each tier day by day: a row for each, with a scale of its own."""
    rows = audit.courses.tiers
    if not rows or len(rows[0].over) < 2 or not all(rows[0].under):
        return []
    named = {row.title: row for row in rows}
    return [rows_chart(frame, ("tier-rows", "Tiers over time"), "Each tier over time", named, SCORED)]


def list_flows(frame: Frame, audit: Audit) -> list[Chart]:
    """Return entries to blacklists and honours above the line by class, exits below it, period by period."""
    sides = (("flows", "blacklists", audit.courses.blacklists), ("honours", "lists of honour", audit.courses.honours))
    return [
        flow_chart(frame, name, what, flows, f"{SCORED} and 30 days")
        for name, what, flows in sides
        if any(flow.entries.numerator + flow.exits.numerator for flow in flows)
    ]


def flow_chart(frame: Frame, name: str, what: str, flows: list[Flow], unit: str) -> Chart:
    """Return one chart of entries and exits: entries to ``what`` above the line by class, exits below it."""
    most = max(flows, key=lambda flow: flow.entries.value or 0.0)
    several = bool(most.entries.seeds)
    wrong = figures(most.in_error.value or 0.0)
    only = len(flows) == 1
    entered = (
        f"Entries: {figures(most.entries.value or 0.0)}, of them {wrong} in error; exits: "
        if only
        else f"Most entries in days {grouped(most.first_day)} to {grouped(most.last_day)}: "
        f"{figures(most.entries.value or 0.0)}, of them {wrong} in error. Exits in the last period: "
    )
    return Chart(
        name,
        f"Onto {what} and off",
        f"Bars upwards: entries to {what} by class; bars downwards: exits, all {unit}. {entered}"
        f"{figures(flows[-1].exits.value or 0.0)}.",
        flow_bars(frame, f"Onto {what} and off", flows, unit),
        Table(
            f"Entries to {what} by class, and exits, {unit}",
            ("days", "in error", "against a right", "by the rules", "all entries", "exits"),
            [
                (charts.span(flow.first_day, flow.last_day), *(value_of(rate) for rate in rates_of(flow)))
                for flow in flows
            ],
        ),
        noted(
            "Above the line people are entered, below it they come off. One person can be entered more than once.",
            several=several,
            what="A whisker is what the seeds leave open of all entries or of exits: chance alone.",
        ),
    )


def rates_of(flow: Flow) -> tuple[Rate, ...]:
    """Return the rates of a period in their order."""
    return flow.in_error, flow.against_right, flow.by_rules, flow.entries, flow.exits


def flow_bars(frame: Frame, title: str, flows: list[Flow], unit: str) -> Spec:
    """Return bars above and below a line, one for each period."""
    names = [*NAMES, OFF]
    values, ends = [], []
    for flow in flows:
        where = {"from": flow.first_day, "to": flow.last_day + 1}
        parts = [*(rate.value or 0.0 for rate in rates_of(flow)[:3]), -(flow.exits.value or 0.0)]
        values += [
            {**where, "what": what, "value": round(value, 4), "order": k}
            for k, (what, value) in enumerate(zip(names, parts, strict=True))
        ]
        middle = (flow.first_day + flow.last_day + 1) / 2
        ends += [
            {"middle": middle, **between(rate.interval, sign)}
            for sign, rate in ((1, flow.entries), (-1, flow.exits))
            if rate.seeds and rate.numerator
        ]
    last = flows[-1].last_day + 1
    x = {"type": "quantitative", "scale": {"domain": [1, last], "nice": False},
         "axis": {"title": "day", "format": "d", "tickCount": min(last - 1, 6), "tickMinStep": 1}}  # fmt: skip
    y = {"type": "quantitative", "axis": {"title": None, "tickCount": 5, "labelExpr": UNSIGNED}}
    return {
        **base(frame, title, unit),
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "stroke": svg.PAGE, "strokeWidth": 1},
                "encoding": {
                    "x": {**x, "field": "from", "bin": {"binned": True}},
                    "x2": {"field": "to"},
                    "y": {**y, "field": "value", "stack": "zero"},
                    "color": {"field": "what", "type": "nominal", "legend": {"symbolType": "square"},
                              "scale": {"domain": names, "range": [*COLOURS, svg.INK]}},
                    "order": {"field": "order", "type": "quantitative"},
                },
            },
            *whiskers(ends, "y", y, {"x": {**x, "field": "middle"}}),
        ],
    }  # fmt: skip


def right_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return for each right the time for which it was lost (to the left) and gained (to the right), by class."""
    rows = [row for row in audit.courses.rights if row.lost.all + row.gained.all > 0]
    if not rows or not rows[0].among:
        return []
    lost, gained = (
        [class_row(row.right, row, attrgetter(side), attrgetter("among"), row.people)
         for row in rows]
        for side in (LOST, GAINED)
    )  # fmt: skip
    said = [
        f"{a.label} {figures(sum(a.values))} lost and {figures(sum(b.values))} gained"
        for a, b in zip(lost, gained, strict=True)
    ]
    axis = f"lost \u2190  in {TEN} person-days  \u2192 gained"
    return [
        Chart(
            "rights",
            "Rights and chances lost and gained",
            f"Bars to the left: person-days of sanctions on a right or chance in {TEN} person-days, by class; to the "
            f"right: of rewards. {sentence(listed(said))}.",
            both_ways(frame, "Rights and chances, lost and gained", axis, lost, gained),
            Table(
                f"Person-days of sanctions and rewards by right, in {TEN} person-days",
                ("right or chance", "way", *(name.lower() for name in NAMES), "all"),
                [
                    (sentence(row.label), side, *cells(row))
                    for pair in zip(lost, gained, strict=True)
                    for side, row in zip((LOST, GAINED), pair, strict=True)
                ],
                2,
            ),
            noted(
                "Lost to the left, gained to the right. Somebody under two sanctions on one right counts twice.",
                several=any(row.ends() for row in (*lost, *gained)),
                what=WHISKERS,
            ),
        )
    ]


def silence_lines(frame: Frame, audit: Audit, days: int) -> list[Chart]:
    """Return lawful acts kept back for fear by group and period: ratios only."""
    groups = shown_groups(audit.groups)
    rows = [row for row in audit.courses.silence if row.id in groups]
    if not any(any(row.over) for row in rows):
        return []
    series: Series = {row.id: row.values for row in rows}
    spans = courses.periods(days)
    table = [
        (charts.span(first + 1, end), *(value_of(row.rate(k)) for row in rows)) for k, (first, end) in enumerate(spans)
    ]
    per = f"in {TEN} meant"
    at = [end for _, end in spans]
    found = Chart(
        "silence",
        "Lawful acts kept back",
        f"Lines: acts protected by a right that were not done for fear, {per}, by group. {ends(series, 2)}.",
        charts.lines(frame, "Lawful acts kept back for fear, by group", per, series, zero=True, at=at),
        Table(f"Protected acts not done for fear, {per}", ("days", *(group_name(group) for group in series)), table),
        "Each figure is of the days up to it. All protected acts are taken together, so the commonest weighs most.",
    )
    return [banded(found, about_counts(rows, range(len(spans))), at)]


@dataclass(frozen=True)
class Told:
    """How lines that are set against a baseline's are told: names of both charts, their unit, and a note on the axis.

    ``apart`` has ``{}`` where the baseline's name goes, ``more`` what the unit is of when it is a difference.
    """

    name: str
    title: str
    what: str
    unit: str
    apart: str
    more: str
    note: str
    zero: bool


def money_told(currency: str) -> Told:
    """Return how cash and savings are told."""
    unit = f"{currency} per citizen"
    return Told("money", "Cash and savings", f"Mean cash and savings in {unit}", unit, "Cash and savings against {}",
                "More or less money than under {}", "The axis does not begin at zero.", False)  # fmt: skip


TRUST_TOLD = Told(
    "trust", "Trust among strangers", f"Adults who trust strangers, in {TEN}", f"in {TEN} adults",
    "Trust among strangers against {}", "More or fewer who trust than under {}",
    "Trust is a scale of this model with 8 levels; 4 and above is counted. The axis does not begin at zero.", False,
)  # fmt: skip


def lines_apart(frame: Frame, told: Told, ours: list[Line], theirs: list[Line], name: str) -> list[Chart]:
    """Return lines by group, and as a second chart their difference to the baseline, where there is any."""
    here, unit = dict(series_of(ours)), told.unit
    if not here:
        return []
    about = bands_of(seeds_of(ours))
    found = [
        banded(
            Chart(
                told.name,
                told.title,
                f"Lines: {told.what[0].lower()}{told.what[1:]}, by group. {ends(here, 0)}.",
                charts.lines(frame, f"{told.title}, by group", unit, here, zero=told.zero),
                series_table(told.what, here, 0, about),
                told.note,
            ),
            about,
        )
    ]
    apart = less(here, series_of(theirs))
    if apart and any(any(line) for line in apart.values()):
        over = bands_of([less(a, b) for a, b in zip(seeds_of(ours), seeds_of(theirs), strict=False)])
        chart = Chart(
            f"{told.name}-apart",
            told.apart.format(spoken(name)),
            f"Lines: {unit}, more or less than the same people under {spoken(name)}, by group. {ends(apart, 0)}.",
            charts.lines(frame, told.more.format(spoken(name)), unit, apart, zero=True),
            series_table(f"{unit}, more or less than under {spoken(name)}", apart, 0, over),
            f"Zero is no difference to {spoken(name)}.",
        )
        found.append(banded(chart, over))
    return found


def shown(lines: list[Line], audit: Audit) -> list[Line]:
    """Return the lines of the groups that charts show."""
    groups = shown_groups(audit.groups)
    return [line for line in lines if line.id in groups]


def money_lines(frame: Frame, currency: str, audit: Audit, name: str) -> list[Chart]:
    """Return mean cash and savings by group, as the difference to the baseline where there is one."""
    ours, theirs = (shown(lines, audit) for lines in (audit.courses.money, audit.courses.baseline_money))
    return lines_apart(frame, money_told(currency), ours, theirs, name)


def trust_lines(frame: Frame, audit: Audit, name: str) -> list[Chart]:
    """Return adults who trust strangers by group, and against the baseline."""
    ours, theirs = (shown(lines, audit) for lines in (audit.courses.trust, audit.courses.baseline_trust))
    return lines_apart(frame, TRUST_TOLD, ours, theirs, name)


def less(here: Mapping[str, Sequence[float | None]], there: Mapping[str, Sequence[float | None]]) -> Series:
    """Return lines less the same lines of a baseline, for the groups that have both.

    >>> less({"M": [3.0, None]}, {"M": [1.0, 2.0]})
    {'M': [2.0, None]}
    """
    return {
        group: [None if a is None or b is None else a - b for a, b in zip(line, there[group], strict=True)]
        for group, line in here.items()
        if group in there
    }
