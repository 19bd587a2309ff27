"""All safeguards over a regime, each more or less strong: what a design of well-spread points finds."""

from collections.abc import Sequence
from typing import Any

from glasshouse.audit.objectives import Objective
from glasshouse.experiment.safeguarding import Weighed
from glasshouse.inputs.safeguard import Safeguard
from glasshouse.report.charts import Table
from glasshouse.report.experiments import Result
from glasshouse.report.words import NONE, figures, many

WORDS = (
    "All safeguards are on at {points}, each as far up its range as a Latin hypercube says. Correlations are of ranks "
    "(Spearman), over the points: near 1 the more of it the more of the measure, near -1 the less. With few points "
    "they say little, and they say nothing of a range that is wrong."
)


def results(objectives: Sequence[Objective], weighed: Weighed) -> list[Result]:
    """Return what the design found, where there is one; nothing that is whole is laid to one safeguard."""
    single = [one for one in objectives if not one.whole]
    if not weighed.points or not single:
        return []
    spans = [span(weighed, one) for one in single]
    rows = [
        (f"{one.number} {one.title}", *(said(correlation(weighed, objective, one)) for objective in single))
        for one in weighed.safeguards
    ]
    rows.append(("least and most of all points", *spans))
    heads = ("intensity of", *(one.id for one in single))
    table = Table("How each measure moves with each intensity, as a correlation of ranks", heads, rows)
    return [
        Result("intensities", "More or less of each", (WORDS.format(points=many(len(weighed.points), "point")),), table)
    ]


def means(weighed: Weighed, objective: Objective) -> list[float | None]:
    """Return an objective at every point, as a mean over its seeds; None where the world failed."""
    found = [weighed.at_point(k, objective.value) for k in range(len(weighed.points))]
    return [None if seeds is None else sum(seeds) / len(seeds) for seeds in found]


def span(weighed: Weighed, objective: Objective) -> str:
    """Return the least and the most of an objective over all points."""
    known = [value for value in means(weighed, objective) if value is not None]
    return f"{figures(min(known))} to {figures(max(known))}" if known else NONE


def correlation(weighed: Weighed, objective: Objective, one: Safeguard) -> float | None:
    """Return the rank correlation of an intensity with an objective; None where either does not vary."""
    from scipy.stats import spearmanr

    pairs = [
        (point[one.safeguard], value)
        for point, value in zip(weighed.points, means(weighed, objective), strict=True)
        if value is not None
    ]
    if len(pairs) < 3 or any(len({pair[side] for pair in pairs}) == 1 for side in (0, 1)):
        return None
    return float(spearmanr([a for a, _ in pairs], [b for _, b in pairs]).statistic)


def said(value: float | None) -> str:
    """Return a correlation for a table.

    >>> said(-0.456), said(None)
    ('−0.46', '–')
    """
    return NONE if value is None else figures(value)


def data_of(objectives: Sequence[Objective], weighed: Weighed) -> list[dict[str, Any]]:
    """Return every point with its intensities and what each objective came to there."""
    found = {one.id: means(weighed, one) for one in objectives}
    return [
        {"intensities": dict(point), "measures": {name: values[k] for name, values in found.items()}}
        for k, point in enumerate(weighed.points)
    ]
