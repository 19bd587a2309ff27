"""`glasshouse attribute REGIME`: what groups of clauses did to a harm or a benefit, in words, a table and a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from glasshouse.audit.objectives import Objective
from glasshouse.audit.spread import Z
from glasshouse.experiment.attributing import Attributed
from glasshouse.experiment.attribution import Share, Shares
from glasshouse.experiment.coalitions import Design
from glasshouse.experiment.grouping import Group
from glasshouse.inputs.regime import Regime
from glasshouse.report.charts import Chart, Table
from glasshouse.report.experiments import Finding, Head, Result, Row, Spread, chance_over, spread, world_of
from glasshouse.report.waterfall import waterfall
from glasshouse.report.words import figures, grouped, listed, many, sentence, spoken

SHARE = (
    "A share is what a group adds when the groups come one after another, as a mean over all orders in which they can "
    "(Shapley 1953 [verify]): what works only together with others is shared out evenly among them, and the shares sum "
    "to the whole difference. Without it: the whole less the regime without that group. Alone: what it adds where none "
    "of the others is there."
)
MODEL = "It says what parts of a file do in this model, and not what anything did anywhere."
GOES_ALONG = (
    "A clause that could do nothing without one that is out is out as well: a rule without its sensor, a list without "
    "a way in."
)
NOUGHT = "Where there is no sanction-day at all, none is in error, and the share of them is taken as nothing."
WANTED = {
    ("harm", -1): "A harm: less of it is better.",
    ("benefit", -1): "Where there are fewer of them, that is a benefit to others.",
    ("benefit", 1): "A benefit: more of it is better.",
}


@dataclass(frozen=True)
class Asked:
    """What was asked: of which regime, over which baseline, in which worlds."""

    regime: Regime
    baseline: Regime
    place: str
    conduct: str
    design: Design
    way: str
    command: str


def found(asked: Asked, attributed: Attributed, objectives: Sequence[Objective]) -> Finding:
    """Return an attribution of some objectives as data, view and page."""
    results, data, rows = [], [], []
    for objective in objectives:
        shares = attributed.shares(objective.value)
        results.append(result_of(asked, attributed, objective, shares))
        data.append(data_of(attributed.groups, objective, shares))
        rows += rows_of(asked, attributed.groups, objective, shares)
    results += [*failed(attributed), how_to_read(asked, objectives, attributed)]
    whole = {
        "synthetic": True,
        "regime": asked.regime.regime,
        "status": asked.regime.status,
        "baseline": asked.baseline.regime,
        "citizens": asked.design.citizens,
        "days": asked.design.days,
        "seeds": list(asked.design.seeds),
        "groups": {group.id: [f"{where}:{name}" for where, name in group.parts] for group in attributed.groups},
        "coalitions": len(attributed.worths),
        "lived": attributed.lived,
        "orders": len(attributed.orders),
        "objectives": data,
        "failures": attributed.failures,
    }
    return Finding(head(asked, attributed), tuple(results), whole, tuple(rows), attributed.failures)


def head(asked: Asked, attributed: Attributed) -> Head:
    """Return what is said first."""
    regime, design = asked.regime, asked.design
    worlds = f"{many(len(attributed.worths), 'coalition')} of {many(len(attributed.groups), 'group')} of clauses"
    return Head(
        "What did what",
        regime.regime,
        regime.title,
        regime.status,
        f"{worlds}. {world_of(design.citizens, design.days, design.seeds, asked.place, asked.conduct)}",
        (
            ("Regime", f"{regime.regime}, over {asked.baseline.regime}"),
            ("Worlds", f"{worlds}; {many(attributed.lived, 'world')} lived now, others kept or the same"),
            ("Again", asked.command),
        ),
    )


def result_of(asked: Asked, attributed: Attributed, objective: Objective, shares: Shares) -> Result:
    """Return one objective in words, with its table and waterfall."""
    return Result(
        objective.id,
        f"{objective.title} ({objective.id})" if objective.id.startswith("M") else objective.title,
        (in_short(asked, objective, shares),),
        table_of(attributed.groups, objective, shares),
        chart_of(asked, attributed.groups, objective, shares),
    )


def in_short(asked: Asked, objective: Objective, shares: Shares) -> str:
    """Return from where to where the groups lead together."""
    none, whole, total = (spread(each).text() for each in (shares.none, shares.all, shares.total))
    ground = spoken(asked.baseline.regime) if asked.way == "section" else "the regime without any of the groups"
    return (
        f"{sentence(objective.title)}, {objective.unit}: {none} under {ground}, {whole} under the whole regime. "
        f"Together the groups make a difference of {total}. {WANTED[objective.kind, objective.wanted]}"
    )


def how_to_read(asked: Asked, objectives: Sequence[Objective], attributed: Attributed) -> Result:
    """Return what the figures are and are not, said once."""
    shares = [attributed.shares(objective.value) for objective in objectives]
    nought = NOUGHT if any(objective.id == "M1" for objective in objectives) else ""
    chance = chance_over(len(asked.design.seeds))
    parts = (SHARE, *(sampled(each) for each in shares[:1]), GOES_ALONG, nought, MODEL)
    return Result("reading", "How to read this", (" ".join(filter(None, parts)), chance))


def sampled(shares: Shares) -> str:
    """Return how far sampled orders leave a share open; nothing where all were taken."""
    if not shares.orders:
        return ""
    worst = max((share.error for share in shares.shares if share.error is not None), default=0.0)
    return (
        f"With so many groups {grouped(shares.orders)} orders were sampled, each with its reverse; that leaves a share "
        f"open by {figures(Z * worst)} to either side at most (95 in 100), besides chance."
    )


def ranked(groups: Sequence[Group], shares: Shares) -> list[tuple[Group, Share]]:
    """Return the groups with what they did, the largest share first; those without one come last."""
    pairs = list(zip(groups, shares.shares, strict=True))
    size = {group.id: abs(spread(share.shapley).mean or 0.0) for group, share in pairs}
    return sorted(pairs, key=lambda pair: (pair[1].shapley is None, -size[pair[0].id]))


def table_of(groups: Sequence[Group], objective: Objective, shares: Shares) -> Table:
    """Return what each group did as a table."""
    rows = [
        (f"{group.title} ({grouped(len(group.parts))})", *(each.text() for each in three(share)))
        for group, share in ranked(groups, shares)
    ]
    total = spread(shares.total).text()
    return Table(
        f"{objective.title}, {objective.unit}, by group (clauses)",
        ("group", "share", "without it", "alone"),
        [*rows, ("all together", total, total, "")],
    )


def three(share: Share) -> tuple[Spread, Spread, Spread]:
    """Return a group's share, what is missing without it, and what it adds alone."""
    return spread(share.shapley), spread(share.last), spread(share.alone)


def chart_of(asked: Asked, groups: Sequence[Group], objective: Objective, shares: Shares) -> Chart | None:
    """Return the shares as a waterfall from none of the groups to all; nothing where a world failed."""
    none, whole = spread(shares.none).mean, spread(shares.all).mean
    steps = [(group.title, spread(share.shapley).mean) for group, share in ranked(groups, shares)]
    known = [(name, value) for name, value in steps if value is not None]
    if none is None or whole is None or len(known) < len(steps):
        return None
    said = listed([f"{name} {figures(value)}" for name, value in known])
    frame = Head("", asked.regime.regime, "", asked.regime.status, "", ()).frame
    spec = waterfall(
        frame, objective.title, objective.unit, ("None of the groups", none), known, ("All of them", whole),
        objective.wanted,
    )  # fmt: skip
    return Chart(
        f"shares-{objective.id.lower()}",
        objective.title,
        f"Waterfall from {figures(none)} to {figures(whole)} {objective.unit}: {said}.",
        spec,
        table_of(groups, objective, shares),
    )


def failed(attributed: Attributed) -> list[Result]:
    """Return which coalitions came to nothing, where there are any."""
    if not attributed.failures:
        return []
    said = tuple(f"{name}: {why}." for name, why in attributed.failures.items())
    what = "These worlds came to nothing. What needs none of them stands; the rest is left out."
    return [Result("failures", "Worlds that failed", (what, *said))]


def data_of(groups: Sequence[Group], objective: Objective, shares: Shares) -> dict[str, Any]:
    """Return one objective as plain data."""
    return {
        "id": objective.id,
        "title": objective.title,
        "kind": objective.kind,
        "wanted": objective.wanted,
        "unit": objective.unit,
        "none": spread(shares.none).data,
        "all": spread(shares.all).data,
        "total": spread(shares.total).data,
        "shares": [share_data(group, share) for group, share in zip(groups, shares.shares, strict=True)],
    }


def share_data(group: Group, share: Share) -> dict[str, Any]:
    """Return what one group did, with each seed's figure."""
    return {
        "group": group.id,
        "share": spread(share.shapley).data,
        "seeds": share.shapley and list(share.shapley),
        "standard_error": share.error,
        "without": spread(share.last).data,
        "alone": spread(share.alone).data,
    }


def rows_of(asked: Asked, groups: Sequence[Group], objective: Objective, shares: Shares) -> list[Row]:
    """Return a row of each group and figure."""
    found: list[Row] = []
    for group, share in zip(groups, shares.shares, strict=True):
        for what, figure in zip(("share", "without", "alone"), three(share), strict=True):
            ends = figure.interval
            found.append(
                {"regime": asked.regime.regime, "status": asked.regime.status, "synthetic": True,
                 "measure": objective.id, "unit": objective.unit, "group": group.id, "figure": what,
                 "value": figure.mean, "low": ends and ends.low, "high": ends and ends.high}
            )  # fmt: skip
    return found
