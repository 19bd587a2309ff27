"""The audit of a regime for the terminal: an answer in a paragraph, then instrument by instrument, in 80 columns."""

import textwrap
from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glasshouse.audit.rights.answers import Spot, once
from glasshouse.audit.rights.judging import Finding
from glasshouse.audit.rights.pack import JURISDICTIONS, VERDICTS, Jurisdiction, Pack
from glasshouse.audit.rights.whole import CAVEAT, RightsAudit, counted, field_of, once_by_name, wanted
from glasshouse.report.told import printable
from glasshouse.report.words import NONE, figures, grouped, listed, many, sentence

WIDTH = 78
SPOTS, FIELDS, CELLS, FIGURES, SETTLING = 4, 4, 2, 3, 8
"""How much of each is shown: `--json` has all of it."""
PLACES: dict[Jurisdiction, str] = {
    "eu": "the European Union",
    "un": "a state bound by the UN covenants",
    "coe": "a member of the Council of Europe",
    "unesco": "a member of UNESCO",
    "us": "the United States",
    "cn": "China",
}
STYLES = {"violates": "bold red", "likely": "red", "needs-measure": "yellow", "needs-human": "yellow"}
MEANINGS = {
    "violates": "every element is in the file",
    "likely": "an element rests on a declared table, or on a balance",
    "needs-measure": "a figure of a run settles it",
    "needs-human": "a lawyer settles it",
    "cannot-tell": "a fact is missing in the file",
    "applies": "a threshold is met, which is no breach",
}


def summary(audit: RightsAudit, *, brief: bool = False) -> RenderableType:
    """Return what the terminal prints of an audit; ``brief`` is the answer alone."""
    parts: list[RenderableType] = [head(audit), prose(answer(audit))]
    if brief:
        return Group(*parts)
    parts += [prose("Laid aside by the file: " + laid_aside(audit))] if audit.overrides else []
    for pack in once_by_name([one.pack for one in audit.findings]):
        found = [one for one in audit.findings if one.pack is pack]
        if any(one.verdict != "out-of-scope" for one in found):
            parts += instrument(pack, found, audit.measures)
    fields = list(wanted(audit.findings).items())
    if fields:
        most = "; ".join(f"{field} ({many(number, 'rule')})" for field, number in fields[:SETTLING])
        rest = len(fields) - SETTLING
        more = f"; and {rest} more, in --json" if rest > 0 else ""
        parts.append(prose(f"What would settle most of what cannot be told: {most}{more}."))
    parts.append(prose(words()))
    return Group(*parts)


def head(audit: RightsAudit) -> RenderableType:
    """Return what was audited, with its status."""
    text = Text(printable(audit.regime.title), style="bold")
    text.append(f"\n[{audit.regime.status}] [synthetic]", style="yellow")
    return Padding(text, (1, 0, 1, 0))


def answer(audit: RightsAudit) -> str:
    """Return the answer in a paragraph: as if operated where and when, and how many came to what. There is no sum."""
    there = [one for one in audit.findings if one.pack.jurisdiction in audit.setting.jurisdictions]
    number = dict.fromkeys(VERDICTS, 0) | counted(there)
    met, clean, outside = number["applies"], number["no-finding"], number["out-of-scope"]
    advice = sum(one.verdict in ("violates", "likely") and not one.law.binding for one in there)
    open_ones = [
        f"a measure would settle {grouped(number['needs-measure'])}" if number["needs-measure"] else "",
        f"a lawyer {grouped(number['needs-human'])}" if number["needs-human"] else "",
    ]
    if not number["needs-measure"] and number["needs-human"]:
        open_ones = [f"a lawyer would settle {grouped(number['needs-human'])}"]
    parts = [
        f"by what the file says it {breaches(number['violates'], number['likely'])}.",
        f"{sentence(grouped(advice))} of these {'is' if advice == 1 else 'are'} not binding." if advice else "",
        f"{sentence(', '.join(part for part in open_ones if part))}." if any(open_ones) else "",
        f"Of {grouped(number['cannot-tell'])} it cannot be told, since the file lacks a fact."
        if number["cannot-tell"]
        else "",
        f"{many(met, 'threshold')} {'is' if met == 1 else 'are'} met, which is no breach." if met else "",
        f"Nothing was found against {grouped(clean)}." if clean else "",
        f"{sentence(many(outside, 'rule'))} {'does' if outside == 1 else 'do'} not bind it there on that day."
        if outside
        else "",
    ]
    on = audit.setting.on.isoformat()
    return f"As if operated in {where(audit)} on {on}: {' '.join(part for part in parts if part)} {CAVEAT}"


def breaches(sure: int, likely: int) -> str:
    """Return what would be breached.

    >>> breaches(2, 1), breaches(0, 1), breaches(0, 0)
    ('would breach 2 provisions and likely 1 more', 'would likely breach 1 provision', 'would breach no provision')
    """
    if sure:
        return f"would breach {many(sure, 'provision')}" + (f" and likely {grouped(likely)} more" if likely else "")
    return f"would likely breach {many(likely, 'provision')}" if likely else "would breach no provision"


def by_reason(found: list[Finding]) -> str:
    """Return rules that are out of scope, the reason said once for those that share it."""
    reasons: dict[str, list[str]] = {}
    for one in found:
        reasons.setdefault(one.reason, []).append(one.law.id)
    return "; ".join(f"{', '.join(names)} ({reason})" for reason, names in reasons.items())


def where(audit: RightsAudit) -> str:
    """Return the places of an audit in words."""
    places = audit.setting.jurisdictions
    if set(places) == set(JURISDICTIONS):
        return "each of the places below"
    return listed([PLACES[place] for place in places])


def laid_aside(audit: RightsAudit) -> str:
    """Return the cells of declared tables that a file lays aside, with its reasons."""
    return "; ".join(
        printable(f"{row.cell} is {row.file} and not {row.table} ({row.why})") for row in audit.overrides
    ) + "."  # fmt: skip


def instrument(pack: Pack, found: list[Finding], measures: Mapping[str, Any]) -> list[RenderableType]:
    """Return one instrument: a table of what was found, and a line each for the rest."""
    title = f"{pack.instrument} [{pack.jurisdiction}]"
    made = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, width=WIDTH, padding=(0, 1)
    )
    made.add_column("verdict", width=13, no_wrap=True)
    made.add_column("provision, test, where, and what is missing", overflow="fold")
    order = {verdict: k for k, verdict in enumerate(VERDICTS)}
    shown = sorted((one for one in found if one.verdict in MEANINGS), key=lambda one: order[one.verdict])
    for one in shown:
        made.add_row(Text(one.verdict, style=STYLES.get(one.verdict, "")), entry(one, measures))
    parts: list[RenderableType] = [made] if shown else [Text(title, style="bold")]
    clean = [one.law.id for one in found if one.verdict == "no-finding"]
    outside = by_reason([one for one in found if one.verdict == "out-of-scope"])
    lines = [f"Nothing found: {', '.join(clean)}."] if clean else []
    lines += [f"Out of scope: {outside}."] if outside else []
    lines += [pack.note] if pack.note else []
    lines += [f"Pending: {pack.pending}"] if pack.pending else []
    return [*parts, prose(" ".join([*lines, reviewed(pack, found)]))]


def reviewed(pack: Pack, found: list[Finding]) -> str:
    """Return when a pack was reviewed and by whom, and whether that is too long ago."""
    old = [one.law.id for one in found if one.stale]
    said = f"Reviewed on {pack.reviewed_on.isoformat()} by {pack.reviewer}."
    return said + (f" Stale: {', '.join(old)} (older than twelve months)." if old else "")


def entry(one: Finding, measures: Mapping[str, Any]) -> Text:
    """Return the cell of one finding; of what cannot be told the missing facts, and how far the test got."""
    law, reply, told = one.law, one.answer, one.verdict != "cannot-tell"
    text = Text()
    text.append(f"{law.provision}", style="bold")
    text.append(f" {law.id} [{', '.join(law.marks)}]{'' if law.binding else ', not binding'}\n{law.test}")
    missing = once(map(field_of, reply.missing))
    if reply.spots and (told or len(missing) == 1):
        text.append(f"\n{'where' if told else 'so far'}: {places(reply.spots)}")
    if not told:
        text.append(f"\nmissing: {shortened(missing, FIELDS, ', ')}")
        return text
    if reply.declared and one.verdict != "needs-human":
        text.append(f"\nrests on: {shortened(reply.declared, CELLS, '; ')}")
    if reply.because:
        text.append(f"\n{reply.because}")
    if law.in_force_from or law.amended_by:
        since = f"applies from {law.in_force_from}" if law.in_force_from else ""
        amended = f"amended by {law.amended_by}" if law.amended_by else ""
        text.append("\n" + sentence(", ".join(part for part in (since, amended) if part)) + ".")
    for row in law.measure:
        text.append("\n" + measure(row.id, row.figure, measures))
    return text


def measure(name: str | None, figure: str, measures: Mapping[str, Any]) -> str:
    """Return a measure that is needed, with its figures where a run was given."""
    label = f"measure: {figure}" + (f" ({name})" if name else "")
    found = measures.get(name or "", [])
    if not found:
        return label + ("; not measured in this run" if measures else "")
    lines = [printable(rate(row)) for row in found[:FIGURES]]
    more = f"; {len(found) - FIGURES} more in --json" if len(found) > FIGURES else ""
    return f"{label}: {'; '.join(lines)}{more}"


def rate(row: Mapping[str, Any]) -> str:
    """Return a figure with its numerator and denominator; a ratio between groups alone, without a pass mark.

    >>> rate({"what": "everybody", "numerator": 3, "denominator": 1500, "value": 20.0, "per": 10_000,
    ...       "unit": "sanction-days"})
    'everybody 3 of 1\u202f500 sanction-days'
    """
    if "ratio" in row:
        return f"{row['what']} {NONE if row['ratio'] is None else figures(row['ratio'])}"
    if "figure" in row:
        return f"{row['what']} {NONE if row['figure'] is None else figures(row['figure'])} {row['unit']} ({row['of']})"
    return f"{row['what']} {grouped(row['numerator'])} of {grouped(row['denominator'])} {row['unit']}"


def places(spots: tuple[Spot, ...]) -> str:
    """Return places, the file named once for those that stand in it.

    >>> places((Spot("a.yaml", 3, "rules x"), Spot("a.yaml", 9, "lists y"), Spot("b.yaml", 1, "score z")))
    'rules x (a.yaml:3), lists y (:9), score z (b.yaml:1)'
    """
    named, file = [], ""
    for spot in spots[:SPOTS]:
        named.append(f"{spot.clause} ({'' if spot.file == file else spot.file}:{spot.line})")
        file = spot.file
    more = len(spots) - SPOTS
    return printable(", ".join(named)) + (f" and {more} more" if more > 0 else "")


def shortened(parts: tuple[str, ...], most: int, between: str) -> str:
    """Return so many parts at most, and how many there are besides."""
    more = len(parts) - most
    return printable(between.join(parts[:most])) + (f" and {more} more" if more > 0 else "")


def words() -> str:
    """Return what the verdicts mean, and the marks."""
    said = "; ".join(f"{verdict}: {meaning}" for verdict, meaning in MEANINGS.items())
    return (
        f"{sentence(said)}. Marks: T, the text was seen; S, a summary was; verify, it is to be checked before it is "
        "relied on. No sum is made of verdicts: they do not weigh the same."
    )


def prose(text: str) -> RenderableType:
    """Return a paragraph."""
    return Padding(Text(textwrap.fill(printable(text), WIDTH, break_on_hyphens=False)), (0, 0, 1, 0))
