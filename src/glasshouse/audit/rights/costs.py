"""What a regime costs, by who pays (M20): time of the authority, time of citizens, and money taken from them.

Minutes for each thing counted are declared (`costs.yaml`) with a range, which is the assumption interval; no published
figure is behind them. Money is what the run took. Time and money are not summed, and neither are those who pay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from glasshouse.audit.measures import person_days
from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND, in_person_years
from glasshouse.audit.rights import tables
from glasshouse.audit.rights.rows import Figures, Subject, plain_figure, row
from glasshouse.audit.spread import of_ratio
from glasshouse.record.naming import CAUSES
from glasshouse.record.reading import Run

HOUR, TENTHS = 60, 10
SCALE = TEN_THOUSAND * DAYS_OF_A_YEAR
GATES = "gate-minutes"
PREFIXES = {"record": "recorded.", "appeal": "appealed.", "appeal-filed": "appealed.", "examination": "examined.",
            GATES: "gate_tenths."}  # fmt: skip
"""The counts of each thing that takes time, by its id in the table."""
MONEY = ("fines", "fees")
PAYERS = ("the authority", "citizens")
UNIT = "hours per 10 000 person-years"


def costs(subject: Subject) -> Figures:
    """Return the time that the regime takes, of whom, for what it found and averted, and the money that it took."""
    # A seed's record is read once: all that is counted of it is taken together.
    seeds = [counted_in(one) for one in list(subject.run.replicates()) or [subject.run]]
    found = [spent(seeds, payer) for payer in PAYERS]
    hours, ends = found[0]["figure"], found[0]["assumption"]
    true = sum(counted(subject.run, f"recorded.{act}.{CAUSES[0]}") for act in acts_of(subject.run))
    years = person_days(subject.run) / DAYS_OF_A_YEAR / TEN_THOUSAND
    if true and hours is not None:
        found.append(each("time of the authority for each true record of an act that no right protects", hours,
                          ends, true / years, "hours a record", f"{true} true records"))  # fmt: skip
    averted = fewer_acts(subject)
    if averted and hours is not None:
        found.append(each("time of the authority for each act with a victim that did not happen", hours, ends,
                          averted, "hours an act", "fewer than in the baseline"))  # fmt: skip
    return found + money_taken(seeds)


@dataclass(frozen=True)
class Amounts:
    """What one seed has of what costs time or money; ``days`` are person-days of those old enough for records."""

    days: int
    times: Mapping[str, float]
    money: Mapping[str, int]


def counted_in(run: Run) -> Amounts:
    """Return how often something was done that takes time, and the money that was taken."""
    times = {name: sum(counted(run, column) for column in run.names(prefix)) for name, prefix in PREFIXES.items()}
    minutes = {name: number / TENTHS if name == GATES else float(number) for name, number in times.items()}
    return Amounts(person_days(run), minutes, {what: counted(run, what) for what in MONEY})


def spent(seeds: Sequence[Amounts], payer: str) -> dict[str, Any]:
    """Return the hours of one payer, with the ends that the declared ranges leave."""
    known = [one for one in tables.costs().items if one.payer == payer]
    days = sum(one.days for one in seeds)

    def hours(seed: Amounts, minutes: Callable[[tables.Cost], float]) -> float:
        return SCALE * sum(minutes(one) * seed.times[one.id] for one in known) / HOUR

    def in_all(minutes: Callable[[tables.Cost], float]) -> float:
        return sum(hours(seed, minutes) for seed in seeds) / max(days, 1)

    said = [f"{grouped(seeds, one)} {one.counted}" for one in known]
    pairs = [(hours(seed, lambda one: one.minutes), seed.days) for seed in seeds]
    interval = of_ratio(pairs) if len(pairs) > 1 else None
    ends = in_all(lambda one: one.range[0]), in_all(lambda one: one.range[1])
    return plain_figure(f"time of {payer}", in_all(lambda one: one.minutes), UNIT, ", ".join(said), interval, ends)


def grouped(seeds: Sequence[Amounts], one: tables.Cost) -> str:
    """Return how often something was done in all seeds, with thin spaces between thousands."""
    return f"{round(sum(seed.times[one.id] for seed in seeds)):_}".replace("_", "\u202f")


def counted(run: Run, column: str) -> int:
    """Return the sum of a flow."""
    return int(run.total(column).sum())


def acts_of(run: Run) -> list[str]:
    """Return the acts that no right protects: of others no yield is told."""
    return [act.id for act in run.manifest.legend.acts if act is not None and act.protects is None]


def each(what: str, hours: float, ends: list[float], by: float, unit: str, of: str) -> dict[str, Any]:
    """Return hours for each of what they bought, with the same ends."""
    return plain_figure(what, hours / by, unit, of, assumption=(ends[0] / by, ends[1] / by))


def fewer_acts(subject: Subject) -> float:
    """Return how many fewer acts with a victim there were per 10 000 person-years, 0 where there were not fewer."""
    lines = [line for line in subject.audit.ledger if line.wanted < 0 and line.difference is not None]
    return max(-sum(line.difference or 0.0 for line in lines), 0.0) if subject.audit.compared else 0.0


def money_taken(seeds: Sequence[Amounts]) -> Figures:
    """Return fines and fees that citizens paid, in money per 10 000 person-years."""
    found = []
    for what in MONEY:
        rates = [in_person_years(one.money[what], one.days, "money") for one in seeds]
        whole = in_person_years(sum(one.numerator for one in rates), sum(one.denominator for one in rates), "money")
        found.append(row(f"{what} paid by citizens", replace(whole, seeds=tuple(rates) if len(rates) > 1 else ())))
    return found
