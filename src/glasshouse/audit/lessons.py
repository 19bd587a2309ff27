"""Classes under scan: marks above and below what was done, and what scans took for something else, by group.

Whether a mood was felt is known within the model alone. How often one was recorded that was not felt is told, as harm;
how single moods are read is in no measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from glasshouse.audit.measures import groups_of, person_days
from glasshouse.audit.rates import Rate, in_person_years, in_ten_thousand
from glasshouse.audit.sensors import counted
from glasshouse.model.classroom import DAYS_PER_WEEK, SCHOOL_DAYS_PER_WEEK
from glasshouse.record.naming import INATTENTION, MARKED
from glasshouse.record.reading import Run


@dataclass(frozen=True)
class LessonRow:
    """One group of pupils whose class is scanned: their school days, and one scan of each day that is looked at.

    ``scans`` is of a school day. ``above`` and ``below`` are days with a mark of more, or less, inattention than what
    was done; ``false`` is the share of scans recorded as inattention that showed none.
    """

    group: str
    days: Rate
    scans: Rate
    above: Rate
    below: Rate
    inattentive: Rate
    recorded: Rate
    false: Rate
    behaviours: Rate
    moods: Rate


def lessons(run: Run) -> list[LessonRow]:
    """Return everybody, then group by group; rates without a denominator where no class is scanned."""
    return [lesson_row(run, name, at) for name, at in groups_of(run)]


def lesson_row(run: Run, group: str, at: Sequence[int]) -> LessonRow:
    """Return one group. A pupil's days hang together, so intervals take as many trials as there are pupils at least."""
    days = counted(run, "school_days", at)
    pupils = days // (run.manifest.days * SCHOOL_DAYS_PER_WEEK // DAYS_PER_WEEK + 1)
    above, below = (counted(run, f"marks_in_error.{way}", at) for way in MARKED)
    true, recorded, false = (counted(run, f"looked_at.{name}", at) for name in INATTENTION)

    def of_scans(number: int, what: str) -> Rate:
        return in_ten_thousand(number, days, "scans looked at", what, trials=pupils)

    return LessonRow(
        group=group,
        days=in_person_years(days, person_days(run, at=at), "school days"),
        scans=Rate(counted(run, "scans", at), days, 1, "school days", "scans"),
        above=in_ten_thousand(above, days, "school days", "marked above what was done", trials=pupils),
        below=in_ten_thousand(below, days, "school days", "marked below what was done", trials=pupils),
        inattentive=of_scans(true, "showing no attention"),
        recorded=of_scans(recorded, "recorded as no attention"),
        false=in_ten_thousand(
            false, recorded, "scans recorded as no attention", "showing attention", min(pupils, recorded)
        ),
        behaviours=of_scans(counted(run, "behaviours_mistaken", at), "with a behaviour taken for another"),
        moods=of_scans(counted(run, "moods_mistaken", at), "with a mood recorded that was not felt"),
    )
