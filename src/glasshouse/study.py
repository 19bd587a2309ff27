"""The verbs for notebooks and scripts: plain objects that show themselves as tables, arrays and charts.

    from glasshouse import study

    told = study.run("as-told", place="village", citizens=1_000, days=30, folder="runs/told")
    told.days()                    # counts by day and group, a DataFrame of pandas
    told.ask("SELECT ...")         # a question in SQL, a DataFrame of pandas
    told.panel()                   # every day of the sampled, a Dataset of xarray
    told.charts()                  # the charts of its page, of Altair

Each verb is the one of `glasshouse.api`, and is refused where that is. Nothing here takes in a description of a person,
and nothing gives out a state that could be written: what comes out are copies of what a record keeps, or of what was
counted, each marked as synthetic and with its regime's status. A table is made by pandas, an array by xarray, a chart
by Altair; they are asked for when they are needed.
"""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from rich.console import Console, RenderableType

from glasshouse import api, weighing
from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.report import svg
from glasshouse.report.charts import Chart

if TYPE_CHECKING:
    import altair
    import pandas
    import xarray

    from glasshouse.engine.experiment import Files
    from glasshouse.report.experiments import Finding

COLUMNS = 100
"""Columns of a view in a notebook."""
MARKS = ("regime", "status", "synthetic")
"""Columns that every table has, so that a row that is cut out still says what it is of."""


def library(name: str) -> Any:
    """Return a library that a table, an array or a chart needs, or say how to have it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise UserFault([Diagnostic("G417", f"{name} is not installed", "tables, arrays and charts are made by it",
                                    f"pip install {name}")]) from error  # fmt: skip


@dataclass(frozen=True, repr=False)
class Shown:
    """What a verb found: ``data`` as `--json` prints them, and a view for people, which notebooks show."""

    data: Mapping[str, Any]
    view: RenderableType

    def __repr__(self) -> str:
        """Return in a line what it is, and of which regime."""
        named = self.data.get("regime") or self.data.get("to", {}).get("regime", "")
        return f"<{type(self).__name__} of {named}, synthetic>"

    def __str__(self) -> str:
        """Return the view as text."""
        console = Console(width=COLUMNS, file=StringIO(), color_system=None, force_terminal=False)
        with console.capture() as capture:
            console.print(self.view)
        return capture.get()

    def _repr_html_(self) -> str:
        """Return the view for a notebook."""
        return f'<div class="glasshouse"><pre style="line-height:1.25">{escape(str(self))}</pre></div>'


@dataclass(frozen=True, repr=False)
class Study(Shown):
    """What an experiment of many worlds found: `attribute`, `sensitivity` or `safeguards`."""

    finding: "Finding"

    def frame(self) -> "pandas.DataFrame":
        """Return every figure as a long table, each row with the status of the regime."""
        return table_of(self.finding.rows, self.data)

    def charts(self) -> "dict[str, altair.TopLevelMixin]":
        """Return the charts of its page, by name."""
        return charts_of([one.chart for one in self.finding.results if one.chart])

    def _repr_html_(self) -> str:
        """Return the view, and the charts below it."""
        drawn = (svg.draw(one.chart.spec, one.chart.alt, one.chart.name) for one in self.finding.results if one.chart)
        return f"{super()._repr_html_()}{Markup('').join(map(Markup, drawn))}"


@dataclass(frozen=True, repr=False)
class Comparison(Shown):
    """How the same people fare under two regimes."""

    def frame(self) -> "pandas.DataFrame":
        """Return each measure of everybody and of each group: in A (`there`), in B (`here`), and B less A."""
        rows = [
            {"measure": row["id"], "title": row["title"], "group": row["group"], "there": row["there"]["value"],
             "here": row["here"]["value"], "difference": row["difference"], "noise": row["noise"]}
            for row in self.data["effects"]
        ]  # fmt: skip
        return table_of(rows, self.data["to"])

    def parts(self) -> "pandas.DataFrame":
        """Return the total effect, its direct part and the spill-over, where the comparison was held."""
        rows = [
            {"measure": row["id"], "title": row["title"], "unit": row["unit"], "persons": row["persons"],
             **{name: row[name]["value"] for name in ("there", "total", "direct", "spill_over")}}
            for row in self.data.get("held", [])
        ]  # fmt: skip
        return table_of(rows, self.data["to"])


@dataclass(frozen=True, repr=False)
class Life(Shown):
    """One synthetic life out of a record."""

    def frame(self) -> "pandas.DataFrame":
        """Return what happened, a row an event."""
        return table_of(self.data["events"], self.data)

    def days(self) -> "pandas.DataFrame":
        """Return every day: the three standings, fear, money and the rest of what the panel holds."""
        return table_of([dict(zip(self.data["days"], row, strict=True))
                         for row in zip(*self.data["days"].values(), strict=True)], self.data)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Record(Shown):
    """A run that was recorded. It can be read, and nothing of it can be changed here."""

    folder: Path

    def days(self) -> "pandas.DataFrame":
        """Return the counts of every day and group."""
        return self.ask("SELECT * FROM days")

    def ask(self, sql: str, seconds: float = 30.0) -> "pandas.DataFrame":
        """Return the answer to one question in SQL over the record's views (`glasshouse query RUN --views`)."""
        answer = api.query(self.folder, sql, seconds)
        return table_of(answer.table.to_pylist(), self.data)

    def panel(self) -> "xarray.Dataset":
        """Return every day of the sampled citizens, read-only, with units and meanings."""
        arrays = library("xarray")
        opened: xarray.Dataset = arrays.open_zarr(self.folder / "panel.zarr", consolidated=False)
        return opened.assign_attrs({**opened.attrs, **marks_of(self.data)})

    def charts(self, against: "Record | None" = None) -> "dict[str, altair.TopLevelMixin]":
        """Return the charts of the run's page, beside a baseline where one is given."""
        from glasshouse.record.reading import open_run
        from glasshouse.report.exporting import figures_of
        from glasshouse.report.page import told

        _, sections = told(open_run(self.folder), open_run(against.folder) if against else None)
        return charts_of([figure.chart for figure in figures_of(sections)])

    def compare(self, other: "Record", *, hold: bool = False, saturation: Sequence[float] = ()) -> Comparison:
        """Return how the same people fare under the other regime instead of this one."""
        found = api.compare(self.folder, other.folder, hold=hold, saturation=saturation)
        return Comparison(shut(found.data), found.view)

    def life(self, citizen: int | str | None = None, *, find: str | None = None) -> Life:
        """Return one life: of a citizen by number or id, or of one who is found by a criterion."""
        found = api.explain(self.folder, None if citizen is None else str(citizen), find)
        return Life(shut(found.data), found.view)

    def audit(self, law: str = "all", on: date | None = None) -> Shown:
        """Return the record's regime as if operated under a law on a day (today, if none is given)."""
        today = date.today()
        found = api.audit(str(self.folder), law, (on or today).isoformat(), today, "cn-2020", "default")
        return Shown(shut(found.data), found.view)


def run(
    regime: str, folder: str | Path | None = None, *, place: str = "cn-2020", conduct: str = "default",
    citizens: int = 10_000, days: int = 365, seed: int = 1, seeds: int = 1, panel: int = 1000,
    district_size: int | None = None,
) -> Record:  # fmt: skip
    """Put a regime over a synthetic society and return the record that it leaves."""
    from glasshouse.engine.experiment import Setting

    setting = Setting(citizens, days, seed, district_size, panel=panel)
    files = api.load(regime, place, conduct)
    target = Path(folder) if folder is not None else api.new_folder(files.regime.value.regime, setting, seeds=seeds)
    return open_record(api.run(files, setting, target, seeds=seeds).folder)


def open_record(folder: str | Path) -> Record:
    """Return a record that is there."""
    from glasshouse.record.reading import open_run

    found = open_run(Path(folder))
    data = {**api.figures(found), "status": found.manifest.status, "synthetic": True}
    return Record(shut(data), api.summary(found.folder), found.folder)


@dataclass(frozen=True)
class Worlds:
    """What every world of an experiment has in common: place, size, days, seeds, and where figures are kept."""

    place: str = "cn-2020"
    citizens: int = 10_000
    days: int = 365
    seed: int = 1
    seeds: int = 3
    district_size: int | None = None
    keep: Path | None = api.KEPT
    executor: Executor | None = None

    def files(self, regime: str, conduct: str = "default") -> "Files":
        """Return a regime's files."""
        return api.load(regime, self.place, conduct)

    def options(self) -> dict[str, Any]:
        """Return what the verbs take by name."""
        return {"seeds": self.seeds, "keep": self.keep, "executor": self.executor}

    @property
    def setting(self) -> Any:
        """How a world is lived."""
        from glasshouse.engine.experiment import Setting

        return Setting(self.citizens, self.days, self.seed, self.district_size, panel=0)


def attribute(
    regime: str, measures: Sequence[str], worlds: Worlds, *, baseline: str = "ordinary-law", by: str = "section",
    groups: Sequence[str] = (), conduct: str = "default",
) -> Study:  # fmt: skip
    """Return what groups of a regime's clauses did (`docs/attribute.md`)."""
    files = worlds.files(regime, conduct), worlds.files(baseline, conduct)
    return study_of(api.attribute(*files, worlds.setting, measures, by=by, groups=groups, **worlds.options()))


def sensitivity(
    regime: str, conclusion: str, worlds: Worlds, *, than: str = "ordinary-law", method: str = "morris",
    count: int = 8, conduct: str = "default",
) -> Study:  # fmt: skip
    """Return which assumptions a conclusion rests on (`docs/sensitivity.md`)."""
    files = worlds.files(regime, conduct), worlds.files(than, conduct)
    found = api.sensitivity(*files, worlds.setting, conclusion, method=method, count=count, **worlds.options())
    return study_of(found)


def safeguards(
    regime: str, worlds: Worlds, measures: Sequence[str] = weighing.WEIGHED, *, only: Sequence[str] = (),
    conducts: Sequence[str] = weighing.HEADLINES, intensities: int = 0,
) -> Study:  # fmt: skip
    """Return what each safeguard averts and gives up (`docs/safeguards.md`)."""
    files = {name: worlds.files(regime, name) for name in conducts}
    found = api.safeguards(
        files, worlds.setting, measures, only=only, intensities=intensities, **worlds.options()
    )  # fmt: skip
    return study_of(found)


def study_of(found: "Finding") -> Study:
    """Return what an experiment found, for a notebook."""
    return Study(shut(found.data), found.view, found)


def shut(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return plain data whose entries cannot be replaced."""
    return MappingProxyType(dict(data))


def marks_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every row says of itself."""
    return {"regime": data.get("regime", ""), "status": data.get("status", ""), "synthetic": 1}


def table_of(rows: Sequence[Mapping[str, Any]], data: Mapping[str, Any]) -> "pandas.DataFrame":
    """Return rows as a table of pandas, each with the regime, its status and that it is synthetic."""
    made = library("pandas").DataFrame.from_records([dict(row) for row in rows])
    for name, value in marks_of(data).items():
        if name not in made.columns:
            made[name] = bool(value) if name == "synthetic" else value
    return made


def charts_of(charts: Sequence[Chart]) -> "dict[str, altair.TopLevelMixin]":
    """Return charts as Altair has them, in the colours of a light page; regime and status stand in each."""
    made = library("altair")
    found = {}
    for chart in charts:
        text = json.dumps(chart.spec)
        for placeholder, (_, light, _) in svg.COLOURS.items():
            text = text.replace(placeholder, light)
        found[chart.name] = made.Chart.from_dict(json.loads(text), validate=False)
    return found
