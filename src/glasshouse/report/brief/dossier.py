"""Everything that a report is written from, gathered once: the audit against law, the run, its figures, its lives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.judging import Finding
from glasshouse.audit.rights.pack import JURISDICTIONS
from glasshouse.audit.rights.whole import RightsAudit
from glasshouse.audit.whole import Audit
from glasshouse.record.manifest import Manifest
from glasshouse.record.reading import Run
from glasshouse.report.brief.histories import Histories
from glasshouse.report.rights import PLACES
from glasshouse.report.weighed import Weighed
from glasshouse.report.words import Printed, listed


@dataclass(frozen=True)
class Measured:
    """What a run adds to an audit of its regime: counts and figures, a baseline's beside them, and told lives."""

    run: Run
    against: Run | None
    audit: Audit
    how: Printed
    histories: Histories

    @property
    def manifest(self) -> Manifest:
        """The manifest of the run."""
        return self.run.manifest

    @property
    def baseline(self) -> str:
        """What the baseline is called."""
        return self.against.manifest.regime.name if self.against and self.audit.compared else "ordinary-law"


BRIEFEST = 3
N = TypeVar("N", int, float)


@dataclass(frozen=True)
class Dossier:
    """What a report is written from; ``measured`` is None of a regime without a run.

    ``files`` are the regime's own file and those that it extends, as they are read, by the name under which findings
    speak of them, and ``version`` is that of Glasshouse.
    """

    rights: RightsAudit
    facts: RegimeFacts
    files: dict[str, Path]
    digests: tuple[tuple[str, str], ...]
    version: str
    measured: Measured | None = None
    weighed: Weighed | None = None
    brevity: int = 0
    """How much is left to the annexes, 0 to ``BRIEFEST``, so that the chapters fit their pages."""

    def at_most(self, *rows: N) -> N:
        """Return how much of something is shown: the number for this brevity, or the last that is given."""
        return rows[min(self.brevity, len(rows) - 1)]

    @property
    def as_if(self) -> str:
        """Where and on which day the regime is read as if operated."""
        setting = self.rights.setting
        places = setting.jurisdictions
        where = (
            "every place whose law is read here"
            if len(places) == len(JURISDICTIONS)
            else listed([PLACES[place] for place in places])
        )
        return f"As if operated in {where} on {setting.on.isoformat()}"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the places that were asked for."""
        places = self.rights.setting.jurisdictions
        return tuple(one for one in self.rights.findings if one.pack.jurisdiction in places)

    def of(self, *verdicts: str) -> list[Finding]:
        """Return the findings with these verdicts, in the order of the verdicts."""
        return [one for verdict in verdicts for one in self.findings if one.verdict == verdict]

    def values(self, measure: str) -> list[dict[str, Any]]:
        """Return the figures of a measure; none where the run has none."""
        return list(self.rights.measures.get(measure, ()))
