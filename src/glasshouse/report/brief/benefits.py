"""The sixth chapter: what the regime brought, in the same form as the harms, by who has it and who pays."""

from __future__ import annotations

from glasshouse.audit.ledger import Line
from glasshouse.report import sentences
from glasshouse.report.brief import caveats
from glasshouse.report.brief.document import Block, Chapter, Grid, Heading, Paragraph, Row
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.brief.harms import HEAD, figure
from glasshouse.report.brief.harms import WIDTHS as FIGURES
from glasshouse.report.foretelling import foretold
from glasshouse.report.words import NONE, figures, unit_of

WIDTHS = (4.0, 1.4, 1.4, 2.2, 3.0, 3.0)


def benefits(dossier: Dossier, measured: Measured) -> Chapter:
    """Return the sixth chapter."""
    audit, how, name = measured.audit, measured.how, measured.baseline
    blocks: list[Block] = [Paragraph(f"{caveats.BENEFITS} {caveats.DETERRENCE}")]
    if audit.compared:
        blocks.append(Paragraph(sentences.better_and_worse(audit.ledger, name)))
    else:
        blocks.append(Paragraph("No baseline that fits was given (--against), so no line is called better or worse."))
    head = ("what", "here", "baseline", "compared", "who has it", "at whose cost")
    lines = [one for one in (*audit.ledger, *audit.wealth) if happened(one)]
    rows = tuple(line(one, "M25" if one.wanted < 0 else "M33") for one in lines)
    blocks.append(Grid("The ledger", head, rows, WIDTHS, 99, "Acts are those truly done, recorded or not; each unit is "
                       "in its row. What happened to nobody has no row."))  # fmt: skip
    told = [sentences.posts_moved(audit.posts, how), sentences.deposits_spared(audit.deposits, how)]
    blocks.append(Paragraph(" ".join(told)))
    if text := foretold(audit.foresight):
        blocks += [Heading("What the score foretells"), Paragraph(" ".join(text))]
        shown = [one for one in dossier.values("M16") if one["what"].endswith((": any", ": helped"))]
        named = tuple(figure("M16", one, how, one["what"]) for one in shown[: dossier.at_most(6, 6, 3)])
        blocks.append(Grid("Pairs ranked as one would wish", HEAD, named, FIGURES, 1, caveats.FORETELLING))
    return Chapter("benefits", "Benefits", tuple(blocks))


def happened(one: Line) -> bool:
    """Return whether there was anything to count, here or in the baseline."""
    return any(rate is not None and rate.numerator for rate in (one.here, one.there))


def line(one: Line, name: str) -> Row:
    """Return a line of the ledger as a row."""
    here, there = (
        NONE if rate is None or rate.value is None else figures(rate.value) for rate in (one.here, one.there)
    )
    title = f"{one.title[:1].upper()}{one.title[1:]} ({unit_of(one.here)})"
    return Row((title, here, there, one.verdict, one.beneficiary, one.lost_by), name)
