"""The page of a run: one file of HTML that asks nothing of the network and needs no script to be read."""

from dataclasses import dataclass, field
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from glasshouse.audit.measures import Sanctions
from glasshouse.audit.rates import Rate
from glasshouse.audit.whole import Audit, audit_of
from glasshouse.record.manifest import InputFile, Manifest
from glasshouse.record.reading import Run
from glasshouse.report import balances, pictures, sentences, svg, tables
from glasshouse.report.assumptions import Assumption, assumptions
from glasshouse.report.charts import Chart, Table
from glasshouse.report.words import (
    NONE,
    Printed,
    figures,
    grouped,
    many,
    percent,
    printed,
    spoken,
    unit_of,
    value_of,
)


@dataclass(frozen=True)
class Figure:
    """A drawn chart."""

    chart: Chart
    drawing: Markup


@dataclass(frozen=True)
class Tile:
    """One figure of the first screen, with what it is of."""

    label: str
    value: str
    unit: str
    of: str


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
    """A section of the page."""

    id: str
    heading: str
    parts: list[Part]


@dataclass(frozen=True)
class Page:
    """Everything that the sections are made of."""

    run: Run
    against: Run | None
    audit: Audit
    how: Printed
    name: str


def render(run: Run, against: Run | None = None) -> str:
    """Return the page of a run, beside a baseline where one is given and fits."""
    audit = audit_of(run, against)
    base = against if audit.compared else None
    name = base.manifest.regime.name if base else "ordinary-law"
    page = Page(run, base, audit, printed(run.manifest), name)
    return environment().get_template("page.html.jinja").render(
        manifest=run.manifest,
        baseline=base.manifest if base else None,
        status=sentences.STATUS.get(run.manifest.status, run.manifest.status),
        cannot=sentences.CANNOT,
        removed=sentences.REMOVED,
        simulated=sentences.simulated(run.manifest),
        tiles=tiles(page),
        sections=[section for section in sections(page) if section.parts],
        light=Markup(svg.variables(dark=False)),
        dark=Markup(svg.variables(dark=True)),
        style=Markup(source("page.css")),
        key=svg.COLOURS,
    )  # fmt: skip


def environment() -> Environment:
    """Return the templates: everything is escaped, and an unknown name is a fault."""
    made = Environment(
        loader=FunctionLoader(source), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["grouped"] = grouped
    return made


def source(name: str) -> str:
    """Return a file that lies beside this one."""
    return files("glasshouse.report").joinpath(name).read_text(encoding="utf-8")


def drawn(charts: list[Chart]) -> list[Figure]:
    """Draw charts."""
    return [Figure(chart, Markup(svg.draw(chart.spec, chart.alt, chart.name))) for chart in charts]


def tile(label: str, rate: Rate | None, how: Printed) -> Tile:
    """Return one rate for the first screen."""
    if rate is None or rate.value is None:
        return Tile(label, NONE, "nothing to divide by", "")
    return Tile(label, value_of(rate), unit_of(rate), how.parts(rate))


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
        ratio = percent(low.ratio if low.ratio is not None else 1.0)
        found.append(Tile("The lawful act that fell most", ratio, f"done for 100 under {spoken(page.name)}", low.title))
    for line in audit.ledger[:2]:
        if line.here.value is not None:
            there = f"; {value_of(line.there)} under {spoken(page.name)}" if line.there else ""
            of = f"{line.verdict}{there}" if line.there else "not compared"
            found.append(Tile(line.title, value_of(line.here), unit_of(line.here), of))
    return found


def sections(page: Page) -> list[Section]:
    """Return the sections of the page in their order."""
    return [
        happened(page),
        Section("pictures", "The time in pictures", in_pictures(page)),
        Section("lists", "Lists and sanctions", on_lists(page)),
        Section("speech", f"Lawful speech against {spoken(page.name)}", on_speech(page)),
        Section("ledger", "What got better, and what got worse", on_benefits(page)),
        Section("remedies", "Refusals and appeals", on_refusals(page)),
        Section("assumptions", "Assumptions in force, and figures not yet verified", on_assumptions(page)),
        Section("overflow", "What did not fit", [on_overflow(page)]),
    ]


def happened(page: Page) -> Section:
    """Return the one paragraph of what happened."""
    audit, how = page.audit, page.how
    whole = audit.sanctions[0]
    base = sentences.beside_baseline(whole, first(audit.baseline_sanctions), page.name, how)
    text = [sentences.under_sanction(whole, how), base, sentences.persons_in_error(whole, how)]
    if audit.compared:
        text.append(sentences.speech_fell(audit.speech, page.name))
        text.append(sentences.better_and_worse(audit.ledger, page.name, brief=True))
    notes = [note for note in (how.note(), unfit(audit), luck(audit)) if note]
    return Section("happened", "What happened", [Part(paragraphs=[" ".join(text), *notes])])


def first(rows: list[Sanctions]) -> Sanctions | None:
    """Return everybody's row, if there is one."""
    return rows[0] if rows else None


def unfit(audit: Audit) -> str:
    """Return why a baseline that was given was left out."""
    if not audit.unfit:
        return ""
    why = ", ".join(audit.unfit)
    return f"The baseline given is no pair to this run ({why}), so nothing is compared with it."


def luck(audit: Audit) -> str:
    """Return what a comparison of two seeds is worth."""
    if not audit.compared or audit.same_luck:
        return ""
    return "The two runs have different seeds, so differences between them are partly luck."


def in_pictures(page: Page) -> list[Part]:
    """Return the charts over time."""
    run, audit = page.run, page.audit
    frame = pictures.frame_of(run)
    score = sentences.score_moved(audit.scores, run.manifest.score_least, run.manifest.score_most)
    scored = [
        *pictures.score_lines(frame, audit.scores),
        *pictures.score_histogram(frame, run),
        *pictures.tier_bars(frame, audit),
    ]
    under = [
        pictures.sanction_areas(frame, run),
        *pictures.fear_lines(frame, run, audit),
        *pictures.list_bars(frame, audit),
        *pictures.consequence_bars(frame, audit),
    ]
    return [
        Part("Scores and tiers", [score], drawn(scored)),
        Part(
            "Sanctions and fear",
            [sentences.CLASSES, sentences.in_fear(audit.moods, page.how)],
            drawn(under),
            folded=[tables.of_moods(audit, page.how)],
        ),
    ]


def on_lists(page: Page) -> list[Part]:
    """Return lists and sanctions with their shares in error and against a right, by group."""
    audit, how = page.audit, page.how
    parts = [Part("By group", [sentences.gaps(audit.sanctions)], tables=tables.by_group(audit, how))]
    if audit.consequences:
        parts.append(Part("Consequence by consequence", tables=[tables.of_consequences(audit, how)]))
    if audit.lists:
        text = [sentences.longest_list(audit.lists, how)]
        parts.append(Part("List by list", text, tables=tables.of_lists(audit, how)))
    text = [sentences.laid_on_others(audit.false_records, how)]
    parts.append(Part("Records in error", text, folded=[tables.of_false_records(audit, how)]))
    return parts


def on_speech(page: Page) -> list[Part]:
    """Return what became of lawful speech."""
    audit = page.audit
    if not audit.compared:
        return [Part(paragraphs=[sentences.speech_fell(audit.speech, page.name)])]
    aware = audit.moods[0].aware
    text = [
        sentences.speech_fell(audit.speech, page.name),
        "Kept back for fear are acts that somebody would have done and did not, or not where they are "
        "seen; some are done out of sight instead. What else is missing comes by other ways of this "
        "model: people who expect to be caught, time, money. Blocking and removal of posts are not "
        "simulated in this version. The strength of silence rests on one series on reading, in one "
        "country, and is an assumption elsewhere.",
        f"Only those who have heard of the regime can fall silent: {sentences.fraction(aware, page.how)}.",
    ]
    charts = pictures.speech_dots(pictures.frame_of(page.run), audit, page.name)
    return [Part("", text, drawn(charts), folded=balances.of_speech(audit, page.how, page.name))]


def on_benefits(page: Page) -> list[Part]:
    """Return the ledger, with what got worse beside what got better."""
    audit, how, name = page.audit, page.how, page.name
    text = [
        sentences.better_and_worse(audit.ledger, name),
        "A difference is called clear where it is larger than three standard deviations of two "
        "independent counts. Benefits are of acts that have a victim or a recipient, and of what was "
        "truly done; whoever has more of something is named, and so is whoever pays. Lines are not summed.",
    ]
    per = "per 10\u202f000 person-years"
    ledger = balances.of_ledger(audit.ledger, how, name, f"The ledger, {per} (acts in person-years in brackets)")
    details = balances.of_ledger(audit.details, how, name, f"Acts with a victim, one by one, {per}")
    moved = [sentences.posts_moved(audit.posts, how), sentences.deposits_spared(audit.deposits, how)]
    parts = [
        Part(
            "",
            text,
            drawn(pictures.ledger_dots(pictures.frame_of(page.run), audit, name)),
            [ledger],
            [details],
        )
    ]
    parts.append(Part("What one gains and another loses", moved, tables=balances.of_wealth(audit, how, name)))
    return parts


def on_refusals(page: Page) -> list[Part]:
    """Return refusals and appeals."""
    audit, how = page.audit, page.how
    ever = audit.ever_refused[0][1] if audit.ever_refused else None
    charts = pictures.refusal_bars(pictures.frame_of(page.run), audit)
    return [
        Part(
            "Refusals",
            [sentences.refused(audit.refusals, ever, how)],
            drawn(charts),
            [balances.of_refusals(audit, how)],
        ),
        Part("Appeals", [sentences.appealed(audit.appeals, how)], tables=[balances.of_appeals(audit, how)]),
    ]


def on_assumptions(page: Page) -> list[Part]:
    """Return assumptions and the figures in use that nobody has checked."""
    manifest = page.run.manifest
    marks = [(kind, key) for kind, file in inputs(manifest) for key in file.verify]
    kept = assumptions(page.run.folder, manifest)
    text = [
        f"{many(len(kept), 'value')} in the three input files had no published figure and "
        f"{'is' if len(kept) == 1 else 'are'} assumed, each with a reason and a range. Any result above "
        "can change inside those ranges."
        if kept
        else "The input files were not kept with this record, so their assumptions cannot be listed here.",
        f"{many(len(marks), 'figure')} in use {'is' if len(marks) == 1 else 'are'} marked "
        "\u201cverify\u201d: recalled and not yet checked at the source."
        if marks
        else "No figure in use is marked \u201cverify\u201d.",
    ]  # fmt: skip
    shown = [Table("Figures in use that nobody has checked", ("key", "file", "mark"),
                   [(key, kind, "verify") for kind, key in marks], 3)]  # fmt: skip
    return [Part("", text, tables=shown if marks else [], folded=assumption_tables(kept))]


def assumption_tables(kept: list[Assumption]) -> list[Table]:
    """Return the assumptions by file."""
    return [
        Table(
            f"Assumptions of the {kind} file ({grouped(len(rows))})",
            ("clause", "why", "range"),
            [(row.clause, row.why, row.range) for row in rows],
            3,
        )
        for kind in ("regime", "conduct", "place")
        if (rows := [row for row in kept if row.kind == kind])
    ]


def inputs(manifest: Manifest) -> list[tuple[str, InputFile]]:
    """Return the three inputs with their kinds."""
    return [("regime", manifest.regime), ("conduct", manifest.conduct), ("place", manifest.place)]


def on_overflow(page: Page) -> Part:
    """Return overflow counts and how much happened."""
    text = [
        sentences.overflowed(page.audit.overflows, page.how),
        f"Districts are closed in this model: {many(page.run.manifest.districts, 'district')} of about "
        f"{figures(page.run.manifest.district_size)} people. Results on kin, ties and work that move "
        "with the size of a district are bounded by that wall.",
    ]
    return Part("", text, tables=[tables.of_pace(page.audit)])
