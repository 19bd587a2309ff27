"""The summary for the terminal: a few tables and sentences that fit into 80 columns."""

import textwrap
from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glasshouse.audit.comparing import Speech
from glasshouse.audit.whole import Audit, audit_of
from glasshouse.record.manifest import Manifest
from glasshouse.record.reading import Run
from glasshouse.report import phases, sentences
from glasshouse.report.words import Printed, group_name, printed, sentence, spoken, told_apart, value_of

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
        *([prose(how.over_seeds())] if how.seeds > 1 else []),
        *map(prose, phases.when(run.manifest)),
        prose(sentences.under_sanction(whole, how)),
        by_group(audit, how),
        prose(sentences.persons_in_error(whole, how)),
    ]
    if audit.compared:
        parts += [prose(sentences.speech_fell(audit.speech, name)), *speech(audit.speech, name)]
    parts += [prose(sentences.better_and_worse(audit.ledger, name, brief=True)), *benefits(audit, name, how)]
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


def table(title: str, *columns: str, widths: Sequence[int] = ()) -> Table:
    """Return an empty table: the first column of words, the others of figures, of these ``widths`` if given."""
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        width=WIDTH,
        padding=(0, 1),
    )
    for number, column in enumerate(columns):
        made.add_column(
            column,
            justify="right" if number else "left",
            overflow="fold",
            ratio=None if number and widths else 1 if number else 2,
            width=widths[number - 1] if number and widths else None,
        )
    return made


def by_group(audit: Audit, how: Printed) -> RenderableType:
    """Return sanction-days by class and group."""
    widths = (8, 14, 14, 14) if how.seeds > 1 else ()
    made = table("Sanction-days, in 10\u202f000 of them", "group", "days", *CLASSES, widths=widths)
    for row in told_apart(audit.sanctions):
        made.add_row(
            group_name(row.group),
            how.count(row.days.all),
            cell(value_of(row.in_error)),
            cell(value_of(row.against_right)),
            cell(value_of(row.by_rules)),
        )
    return made


def cell(text: str) -> Text:
    """Return a figure of several seeds with its interval below it, so that a column can be narrow."""
    return Text(text.replace(" [", "\n[").replace(" to ", "\u2013"))


CLASSES = ("in error", "against a right", "by the rules")


def speech(rows: list[Speech], name: str) -> list[RenderableType]:
    """Return lawful acts done for 100 in the baseline: ratios, which may be printed everywhere."""
    rows = [row for row in rows if row.group == "everybody" and row.ratio is not None]
    if not rows:
        return []
    made = table("Lawful speech", "act", f"done for 100 under {spoken(name)}")
    for row in rows[:SHOWN]:
        made.add_row(sentence(row.title), Text(sentences.done_for_100(row)))
    return [made]


def benefits(audit: Audit, name: str, how: Printed) -> list[RenderableType]:
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
        widths=(19, 19, 10) if how.seeds > 1 else (),
    )
    for line in rows[:SHOWN]:
        made.add_row(sentence(line.title), cell(value_of(line.here)), cell(value_of(line.there)), line.verdict)
    return [made]
