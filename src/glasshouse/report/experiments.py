"""What an experiment over many worlds leaves: plain data, a view of 80 columns, a table, charts, and a page."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from glasshouse import __version__
from glasshouse.audit.spread import FEW, Interval, of_mean
from glasshouse.report import svg
from glasshouse.report.charts import Chart, Frame, Table
from glasshouse.report.page import environment, source
from glasshouse.report.parts import Part, Section, drawn
from glasshouse.report.sentences import STATUS
from glasshouse.report.terminal import WIDTH, prose, table
from glasshouse.report.words import NONE, bracketed, figures, grouped, many, sentence, spoken

Row = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """What is said before anything that an experiment found: of which regime, of which status, over how many worlds.

    What is said of the model itself, and of no regime, has no status.
    """

    heading: str
    regime: str
    title: str
    status: str
    lived: str
    facts: tuple[tuple[str, str], ...]

    @property
    def frame(self) -> Frame:
        """What every chart says under its title."""
        return Frame(spoken(self.regime), self.status)

    @property
    def marks(self) -> str:
        """The status, where there is one, and that all of it is synthetic."""
        return f"{self.status}, synthetic" if self.status else "synthetic"


@dataclass(frozen=True)
class Result:
    """One thing found, in words, with its table and chart where it has them."""

    id: str
    heading: str
    paragraphs: tuple[str, ...]
    table: Table | None = None
    chart: Chart | None = None


@dataclass(frozen=True)
class Finding:
    """What an experiment found. ``rows`` are its figures as a long table, each with the status of the regime.

    ``failures`` say which worlds came to nothing and why; what needs none of them stands.
    """

    head: Head
    results: tuple[Result, ...]
    data: dict[str, Any]
    rows: tuple[Row, ...]
    failures: dict[str, str]

    @cached_property
    def view(self) -> RenderableType:
        """The finding for the terminal."""
        parts: list[RenderableType] = [top(self.head)]
        for one in self.results:
            if not one.paragraphs and one.table is None:
                continue  # A chart alone is for the page.
            parts += [Text(one.heading, style="bold"), *map(prose, one.paragraphs)]
            parts += [as_rich(one.table)] if one.table else []
        return Group(*parts)

    def page(self) -> str:
        """Return the finding as a page of its own: one file that asks nothing of the network."""
        sections = [
            Section(one.id, one.heading, one.heading, [Part(
                paragraphs=list(one.paragraphs),
                figures=drawn([one.chart]) if one.chart else [],
                tables=[one.table] if one.table and not one.chart else [],
            )])
            for one in self.results
        ]  # fmt: skip
        return environment().get_template("experiment.html.jinja").render(
            head=self.head,
            sections=sections,
            version=__version__,
            light=Markup(svg.variables(dark=False)),
            dark=Markup(svg.variables(dark=True)),
            style=Markup(source("page.css")),
        )  # fmt: skip


def top(head: Head) -> RenderableType:
    """Return the head for the terminal."""
    text = Text()
    text.append(head.heading + ": " + head.title, style="bold")
    text.append("\n" + "".join(f"[{mark}] " for mark in head.marks.split(", ")).strip() + "\n", style="yellow")
    if head.status:
        text.append(textwrap.fill(sentence(STATUS[head.status]) + ".", WIDTH) + "\n")
    text.append(textwrap.fill(head.lived, WIDTH))
    return Padding(text, (1, 0, 1, 0))


def as_rich(result: Table) -> RenderableType:
    """Return a table for the terminal, each interval below its figure."""
    made = table(result.caption, *result.head, widths=[15] * (len(result.head) - 1))
    for row in result.rows:
        made.add_row(row[0], *(Text(text.replace(" [", "\n[").replace(" {", "\n{")) for text in row[1:]))
    return made


def world_of(citizens: int, days: int, seeds: Sequence[int], place: str, conduct: str) -> str:
    """Return in a sentence what each world was."""
    luck = f"seed {seeds[0]}" if len(seeds) == 1 else f"seeds {seeds[0]} to {seeds[-1]}"
    who = many(citizens, "synthetic citizen")
    return f"Each world is {who} of {place} over {many(days, 'day')}, with the conduct {conduct} ({luck})."


def chance_over(seeds: int) -> str:
    """Return what square brackets hold."""
    if seeds == 1:
        return "One seed: nothing is said of how far chance goes. Take several with --seeds."
    few = f"the least and the most of {grouped(seeds)} seeds, too few for an interval"
    ends = few if seeds < FEW else f"95 in 100 over {grouped(seeds)} seeds"
    return (
        f"Square brackets hold what chance alone leaves: {ends}. Worlds are compared seed by seed: the same people "
        "with the same luck. What the assumptions leave open is not in them."
    )


@dataclass(frozen=True)
class Spread:
    """A figure of several seeds: its mean and what chance leaves of it; no mean where a world failed."""

    mean: float | None
    interval: Interval | None

    @property
    def data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"value": self.mean, "interval": self.interval and [self.interval.low, self.interval.high]}

    def text(self, how: Callable[[float], str] = figures) -> str:
        """Return it for a table.

        >>> Spread(2.0, Interval(1.0, 3.0)).text(), Spread(None, None).text()
        ('2.0 [1.0 to 3.0]', '–')
        """
        return NONE if self.mean is None else how(self.mean) + bracketed(self.interval, how)


def spread(values: Sequence[float] | None) -> Spread:
    """Return the mean of a figure over its seeds, and what chance leaves of it; of one seed the figure alone."""
    if values is None:
        return Spread(None, None)
    return Spread(sum(values) / len(values), of_mean(values))
