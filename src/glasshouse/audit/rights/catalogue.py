"""The measures M1 to M34 in one table: what each is, whether this version computes it of a run, and if not, why.

Their ids and definitions are those of the rights literature as far as there is one (each measure's function names its
source) and otherwise ours. What is computed in part says which part is missing, and one that the model has no mechanism
for says which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

VALUES = ("value", "figure", "ratio")
"""Under one of these names a figure holds its number."""
State = Literal["computed", "in part", "not yet"]
Source = Literal["counts", "panel", "baseline", "seeds", "again", "regime"]
NEEDS: dict[Source, str] = {
    "counts": "a run",
    "panel": "a run with a panel",
    "baseline": "a run beside its baseline (--against)",
    "seeds": "a run of several seeds beside its baseline (--against)",
    "again": "a run with a panel, lived again for its report (--report)",
    "regime": "the regime alone, as the run keeps it",
}


@dataclass(frozen=True)
class Measure:
    """One measure: ``why`` says why it is not computed, or what is to be known of one that is."""

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
    Measure("M6", "Calibration by group, and what equal precision would force", "computed", "panel"),
    Measure("M7", "Counterfactual fairness: the same people in another group", "computed", "again",
            "all of the sampled change at once, in the district where most of them live"),
    Measure("M8", "Individual fairness: whether people of like conduct are treated alike", "computed", "panel",
            "which two people are alike is our choice: acts with a victim, by domain"),
    Measure("M9", "Inequality of errors between persons, and between groups", "computed", "panel"),
    Measure("M10", "Inequality of cash and of sanctions, and between groups", "computed", "panel"),
    Measure("M11", "Persistence between generations: income of children by that of parents", "computed", "panel",
            "of children of 5 to 17 on day 0 who are 25 or older at the end: eight years at the least; a scenario"),
    Measure("M12", "Segregation: whether friends are alike in standing, and places", "computed", "again",
            "places are districts, or blocks of a thousand where there is one district; in any run"),
    Measure("M13", "How long a sanction lasts, and moves between tiers", "computed", "panel"),
    Measure("M14", "Preference falsification: what is said in public, beside what is thought", "computed", "panel",
            "opinion moves nothing in the model; how many say what they do not think is an assumption with a range"),
    Measure("M15", "Chilling: lawful acts that are left undone for fear", "computed", "counts",
            "by act, not by opinion or awareness; the whole fall, of those sanctioned for it too, takes a baseline"),
    Measure("M16", "What the score foretells, beside one\u2019s own past and income", "computed", "panel"),
    Measure("M17", "Gaming gap: change of the score less change of the acts that it claims to stand for", "computed",
            why="of good deeds, which alone are done for a score here"),
    Measure("M18", "How long an error lasts, on file and in what it takes", "computed", "panel"),
    Measure("M19", "Effective remedy among the wrongly sanctioned", "computed", "panel",
            "an appeal during a spell is taken for one against it"),
    Measure("M20", "Cost: time and money, by who pays", "computed",
            why="minutes are declared with a range; machines, offices and software are not priced"),
    Measure("M21", "Elite ratio: sanctions of those in office, for the same", "computed", "panel",
            "favour where the regime has it (G1); else gaps come of points for office, of means, of where people live"),
    Measure("M22", "Harm borne for others: for kin and friends, and for adults of the household", "computed", "again",
            "refusals of a seat are counted in any run; a record of one\u2019s own company is against a right (M1)"),
    Measure("M23", "Harm in unrelated contexts", "computed", "again",
            "by what stood on file, in a district lived again; the two ends of what can bring it are exact in any run"),
    Measure("M24", "Proportion: whether burdens follow conduct", "computed", "panel",
            "an act is as grave as acts of its domain are as a mean"),
    Measure("M25", "Benefit: the fall in acts with a victim", "computed", "baseline",
            "help in need (D17) is told with --weigh; whether it costs as much is not in the model"),
    Measure("M26", "Robustness of conclusions", "computed", "seeds",
            "over seeds; over the ranges of assumptions with --weigh"),
    Measure("M27", "Tests of association as an auditor with a sample would make them", "computed",
            why="no p-value is given on synthetic groups, whose size is the user\u2019s choice"),
    Measure("M28", "Trust among strangers, as it is and as a survey finds it", "computed", "counts",
            "as a survey finds it: of the panel, by an assumption"),
    Measure("M29", "What the score rewards, by the kind of duty", "computed", "panel"),
    Measure("M30", "Exit cost: what those who withdrew are under", "computed", "panel",
            "beside those who stayed, who are other people; needs twenty who left"),
    Measure("M31", "Person-days in fear", "computed"),
    Measure("M32", "Awareness, and approval by awareness, as it is and as said", "computed", "counts",
            "approval is of the panel: for the authority in private, and thinking no less of it than on day 0"),
    Measure("M33", "The ledger of benefits, by beneficiary", "computed", "baseline"),
    Measure("M34", "Joined-upness: domains of life that the regime joins", "computed", "regime"),
)  # fmt: skip


RANGES_THEMSELVES = "M26"
"""The measure that is over seeds and over the ranges of assumptions itself."""


def untold(name: str, values: Sequence[Mapping[str, Any]], *, seeds: int, weighed: bool) -> list[str]:
    """Return why figures of a measure lack one of the two intervals; nothing where all have both.

    >>> untold("M8", [{"what": "a", "figure": 1.0, "interval": None}], seeds=1, weighed=False)
    ['no chance interval of 1 of 1 figure: it takes several seeds (--seeds)']
    >>> untold("M8", [{"what": "a", "figure": 1.0, "interval": [0.0, 2.0]}], seeds=3, weighed=True)
    ['no assumption interval of 1 of 1 figure: under one of the conducts there is too little to tell it of']
    """
    known = [one for one in values if any(one.get(key) is not None for key in VALUES)]
    if not known or name == RANGES_THEMSELVES:
        return ["it is over seeds and ranges itself, and has no interval of its own"] if known else []
    of = f"{len(known)} figure{'s' * (len(known) > 1)}"
    found = []
    if number := sum(one.get("interval") is None for one in known):
        why = "the seeds do not differ, or not all have it" if seeds > 1 else "it takes several seeds (--seeds)"
        if any(one.id == name and one.source == "regime" for one in MEASURES):
            why = "what the file alone says leaves nothing to chance"
        found.append(f"no chance interval of {number} of {of}: {why}")
    if weighed and (number := sum("assumption" not in one for one in known)):
        why = "under one of the conducts there is too little to tell it of"
        found.append(f"no assumption interval of {number} of {of}: {why}")
    return found


def as_rows(found: Mapping[str, Sequence[Any]], *, run: bool) -> list[dict[str, Any]]:
    """Return the table as plain data, with the figures of a run where it has some.

    >>> [row["id"] for row in as_rows({}, run=False)][:3]
    ['M1', 'M2', 'M3']
    """
    rows = []
    for one in MEASURES:
        values = list(found.get(one.id, ()))
        absent = "" if values or one.state == "not yet" or not run else f"it takes {NEEDS[one.source]}"
        rows.append({"id": one.id, "title": one.title, "state": one.state, "needs": needs(one), "why": one.why,
                     "values": values, "absent": absent})  # fmt: skip
    return rows


def needs(one: Measure) -> str:
    """Return what a measure is computed of."""
    return "" if one.state == "not yet" else NEEDS[one.source]
