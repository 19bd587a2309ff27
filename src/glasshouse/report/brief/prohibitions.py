"""The third chapter: every rule that the file would breach or likely breach, with article, day, clause and line.

A prohibition is not bought off by good papers elsewhere, so this is a list and no sum.
"""

from __future__ import annotations

from glasshouse.audit.rights.catalogue import MEASURES
from glasshouse.audit.rights.judging import Finding
from glasshouse.report.brief import caveats
from glasshouse.report.brief.document import Block, Chapter, Grid, Paragraph, Row
from glasshouse.report.brief.dossier import Dossier
from glasshouse.report.brief.plainly import places
from glasshouse.report.rights import MEANINGS
from glasshouse.report.told import printable
from glasshouse.report.words import listed

BREACHES, OPEN = 12, 6
KNOWN = {one.id for one in MEASURES}
WIDTHS = (1.5, 5.2, 4.6)
NOTHING = "Nothing that the file states breaches a rule that was read here. That is no certificate: see chapter 2."


def prohibitions(dossier: Dossier) -> Chapter:
    """Return the third chapter."""
    breached, waiting = dossier.of("violates", "likely"), dossier.of("needs-measure", "needs-human")
    blocks: list[Block] = [Paragraph(caveats.LAW)]
    if breached:
        head = ("verdict", "what would be found, and the provision", "where in the file")
        most = dossier.at_most(BREACHES, BREACHES, 10, 8)
        rows = tuple(breach(one) for one in breached[:most])
        blocks.append(
            Grid("Rules that the file would breach, or likely would", head, rows, WIDTHS, note=note(breached))
        )
        rest = [f"{one.law.provision} [{one.law.id}]" for one in breached[most:]]
        if rest:
            blocks.append(Paragraph(f"And, in the rule log: {listed(rest)}."))
    else:
        blocks.append(Paragraph(NOTHING))
    if waiting:
        rows = tuple(still_open(one) for one in waiting[: dossier.at_most(OPEN, 4, 3, 2)])
        head = ("verdict", "what would be found, and the provision", "what decides")
        more = f"The rule log (annex B) has {len(waiting) - len(rows)} more." if len(waiting) > len(rows) else ""
        blocks.append(Grid("Rules that a figure or a lawyer decides", head, rows, WIDTHS, note=more))
    return Chapter("prohibitions", "Rules of law that it would meet", tuple(blocks))


def note(found: list[Finding]) -> str:
    """Return what the verdicts and marks in use mean."""
    verdicts = {one.verdict for one in found}
    meanings = "; ".join(f"{name}: {MEANINGS[name]}" for name in ("violates", "likely") if name in verdicts)
    marks = "Marks: T, the text was seen; S, a summary was; verify, to be checked before it is relied on."
    return f"{meanings[:1].upper()}{meanings[1:]}. {marks} Human review of decisions silences no rule."


def provision(one: Finding) -> str:
    """Return the provision with its marks, the test, since when it applies, and the figures asked for."""
    law = one.law
    binding = "" if law.binding else ", not binding"
    since = f" Applies from {law.in_force_from}." if law.in_force_from else ""
    amended = f" Amended by {law.amended_by}." if law.amended_by else ""
    return (
        f"{law.test} {one.pack.instrument}, {law.provision} ({', '.join(law.marks)}{binding}) [{law.id}]."
        f"{since}{amended}{asked(one)}"
    )


def asked(one: Finding) -> str:
    """Return the figures that a rule asks for."""
    named = [f"{row.figure} [{row.id}]" if row.id in KNOWN else row.figure for row in one.law.measure]
    return f" Figures: {listed(named)}." if named else ""


def breach(one: Finding) -> Row:
    """Return a row of a rule that would be breached."""
    rests = f" Rests on: {printable(one.answer.declared[0])}." if one.answer.declared else ""
    more = f" And {len(one.answer.declared) - 1} more cells." if len(one.answer.declared) > 1 else ""
    return Row(
        (one.verdict, provision(one), f"{places(one.answer.spots) or 'the whole file'}.{rests}{more}"), one.law.id
    )


def still_open(one: Finding) -> Row:
    """Return a row of a rule that is open."""
    at = places(one.answer.spots, 2)
    return Row((one.verdict, provision(one), f"{printable(one.reason)}{f' At: {at}.' if at else ''}"), one.law.id)
