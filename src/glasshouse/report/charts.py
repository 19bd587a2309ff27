"""Charts: Vega-Lite specifications from an audit, each with its words, its status and its table.

They are plain specifications, which the lab can show as they are; tests hold them to Altair's schema,
and nothing here has to load Altair.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from glasshouse.audit.measures import Classes
from glasshouse.report import svg
from glasshouse.report.words import group_name

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH, HEIGHT = 350, 190
POINTS = 180
"""Days drawn of a series at most."""
CLASS_NAMES = ("In error", "Against a right", "By the rules")
CLASS_COLOURS = (svg.IN_ERROR, svg.AGAINST_RIGHT, svg.BY_RULES)
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


@dataclass(frozen=True)
class Bars:
    """Horizontal bars of three classes: rows of (label, values in the three classes)."""

    rows: list[tuple[str, tuple[float, float, float]]]
    axis: str
    extra: Spec = field(default_factory=dict)


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
    dash = {"domain": names, "range": [GROUP_DASHES.get(group, [1, 0]) for group in series]}
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
            **({"strokeDash": {"field": "group", "type": "nominal", "scale": dash}} if days > 1 else {}),
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


def areas(frame: Frame, title: str, axis: str, days: list[tuple[float, float, float]]) -> Spec:
    """Return three stacked classes over days."""
    count = len(days)
    values = [
        {"day": day + 1, "value": round(days[day][k], 4), "class": CLASS_NAMES[k], "order": k}
        for day in thinned(count)
        for k in range(3)
    ]
    mark: Spec = {"type": "area", "stroke": svg.PAGE, "strokeWidth": 0.8} if count > 1 else {"type": "bar", "size": 40}
    return {
        **base(frame, title, axis),
        "data": {"values": values},
        "mark": mark,
        "encoding": {
            "x": day_axis(count),
            "y": {"field": "value", "type": "quantitative", "stack": "zero",
                  "axis": {"title": None, "tickCount": 5}},
            "color": class_colours(),
            "order": {"field": "order", "type": "quantitative"},
        },
    }  # fmt: skip


def class_colours() -> Spec:
    """Return the colours of the three classes, in their order."""
    scale = {"domain": list(CLASS_NAMES), "range": list(CLASS_COLOURS)}
    return {"field": "class", "type": "nominal", "scale": scale}


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
        },
    }


def bars(frame: Frame, title: str, parts: Bars) -> Spec:
    """Return horizontal bars of three classes."""
    labels = [wrapped(label) for label, _ in parts.rows]
    values = [
        {"label": label, "value": round(numbers[k], 4), "class": CLASS_NAMES[k], "order": k}
        for label, (_, numbers) in zip(labels, parts.rows, strict=True)
        for k in range(3)
    ]
    return {
        **base(frame, title),
        "width": WIDTH - 110,
        "height": {"step": step(labels)},
        "data": {"values": values},
        "mark": {"type": "bar", "stroke": svg.PAGE, "strokeWidth": 1, "height": {"band": 0.6}},
        "encoding": {
            "y": label_axis(labels),
            "x": {"field": "value", "type": "quantitative", "stack": "zero",
                  "axis": {"title": parts.axis, "tickCount": 4, "grid": True}, **parts.extra},
            "color": class_colours(),
            "order": {"field": "order", "type": "quantitative"},
        },
    }  # fmt: skip


def day_colours() -> Spec:
    """Return the colours of the last day and the first."""
    scale = {"domain": ["Last day", "First day"], "range": [svg.M, svg.INK]}
    return {"field": "when", "type": "nominal", "scale": scale}


def before_after(frame: Frame, title: str, axis: str, rows: list[tuple[str, float, float]]) -> Spec:
    """Return bars for the last day with a mark where the first day was: rows of (label, first, last)."""
    labels = [wrapped(label) for label, _, _ in rows]
    values = [
        {"label": label, "when": when, "value": round(value, 3)}
        for label, (_, first, last) in zip(labels, rows, strict=True)
        for when, value in (("First day", first), ("Last day", last))
    ]
    x = {"type": "quantitative", "axis": {"title": axis, "tickCount": 4, "grid": True}}
    shown = day_colours()
    return {
        **base(frame, title),
        "width": WIDTH - 60,
        "height": {"step": step(labels)},
        "data": {"values": values},
        "layer": [
            {
                "transform": [{"filter": "datum.when == 'Last day'"}],
                "mark": {"type": "bar", "height": {"band": 0.62}},
                "encoding": {
                    "x": {**x, "field": "value"},
                    "color": shown,
                },
            },
            {
                "transform": [{"filter": "datum.when == 'First day'"}],
                "mark": {"type": "tick", "thickness": 3, "height": {"band": 0.9}},
                "encoding": {
                    "x": {**x, "field": "value"},
                    "color": shown,
                },
            },
        ],
        "encoding": {"y": label_axis(labels)},
    }


def histogram(frame: Frame, title: str, axis: str, first: list[float], last: list[float], ends: list[float]) -> Spec:
    """Return the distribution on the last day as bars, on the first as a line of steps."""
    values = [
        {"from": ends[k], "to": ends[k + 1], "middle": (ends[k] + ends[k + 1]) / 2, "when": when, "value": value}
        for k, pair in enumerate(zip(first, last, strict=True))
        for when, value in zip(("First day", "Last day"), pair, strict=True)
    ]
    shown = day_colours()
    y = {"type": "quantitative", "axis": {"title": None, "tickCount": 4}}
    x = {"type": "quantitative", "scale": {"nice": False, "zero": False, "domain": [ends[0], ends[-1]]}}
    return {
        **base(frame, title, axis),
        "data": {"values": values},
        "layer": [
            {
                "transform": [{"filter": "datum.when == 'Last day'"}],
                "mark": {"type": "bar", "binSpacing": 0.5},
                "encoding": {
                    "x": {**x, "field": "from", "bin": {"binned": True}, "axis": {"title": "points", "tickCount": 8}},
                    "x2": {"field": "to"},
                    "y": {**y, "field": "value"},
                    "color": shown,
                },
            },
            {
                "transform": [{"filter": "datum.when == 'First day'"}],
                "mark": {"type": "line", "interpolate": "step", "strokeWidth": 1.6, "strokeDash": [5, 3]},
                "encoding": {
                    "x": {**x, "field": "middle"},
                    "y": {**y, "field": "value"},
                    "color": shown,
                },
            },
        ],
    }


def dots(frame: Frame, title: str, axis: str, rows: Sequence[tuple[str, str, float]], keys: Spec) -> Spec:
    """Return dots about 100 (the same as in the baseline): rows of (label, kind, value in hundredths).

    ``keys`` has the names, colours and shapes of the kinds.
    """
    order = list(dict.fromkeys(wrapped(label) for label, _, _ in rows))
    values = [{"label": wrapped(label), "kind": kind, "value": round(value, 3)} for label, kind, value in rows]
    low = min([90.0, *(value - 3 for _, _, value in rows)])
    high = max([105.0, *(value + 3 for _, _, value in rows)])
    x = {"type": "quantitative", "scale": {"domain": [low, high], "nice": True, "zero": False}}
    marks = {"title": axis, "tickCount": 5, "grid": True, "labelOverlap": True}
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
            {
                "mark": {"type": "point", "size": 85, "filled": True, "opacity": 0.95},
                "encoding": {
                    "y": label_axis(order),
                    "x": {**x, "field": "value", "axis": marks},
                    **({"yOffset": {"field": "kind", "type": "nominal", "sort": keys["names"]}}
                       if keys["spread"] else {}),
                    "color": {"field": "kind", "type": "nominal",
                              "scale": {"domain": keys["names"], "range": keys["colours"]}},
                    "shape": {"field": "kind", "type": "nominal",
                              "scale": {"domain": keys["names"], "range": keys["shapes"]}},
                },
            },
        ],
    }  # fmt: skip


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


def per_ten_thousand(parts: Classes, among: int) -> tuple[float, float, float]:
    """Return three classes per 10 000 of a denominator (zeros where it is zero)."""
    scale = 10_000 / among if among else 0.0
    return parts.in_error * scale, parts.against_right * scale, parts.by_rules * scale
