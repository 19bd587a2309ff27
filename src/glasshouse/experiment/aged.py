"""What the years brought a citizen: birthdays, school, work, coming on file and off it, an inheritance, death."""

from typing import Any

from glasshouse.experiment.diary import Frame, Hearer
from glasshouse.model.state import AGE, EDUCATION, JOB, SCORED, SEAT, get

YEARS = (
    "inherited",
    "wed",
    "parted",
    "widowed",
    "birthday",
    "seat",
    "schooled",
    "first-work",
    "retired",
    "on-file",
    "file-closed",
    "death",
)
"""The kinds of event of the life course, in the order in which they are told; all of them come before a day's acts."""
SCHOOLING = ("primary school or none", "junior school", "senior school", "college")


class Aged(Hearer):
    """Hears the district's hand on the citizen (P4)."""

    @staticmethod
    def told(frame: Frame) -> dict[str, int]:
        """Return what a birthday may change."""
        rows, i = frame.arguments["citizens"], frame.arguments["i"]
        fields = {"age": AGE, "education": EDUCATION, "job": JOB, "seat": SEAT, "scored": SCORED}
        return {name: get(rows, i, field) for name, field in fields.items()}

    def remember(self, frame: Frame) -> None:
        """Keep in mind how it was."""
        frame.kept["was"] = self.told(frame)

    enter_turn = enter_begin_work = enter_retire = remember

    def leave_turn(self, frame: Frame, result: Any) -> None:
        """A birthday has passed; schooling may have ended with it."""
        del result
        was, now = frame.kept["was"], self.told(frame)
        self.page.note("birthday", age=now["age"])
        if now["education"] > was["education"]:
            self.page.note("schooled", schooling=SCHOOLING[now["education"]])
        if was["scored"] and not now["scored"]:
            self.page.note("file-closed", age=now["age"])

    def leave_leave_junior_school(self, frame: Frame, result: Any) -> None:
        """There was a place at senior school, or none."""
        del result
        self.page.note("seat", given=bool(self.told(frame)["seat"]))

    def leave_begin_work(self, frame: Frame, result: Any) -> None:
        """Work may have begun."""
        del result
        now = self.told(frame)
        if now["job"] > frame.kept["was"]["job"]:
            self.page.note("first-work", schooling=SCHOOLING[now["education"]])

    def leave_retire(self, frame: Frame, result: Any) -> None:
        """Sixty: work may have ended."""
        del result
        if frame.kept["was"]["job"] and not self.told(frame)["job"]:
            self.page.note("retired")

    def leave_come_on_file(self, frame: Frame, result: Any) -> None:
        """Old enough for records."""
        del result
        self.page.note("on-file", age=self.told(frame)["age"])

    def enter_inherit(self, frame: Frame) -> None:
        """Somebody of the household has died and left something."""
        self.page.note("inherited", amount=frame.arguments["amount"])

    def enter_wed(self, frame: Frame) -> None:
        """The citizen marries somebody."""
        self.page.note("wed", whom=self.page.id_of(frame.arguments["amount"] - 1))

    def enter_part(self, frame: Frame) -> None:
        """The citizen separates."""
        self.page.note("parted", whom=self.page.id_of(frame.arguments["amount"] - 1))

    def enter_widow(self, frame: Frame) -> None:
        """Husband or wife has died."""
        self.page.note("widowed", whom=self.page.id_of(frame.arguments["amount"] - 1))

    def enter_die(self, frame: Frame) -> None:
        """The citizen dies."""
        self.page.note("death", age=self.told(frame)["age"])
