"""From an audit to a report: what is known gathered into a dossier, and written as a page and as PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from glasshouse import __version__
from glasshouse.diagnostics import UserFault
from glasshouse.report.audits import Audited
from glasshouse.report.brief.document import Document
from glasshouse.report.brief.dossier import BRIEFEST, Dossier, Measured
from glasshouse.report.brief.histories import Progress, histories
from glasshouse.report.brief.page import page_of
from glasshouse.report.brief.plainly import short
from glasshouse.report.brief.typeset import pages_of, pdf_of
from glasshouse.report.brief.whole import document_of
from glasshouse.report.weighed import Weighed
from glasshouse.report.words import printed
from glasshouse.report.writing import PAGE_BEGINS, PDF_BEGINS, check_target, unwritten, write_whole

PAGE, PDF = "audit.html", "audit.pdf"
MOST_PAGES = 8
"""Pages of the chapters at most, before the annexes."""
PAGES = (".html", ".htm")
REMEDY = "give a folder of your own, or a file in a folder that is there, with --report or --pdf"


@dataclass(frozen=True)
class Targets:
    """Where a report is written: the page, the PDF, or both."""

    page: Path | None
    pdf: Path | None

    def check(self) -> None:
        """Refuse to write over what is no report; before any work is done."""
        for target, begins, option in ((self.page, PAGE_BEGINS, "--report"), (self.pdf, PDF_BEGINS, "--pdf")):
            if target is not None:
                check_target(target, begins, option)


def targets_of(report: Path | None, pdf: Path | None) -> Targets:
    """Return where to write: `--report` names a page or else a folder for both, `--pdf` the PDF.

    >>> targets_of(Path("a.html"), None)
    Targets(page=PosixPath('a.html'), pdf=None)
    >>> targets_of(Path("out"), None).pdf
    PosixPath('out/audit.pdf')
    """
    if report is None or report.suffix.lower() in PAGES:
        return Targets(report, pdf)
    return Targets(report / PAGE, pdf or report / PDF)


Weigh = Callable[[Audited], Weighed]
"""Lives the worlds that tell what safeguards do and what an answer rests on."""


def reported(
    audit: Callable[[], Audited], report: Path | None, pdf: Path | None, progress: Progress, weigh: Weigh | None = None
) -> Audited:
    """Make an audit and write its report; whether it may be written where asked is looked at before the work."""
    targets = targets_of(report, pdf)
    targets.check()
    found = with_again(audit(), progress)
    if weigh is not None:
        found = found.with_weighed(weigh(found))
    return replace(found, files=tuple(write_report(found, targets, progress)))


def with_again(audited: Audited, progress: Progress) -> Audited:
    """Return an audit with the figures that take a district lived again; as it is where the record cannot be."""
    if audited.measured is None:
        return audited
    from glasshouse.report.again import again

    progress("replay", 0, 1)
    try:
        found = again(audited.measured.run, audited.facts)
    except UserFault:
        return audited  # The report says of its lives why the record cannot be lived again.
    progress("replay", 1, 1)
    return audited.with_measures(found)


def write_report(audited: Audited, targets: Targets, progress: Progress) -> list[Path]:
    """Write the report of an audit where it is asked for, and return the files; a folder is made if need be."""
    document = fitted(dossier_of(audited, progress))
    progress("record", 0, 1)
    made: list[tuple[Path, Callable[[Document], bytes]]] = []
    if targets.page is not None:
        made.append((targets.page, lambda known: page_of(known).encode("utf-8")))
    if targets.pdf is not None:
        made.append((targets.pdf, pdf_of))
    # Both are made before either is written, so that a fault leaves neither.
    ready = [(target, make(document)) for target, make in made]
    for target, content in ready:
        make_folder(target.parent)
        write_whole(target, lambda content=content: content, REMEDY)  # type: ignore[misc]
    progress("record", 1, 1)
    return [target for target, _ in ready]


def fitted(dossier: Dossier) -> Document:
    """Return the fullest report whose chapters fit their pages; what goes first stands in the annexes as well."""
    document = document_of(dossier)
    for brevity in range(1, BRIEFEST + 1):
        if pages_of(document) <= MOST_PAGES:
            break
        document = document_of(replace(dossier, brevity=brevity))
    return document


def make_folder(folder: Path) -> None:
    """Make a folder if it is not there; where that cannot be, it is the user's to mend."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(folder, error.strerror or str(error), REMEDY) from error


def dossier_of(audited: Audited, progress: Progress) -> Dossier:
    """Return everything that a report is written from; lives are lived again, which takes a while."""
    measured, subject = None, audited.measured
    if subject is not None:
        lives = histories(subject.run, progress)
        how = printed(subject.run.manifest)
        measured = Measured(subject.run, audited.against, subject.audit, how, lives)
    read = audited.facts.read
    digests = (("Regime", f"{audited.found.regime.regime} ({', '.join(short(str(file)) for file in read.files)})"),
               ("Digest of the regime\u2019s files", read.sha256))  # fmt: skip
    files = {short(str(file)): file for file in read.files}
    return Dossier(audited.found, audited.facts, files, digests, __version__, measured, audited.weighed)
