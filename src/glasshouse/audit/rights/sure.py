"""How sure a conclusion is: in how many seeds it holds (M26)."""

from __future__ import annotations

from typing import Any

from glasshouse.audit.rates import Rate, difference_of
from glasshouse.audit.rights.rows import HUNDRED, Figures, Subject, plain_figure


def robust(subject: Subject) -> Figures:
    """Return how many seeds agree with all of them together, benefit by benefit and on errors (M26).

    A conclusion is that there is more, or less, of something than in the baseline, with the same people and luck.
    """
    audit = subject.audit
    if not audit.compared:
        return []
    pairs = [(line.title, line.here, line.there) for line in audit.ledger]
    if audit.sanctions and audit.baseline_sanctions:
        here, there = audit.sanctions[0], audit.baseline_sanctions[0]
        pairs += [("sanction-days", here.burden, there.burden),
                  ("sanction-days in error", here.burden_in_error, there.burden_in_error)]  # fmt: skip
    return [row for title, here, there in pairs if there is not None and (row := agreeing(title, here, there))]


def agreeing(title: str, here: Rate, there: Rate) -> dict[str, Any] | None:
    """Return in how many of 100 seeds a difference to the baseline has the sign that it has in all together."""
    whole = difference_of(here, there)
    each = [difference_of(one, other) for one, other in zip(here.seeds, there.seeds, strict=False)]
    known = [one for one in each if one is not None]
    if not whole or len(known) < 2:
        return None
    same = sum(one * whole > 0 for one in known)
    more = "more" if whole > 0 else "fewer"
    what = f"seeds that agree: {more} {title[:1].lower()}{title[1:]} than in the baseline"
    return plain_figure(what, HUNDRED * same / len(known), "in 100", f"{same} of {len(known)} seeds")
