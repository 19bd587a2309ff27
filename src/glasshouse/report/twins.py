"""`glasshouse compare A B`: how the lives of the same people differ under two regimes, in words and tables."""

import textwrap
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from glasshouse.audit.rates import Rate
from glasshouse.audit.twins import QUANTILES, Bounds, Effect, Moved, Shift, Twins, twins_of
from glasshouse.audit.whole import plain, speech_data
from glasshouse.diagnostics import refuse
from glasshouse.record.manifest import Manifest
from glasshouse.record.pairing import placebo_of, twins
from glasshouse.record.reading import Run
from glasshouse.report.luck import ONE_SEED
from glasshouse.report.sentences import CLASSES, STATUS, WHY_GROUPS_DIFFER
from glasshouse.report.terminal import WIDTH, cell, prose, speech, table
from glasshouse.report.words import (
    NONE,
    bracketed,
    figures,
    group_name,
    grouped,
    listed,
    many,
    printed,
    sentence,
    unit_of,
    value_of,
)

REACH = (
    "A change that reaches nobody changes nobody; differences elsewhere are partly divergence, shown by the "
    "placebo twin."
)
TOTAL = (
    "The total effect: everybody lives under B instead of A. What one person would have met alone under B, and what "
    "the others pass on, are not told apart here."
)
QUANTILE = (
    "Each line holds a quantile of one world: so many in 100 of the sampled have that much or less. The difference is "
    "of the two distributions, and of no one person."
)
READ = (
    "Acts with a victim are counted where they were truly done, whoever had heard of the regime and whoever had not; "
    "they are no sum of benefits, of which the page says who has them and who pays. Fear and trust are scales of this "
    "model, and how they move is a scenario."
)
SPEECH = (
    "A ratio is of the whole fall: of those sanctioned for such an act, of those in fear, and of others. It rests on "
    "readings of few studies, and not on what anybody could count."
)
GAINED = (
    "How many gained and how many lost depends on how luck is shared between two worlds, so it is no finding of its "
    "own; the noise beside it is the placebo twin\u2019s. Bounds are the least and the most that the two distributions "
    "allow, whoever in one world were whoever in the other; they need no shared luck."
)
LIVES = (
    "Score and tier are of those old enough for records, where both regimes have them on one scale; all else is of "
    "everybody sampled, children included, whose trust does not move."
)
STILL = (
    "None of the sampled has more or less in the placebo twin. So the noise here says that what began with one act of "
    "one citizen reached none of them, and not that there would be none where it does."
)
SAME = "The two records are of one world: every difference is exactly zero."


@dataclass(frozen=True)
class Compared:
    """A comparison as plain data and as a view."""

    data: dict[str, Any]
    view: RenderableType


def compared(one: Run, other: Run, placebo: Run | None = None) -> Compared:
    """Compare two runs of the same people, beside the placebo twin of the first; refuses runs that are no twins."""
    a, b = one.manifest, other.manifest
    check(a, b, placebo.manifest if placebo else None)
    found = twins_of(one, other, placebo)
    return Compared(data_of(found, a, b, placebo.manifest if placebo else None), view_of(found, a, b))


def check(one: Manifest, other: Manifest, placebo: Manifest | None = None) -> None:
    """Refuse runs that are no twins, and a placebo twin that is not the first run's."""
    refuse(twins(one, other) + (placebo_of(one, placebo) if placebo else []))


# -- as data


def data_of(found: Twins, a: Manifest, b: Manifest, placebo: Manifest | None) -> dict[str, Any]:
    """Return a comparison for programs; of an act of which only ratios may be given there are no counts."""
    return {
        "synthetic": True,
        "note": " ".join((TOTAL, REACH)),
        "from": named(a),
        "to": named(b),
        "placebo": named(placebo) if placebo else None,
        "citizens": a.citizens,
        "days": a.days,
        "seeds": list(a.seeds),
        "same": found.same,
        "effects": [effect_data(row) for row in found.effects],
        "speech": [speech_data(row) for row in found.speech],
        "sampled": found.sampled,
        "unsampled": found.unsampled,
        "left_out": found.left_out,
        "quantiles": list(QUANTILES),
        "shifts": [{**plain(row), "apart": list(row.apart)} for row in found.shifts],
    }


def named(manifest: Manifest) -> dict[str, Any]:
    """Return which run was compared."""
    return {"regime": manifest.regime.name, "status": manifest.status, "digest": manifest.digest}


def effect_data(row: Effect) -> dict[str, Any]:
    """Return the difference of one measure, with its interval over seeds where there are several."""
    ends = row.interval
    return {**plain(row), "difference": row.difference, "interval": ends and [ends.low, ends.high], "noise": row.noise}


# -- as a view


def view_of(found: Twins, a: Manifest, b: Manifest) -> RenderableType:
    """Return a comparison for the terminal."""
    how = printed(a)
    parts: list[RenderableType] = [head(a, b), prose(f"{TOTAL} {REACH}")]
    if found.same:
        parts.append(prose(SAME))
    parts += [totals(found.effects), prose(how.over_seeds() or f"This is {ONE_SEED}."), prose(f"{READ} {CLASSES}")]
    if found.placebo:
        parts.append(prose(noise(found, a)))
    groups = list(dict.fromkeys(row.group for row in found.effects))[1:]
    if len(groups) > 1:
        parts += [by_group(found.effects, groups), prose(WHY_GROUPS_DIFFER)]
    said = speech(found.speech, "A")
    if said:
        parts += [*said, prose(SPEECH)]
    parts += lives(found, a, b) if found.shifts else [prose(f"{sentence(found.unsampled)}.")]
    return Group(*parts)


def head(a: Manifest, b: Manifest) -> RenderableType:
    """Return which two worlds are compared, each with its status."""
    text = Text()
    for letter, manifest in (("A", a), ("B", b)):
        text.append(f"{letter}: {manifest.regime.title}\n", style="bold")
        text.append(f"   [{manifest.status}] [synthetic]\n", style="yellow")
        text.append(textwrap.indent(textwrap.fill(sentence(STATUS[manifest.status]) + ".", WIDTH - 3), "   ") + "\n")
    seeds = f"seed {a.luck}" if len(a.seeds) == 1 else f"seeds {a.luck}"
    lived = f"The same {many(a.citizens, 'synthetic citizen')} lived {many(a.days, 'day')} in both"
    text.append(textwrap.fill(f"{lived}, with the same luck ({seeds}).", WIDTH))
    return Padding(text, (1, 0, 1, 0))


def totals(rows: list[Effect]) -> RenderableType:
    """Return each measure of everybody in both worlds, and the difference."""
    several = any(row.here.seeds for row in rows)
    # With noise or without: the column is there where the placebo twin is.
    titles = ("A", "B", "B less A", "noise")[: 3 if rows[0].placebo is None else 4]
    made = table("Everybody", "", *titles, widths=((14, 14, 14, 8) if several else (10, 10, 10, 8))[: len(titles)])
    made.padding = (0, 0)
    for row in rows:
        if row.group == rows[0].group:
            noise = Text(figures(row.noise) if row.noise is not None else NONE)
            columns = [cell(value_of(row.there)), cell(value_of(row.here)), apart(row), noise][: len(titles)]
            made.add_row(f"{row.title}\n{unit(row)}", *columns)
    return made


def unit(row: Effect) -> str:
    """Return the unit of a measure."""
    rate: Rate = row.here
    return f"{rate.counted} per citizen" if rate.per == 1 else unit_of(rate)


def apart(row: Effect) -> Text:
    """Return a difference, of several seeds with its interval below."""
    return cell(NONE if row.difference is None else figures(row.difference) + bracketed(row.interval))


def by_group(rows: list[Effect], groups: list[str]) -> RenderableType:
    """Return the differences group by group."""
    made = table("By group, B less A", "", *map(group_name, groups))
    found = {(row.id, row.group): row for row in rows}
    for row in rows:
        if row.group == rows[0].group:
            cells = [found.get((row.id, group)) for group in groups]
            made.add_row(f"{row.title}\n{unit(row)}", *(apart(each) if each else Text(NONE) for each in cells))
    return made


def lives(found: Twins, a: Manifest, b: Manifest) -> list[RenderableType]:
    """Return the distributions of the sampled in both worlds, and who has more and less, where that may be told."""
    of = many(a.citizens * len(a.seeds), "citizen")
    parts = [prose(f"Of {of} {grouped(found.sampled)} were sampled, the same in both worlds. {QUANTILE} {LIVES}")]
    parts.append(distributions(found.shifts))
    if found.left_out:
        parts.append(prose(f"What A and B do not have in common is not compared: {listed(found.left_out)}."))
    return parts + (counts(found) if found.placebo else [prose(uncounted(a))])


def distributions(rows: list[Shift]) -> RenderableType:
    """Return the quantiles of each quantity in both worlds, and their differences."""
    made = table("Quantiles, in 100 of the sampled", "", *map(str, QUANTILES), widths=[9] * len(QUANTILES))
    made.padding = (0, 0)
    for row in rows:
        made.add_row(row.title)
        for name, values in (("A", row.there), ("B", row.here), ("B less A", row.apart)):
            made.add_row(f"  {name}, {row.unit}", *map(figures, values))
    return made


def counts(found: Twins) -> list[RenderableType]:
    """Return how many have more and how many less, beside the placebo twin's counts and the bounds."""
    titles = ("more", "less", "same", "noise: more", "noise: less", "bounds: more", "bounds: less")
    made = table("Who has more in B than in A, and who less", "", *titles, widths=(6, 6, 6, 6, 6, 7, 7))
    made.padding = (0, 0)
    for row in found.shifts:
        if row.moved and row.placebo and row.bounds:
            made.add_row(row.title, *cells(row.moved, row.placebo, row.bounds))
    still = all(row.placebo is None or row.placebo.same == row.persons for row in found.shifts)
    return [made, prose(f"{GAINED} {STILL}" if still and not found.same else GAINED)]


def cells(moved: Moved, noise: Moved, bounds: Bounds) -> list[str]:
    """Return one line of counts."""
    ends = [f"{grouped(least)}\u2013{grouped(most)}" for least, most in (bounds.more, bounds.less)]
    return [*map(grouped, (moved.more, moved.less, moved.same, noise.more, noise.less)), *ends]


def noise(found: Twins, a: Manifest) -> str:
    """Return what the noise is, and in how much of the world it began."""
    sampled = f", where {grouped(found.near_placebo)} of {grouped(found.sampled)} sampled live" if found.sampled else ""
    of_each = " of each seed" if len(a.seeds) > 1 else ""
    began = (
        f"That act began in one of {grouped(a.districts)} districts{of_each}{sampled}; a regime begins in all of them."
        if a.districts > 1
        else ""
    )
    return (
        "Noise is the placebo twin of A less A: A lived again with one act of one citizen changed (the first adult of "
        f"district 0 who has money spends all of it on the eve of day 0). {began}"
    )


def uncounted(a: Manifest) -> str:
    """Return why nothing is said of who gained and who lost, and what to type."""
    return (
        "How many gained and how many lost is not printed: it depends on how luck is shared between two worlds, and "
        "there is no placebo twin of A to say how much of it is noise. Add --make-placebo, which lives A once more "
        f"with one act of one citizen changed; or make one that you keep, with `glasshouse run {a.asked} --placebo` "
        "and the options of A, and add --placebo RUN."
    )
