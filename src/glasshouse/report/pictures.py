"""The pictures of the page: which charts an audit fills, in words as well."""

from collections.abc import Sequence

import numpy as np

from glasshouse.audit.measures import Score, groups_of, score_bins
from glasshouse.audit.whole import Audit
from glasshouse.record.naming import CLASSES
from glasshouse.record.reading import Run
from glasshouse.report import charts
from glasshouse.report.bands import banded, bands, bands_of
from glasshouse.report.charts import Bars, Chart, Frame, Table
from glasshouse.report.sentences import done_for_100
from glasshouse.report.words import figures, group_name, grouped, listed, percent, sentence, spoken, value_of

TEN_THOUSAND = 10_000
Series = dict[str, Sequence[float | None]]


def frame_of(run: Run) -> Frame:
    """Return what every chart of a run says under its title."""
    return Frame(spoken(run.manifest.regime.name), run.manifest.status)


def series_table(caption: str, series: Series, places: int) -> Table:
    """Return lines as a table: a row about every month."""
    days = len(next(iter(series.values())))

    def cell(value: float | None) -> str:
        return "\u2013" if value is None else f"{value:.{places}f}".replace("-", "\u2212")

    return Table(
        caption=caption,
        head=("day", *(group_name(group) for group in series)),
        rows=[(grouped(day + 1), *(cell(line[day]) for line in series.values())) for day in charts.told(days)],
    )


def ends(series: Series, places: int) -> str:
    """Return in words where each line begins and ends."""
    parts = []
    for group, line in series.items():
        first, last = line[0], line[-1]
        if first is not None and last is not None:
            parts.append(f"{group_name(group)} from {first:.{places}f} to {last:.{places}f}")
    return listed(parts) or "no values"


def shown_groups(names: Sequence[str]) -> list[str]:
    """Return the groups to draw: each of them, or everybody where there is but one."""
    parts = [name for name in names if name != "everybody"]
    return parts if len(parts) > 1 else ["everybody"]


def score_lines(frame: Frame, scores: list[Score]) -> list[Chart]:
    """Return the mean score by group, and its distance from the one without errors."""
    if not scores or all(value is None for value in scores[0].held):
        return []
    kept = [row for row in scores if row.group in shown_groups([row.group for row in scores])]
    held: Series = {row.group: row.held for row in kept}
    gap: Series = {row.group: by_errors(row) for row in kept}
    of_seeds = [[row.seeds[k] for row in kept] for k in range(len(kept[0].seeds))]
    about = bands_of([{row.group: row.held for row in rows} for rows in of_seeds])
    apart = bands_of([{row.group: by_errors(row) for row in rows} for rows in of_seeds])
    found = [
        Chart(
            "score",
            "Mean score",
            f"Lines: mean score over the days by group. {ends(held, 1)}.",
            charts.lines(frame, "Mean score by group", "points", held, zero=False),
            series_table("Mean score in points", held, 1),
            "The axis does not begin at zero.",
        ),
        Chart(
            "gap",
            "What errors add or take",
            "Lines: points of the held score above or below what the same rules give without the errors, "
            f"by group. {ends(gap, 2)}.",
            charts.lines(frame, "Score held less score without errors", "points", gap, zero=True),
            series_table("Held less error-free score in points", gap, 2),
            "Above zero, errors add points: deeds on file that nobody did. Below, they take points.",
        ),
    ]
    return [banded(chart, over) for chart, over in zip(found, (about, apart), strict=True)]


def by_errors(row: Score) -> list[float | None]:
    """Return day by day how far the score held lies above the one without errors."""
    return [None if a is None or b is None else a - b for a, b in zip(row.held, row.error_free, strict=True)]


def score_histogram(frame: Frame, run: Run) -> list[Chart]:
    """Return the distribution of scores on the first and the last day."""
    first, last = score_bins(run)
    if sum(first) == 0 or sum(last) == 0:
        return []
    least, most = run.manifest.score_least, run.manifest.score_most
    edges = [least + (most - least) * k / len(first) for k in range(len(first) + 1)]
    used = [k for k in range(len(first)) if first[k] or last[k]]
    low, high = max(used[0] - 1, 0), min(used[-1] + 2, len(first))
    a = [round(n * TEN_THOUSAND / sum(first), 2) for n in first[low:high]]
    b = [round(n * TEN_THOUSAND / sum(last), 2) for n in last[low:high]]
    names = [f"{edges[k]:.0f} to {edges[k + 1]:.0f}" for k in range(low, high)]
    top = max(range(len(b)), key=lambda k: b[k])
    return [
        Chart(
            "spread",
            "How scores spread",
            f"Bars: scores on the last day, most of them at {names[top]} points; a line of steps: on the first day.",
            charts.histogram(frame, "How scores are spread", "in 10\u202f000 scored", a, b, edges[low : high + 1]),
            Table(
                "Scored citizens by score, in 10\u202f000",
                ("points", "first day", "last day"),
                [(name, figures(x), figures(y)) for name, x, y in zip(names, a, b, strict=True)],
            ),
            f"The scale runs from {grouped(least)} to {grouped(most)}; empty ends are left out.",
        )
    ]


def tier_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return the tiers on the first and the last day."""
    rows = [
        (row.title, row.first.value, row.last.value)
        for row in reversed(audit.tiers)
        if row.first.value is not None and row.last.value is not None
    ]
    full = [(title, a, b) for title, a, b in rows if a is not None and b is not None]
    cells = [(row.title, value_of(row.first), value_of(row.last)) for row in reversed(audit.tiers)]
    if not full:
        return []
    said = listed([f"{title} {figures(a)} then {figures(b)}" for title, a, b in full])
    return [
        Chart(
            "tiers",
            "Tiers",
            f"Bars: scored citizens in each tier in 10\u202f000, on the first day and the last: {said}.",
            charts.before_after(frame, "Tiers, first and last day", "in 10\u202f000 scored", full),
            Table(
                "Scored citizens by tier, in 10\u202f000",
                ("tier", "first day", "last day"),
                cells,
            ),
            "A bar is the last day, the stroke across it the first.",
        )
    ]


def sanction_areas(frame: Frame, run: Run) -> list[Chart]:
    """Return those under a sanction day by day, in the three classes; nothing where nobody ever was."""
    scored = run.daily("scored").sum(axis=1)
    scale = np.where(scored > 0, TEN_THOUSAND / np.maximum(scored, 1), 0.0)
    parts = [run.daily(f"sanctioned.{which}").sum(axis=1) * scale for which in CLASSES]
    days = [(float(a), float(b), float(c)) for a, b, c in zip(*parts, strict=True)]
    if not any(any(row) for row in days):
        return []
    last = [figures(value) for value in days[-1]]
    only = Chart(
        "sanctioned",
        "Under a sanction",
        "Stacked areas: people under a sanction day by day in 10\u202f000 old enough for records. On the "
        f"last day {last[0]} in error, {last[1]} against a right, {last[2]} by the rules.",
        charts.areas(frame, "Under a sanction, by class", "in 10\u202f000 old enough for records", days),
        Table(
            "Under a sanction, in 10\u202f000 old enough for records",
            ("day", *charts.CLASS_NAMES),
            [(grouped(day + 1), *(figures(value) for value in days[day])) for day in charts.told(len(days))],
        ),
        "The classes are stacked: the upper edge is all three.",
    )
    return [only]


def consequence_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return person-days under each consequence by class: sanctions first, then rewards."""
    among = audit.sanctions[0].scored_days
    order = sorted(audit.consequences, key=lambda row: (not row.adverse, -row.days.all))
    rows = [
        (row.title + ("" if row.adverse else " (reward)"), charts.per_ten_thousand(row.days, among)) for row in order
    ]
    if not any(any(parts) for _, parts in rows):
        return []
    return [
        Chart(
            "under",
            "Under each consequence",
            "Stacked bars: person-days under each consequence in 10\u202f000 person-days, by class. "
            + said_classes(rows),
            charts.bars(frame, "Time under each consequence", Bars(rows, "in 10\u202f000 person-days")),
            class_table("Person-days under each consequence, in 10\u202f000", "consequence", rows),
            "A reward in error is one for what nobody did.",
        )
    ]


def list_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return who is on which list at the end, by class."""
    order = sorted(audit.lists, key=lambda row: (row.colour == "red", -row.stock.all))
    rows = [
        (
            row.title + (" (honours)" if row.colour == "red" else ""),
            charts.per_ten_thousand(row.stock, row.on_it.denominator),
        )
        for row in order
    ]
    if not any(any(parts) for _, parts in rows):
        return []
    return [
        Chart(
            "lists",
            "On lists",
            "Stacked bars: people on each list on the last day in 10\u202f000 old enough for records, by "
            "class. " + said_classes(rows),
            charts.bars(frame, "On each list, last day", Bars(rows, "in 10\u202f000 old enough for records")),
            class_table("On each list on the last day, in 10\u202f000", "list", rows),
            "One person can be on several lists.",
        )
    ]


def said_classes(rows: list[tuple[str, tuple[float, float, float]]]) -> str:
    """Return in words the longest bar."""
    label, parts = max(rows, key=lambda row: sum(row[1]))
    return (
        f"The longest: {label}, {figures(parts[0])} in error, {figures(parts[1])} against a right, "
        f"{figures(parts[2])} by the rules."
    )


def class_table(caption: str, what: str, rows: list[tuple[str, tuple[float, float, float]]]) -> Table:
    """Return stacked bars as a table."""
    return Table(
        caption,
        (what, *charts.CLASS_NAMES),
        [(label, *(figures(value) for value in parts)) for label, parts in rows],
    )


def fear_lines(frame: Frame, run: Run, audit: Audit) -> list[Chart]:
    """Return those in fear day by day, by group."""
    groups = shown_groups(audit.groups)
    series = shares(run, "fearful", groups)
    if not any(any(line) for line in series.values()):
        return []
    found = Chart(
        "fear",
        "In fear",
        f"Lines: people in fear in 10\u202f000 old enough for records, by group. {ends(series, 0)}.",
        charts.lines(frame, "In fear, by group", "in 10\u202f000 old enough for records", series, zero=True),
        series_table("In fear, in 10\u202f000 old enough for records", series, 0),
        "Fear is a scale of this model with 16 levels; 4 and above is counted.",
    )
    return [banded(found, bands(run, lambda one: shares(one, "fearful", groups), 0.0))]


def shares(run: Run, name: str, groups: list[str]) -> Series:
    """Return a stock day by day in 10 000 old enough for records."""
    found: Series = {}
    for group, at in groups_of(run):
        if group in groups:
            over, under = run.daily(name)[:, at].sum(axis=1), run.daily("scored")[:, at].sum(axis=1)
            if int(under.sum()) > 0:
                found[group] = [
                    float(a) * TEN_THOUSAND / float(b) if b else None for a, b in zip(over, under, strict=True)
                ]
    return found


def speech_dots(frame: Frame, audit: Audit, name: str) -> list[Chart]:
    """Return protected acts done for 100 in the baseline, by group; ratios only."""
    groups = shown_groups(audit.groups)
    rows = [
        (sentence(row.title), group_name(row.group), row.ratio * 100)
        for row in audit.speech
        if row.ratio is not None and row.group in groups
    ]
    if not rows:
        return []
    low = min(rows, key=lambda row: row[2])
    table = [
        (sentence(row.title), group_name(row.group), done_for_100(row))
        for row in audit.speech
        if row.ratio is not None and row.group in groups
    ]
    return [
        Chart(
            "speech",
            "Lawful speech",
            f"Dots: protected acts done for 100 under {spoken(name)}, by act and group; 100 is no change. "
            f"The lowest: {low[0]}, {low[1]}, {percent(low[2] / 100)}.",
            charts.dots(
                frame, "Lawful acts of expression", f"done for 100 under {spoken(name)}", rows,
                charts.group_keys(groups),
            ),
            Table(f"Protected acts done for 100 under {spoken(name)}", ("act", "group", "done"), table, 2),
            "Ratios of small groups rest on few acts and leave much to chance.",
        )
    ]  # fmt: skip


def ledger_dots(frame: Frame, audit: Audit, name: str) -> list[Chart]:
    """Return the ledger as dots: what was truly done for 100 in the baseline."""
    rows = [
        (sentence(line.title), line.verdict, (line.change + 1) * 100)
        for line in audit.ledger
        if line.change is not None and line.wanted != 0
    ]
    if not rows:
        return []
    said = listed([f"{title} {percent(value / 100)}, {verdict}" for title, verdict, value in rows])
    return [
        Chart(
            "ledger",
            "Benefits and harms to others",
            f"Dots: acts truly done for 100 under {spoken(name)}. {said}.",
            charts.dots(
                frame, "What people truly did to and for others", f"done for 100 under {spoken(name)}", rows,
                charts.verdict_keys(),
            ),
            Table(
                f"Acts truly done for 100 under {spoken(name)}",
                ("act", "verdict", "done"),
                [(title, verdict, percent(value / 100)) for title, verdict, value in rows],
                2,
            ),
            "For acts with a victim less is better, for good deeds more.",
        )
    ]  # fmt: skip


def refusal_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return refusals per 10 000 attempts by class."""
    rows = [
        (sentence(row.title), charts.per_ten_thousand(row.refused, row.attempts))
        for row in audit.refusals
        if row.attempts > 0
    ]
    if not any(any(parts) for _, parts in rows):
        return []
    return [
        Chart(
            "refused",
            "Refusals",
            "Stacked bars: attempts refused by a sanction in 10\u202f000 attempts, by wish and class. "
            + said_classes(rows),
            charts.bars(frame, "Refused by a sanction", Bars(rows, "in 10\u202f000 attempts")),
            class_table("Attempts refused by a sanction, in 10\u202f000 attempts", "wish", rows),
            "Attempts are counted, not people.",
        )
    ]
