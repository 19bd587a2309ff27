"""The verbs that ask a record in SQL, and say what it can be asked; `glasshouse.api` offers them as its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.record.reading import open_run

# What answers is imported where it is used: looking at a record must not wait for it.
if TYPE_CHECKING:
    from glasshouse.record.answers import Form
    from glasshouse.record.query import Answer

MOST_SECONDS = 600
"""A question is given up after that at the latest."""


def query(
    folder: Path, sql: str, seconds: float = 30.0, form: "Form | None" = None, out: Path | None = None
) -> "Answer":
    """Answer one question in SQL over the views of a record; write it into the new file ``out``, if given."""
    from dataclasses import replace

    from glasshouse.audit.tabled import TABLED
    from glasshouse.record import answers
    from glasshouse.record.query import LIMITS, ask

    if not 1 <= seconds <= MOST_SECONDS:
        raise UserFault([Diagnostic("G400", f"--seconds {seconds:g} is out of range", "a question is given up in time",
                                    f"give 1 to {MOST_SECONDS}")])  # fmt: skip
    run = open_run(folder)
    if out is not None:
        answers.check_target(out)
    answer = ask(run, sql, replace(LIMITS, seconds=seconds), TABLED)
    if out is not None and form is not None:
        answers.write_answer(answer, form, out)
    return answer


def form_of(form: str | None, out: Path | None) -> "Form | None":
    """Return the form of an answer that is asked for, told by ``out``'s name if not given; None on the terminal."""
    from glasshouse.record import answers

    return answers.form_of(form, out)


def answer_data(answer: "Answer") -> dict[str, Any]:
    """Return an answer as plain data, with what travels with it."""
    from glasshouse.record import answers

    return answers.as_data(answer)


def answer_csv(answer: "Answer") -> str:
    """Return an answer as CSV, each row with the status of its regime."""
    from glasshouse.record import answers

    return answers.as_csv(answer)


def views(folder: Path | None = None) -> dict[str, Any]:
    """Return the views that a record is asked through, with units and meanings; of a run, also its ids."""
    from glasshouse.record.naming import Over, names_of
    from glasshouse.record.views import description

    if folder is None:
        return description()
    legend = open_run(folder).manifest.legend
    kinds: tuple[Over, ...] = ("act", "sensor", "list", "tier", "consequence", "wish")
    return description({kind: [name for name in names_of(legend, kind) if name] for kind in kinds})
