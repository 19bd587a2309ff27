"""An audit as it is asked for: a word, places of law and a day in, an audit as plain data and as a view out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from rich.console import RenderableType

from glasshouse.audit.rights import whole
from glasshouse.audit.rights.judging import Setting
from glasshouse.audit.rights.measured import measures_of
from glasshouse.audit.rights.pack import JURISDICTIONS
from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.record.kept import read_kept
from glasshouse.record.reading import open_run
from glasshouse.report import rights
from glasshouse.report.meant import what_is_meant

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
    """An audit as plain data and as a view; ``note`` says so where the word could have been a record or a regime."""

    data: dict[str, Any]
    view: RenderableType
    note: str = ""


def audited(what: str, law: str, on: str | None, today: date, load: Load, *, brief: bool = False) -> Audited:
    """Audit a record's regime with the figures of its run, or the regime that ``load`` gives."""
    setting = setting_of(law, on, today)
    taken = what_is_meant(what)
    if taken.is_run:
        run = open_run(Path(what))
        folder, manifest = run.first.folder, run.manifest
        regime = read_kept(folder, "regime", manifest.regime, Regime)
        conduct = read_kept(folder, "conduct", manifest.conduct, Conduct).value
        found = whole.audit_rights(regime, conduct, setting, measures_of(run), folder)
    else:
        files = load()
        found = whole.audit_rights(files.regime, files.conduct.value, setting)
    return Audited(whole.as_data(found), rights.summary(found, brief=brief), taken.note)


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
