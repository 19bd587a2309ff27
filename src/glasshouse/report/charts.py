"""Charts: Vega-Lite specifications from an audit, each with its words, its status and its table.

They are plain specifications, which the lab can show as they are; tests hold them to Altair's schema,
and nothing here has to load Altair.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from glasshouse.audit.spread import Interval
from glasshouse.report import svg
from glasshouse.report.words import group_name, grouped

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH, HEIGHT = 350, 190
POINTS = 180
"""Days drawn of a series at most."""
GROUP_COLOURS = {"everybody": svg.ALL, "M": svg.M, "N1": svg.N1, "N2": svg.N2}
GROUP_DASHES = {"everybody": [1, 0], "M": [1, 0], "N1": [7, 4], "N2": [2, 4]}
GROUP_SHAPES = {"everybody": "circle", "M": "circle", "N1": "square", "N2": "triangle-up"}
VERDICTS = ("better", "worse", "no clear difference")
VERDICT_COLOURS = (svg.BETTER, svg.WORSE, svg.BEFORE)
VERDICT_SHAPES = ("triangle-up", "triangle-down", "circle")


@dataclass(frozen=True)
class Table:
    """A table of the page: texts only; ``numbers`` says from which column on cells are figures."""

    caption: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    numbers: int = 1
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """One chart: what is drawn, what it says in words, and its figures."""

    name: str
    title: str
    alt: str
    spec: Spec
    table: Table
    note: str = ""


@dataclass(frozen=True)
class Frame:
    """What every chart says under its title: of which regime, of which status, and that it is synthetic."""

    regime: str
    status: str

    def title(self, text: str, more: str = "") -> Spec:
        """Return the title with its line below."""
        marks = f"{self.regime} \u00b7 {self.status} \u00b7 synthetic"
        return {"text": text, "subtitle": [more, marks] if more else [marks]}


def base(frame: Frame, title: str, more: str = "", height: int = HEIGHT) -> Spec:
    """Return the beginning of every specification."""
    return {
        "$schema": SCHEMA,
        "title": frame.title(title, more),
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "pad"},
    }


def thinned(days: int) -> list[int]:
    """Return the days drawn: all of a short run, evenly fewer of a long one, first and last always.

    >>> thinned(3), thinned(1), len(thinned(3650)) <= POINTS + 1, thinned(3650)[-1]
    ([0, 1, 2], [0], True, 3649)
    """
    step = max(-(-days // POINTS), 1)
    found = list(range(0, days, step))
    return found if found[-1] == days - 1 else [*found, days - 1]


def told(days: int) -> list[int]:
    """Return the days of a table: about a month apart, first and last always.

    >>> told(1), told(61)
    ([0], [0, 30, 60])
    """
    found = list(range(0, days, 30 if days <= 730 else 365))
    return found if found[-1] == days - 1 else [*found, days - 1]


def span(first: int, last: int) -> str:
    """Return a period in words: its first day and its last, or the only one.

    >>> span(31, 60), span(3, 3)
    ('31 to 60', '3')
    """
    return grouped(first) if first == last else f"{grouped(first)} to {grouped(last)}"


def wrapped(label: str, width: int = 22) -> str:
    """Return a label in lines, for an axis that breaks at bars."""
    return "|".join(textwrap.wrap(label, width) or [""])


def step(labels: list[str]) -> int:
    """Return the height of a row that holds its label.

    >>> step(["a"]), step(["a|b|c"])
    (34, 52)
    """
    return max(34, 10 + 14 * max((label.count("|") + 1 for label in labels), default=1))


def lines(
    frame: Frame,
    title: str,
    axis: str,
    series: dict[str, Sequence[float | None]],
    *,
    zero: bool,
    at: Sequence[int] = (),
) -> Spec:
    """Return lines over days, one for each group, told apart by colour and dash; ``axis`` is the unit.

    ``at`` has the day of each figure, where there is not one for every day.
    """
    days = len(next(iter(series.values())))
    where = at or range(1, days + 1)
    values = [
        {"day": where[day], "value": round(value, 4), "group": group_name(group)}
        for group, line in series.items()
        for day in thinned(days)
        if (value := line[day]) is not None
    ]
    names = [group_name(group) for group in series]
    colour = {"domain": names, "range": [GROUP_COLOURS.get(group, svg.ALL) for group in series]}
    marks = [GROUP_DASHES.get(group, [1, 0]) if days > 1 else GROUP_SHAPES.get(group, "circle") for group in series]
    dash = {"domain": names, "range": marks}
    mark: Spec = {"type": "line"} if days > 1 else {"type": "point", "filled": True, "size": 90, "opacity": 1}
    return {
        **base(frame, title, axis),
        "data": {"values": values},
        "mark": mark,
        "encoding": {
            "x": day_axis(where[-1]),
            "y": {"field": "value", "type": "quantitative", "scale": {"zero": zero, "nice": True},
                  "axis": {"title": None, "tickCount": 5}},
            "color": {"field": "group", "type": "nominal", "scale": colour},
            **{"strokeDash" if days > 1 else "shape": {"field": "group", "type": "nominal", "scale": dash}},
        },
    }  # fmt: skip


def day_axis(days: int) -> Spec:
    """Return the axis of days, of which the first is 1."""
    return {
        "field": "day",
        "type": "quantitative",
        "scale": {"domain": [1, days] if days > 1 else [0, 2], "nice": False},
        "axis": {"title": "day", "format": "d", **({"tickCount": min(days, 6)} if days > 1 else {"values": [1]})},
    }


def label_axis(domain: list[str]) -> Spec:
    """Return an axis of wrapped labels, in the order given."""
    return {
        "field": "label",
        "type": "nominal",
        "sort": domain,
        "axis": {
            "title": None,
            "labelExpr": "split(datum.label, '|')",
            "labelLimit": 0,
            "labelLineHeight": 14,
            # The first line of a label stands at its bar: a label of several is moved up, so that its middle does.
            "labelOffset": {"expr": "-7 * (length(split(datum.value, '|')) - 1)"},
        },
    }


def whiskers(values: list[Spec], along: str, spec: Spec, across: Spec) -> list[Spec]:
    """Return strokes from ``low`` to ``high`` of each value, with a rim that sets them off; nothing of no values.

    ``along`` is `x` or `y`, with the specification of that axis; ``across`` places them on the other.
    """
    if not values:
        return []
    ends = {**across, along: {**spec, "field": "low"}, f"{along}2": {"field": "high"}}
    orient = "horizontal" if along == "x" else "vertical"
    stroke = {"type": "errorbar", "orient": orient, "ticks": {"color": svg.INK, "size": 9, "thickness": 1.6},
              "rule": {"color": svg.INK, "size": 1.6}}  # fmt: skip
    return [
        {"data": {"values": values}, "mark": {"type": "rule", "color": svg.PAGE, "size": 4.5}, "encoding": ends},
        {"data": {"values": values}, "mark": stroke, "encoding": ends},
    ]


def between(interval: Interval | None, sign: int = 1) -> Spec:
    """Return the ends of an interval as fields of a value; nothing where there is none.

    >>> between(Interval(1.0, 2.0)), between(Interval(1.0, 2.0), -1), between(None)
    ({'low': 1.0, 'high': 2.0}, {'low': -2.0, 'high': -1.0}, {})
    """
    if interval is None:
        return {}
    low, high = sorted((sign * interval.low, sign * interval.high))
    return {"low": round(low, 4), "high": round(high, 4)}


def day_colours(days: int) -> Spec:
    """Return the colours of the last day and the first, or of the only one."""
    names = ["Last day", "First day"][: min(days, 2)]
    scale = {"domain": names, "range": [svg.M, svg.INK][: len(names)]}
    return {"field": "when", "type": "nominal", "scale": scale, "legend": {"symbolType": "square"}}


def before_after(
    frame: Frame, title: str, axis: str, rows: Sequence[tuple[str, float, float, Interval | None]], days: int
) -> Spec:
    """Return bars for the last day with a mark where the first was: rows of (label, first, last, about it).

    Of a run of one day there is no mark.
    """
    labels = [wrapped(row[0]) for row in rows]
    values = [
        {"label": label, "when": when, "value": round(value, 3)}
        for label, (_, first, last, _) in zip(labels, rows, strict=True)
        for when, value in (("First day", first), ("Last day", last))
    ]
    over = [{"label": label, **between(row[3])} for label, row in zip(labels, rows, strict=True) if row[3]]
    x = {"type": "quantitative", "axis": {"title": axis, "tickCount": 4, "grid": True}}
    marks: dict[str, Spec] = {
        "Last day": {"type": "bar", "height": {"band": 0.62}},
        "First day": {"type": "tick", "thickness": 3, "height": {"band": 0.9}},
    }
    return {
        **base(frame, title),
        "width": WIDTH - 60,
        "height": {"step": step(labels)},
        "data": {"values": values},
        "layer": [
            *(
                {
                    "transform": [{"filter": f"datum.when == '{when}'"}],
                    "mark": mark,
                    "encoding": {"x": {**x, "field": "value"}, "color": day_colours(days)},
                }
                for when, mark in list(marks.items())[: min(days, 2)]
            ),
            *whiskers(over, "x", x, {}),
        ],
        "encoding": {"y": label_axis(labels)},
    }


def histogram(
    frame: Frame,
    title: str,
    axis: str,
    shares: tuple[Sequence[float], Sequence[float]],
    ends: list[float],
    about: Sequence[Interval | None],
    days: int,
) -> Spec:
    """Return the distribution on the last day as bars, on the first as a line of steps; of one day the bars alone.

    ``shares`` has the first and the last, ``about`` what chance leaves of the last.
    """
    middles = [(a + b) / 2 for a, b in pairwise(ends)]
    values = [
        {"from": ends[k], "to": ends[k + 1], "middle": middles[k], "when": when, "value": value}
        for k, pair in enumerate(zip(*shares, strict=True))
        for when, value in zip(("First day", "Last day"), pair, strict=True)
    ]
    over = [{"middle": middle, **between(each)} for middle, each in zip(middles, about, strict=True) if each]
    shown = day_colours(days)
    y = {"type": "quantitative", "axis": {"title": None, "tickCount": 4}}
    x = {"type": "quantitative", "scale": {"nice": False, "zero": False, "domain": [ends[0], ends[-1]]}}
    points = {"axis": {"title": "points", "tickCount": 8}}
    steps = {
        "transform": [{"filter": "datum.when == 'First day'"}],
        "mark": {"type": "line", "interpolate": "step", "strokeWidth": 1.6, "strokeDash": [5, 3]},
        "encoding": {
            "x": {**x, **points, "field": "middle"},
            "y": {**y, "field": "value"},
            "color": shown,
        },
    }
    return {
        **base(frame, title, axis),
        "data": {"values": values},
        "layer": [
            {
                "transform": [{"filter": "datum.when == 'Last day'"}],
                "mark": {"type": "bar", "binSpacing": 0.5},
                "encoding": {
                    "x": {**x, **points, "field": "from", "bin": {"binned": True}},
                    "x2": {"field": "to"},
                    "y": {**y, "field": "value"},
                    "color": shown,
                },
            },
            *([steps] if days > 1 else []),
            *whiskers(over, "y", y, {"x": {**x, **points, "field": "middle"}}),
        ],
    }


def dots(
    frame: Frame,
    title: str,
    axis: str,
    rows: Sequence[tuple[str, str, float, Interval | None]],
    keys: Spec,
) -> Spec:
    """Return dots about 100 (the same as in the baseline): rows of (label, kind, value in hundredths, about it).

    ``keys`` has the names, colours and shapes of the kinds.
    """
    order = list(dict.fromkeys(wrapped(row[0]) for row in rows))
    values = [
        {"label": wrapped(label), "kind": kind, "value": round(value, 3), **between(over)}
        for label, kind, value, over in rows
    ]
    seen = [end for _, _, value, over in rows for end in (value, *((over.low, over.high) if over else ()))]
    # An interval from few acts can be so wide that nothing else would be seen: it runs out of the picture.
    low = max(min([90.0, *(each - 3 for each in seen)]), 0.0)
    high = min(max([105.0, *(each + 3 for each in seen)]), max(200.0, *(row[2] + 3 for row in rows)))
    x = {"type": "quantitative", "scale": {"domain": [low, high], "nice": True, "zero": False}}
    marks = {"title": axis, "tickCount": 5, "grid": True, "labelOverlap": True}
    colour = {"field": "kind", "type": "nominal", "scale": {"domain": keys["names"], "range": keys["colours"]}}
    where = {
        "y": label_axis(order),
        **({"yOffset": {"field": "kind", "type": "nominal", "sort": keys["names"]}} if keys["spread"] else {}),
        "color": colour,
    }
    over = [value for value in values if "low" in value]
    return {
        **base(frame, title),
        "width": WIDTH - 110,
        "height": {"step": 48, "for": "position"},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "rule", "color": svg.MUTED, "strokeDash": [4, 3]},
                "encoding": {"x": {**x, "datum": 100}},
            },
            *(
                [
                    {
                        "data": {"values": over},
                        "mark": {"type": "rule", "size": 2, "clip": True},
                        "encoding": {**where, "x": {**x, "field": "low", "axis": marks}, "x2": {"field": "high"}},
                    }
                ]
                if over
                else []
            ),
            {
                "mark": {"type": "point", "size": 85, "filled": True, "opacity": 0.95},
                "encoding": {
                    **where,
                    "x": {**x, "field": "value", "axis": marks},
                    "shape": {**colour, "scale": {"domain": keys["names"], "range": keys["shapes"]}},
                },
            },
        ],
    }


def group_keys(groups: Sequence[str]) -> Spec:
    """Return names, colours and shapes of groups."""
    return {
        "names": [group_name(group) for group in groups],
        "colours": [GROUP_COLOURS.get(group, svg.ALL) for group in groups],
        "shapes": [GROUP_SHAPES.get(group, "circle") for group in groups],
        "spread": True,
    }


def verdict_keys() -> Spec:
    """Return names, colours and shapes of verdicts."""
    names, colours, shapes = list(VERDICTS), list(VERDICT_COLOURS), list(VERDICT_SHAPES)
    return {"names": names, "colours": colours, "shapes": shapes, "spread": False}
