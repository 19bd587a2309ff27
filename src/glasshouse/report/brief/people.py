"""The fourth chapter: three synthetic lives, one of them of somebody sanctioned in error."""

from __future__ import annotations

from glasshouse.report import svg
from glasshouse.report.brief.document import Block, Chapter, Grid, Heading, Paragraph, Picture, Row
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.brief.histories import LINES, History
from glasshouse.report.lifeline import CAVEAT, CLASSES, under
from glasshouse.report.lifepage import drawn
from glasshouse.report.words import sentence

COURSE = "The course of this life, day by day: the score in three standings, sanctions by class, fear and trust."
WIDE = 0.62
"""How much of a line's width the drawing of a life takes."""
INTRODUCTION = (
    "Each life below is lived again out of the record, day for day and to the bit. They show how a loss comes about, "
    "clause by clause; they do not show how common it is."
)


def people(dossier: Dossier, measured: Measured) -> Chapter:
    """Return the fourth chapter."""
    lives = measured.histories
    blocks: list[Block] = [Paragraph(CAVEAT), Paragraph(INTRODUCTION)] if lives.told else []
    if lives.why_none:
        missing = "No life is told" if not lives.told else "No further life is told"
        blocks.append(Paragraph(f"{missing}: {sentence(lives.why_none)}"))
    for number, one in enumerate(lives.told, 1):
        blocks += told(number, one, dossier.at_most(LINES, 7, 6, 4), dossier.at_most(WIDE, WIDE, 0.56, 0.5))
    return Chapter("people", "Three synthetic lives", tuple(blocks))


def eventful(one: History) -> bool:
    """Return whether there is anything to draw: a score, or a sanction on some day."""
    return one.life.scores[-1] is not None or any(letter in CLASSES for letter in under(one.life))


def told(number: int, one: History, most: int, wide: float) -> list[Block]:
    """Return one life: how it was chosen, in short, drawn as wide as this, and so many of its weightiest days."""
    citizen = one.life.citizen.id
    blocks: list[Block] = [Heading(f"{number}. {one.title}: {citizen}")]
    blocks += [Paragraph(one.note, "lead")] if one.note else []
    blocks.append(Paragraph(f"{one.chosen} {one.short}"))
    if number == 1 and eventful(one):
        spec, alt = drawn(one.life)
        blocks.append(Picture(f"life-{number}", svg.draw(spec, alt, f"life-{number}"), alt, COURSE, wide))
    rows = tuple(Row((day, text)) for day, text in one.lines(most))
    if rows:
        head = ("day", "what happened, and the clause behind it")
        blocks.append(Grid(f"What weighed most for {citizen}", head, rows, (0.5, 10)))
    else:
        blocks.append(Paragraph("Nothing befell this citizen that a brief telling has room for."))
    return blocks
