"""The summary for the terminal: a few tables and sentences that fit into 80 columns."""

import textwrap

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glasshouse.audit.whole import Audit, audit_of
from glasshouse.record.manifest import Manifest
from glasshouse.record.reading import Run
from glasshouse.report import sentences
from glasshouse.report.words import NONE, Printed, group_name, percent, printed, sentence, spoken, value_of

WIDTH = 78
SHOWN = 6
"""Rows of a table at most: the page has all of them."""


def summary(run: Run, against: Run | None = None) -> RenderableType:
    """Return what the terminal prints of a run, beside a baseline where one fits."""
    audit = audit_of(run, against)
    base = against if audit.compared else None
    name = base.manifest.regime.name if base else "ordinary-law"
    how = printed(run.manifest)
    whole = audit.sanctions[0]
    parts: list[RenderableType] = [
        head(run.manifest),
        prose(sentences.under_sanction(whole, how)),
        by_group(audit, how),
        prose(sentences.persons_in_error(whole, how)),
    ]
    if audit.compared:
        parts += [prose(sentences.speech_fell(audit.speech, name)), *speech(audit, name)]
    parts += [prose(sentences.better_and_worse(audit.ledger, name, brief=True)), *benefits(audit, name)]
    ever = audit.ever_refused[0][1] if audit.ever_refused else None
    parts += [
        prose(sentences.refused(audit.refusals, ever, how)),
        prose(sentences.appealed(audit.appeals, how)),
    ]
    if audit.unfit:
        parts.append(prose(f"The baseline given is no pair to this run: {', '.join(audit.unfit)}."))
    if any(audit.overflows.values()):
        parts.append(prose(sentences.overflowed(audit.overflows, how)))
    return Group(*parts)


def head(manifest: Manifest) -> RenderableType:
    """Return what was simulated, with the status and that it is synthetic."""
    text = Text()
    text.append(manifest.regime.title, style="bold")
    text.append(f"\n[{manifest.status}] [synthetic]\n", style="yellow")
    text.append(textwrap.fill(sentences.simulated(manifest), WIDTH))
    return Padding(text, (1, 0, 1, 0))


def prose(text: str) -> RenderableType:
    """Return a paragraph. It is wrapped here, since the narrow space in a number must not break."""
    return Padding(Text(textwrap.fill(text, WIDTH)), (0, 0, 1, 0))


def table(title: str, *columns: str) -> Table:
    """Return an empty table: the first column of words, the others of figures."""
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        width=WIDTH,
        padding=(0, 1),
    )
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number else "left", overflow="fold", ratio=1 if number else 2)
    return made


def by_group(audit: Audit, how: Printed) -> RenderableType:
    """Return sanction-days by class and group."""
    made = table("Sanction-days, in 10\u202f000 of them", "group", "days", *CLASSES)
    for row in audit.sanctions:
        made.add_row(
            group_name(row.group),
            how.count(row.days.all),
            value_of(row.in_error),
            value_of(row.against_right),
            value_of(row.by_rules),
        )
    return made


CLASSES = ("in error", "against a right", "by the rules")


def speech(audit: Audit, name: str) -> list[RenderableType]:
    """Return lawful acts done for 100 in the baseline: ratios, which may be printed everywhere."""
    rows = [row for row in audit.speech if row.group == "everybody" and row.ratio is not None]
    if not rows:
        return []
    made = table("Lawful speech", "act", f"done for 100 under {spoken(name)}")
    for row in rows[:SHOWN]:
        made.add_row(sentence(row.title), NONE if row.ratio is None else percent(row.ratio))
    return [made]


def benefits(audit: Audit, name: str) -> list[RenderableType]:
    """Return the ledger in short: worse and better lines first."""
    if not audit.compared:
        return []
    order = {"worse": 0, "better": 0}
    rows = sorted(audit.ledger, key=lambda line: order.get(line.verdict, 1))
    made = table(
        "What got better and what got worse, per 10\u202f000 person-years",
        "what people truly did",
        "here",
        spoken(name),
        "verdict",
    )
    for line in rows[:SHOWN]:
        made.add_row(sentence(line.title), value_of(line.here), value_of(line.there), line.verdict)
    return [made]
