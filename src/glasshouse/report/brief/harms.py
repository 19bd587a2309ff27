"""The fifth chapter: what the regime cost people, each figure with its counts and with what chance leaves of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from glasshouse.audit.rights.catalogue import MEASURES
from glasshouse.audit.rights.silence import FALLEN
from glasshouse.audit.spread import FEW
from glasshouse.report import sentences, svg
from glasshouse.report.brief import caveats
from glasshouse.report.brief.document import Block, Chapter, Grid, Heading, Paragraph, Picture, Row
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.brief.plainly import assumed, between, value_of
from glasshouse.report.classes import sanction_areas
from glasshouse.report.luck import ONE_SEED
from glasshouse.report.pictures import frame_of
from glasshouse.report.words import NONE, TEN, Printed, figures, group_name, grouped, listed, percent, told_apart

TITLES = {one.id: one.title for one in MEASURES}
HEAD = ("measure", "figure", "counted", "chance alone", "assumptions")
WIDTHS = (4.9, 1.2, 3.7, 1.8, 1.8)
PLAIN = {
    "false-alerts": "False alerts: {}",
    "travel-ban-days": "Days under \u201c{}\u201d",
    "ties": "Dropped {}",
}
OF = {"M1": "sanction-days", "M2": "persons with a spell"}
SHOWN = {
    "M23": 1,
    "M22": 1,
    "M13": 1,
    "M18": 2,
    "M19": 4,
    "M10": 3,
    "M11": 1,
    "M24": 2,
    "M8": 1,
    "M9": 1,
    "M12": 1,
    "M14": 1,
    "M17": 1,
    "M20": 4,
}
"""Measures of everybody, in the order in which they stand, and how many rows of each."""
FINE = ("M15", "M16")
"""Figures in hundredths, of which the first decimal counts."""
GAP = "gap between groups"
SPEECH = 4
"""Protected acts shown at most: those that fell furthest."""


def harms(dossier: Dossier, measured: Measured) -> Chapter:
    """Return the fifth chapter."""
    audit = measured.audit
    blocks: list[Block] = [Paragraph(f"{caveats.IN_ERROR} {chance(measured.how)} {assumptions(dossier)}")]
    blocks += drawn(measured)
    blocks.append(
        Grid("Harms to everybody", HEAD, tuple(counted(everybody(dossier, measured))), WIDTHS, 1, note(dossier))
    )
    if len(audit.sanctions) > 2:
        blocks += [Heading("Between groups"), Paragraph(caveats.GROUPS), between_groups(dossier, measured)]
    if audit.compared and any(one["unit"] == FALLEN for one in dossier.values("M15")):
        blocks += [Heading("What is no longer said"), *speech(dossier, measured)]
    return Chapter("harms", "Harms", tuple(blocks))


def chance(how: Printed) -> str:
    """Return what the column on chance holds."""
    if how.seeds == 1:
        return f"Chance alone is of {ONE_SEED}."
    if how.seeds < FEW:
        return f"Chance alone is the least and the most of {grouped(how.seeds)} seeds, too few for an interval."
    return f"Chance alone is 95 in 100 over {grouped(how.seeds)} seeds."


def assumptions(dossier: Dossier) -> str:
    """Return what is said of what the assumptions leave open: computed where conducts were weighed."""
    weighed = dossier.weighed
    if weighed is None:
        return caveats.ASSUMPTIONS
    return caveats.WEIGHED.format(conducts=listed(list(weighed.conducts)), citizens=grouped(weighed.people))


def drawn(measured: Measured) -> list[Block]:
    """Return the days under a sanction by class, drawn; nothing where there are none."""
    charts = sanction_areas(frame_of(measured.run), measured.audit.courses.sanctioned)
    return [
        Picture(
            f"brief-{chart.name}", svg.draw(chart.spec, chart.alt, f"brief-{chart.name}"), chart.alt, chart.title, 0.55
        )
        for chart in charts[:1]
    ]


def note(dossier: Dossier) -> str:
    """Return what the table is to be read with."""
    said = [caveats.SAMPLE.replace("Of the panel", "The panel")]
    if dossier.values("M22") or dossier.values("M23"):
        said.append(caveats.SEVERITY)
    if dossier.values("M28"):
        said.append(caveats.TRUST)
    if dossier.values("M14"):
        said.append(caveats.FALSIFICATION)
    if dossier.values("M20"):
        said.append(caveats.COST)
    said.append("Annex D has the further figures of each measure.")
    return " ".join(said)


def everybody(dossier: Dossier, measured: Measured) -> Iterable[Row]:
    """Yield a row for each figure of everybody, by measure."""
    how = measured.how
    for one in dossier.values("M4"):
        if one["what"] == "everybody, under a sanction":
            yield figure("M4", one, how, "persons under a sanction on the last day")
    for name in ("M1", "M2"):
        rows = [one for one in dossier.values(name) if one["what"].startswith("everybody")]
        yield from (figure(name, one, how, f"{OF[name]} {one['what'].partition(', ')[2]}") for one in rows)
    for name, most in SHOWN.items():
        rows = dossier.values(name)[: dossier.at_most(most, min(most, 3), min(most, 2), 1)]
        yield from (figure(name, one, how, one["what"]) for one in rows)
    for one in dossier.values("M31")[:1]:
        yield figure("M31", one, how, "days in fear")
    for one in dossier.values("M28")[: dossier.at_most(2, 2, 1)]:
        yield figure("M28", one, how, one["what"])
    for name, title in PLAIN.items():
        for one in dossier.values(name)[: dossier.at_most(3, 2, 1)]:
            yield figure(name, one, how, title.format(one["what"]))


def counted(rows: Iterable[Row]) -> Iterable[Row]:
    """Leave out what could not be told: a row of dashes tells nobody anything, and annex D has it."""
    return (row for row in rows if row.cells[1] != NONE)


def figure(name: str, one: Mapping[str, Any], how: Printed, what: str) -> Row:
    """Return a row of one figure: what, how much in which unit, of how many, and between what chance leaves it."""
    mark = f" [{name}]" if name in TITLES else ""
    fine = name in FINE and one["figure"] is not None
    value = percent(one["figure"] / 100) if fine else value_of(one)
    ends, range_ = (one.get(key) if fine else None for key in ("interval", "assumption"))
    chance_of = f"{percent(ends[0] / 100)} to {percent(ends[1] / 100)}" if ends else between(one)
    left = f"{{{percent(range_[0] / 100)} to {percent(range_[1] / 100)}}}" if range_ else assumed(one)
    cells = (f"{what[:1].upper()}{what[1:]}{mark}", value, of(one, how), chance_of, left)
    return Row(cells, name)


def of(one: Mapping[str, Any], how: Printed) -> str:
    """Return of how many a figure is, with its unit.

    >>> of({"figure": 1.0, "unit": "days", "of": "9 spells"}, Printed(9, False))
    'days; 9 spells'
    """
    if "ratio" in one:
        return "a ratio; it has no pass mark"
    if "figure" in one and one["figure"] is None:
        return f"not told, of {one['of']}"
    if "figure" in one:
        return f"{one['unit']}; {one['of']}"
    if one["per"] != 10_000:
        days = one["denominator"] / 365
        scaled = days if not how.per_million else days * 1_000_000 / how.citizens
        return f"per {TEN} person-years; {how.count(one['numerator'])} in {figures(scaled)}"
    return f"in {TEN} {one['unit']}; {how.count(one['numerator'])} of {how.count(one['denominator'])}"


def between_groups(dossier: Dossier, measured: Measured) -> Grid:
    """Return sanctions by group, and the ratios between groups both ways (M4, M5)."""
    how = measured.how
    rows = [figure("M4", one, how, one["what"]) for one in dossier.values("M4")[:2]]
    rows += [figure("M5", one, how, one["what"]) for one in dossier.values("M5") if GAP in one["what"]]
    rows += [figure("M7", one, how, one["what"]) for one in dossier.values("M7")[:1]]
    rows += [figure("M21", one, how, one["what"]) for one in dossier.values("M21")[:1]]
    for one in told_apart(measured.audit.sanctions)[1:]:
        value = NONE if one.burden_in_error.value is None else figures(one.burden_in_error.value)
        ends = one.burden_in_error.interval
        chance_of = NONE if ends is None else f"{figures(ends.low)} to {figures(ends.high)}"
        of_them = f"in {TEN} person-days; {how.parts(one.burden_in_error)}"
        rows.append(Row((f"{group_name(one.group)}: days under a sanction in error", value, of_them, chance_of, NONE)))
    return Grid("Between groups, both ways", HEAD, tuple(counted(rows)), WIDTHS, 1)


def speech(dossier: Dossier, measured: Measured) -> list[Block]:
    """Return what became of protected acts, in ratios alone (M15)."""
    fallen = [one for one in dossier.values("M15") if one["unit"] == FALLEN]
    rows = sorted(fallen, key=lambda one: one["figure"])[: dossier.at_most(SPEECH, 3, 2)]
    made = tuple(figure("M15", one, measured.how, one["what"]) for one in rows)
    text = sentences.speech_fell(measured.audit.speech, measured.baseline)
    note = f"{caveats.CHILLING} {caveats.RATIOS}"
    return [Paragraph(text), Grid("Protected acts that fell furthest", HEAD, made, WIDTHS, 1, note)]
