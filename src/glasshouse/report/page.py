"""The page of a run: one file of HTML that asks nothing of the network and needs no script to be read."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from glasshouse.audit.rates import TEN_THOUSAND, Rate
from glasshouse.audit.spread import FEW, Interval
from glasshouse.audit.whole import audit_of
from glasshouse.inputs.describing import content_note
from glasshouse.record.reading import Run
from glasshouse.report import sentences, svg
from glasshouse.report.exporting import exported
from glasshouse.report.parts import Page, Section
from glasshouse.report.sections import sections
from glasshouse.report.tables import between
from glasshouse.report.words import NONE, Printed, figures, grouped, percent, printed, spoken, unit_of


@dataclass(frozen=True)
class Tile:
    """One figure of the first screen, with what it is of, and between what chance alone would leave it."""

    label: str
    value: str
    unit: str
    of: str
    chance: str = ""


def render(run: Run, against: Run | None = None, export: Path | None = None) -> str:
    """Return the page of a run, beside a baseline where one is given and fits.

    With ``export``, its charts are also written into that folder, each as SVG and as CSV.
    """
    page, sections_told = told(run, against)
    base = page.against
    warning, describes = content_note(run.manifest.describes)
    if export is not None:
        exported(sections_told, run.manifest, export)
    return environment().get_template("page.html.jinja").render(
        manifest=run.manifest,
        warning=warning,
        describes=describes,
        baseline=base.manifest if base else None,
        status=sentences.STATUS.get(run.manifest.status, run.manifest.status),
        cannot=sentences.cannot(run.manifest),
        removed=sentences.REMOVED,
        simulated=sentences.simulated(run.manifest),
        tiles=tiles(page),
        chance=f"the {page.how.seeds} seeds" if 1 < page.how.seeds < FEW else "chance alone",
        sections=sections_told,
        light=Markup(svg.variables(dark=False)),
        dark=Markup(svg.variables(dark=True)),
        style=Markup(source("page.css")),
        key=svg.COLOURS,
    )  # fmt: skip


def told(run: Run, against: Run | None = None) -> tuple[Page, list[Section]]:
    """Return what a page is made of, and the sections that have something to say."""
    audit = audit_of(run, against)
    base = against if audit.compared else None
    name = base.manifest.regime.name if base else "ordinary-law"
    page = Page(run, base, audit, printed(run.manifest), name)
    return page, [section for section in sections(page) if section.parts]


def environment() -> Environment:
    """Return the templates of pages."""
    made = templates(source)
    made.filters["grouped"] = grouped
    return made


def templates(load: Callable[[str], str]) -> Environment:
    """Return templates that ``load`` finds by name: everything is escaped, and an unknown name is a fault."""
    return Environment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def source(name: str, package: str = "glasshouse.report") -> str:
    """Return a file that lies in a package of reports."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def ends_of(interval: Interval | None, how: Callable[[float], str]) -> str:
    """Return the ends of an interval in words, or nothing where there is none."""
    return "" if interval is None else f"{how(interval.low)} to {how(interval.high)}"


def tile(label: str, rate: Rate | None, how: Printed) -> Tile:
    """Return one rate for the first screen."""
    if rate is None or rate.value is None:
        return Tile(label, NONE, f"there were no {rate.unit}" if rate else "nobody to count", "")
    of = how.parts(rate) if rate.per == TEN_THOUSAND else how.of(rate)
    return Tile(label, figures(rate.value), unit_of(rate), of, "" if rate.short else between(rate))


def figures_of(rate: Rate) -> str:
    """Return a rate's figure alone: a tile has no room for the interval of what it is compared with."""
    return NONE if rate.value is None else figures(rate.value)


def tiles(page: Page) -> list[Tile]:
    """Return the figures of the first screen: harms and benefits, each with what it is of."""
    audit, how, whole = page.audit, page.how, page.audit.sanctions[0]
    found = [
        tile("Under a sanction on the last day", whole.now, how),
        tile("Of sanction-days, in error", whole.in_error, how),
        tile("Of sanction-days, against a right", whole.against_right, how),
        tile("Persons with a spell in error", whole.persons_in_error, how),
        tile("Person-days in fear", audit.moods[0].fear, how),
    ]
    falls = [row for row in audit.speech if row.group == "everybody" and row.ratio is not None]
    if falls:
        low = min(falls, key=lambda row: row.ratio if row.ratio is not None else 1.0)
        ratio = low.ratio if low.ratio is not None else 1.0
        fell = "The lawful act that fell most" if ratio < 0.9995 else "No lawful act fell; the lowest"
        chance = ends_of(low.interval, percent)
        found.append(Tile(fell, percent(ratio), f"done for 100 under {spoken(page.name)}", low.title, chance))
    for line in audit.ledger[:2]:
        if line.here.value is not None:
            there = f"; {figures_of(line.there)} under {spoken(page.name)}" if line.there else ""
            of = f"{line.verdict}{there}" if line.there else "not compared"
            chance = ends_of(line.here.interval if line.here.seeds else None, figures)
            found.append(Tile(line.title, figures(line.here.value), unit_of(line.here), of, chance))
    return found
