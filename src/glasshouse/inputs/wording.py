"""How a file's numbers and fields are said in words: what a field is called, in which unit, a share in hundredths."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from glasshouse.inputs.clause import ByGroup, ByResidence

LABELS = {
    "urban": "in town",
    "rural": "in the country",
    "M": "for the majority M",
    "N1": "for the minority N1",
    "N2": "for the minority N2",
    "sees": "acts that it looks for",
    "instead_of": "looks where these missed",
    "starts": "from",
    "least": "least score",
    "most": "most",
    "why": "reason",
    "last": "to",
}
"""Fields whose names alone would not do; every other one is called by its name."""

UNITS = {
    "coverage": "of acts",
    "hit": "of covered acts",
    "hit_lost": "of hits per power of ten",
    "exposure": "times",
    "missed": "times",
    "by_group": "times",
    "refused_by_group": "times",
    "factor": "times",
    "repeat_factor": "times",
    "stricter": "powers of ten",
    "per_comparison": "per comparison",
    "gallery": "faces",
    "local": "of false matches",
    "refused": "of passages",
    "refusal_minutes": "minutes",
    "minutes": "minutes",
    "by_tier": "minutes",
    "invented_per_year": "records per adult and year",
    "weight": "of the score",
    "identity": "points",
    "points": "points",
    "points_per_tier": "points",
    "drop_to": "points",
    "from_age": "years",
    "to_age": "years",
    "behaviours": "of scans",
    "moods": "of scans",
    "up_to": "of scans",
    "mistaken_by_group": "times",
    "youth": "times",
    "minutes_a_day": "minutes",
    "weeks_a_year": "weeks",
    "gains_per_month": "gains a month",
    "fine": "of the place's currency",
    "after": "records on file",
    "reach": "times",
    "success_in_error": "of appeals",
    "success_true": "of appeals",
    "restores": "of successes",
    "rate_per_year": "acts a year",
    "by_age": "times",
    "by_sex": "times",
    "per_month": "a month",
    "schooling": "times",
    "price": "of the place's currency",
    "spends": "of the place's currency",
}
"""Units of fields that do not say theirs last."""

ENDINGS = {
    "_weeks": "weeks",
    "_days": "days",
    "_months": "months",
    "_minutes": "minutes",
    "_seconds": "seconds",
    "_per_year": "a year",
    "_per_month": "a month",
}


def written(number: object) -> str:
    """Return a number as people write it, without an exponent.

    >>> written(3e-06), written(0.5), written(10), written(2.0), written(1000000)
    ('0.000003', '0.5', '10', '2', '1000000')
    """
    if not isinstance(number, int | float):
        return str(number)
    text = format(Decimal(str(number)), "f")
    return text.rstrip("0").removesuffix(".") if "." in text else text


def hundredths(share: float) -> str:
    """Return a share in hundredths.

    >>> hundredths(0.89), hundredths(0.003), hundredths(1.0), hundredths(0.07)
    ('89 in 100', '0.3 in 100', '100 in 100', '7 in 100')
    """
    return f"{written(round(share * 100, 10))} in 100"


def signed(number: float) -> str:
    """Return points with their sign.

    >>> signed(30.0), signed(-2.5), signed(0)
    ('+30', '-2.5', '0')
    """
    return ("+" if number > 0 else "") + written(number)


def by_residence(rate: ByResidence, things: str) -> str:
    """Return a share of things in town and country.

    >>> by_residence(ByResidence(urban=0.5, rural=0.5), "acts"), by_residence(ByResidence(urban=0.02, rural=0), "acts")
    ('50 in 100 acts', '2 in 100 acts in town and 0 in the country')
    """
    if rate.urban == rate.rural:
        return f"{hundredths(rate.urban)} {things}"
    country = hundredths(rate.rural).removesuffix(" in 100")
    return f"{hundredths(rate.urban)} {things} in town and {country} in the country"


def by_group(factors: ByGroup) -> str:
    """Return factors by group; nothing where all are one.

    >>> by_group(ByGroup(N1=1.5, N2=2)), by_group(ByGroup())
    ('times 1.5 for N1 and 2 for N2', '')
    """
    apart = [f"{written(factor)} for {group}" for group, factor in factors.model_dump().items() if factor != 1.0]
    return f"times {series(apart)}" if apart else ""


def series(words: Sequence[str], last: str = "and") -> str:
    """Return words as a series in a sentence.

    >>> series(["a", "b", "c"]), series(["a", "b"], "or"), series([])
    ('a, b and c', 'a or b', '')
    """
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, thing: str) -> str:
    """Return a count with its noun.

    >>> counted(1, "week"), counted(2, "clause")
    ('1 week', '2 clauses')
    """
    return f"{number} {thing}{'s' * (number != 1)}"


def valued(given: Any) -> str:
    """Return a value as it is written.

    >>> valued(None), valued(True), valued([0.5, 3]), valued([]), valued("a")
    ('none', 'yes', '0.5 to 3', 'none', 'a')
    >>> valued({"between": ["tax", "work"]})
    'between tax, work'
    """
    if given is None or given == []:
        return "none"
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, dict):
        return " ".join(f"{key} {valued(one)}" for key, one in given.items())
    if isinstance(given, list):
        ends = len(given) == 2 and all(isinstance(one, int | float) for one in given)
        return (" to " if ends else ", ").join(valued(one) for one in given)
    return written(given)


def label_of(path: Sequence[str]) -> str:
    """Return what the field at the end of a path is called.

    >>> label_of(["coverage", "urban"]), label_of(["term_weeks"]), label_of(["assumption", "range"])
    ('coverage, in town', 'term', 'assumption, range')
    """
    return ", ".join(LABELS.get(part, _without_unit(part).replace("_", " ")) for part in path)


def _without_unit(field: str) -> str:
    for ending in ENDINGS:
        if field.endswith(ending) and field not in UNITS:
            return field.removesuffix(ending)
    return field


def unit_of(path: Sequence[str]) -> str:
    """Return the unit of the field at the end of a path, nothing where it has none.

    >>> unit_of(["coverage", "urban"]), unit_of(["term_weeks"]), unit_of(["title"]), unit_of(["score", "least"])
    ('of acts', 'weeks', '', '')
    """
    for part in reversed(path):
        unit = UNITS.get(part) or next((word for end, word in ENDINGS.items() if part.endswith(end)), "")
        if unit:
            return unit
        if part == "assumption":
            return ""
    return ""


def named(ids: list[str]) -> str:
    """Return ids as a series, marked as such.

    >>> named(["a", "b"])
    '`a` and `b`'
    """
    return series([f"`{one}`" for one in ids])
