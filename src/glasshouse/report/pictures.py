"""The pictures of the page: which charts an audit fills, in words as well."""

from collections.abc import Sequence

from glasshouse.audit.courses import Course
from glasshouse.audit.measures import Score
from glasshouse.audit.whole import Audit
from glasshouse.record.manifest import Manifest
from glasshouse.record.reading import Run
from glasshouse.report import charts
from glasshouse.report.bands import Bands, about_counts, banded, bands_of
from glasshouse.report.charts import Chart, Frame, Table
from glasshouse.report.classes import ClassRow, class_chart, class_row, noted
from glasshouse.report.sentences import done_for_100
from glasshouse.report.words import (
    NONE,
    TEN,
    bracketed,
    figures,
    group_name,
    grouped,
    listed,
    percent,
    sentence,
    spoken,
    value_of,
)

DAYS = ("first day", "last day")
Series = dict[str, Sequence[float | None]]
LAST_DAY = "A whisker is what the seeds leave open of the last day: chance alone; the table has the first as well."
ONLY_DAY = "A whisker is what the seeds leave open of a bar: chance alone."
DOTS = "A stroke is what the seeds leave open of a dot, each paired with the same seed there: chance alone."


def frame_of(run: Run) -> Frame:
    """Return what every chart of a run says under its title."""
    return Frame(spoken(run.manifest.regime.name), run.manifest.status)


def series_table(caption: str, series: Series, places: int, about: Bands | None = None) -> Table:
    """Return lines as a table: a row about every month, each figure with what chance leaves of it over seeds."""
    days = len(next(iter(series.values())))

    def fixed(value: float) -> str:
        text = f"{abs(value):.{places}f}"
        return ("\u2212" if value < 0 and float(text) > 0 else "") + text

    def cell(group: str, day: int) -> str:
        value, over = series[group][day], (about or {}).get(group)
        return NONE if value is None else fixed(value) + bracketed(over[day] if over else None, fixed)

    return Table(
        caption=caption,
        head=("day", *(group_name(group) for group in series)),
        rows=[(grouped(day + 1), *(cell(group, day) for group in series)) for day in charts.told(days)],
    )


def ends(series: Series, places: int) -> str:
    """Return in words where each line begins and ends, or where it stands if there is one figure.

    >>> ends({"M": [1.0, 2.0]}, 0), ends({"M": [1.0]}, 1), ends({"M": [None]}, 1)
    ('Majority (M) from 1 to 2', 'Majority (M) 1.0', 'no values')
    """
    parts = []
    for group, line in series.items():
        first, last = line[0], line[-1]
        if first is not None and last is not None:
            way = f"from {first:.{places}f} to {last:.{places}f}" if len(line) > 1 else f"{first:.{places}f}"
            parts.append(f"{group_name(group)} {way}")
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
            series_table("Mean score in points", held, 1, about),
            "The axis does not begin at zero.",
        ),
        Chart(
            "gap",
            "What errors add or take",
            "Lines: points of the held score above or below what the same rules give without the errors, "
            f"by group. {ends(gap, 2)}.",
            charts.lines(frame, "Score held less score without errors", "points", gap, zero=True),
            series_table("Held less error-free score in points", gap, 2, apart),
            "Above zero, errors add points: deeds on file that nobody did, stars that friends agreed on. "
            "Below, they take points.",
        ),
    ]
    return [banded(chart, over) for chart, over in zip(found, (about, apart), strict=True)]


def by_errors(row: Score) -> list[float | None]:
    """Return day by day how far the score held lies above the one without errors."""
    return [None if a is None or b is None else a - b for a, b in zip(row.held, row.error_free, strict=True)]


def score_histogram(frame: Frame, manifest: Manifest, spread: list[Course]) -> list[Chart]:
    """Return the distribution of scores on the first and the last day, or on the only one."""
    if not spread or not all(row.under[0] for row in spread):
        return []
    first, last = spread
    least, most = manifest.score_least, manifest.score_most
    bins = len(first.over)
    edges = [least + (most - least) * k / bins for k in range(bins + 1)]
    used = [k for k in range(bins) if first.over[k] or last.over[k]]
    shown = range(max(used[0] - 1, 0), min(used[-1] + 2, bins))
    names = [f"{edges[k]:.0f} to {edges[k + 1]:.0f}" for k in shown]
    days = [[row.rate(k) for k in shown] for row in spread]
    a, b = ([rate.value or 0.0 for rate in day] for day in days)
    about = [rate.interval if rate.seeds and rate.numerator else None for rate in days[1]]
    top = max(range(len(b)), key=lambda k: b[k])
    return [
        Chart(
            "spread",
            "How scores spread",
            f"Bars: scores on the {'last' if manifest.days > 1 else 'only'} day, most of them at {names[top]} points"
            f"{'; a line of steps: on the first day' if manifest.days > 1 else ''}.",
            charts.histogram(frame, "How scores are spread", f"in {TEN} scored", (a, b),
                             edges[shown[0] : shown[-1] + 2], about, manifest.days),
            Table(
                f"Scored citizens by score, in {TEN}",
                ("points", *DAYS[-min(manifest.days, 2) :]),
                [
                    (name, *map(value_of, pair[-min(manifest.days, 2) :]))
                    for name, *pair in zip(names, *days, strict=True)
                ],
            ),
            noted(
                f"The scale runs from {grouped(least)} to {grouped(most)}; empty ends are left out.",
                several=any(about),
                what=LAST_DAY if manifest.days > 1 else ONLY_DAY,
            ),
        )
    ]  # fmt: skip


def tier_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return the tiers on the first and the last day."""
    rows = list(reversed(audit.tiers))
    full = [
        (row.title, row.first.value, row.last.value, row.last.interval if row.last.seeds else None)
        for row in rows
        if row.first.value is not None and row.last.value is not None
    ]
    if not full:
        return []
    days = len(audit.courses.sanctioned[0].over)
    many = days > 1
    said = listed([f"{title} {f'{figures(a)} then ' if many else ''}{figures(b)}" for title, a, b, _ in full])
    when = "on the first day and the last" if many else "on the only day"
    return [
        Chart(
            "tiers",
            "Tiers",
            f"Bars: scored citizens in each tier in {TEN}, {when}: {said}.",
            charts.before_after(
                frame, "Tiers, first and last day" if many else "Tiers, on the only day", f"in {TEN} scored", full, days
            ),
            Table(
                f"Scored citizens by tier, in {TEN}",
                ("tier", *(DAYS if many else DAYS[1:])),
                [(row.title, *map(value_of, (row.first, row.last)[0 if many else 1 :])) for row in rows],
            ),
            noted(
                "A bar is the last day, the stroke across it the first." if many else "",
                several=any(over for *_, over in full),
                what=LAST_DAY if many else ONLY_DAY,
            ),
        )
    ]


def consequence_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return person-days under each consequence by class: sanctions first, then rewards."""
    rows = [
        class_row(
            row.title + ("" if row.adverse else " (reward)"),
            row,
            lambda one: one.days,
            lambda one: one.burden.denominator,
            row.burden.trials,
        )
        for row in sorted(audit.consequences, key=lambda row: (not row.adverse, -row.days.all))
    ]
    texts = {
        "alt": f"Stacked bars: person-days under each consequence in {TEN} person-days, by class.",
        "caption": f"Person-days under each consequence, in {TEN}",
        "what": "consequence",
        "note": "A reward in error is one for what nobody did.",
    }
    titles = ("Under each consequence", "Time under each consequence")
    return class_chart(frame, "under", titles, f"in {TEN} person-days", rows, texts)


def list_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return who is on which list at the end, by class."""
    rows = [
        class_row(
            row.title + (" (honours)" if row.colour == "red" else ""),
            row,
            lambda one: one.stock,
            lambda one: one.on_it.denominator,
        )
        for row in sorted(audit.lists, key=lambda row: (row.colour == "red", -row.stock.all))
    ]
    among = f"in {TEN} old enough for records"
    texts = {
        "alt": f"Stacked bars: people on each list on the last day {among}, by class.",
        "caption": f"On each list on the last day, {among}",
        "what": "list",
        "note": "One person can be on several lists.",
    }
    return class_chart(frame, "lists", ("On lists", "On each list, last day"), among, rows, texts)


def refusal_bars(frame: Frame, audit: Audit) -> list[Chart]:
    """Return refusals per 10 000 attempts by class."""
    rows: list[ClassRow] = [
        class_row(sentence(row.title), row, lambda one: one.refused, lambda one: one.attempts)
        for row in audit.refusals
        if row.attempts > 0
    ]
    texts = {
        "alt": f"Stacked bars: attempts refused by a sanction in {TEN} attempts, by wish and class.",
        "caption": f"Attempts refused by a sanction, in {TEN} attempts",
        "what": "wish",
        "note": "Attempts are counted, not people.",
    }
    return class_chart(frame, "refused", ("Refusals", "Refused by a sanction"), f"in {TEN} attempts", rows, texts)


def fear_lines(frame: Frame, audit: Audit) -> list[Chart]:
    """Return those in fear day by day, by group."""
    groups = shown_groups(audit.groups)
    rows = [row for row in audit.courses.fear if row.id in groups and any(row.under)]
    if not any(any(row.over) for row in rows):
        return []
    series: Series = {row.id: row.values for row in rows}
    days = len(rows[0].over)
    about = about_counts(rows, {*charts.thinned(days), *charts.told(days)})
    found = Chart(
        "fear",
        "In fear",
        f"Lines: people in fear in {TEN} old enough for records, by group. {ends(series, 0)}.",
        charts.lines(frame, "In fear, by group", f"in {TEN} old enough for records", series, zero=True),
        series_table(f"In fear, in {TEN} old enough for records", series, 0, about),
        "Fear is a scale of this model with 16 levels; 4 and above is counted.",
    )
    return [banded(found, about)]


def speech_dots(frame: Frame, audit: Audit, name: str) -> list[Chart]:
    """Return protected acts done for 100 in the baseline, by group; ratios only."""
    groups = shown_groups(audit.groups)
    kept = [(row, row.ratio) for row in audit.speech if row.ratio is not None and row.group in groups]
    if not kept:
        return []
    rows = [
        (sentence(row.title), group_name(row.group), ratio * 100, row.interval and row.interval.times(100.0))
        for row, ratio in kept
    ]
    low = min(rows, key=lambda row: row[2])
    table = [(sentence(row.title), group_name(row.group), done_for_100(row)) for row, _ in kept]
    axis = f"done for 100 under {spoken(name)}"
    return [
        Chart(
            "speech",
            "Lawful speech",
            f"Dots: protected acts {axis}, by act and group; 100 is no change. "
            f"The lowest: {low[0]}, {low[1]}, {percent(low[2] / 100)}.",
            charts.dots(frame, "Lawful acts of expression", axis, rows, charts.group_keys(groups)),
            Table(f"Protected acts {axis}", ("act", "group", "done"), table, 2),
            noted(
                "Ratios of small groups rest on few acts and leave much to chance.",
                several=any(row[3] for row in rows),
                what=DOTS,
            ),
        )
    ]


def ledger_dots(frame: Frame, audit: Audit, name: str) -> list[Chart]:
    """Return the ledger as dots: what was truly done for 100 in the baseline."""
    rows = [
        (sentence(line.title), line.verdict, (line.change + 1) * 100, line.per_hundred)
        for line in audit.ledger
        if line.change is not None and line.wanted != 0
    ]
    if not rows:
        return []
    said = listed([f"{title} {percent(value / 100)}, {verdict}" for title, verdict, value, _ in rows])
    axis = f"done for 100 under {spoken(name)}"
    return [
        Chart(
            "ledger",
            "Benefits and harms to others",
            f"Dots: acts truly {axis}. {said}.",
            charts.dots(frame, "What people truly did to and for others", axis, rows, charts.verdict_keys()),
            Table(
                f"Acts truly {axis}",
                ("act", "verdict", "done"),
                [
                    (title, verdict, percent(value / 100) + bracketed(over, lambda end: percent(end / 100)))
                    for title, verdict, value, over in rows
                ],
                2,
            ),
            noted(
                "For acts with a victim less is better, for good deeds more.",
                several=any(row[3] for row in rows),
                what=DOTS,
            ),
        )
    ]
