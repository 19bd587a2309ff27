"""What a regime costs, by who pays (M20): time of the authority, time of citizens, and money taken from them.

Minutes for each thing counted are declared (`costs.yaml`) with a range, which is the assumption interval; no published
figure is behind them. Money is what the run took. Time and money are not summed, and neither are those who pay.
"""

from __future__ import annotations

from typing import Any

from glasshouse.audit.measures import person_days
from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND, in_person_years
from glasshouse.audit.rights import tables
from glasshouse.audit.rights.rows import Figures, Subject, plain_figure, row
from glasshouse.audit.seedwise import with_seeds
from glasshouse.audit.spread import of_ratio
from glasshouse.record.naming import CAUSES
from glasshouse.record.reading import Run

HOUR, TENTHS = 60, 10
PAYERS = ("the authority", "citizens")
UNIT = "hours per 10 000 person-years"


def costs(subject: Subject) -> Figures:
    """Return the time that the regime takes, of whom, for what it found and averted, and the money that it took."""
    found = [spent(subject, payer) for payer in PAYERS]
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
    return found + money_taken(subject)


def spent(subject: Subject, payer: str) -> dict[str, Any]:
    """Return the hours of one payer, with the ends that the declared ranges leave."""
    run = subject.run
    parts = list(run.replicates()) or [run]
    known = {one.id: one for one in tables.costs().items if one.payer == payer}
    amounts = [{name: amount(part, name) for name in known} for part in parts]
    days = [person_days(part) for part in parts]

    def hours(minutes: dict[str, float], k: int) -> float:
        return sum(minutes[name] * amounts[k][name] for name in known) / HOUR

    default = {name: one.minutes for name, one in known.items()}
    low, high = ({name: one.range[end] for name, one in known.items()} for end in (0, 1))
    scale = TEN_THOUSAND * DAYS_OF_A_YEAR
    pairs = [(hours(default, k) * scale, under) for k, under in enumerate(days)]
    whole = sum(over for over, _ in pairs) / max(sum(days), 1)
    ends = tuple(sum(hours(each, k) for k in range(len(parts))) * scale / max(sum(days), 1) for each in (low, high))
    said = ", ".join(f"{round(sum(one[name] for one in amounts)):_} {known[name].counted}".replace("_", "\u202f")
                     for name in known)  # fmt: skip
    interval = of_ratio(pairs) if len(pairs) > 1 else None
    return plain_figure(f"time of {payer}", whole, UNIT, said, interval, (ends[0], ends[1]))


def amount(run: Run, name: str) -> float:
    """Return how often something was done that takes time; passages of gates are in minutes themselves."""
    if name == "gate-minutes":
        return sum(counted(run, column) for column in run.names("gate_tenths.")) / TENTHS
    prefixes = {"record": "recorded.", "appeal": "appealed.", "appeal-filed": "appealed.", "examination": "examined."}
    return sum(counted(run, column) for column in run.names(prefixes[name]))


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


def money_taken(subject: Subject) -> Figures:
    """Return fines and fees that citizens paid, in money per 10 000 person-years."""
    rates = with_seeds(taken(subject.run), [taken(one) for one in subject.run.replicates()])
    return [row(what, rate) for what, rate in rates]


def taken(run: Run) -> list[tuple[str, Any]]:
    """Return fines and fees of one run."""
    days = person_days(run)
    return [(f"{what} paid by citizens", in_person_years(counted(run, what), days, "money")) for what in
            ("fines", "fees")]  # fmt: skip
