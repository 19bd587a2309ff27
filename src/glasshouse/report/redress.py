"""Sentences on what safeguards did."""

from glasshouse.audit.redress import Redress
from glasshouse.report.sentences import fraction
from glasshouse.report.words import Printed, many, sentence


def safeguarded(row: Redress, how: Printed) -> list[str]:
    """Return what safeguards did, a sentence each; nothing where there are none or none did anything."""
    return [text for text in (thrown_out(row, how), repaired(row), halted(row, how), refused(row, how)) if text]


def thrown_out(row: Redress, how: Printed) -> str:
    """Return how much was thrown out before it counted, of what was looked at."""
    wrong, true = row.thrown_out_in_error, row.thrown_out_true
    if wrong.denominator + true.denominator == 0:
        return ""
    parts = [f"{fraction(wrong, how)} were thrown out of those in error"] if wrong.denominator else []
    parts += [f"{fraction(true, how)} of the true ones"] if true.denominator else []
    return f"Adverse records that somebody looked at before they counted: {'; '.join(parts)}. The rest counted."


def repaired(row: Redress) -> str:
    """Return what was struck by repair."""
    if row.repaired_in_error + row.repaired_true == 0:
        return ""
    wrong = f"{many(row.repaired_in_error, 'record')} in error" if row.repaired_in_error else "none in error"
    return f"Struck by repair: {many(row.repaired_true, 'true record')} and {wrong}."


def halted(row: Redress, how: Printed) -> str:
    """Return how long sensors were halted."""
    return f"Oversight: {fraction(row.halted, how)} were halted." if row.halted.numerator else ""


def refused(row: Redress, how: Printed) -> str:
    """Return how many refuse sensors at the end."""
    return f"{sentence(fraction(row.opted_out, how))} refuse sensors at the end." if row.opted_out.numerator else ""
