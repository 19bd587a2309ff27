"""The second chapter: what could not be told, before anything that was."""

from __future__ import annotations

from glasshouse.audit import courses
from glasshouse.audit.rights.catalogue import MEASURES, Measure
from glasshouse.audit.rights.whole import wanted
from glasshouse.report import chronicle, sentences
from glasshouse.report.brief import caveats
from glasshouse.report.brief.document import Block, Bullets, Chapter, Grid, Heading, Paragraph, Row
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.brief.harms import assumptions
from glasshouse.report.brief.plainly import field_in_words
from glasshouse.report.words import figures, grouped, listed, many

FIELDS, RULES = 8, 8
"""Facts and rules named at most: the annexes have all of them."""


def unknowns(dossier: Dossier) -> Chapter:
    """Return the second chapter."""
    measured = dossier.measured
    blocks: list[Block] = []
    if measured is not None:
        regime = dossier.rights.regime
        status = f"The regime here is {regime.status}: {sentences.STATUS[regime.status]}."
        blocks.append(Paragraph(f"{sentences.cannot(measured.manifest)} {status} {sentences.REMOVED}"))
    blocks += facts(dossier)
    blocks += lawyers(dossier)
    if measured is not None:
        blocks += [Heading("Of the run"), Bullets(tuple(of_run(dossier, measured)))]
    return Chapter("unknowns", "What we could not tell", tuple(blocks))


def facts(dossier: Dossier) -> list[Block]:
    """Return the facts that are missing in the file, those first for which most rules wait."""
    fields = list(wanted(dossier.findings).items())
    open_rules = dossier.of("cannot-tell")
    if not fields:
        return [Paragraph("The file states every fact that the rules asked for.")]
    most = dossier.at_most(FIELDS, 6, 5, 4)
    more = f" {many(len(fields) - most, 'further fact')} are in the rule log (annex B)." * (len(fields) > most)
    text = (
        f"{many(len(open_rules), 'rule')} of law cannot be read against the file, since it does not state a fact that "
        f"they turn on. A missing fact is no finding; a safeguard that the file says is missing is one.{more}"
    )
    rows = [Row((field_in_words(field), grouped(number), rules_for(dossier, field))) for field, number in fields[:most]]
    head = ("fact that the file does not state", "rules", "as")
    return [Paragraph(text), Grid("Facts that would settle most", head, tuple(rows), (4, 1, 6))]


def rules_for(dossier: Dossier, field: str) -> str:
    """Return some of the rules that wait for a fact."""
    waiting = [one.law.id for one in dossier.of("cannot-tell") if field in wanted([one])]
    return ", ".join(f"[{name}]" for name in waiting[:4]) + (" and others" if len(waiting) > 4 else "")


def lawyers(dossier: Dossier) -> list[Block]:
    """Return what takes a lawyer or a figure that there is not."""
    human = dossier.of("needs-human")
    figure = [
        one for one in dossier.of("needs-measure") if not any(dossier.values(row.id or "") for row in one.law.measure)
    ]
    items = []
    if human:
        items.append(f"For a lawyer: {listed([f'{one.law.provision} [{one.law.id}]' for one in human[:RULES]])}"
                     f"{' and others' if len(human) > RULES else ''}.")  # fmt: skip
    if figure:
        items.append("For a figure that is not measured here: "
                     f"{listed([f'{one.law.provision} [{one.law.id}]' for one in figure[:RULES]])}.")  # fmt: skip
    return [Bullets(tuple(items))] if items else []


def named(one: Measure) -> str:
    """Return a measure in a sentence.

    >>> named(Measure("M15", "Chilling: lawful acts that are no longer done", "in part"))
    'chilling [M15]'
    """
    title = one.title.partition(":")[0]
    return f"{title[:1].lower()}{title[1:]} [{one.id}]"


def of_run(dossier: Dossier, measured: Measured) -> list[str]:
    """Return what the run leaves open: chance, assumptions, measures that are missing, marks, walls."""
    m = measured.manifest
    absent = [one for one in MEASURES if not dossier.values(one.id)]
    marks = sorted({key for file in (m.regime, m.place, m.conduct) for key in file.verify})
    said = [
        assumptions(dossier),
        f"Of the {len(MEASURES)} measures of such an audit {len(absent)} are not given here; annex D says why of each. "
        f"Missing are {listed([named(one) for one in absent[:RULES]])}{' and others' if len(absent) > RULES else ''}.",
        chronicle.not_held(courses.unheld(measured.run)),
        caveats.DISTRICTS.format(size=figures(m.district_size)),
    ]
    if marks:
        said.append(f"{many(len(marks), 'published figure')} in use are recalled and to be checked (verify): "
                    f"{', '.join(marks[:6])}{' and others' if len(marks) > 6 else ''}.")  # fmt: skip
    if measured.audit.unfit:
        said.append(f"The baseline given is no pair to this run: {listed(list(measured.audit.unfit))}.")
    return said
