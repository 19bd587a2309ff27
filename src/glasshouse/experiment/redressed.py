"""What remedies and safeguards did in a citizen's life: records thrown out or upheld, repair, sensors refused."""

from typing import Any

from glasshouse.experiment.clauses import ClauseAt
from glasshouse.experiment.diary import Frame, Hearer, Page
from glasshouse.experiment.seen import Seen


class Redressed(Hearer):
    """Hears who looked at a record before it counted, and what a citizen did to be rid of records or sensors."""

    def __init__(self, page: Page, seen: Seen) -> None:
        """Take the records from the one who hears them made."""
        super().__init__(page)
        self.seen = seen

    def examination(self, k: int) -> ClauseAt:
        """Return the clause of the ``k``-th examination in force."""
        rows = self.page.clauses.regime.remedies
        places = [n for n, row in enumerate(rows) if row.kind == "examination" and row.strength > 0]
        return self.page.clauses.of("remedies", places[k])

    def enter_finding_chance(self, frame: Frame) -> None:
        """An examination looks at the record that was just made."""
        record = self.seen.records[-1]
        record.facts.setdefault("looked_at_by", []).append(self.examination(frame.arguments["k"]).data())

    def add_thrown_out(self, k: int, amount: int) -> None:
        """It throws the record out: nobody will take it."""
        del k, amount
        record = self.seen.records.pop()
        record.facts["thrown_out"] = True

    def add_opted_out(self, k: int, amount: int) -> None:
        """The citizen refuses sensors, or takes them back."""
        del k
        if self.page.open("opt_out") is None:
            return
        clause = self.page.clauses.remedy("opt-out")
        self.page.note("opt-out", refuses=amount > 0, remedy=clause.data() if clause else None)

    def add_fees(self, k: int, amount: int) -> None:
        """Repair costs something."""
        del k
        frame = self.page.open("repair")
        if frame is not None:
            frame.kept["fee"] = amount

    def leave_strike(self, frame: Frame, result: Any) -> None:
        """A record is struck by repair: say at what price."""
        del result
        repair = self.page.open("repair")
        if repair is not None:
            clause = self.page.clauses.remedy("repair")
            frame.kept["event"].facts["repaired"] = {
                "fee": repair.kept.get("fee", 0), **(clause.data() if clause else {})
            }  # fmt: skip
