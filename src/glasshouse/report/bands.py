"""Bands about lines: what chance leaves of them over several seeds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from glasshouse.audit.courses import Course, Line
from glasshouse.audit.spread import Interval, of_mean
from glasshouse.report.charts import Chart, Spec, between
from glasshouse.report.words import group_name

Series = Mapping[str, Sequence[float | None]]
"""A line for each group: a figure for each day or period."""
Bands = dict[str, list[Interval | None]]
"""An interval for each figure of the lines that have one."""
ROOM = 4
"""How many times as high as its highest line a picture is, where bands would make it higher."""
CUT = " Where a band of few people runs out of the picture, the table has its end."
OF_POINTS = "A stroke is what the seeds leave open of a dot: chance alone."
SAID = "A band is what the seeds leave open of a line: chance alone."


def bands_of(seeds: Sequence[Series]) -> Bands:
    """Return the interval of each figure over the same lines of each seed; nothing where there is one seed.

    >>> bands_of([{"M": [1.0, None]}, {"M": [3.0, 2.0]}])
    {'M': [Interval(low=1.0, high=3.0), None]}
    >>> bands_of([])
    {}
    """
    groups = [group for group in seeds[0] if all(group in seed for seed in seeds)] if seeds else []
    return {
        group: [of_mean(figures) for figures in zip(*(seed[group] for seed in seeds), strict=True)] for group in groups
    }


def series_of(lines: Iterable[Line]) -> Series:
    """Return means of each day by group."""
    return {line.id: line.values for line in lines}


def seeds_of(lines: Sequence[Line]) -> list[Series]:
    """Return the same lines of each seed, seed by seed."""
    return [{line.id: line.seeds[k].values for line in lines} for k in range(len(lines[0].seeds) if lines else 0)]


def about_counts(courses: Iterable[Course], at: Iterable[int]) -> Bands:
    """Return the intervals over seeds about courses of counts, at the points that are shown; nothing of one seed."""
    shown = set(at)
    return {
        row.id: [row.rate(k).interval if k in shown else None for k in range(len(row.over))]
        for row in courses
        if row.seeds
    }


def banded(chart: Chart, about: Bands, at: Sequence[int] = ()) -> Chart:
    """Return a chart of lines with bands beneath them, and says so; as it is where there are none.

    ``at`` has the day of each figure, where there is not one for every day.
    """
    spec = layered(chart.spec, about, at)
    if spec is chart.spec:
        return chart
    top = ceiling(spec)
    if top is not None:
        for layer in spec["layer"]:
            scale = layer["encoding"]["y"]["scale"]
            layer["encoding"]["y"] = {**layer["encoding"]["y"], "scale": {**scale, "domainMax": top, "nice": False}}
            layer["mark"] = {**layer["mark"], "clip": True}
    said = SAID if chart.spec["mark"]["type"] == "line" else OF_POINTS
    return replace(chart, spec=spec, note=f"{chart.note} {said}{'' if top is None else CUT}".strip())


def ceiling(spec: Spec) -> float | None:
    """Return where the picture of a share must end so that its lines are seen; None where bands leave them room.

    >>> value = {"value": 2.0, "low": 0.0, "high": 300.0}
    >>> ceiling({"data": {"values": [value]}}), ceiling({"data": {"values": [{**value, "high": 5.0}]}})
    (8.0, None)
    """
    values = spec["data"]["values"]
    most = max(value["value"] for value in values)
    ends = [value for value in values if "high" in value]
    if most <= 0 or min(value["low"] for value in ends) < 0 or max(value["high"] for value in ends) <= ROOM * most:
        return None
    return float(ROOM * most)


def layered(spec: Spec, about: Bands, at: Sequence[int] = ()) -> Spec:
    """Return the specification of lines with bands beneath them; the same where there are none."""
    ends = {
        (group_name(group), at[k] if at else k + 1): interval
        for group, line in about.items()
        for k, interval in enumerate(line)
        if interval is not None
    }
    if not ends:
        return spec
    values = [{**value, **between(ends.get((value["group"], value["day"])))} for value in spec["data"]["values"]]
    y, colour = spec["encoding"]["y"], spec["encoding"]["color"]
    mark: Spec = {"type": "area", "opacity": 0.18} if spec["mark"]["type"] == "line" else {"type": "rule", "size": 2}
    beneath: list[Spec] = [
        {
            # A colour of its own, and not the scale's, keeps the legend one of lines.
            "transform": [{"filter": {"and": [{"field": "low", "valid": True}, {"field": "group", "equal": name}]}}],
            "mark": {**mark, "color": shade},
            "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}},
        }
        for name, shade in zip(colour["scale"]["domain"], colour["scale"]["range"], strict=True)
    ]
    lines = {name: channel for name, channel in spec["encoding"].items() if name != "x"}
    return {
        **{name: part for name, part in spec.items() if name not in ("mark", "encoding", "data")},
        "data": {"values": values},
        "encoding": {"x": spec["encoding"]["x"]},
        "layer": [*beneath, {"mark": spec["mark"], "encoding": lines}],
    }
