"""What a page is made of: sections of parts, with paragraphs, drawn charts and tables."""

from dataclasses import dataclass, field

from markupsafe import Markup

from glasshouse.audit.whole import Audit
from glasshouse.record.reading import Run
from glasshouse.report import svg
from glasshouse.report.charts import Chart, Table
from glasshouse.report.words import Printed


@dataclass(frozen=True)
class Figure:
    """A drawn chart."""

    chart: Chart
    drawing: Markup


@dataclass(frozen=True)
class Part:
    """A part of a section: a heading, paragraphs, figures and tables; ``folded`` tables open on demand."""

    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    folded: list[Table] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """A section of the page; ``short`` is what the contents call it."""

    id: str
    heading: str
    short: str
    parts: list[Part]


@dataclass(frozen=True)
class Page:
    """Everything that the sections are made of; ``name`` is the baseline's."""

    run: Run
    against: Run | None
    audit: Audit
    how: Printed
    name: str


def drawn(charts: list[Chart]) -> list[Figure]:
    """Draw charts."""
    return [Figure(chart, Markup(svg.draw(chart.spec, chart.alt, chart.name))) for chart in charts]
