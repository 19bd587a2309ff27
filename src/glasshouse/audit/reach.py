"""How each claimed benefit and harm is measured: counts of a run, with the sign that is better for those concerned.

Harms are those of the closed list of experiments (`glasshouse.audit.objectives`). What a benefit is for is counted as
it truly happened, recorded or not, and over all citizens, so that no regime gains by whom it keeps on file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from glasshouse.audit.favours import free_days
from glasshouse.audit.objectives import OBJECTIVES, YEARLY, Figures
from glasshouse.audit.objectives import figures_of as objectives_of
from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND
from glasshouse.audit.rights.costs import counted_in
from glasshouse.audit.rights.tables import costs
from glasshouse.audit.spread import CERTAINTY, Interval, of_difference
from glasshouse.record.reading import Run

Side = Literal["better", "worse", "no clear difference"]
AUTHORITY = "the authority"
TENTHS = 10
STREET = ("traffic-offence", "drunk-driving")
ORDER = ("fare-evasion", "litters", "smokes-on-train", "jaywalk")


@dataclass(frozen=True)
class Reading:
    """One measure. ``wanted`` is what is better: -1 less of it, 1 more; ``per`` what a quotient is said per."""

    id: str
    title: str
    wanted: Literal[-1, 1]
    per: float
    unit: str

    def parts(self, figures: Sequence[Figures]) -> list[tuple[int, int]]:
        """Return numerator and denominator of each seed."""
        return [seed[self.id] for seed in figures]

    def value(self, figures: Sequence[Figures]) -> float:
        """Return it over all seeds; where there is nothing to divide by nothing happened, and it is 0.

        >>> READINGS["judgments"].value([{"judgments": (1, 36_500)}, {"judgments": (3, 36_500)}])
        200.0
        """
        parts = self.parts(figures)
        under = sum(n for _, n in parts)
        return self.per * sum(n for n, _ in parts) / under if under else 0.0


PERSON_YEARS = "per 10 000 person-years"
MINUTES = "minutes a person and year"
READINGS: dict[str, Reading] = {
    one.id: one
    for one in (
        Reading("judgments", "Judgments that could be paid and were not", -1, YEARLY, PERSON_YEARS),
        Reading("instalments", "Instalments missed", -1, YEARLY, PERSON_YEARS),
        Reading("dearer-loans", "Loans at a higher price", -1, TEN_THOUSAND, "in 10 000 loans"),
        Reading("street", "Offences on the road that put others at risk", -1, YEARLY, PERSON_YEARS),
        Reading("order", "Rules of the street broken", -1, YEARLY, PERSON_YEARS),
        Reading("minutes", "Time lost at gates and in queues", -1, DAYS_OF_A_YEAR / TENTHS, MINUTES),
        Reading("office", "Time of the authority", -1, DAYS_OF_A_YEAR, MINUTES),
        *(Reading(one.id, one.title, one.wanted, one.per, one.unit) for one in OBJECTIVES.values()),
    )
}


def figures_of(run: Run) -> Figures:
    """Return the numerator and denominator of every measure in one run of one seed."""
    free, days = free_days(run), int(run.daily("citizens").sum())
    gates = sum(int(run.total(name).sum()) for name in run.names("gate_tenths."))
    added, skipped = (
        sum(int(run.total(name).sum()) for name in run.names(f"{block}.")) for block in ("wait_added", "wait_skipped")
    )
    dearer, loans = (int(run.total(f"{block}.loan").sum()) for block in ("dearer", "granted"))
    found = {
        "judgments": (done(run, "ignores-judgment"), free),
        "instalments": (done(run, "misses-instalment"), free),
        "dearer-loans": (dearer, loans),
        "street": (done(run, *STREET), free),
        "order": (done(run, *ORDER), free),
        "minutes": (gates + added - skipped, days),
        "office": (office(run), days),
        **objectives_of(run),
    }
    assert found.keys() == READINGS.keys()
    return found


def done(run: Run, *acts: str) -> int:
    """Return how often acts were truly done."""
    return sum(int(run.total(f"done.{act}").sum()) for act in acts)


def office(run: Run) -> int:
    """Return the authority's minutes, at the declared minutes of each thing that it does (`costs.yaml`)."""
    times = counted_in(run).times
    return round(sum(one.minutes * times[one.id] for one in costs().items if one.payer == AUTHORITY))


def difference(reading: Reading, here: Sequence[Figures], there: Sequence[Figures]) -> tuple[float, Interval | None]:
    """Return here less there over the same seeds, and what chance leaves of it."""
    found = of_difference(reading.parts(here), reading.parts(there), CERTAINTY)
    return reading.value(here) - reading.value(there), found and found.times(reading.per)


def side(reading: Reading, found: Interval | None) -> Side:
    """Return on which side of the other regime a difference lies, as far as chance lets the seeds tell.

    >>> side(READINGS["deeds"], Interval(0.5, 1.5)), side(READINGS["M2"], Interval(0.5, 1.5))
    ('better', 'worse')
    >>> side(READINGS["deeds"], Interval(-0.5, 1.5)), side(READINGS["deeds"], None)
    ('no clear difference', 'no clear difference')
    """
    if found is None or found.low <= 0.0 <= found.high:
        return "no clear difference"
    return "better" if (found.low > 0) == (reading.wanted > 0) else "worse"
