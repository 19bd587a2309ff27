"""An audit as it is asked for: a word, places of law and a day in, an audit as plain data and as a view out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from rich.console import RenderableType

from glasshouse.audit.rights import whole
from glasshouse.audit.rights.facts import RegimeFacts, facts_of
from glasshouse.audit.rights.judging import Setting
from glasshouse.audit.rights.measured import measures_of
from glasshouse.audit.rights.pack import JURISDICTIONS
from glasshouse.audit.rights.rows import Figures, Subject, joined
from glasshouse.audit.whole import audit_of
from glasshouse.diagnostics import Diagnostic, UserFault, nearest, refuse
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.record.pairing import comparable
from glasshouse.record.reading import Run, open_run
from glasshouse.report import rights
from glasshouse.report.meant import what_is_meant
from glasshouse.report.weighed import Weighed, with_ends

ALL = "all"


class Loaded(Protocol):
    """Checked files, as a world is made of."""

    @property
    def regime(self) -> Read[Regime]:
        """The regime."""

    @property
    def conduct(self) -> Read[Conduct]:
        """The conduct."""


Load = Callable[[], Loaded]


@dataclass(frozen=True)
class Audited:
    """An audit of the facts of a regime, and what was measured of a run of it, beside a baseline or not.

    ``note`` says so where the word could have been a record or a regime.
    """

    found: whole.RightsAudit
    facts: RegimeFacts
    measured: Subject | None
    against: Run | None
    brief: bool
    note: str = ""
    files: tuple[Path, ...] = ()
    """Where a report of it was written."""
    weighed: Weighed | None = None
    """What safeguards do and assumptions leave, where that was asked for."""

    def with_measures(self, more: Mapping[str, Figures]) -> "Audited":
        """Return the audit with further figures, by id of the measure."""
        return replace(self, found=replace(self.found, measures=joined(self.found.measures, more)))

    def with_weighed(self, weighed: Weighed) -> "Audited":
        """Return the audit with what was weighed, and the assumption intervals that come of it."""
        found = replace(self.found, measures=with_ends(self.found.measures, weighed))
        return replace(self, weighed=weighed, found=found)

    @property
    def data(self) -> dict[str, Any]:
        """The audit as plain data."""
        report = {"report": [str(file) for file in self.files]}
        weighed = self.weighed
        if weighed is None:
            return {**whole.as_data(self.found), **report}
        both = {"safeguards": weighed.safeguards.data, "sensitivity": weighed.sensitivity.data}
        return {**whole.as_data(self.found), **both, **report}

    @property
    def view(self) -> RenderableType:
        """The audit as the terminal prints it."""
        return rights.summary(self.found, brief=self.brief)


def audited(
    what: str, law: str, on: str | None, today: date, load: Load, against: Path | None = None, *, brief: bool = False
) -> Audited:
    """Audit a record's regime with the figures of its run, or the regime that ``load`` gives."""
    setting = setting_of(law, on, today)
    taken = what_is_meant(what)
    if not taken.is_run:
        if against is not None:
            raise UserFault([Diagnostic("G504", f"`{what}` is no record, so nothing stands beside it",
                                        "a baseline is compared with a run of a regime, not with its file",
                                        "run the regime and audit its folder, or leave --against away")])  # fmt: skip
        files = load()
        facts = RegimeFacts(files.regime, files.conduct.value)
        return Audited(whole.audit_facts(facts, setting), facts, None, None, brief, taken.note)
    run, other = open_run(Path(what)), open_run(against) if against else None
    if other is not None:
        refuse(comparable(run.manifest, other.manifest))
    facts = facts_of(run)
    subject = Subject(run, audit_of(run, other), facts)
    found = whole.audit_facts(facts, setting, measures_of(subject))
    return Audited(found, facts, subject, other, brief, taken.note)


def setting_of(law: str, on: str | None, today: date) -> Setting:
    """Return where and when a regime is read as if operated; today if no day is given.

    >>> setting_of("eu,us", "2028-01-01", date(2026, 11, 23)).jurisdictions
    ('eu', 'us')
    """
    asked = JURISDICTIONS if law == ALL else tuple(word.strip() for word in law.split(","))
    for word in asked:
        if word not in JURISDICTIONS:
            close = nearest(word, [*JURISDICTIONS, ALL])
            why, remedy = f"there are {', '.join(JURISDICTIONS)} and {ALL}", f"--in {close or ALL}"
            raise UserFault([Diagnostic("G400", f"there is no law of {word[:40]!r} here", why, remedy)])
    places = tuple(place for place in JURISDICTIONS if place in asked)
    try:
        return Setting(places, today if on is None else date.fromisoformat(on), today)
    except ValueError:
        why, remedy = "rules of law apply from and until a day", f"--on {today.isoformat()}"
        raise UserFault([Diagnostic("G400", f"{str(on)[:40]!r} is no day", why, remedy)]) from None
