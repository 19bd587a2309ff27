"""The annexes: elements of an impact assessment, the rule log with overrides, cited lines, measures, provenance."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from glasshouse.audit.rights.catalogue import as_rows, untold
from glasshouse.audit.rights.judging import Finding
from glasshouse.audit.rights.whole import once_by_name
from glasshouse.report.brief import caveats
from glasshouse.report.brief.document import Block, Chapter, Grid, Heading, Paragraph, Row, lines_cited
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.brief.harms import of
from glasshouse.report.brief.plainly import assumed, between, field_in_words, places, value_of
from glasshouse.report.rights import reviewed
from glasshouse.report.told import printable
from glasshouse.report.words import NONE, many

FIGURES, WIDEST = 3, 160


def rule_log(dossier: Dossier) -> Chapter:
    """Return annex B: every rule that was read, with its verdict, and every cell of a table that was laid aside."""
    blocks: list[Block] = [Paragraph("Every rule that was read, pack by pack. No sum is made of verdicts: they do not "
                                     "weigh the same. What is out of scope is named with the reason.")]  # fmt: skip
    for pack in once_by_name([one.pack for one in dossier.findings]):
        found = [one for one in dossier.findings if one.pack is pack]
        rows = tuple(logged(one) for one in found)
        text = " ".join(part for part in (pack.note, pack.pending and f"Pending: {pack.pending}", reviewed(pack, found))
                        if part)  # fmt: skip
        caption = f"{pack.instrument} ({pack.jurisdiction}; text as of {pack.text_as_of or 'not given'})"
        blocks.append(Grid(caption, ("rule", "provision", "verdict", "why"), rows, (1.7, 2.6, 1.6, 6), 99, text))
    blocks.append(Heading("Laid aside by the file"))
    if dossier.rights.overrides:
        aside = tuple(Row((printable(o.cell), o.table, o.file, printable(o.why))) for o in dossier.rights.overrides)
        head = ("cell of a declared table", "the table says", "the file says", "why")
        blocks.append(Grid("Overrides of declared tables", head, aside, (4, 2, 2, 5)))
    else:
        blocks.append(Paragraph("The file lays no cell of a declared table aside."))
    return Chapter("rule-log", "Rule log, with overrides", tuple(blocks), annex=True)


def logged(one: Finding) -> Row:
    """Return one rule of the log."""
    law, reply = one.law, one.answer
    parts = [printable(one.reason)]
    if one.verdict not in ("out-of-scope", "no-finding"):
        parts += [f"At: {places(reply.spots, 3)}."] if reply.spots else []
        fields = list(dict.fromkeys(field_in_words(field) for field in reply.missing))
        parts += [f"Missing: {', '.join(fields[:6])}{' and others' if len(fields) > 6 else ''}."] if fields else []
    stale = " (review is stale)" if one.stale else ""
    return Row((law.id, f"{law.provision} ({', '.join(law.marks)})", one.verdict + stale, " ".join(parts)), law.id)


def cited(dossier: Dossier, chapters: list[Chapter]) -> Chapter:
    """Return annex C: what stands on every line that the report names."""
    texts: dict[str, list[str]] = {}
    rows = []
    for line in lines_cited(chapters):
        file, _, number = line.rpartition(":")
        if file in dossier.files and file not in texts:
            texts[file] = lines_of(dossier.files[file])
        found = texts.get(file, [])
        if int(number) <= len(found):
            text = printable(found[int(number) - 1])
            rows.append(Row((line, text if len(text) <= WIDEST else text[:WIDEST] + "\u2026"), line))
    grid = Grid("Lines that this report names", ("line", "what stands there"), tuple(rows), (2.6, 8))
    files = Paragraph("The files are those that were audited; a long line is cut.")
    return Chapter("lines", "Lines of the files", (files, grid), annex=True)


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file that was read before; none where it is gone."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def measures(dossier: Dossier) -> Chapter:
    """Return annex D: every measure of such an audit, whether it is computed, and if not, why."""
    rows, weighed = [], dossier.weighed is not None
    seeds = dossier.measured.how.seeds if dossier.measured is not None else 1
    for one in as_rows(dossier.rights.measures, run=dossier.measured is not None):
        values = "; ".join(figure_of(value, dossier.measured) for value in one["values"][:FIGURES])
        more = f"; {len(one['values']) - FIGURES} more in --json" if len(one["values"]) > FIGURES else ""
        lacking = untold(one["id"], one["values"], seeds=seeds, weighed=weighed)
        why = "; ".join(part for part in (one["why"], one["absent"], *lacking) if part)
        rows.append(Row((one["id"], one["title"], one["state"], values + more or NONE, why or NONE), one["id"]))
    head = ("id", "measure", "state", "figures of this run", "what to know")
    both = "" if weighed or dossier.measured is None else f" {caveats.ASSUMPTIONS}"
    text = Paragraph(
        "Figures of everybody come first; [what chance leaves] and {what assumptions leave} stand after them, and "
        f"where one of them is missing the last column says why. What is computed in part, or not, says why.{both}"
    )
    grid = Grid("Measures M1 to M34", head, tuple(rows), (0.8, 3, 1.3, 5, 3.4))
    return Chapter("measures", "Measures", (text, grid), annex=True)


def figure_of(row: Mapping[str, Any], measured: Measured | None) -> str:
    """Return a figure with what it is of and both intervals; of a country per million, as all counts are."""
    if measured is None:
        return ""
    chance = "" if between(row) == NONE else f" [{between(row)}]"
    assumptions = "" if assumed(row) == NONE else f" {assumed(row)}"
    return f"{row['what']}: {value_of(row)}{chance}{assumptions} ({of(row, measured.how)})"


def provenance(dossier: Dossier) -> Chapter:
    """Return the last annex: what was read and run, by which version, with which digests."""
    setting, measured = dossier.rights.setting, dossier.measured
    rows = [
        ("Read as if operated in", f"{', '.join(setting.jurisdictions)}, on {setting.on.isoformat()}"),
        ("Audited on", setting.today.isoformat()),
        ("Version", f"Glasshouse {dossier.version}"),
        *dossier.digests,
        *(of_run(measured) if measured else []),
    ]
    packs = [
        f"{pack.pack} {pack.reviewed_on.isoformat()}" for pack in once_by_name([one.pack for one in dossier.findings])
    ]
    rows.append(("Packs of rules, by the day of their review", ", ".join(packs)))
    grid = Grid("What this report was made of", ("what", "which"), tuple(Row(pair) for pair in rows), (3, 9))
    return Chapter("provenance", "Provenance", (grid,), annex=True)


def of_run(measured: Measured) -> list[tuple[str, str]]:
    """Return what was run, and how to run it again."""
    m = measured.manifest
    again = f"glasshouse reproduce {measured.run.folder.name}"
    found = [
        ("Run", f"{many(m.citizens, 'synthetic citizen')}, {many(m.days, 'day')}, "
                f"{'seeds' if m.replicates else 'seed'} {m.luck}, {many(m.districts, 'district')}"),
        ("Digest of the run", m.digest or "none"),
        ("Kernel and tables", f"{m.kernel_sha256} and {m.tables_sha256}"),
        ("Place and conduct", f"{m.place.name} ({m.place.sha256}) and {m.conduct.name} ({m.conduct.sha256})"),
        ("Again", again),
    ]  # fmt: skip
    if measured.audit.compared and measured.against:
        other = measured.against.manifest
        found.append(("Baseline", f"{other.regime.name}, {other.luck}, digest {other.digest or 'none'}"))
    return found
