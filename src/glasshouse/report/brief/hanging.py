"""The eighth chapter: which assumption turns the answer, what conducts leave of it, and whether seeds agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND
from glasshouse.report.brief.document import Block, Chapter, Grid, Heading, Paragraph, Row
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.brief.harms import HEAD, WIDTHS, figure
from glasshouse.report.brief.plainly import assumed
from glasshouse.report.sensitivity import number
from glasshouse.report.weighed import Weighed
from glasshouse.report.words import NONE, figures, grouped, listed, many

MOVED, AGREEING = 6, 3
"""Assumptions and conclusions in a table at most."""
NOT_MOVED = (
    "No assumption was moved for this report, so it does not say which of them the answer hangs on. `--weigh 1000` "
    "moves each through its range in small worlds; `glasshouse sensitivity` does so for any conclusion and size."
)
CLAIM = (
    "Regimes of this kind claim that people harm each other less. Whether that holds was looked at all over the ranges "
    "that the conduct file declares, in a small screening that `glasshouse sensitivity` makes larger."
)
UNIDENTIFIED = (
    "An assumption that no published figure fixes can be anywhere in its range. A conclusion that turns within it is "
    "not settled by evidence."
)
CONDUCTS = (
    "The advocate\u2019s conduct is the best honest case for such regimes within the ranges, the sceptic\u2019s the "
    "best against them."
)


def hanging(dossier: Dossier, measured: Measured) -> Chapter:
    """Return the eighth chapter."""
    weighed = dossier.weighed
    blocks: list[Block] = (
        [Paragraph(NOT_MOVED)] if weighed is None else [*claim(dossier, weighed), *by_conduct(weighed)]
    )
    rows = [one for one in dossier.values("M26") if one["unit"] == "in 100"][:AGREEING]
    if rows:
        made = tuple(figure("M26", one, measured.how, one["what"]) for one in rows)
        blocks += [Heading("Whether chance turns it"), Grid("Agreement", HEAD, made, WIDTHS, 1)]
    return Chapter("assumptions", "Which assumption turns the answer", tuple(blocks))


def claim(dossier: Dossier, weighed: Weighed) -> list[Block]:
    """Return the conclusion that was tried, whether it holds, and the assumptions that move it most."""
    data = weighed.sensitivity.data
    held = f"It holds at {grouped(data['held'])} of {many(data['points'], 'point')} within the ranges."
    blocks: list[Block] = [
        Paragraph(f"{data['conclusion']}: {data['verdict']} {held}", "lead"),
        Paragraph(f"{CLAIM} {UNIDENTIFIED}{broken_even(data)} {one_act(weighed)}"),
    ]
    moving = sorted(data["singles"], key=reach, reverse=True)
    rows = tuple(single(one) for one in moving[: dossier.at_most(MOVED, MOVED, 4)] if reach(one))
    if rows:
        head = ("assumption", "its range", "difference at the low end", "at the high end", "fixed by")
        caption = f"What moves the difference to the baseline most; {data['unit']}"
        blocks.append(Grid(caption, head, rows, (3.4, 2.2, 2.2, 2.2, 3.4)))
    return blocks


def one_act(weighed: Weighed) -> str:
    """Return how much a single act more or less is in worlds of this size, so that nobody takes it for an effect."""
    days = weighed.citizens * int(weighed.safeguards.data["days"])
    unit = figures(TEN_THOUSAND * DAYS_OF_A_YEAR / days)
    return f"In these worlds one act more or less is {unit}: what lies within a few of them is chance."


def reach(one: Mapping[str, Any]) -> float:
    """Return how far an assumption moves the difference between the ends of its range; nothing where a world failed."""
    low, high = one["low"]["value"], one["high"]["value"]
    return 0.0 if low is None or high is None else abs(high - low)


def single(one: Mapping[str, Any]) -> Row:
    """Return one assumption, with what fixes it and whether it turns the conclusion."""
    low, high = one["range"]
    ends = (NONE if one[end]["value"] is None else figures(one[end]["value"]) for end in ("low", "high"))
    basis = listed(one["identified_by"]) or "no figure"
    turning = "; turns it" if one["flips"] else ""
    settled = ", not settled by evidence" if one["flips"] and not one["identified_by"] else ""
    return Row((one["assumption"], f"{number(low)} to {number(high)}", *ends, f"{basis}{turning}{settled}"))


def broken_even(data: Mapping[str, Any]) -> str:
    """Return where the conclusion breaks even along the assumption that moves it most, if it does."""
    found = data["break_even"]
    if not found:
        return ""
    at = f" Along {found['assumption']}, which is {number(found['default'])} by default, it breaks even "
    return f"{at}nowhere." if found["value"] is None else f"{at}at about {number(found['value'])}."


def by_conduct(weighed: Weighed) -> list[Block]:
    """Return headline figures under each conduct, and with all safeguards."""
    rows = []
    for one in weighed.safeguards.data["objectives"]:
        told = [one["conducts"][name]["regime"]["value"] for name in weighed.conducts]
        safe = one["conducts"][weighed.conducts[0]]["all"]["value"]
        ends = weighed.ends(one["id"])
        range_ = NONE if ends is None else assumed({"assumption": ends})
        cells = (NONE if value is None else figures(value) for value in (*told, safe))
        rows.append(Row((f"{one['title']}, {one['unit']}", *cells, range_)))
    head = ("figure", *weighed.conducts, "with all safeguards", "assumptions")
    widths = (5.0, *(1.3 for _ in weighed.conducts), 1.5, 2.2)
    caption = f"Headlines under each conduct, in worlds of {grouped(weighed.citizens)} citizens"
    return [Heading("What conducts leave open"), Grid(caption, head, tuple(rows), widths, 1, CONDUCTS)]
