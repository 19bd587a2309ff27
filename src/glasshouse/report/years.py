"""The life course on the page (P4): who lived and died, grew up and retired; what parents pass on to children."""

from glasshouse.audit.rights.generations import FIRST_AGE, GROWN_AGE, LAST_AGE
from glasshouse.audit.rights.sample import Figure
from glasshouse.audit.rights.sampled import generations
from glasshouse.record.naming import AGES
from glasshouse.record.reading import Run
from glasshouse.report.charts import Table
from glasshouse.report.parts import Page, Part
from glasshouse.report.words import Printed, bracketed, grouped

LEAST_DAYS = 730
"""Two years: before that hardly anybody has changed."""
SCENARIO = (
    "Twenty years of a society, and what they do to children, are a scenario: nobody is born or moves house in it, "
    "schools and incomes stand still, and how income passes on is an assumption of the conduct file."
)
NO_CHILDREN = (
    f"Whether income passes from parents to children cannot be told: nobody who was {FIRST_AGE} to {LAST_AGE} on day 0 "
    f"is {GROWN_AGE} yet, or too few are in the panel; that takes eight years at the least, better twenty."
)


def on_years(page: Page) -> list[Part]:
    """Return what the years brought; nothing of a run of less than two, or of a record in which nobody ages."""
    run = page.run
    if run.days < LEAST_DAYS or not run.names("aged."):
        return []
    return [Part("Years", [lived(run, page.how), between(generations(run)), SCENARIO], tables=[pyramid(run, page.how)])]


def lived(run: Run, how: Printed) -> str:
    """Return who died, came on file, learnt, worked and married."""

    def total(name: str) -> str:
        return how.count(sum(int(run.total(each).sum()) for each in run.names(name)))

    return (
        f"In {grouped(run.days // 365)} years {total('deaths.')} citizens died. {total('came_on_file')} came to the "
        f"age of records and {total('left_file')} passed it; {total('seats.given')} got a place at senior school and "
        f"{total('seats.none_left')} none; {total('began_work.')} began to work and {total('retired')} retired; "
        f"{total('wed')} married, {total('parted')} separated, and {total('widowed')} lost a husband or a wife."
    )


def between(rows: list[Figure]) -> str:
    """Return what passed from parents to children (M11), or why that cannot be told."""
    told = {row.id: row for row in rows if row.of_all is not None}
    if "rank-slope" not in told:
        return NO_CHILDREN
    slope, elasticity = told["rank-slope"], told["elasticity"]
    return (
        f"Ten places higher among parents go with {shown(slope, 10)} places higher among their children, and an income "
        f"of parents higher by a tenth with one higher by {shown(elasticity, 10)} in a hundred: slopes of "
        f"{shown(slope)} and {shown(elasticity)}, of {grouped(slope.of)} {slope.counted}. "
        "In brackets is what chance leaves."
    )


def shown(row: Figure, times: float = 1.0) -> str:
    """Return a slope with its interval, some times over."""
    ends = row.interval
    return f"{(row.of_all or 0.0) * times:.2f}{bracketed(ends and ends.times(times), '{:.2f}'.format)}"


def pyramid(run: Run, how: Printed) -> Table:
    """Return the living by age group, on the first day and on the last, and who died."""
    ages = [name.replace("_", " to ") if name[-1].isdigit() else "60 and over" for name in AGES]
    rows = []
    for name, title in zip(AGES, ages, strict=True):
        alive = run.daily(f"aged.{name}").sum(axis=1)
        rows.append(
            (
                title,
                how.count(int(alive[0])),
                how.count(int(alive[-1])),
                how.count(int(run.total(f"deaths.{name}").sum())),
            )
        )
    return Table("The living by age, and who died", ("Age", "First day", "Last day", "Died"), rows)
