"""`glasshouse evidence`: the published figures by topic, or one of them with its source and where it is used."""

from dataclasses import asdict
from itertools import groupby
from typing import Any

from glasshouse.inputs.citing import Evidence
from glasshouse.inputs.evidence import FigureRow
from glasshouse.inputs.wording import counted
from glasshouse.report.told import Told, text_of, wrapped

ROLES = {
    "input": "input: a parameter of a shipped file, so no agreement with it counts for the model",
    "target": "target: fitted to, so no agreement with it counts for the model",
    "holdout": "holdout: kept back to test against",
    "context": "context: read, and used for nothing",
}
CONFIDENCE = {
    "seen": "seen: read in public text",
    "verify": "[verify]: recalled and not checked; what rests on it is marked",
}
KEYS_WIDE = 38
YES_OR_NO = {"1": "yes", "0": "no"}
WORDLESS = ("bool", "text", "rule", "levels", "date")
"""Units that say no more than that the value is no number."""


def shown(found: list[Evidence], whole: bool) -> Told:
    """Return figures as data and as text: a table by topic, or, if `whole`, each with all that is known of it."""
    lines = [line for one in found for line in ["", *figure_lines(one)]] if whole else table(found)
    return Told({"figures": [data_of(one) for one in found]}, text_of(lines))


def data_of(found: Evidence) -> dict[str, Any]:
    """Return a figure as plain data."""
    return {**asdict(found.figure), "topic": found.topic, "used": [asdict(use) for use in found.uses]}


def table(found: list[Evidence]) -> list[str]:
    """Return a table by topic, a line or two for each figure."""
    lines: list[str] = []
    for topic, rows in groupby(found, key=lambda one: one.topic):
        alike = list(rows)
        lines += ["", f"{topic} ({len(alike)})"]
        for one in alike:
            key = one.figure.key.ljust(KEYS_WIDE)
            lines += wrapped_row(f"  {key}  ", f"{value_of(one.figure)}; {role_of(one)}")
    if not found:
        return wrapped("No figure is of this kind.")
    recalled = sum(one.figure.confidence == "verify" for one in found)
    marked = f", {recalled} of them [verify]: recalled and not checked" if recalled else ""
    words = f"{counted(len(found), 'figure')}{marked}. `glasshouse evidence KEY` shows one whole."
    return [*lines, "", *wrapped(words)]


def wrapped_row(start: str, words: str) -> list[str]:
    """Return a row: what it begins with as it is, the words beside it."""
    lines = wrapped(words, len(start))
    return [start + lines[0].strip(), *lines[1:]]


def value_of(figure: FigureRow) -> str:
    """Return a value with its unit and the mark of one that nobody has checked.

    >>> value_of(FigureRow("k", "350", "points", "2018", "CN", "s", "", "verify", "input"))
    '350 points [verify]'
    """
    words = YES_OR_NO.get(figure.value, figure.value) if figure.unit == "bool" else figure.value
    unit = "" if figure.unit in WORDLESS else f" {figure.unit}"
    return words + unit + " [verify]" * (figure.confidence == "verify")


def role_of(found: Evidence) -> str:
    """Return the role of a figure and how often it is cited."""
    return found.figure.role + (f", cited {counted(len(found.uses), 'time')}" if found.uses else "")


def figure_lines(found: Evidence) -> list[str]:
    """Return one figure with its source, its role, and the lines that cite it."""
    figure = found.figure
    lines = wrapped(f"{figure.key}: {value_of(figure)}", 0, 2)
    for name, words in (
        ("seen in", f"{figure.region}, {figure.year}"),
        ("topic", found.topic),
        ("source", figure.source),
        ("confidence", CONFIDENCE[figure.confidence]),
        ("role", ROLES[figure.role]),
    ):
        lines += wrapped_row(f"  {name:<12}", words)
        # The address on a line of its own, so that most can be copied.
        lines += wrapped(figure.url or "(the publication is still to be found)", 2) * (name == "source")
    cited = [f"{use.file}:{use.line} ({use.clause})" for use in found.uses] or ["no shipped file"]
    for k, place in enumerate(cited):
        lines += wrapped_row(f"  {'cited by' * (k == 0):<12}", place)
    return lines
