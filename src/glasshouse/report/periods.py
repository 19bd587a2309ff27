"""The pictures of how things went: tiers, lists in and out, rights lost and gained, silence, money."""

from collections.abc import Mapping, Sequence

from glasshouse.audit import courses
from glasshouse.audit.courses import Flow, RightRow
from glasshouse.audit.measures import Classes
from glasshouse.audit.whole import Audit
from glasshouse.record.reading import Run
from glasshouse.report import charts, svg
from glasshouse.report.bands import banded, bands, paired
from glasshouse.report.charts import WIDTH, Chart, Frame, Spec, Table
from glasshouse.report.pictures import Series, ends, series_table, shown_groups
from glasshouse.report.words import figures, group_name, grouped, listed, sentence, spoken

TEN = "10\u202f000"
OFF = "Off the list"
LOST, GAINED = "lost", "gained"
SCORED = f"in {TEN} old enough for records"


def tier_rows(frame: Frame, run: Run, audit: Audit) -> list[Chart]:
    """Return the share of each tier day by day: a row for each, with a scale of its own."""
    scored = run.daily("scored").sum(axis=1)
    if not audit.tiers or run.days < 2 or int(scored.min()) == 0:
        return []
    shares = {
        row.title: [float(n) * 10_000 / float(of) for n, of in zip(run.daily(f"tier.{row.id}").sum(axis=1), scored,
                                                                   strict=True)]
        for row in reversed(audit.tiers)
    }  # fmt: skip
    said = listed([f"{title} from {figures(line[0])} to {figures(line[-1])}" for title, line in shares.items()])
    return [
        Chart(
            "tier-rows",
            "Tiers over time",
            f"Small lines, one for each tier: scored citizens in {TEN} day by day. {sentence(said)}.",
            row_lines(frame, f"Each tier over time, {SCORED}", shares),
            Table(
                f"Scored citizens by tier and day, in {TEN}",
                ("day", *shares),
                [
                    (grouped(day + 1), *(figures(line[day]) for line in shares.values()))
                    for day in charts.told(run.days)
                ],
            ),
            "Every row has a scale of its own, which need not begin at zero.",
        )
    ]  # fmt: skip


def row_lines(frame: Frame, title: str, rows: dict[str, list[float]]) -> Spec:
    """Return small lines below each other, each on its own scale: rows of (label, a figure for each day)."""
    days = len(next(iter(rows.values())))
    labels = [charts.wrapped(label, 16) for label in rows]
    values = [
        {"label": label, "day": day + 1, "value": round(line[day], 3)}
        for label, line in zip(labels, rows.values(), strict=True)
        for day in charts.thinned(days)
    ]
    header = {"title": None, "labelAngle": 0, "labelAlign": "left", "labelColor": svg.MUTED, "labelFontSize": 13,
              "labelExpr": "split(datum.label, '|')", "labelLimit": 0, "labelPadding": 6}  # fmt: skip
    frameless = charts.base(frame, title)
    return {
        **{key: frameless[key] for key in ("$schema", "title", "autosize")},
        "data": {"values": values},
        "facet": {"row": {"field": "label", "type": "nominal", "sort": labels, "header": header}},
        "spacing": 12,
        "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": WIDTH - 100,
            "height": 38,
            "mark": {"type": "line", "color": svg.ALL, "strokeWidth": 2},
            "encoding": {
                "x": charts.day_axis(days),
                "y": {"field": "value", "type": "quantitative", "scale": {"zero": False, "nice": True},
                      "axis": {"title": None, "tickCount": 2}},
            },
        },
    }  # fmt: skip


def list_flows(frame: Frame, run: Run) -> list[Chart]:
    """Return entries to blacklists and honours above the line by class, exits below it, period by period."""
    found = []
    for colour, name, what in (("black", "flows", "blacklists"), ("red", "honours", "lists of honour")):
        flows = courses.list_flows(run, colour)
        if any(flow.in_error + flow.against_right + flow.by_rules + flow.exits > 0 for flow in flows):
            found.append(flow_chart(frame, name, what, flows))
    return found


def flow_chart(frame: Frame, name: str, what: str, flows: list[Flow]) -> Chart:
    """Return one chart of entries and exits."""
    per = f"{SCORED} and 30 days"
    most = max(flows, key=lambda flow: flow.in_error + flow.against_right + flow.by_rules)
    entered = most.in_error + most.against_right + most.by_rules
    return Chart(
        name,
        f"Onto {what} and off",
        f"Bars upwards: entries to {what} by class; bars downwards: exits, all {per}. Most entries in days "
        f"{most.first_day} to {most.last_day}: {figures(entered)}, of them {figures(most.in_error)} in error. In the "
        f"last period {figures(flows[-1].exits)} came off.",
        flow_bars(frame, f"Onto {what} and off", flows),
        Table(
            f"Entries to {what} by class, and exits, {per}",
            ("days", "in error", "against a right", "by the rules", "exits"),
            [
                (
                    f"{grouped(flow.first_day)} to {grouped(flow.last_day)}",
                    *(figures(n) for n in (flow.in_error, flow.against_right, flow.by_rules, flow.exits)),
                )
                for flow in flows
            ],
        ),
        "Above the line people are entered, below it they come off. One person can be entered more than once.",
    )


def flow_bars(frame: Frame, title: str, flows: list[Flow]) -> Spec:
    """Return bars above and below a line, one for each period."""
    names = [*charts.CLASS_NAMES, OFF]
    values = [
        {"from": flow.first_day, "to": flow.last_day + 1, "what": what, "value": round(value, 4), "order": k}
        for flow in flows
        for k, (what, value) in enumerate(
            zip(names, (flow.in_error, flow.against_right, flow.by_rules, -flow.exits), strict=True)
        )
    ]
    last = flows[-1].last_day + 1
    return {
        **charts.base(frame, title, f"{SCORED} and 30 days"),
        "data": {"values": values},
        "mark": {"type": "bar", "stroke": svg.PAGE, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "from", "type": "quantitative", "bin": {"binned": True},
                  "scale": {"domain": [1, last], "nice": False},
                  "axis": {"title": "day", "format": "d", "tickCount": min(last - 1, 6), "tickMinStep": 1}},
            "x2": {"field": "to"},
            "y": {"field": "value", "type": "quantitative", "stack": "zero",
                  "axis": {"title": None, "tickCount": 5, "labelExpr": UNSIGNED}},
            "color": {"field": "what", "type": "nominal",
                      "scale": {"domain": names, "range": [*charts.CLASS_COLOURS, svg.INK]}},
            "order": {"field": "order", "type": "quantitative"},
        },
    }  # fmt: skip


UNSIGNED = "format(abs(datum.value), ',')"
"""An axis to both sides of nought: how many, to either side."""


def right_bars(frame: Frame, run: Run, audit: Audit) -> list[Chart]:
    """Return for each right the time for which it was lost (to the left) and gained (to the right), by class."""
    among = audit.sanctions[0].scored_days
    rows = [row for row in courses.rights(run) if row.lost.all + row.gained.all > 0]
    if not rows or not among:
        return []
    lost, gained = ([charts.per_ten_thousand(part, among) for part in side] for side in sides(rows))
    said = [
        f"{row.right} {figures(sum(a))} lost and {figures(sum(b))} gained"
        for row, a, b in zip(rows, lost, gained, strict=True)
    ]
    return [
        Chart(
            "rights",
            "Rights and chances lost and gained",
            f"Bars to the left: person-days of sanctions on a right or chance in {TEN} person-days, by class; to the "
            f"right: of rewards. {sentence(listed(said))}.",
            both_ways(frame, "Rights and chances, lost and gained", [row.right for row in rows], lost, gained),
            Table(
                f"Person-days of sanctions and rewards by right, in {TEN} person-days",
                ("right or chance", "way", *(name.lower() for name in charts.CLASS_NAMES)),
                [
                    (sentence(row.right), side, *(figures(n) for n in parts))
                    for row, a, b in zip(rows, lost, gained, strict=True)
                    for side, parts in ((LOST, a), (GAINED, b))
                ],
                2,
            ),
            "Lost to the left, gained to the right. Somebody under two sanctions on one right counts twice.",
        )
    ]


def sides(rows: list[RightRow]) -> tuple[list[Classes], list[Classes]]:
    """Return what was lost and what was gained, right by right."""
    return [row.lost for row in rows], [row.gained for row in rows]


def both_ways(
    frame: Frame,
    title: str,
    names: list[str],
    lost: Sequence[tuple[float, float, float]],
    gained: Sequence[tuple[float, float, float]],
) -> Spec:
    """Return horizontal bars of three classes to both sides of nought."""
    labels = [charts.wrapped(sentence(name)) for name in names]
    values = [
        {"label": label, "value": round(sign * parts[k], 4), "class": charts.CLASS_NAMES[k], "order": k}
        for label, pair in zip(labels, zip(lost, gained, strict=True), strict=True)
        for sign, parts in zip((-1, 1), pair, strict=True)
        for k in range(3)
    ]
    axis = f"lost \u2190  in {TEN} person-days  \u2192 gained"
    return {
        **charts.base(frame, title),
        "width": WIDTH - 110,
        "height": {"step": charts.step(labels)},
        "data": {"values": values},
        "mark": {"type": "bar", "stroke": svg.PAGE, "strokeWidth": 1, "height": {"band": 0.6}},
        "encoding": {
            "y": charts.label_axis(labels),
            "x": {"field": "value", "type": "quantitative", "stack": "zero",
                  "axis": {"title": axis, "tickCount": 5, "grid": True, "labelExpr": UNSIGNED}},
            "color": charts.class_colours(),
            "order": {"field": "order", "type": "quantitative"},
        },
    }  # fmt: skip


def silence_lines(frame: Frame, run: Run, audit: Audit) -> list[Chart]:
    """Return lawful acts kept back for fear by group and period: ratios only."""
    groups = shown_groups(audit.groups)
    series: Series = {group: line for group, line in courses.silence(run).items() if group in groups}
    if not any(any(line) for line in series.values()):
        return []
    spans = courses.periods(run.days)
    lines = list(series.values())
    rows = [
        (f"{grouped(first + 1)} to {grouped(end)}",
         *("\u2013" if line[k] is None else figures(line[k] or 0.0) for line in lines))
        for k, (first, end) in enumerate(spans)
    ]  # fmt: skip
    per = f"in {TEN} meant"
    at = [end for _, end in spans]
    found = [
        Chart(
            "silence",
            "Lawful acts kept back",
            f"Lines: acts protected by a right that were not done for fear, {per}, by group. {ends(series, 2)}.",
            charts.lines(frame, "Lawful acts kept back for fear, by group", per, series, zero=True, at=at),
            Table(f"Protected acts not done for fear, {per}", ("days", *(group_name(group) for group in series)), rows),
            "Each figure is of the days up to it. All protected acts are taken together, so the commonest weighs most.",
        )
    ]
    return [banded(chart, bands(run, courses.silence, 0.0), at) for chart in found]


def money_lines(frame: Frame, run: Run, against: Run | None, audit: Audit, name: str) -> list[Chart]:
    """Return mean cash and savings by group, as the difference to the baseline where there is one."""
    groups = shown_groups(audit.groups)
    here: Series = {group: line for group, line in courses.money(run).items() if group in groups}
    there = courses.money(against) if against else {}
    unit = f"{run.manifest.currency} per citizen"
    if not here:
        return []
    found = [
        Chart(
            "money",
            "Cash and savings",
            f"Lines: mean cash and savings in {unit}, by group. {ends(here, 0)}.",
            charts.lines(frame, "Cash and savings, by group", unit, here, zero=False),
            series_table(f"Mean cash and savings in {unit}", here, 0),
            "The axis does not begin at zero.",
        )
    ]
    found = [banded(chart, bands(run, courses.money)) for chart in found]
    apart = less(here, there)
    if apart and any(any(line) for line in apart.values()):
        found.append(
            Chart(
                "money-apart",
                f"Cash and savings against {spoken(name)}",
                f"Lines: {unit} more or less than the same people had under {spoken(name)}, by group. "
                f"{ends(apart, 0)}.",
                charts.lines(frame, f"More or less money than under {spoken(name)}", unit, apart, zero=True),
                series_table(f"{unit} more or less than under {spoken(name)}", apart, 0),
                f"Zero is no difference to {spoken(name)}.",
            )
        )
        found[-1] = banded(found[-1], paired(run, against, money_apart))
    return found


def money_apart(run: Run, against: Run) -> Series:
    """Return how much more or less money people had than under the baseline, by group and day."""
    return less(courses.money(run), courses.money(against))


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
