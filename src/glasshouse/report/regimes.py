"""`glasshouse show REGIME`: a regime for people, every clause with where it comes from."""

from dataclasses import asdict
from typing import Any

from glasshouse.inputs.describing import FACTS, Description, Section, Spoken, describe
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.report.told import Told, text_of, wrapped

STATUS = {
    "documented": "on record somewhere, as said below",
    "disputed": "widely told, and contradicted or not on record",
    "fiction": "made up",
    "baseline": "no regime to be judged, but what others are set beside",
}
"""What a status says."""


def shown(read: Read[Regime], brief: bool = False) -> Told:
    """Return a regime as data and as text; `brief` leaves the clauses out of the text."""
    found = describe(read)
    lines = head(found)
    for section in [] if brief else found.sections:
        lines += clauses(section)
    return Told(data_of(found), text_of([*lines, *([] if brief else footer(found))]))


def data_of(found: Description) -> dict[str, Any]:
    """Return a description as plain data."""
    return {"kind": "regime", **asdict(found)}


def head(found: Description) -> list[str]:
    """Return what a regime is, where and when, its status and what is disputed, as its file says it."""
    lines = wrapped(found.title)
    lines += wrapped(f"{found.regime} [{found.status}]: {STATUS[found.status]}")
    files = f"{found.files[0]}" + "".join(f", which extends {file}" for file in found.files[1:])
    lines += wrapped(f"Read from {files}")
    for paragraph in (found.content_note, found.describes, found.note):
        if paragraph:
            lines += ["", *wrapped(paragraph)]
    return lines


def clauses(section: Section) -> list[str]:
    """Return the clauses of one part."""
    lines = ["", "", f"{section.heading} ({len(section.clauses)})"]
    for clause in section.clauses:
        lines += ["", *clause_lines(clause)]
    return lines


def clause_lines(clause: Spoken) -> list[str]:
    """Return one clause: its id and line, what it says, and where it comes from."""
    lines = wrapped(f"{clause.id} ({clause.file}:{clause.line})" + f": {clause.title}" * bool(clause.title), 2, 4)
    return lines + clause_body(clause)


def clause_body(clause: Spoken) -> list[str]:
    """Return what a clause says, and where it comes from."""
    lines = wrapped(clause.says, 4)
    if clause.sources:
        lines += wrapped(f"source: {', '.join(key.marked for key in clause.sources)}", 4, 6)
    if clause.why is not None:
        name = f"assumption, range {clause.range}" if clause.range else "rests on"
        lines += wrapped(f"{name}: {clause.why}", 4, 6)
    return lines


def footer(found: Description) -> list[str]:
    """Return how many clauses rest on what, and what the marks mean."""
    told = [clause for section in found.sections if section.name != FACTS for clause in section.clauses]
    keys = {key.key: key.verify for clause in told for key in clause.sources}
    if not told:
        return ["", "", *wrapped("This regime has no clause.")]
    recalled = sum(keys.values())
    words = (
        f"Of {len(told)} clauses {sum(bool(one.sources) for one in told)} cite evidence and "
        f"{sum(one.why is not None for one in told)} declare an assumption (some do both). They cite {len(keys)} "
        "figures"
    )
    words += f", {recalled} of them marked [verify]: recalled, and not checked." if recalled else "."
    words += " `glasshouse evidence KEY` shows a figure and its source." * bool(keys)
    return ["", "", *wrapped(words)]
