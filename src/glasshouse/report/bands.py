"""Bands about lines: what chance leaves of them over several seeds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from glasshouse.audit.spread import Interval, of_mean
from glasshouse.record.reading import Run
from glasshouse.report.charts import Chart, Spec
from glasshouse.report.words import group_name

Course = Mapping[str, Sequence[float | None]]
"""A line for each group: a figure for each day or period."""
Bands = dict[str, list[Interval | None]]
"""An interval for each figure of the lines that have one."""
SAID = "A band is what the seeds leave open of a line: chance alone."


def bands_of(seeds: Sequence[Course], least: float | None = None) -> Bands:
    """Return the interval of each figure over the same lines of each seed; nothing where there is one seed.

    ``least`` is what a figure cannot be below.

    >>> bands_of([{"M": [1.0, None]}, {"M": [3.0, 2.0]}])
    {'M': [Interval(low=1.0, high=3.0), None]}
    >>> bands_of([])
    {}
    """
    groups = [group for group in seeds[0] if all(group in seed for seed in seeds)] if seeds else []
    return {
        group: [within(of_mean(figures), least) for figures in zip(*(seed[group] for seed in seeds), strict=True)]
        for group in groups
    }


def within(interval: Interval | None, least: float | None) -> Interval | None:
    """Return an interval without what lies below ``least``."""
    return interval if interval is None or least is None else Interval(max(interval.low, least), interval.high)


def bands(run: Run, course: Callable[[Run], Course], least: float | None = None) -> Bands:
    """Return the bands about the lines that ``course`` makes of a run: it makes them of each seed."""
    return bands_of([course(one) for one in run.replicates()], least)


def paired(run: Run, against: Run | None, course: Callable[[Run, Run], Course]) -> Bands:
    """Return the bands about what ``course`` makes of a run and its baseline: of each seed and the same seed there."""
    pairs = zip(run.replicates(), against.replicates() if against else (), strict=False)
    return bands_of([course(one, other) for one, other in pairs])


def banded(chart: Chart, about: Bands, at: Sequence[int] = ()) -> Chart:
    """Return a chart of lines with bands beneath them, and says so; as it is where there are none.

    ``at`` has the day of each figure, where there is not one for every day.
    """
    spec = layered(chart.spec, about, at)
    return chart if spec is chart.spec else replace(chart, spec=spec, note=f"{chart.note} {SAID}".strip())


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
    values = [
        {**value, "low": round(found.low, 4), "high": round(found.high, 4)} if found else value
        for value in spec["data"]["values"]
        for found in [ends.get((value["group"], value["day"]))]
    ]
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
