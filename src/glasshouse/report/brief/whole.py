"""The whole report in its order: eight pages at most, and then the annexes."""

from __future__ import annotations

from glasshouse.report.brief import annexes
from glasshouse.report.brief.answer import answer
from glasshouse.report.brief.assessment import assessment
from glasshouse.report.brief.benefits import benefits
from glasshouse.report.brief.described import described
from glasshouse.report.brief.document import Chapter, Document, targets_of
from glasshouse.report.brief.dossier import Dossier
from glasshouse.report.brief.hanging import hanging
from glasshouse.report.brief.harms import harms
from glasshouse.report.brief.people import people
from glasshouse.report.brief.prohibitions import prohibitions
from glasshouse.report.brief.safeguards import safeguards
from glasshouse.report.brief.unknowns import unknowns
from glasshouse.report.told import printable


def document_of(dossier: Dossier) -> Document:
    """Return the report of a dossier. Of a regime without a run it is the legal part alone, and says so."""
    rights = dossier.rights
    chapters = [*body(dossier), assessment(dossier), annexes.rule_log(dossier)]
    chapters.append(annexes.cited(dossier, chapters))
    chapters.append(annexes.measures(dossier))
    chapters += [described(dossier, dossier.measured)] if dossier.measured else []
    chapters.append(annexes.provenance(dossier))
    subtitle = dossier.as_if
    return Document(
        title=printable(rights.regime.title),
        subtitle=subtitle,
        status=rights.regime.status,
        description=f"Synthetic: a reading of \u201c{printable(rights.regime.title)}\u201d against law.",
        generator=f"Glasshouse {dossier.version}",
        chapters=tuple(chapters),
        targets=targets_of(chapters),
    )


def body(dossier: Dossier) -> list[Chapter]:
    """Return the chapters before the annexes; what there is nothing for is left out and not empty."""
    measured = dossier.measured
    found = [answer(dossier), unknowns(dossier), prohibitions(dossier)]
    if measured is not None:
        found += [people(dossier, measured), harms(dossier, measured), benefits(dossier, measured)]
    found.append(safeguards(dossier))
    return found if measured is None else [*found, hanging(dossier, measured)]
