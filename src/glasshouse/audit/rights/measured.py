"""The figures of a run by the id of the measure, for rules of law and reports; what a run cannot tell is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from glasshouse.audit import measures
from glasshouse.audit.ledger import Line
from glasshouse.audit.rates import Rate, difference_of, in_person_years, in_ten_thousand, paired
from glasshouse.audit.rights.association import auditors
from glasshouse.audit.rights.contexts import crossings, unrelated_harm
from glasshouse.audit.rights.costs import costs
from glasshouse.audit.rights.mixing import apart
from glasshouse.audit.rights.near import near_ones
from glasshouse.audit.rights.pack import Pack
from glasshouse.audit.rights.predicates.shared import sources_of
from glasshouse.audit.rights.rows import (
    HUNDRED,
    Figures,
    Subject,
    ends_of,
    figure_row,
    hundredfold,
    plain_figure,
    ratio,
    row,
    turned,
    without,
)
from glasshouse.audit.rights.sampled import sampled
from glasshouse.audit.rights.silence import silence
from glasshouse.audit.rights.sure import robust
from glasshouse.audit.seedwise import with_seeds
from glasshouse.audit.sensors import counted
from glasshouse.inputs.governance import LIFE_DOMAINS
from glasshouse.record.naming import CAUSES, GAMED
from glasshouse.record.reading import Run

REWARDED = {
    "others": "duties to others",
    "public": "duties to the public",
    "obedience": "obedience and expression",
    "identity": "identity and kin",
    "means": "means: what one could not help",
    "rest": "ratings, votes, and records no longer on file",
}
"""What the kinds of source of a score are called (M29)."""
TRIPS = ("freedom of movement",)


def measures_of(subject: Subject) -> dict[str, Figures]:
    """Return every figure that this version has of a run, by id of the measure."""
    severity = {view.row.id: view.fact("severity").value or 0 for view in subject.facts.sanctions}
    found = {name: figures for name, figure in FIGURES.items() if (figures := figure(subject))}
    for name, rows in sampled(subject.run, severity, gravity_of(subject), subject.facts.conduct).items():
        found[name] = [*found.get(name, []), *map(figure_row, rows)]
    return found


def gravity_of(subject: Subject) -> dict[str, float]:
    """Return how grave acts with a victim of each domain of conduct were, as a mean over those done in the run."""
    done: dict[str, int] = {}
    grave: dict[str, int] = {}
    for act in subject.facts.acts.values():
        if act.victim != "none" and act.protects is None:
            number = int(subject.run.total(f"done.{act.id}").sum())
            done[act.domain] = done.get(act.domain, 0) + number
            grave[act.domain] = grave.get(act.domain, 0) + number * act.gravity
    return {domain: grave[domain] / number for domain, number in done.items() if number}


def asked(packs: list[Pack]) -> set[str]:
    """Return the ids of measures that packs ask for."""
    return {row.id for pack in packs for law in pack.rules for row in law.measure if row.id}


def wrongful(subject: Subject) -> Figures:
    """Return sanction-days in error, and beside them those against a right, by group (M1)."""
    found = []
    for one in subject.audit.sanctions:
        found += [row(f"{one.group}, in error", one.in_error), row(f"{one.group}, against a right", one.against_right)]
    return found


def innocents_risk(subject: Subject) -> Figures:
    """Return persons ever under a sanction in error, and against a right, per person-years, by group (M2)."""
    found = []
    for one in subject.audit.sanctions:
        found.append(row(f"{one.group}, in error", one.persons_in_error))
        found.append(row(f"{one.group}, against a right", one.persons_against_right))
    return found


def predictive(subject: Subject) -> Figures:
    """Return the share of true records among a sensor's, where it looks for nothing that a right protects (M3)."""
    return [
        row(f"{one.title}: true", turned(one.of_records, "true records"))
        for one in subject.audit.sensors
        if one.group == measures.WHOLE and one.of_records is not None and one.of_records.denominator
    ]


def by_group(subject: Subject) -> Figures:
    """Return people under a sanction at the end and people under none: ratios between groups, and counts (M4)."""
    under = {one.group: one.now for one in subject.audit.sanctions}
    free = {name: without(rate) for name, rate in under.items()}
    groups = [name for name in under if name != measures.WHOLE]
    found = [
        ratio("least over most, under none", [free[name] for name in groups]),
        ratio("least over most, under a sanction", [under[name] for name in groups]),
    ]
    for name in under:
        found += [row(f"{name}, under a sanction", under[name]), row(f"{name}, under none", free[name])]
    return found


@dataclass(frozen=True)
class Odds:
    """Of one group: acts on file among those done, and records in error, both of acts that no right protects."""

    group: str
    seen: Rate
    false: Rate


def odds(subject: Subject) -> Figures:
    """Return, by group, acts on file among acts done, and records in error per person-years (M5).

    Before them stands the gap: the largest rate of a group less the least.
    """
    rows = with_seeds(odds_of(subject.run), [odds_of(one) for one in subject.run.replicates()])
    seen = [(f"{one.group}: acts on file among those done", one.seen) for one in rows]
    false = [(f"{one.group}: records in error", one.false) for one in rows]
    found = []
    for rates, unit in ((seen, "in 10 000"), (false, "per 10 000 person-years")):
        groups = [rate for _, rate in rates[1:] if rate.value is not None]
        what = "gap between groups: " + rates[0][0].partition(": ")[2]
        found += [gap(what, groups, unit), *(row(name, rate) for name, rate in rates)]
    return found


def gap(what: str, rates: list[Rate], unit: str) -> dict[str, Any]:
    """Return the largest of several rates less the least, with what chance leaves of these two; None with fewer."""
    if len(rates) < 2:
        return plain_figure(what, None, unit, f"{len(rates)} groups")
    least, most = ends_of(rates)
    return plain_figure(what, difference_of(most, least), unit, f"{len(rates)} groups", paired(most, least))


def odds_of(run: Run) -> list[Odds]:
    """Return the rates of everybody and then of each group."""
    acts = [act.id for act in run.manifest.legend.acts if act is not None and act.protects is None]
    found = []
    for name, at in measures.groups_of(run):
        true, *wrong = (sum(counted(run, f"recorded.{act}.{cause}", at) for act in acts) for cause in CAUSES)
        done, days = sum(counted(run, f"done.{act}", at) for act in acts), measures.person_days(run, at=at)
        seen = in_ten_thousand(min(true, done), done, "acts done", "acts on file")
        found.append(Odds(name, seen, in_person_years(sum(wrong), days, "records in error")))
    return found


def gaming(subject: Subject) -> Figures:
    """Return how much more good deeds are claimed than done for the sake of the score, a year (M17).

    What is done for the score and what is claimed and not done raise it alike; acts change by what is done for it less
    what is left undone for such a deed. The gap is the first less the second: deeds claimed, and deeds left undone.
    """
    rates = with_seeds(gamed_of(subject.run), [gamed_of(one) for one in subject.run.replicates()])
    return [row(what, rate) for what, rate in rates] if subject.run.manifest.scored else []


def gamed_of(run: Run) -> list[tuple[str, Rate]]:
    """Return the gaming gap of a run and its parts, per person-years."""
    days = measures.person_days(run)
    done, claimed, undone = (counted(run, f"gamed.{what}", measures.whole(run)) for what in GAMED)
    rows = (
        ("gap between what the score counts and what was done", claimed + undone),
        ("good deeds more that the score counts", done + claimed),
        ("good deeds more that were done", done - undone),
    )
    return [(what, in_person_years(number, days, "good deeds")) for what, number in rows]


def foretelling(subject: Subject) -> Figures:
    """Return in how many of 100 pairs the score, one's own past and income rank those who went on lower (M16)."""
    found = []
    for one in subject.audit.foresight:
        for by, area in (("the score", one.score), ("own past", one.past), ("income alone", one.income)):
            if area.of_all is not None:
                some, others = area.people
                what = f"by {by}, acts with a victim: {one.id}"
                of = f"{some} who went on and {others} who did not"
                found.append(plain_figure(what, HUNDRED * area.of_all, "of 100 pairs", of, hundredfold(area.interval)))
    return found


def rewarded(subject: Subject) -> Figures:
    """Return the share of the score's variance by kind of source, and of what is not known by source (M29)."""
    return [
        plain_figure(f"of differences in score, from {REWARDED[one.id]}", one.of_all, "in 100",
                     f"{one.people} of the panel on file", one.interval)
        for one in subject.audit.rewards
        if one.of_all is not None
    ]  # fmt: skip


def calibrated(subject: Subject) -> Figures:
    """Return, by group, files with a breach after a term, and what a learned scorecard foretold of them (M6)."""
    found = []
    for one in subject.audit.calibrations:
        found.append(row(f"{one.group}, with a breach on file after a term", one.observed))
        if one.foretold is not None:
            found.append(plain_figure(f"{one.group}, foretold", one.foretold, "in 10 000", "files after a term"))
    return found


def remedy(subject: Subject) -> Figures:
    """Return the first two steps of effective remedy: appeals among records in error, and those won (M19)."""
    found = subject.audit.appeals
    return [row("appeals against records in error", found.taken_up), row("of these, won", found.success_in_error)]


def benefit(subject: Subject) -> Figures:
    """Return acts with a victim truly done, here and in the baseline (M25)."""
    lines = [line for line in subject.audit.ledger if line.wanted < 0]
    return [line_row(line) for line in lines] if subject.audit.compared else []


def accounts(subject: Subject) -> Figures:
    """Return every line of the ledger: by beneficiary, never summed (M33)."""
    return [line_row(line) for line in (*subject.audit.ledger, *subject.audit.wealth)]


def line_row(line: Line) -> dict[str, Any]:
    """Return a line of the ledger: here, there, better or worse, for whom and at whose cost."""
    return {
        **row(line.title, line.here),
        "baseline": None if line.there is None else line.there.value,
        "verdict": line.verdict,
        "beneficiary": line.beneficiary,
        "lost_by": line.lost_by,
    }


def trusting(subject: Subject) -> Figures:
    """Return adults who trust strangers on the first and the last day (M28); true trust, not as a survey sees it."""
    days = with_seeds(trust_of(subject.run), [trust_of(one) for one in subject.run.replicates()])
    return [row(what, rate) for what, rate in days if rate.denominator]


def trust_of(run: Run) -> list[tuple[str, Rate]]:
    """Return trust among adults on the first and the last day."""
    sums, adults = (run.daily(name).sum(axis=1) for name in ("trusting", "adults"))
    return [
        (f"adults who trust strangers, {word} day", in_ten_thousand(int(sums[k]), int(adults[k]), "adults", "trusting"))
        for word, k in (("first", 0), ("last", -1))
    ]


def fear(subject: Subject) -> Figures:
    """Return person-days in fear by group (M31)."""
    return [row(one.group, one.fear) for one in subject.audit.moods]


def awareness(subject: Subject) -> Figures:
    """Return who knows of the regime, and how well, and who thinks less of the authority by the end (M32)."""
    whole = subject.audit.moods[0]
    steps = (("have heard of it", whole.aware), ("know their own standing", whole.know_standing),
             ("know the rules", whole.know_rules))  # fmt: skip
    found = [row(what, rate) for what, rate in steps]
    if subject.audit.answers:
        found.append(row("think less of the authority than on day 0", subject.audit.answers[0].disaffected))
    return found


def joined(subject: Subject) -> Figures:
    """Return how many domains of life the regime joins: data of one lead to a sanction in the other (M34).

    The literature names it and gives no measure; these are ours. Of each domain of which a record can cost anything it
    is counted in how many other domains it can, and of a sanctioned day how many rights it touches at once.
    """
    joins = crossings(subject.facts)
    pairs = len(LIFE_DOMAINS) * (len(LIFE_DOMAINS) - 1)
    unrelated = list(joins.values()).count("unrelated")
    reach = {
        source.value: {domain for one, domain in joins if one == source.value}
        for route in subject.facts.routes
        for source in sources_of(subject.facts, route)
        if source.value
    }
    mean = sum(map(len, reach.values())) / len(reach) if reach else None
    at_once = subject.audit.touched
    return [
        plain_figure(
            "other domains of life in which a record of one domain can cost",
            mean,
            "domains, on average",
            f"{len(reach)} domains of which records can cost anything",
        ),
        plain_figure(
            "rights, prices or chances touched at once",
            at_once.of_all,
            "on average",
            f"{at_once.days} days of the panel under a sanction",
            at_once.interval,
        ),
        plain_figure("domains of life that are joined", len(joins), "pairs", f"{pairs} pairs"),
        plain_figure("of these, unrelated by the declared table", unrelated, "pairs", f"{len(joins)} joined"),
    ]


def travel_bans(subject: Subject) -> Figures:
    """Return person-days under each sanction that refuses a journey."""
    return [row(one.title, one.burden) for one in subject.audit.consequences if one.adverse and one.right in TRIPS]


def false_alerts(subject: Subject) -> Figures:
    """Return false alerts of gates that look for the wanted, per passage and among alerts."""
    found = []
    for gate in subject.audit.gates:
        if gate.group == measures.WHOLE:
            rates = ((gate.title + ", per passage", gate.false_alerts), (gate.title + ", of alerts", gate.of_alerts))
            found += [row(what, rate) for what, rate in rates if rate is not None]
    return found


def ties(subject: Subject) -> Figures:
    """Return ties that were cut."""
    return [row("friendships", subject.audit.ties)]


FIGURES: dict[str, Callable[[Subject], Figures]] = {
    "M1": wrongful,
    "M2": innocents_risk,
    "M3": predictive,
    "M4": by_group,
    "M5": odds,
    "M6": calibrated,
    "M12": apart,
    "M15": silence,
    "M16": foretelling,
    "M17": gaming,
    "M19": remedy,
    "M20": costs,
    "M22": near_ones,
    "M23": unrelated_harm,
    "M25": benefit,
    "M26": robust,
    "M27": auditors,
    "M28": trusting,
    "M29": rewarded,
    "M31": fear,
    "M32": awareness,
    "M33": accounts,
    "M34": joined,
    "false-alerts": false_alerts,
    "travel-ban-days": travel_bans,
    "ties": ties,
}
