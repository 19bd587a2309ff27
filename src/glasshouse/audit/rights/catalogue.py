"""The measures M1 to M34 in one table: what each is, whether this version computes it of a run, and if not, why.

Their ids and definitions are those of the rights literature as far as there is one (each measure's function names its
source) and otherwise ours. What is computed in part says which part is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["computed", "in part", "not yet"]
Source = Literal["counts", "panel", "baseline", "regime"]
NEEDS: dict[Source, str] = {
    "counts": "a run",
    "panel": "a run with a panel",
    "baseline": "a run beside its baseline (--against)",
    "regime": "the regime alone, as the run keeps it",
}


@dataclass(frozen=True)
class Measure:
    """One measure: ``why`` says what is missing of one that is not computed, or computed in part."""

    id: str
    title: str
    state: State
    source: Source = "counts"
    why: str = ""


def missing(name: str, title: str, why: str) -> Measure:
    """Return a measure that no run gives yet."""
    return Measure(name, title, "not yet", why=why)


MEASURES: tuple[Measure, ...] = (
    Measure("M1", "Wrongful-sanction rate: of sanction-days, those in error", "computed"),
    Measure("M2", "The innocent\u2019s risk: persons with a spell in error per 10 000 person-years", "computed"),
    Measure("M3", "Predictive value: of a sensor\u2019s records, those that are true", "computed"),
    Measure("M4", "Ratios between groups, of those under a sanction and of those under none", "computed"),
    Measure("M5", "Gap between groups in true and in false records", "computed"),
    Measure("M6", "Calibration by group", "in part",
            why="of a learned scorecard alone: a score written by hand is no chance of anything"),
    missing("M7", "Counterfactual fairness", "it takes a twin of a citizen in another group, which no run lives"),
    missing("M8", "Individual fairness", "which two people are alike is a choice that no file states yet"),
    Measure("M9", "Inequality of errors between persons", "in part", "panel", "not split between and within groups"),
    Measure("M10", "Inequality of cash and of sanctions", "in part", "panel", "no Theil or Atkinson index"),
    missing("M11", "Persistence between generations", "a run is too short for children to grow up in"),
    missing("M12", "Segregation by standing", "the record keeps no ties by standing"),
    Measure("M13", "How long a sanction lasts", "in part", "panel", "transitions between tiers are not given"),
    missing("M14", "Preference falsification", "the record keeps no public stance and no opinion"),
    Measure("M15", "Chilling: lawful acts that are no longer done", "in part", "baseline",
            "it is the whole fall, of those sanctioned for such an act too, by act and not by opinion or awareness"),
    Measure("M16", "What the score foretells, beside one\u2019s own past and income", "computed", "panel"),
    missing("M17", "Gaming gap: change of the score less change of the acts that it claims to stand for",
            "no regime file says yet in acts per year what its score claims"),
    Measure("M18", "How long an error lasts", "in part", "panel",
            "it is until a sanction in error ends by whatever way, and not until the last copy is mended"),
    Measure("M19", "Effective remedy among the wrongly sanctioned", "in part",
            why="take-up and success are of records in error, not of spells; delay and restoration are not counted"),
    missing("M20", "Cost", "clauses state no costs"),
    missing("M21", "Elite ratio", "no clause can exempt anybody yet"),
    missing("M22", "Harm by kin and company", "days are counted as against a right, whichever right it was"),
    missing("M23", "Harm in unrelated contexts", "a day under a sanction is not counted by the record behind it"),
    Measure("M24", "Proportion: whether burdens follow conduct", "in part", "panel",
            "conduct is the number of acts with a victim, since how grave each was is not kept"),
    Measure("M25", "Benefit: the fall in acts with a victim", "in part", "baseline",
            "the same money spent on certainty or on help is no world here yet"),
    missing("M26", "Robustness of conclusions", "it takes many runs over the ranges of the assumptions"),
    missing("M27", "Tests of association as an auditor with a sample would make them",
            "no p-value is given on synthetic groups, whose size is the user\u2019s choice"),
    Measure("M28", "Trust among strangers", "in part", why="true trust alone, not as a survey would see it"),
    Measure("M29", "What the score rewards, by the kind of duty", "computed", "panel"),
    missing("M30", "Exit cost", "nobody can leave a regime here yet"),
    Measure("M31", "Person-days in fear", "computed"),
    Measure("M32", "Awareness", "in part", why="there is no approval in the model"),
    Measure("M33", "The ledger of benefits, by beneficiary", "computed", "baseline"),
    Measure("M34", "Joined-upness: domains of life that the regime joins", "computed", "regime"),
)  # fmt: skip


def as_rows(found: Mapping[str, Sequence[Any]], *, run: bool) -> list[dict[str, Any]]:
    """Return the table as plain data, with the figures of a run where it has some.

    >>> [row["id"] for row in as_rows({}, run=False)][:3]
    ['M1', 'M2', 'M3']
    """
    rows = []
    for one in MEASURES:
        values = list(found.get(one.id, ()))
        absent = "" if values or one.state == "not yet" or not run else "this run does not have it"
        rows.append({"id": one.id, "title": one.title, "state": one.state, "needs": needs(one), "why": one.why,
                     "values": values, "absent": absent})  # fmt: skip
    return rows


def needs(one: Measure) -> str:
    """Return what a measure is computed of."""
    return "" if one.state == "not yet" else NEEDS[one.source]
