"""Figures as a reader says them who has no use for rates: so many in every hundred, with the counts beside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from glasshouse.audit.rates import TEN_THOUSAND, Rate
from glasshouse.audit.rights.answers import Spot
from glasshouse.report.told import printable
from glasshouse.report.words import NONE, Printed, figures, grouped

SCALES = (100, 1_000, TEN_THOUSAND)
LEAST = 1.0
"""A share is said in the smallest of the scales in which at least so many are counted."""
SPOTS = 4


def in_every(rate: Rate) -> str:
    """Return a share in the smallest round number that it fills: `26 in every 1 000`.

    >>> in_every(Rate(26, 1000, 10_000, "days")).replace("\u202f", " "), in_every(Rate(3, 10, 10_000, "days"))
    ('2.6 in every 100', '30 in every 100')
    >>> in_every(Rate(1, 100_000, 10_000, "days")).replace("\u202f", " "), in_every(Rate(0, 10, 10_000, "days"))
    ('0.10 in every 10 000', 'none')
    """
    if rate.value is None:
        return NONE
    if rate.numerator == 0:
        return "none"
    scale = next((one for one in SCALES if rate.value * one / TEN_THOUSAND >= LEAST), SCALES[-1])
    return f"{figures(rate.value * scale / TEN_THOUSAND)} in every {grouped(scale)}"


def with_counts(rate: Rate, how: Printed) -> str:
    """Return a share in plain words with its numerator and denominator.

    >>> with_counts(Rate(3, 10, 10_000, "days"), Printed(10, False))
    '30 in every 100 days (3 of 10)'
    """
    return f"{in_every(rate)} {rate.unit} ({how.parts(rate)})" if rate.value is not None else f"no {rate.unit}"


def between(row: Mapping[str, Any]) -> str:
    """Return what chance leaves of a figure as a cell.

    >>> between({"interval": [1.0, 2.5]}), between({"interval": None})
    ('1.0 to 2.5', '–')
    """
    ends = row.get("interval")
    return NONE if ends is None else f"{figures(ends[0])} to {figures(ends[1])}"


def assumed(row: Mapping[str, Any]) -> str:
    """Return what assumptions leave of a figure as a cell, in braces, so that nobody takes it for chance.

    >>> assumed({"assumption": [1.0, 2.5]}), assumed({})
    ('{1.0 to 2.5}', '–')
    """
    ends = row.get("assumption")
    return NONE if ends is None else f"{{{figures(ends[0])} to {figures(ends[1])}}}"


def value_of(row: Mapping[str, Any]) -> str:
    """Return the figure of a row of a measure; a ratio and a plain figure are rows as well.

    >>> value_of({"ratio": 0.5}), value_of({"figure": None}), value_of({"value": 12.0})
    ('0.50', '–', '12')
    """
    value = row.get("ratio", row.get("figure", row.get("value")))
    return NONE if value is None else figures(value)


def short(file: str) -> str:
    """Return a file as texts name it: without folders, and without the word that a record puts before it.

    >>> short("inputs/regime-as-told.yaml"), short("regimes/as-told.yaml")
    ('as-told.yaml', 'as-told.yaml')
    """
    return Path(file).name.removeprefix("regime-")


def cited(spot: Spot) -> str:
    """Return a clause with its line: `rules late-bill (as-told.yaml:334)`."""
    return printable(f"{spot.clause.removeprefix('governance.')} ({short(spot.file)}:{spot.line})")


def places(spots: tuple[Spot, ...], most: int = SPOTS) -> str:
    """Return clauses with their lines, so many at most, and how many there are besides."""
    more = f" and {len(spots) - most} more" if len(spots) > most else ""
    return ", ".join(cited(spot) for spot in spots[:most]) + more


def field_in_words(field: str) -> str:
    """Return a fact that a regime file may state, as words.

    >>> field_in_words("governance.sensors.*.used_for"), field_in_words("openness.score_shown")
    ('sensors: used for', 'openness: score shown')
    """
    parts = [part for part in field.removeprefix("governance.").split(".") if part != "*"]
    named = parts if len(parts) < 2 else [parts[0], parts[-1]]
    return ": ".join(part.replace("_", " ") for part in named)
