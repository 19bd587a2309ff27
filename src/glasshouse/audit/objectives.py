"""The closed list of what experiments may weigh: harms and benefits, each with a sign that nobody can turn.

The boundary: no experiment searches for rules that repress best. A harm counts as a harm whoever asks, a benefit as a
benefit; there is no weight to set, no sum of the two, and no way to name a measure that is not on the list. How well
anything finds those who speak, worship or assemble is not on it.
"""

from dataclasses import dataclass
from typing import Literal

from glasshouse.audit.lives import ties_dropped
from glasshouse.audit.measures import WHOLE, sanctions_of, whole
from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND, Rate, in_person_years, in_ten_thousand
from glasshouse.audit.twins import headlines
from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.record.reading import Run

YEARLY = TEN_THOUSAND * DAYS_OF_A_YEAR
Figures = dict[str, tuple[int, int]]
"""Numerator and denominator of each objective in one run of one seed."""


@dataclass(frozen=True)
class Objective:
    """One harm or benefit. ``wanted`` is what is better for those whom it is about: -1 less of it, 1 more.

    ``whole`` is an objective that is not told apart by single sensors and rules: what falls silent may be laid to a
    regime's sections, and no list says by which camera speech falls most.
    """

    id: str
    title: str
    kind: Literal["harm", "benefit"]
    wanted: Literal[-1, 1]
    per: int
    unit: str
    whole: bool = False

    def value(self, figures: Figures) -> float:
        """Return the value in its unit. Where there is nothing to divide by nothing happened, and it is 0.

        >>> OBJECTIVES["M1"].value({"M1": (3, 60)}), OBJECTIVES["M1"].value({"M1": (0, 0)})
        (500.0, 0.0)
        """
        over, under = figures[self.id]
        return over * self.per / under if under else 0.0


def objective(name: str) -> Objective:
    """Return an objective of the list by its id; any other word raises UserFault."""
    if name in OBJECTIVES:
        return OBJECTIVES[name]
    close = nearest(name, list(OBJECTIVES))
    raise UserFault(
        [
            Diagnostic(
                "G410",
                f"`{name[:60]}` is no measure of the list",
                "What may be weighed is a closed list with fixed signs: no rules can be sought that repress best.",
                f"did you mean `{close}`? " * bool(close) + f"there are {', '.join(OBJECTIVES)}",
            )
        ]
    )


PERSON_DAYS = "in 10 000 person-days"
PERSON_YEARS = "per 10 000 person-years"
OBJECTIVES = {
    one.id: one
    for one in (
        Objective("M1", "Sanction-days in error, of all", "harm", -1, TEN_THOUSAND, "in 10 000 sanction-days"),
        Objective("M2", "Persons ever sanctioned in error", "harm", -1, YEARLY, PERSON_YEARS),
        Objective("in-error", "Sanction-days in error", "harm", -1, TEN_THOUSAND, PERSON_DAYS),
        Objective("against-a-right", "Sanction-days against a right", "harm", -1, TEN_THOUSAND, PERSON_DAYS),
        Objective("sanction-days", "Sanction-days", "harm", -1, TEN_THOUSAND, PERSON_DAYS),
        Objective("refusals", "Wishes refused by a sanction", "harm", -1, TEN_THOUSAND, "in 10 000 attempts"),
        Objective(
            "M15", "Protected acts left undone for fear", "harm", -1, TEN_THOUSAND, "in 10 000 meant", whole=True
        ),
        Objective("M31", "Days in fear", "harm", -1, TEN_THOUSAND, PERSON_DAYS),
        Objective("ties-dropped", "Friendships dropped", "harm", -1, TEN_THOUSAND, "in 10 000 citizens"),
        Objective("M25", "Acts with a victim, truly done", "benefit", -1, YEARLY, PERSON_YEARS),
        Objective(
            "M28", "Days of trust among strangers", "benefit", 1, TEN_THOUSAND, "in 10 000 person-days of adults"
        ),
        Objective("deeds", "Good deeds, truly done", "benefit", 1, YEARLY, PERSON_YEARS),
        Objective("deposits", "Flats let without a deposit", "benefit", 1, TEN_THOUSAND, "in 10 000 flats let"),
    )
}
"""By id. A benefit with ``wanted`` -1 is harm to others that does not happen."""


def figures_of(run: Run) -> Figures:
    """Return the numerator and denominator of every objective in one run of one seed."""
    told = headlines(run, whole(run))
    sanctions = sanctions_of(run, WHOLE, whole(run))
    rates = {
        "M1": sanctions.in_error,
        "M2": sanctions.persons_in_error,
        "in-error": told["in-error"],
        "against-a-right": told["against-a-right"],
        "sanction-days": told["sanction-days"],
        "refusals": told["refusals"],
        "M15": undone(run),
        "M31": told["fear"],
        "ties-dropped": ties_dropped(run),
        "M25": told["victims"],
        "M28": told["trust"],
        "deeds": deeds(run),
        "deposits": waived(run),
    }
    assert rates.keys() == OBJECTIVES.keys()
    assert all(rate.per == OBJECTIVES[name].per for name, rate in rates.items())
    return {name: (rate.numerator, rate.denominator) for name, rate in rates.items()}


def undone(run: Run) -> Rate:
    """Return protected acts left undone for fear among those meant: done, or left undone; displaced ones were done.

    It needs no baseline, so it can be printed where levels of speech cannot be observed.
    """
    acts = [act.id for act in run.manifest.legend.acts if act is not None and act.protects is not None]
    done, withheld, displaced = (
        sum(int(run.total(f"{what}.{act}").sum()) for act in acts) for what in ("done", "withheld", "displaced")
    )
    silenced = withheld - displaced
    return in_ten_thousand(silenced, done + silenced, "protected acts meant", "left undone")


def deeds(run: Run) -> Rate:
    """Return good deeds truly done, recorded or not."""
    acts = [act.id for act in run.manifest.legend.acts if act is not None and act.deed]
    done = sum(int(run.total(f"done.{act}").sum()) for act in acts)
    return in_person_years(done, int(run.daily("citizens").sum()), "good deeds")


def waived(run: Run) -> Rate:
    """Return what was let without a deposit among all that was let."""
    wishes = [wish.id for wish in run.manifest.legend.wishes if f"waived.{wish.id}" in run.names("waived.")]
    granted, free = (sum(int(run.total(f"{what}.{wish}").sum()) for wish in wishes) for what in ("granted", "waived"))
    return in_ten_thousand(free, granted, "flats let", "without a deposit")
