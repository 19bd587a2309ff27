"""Harm in a domain of life that has nothing to do with where the data arose (M23), by the printed table of relatedness.

What brought a day under a sanction is not written on the day. What can bring it is: the regime's ways from an act to a
sanction. So two ends are exact of everybody: days under sanctions that data of unrelated life alone can bring, and days
under those that it can bring as well. Between them lies what stood on the file of those who were under a sanction, in a
district lived again: the lists they were on, their tier, and the records that could have brought these.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from glasshouse.audit.rights.facts import RegimeFacts, SanctionView
from glasshouse.audit.rights.predicates.shared import related, sources_of
from glasshouse.audit.rights.rows import HUNDRED, Figures, Subject, plain_figure


class File(Protocol):
    """One person under a sanction on one day: bits of consequences and lists, the tier, and rules with their points."""

    @property
    def under(self) -> int:
        """The consequences, by number."""

    @property
    def lists(self) -> int:
        """The lists, by number."""

    @property
    def tier(self) -> int:
        """The tier, 0 the lowest."""

    @property
    def rules(self) -> tuple[tuple[int, int], ...]:
        """Rules that records on file met, by number, with what is left of their points."""


def unrelated_harm(subject: Subject) -> Figures:
    """Return the share of harm, in days times severity, that data of unrelated life can bring, alone or as well."""
    ways = Ways(subject.facts)
    harm = least = most = 0
    days = {row.id: row.days.all for row in subject.audit.consequences if row.adverse}
    for view in subject.facts.sanctions:
        borne = days.get(view.row.id, 0) * ways.severity(view)
        crossings = [crosses for (_, k), crosses in ways.crossings.items() if k == view.position]
        harm += borne
        least += borne * (bool(crossings) and all(crossings))
        most += borne * any(crossings)
    if not harm:
        return []
    of = f"{harm} severity-days"
    return [
        plain_figure("harm that data of unrelated life alone can bring", HUNDRED * least / harm, "in 100",
                     f"{least} of {of}"),
        plain_figure("harm that data of unrelated life can bring as well", HUNDRED * most / harm, "in 100",
                     f"{most} of {of}"),
    ]  # fmt: skip


class Ways:
    """A regime's ways from a rule to a sanction, and which of them cross between unrelated domains of life."""

    def __init__(self, facts: RegimeFacts) -> None:
        """Take the facts of a regime."""
        self.facts = facts
        self.tiers = [row.id for row in facts.regime.tiers]
        self.lists = {row.id: k for k, row in enumerate(facts.regime.lists)}

    @cached_property
    def crossings(self) -> dict[tuple[int, int], bool]:
        """Whether a way crosses, by the numbers of its rule and sanction, where both its ends are in the tables."""
        found = {}
        for route in self.facts.routes:
            domain = route.sanction.fact("domain").value
            sources = [source.value for source in sources_of(self.facts, route)]
            if domain and all(sources):
                crosses = any(related(self.facts, source, domain)[0] == "unrelated" for source in sources)
                found[route.rule.position, route.sanction.position] = crosses
        return found

    @cached_property
    def leads(self) -> dict[int, set[int]]:
        """The lists that each rule can lead to, over lists and the score, by their numbers."""
        by_score = {row.id for row in self.facts.regime.lists if row.below is not None}
        return {
            view.position: {
                self.lists[name]
                for name in self.facts.led_to(({view.rule.list} - {None}) | (by_score if view.lowers_score else set()))
            }
            for view in self.facts.rules
        }

    @cached_property
    def lowering(self) -> set[int]:
        """The rules that lower the score."""
        return {view.position for view in self.facts.rules if view.lowers_score}

    def severity(self, sanction: SanctionView) -> int:
        """Return how severe a sanction is; 0 where no table says."""
        return int(sanction.fact("severity").value or 0)

    def unrelated(self, file: File, sanction: SanctionView) -> tuple[float, float]:
        """Return the least and the most of a day under a sanction that is of unrelated life, by what is on file.

        Where several lists, or a list and the tier, are each enough, the day is parted among them alike.
        """
        brought = [(self.with_list(file, k), {rule for rule, lists in self.leads.items() if k in lists})
                   for name in sanction.row.lists if (file.lists >> (k := self.lists[name])) & 1]  # fmt: skip
        if sanction.row.below is not None and file.tier < self.tiers.index(sanction.row.below):
            brought.append((self.with_points(file), self.lowering))
        ends = [self.parted(weights, all_of_them, sanction) for weights, all_of_them in brought]
        if not ends:
            return 0.0, 1.0
        return sum(low for low, _ in ends) / len(ends), sum(high for _, high in ends) / len(ends)

    def with_list(self, file: File, entry: int) -> dict[int, int]:
        """Return the rules on a file that lead to a list, each weighing alike."""
        return {rule: 1 for rule, _ in file.rules if entry in self.leads.get(rule, ())}

    def with_points(self, file: File) -> dict[int, int]:
        """Return the rules on a file that lower a score, each weighing as the points that it has taken."""
        found: dict[int, int] = {}
        for rule, points in file.rules:
            if rule in self.lowering and points <= 0:
                # A learned scorecard takes none by the rule, and counts the record all the same.
                found[rule] = found.get(rule, 0) + max(-points, 1)
        return found

    def parted(self, weights: dict[int, int], rules: set[int], sanction: SanctionView) -> tuple[float, float]:
        """Return what part of a way is unrelated; where nothing on file says, that of all rules that could be it."""
        k = sanction.position
        known = {rule: weight for rule, weight in weights.items() if (rule, k) in self.crossings}
        if known:
            share = sum(weight for rule, weight in known.items() if self.crossings[rule, k]) / sum(known.values())
            return share, share
        could = {self.crossings[rule, k] for rule in rules if (rule, k) in self.crossings}
        return (float(could == {True}), float(True in could)) if could else (0.0, 1.0)


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


def by_files(facts: RegimeFacts, files: Iterable[File]) -> tuple[float, float, int]:
    """Return the least and the most of harm that is of unrelated life by what stood on files, and all of it."""
    ways = Ways(facts)
    harm, low, high = 0, 0.0, 0.0
    for file in files:
        for view in facts.sanctions:
            if (file.under >> view.position) & 1:
                severity = ways.severity(view)
                least, most = ways.unrelated(file, view)
                harm, low, high = harm + severity, low + severity * least, high + severity * most
    return low, high, harm
