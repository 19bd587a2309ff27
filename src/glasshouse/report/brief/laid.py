"""What each safeguard averts and gives up, for the seventh chapter: a waterfall and a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glasshouse.report import svg
from glasshouse.report.brief import caveats
from glasshouse.report.brief.document import Block, Grid, Heading, Paragraph, Picture, Row
from glasshouse.report.brief.plainly import assumed
from glasshouse.report.safeguards import INTERPLAY
from glasshouse.report.waterfall import waterfall
from glasshouse.report.weighed import Weighed
from glasshouse.report.words import NONE, figures, grouped, listed, many

NOT_WEIGHED = (
    "What each does to people was not weighed for this report. `--weigh 1000` lives small worlds with each alone, with "
    "all, and with all but each, and adds what they avert and what they give up."
)
TOLD = (
    ("in-error", "sanction-days in error averted"),
    ("against-a-right", "sanction-days against a right averted"),
    ("M25", "acts with a victim: benefit given up"),
)
"""What is told safeguard by safeguard: two harms, never summed, and the benefit."""
HEAD = ("safeguard", *(title for _, title in TOLD), "errors, if it alone is left out")
WIDTHS = (4.4, 2.4, 2.4, 2.4, 2.2)
DRAWN = "in-error"


def laid(weighed: Weighed) -> list[Block]:
    """Return the blocks on what safeguards do."""
    data = weighed.safeguards.data
    over = f"{many(len(data['seeds']), 'seed')}, {many(data['days'], 'day')}"
    said = caveats.SAFEGUARDS.format(conduct=weighed.conducts[0])
    lived = f"Worlds of {grouped(weighed.citizens)} synthetic citizens, {over}. {said}"
    return [Heading("What each does"), Paragraph(lived), *pictured(weighed), *tabled(weighed)]


def pictured(weighed: Weighed) -> list[Block]:
    """Return the waterfall of errors, over those safeguards alone that move them; nothing where none does."""
    one, known = weighed.objective(DRAWN), weighed.safeguards.data["safeguards"]
    if one is None or one["all"]["value"] is None:
        return []
    alone = {each["number"]: one["safeguards"][each["number"]]["alone"]["value"] for each in known}
    steps = [(f"{each['number']} {each['title']}", -alone[each["number"]]) for each in known if alone[each["number"]]]
    if not steps:
        return []
    steps.sort(key=lambda step: step[1])
    in_all = -one["all"]["value"]
    steps.append((INTERPLAY, in_all - sum(value for _, value in steps)))
    frame, axis = weighed.safeguards.head.frame, f"change, {one['unit']}"
    ends = (("The regime as it is", 0.0), ("All safeguards", in_all))
    spec = waterfall(frame, one["title"], axis, ends[0], steps, ends[1], one["wanted"])
    told = listed([f"{name} {figures(value)}" for name, value in steps])
    alt = f"Waterfall, {one['unit']}: {told}; all safeguards together {figures(in_all)}."
    name = f"brief-safeguards-{DRAWN}"
    return [Picture(name, svg.draw(spec, alt, name), alt, f"{one['title']}: what each safeguard alone averts", 0.6)]


def tabled(weighed: Weighed) -> list[Block]:
    """Return the table of safeguards that change anything, and the names of those that do not."""
    told = [(one, row_of(weighed, one)) for one in weighed.safeguards.data["safeguards"]]
    rows = [row for _, row in told if row is not None]
    idle = [f"{one['number']} {one['title']}" for one, row in told if row is None]
    blocks: list[Block] = []
    if rows:
        caption = f"Each safeguard alone, and all of them; {units(weighed)}"
        blocks.append(Grid(caption, HEAD, (*rows, together(weighed)), WIDTHS, 1))
    if idle:
        blocks.append(Paragraph(f"These change none of the three in these worlds: {listed(idle)}."))
    return blocks


def units(weighed: Weighed) -> str:
    """Return the units of the columns, each said once."""
    known = [one["unit"] for name, _ in TOLD if (one := weighed.objective(name)) is not None]
    return "; ".join(dict.fromkeys(known))


def row_of(weighed: Weighed, one: Mapping[str, Any]) -> Row | None:
    """Return a safeguard's row; None of one that changes none of what is told."""
    found = [(weighed.objective(name) or {}).get("safeguards", {}).get(one["number"]) for name, _ in TOLD]
    if all(each is None or (not each["alone"]["value"] and not each["without"]["value"]) for each in found):
        return None
    cells = [NONE if each is None else cell(each["alone"]) for each in found]
    left_out = NONE if found[0] is None else cell(found[0]["without"])
    return Row((f"{one['title']} ({one['number']})", *cells, left_out))


def together(weighed: Weighed) -> Row:
    """Return the row of all safeguards together."""
    found = [(weighed.objective(name) or {}).get("all") for name, _ in TOLD]
    return Row(("All together", *(NONE if each is None else cell(each) for each in found), NONE))


def cell(told: Mapping[str, Any]) -> str:
    """Return a change with what the conducts leave of it, where that is more than the figure itself.

    >>> cell({"value": 2.0, "assumptions": [1.0, 3.0]}), cell({"value": 0.0, "assumptions": [0.0, 0.0]})
    ('2.0 {1.0 to 3.0}', '0')
    """
    if told["value"] is None:
        return NONE
    ends = told["assumptions"]
    if ends is None or ends[0] == ends[1] == told["value"]:
        return figures(told["value"])
    return f"{figures(told['value'])} {assumed({'assumption': ends})}"
