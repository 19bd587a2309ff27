"""Bars between two figures: a waterfall by steps, and a tornado of how far each assumption moves a difference."""

from collections.abc import Sequence
from itertools import accumulate

from glasshouse.report import svg
from glasshouse.report.charts import WIDTH, Frame, Spec, base, label_axis, step, wrapped

ENDS, MORE, LESS = "in all", "more of it", "less of it"
COLOURS = {ENDS: svg.BEFORE, MORE: svg.WORSE, LESS: svg.BETTER}


def waterfall(
    frame: Frame,
    title: str,
    axis: str,
    first: tuple[str, float],
    steps: Sequence[tuple[str, float]],
    last: tuple[str, float],
    wanted: int,
) -> Spec:
    """Return a waterfall from ``first`` over ``steps`` to ``last``.

    ``wanted`` is -1 where less of it is better and 1 where more is: it turns the colours, and words stand beside them.
    """
    starts = list(accumulate((value for _, value in steps), initial=first[1]))
    rows = [(first[0], 0.0, first[1], ENDS)]
    rows += [
        (name, start, start + value, MORE if value > 0 else LESS)
        for (name, value), start in zip(steps, starts, strict=False)
    ]
    rows.append((last[0], 0.0, last[1], ENDS))
    # Two bars of one name would lie on each other.
    labels = [wrapped(f"{name}{' ' * k}") for k, (name, *_) in enumerate(rows)]
    values = [
        {"label": label, "from": round(low, 6), "to": round(high, 6), "kind": kind}
        for label, (_, low, high, kind) in zip(labels, rows, strict=True)
    ]
    names = [ENDS, MORE, LESS]
    colours = [COLOURS[ENDS], COLOURS[MORE if wanted < 0 else LESS], COLOURS[LESS if wanted < 0 else MORE]]
    x = {"type": "quantitative", "axis": {"title": axis, "tickCount": 4, "grid": True}}
    return {
        **base(frame, title),
        "width": WIDTH - 40,
        "height": {"step": step(labels)},
        "data": {"values": values},
        "mark": {"type": "bar", "height": {"band": 0.62}},
        "encoding": {
            "y": label_axis(labels),
            "x": {**x, "field": "from"},
            "x2": {"field": "to"},
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": names, "range": colours},
                "legend": {"symbolType": "square"},
            },
        },
    }


def tornado(frame: Frame, title: str, axis: str, rows: Sequence[tuple[str, float, float]], middle: float) -> Spec:
    """Return a bar for each row (name, at the low end of its range, at the high end), a line at ``middle`` and at 0."""
    labels = [wrapped(name) for name, *_ in rows]
    values = [
        {"label": label, "from": round(low, 6), "to": round(high, 6)}
        for label, (_, low, high) in zip(labels, rows, strict=True)
    ]
    x = {"type": "quantitative", "axis": {"title": axis, "tickCount": 4, "grid": True}}
    lines = [
        {
            "mark": {"type": "rule", "color": colour, "strokeDash": dash, "size": 1.6},
            "encoding": {"x": {**x, "datum": at}},
        }
        for at, colour, dash in ((middle, svg.MUTED, [4, 3]), (0.0, svg.INK, [1, 0]))
    ]
    bars = {
        "data": {"values": values},
        "mark": {"type": "bar", "height": {"band": 0.62}, "color": svg.M},
        "encoding": {"y": label_axis(labels), "x": {**x, "field": "from"}, "x2": {"field": "to"}},
    }
    return {**base(frame, title), "width": WIDTH - 40, "height": {"step": step(labels)}, "layer": [bars, *lines]}
