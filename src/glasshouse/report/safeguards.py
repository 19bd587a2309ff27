"""`glasshouse safeguards REGIME`: what each safeguard changes in harms and benefits, in words, tables and charts."""

from dataclasses import dataclass
from typing import Any

from glasshouse.audit.objectives import Objective
from glasshouse.experiment.attribution import apart
from glasshouse.experiment.coalitions import Design
from glasshouse.experiment.safeguarding import NOTHING, Laid, Seeds, Weighed
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.safeguard import Safeguard
from glasshouse.report import intensities
from glasshouse.report.charts import Chart, Table
from glasshouse.report.experiments import Finding, Head, Result, Row, Spread, chance_over, spread, world_of
from glasshouse.report.waterfall import waterfall
from glasshouse.report.words import NONE, figures, grouped, listed, many, sentence

AVERTED, GIVEN_UP = "averted", "given up"
BESIDE = 3
"""Measures that fit beside each other in 80 columns."""
INTERPLAY = "what they have in common"
ALONE = (
    "Each safeguard alone over the regime, all others as the regime has them. What several of them avert is in more "
    "than one row, so rows do not sum to what all do together."
)
MISSING = (
    "All safeguards together, less all but this one: what is lost if it is left out. Nothing here, beside something "
    "above, says that the others do its work."
)
BRACES = (
    "Braces hold what the assumptions leave: the least and the most over the conducts {conducts}. A figure whose "
    "braces hold both signs is not settled by evidence."
)
SIDES = (
    "A harm averted is less of it than in the regime as it is, a benefit given up is less of that. Below nothing is "
    "the other way: more harm, or a benefit gained."
)
MODEL = "It says what rules do in this model, with safeguards that work as their files say, and no more."
RANKING = (
    "It ranks nothing: safeguards interact, each has one setting here, and one that cannot be measured in this model "
    "is not for that worth less."
)
WHOLE = "Laid to all safeguards together and to none by itself: by what speech falls most is in no table."


@dataclass(frozen=True)
class Asked:
    """What was asked: of which regime, of which harms and benefits, in which worlds."""

    regime: Regime
    place: str
    design: Design
    objectives: tuple[Objective, ...]
    command: str

    @property
    def single(self) -> tuple[Objective, ...]:
        """The objectives that may be told of one safeguard."""
        return tuple(one for one in self.objectives if not one.whole)


@dataclass(frozen=True)
class Change:
    """What some safeguards change of one objective: averted of a harm, or given up of a benefit.

    ``spread`` is of the first conduct, with what chance leaves; ``range`` is the least and the most over all conducts.
    """

    spread: Spread
    range: tuple[float, float] | None

    def text(self) -> str:
        """Return it for a table, both intervals below the figure."""
        if self.spread.mean is None:
            return NONE
        braces = "" if self.range is None else f" {{{figures(self.range[0])} to {figures(self.range[1])}}}"
        return self.spread.text() + braces

    @property
    def data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {**self.spread.data, "assumptions": self.range and list(self.range)}


def word(objective: Objective) -> str:
    """Return what a positive change of an objective is."""
    return AVERTED if objective.kind == "harm" else GIVEN_UP


def signed(objective: Objective, before: Seeds | None, after: Seeds | None) -> Seeds | None:
    """Return by seed what of a harm is averted, or of a benefit given up, on the way from one world to another."""
    less = apart(before, after)
    sign = 1 if objective.kind == "harm" else objective.wanted
    return None if less is None else tuple(sign * each for each in less)


def change(found: Weighed, objective: Objective, before: Laid, after: Laid) -> Change:
    """Return what changes of an objective between two sets of safeguards."""
    by_conduct = [
        signed(objective, *(found.value(laid, conduct, objective.value) for laid in (before, after)))
        for conduct in found.conducts
    ]
    means = [sum(each) / len(each) for each in by_conduct if each is not None]
    several = len(found.conducts) > 1 and len(means) == len(by_conduct)
    return Change(spread(by_conduct[0]), (min(means), max(means)) if several else None)


def found(asked: Asked, weighed: Weighed) -> Finding:
    """Return what safeguards change, as data, view and page."""
    results = [in_all(asked, weighed)]
    if asked.single:
        results += tables_of(asked, weighed, "alone", "Each alone", ALONE)
        results += tables_of(asked, weighed, "missing", "Left out", MISSING)
        results += [pictured(asked, weighed, one) for one in asked.single]
    results += intensities.results(asked.objectives, weighed)
    results += [*idle(weighed), *failed(weighed), how_to_read(asked, weighed)]
    return Finding(head(asked, weighed), tuple(results), data_of(asked, weighed), rows_of(asked, weighed),
                   weighed.failures)  # fmt: skip


def head(asked: Asked, weighed: Weighed) -> Head:
    """Return what is said first."""
    regime, design = asked.regime, asked.design
    worlds = f"{many(len(weighed.safeguards), 'safeguard')} under {many(len(weighed.conducts), 'conduct')}"
    where = world_of(design.citizens, design.days, design.seeds, asked.place, listed(list(weighed.conducts)))
    return Head(
        "Safeguards",
        regime.regime,
        regime.title,
        regime.status,
        f"{sentence(worlds)}: each alone, all, and all but each. {where}",
        (
            ("Regime", regime.regime),
            ("Worlds", f"{many(len(weighed.worths), 'world')}; {grouped(weighed.lived)} of one seed lived now"),
            ("Again", asked.command),
        ),
    )


def in_all(asked: Asked, weighed: Weighed) -> Result:
    """Return what all safeguards together change, under each conduct."""
    rows = [row for one in asked.objectives for row in rows_in_all(weighed, one)]
    whole = (WHOLE,) if any(one.whole for one in asked.objectives) else ()
    caption = "The regime as it is, with all safeguards, and the difference, by conduct"
    return Result("all", "All together", whole, Table(caption, ("", *weighed.conducts), rows))


def rows_in_all(weighed: Weighed, one: Objective) -> list[tuple[str, ...]]:
    """Return an objective in the regime as it is, with all safeguards, and what is averted or given up."""
    pairs = [
        (weighed.value(NOTHING, conduct, one.value), weighed.value(weighed.everything, conduct, one.value))
        for conduct in weighed.conducts
    ]
    kind = "a harm" if one.kind == "harm" else "a benefit"
    return [
        (f"{one.title} ({kind}), {one.unit}", *(spread(before).text() for before, _ in pairs)),
        ("with all safeguards", *(spread(after).text() for _, after in pairs)),
        (word(one), *(spread(signed(one, *pair)).text() for pair in pairs)),
    ]


def tables_of(asked: Asked, weighed: Weighed, name: str, heading: str, words: str) -> list[Result]:
    """Return what each safeguard changes alone, or what is lost without it, in tables that fit a terminal."""
    parts = [asked.single[k : k + BESIDE] for k in range(0, len(asked.single), BESIDE)]
    return [
        Result(f"{name}-{k + 1}" if k else name, heading, (words,) if k == 0 else (), table_of(some, weighed, name))
        for k, some in enumerate(parts)
    ]


def table_of(objectives: tuple[Objective, ...], weighed: Weighed, name: str) -> Table:
    """Return what each safeguard changes, harms and benefits side by side."""
    everything = weighed.everything
    rows = []
    for one in weighed.safeguards:
        mine = frozenset([one.safeguard])
        ends = (NOTHING, mine) if name == "alone" else (everything - mine, everything)
        rows.append((named(one), *(change(weighed, each, *ends).text() for each in objectives)))
    total = (NOTHING, everything)
    rows.append(("all together", *(change(weighed, each, *total).text() for each in objectives)))
    heads = [f"{each.id} {word(each)}" for each in objectives]
    units = "; ".join(f"{each.id}: {each.title[:1].lower()}{each.title[1:]}, {each.unit}" for each in objectives)
    return Table(units, ("safeguard", *heads), rows)


def named(one: Safeguard) -> str:
    """Return a safeguard's number and title."""
    return f"{one.number} {one.title}"


def pictured(asked: Asked, weighed: Weighed, objective: Objective) -> Result:
    """Return a waterfall of one objective: from the regime over each alone, and what they have in common, to all."""
    conduct = weighed.conducts[0]

    def mean(laid: Laid) -> float | None:
        return spread(weighed.value(laid, conduct, objective.value)).mean

    first, last = mean(NOTHING), mean(weighed.everything)
    singles = [(named(one), mean(frozenset([one.safeguard]))) for one in weighed.safeguards]
    known = [(name, value) for name, value in singles if value is not None]
    title = f"{objective.title}, step by step"
    if first is None or last is None or len(known) < len(singles):
        return Result(objective.id, title, ("A world that it needs has failed.",))
    steps = sorted(((name, value - first) for name, value in known), key=lambda step: -abs(step[1]))
    steps.append((INTERPLAY, last - first - sum(value for _, value in steps)))
    rows = [("the regime as it is", figures(first)), *((name, figures(value)) for name, value in steps),
            ("with all safeguards", figures(last))]  # fmt: skip
    # Of the change alone: beside a level that is far larger its steps could not be seen.
    spec = waterfall(
        head(asked, weighed).frame, objective.title, f"change, {objective.unit}", ("The regime as it is", 0.0), steps,
        ("All safeguards", last - first), objective.wanted,
    )  # fmt: skip
    told = listed([f"{name} {figures(value)}" for name, value in steps])
    alternative = f"Waterfall from {figures(first)} to {figures(last)} {objective.unit}: {told}."
    drawn = Chart(f"safeguards-{objective.id.lower()}", title, alternative, spec,
                  Table(f"{objective.title}, {objective.unit}: {conduct}", ("step", "change"), rows))  # fmt: skip
    return Result(objective.id, title, (), None, drawn)


def idle(weighed: Weighed) -> list[Result]:
    """Return which safeguards find nothing in the regime to act on, and what is left out of those that do."""
    none = [named(one) for one in weighed.safeguards if not weighed.changes[one.safeguard]]
    lacking = tuple(f"{named(one)}: {one.left_out}" for one in weighed.safeguards if one.left_out)
    paragraphs = (f"These find nothing here to act on: {listed(none)}.",) if none else ()
    if not paragraphs and not lacking:
        return []
    return [Result("left-out", "What is not in the model", (*paragraphs, *lacking))]


def failed(weighed: Weighed) -> list[Result]:
    """Return which worlds came to nothing, where there are any."""
    if not weighed.failures:
        return []
    what = "These worlds came to nothing. What needs none of them stands; the rest is left out."
    return [Result("failures", "Worlds that failed", (what, *(f"{k}: {v}." for k, v in weighed.failures.items())))]


def how_to_read(asked: Asked, weighed: Weighed) -> Result:
    """Return what the figures are and are not, said once."""
    conducts = listed(list(weighed.conducts))
    braces = BRACES.format(conducts=conducts) if len(weighed.conducts) > 1 else ""
    common = f"In charts, \u201c{INTERPLAY}\u201d is what all together do beyond, or short of, the sum of each alone."
    parts = (SIDES, braces, common, RANKING, MODEL)
    return Result("reading", "How to read this", (" ".join(filter(None, parts)), chance_over(len(asked.design.seeds))))


# -- as data


def data_of(asked: Asked, weighed: Weighed) -> dict[str, Any]:
    """Return all of it as plain data."""
    return {
        "synthetic": True,
        "regime": asked.regime.regime,
        "status": asked.regime.status,
        "place": asked.place,
        "conducts": list(weighed.conducts),
        "citizens": asked.design.citizens,
        "days": asked.design.days,
        "seeds": list(asked.design.seeds),
        "worlds": len(weighed.worths),
        "lived": weighed.lived,
        "safeguards": [safeguard_data(one, weighed) for one in weighed.safeguards],
        "objectives": [objective_data(asked, weighed, one) for one in asked.objectives],
        "intensities": intensities.data_of(asked.objectives, weighed),
        "failures": weighed.failures,
    }


def safeguard_data(one: Safeguard, weighed: Weighed) -> dict[str, Any]:
    """Return what a safeguard is, and in how many parts it changes this regime."""
    return {
        "number": one.number,
        "id": one.safeguard,
        "title": one.title,
        "describes": one.describes,
        "left_out": one.left_out,
        "intensity": one.intensity.value,
        "of": one.intensity.of,
        "range": list(one.range),
        "sources": list(one.sources),
        "changes": weighed.changes[one.safeguard],
    }


def objective_data(asked: Asked, weighed: Weighed, one: Objective) -> dict[str, Any]:
    """Return one objective: in the regime, with all, and what each safeguard changes where that may be told."""
    by_conduct = {
        conduct: {
            "regime": spread(weighed.value(NOTHING, conduct, one.value)).data,
            "all": spread(weighed.value(weighed.everything, conduct, one.value)).data,
        }
        for conduct in weighed.conducts
    }
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "wanted": one.wanted,
        "unit": one.unit,
        "conducts": by_conduct,
        "all": change(weighed, one, NOTHING, weighed.everything).data,
        "safeguards": {} if one.whole else {each.number: both(weighed, one, each) for each in weighed.safeguards},
    }


def both(weighed: Weighed, objective: Objective, one: Safeguard) -> dict[str, Any]:
    """Return what a safeguard changes alone, and what is lost without it."""
    everything, mine = weighed.everything, frozenset([one.safeguard])
    return {
        "alone": change(weighed, objective, NOTHING, mine).data,
        "without": change(weighed, objective, everything - mine, everything).data,
    }


def rows_of(asked: Asked, weighed: Weighed) -> tuple[Row, ...]:
    """Return a row of each safeguard, objective and figure."""
    found: list[Row] = []
    for objective in asked.single:
        for one in weighed.safeguards:
            for what, told in both(weighed, objective, one).items():
                found.append(row_of(asked, objective, one.number, what, told))
    for objective in asked.objectives:
        told = change(weighed, objective, NOTHING, weighed.everything).data
        found.append(row_of(asked, objective, "all", "all", told))
    return tuple(found)


def row_of(asked: Asked, objective: Objective, number: str, what: str, told: dict[str, Any]) -> Row:
    """Return one figure with the status of its regime."""
    low, high = told["interval"] or (None, None)
    least, most = told["assumptions"] or (None, None)
    return {
        "regime": asked.regime.regime, "status": asked.regime.status, "synthetic": True, "measure": objective.id,
        "kind": objective.kind, "unit": objective.unit, "safeguard": number, "figure": what, "value": told["value"],
        "low": low, "high": high, "least": least, "most": most,
    }  # fmt: skip
