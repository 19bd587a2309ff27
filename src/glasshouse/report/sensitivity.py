"""`glasshouse sensitivity REGIME --conclusion M1`: what a comparison of two regimes rests on, and where it turns."""

from dataclasses import dataclass
from typing import Any

from glasshouse.audit.objectives import Objective
from glasshouse.experiment.coalitions import Design
from glasshouse.experiment.sensitivity import Course, Explored, Index, Single, mean
from glasshouse.inputs.evidence import figures as evidence
from glasshouse.inputs.parameters import Parameter
from glasshouse.inputs.regime import Regime
from glasshouse.report.charts import Chart, Table
from glasshouse.report.experiments import Finding, Head, Result, Row, chance_over, spread, world_of
from glasshouse.report.waterfall import tornado
from glasshouse.report.words import figures, grouped, listed, many, sentence, spoken

NAMED = 5
"""Assumptions that a sentence names at most; the table has all."""
SHOWN = 12
"""Assumptions in a table at most; the data have all that were moved."""
MOVES = (
    "Each assumption of the conduct file is its main number within its declared range; wide ranges are moved through "
    "by factors. Ranges are what somebody who made the file held possible; no part of them is given a probability."
)
SCREENING = (
    "An effect is how far the difference moves, as a mean, when all assumptions of a group cross their range together, "
    "each up or down, from many places within the ranges of the others (Morris 1991; groups: Campolongo, Cariboni and "
    "Saltelli 2007)."
)
VARIANCE = (
    "A share is of the variance of the difference over the ranges, taken as equally likely all along: in all, and what "
    "the group has alone (Sobol 2001; Saltelli and others 2010)."
)
ALONE = (
    "Then each assumption of the groups that matter was moved by itself, all others at their defaults. What lies "
    "between the two ends was looked at for the one that is followed alone."
)
IDENTIFIED = (
    "An assumption that rests on no figure is identified by nothing; only products, such as how often a thing is done "
    "times how often it is seen, are found in records. A conclusion that turns within its range is not settled by "
    "evidence."
)


@dataclass(frozen=True)
class Asked:
    """What was asked: whether a conclusion about two regimes holds, in which worlds."""

    objective: Objective
    one: Regime
    other: Regime
    place: str
    conduct: str
    design: Design
    parameters: tuple[Parameter, ...]
    command: str

    @property
    def conclusion(self) -> str:
        """The conclusion as a sentence."""
        harm = self.objective.kind == "harm"
        more = (self.objective.wanted < 0) == harm
        title = self.objective.title[:1].lower() + self.objective.title[1:]
        return (
            f"{'More' if more else 'Fewer'} {title} under {spoken(self.one.regime)} than under "
            f"{spoken(self.other.regime)} ({self.objective.unit})"
        )


def found(asked: Asked, explored: Explored) -> Finding:
    """Return what a conclusion rests on as data, view and page."""
    results = [
        Result("conclusion", "The conclusion", (f"{asked.conclusion}.", verdict(explored), held(explored))),
        groups_of(asked, explored),
        *singles_of(asked, explored),
        *course_of(asked, explored.course),
    ]
    if explored.failures:
        said = tuple(f"{name}: {why}." for name, why in explored.failures.items())
        results.append(Result("failures", "Worlds that failed", said))
    method = SCREENING if explored.method == "morris" else VARIANCE
    reading = (" ".join([MOVES, method]), " ".join([ALONE, IDENTIFIED]), chance_over(len(asked.design.seeds)))
    results.append(Result("reading", "How to read this", reading))
    return Finding(head(asked, explored), tuple(results), data_of(asked, explored), rows_of(asked, explored),
                   explored.failures)  # fmt: skip


def head(asked: Asked, explored: Explored) -> Head:
    """Return what is said first."""
    design = asked.design
    lived = f"{many(explored.points, 'point')} in the ranges of {many(len(asked.parameters), 'assumption')}"
    return Head(
        "What it rests on",
        asked.one.regime,
        asked.one.title,
        asked.one.status,
        f"{lived}. {world_of(design.citizens, design.days, design.seeds, asked.place, asked.conduct)}",
        (
            ("Regimes", f"{asked.one.regime} ({asked.one.status}), {asked.other.regime} ({asked.other.status})"),
            ("Worlds", f"{many(explored.lived, 'world')} lived now"),
            ("Again", asked.command),
        ),
    )


def verdict(explored: Explored) -> str:
    """Return whether the conclusion is settled, as far as these ranges tell."""
    turning = [single.parameter for single in explored.singles if single.flips]
    open_ones = [one.name for one in turning if not one.identified_by]
    if explored.default is None:
        return "It cannot be told: the world of the defaults failed."
    if open_ones:
        named = open_ones if len(open_ones) <= NAMED else [*open_ones[:NAMED], f"{len(open_ones) - NAMED} others"]
        return (
            f"Not settled by evidence: {listed(named)} alone {'turns' if len(open_ones) == 1 else 'turn'} it "
            "within the declared range, and no figure identifies what it is."
        )
    if turning:
        names = listed([one.name for one in turning])
        return f"It turns within the range of {names}, of which published figures fix a part."
    if 0 < explored.held < explored.points:
        return "No assumption turns it by itself; some together do."
    return "Nothing that was moved turns it." if explored.points else "It cannot be told: too many worlds failed."


def held(explored: Explored) -> str:
    """Return the difference at the defaults, and at how many points the conclusion holds."""
    at = spread(explored.default)
    there = "" if at.mean is None else "It holds at the defaults" if at.mean > 0 else "It does not hold at the defaults"
    return (
        f"{there}: a difference of {at.text()}. It holds at {grouped(explored.held)} of "
        f"{many(explored.points, 'point')} within the ranges."
    ).removeprefix(": a difference of \u2013. ")


def groups_of(asked: Asked, explored: Explored) -> Result:
    """Return how much each group of assumptions moves the difference."""
    sobol = explored.method == "sobol"
    titles = ("in all", "alone", "open by") if sobol else ("effect", "open by")
    rows = [row_of(index, sobol) for index in explored.indices if index.total > 0]
    unmoved = [index.group for index in explored.indices if index.total <= 0]
    still = (f"These move it by nothing: {listed(unmoved)}.",) if unmoved else ()
    unit = "share of the variance" if sobol else asked.objective.unit
    table = Table(f"How groups of assumptions move the difference, {unit}", ("group", *titles), rows)
    return Result("groups", "Which assumptions matter", still, table if rows else None)


def row_of(index: Index, sobol: bool) -> tuple[str, ...]:
    """Return one group as a row."""
    alone = (figures(index.first),) if sobol and index.first is not None else ()
    return (index.group, figures(index.total), *alone, figures(index.error))


def singles_of(asked: Asked, explored: Explored) -> list[Result]:
    """Return what each assumption does by itself, the farthest first; nothing where none was moved."""
    moving = [single for single in explored.singles if single.reach > 0][:SHOWN]
    if not moving:
        return []
    rows = [
        (f"{one.parameter.name}, {number(one.parameter.low)} to {number(one.parameter.high)}",
         spread(one.low).text(), spread(one.high).text(), basis(one.parameter) + " (turns it)" * one.flips)
        for one in moving
    ]  # fmt: skip
    table = Table(
        f"The difference at both ends of an assumption's range, {asked.objective.unit}",
        ("assumption, range", "low end", "high end", "fixed by"),
        rows,
    )
    left = f"Screening found too little to move these by themselves: {listed(list(explored.left))}."
    return [
        Result("singly", "Each by itself", (left,) if explored.left else (), table, chart_of(asked, explored, table))
    ]


def chart_of(asked: Asked, explored: Explored, table: Table) -> Chart | None:
    """Return a tornado of what each assumption does by itself."""
    rows = [
        (one.parameter.name, mean(one.low), mean(one.high))
        for one in explored.singles[:SHOWN]
        if one.low is not None and one.high is not None and one.reach > 0
    ]
    if not rows or explored.default is None:
        return None
    at = mean(explored.default)
    said = listed([f"{name} {figures(low)} to {figures(high)}" for name, low, high in rows])
    spec = tornado(head(asked, explored).frame, "What moves the difference", asked.objective.unit, rows, at)
    alt = f"Bars: the difference from the low end to the high end of each assumption: {said}; {figures(at)} by default."
    return Chart("tornado", "Each assumption by itself", alt, spec, table,
                 "The dashed line is the default; left of the line at 0 the conclusion does not hold.")  # fmt: skip


def course_of(asked: Asked, course: Course | None) -> list[Result]:
    """Return where the conclusion breaks even along what matters most."""
    if course is None:
        return []
    one = course.parameter
    rows = [(number(value), spread(each).text()) for value, each in zip(course.values, course.differences, strict=True)]
    at = f"{sentence(one.name)} is {number(one.default)} by default, from {number(one.low)} to {number(one.high)}"
    breaks = (
        f"The conclusion breaks even at about {number(course.breaks)}"
        if course.breaks is not None
        else "Nowhere in its range does the conclusion break even"
    )
    cut = " The checks of the file refuse the rest of its declared range." if one.narrowed else ""
    table = Table(f"The difference along {one.name}, {asked.objective.unit}", (one.name, "difference"), rows)
    return [Result("course", "Where it breaks even", (f"{at}. {breaks}. {one.why}{cut}",), table)]


def basis(one: Parameter) -> str:
    """Return what figures fix of an assumption, those that nobody has checked marked."""
    known = evidence()
    keys = [key + " (verify)" * (known[key].confidence == "verify") for key in one.identified_by]
    return listed(keys) or "no figure"


def number(value: float) -> str:
    """Return the value of an assumption with three figures that count.

    >>> number(0.0000531), number(270.0), number(0.125)
    ('0.0000531', '270', '0.125')
    """
    text = f"{value:.3g}"
    return f"{value:.10f}".rstrip("0")[:9] if "e-" in text else f"{float(text):g}"


def data_of(asked: Asked, explored: Explored) -> dict[str, Any]:
    """Return all of it as plain data."""
    course = explored.course
    return {
        "synthetic": True,
        "regime": asked.one.regime,
        "status": asked.one.status,
        "other": asked.other.regime,
        "conclusion": asked.conclusion,
        "measure": asked.objective.id,
        "unit": asked.objective.unit,
        "verdict": verdict(explored),
        "method": explored.method,
        "difference": spread(explored.default).data,
        "held": explored.held,
        "points": explored.points,
        "lived": explored.lived,
        "indices": [vars(index) for index in explored.indices],
        "singles": [single_data(single) for single in explored.singles],
        "left": list(explored.left),
        "break_even": course and {
            "assumption": course.parameter.name,
            "default": course.parameter.default,
            "value": course.breaks,
            "course": [{"at": at, **spread(each).data} for at, each in
                       zip(course.values, course.differences, strict=True)],
        },
        "failures": explored.failures,
    }  # fmt: skip


def single_data(single: Single) -> dict[str, Any]:
    """Return one assumption moved by itself."""
    one = single.parameter
    return {
        "assumption": one.name,
        "group": one.group,
        "default": one.default,
        "range": [one.low, one.high],
        "narrowed": one.narrowed,
        "identified_by": list(one.identified_by),
        "line": one.where.line if one.where else None,
        "low": spread(single.low).data,
        "high": spread(single.high).data,
        "flips": single.flips,
    }


def rows_of(asked: Asked, explored: Explored) -> tuple[Row, ...]:
    """Return a row of each assumption moved by itself and end of its range."""
    found: list[Row] = []
    for single in explored.singles:
        one = single.parameter
        for end, at, each in (("low", one.low, single.low), ("high", one.high, single.high)):
            figure = spread(each)
            ends = figure.interval
            found.append(
                {"regime": asked.one.regime, "status": asked.one.status, "synthetic": True, "other": asked.other.regime,
                 "measure": asked.objective.id, "unit": asked.objective.unit, "assumption": one.name,
                 "group": one.group, "end": end, "at": at, "value": figure.mean,
                 "low": ends and ends.low, "high": ends and ends.high, "identified": bool(one.identified_by)}
            )  # fmt: skip
    return tuple(found)
