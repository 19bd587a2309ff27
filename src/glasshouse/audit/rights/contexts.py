"""Harm in a domain of life that has nothing to do with where the data arose (M23), by the printed table of relatedness.

What brought a day under a sanction is not written on the day. What can bring it is: the regime's ways from an act to a
sanction. So two ends are exact: days under sanctions that data of unrelated life alone can bring, and days under those
that it can bring as well. Between them, days are laid to ways by the records that went each way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glasshouse.audit.rights.facts import RegimeFacts, SanctionView
from glasshouse.audit.rights.predicates.shared import related, sources_of
from glasshouse.audit.rights.rows import HUNDRED, Figures, Subject, plain_figure


@dataclass(frozen=True)
class Way:
    """A way to a sanction: whether it crosses into an unrelated domain of life, and how many records went it."""

    unrelated: bool
    records: int


def unrelated_harm(subject: Subject) -> Figures:
    """Return the share of harm, in days times severity, over an unrelated way, with its ends as assumption (M23)."""
    harm = least = most = 0
    records = records_of(subject)
    by_records = 0.0
    days = {row.id: row.days.all for row in subject.audit.consequences if row.adverse}
    for view in subject.facts.sanctions:
        borne = days.get(view.row.id, 0) * (view.fact("severity").value or 0)
        ways = ways_to(subject, view, records)
        harm += borne
        least += borne * (bool(ways) and all(way.unrelated for way in ways))
        most += borne * any(way.unrelated for way in ways)
        by_records += borne * share_of(ways)
    if not harm:
        return []
    ends = HUNDRED * least / harm, HUNDRED * most / harm
    of = f"{harm} person-days under a sanction, times its severity"
    return [
        plain_figure("harm over a way between unrelated domains of life, by records", HUNDRED * by_records / harm,
                     "in 100", of, assumption=ends),
        plain_figure("harm that data of unrelated life alone can bring", ends[0], "in 100", f"{least} of {of}"),
        plain_figure("harm that data of unrelated life can bring as well", ends[1], "in 100", f"{most} of {of}"),
    ]  # fmt: skip


def ways_to(subject: Subject, view: SanctionView, records: Mapping[str, int]) -> list[Way]:
    """Return the ways to one sanction whose two ends are in the tables."""
    found = []
    domain = view.fact("domain").value
    for route in subject.facts.routes:
        sources = [source.value for source in sources_of(subject.facts, route)]
        if route.sanction.row.id == view.row.id and domain and all(sources):
            crosses = any(related(subject.facts, source, domain)[0] == "unrelated" for source in sources)
            found.append(Way(crosses, records[route.rule.rule.act]))
    return found


def crossings(facts: RegimeFacts) -> dict[tuple[str, str], str]:
    """Return the pairs of domains of life of which a record in the first can cost something in the second (M34).

    With each goes how the two are related, by the regime's file or else by the declared table.
    """
    return {
        (source.value, domain): related(facts, source.value, domain)[0]
        for route in facts.routes
        for source in sources_of(facts, route)
        if source.value and (domain := route.sanction.fact("domain").value) and domain != source.value
    }


def records_of(subject: Subject) -> dict[str, int]:
    """Return how many records, true or not, were made of each act that a way begins with."""
    acts = {route.rule.rule.act for route in subject.facts.routes}
    names = {act: subject.run.names(f"recorded.{act}.") for act in acts}
    return {act: sum(int(subject.run.total(name).sum()) for name in found) for act, found in names.items()}


def share_of(ways: list[Way]) -> float:
    """Return the share of records that went an unrelated way; where none went any, the share of ways.

    >>> share_of([Way(True, 30), Way(False, 10)]), share_of([Way(True, 0), Way(False, 0)]), share_of([])
    (0.75, 0.5, 0.0)
    """
    records = sum(way.records for way in ways)
    if not records:
        return sum(way.unrelated for way in ways) / len(ways) if ways else 0.0
    return sum(way.records for way in ways if way.unrelated) / records
