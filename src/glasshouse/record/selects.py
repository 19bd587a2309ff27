"""The SQL behind the views: selects over a run's own Parquet files and its manifest, and over nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.counts import FEW, GRAINS, Grain
from glasshouse.record.manifest import Manifest
from glasshouse.record.measured import EVERYBODY, MEASURED, Measures, Value, sql_type
from glasshouse.record.naming import FALSE_CAUSES, Over, names_of
from glasshouse.record.reading import Run, damaged
from glasshouse.record.reserve import OPEN, given, looks_for_protected
from glasshouse.record.tabular import Family, View
from glasshouse.record.views import (
    ANY_PROTECTED,
    MEANINGS,
    NAMES,
    RUN,
    SILENCE,
    VIEWS,
    axis_of,
    blocks_of,
    derived_of,
    wide_name,
)

POINT = 16
"""Scores are counted in points/16."""

Entry = dict[str, str]
"""One row that a view makes of each row of counts: column and SQL expression."""


def text(value: str | None) -> str:
    """Return a text as an SQL literal.

    >>> text("it's"), text(None)
    ("'it''s'", 'NULL::VARCHAR')
    """
    return "NULL::VARCHAR" if value is None else "'" + value.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """Return a name as an SQL identifier.

    >>> print(quoted('done.jay"walk'))
    "done.jay""walk"
    """
    return '"' + name.replace('"', '""') + '"'


def own_file(folder: Path, file: str) -> Path:
    """Return the absolute path of one of a record's files; a link, a pattern or what is no plain file is refused."""
    path, whole = folder / file, folder.resolve() / file
    if not (path.is_file() and path.resolve() == whole):
        raise damaged(folder, f"{file} is missing, a link, or no plain file")
    if any(c in str(whole) for c in "*?["):
        what = f"{folder} lies where a name holds one of * ? ["
        why = "DuckDB takes that for a pattern, which may name files outside the record"
        raise UserFault([Diagnostic("G523", what, why, "rename the folder")])
    return whole


def seeds_of(run: Run) -> list[tuple[int, Path]]:
    """Return each seed of a run and the folder of its record."""
    parts = [(one.seed, run.folder / one.folder) for one in run.manifest.replicates]
    return parts or [(run.manifest.seed, run.folder)]


def own_files(run: Run) -> list[Path]:
    """Return every file of counts of a run, as absolute paths: all that a question may ever read."""
    return [own_file(folder, grain.file) for _, folder in seeds_of(run) for grain in GRAINS]


@dataclass(frozen=True)
class Source:
    """One grain of a run's counts: the SQL that scans it, and the columns that are in all its files."""

    grain: Grain
    sql: str
    names: frozenset[str]

    def figure(self, name: str) -> str:
        """Return a count as a whole number; zero where the record holds no such column."""
        return f"CAST({quoted(name)} AS BIGINT)" if name in self.names else "CAST(0 AS BIGINT)"

    def keys(self) -> list[str]:
        """Return the expressions of the key columns."""
        first = ["seed", *(f"CAST({quoted(key)} AS INTEGER) AS {key}" for key in (self.grain.where, self.grain.when))]
        return [*first, "['M', 'N1', 'N2'][CAST(\"group\" AS INTEGER) + 1] AS group_name"]


def source_of(run: Run, grain: Grain) -> Source:
    """Return how one grain of a run is scanned, all seeds one after the other."""
    scans, names = [], []
    for seed, folder in seeds_of(run):
        path = own_file(folder, grain.file)
        try:
            names.append(set(pq.read_schema(path).names))
        except (pa.ArrowException, OSError) as error:
            raise damaged(folder, f"{grain.file}: {str(error).splitlines()[0]}") from error
        if not names[-1] >= {grain.where, grain.when, "citizens"}:
            raise damaged(folder, f"{grain.file} has not the columns of counts")
        scan = f"read_parquet({text(str(path))}, hive_partitioning = false)"
        scans.append(f"SELECT CAST({seed} AS BIGINT) AS seed, * FROM {scan}")
    return Source(grain, " UNION ALL BY NAME ".join(scans), frozenset(set.intersection(*names)))


def things(manifest: Manifest, over: Over) -> list[tuple[str, Entry]]:
    """Return the acts, lists, ... of a run: the id that its columns carry, and the labels of its rows."""
    legend = manifest.legend
    if over == "act":
        return [(act.id, {"act": text(act.id), "protects": text(act.protects)}) for act in legend.acts if act]
    if over == "sensor":
        return [(row.id, {"sensor": text(row.id), "sensor_kind": text(row.kind)}) for row in legend.sensors]
    if over == "gate":
        return [(row.id, {"sensor": text(row.id)}) for row in legend.sensors if row.gate]
    if over == "list":
        return [(row.id, {"list": text(row.id), "colour": text(row.colour)}) for row in legend.lists]
    if over == "consequence":
        return [
            (row.id, {"consequence": text(row.id), "effect": text("sanction" if row.adverse else "reward"),
                      "touches": text(row.right)})
            for row in legend.consequences
        ]  # fmt: skip
    if over == "wish":
        return [(row.id, {"wish": text(row.id)}) for row in legend.wishes]
    if over == "tier":
        return [(row.id, {"tier": text(row.id), "rank": str(rank)}) for rank, row in enumerate(legend.tiers)]
    protected = {act.id for act in legend.acts if act and act.protects is not None}
    if over == "cell":
        counted = {act for acts in legend.card for act in acts}
        return [] if counted & protected else [(cell, {"cell": text(cell)}) for cell in names_of(legend, over) if cell]
    channels = [(name, *name.rpartition(".")[::2]) for name in (legend.channels[k] for k in legend.far)]
    return [
        (name, {"sensor": text(sensor), "act": text(act)}) for name, sensor, act in channels if act not in protected
    ]


def column_name(block: str, *parts: str) -> str:
    """Return the name that a column has in the record.

    >>> column_name("recorded", "jaywalk", "true"), column_name("citizens", "", "")
    ('recorded.jaywalk.true', 'citizens')
    """
    return ".".join(part for part in (block, *parts) if part)


def wide_entries(family: Family, source: Source, manifest: Manifest) -> list[Entry]:
    """Return a row per act, list, ... with its figures side by side; one row where the family is over nothing."""
    kept_back = {
        (act.id, block.name)
        for act in manifest.legend.acts
        for block in blocks_of(family)
        if act and family.over == "act" and not given(manifest, act, block.name)
    }
    rows = []
    for thing, labels in things(manifest, family.over) if family.over else [("", {})]:
        row = dict(labels)
        for block in blocks_of(family):
            for part in axis_of(block).inner or ("",):
                figure = source.figure(column_name(block.name, thing, part))
                row[wide_name(block, part)] = "NULL::BIGINT" if (thing, block.name) in kept_back else figure
        rows.append(row)
    return rows


def long_entries(family: Family, source: Source, manifest: Manifest) -> list[Entry]:
    """Return a row per act, list, ... and inner label."""
    found = things(manifest, family.over) if family.over else [("", {})]
    rows = []
    for thing, labels in found:
        for part in family.inner:
            figures = {wide_name(b, ""): source.figure(column_name(b.name, thing, part)) for b in blocks_of(family)}
            rows.append({**labels, **inner_labels(family, part, manifest), **figures})
    return rows


def inner_labels(family: Family, part: str, manifest: Manifest) -> Entry:
    """Return what a row of a long view says of its inner label."""
    if family.long != "bin":
        return {family.long: text(part)}
    span = manifest.score_most - manifest.score_least
    return {"bin": part, "score_from": f"CAST({manifest.score_least + span * int(part) / 64} AS DOUBLE)"}


def record_entries(family: Family, source: Source, manifest: Manifest) -> list[Entry]:
    """Return records by act and cause; of protected acts the false ones alone, all acts together."""
    protected = [act.id for act in manifest.legend.acts if act and act.protects is not None]
    rows = [row for row in long_entries(family, source, manifest) if row["act"] not in map(text, protected)]
    for cause in family.inner[1:] if protected else ():
        figures = {
            block.name: " + ".join(source.figure(column_name(block.name, act, cause)) for act in protected)
            for block in blocks_of(family)
        }
        rows.append({"act": text(ANY_PROTECTED), "protects": text("any right"), "cause": text(cause), **figures})
    return rows


def sensor_entries(family: Family, source: Source, manifest: Manifest) -> list[Entry]:
    """Return records by sensor and cause; of a sensor that looks for protected acts the false ones alone."""
    reserved = {text(sensor.id) for sensor in manifest.legend.sensors if looks_for_protected(manifest, sensor)}
    false = {text(cause) for cause in FALSE_CAUSES}
    rows = long_entries(family, source, manifest)
    return [row for row in rows if row["sensor"] not in reserved or row["cause"] in false]


def money_entries(family: Family, source: Source, manifest: Manifest) -> list[Entry]:
    """Return a row per item of money."""
    del manifest
    return [
        {"item": text(b.name), "definition": text(b.meaning + (" (stock)" if b.stock else "")),
         "amount": source.figure(b.name)}
        for b in blocks_of(family)
    ]  # fmt: skip


def family_select(view: View, run: Run) -> str:
    """Return the SQL of a view of counts: each row of the file becomes one row per entry."""
    assert view.family is not None and view.grain is not None
    family, source = view.family, source_of(run, view.grain)
    special = {"records": record_entries, "sensors": sensor_entries, "money": money_entries}
    maker = special.get(family.name) or (long_entries if family.long else wide_entries)
    entries = maker(family, source, run.manifest)
    keys = source.keys()
    if family.denominator:
        keys.append(f"{source.figure('scored')} AS scored")
    if not entries:
        nothing = ", ".join(f"NULL AS {quoted(name)}" for name in view.names())
        return f"SELECT {nothing} WHERE false"
    if family.over or family.long:
        rows = ", ".join("{" + ", ".join(f"{quoted(k)}: {v}" for k, v in row.items()) + "}" for row in entries)
        figures = [f"unnest([{rows}], recursive := true)"]
    else:
        figures = [f"{value} AS {quoted(name)}" for name, value in entries[0].items()]
    inner = f"SELECT {', '.join(keys + figures)} FROM ({source.sql})"
    derived = [f"{mean(column.name, run.manifest)} AS {column.name}" for column in derived_of(family)]
    ordered = [quoted(name) for name in view.names() if name not in {column.name for column in derived_of(family)}]
    return f"SELECT {', '.join(ordered + derived)} FROM ({inner})"


def mean(name: str, manifest: Manifest, sums: str = "score_sum") -> str:
    """Return the expression of a mean over those old enough for records, NULL where there is nobody or no score."""
    if name == "mean_fear":
        return "fear_sum / nullif(scored, 0)"
    return f"{sums} / {POINT}.0 / nullif(scored, 0)" if manifest.scored else "NULL::DOUBLE"


def districts_select(view: View, run: Run) -> str:
    """Return the SQL of the few totals by district and day."""
    assert view.grain is not None
    source = source_of(run, view.grain)
    columns = [*source.keys()[:-1], *(f"{source.figure(name)} AS {name.replace('.', '_')}" for name in FEW)]
    inner = f"SELECT {', '.join(columns)} FROM ({source.sql})"
    return f"SELECT *, {mean('mean_score', run.manifest, 'score_sum_held')} AS mean_score FROM ({inner})"


def silence_select(view: View, run: Run) -> str:
    """Return the SQL of the ratios of protected acts, by cycle and whole run, by group and everybody."""
    assert view.grain is not None
    source = source_of(run, view.grain)
    acts = [act for act in run.manifest.legend.acts if act and act.protects is not None]
    if not acts:
        return f"SELECT {', '.join(f'NULL AS {name}' for name in view.names())} WHERE false"
    rows = ", ".join(
        "{" + f"act: {text(act.id)}, protects: {text(act.protects)}, "
        + ", ".join(f"{b}: {source.figure(column_name(b, act.id))}" for b in OPEN) + "}"
        for act in acts
    )  # fmt: skip
    inner = f"SELECT {', '.join(source.keys())}, unnest([{rows}], recursive := true) FROM ({source.sql})"
    meant = "nullif(sum(done) + sum(withheld) - sum(displaced), 0)"
    return (
        f"SELECT seed, cycle, CASE WHEN grouping(group_name) = 1 THEN '{EVERYBODY}' ELSE group_name END AS group_name, "
        f"act, protects, 10000.0 * sum(withheld) / {meant} AS withheld_in_10000, "
        f"10000.0 * (sum(withheld) - sum(displaced)) / {meant} AS silenced_in_10000 "
        f"FROM (SELECT *, day // {DAYS_PER_CYCLE} AS cycle FROM ({inner})) "
        "GROUP BY GROUPING SETS ((seed, act, protects, cycle, group_name), (seed, act, protects, cycle), "
        "(seed, act, protects, group_name), (seed, act, protects))"
    )


def values(view: View, rows: list[list[str]]) -> str:
    """Return a view of rows that are written out."""
    names = ", ".join(view.names())
    if not rows:
        return f"SELECT {', '.join(f'NULL::VARCHAR AS {name}' for name in view.names())} WHERE false"
    return f"SELECT * FROM (VALUES {', '.join('(' + ', '.join(row) + ')' for row in rows)}) AS written({names})"


def run_select(view: View, run: Run) -> str:
    """Return the SQL of the manifest's row, one per seed."""
    rows = []
    for one in run.replicates() if run.manifest.replicates else [run]:
        m = one.manifest
        rows.append([
            str(m.seed), "true", text(m.regime.name), text(m.regime.title), text(m.status), text(m.describes),
            text(m.place.name), text(m.conduct.name), str(m.citizens), str(m.days), str(m.districts),
            str(m.provinces), str(m.score_least), str(m.score_most), text(m.currency), text(m.digest), text(m.version),
        ])  # fmt: skip
    return values(view, rows)


def names_select(view: View, run: Run) -> str:
    """Return the SQL of what the ids stand for."""
    legend = run.manifest.legend
    rows = [["act", act.id, act.title, act.protects] for act in legend.acts if act]
    rows += [["sensor", row.id, row.title, row.kind] for row in legend.sensors]
    rows += [["list", row.id, row.title, row.colour] for row in legend.lists]
    rows += [["tier", row.id, row.title, None] for row in legend.tiers]
    rows += [["consequence", row.id, row.title, "sanction" if row.adverse else "reward"] for row in legend.consequences]
    rows += [["wish", row.id, row.title, None] for row in legend.wishes]
    return values(view, [[text(cell) for cell in row] for row in rows])


def meanings_select(view: View, run: Run) -> str:
    """Return the SQL of the description of the views."""
    del run
    rows = [[v.name, c.name, c.unit, c.kind, c.meaning] for v in VIEWS.values() for c in v.columns]
    return values(view, [[text(cell) for cell in row] for row in rows])


SPECIAL: dict[str, Callable[[View, Run], str]] = {
    RUN.name: run_select,
    NAMES.name: names_select,
    MEANINGS.name: meanings_select,
    SILENCE.name: silence_select,
    "districts": districts_select,
}


def measured_select(view: View, run: Run, measures: Measures) -> str:
    """Return the SQL of a view whose rows are measured; whoever asks for one brings what measures it."""
    types = [sql_type(column) for column in view.columns]
    names = [quoted(name) for name in view.names()]
    typed = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in zip(names, types, strict=True))
    rows = measures[view.name](run)
    body = ", ".join(f"({', '.join(map(literal, row))})" for row in rows) or f"({', '.join(['NULL'] * len(types))})"
    written = f"SELECT {typed} FROM (VALUES {body}) AS written({', '.join(names)})"
    return written if rows else f"{written} WHERE false"


def literal(value: Value) -> str:
    """Return a value as an SQL literal.

    >>> literal(0.1), literal(None), literal("it's"), literal(7)
    ('0.1', 'NULL', "'it''s'", '7')
    """
    return text(value) if isinstance(value, str) else "NULL" if value is None else repr(value)


def select(name: str, run: Run, measures: Measures) -> str:
    """Return the SQL of a view over a run."""
    if VIEWS[name] in MEASURED:
        return measured_select(VIEWS[name], run, measures)
    return SPECIAL.get(name, family_select)(VIEWS[name], run)
