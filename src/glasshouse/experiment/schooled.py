"""What a class under scan made of a pupil: a month's school days, and the scans that were looked at and misread."""

from collections.abc import Sequence
from typing import Any

from glasshouse.experiment.diary import Frame, Hearer
from glasshouse.model import tables as room


class Schooled(Hearer):
    """Hears the lessons of a month, on the day on which they are lived."""

    def enter_go_to_school(self, frame: Frame) -> None:
        """A month of school days begins, if there are any."""
        frame.kept["days"] = []

    def enter_note_school_day(self, frame: Frame) -> None:
        """A day in a class that is scanned: its marks, and one of its scans."""
        month, day = self.page.open("go_to_school"), self.page.open("attend")
        assert month is not None and day is not None
        a = frame.arguments
        done, recorded = divmod(a["scan"], room.STATES)
        felt, read = divmod(a["mood"], room.STATES)
        behaviours, moods = self.page.legend.behaviours, self.page.legend.moods
        month.kept["days"].append({
            "on": day.arguments["day"], "mark": a["marks"] // room.MARKS, "mark_recorded": a["marks"] % room.MARKS,
            "done": behaviours[done], "recorded": behaviours[recorded], "felt": moods[felt], "read": moods[read],
        })  # fmt: skip

    def leave_go_to_school(self, frame: Frame, result: Any) -> None:
        """Say what the month's marks were, and which of the scans looked at were misread."""
        del result
        days: list[dict[str, Any]] = frame.kept["days"]
        if not days:
            return
        clause = next(row for row in self.page.clauses.regime.sensors if row.classroom is not None)
        assert clause.classroom is not None
        self.page.note(
            "lessons", sensor=self.page.clauses.sensor(clause.id).data(), days=len(days),
            scans=len(days) * self.page.table(room.LESSON_SCANS), marks=len(clause.classroom.marks),
            mean=mean_of([day["mark"] for day in days]), mean_recorded=mean_of([day["mark_recorded"] for day in days]),
            above=sum(day["mark_recorded"] > day["mark"] for day in days),
            below=sum(day["mark_recorded"] < day["mark"] for day in days),
            behaviours_mistaken=sum(day["done"] != day["recorded"] for day in days),
            moods_mistaken=sum(day["felt"] != day["read"] for day in days),
        )  # fmt: skip
        for day in days:
            if (day["done"], day["felt"]) != (day["recorded"], day["read"]):
                self.page.note("scan", **day)


def mean_of(marks: Sequence[int]) -> float:
    """Return the mean of some marks.

    >>> mean_of([0, 1, 4, 0])
    1.25
    """
    return sum(marks) / len(marks)
