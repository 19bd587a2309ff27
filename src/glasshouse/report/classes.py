"""Pictures and tables of the three classes: in error, against a right, by the rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from glasshouse.audit.courses import Course
from glasshouse.audit.measures import Classes
from glasshouse.audit.rates import Rate, rate_of
from glasshouse.report import svg
from glasshouse.report.charts import (
    WIDTH,
    Chart,
    Frame,
    Spec,
    Table,
    base,
    between,
    day_axis,
    label_axis,
    step,
    thinned,
    told,
    whiskers,
    wrapped,
)
from glasshouse.report.words import TEN, figures, grouped, sentence, value_of

NAMES = ("In error", "Against a right", "By the rules")
COLOURS = (svg.IN_ERROR, svg.AGAINST_RIGHT, svg.BY_RULES)
UNSIGNED = "format(abs(datum.value), ',')"
"""An axis to both sides of nought: how many, to either side."""
WHISKERS = "A whisker is what the seeds leave open of a whole bar: chance alone; the table has it class by class."
Sides = tuple[float, float, float]


@dataclass(frozen=True)
class ClassRow:
    """A bar: what it is of, its rates in the three classes, and in all of them together."""

    label: str
    parts: tuple[Rate, Rate, Rate]
    all: Rate

    @property
    def values(self) -> Sides:
        """The three figures; nothing is nought."""
        a, b, c = (rate.value or 0.0 for rate in self.parts)
        return a, b, c

    def ends(self, sign: int = 1) -> Spec:
        """The interval of the whole bar over seeds as fields of a value; nothing of one seed."""
        return between(self.all.interval, sign) if self.all.seeds and any(self.values) else {}


def class_row(
    label: str, row: Any, classes: Callable[[Any], Classes], among: Callable[[Any], int], trials: int = 0
) -> ClassRow:
    """Return a bar of a row of a measure: ``classes`` among ``among``, here and in each seed."""

    def rate(key: str) -> Rate:
        return rate_of(row, lambda one: (getattr(classes(one), key), among(one)), trials=trials)

    return ClassRow(label, (rate("in_error"), rate("against_right"), rate("by_rules")), rate("all"))


def said(rows: Sequence[ClassRow]) -> str:
    """Return in words the longest bar."""
    row = max(rows, key=lambda each: sum(each.values))
    return f"The longest: {row.label}, {said_of(row.values)}."


def said_of(parts: Sides) -> str:
    """Return three figures in words.

    >>> said_of((1.0, 0.0, 2.5))
    '1.0 in error, 0 against a right, 2.5 by the rules'
    """
    return ", ".join(f"{figures(value)} {name.lower()}" for value, name in zip(parts, NAMES, strict=True))


def class_table(caption: str, what: str, rows: Sequence[ClassRow]) -> Table:
    """Return stacked bars as a table."""
    return Table(caption, (what, *NAMES, "All"), [(row.label, *cells(row)) for row in rows])


def cells(row: ClassRow) -> tuple[str, ...]:
    """Return a bar as cells: the three classes, and all of them."""
    return tuple(value_of(rate) for rate in (*row.parts, row.all))


def noted(note: str, *, several: bool, what: str = WHISKERS) -> str:
    """Return a chart's note, and of several seeds what its whiskers are.

    >>> noted("One.", several=False), noted("One.", several=True, what="Two.")
    ('One.', 'One. Two.')
    """
    return f"{note} {what}".strip() if several else note


NOUGHT = "What is nought is not drawn; the table has it."


def class_chart(
    frame: Frame, name: str, titles: tuple[str, str], axis: str, rows: list[ClassRow], texts: dict[str, str]
) -> list[Chart]:
    """Return stacked bars, one for each row that is not nought, and a table of all; nothing where all are nought.

    ``titles`` are those of the caption and of the drawing; ``texts`` has what the table counts (``caption``, ``what``),
    what a screen reader is told first (``alt``) and the ``note``.
    """
    drawn = [row for row in rows if any(row.values)]
    if not drawn:
        return []
    note = texts["note"] if len(drawn) == len(rows) else f"{texts['note']} {NOUGHT}"
    return [
        Chart(
            name,
            titles[0],
            f"{texts['alt']} {said(rows)}",
            bars(frame, titles[1], axis, drawn),
            class_table(texts["caption"], texts["what"], rows),
            noted(note, several=any(row.ends() for row in drawn)),
        )
    ]


def class_colours() -> Spec:
    """Return the colours of the three classes, in their order."""
    scale = {"domain": list(NAMES), "range": list(COLOURS)}
    return {"field": "class", "type": "nominal", "scale": scale, "legend": {"symbolType": "square"}}


def stacked(label: Spec, values: Sides, sign: int = 1) -> list[Spec]:
    """Return the three parts of a bar as values, to the one side or the other."""
    return [
        {**label, "value": round(sign * values[k], 4), "class": NAMES[k], "order": k} for k in range(len(NAMES))
    ]  # fmt: skip


def bar_layers(values: list[Spec], ends: list[Spec], labels: list[str], x: Spec) -> Spec:
    """Return stacked horizontal bars with whiskers over them."""
    return {
        "width": WIDTH - 110,
        "height": {"step": step(labels)},
        "data": {"values": values},
        "encoding": {"y": label_axis(labels)},
        "layer": [
            {
                "mark": {"type": "bar", "stroke": svg.PAGE, "strokeWidth": 1, "height": {"band": 0.6}},
                "encoding": {
                    "x": {"field": "value", **x, "stack": "zero"},
                    "color": class_colours(),
                    "order": {"field": "order", "type": "quantitative"},
                },
            },
            *whiskers(ends, "x", x, {}),
        ],
    }


def bars(frame: Frame, title: str, axis: str, rows: Sequence[ClassRow]) -> Spec:
    """Return horizontal bars of three classes."""
    labels = [wrapped(row.label) for row in rows]
    values = [value for label, row in zip(labels, rows, strict=True) for value in stacked({"label": label}, row.values)]
    ends = [{"label": label, **row.ends()} for label, row in zip(labels, rows, strict=True) if row.ends()]
    x = {"type": "quantitative", "axis": {"title": axis, "tickCount": 4, "grid": True}}
    return {**base(frame, title), **bar_layers(values, ends, labels, x)}


def both_ways(frame: Frame, title: str, axis: str, lost: Sequence[ClassRow], gained: Sequence[ClassRow]) -> Spec:
    """Return horizontal bars of three classes to both sides of nought."""
    labels = [wrapped(sentence(row.label)) for row in lost]
    sides = [
        (label, sign, row)
        for label, pair in zip(labels, zip(lost, gained, strict=True), strict=True)
        for sign, row in zip((-1, 1), pair, strict=True)
    ]
    values = [value for label, sign, row in sides for value in stacked({"label": label}, row.values, sign)]
    ends = [{"label": label, **row.ends(sign)} for label, sign, row in sides if row.ends()]
    x = {"type": "quantitative", "axis": {"title": axis, "tickCount": 5, "grid": True, "labelExpr": UNSIGNED}}
    return {**base(frame, title), **bar_layers(values, ends, labels, x)}


# --- Over time -------------------------------------------------------------------------------------------------------


def sanction_areas(frame: Frame, rows: list[Course]) -> list[Chart]:
    """Return those under a sanction day by day, in the three classes; nothing where nobody ever was.

    Of several seeds a second chart has each class in a row of its own, since a stack shows no interval but the sum's.
    """
    *parts, whole = rows
    if not any(whole.over):
        return []
    unit = f"in {TEN} old enough for records"
    count, several = len(whole.over), bool(whole.seeds)
    last = [figures(row.values[-1] or 0.0) for row in parts]
    days = "on the only day" if count == 1 else "day by day"
    when = "That day" if count == 1 else "On the last day"
    found = [
        Chart(
            "sanctioned",
            "Under a sanction",
            f"Stacked {'bars' if count == 1 else 'areas'}: people under a sanction {days} {unit}. "
            f"{when} {last[0]} in error, {last[1]} against a right, {last[2]} by the rules.",
            areas(frame, "Under a sanction, by class", unit, rows),
            Table(
                f"Under a sanction, {unit}",
                ("day", *NAMES, "All"),
                [(grouped(day + 1), *(value_of(row.rate(day)) for row in rows)) for day in told(count)],
            ),
            noted("The classes are stacked: the upper edge is all three.", several=several, what=EDGES),
        )
    ]
    if several and count > 1:
        named = dict(zip(NAMES, parts, strict=True))
        found.append(rows_chart(frame, ("sanctioned-rows", "Each class under a sanction"), "Each class", named, unit))
    return found


EDGES = "Broken lines are what the seeds leave open of that edge: chance alone."
BAND = "A band is what the seeds leave open of a line: chance alone."
OWN_SCALE = "Every row has a scale of its own, which need not begin at zero."


def areas(frame: Frame, title: str, axis: str, rows: Sequence[Course]) -> Spec:
    """Return three stacked classes over days, and what chance leaves of the sum, which is the last of ``rows``."""
    *parts, whole = rows
    count = len(whole.over)
    shown = thinned(count)
    values = [
        {"day": day + 1, "value": round(row.values[day] or 0.0, 4), "class": NAMES[k], "order": k}
        for k, row in enumerate(parts)
        for day in shown
    ]
    ends = [{"day": day + 1, **between(whole.rate(day).interval)} for day in shown if whole.seeds and whole.under[day]]
    mark: Spec = {"type": "area", "stroke": svg.PAGE, "strokeWidth": 0.8} if count > 1 else {"type": "bar", "size": 40}
    y = {"type": "quantitative", "axis": {"title": None, "tickCount": 5}}
    edge: Spec = {"type": "line", "color": svg.INK, "strokeWidth": 1.2, "strokeDash": [3, 3]}
    lines = [
        {"data": {"values": ends}, "mark": edge, "encoding": {"y": {**y, "field": field}}} for field in ("low", "high")
    ]
    over = whiskers(ends, "y", y, {}) if count == 1 else lines if ends else []
    return {
        **base(frame, title, axis),
        "data": {"values": values},
        "encoding": {"x": day_axis(count)},
        "layer": [
            {
                "mark": mark,
                "encoding": {
                    "y": {"field": "value", **y, "stack": "zero"},
                    "color": class_colours(),
                    "order": {"field": "order", "type": "quantitative"},
                },
            },
            *over,
        ],
    }


def rows_chart(frame: Frame, names: tuple[str, str], title: str, rows: dict[str, Course], unit: str) -> Chart:
    """Return small lines below each other, a row for each course, with bands of several seeds."""
    ends = [
        f"{label} from {figures(row.values[0] or 0.0)} to {figures(row.values[-1] or 0.0)}"
        for label, row in rows.items()
    ]
    days = len(next(iter(rows.values())).over)
    several = any(row.seeds for row in rows.values())
    return Chart(
        *names,
        f"Small lines, one for each row: {unit}, day by day. {sentence('; '.join(ends))}.",
        row_lines(frame, title, rows, unit),
        Table(
            f"{names[1]}, {unit}",
            ("day", *rows),
            [(grouped(day + 1), *(value_of(row.rate(day)) for row in rows.values())) for day in told(days)],
        ),
        noted(OWN_SCALE, several=several, what=BAND),
    )


def row_lines(frame: Frame, title: str, rows: dict[str, Course], unit: str) -> Spec:
    """Return small lines below each other, each on its own scale."""
    days = len(next(iter(rows.values())).over)
    labels = [wrapped(label, 16) for label in rows]
    values = [
        {"label": label, "day": day + 1, "value": round(row.values[day] or 0.0, 3),
         **(between(row.rate(day).interval) if row.seeds else {})}
        for label, row in zip(labels, rows.values(), strict=True)
        for day in thinned(days)
    ]  # fmt: skip
    header = {"title": None, "labelAngle": 0, "labelAlign": "left", "labelColor": svg.MUTED, "labelFontSize": 13,
              "labelExpr": "split(datum.label, '|')", "labelLimit": 0, "labelPadding": 24}  # fmt: skip
    y = {"type": "quantitative", "scale": {"zero": False, "nice": True}, "axis": {"title": None, "tickCount": 2}}
    band: Spec = {
        "mark": {"type": "area", "color": svg.ALL, "opacity": 0.18},
        "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    line: Spec = {
        "mark": {"type": "line", "color": svg.ALL, "strokeWidth": 2},
        "encoding": {"y": {**y, "field": "value"}},
    }
    frameless = base(frame, title, unit)
    return {
        **{key: frameless[key] for key in ("$schema", "title", "autosize")},
        "data": {"values": values},
        "facet": {"row": {"field": "label", "type": "nominal", "sort": labels, "header": header}},
        "spacing": 12,
        "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": WIDTH - 100,
            "height": 38,
            "encoding": {"x": day_axis(days)},
            "layer": [*([band] if any("low" in value for value in values) else []), line],
        },
    }
