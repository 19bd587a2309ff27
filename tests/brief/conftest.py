"""Reports for tests: of a small run beside its baseline, of a run where nothing is taken, and of a regime alone."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from glasshouse import api
from glasshouse.engine.experiment import Setting
from glasshouse.report.audits import Audited
from glasshouse.report.brief.document import Document
from glasshouse.report.brief.dossier import Dossier
from glasshouse.report.brief.gathering import dossier_of
from glasshouse.report.brief.whole import document_of

TODAY = date(2026, 11, 23)
SETTING = Setting(1000, 60, 3, panel=500)
"""A seed under which somebody of the panel is sanctioned in error."""


class Told(NamedTuple):
    """One report, and what it was made of."""

    audited: Audited
    dossier: Dossier
    document: Document


def audit(what: str | Path, against: Path | None = None, law: str = "all") -> Audited:
    """The audit of a record or of a regime."""
    found = api.audit(str(what), law, "2028-01-01", TODAY, "village", "default", against)
    return found


def told(what: str | Path, against: Path | None = None, law: str = "all") -> Told:
    """A report of a record or of a regime."""
    audited = audit(what, against, law)
    dossier = dossier_of(audited, lambda stage, done, of: None)
    return Told(audited, dossier, document_of(dossier))


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of the same people under three regimes."""
    root = tmp_path_factory.mktemp("records")
    for name in ("as-told", "ordinary-law", "bare"):
        api.run(api.load(name, "village"), SETTING, root / name)
    return root


@pytest.fixture(scope="session")
def disputed(records: Path) -> Told:
    """The report of a run beside its baseline; the regime is disputed."""
    return told(records / "as-told", records / "ordinary-law")


@pytest.fixture(scope="session")
def empty(records: Path) -> Told:
    """The report of a run without any authority."""
    return told(records / "bare")


@pytest.fixture(scope="session")
def legal() -> Told:
    """The report of a regime without a run."""
    return told("nosedive", law="eu,un")
