"""How people answered, on the page: what being sanctioned, refused, priced and scored made of them."""

from glasshouse.audit.answers import Answer
from glasshouse.audit.whole import Audit
from glasshouse.report.charts import Table
from glasshouse.report.parts import Page, Part
from glasshouse.report.sentences import fraction
from glasshouse.report.tables import with_parts
from glasshouse.report.words import TEN, Printed, group_name, sentence, told_apart

ON_ANSWERS = (
    "Legitimacy is the belief that the authority may ask obedience; a sanction takes of it, most where it is in error. "
    "Only those who have heard of the regime answer. How strongly people do is assumed, in the conduct file, and each "
    "answer can be switched off there."
)

ON_PROTEST = "how many follow the first hangs on thresholds that nobody has measured"
"""What goes with any figure of protest: cascades illustrate (science 4)."""


def on_answers(page: Page) -> list[Part]:
    """Return how people answered; nothing of a record that does not hold it."""
    rows = page.audit.answers
    if not rows:
        return []
    return [
        Part(
            "How people answered", [answered(rows[0], page.how), ON_ANSWERS], folded=[of_answers(page.audit, page.how)]
        )
    ]


def answered(row: Answer, how: Printed) -> str:
    """Return how everybody answered, by the end of the run."""
    text = [
        sentence(f"{fraction(row.disaffected, how)} thought less of the authority by the end than at first")
        if row.disaffected.numerator
        else "Nobody thought less of the authority by the end than at first"
    ]
    if row.blocked.numerator:
        text.append(sentence(f"{fraction(row.blocked, how)} had been refused a lawful way to an income"))
    if row.motive_lost.numerator:
        text.append(f"Of own motive, prices had taken {fraction(row.motive_lost, how)}")
    if row.offline.numerator:
        text.append(sentence(f"{fraction(row.offline, how)} had gone offline"))
    if row.protested.numerator:
        text.append(sentence(f"{fraction(row.protested, how)} protested in the last thirty days; {ON_PROTEST}"))
    if row.claimed.denominator:
        text.append(
            f"Of good deeds that only the score asked for, {fraction(row.claimed, how)} never happened; "
            f"for others, own deeds that count for nothing were left undone: {fraction(row.left_undone, how)}"
        )
    return ". ".join(text) + "."


def of_answers(audit: Audit, how: Printed) -> Table:
    """Return how people answered, by group."""
    return Table(
        f"How people answered by the end, in {TEN}",
        ("group", "think less of the authority", "refused a way to an income", "own motive lost", "offline",
         "play for the score", "protested in the last thirty days"),
        [
            (
                group_name(row.group), with_parts(row.disaffected, how), with_parts(row.blocked, how),
                with_parts(row.motive_lost, how), with_parts(row.offline, how), with_parts(row.gaming, how),
                with_parts(row.protested, how),
            )
            for row in told_apart(audit.answers)
        ],
        note="Group enters no answer: where groups differ, it is through what they met with, have and where they live.",
    )  # fmt: skip
