"""The charts of a page as files of their own: each as SVG and as CSV, with regime and status in both."""

import csv
import re
from itertools import chain
from pathlib import Path

from glasshouse.record.manifest import Manifest
from glasshouse.report.charts import Table
from glasshouse.report.parts import Figure, Section
from glasshouse.report.words import THIN

MARKS = ("regime", "status", "synthetic")
"""The last columns of every CSV: a row that is cut out of it still says what it is of."""


def exported(sections: list[Section], manifest: Manifest, folder: Path) -> list[Path]:
    """Write every chart of some sections into a folder, which is made if need be; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for figure in figures_of(sections):
        picture, table = folder / f"{figure.chart.name}.svg", folder / f"{figure.chart.name}.csv"
        picture.write_text(str(figure.drawing), encoding="utf-8")
        write_csv(table, figure.chart.table, manifest)
        found += [picture, table]
    return found


def figures_of(sections: list[Section]) -> list[Figure]:
    """Return the drawn charts of some sections, in their order."""
    return [figure for section in sections for part in section.parts for figure in part.figures]


def write_csv(path: Path, table: Table, manifest: Manifest) -> None:
    """Write a chart's table: figures without thin spaces and with a plain minus, so that a machine can read them."""
    marks = (manifest.regime.name, manifest.status, "true")
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        apart = [any(INTERVAL.fullmatch(row[k]) for row in table.rows) for k in range(len(table.head))]
        heads = [(head, f"{head}, low", f"{head}, high") if apart[k] else (head,) for k, head in enumerate(table.head)]
        rows.writerow([*chain.from_iterable(heads), *MARKS])
        for row in table.rows:
            cells = (ends(cell) if apart[k] else (cell,) for k, cell in enumerate(row))
            rows.writerow([*(plain(cell) for cell in chain.from_iterable(cells)), *marks])


INTERVAL = re.compile(r"(.*) \[(.*) to (.*)\]")


def ends(cell: str) -> tuple[str, str, str]:
    """Return a figure and the two ends of its interval, empty where it has none.

    >>> ends("12 [3 to 20]"), ends("12")
    (('12', '3', '20'), ('12', '', ''))
    """
    found = INTERVAL.fullmatch(cell)
    return (found[1], found[2], found[3]) if found else (cell, "", "")


def plain(cell: str) -> str:
    """Return a cell as a machine reads it.

    >>> plain("1\u202f234"), plain("\u22120.5"), plain("\u2013"), plain("No loans"), plain("under 0.01")
    ('1234', '-0.5', '', 'No loans', '0.00')
    """
    if cell == "\u2013":
        return ""
    return cell.replace("under 0.01", "0.00").replace(THIN, "").replace("\u2212", "-")
