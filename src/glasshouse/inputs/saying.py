"""Each kind of clause of a regime as sentences: what it does, in words that need no grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from glasshouse.inputs.clause import Clause
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.consequence import Consequence, Leak
from glasshouse.inputs.regime import (
    Announcement,
    Ballot,
    DimensionWeight,
    FalseMatch,
    Gate,
    ListClause,
    Openness,
    Peers,
    Pull,
    Regime,
    Rule,
    Score,
    Sensor,
    Tier,
)
from glasshouse.inputs.saying_favour import FAVOUR
from glasshouse.inputs.saying_phases import PHASES
from glasshouse.inputs.saying_remedies import REMEDIES
from glasshouse.inputs.schooling import Classroom, Taken
from glasshouse.inputs.scorecard import Scorecard
from glasshouse.inputs.wording import by_group, by_residence, counted, hundredths, named, series, signed, written


@dataclass(frozen=True)
class Words:
    """What acts, wishes and passages are called, and the regime whose clauses name one another."""

    acts: Mapping[str, str]
    wishes: Mapping[str, str]
    passages: Mapping[str, str]
    regime: Regime

    @classmethod
    def of(cls, regime: Regime, conduct: Conduct) -> Words:
        """Return the words of a regime over a conduct."""
        return cls(
            {act.id: act.title for act in conduct.acts},
            {wish.id: wish.title for wish in conduct.wishes},
            {passage.id: passage.title for passage in conduct.passages},
            regime,
        )


def says(clause: Clause, words: Words) -> str:
    """Return what a clause does, in sentences."""
    return SAYINGS[type(clause)](clause, words)


def sensor(clause: Sensor, words: Words) -> str:
    """Return what a sensor covers, catches, lays on somebody else and invents."""
    parts = []
    acts = series([words.acts.get(act, act) for act in clause.sees], "or")
    if clause.gate is not None:
        parts.append(gate(clause.gate, clause, words))
    elif clause.absence is not None:
        read = f"Looks for anyone of whom nothing was recorded for {counted(clause.absence.months, 'monthly review')}"
        parts.append(f"{read}; covers {by_residence(clause.coverage, 'people')}.")
    elif clause.classroom is not None:
        parts.append(classroom(clause.classroom, clause, words))
    elif acts:
        parts.append(f"Looks for anyone who {acts}; covers {by_residence(clause.coverage, 'such acts')}.")
    exposure = by_group(clause.exposure)
    parts.append(f"What is covered differs by group: {exposure}." if exposure else "")
    if acts:
        what = "wanted persons" if clause.gate else "what such a day comes to" if clause.classroom else "what it covers"
        parts.append(f"Records {hundredths(clause.hit)} of {what}.")
    if clause.impaired is not None:
        occasions = hundredths(clause.impaired.share)
        parts.append(f"On {occasions} occasions it records only {hundredths(clause.impaired.hit)}.")
    missed = by_group(clause.missed)
    parts.append(f"What it misses differs by group: {missed}." if missed else "")
    if clause.false_match is not None:
        parts.append(false_match(clause.false_match, clause))
    if clause.invented_per_year:
        parts.append(f"Makes {written(clause.invented_per_year)} records of nothing per adult and year.")
    parts += habits(clause)
    return " ".join(filter(None, parts))


def gate(gate: Gate, clause: Sensor, words: Words) -> str:
    """Return what a sensor does where people pass it."""
    wanted = " and looks for wanted persons" if clause.sees else ""
    passage = words.passages.get(gate.passage, gate.passage)
    covered = by_residence(clause.coverage, "passages")
    text = f"Stands where people pass (those who {passage}), at {covered}{wanted}."
    if gate.refused:
        who = by_group(gate.refused_by_group)
        text += f" Turns away {hundredths(gate.refused)} whom it should know{', ' * bool(who)}{who}"
        text += f"; that costs {written(gate.refusal_minutes)} minutes."
    if gate.minutes or gate.by_tier:
        tiers = [f"{written(minutes)} in tier `{tier}`" for tier, minutes in gate.by_tier.items()]
        text += f" A passage takes {written(gate.minutes)} minutes{', but ' * bool(tiers)}{series(tiers)}."
    return text


def classroom(found: Classroom, clause: Sensor, words: Words) -> str:
    """Return how often a class is scanned, what is taken for what, and what a school day comes to."""
    marks, above = [], "from 0"
    for k, mark in enumerate(found.marks):
        stands = f", which is a day of one who {words.acts.get(mark.act, mark.act)}" if mark.act else ""
        marks.append(f"{k} {above} to {hundredths(mark.up_to)}{stands}")
        above = "above that"
    apart = by_group(found.mistaken_by_group)
    return (
        f"Scans pupils every {found.scan_seconds} seconds, in {by_residence(clause.coverage, 'classes')}. "
        f"What is done is recorded so: {matrix(found.behaviours)}. "
        + f"What is felt is recorded so: {matrix(found.moods)}. " * bool(found.moods)
        + f"What is taken for something else differs by group: {apart}. " * bool(apart)
        + f"By the share of its scans recorded as {named(found.inattentive)}, a day has a mark: {'; '.join(marks)}."
    )


def matrix(rows: Mapping[str, Taken]) -> str:
    """Return what each thing is recorded as.

    >>> matrix({"reads": {"reads": 0.9, "writes": 0.1}})
    '`reads` as reads 90 and writes 10 in 100'
    """
    return "; ".join(
        f"`{name}` as {series([f'{other} {written(round(100 * share, 10))}' for other, share in row.items()])} in 100"
        for name, row in rows.items()
    )


def false_match(match: FalseMatch, clause: Sensor) -> str:
    """Return how often somebody is taken for somebody else."""
    apart = by_group(match.by_group)
    text = (
        f"Takes one for another {written(match.per_comparison)} times per comparison, in a gallery of "
        f"{match.gallery:_}: {match.per_search() * 100:.2g} in 100 searches{', ' * bool(apart)}{apart}"
    )
    if clause.gate is None:
        text += f"; {hundredths(match.local)} of such mistakes fall on somebody of the same district"
    if match.stricter:
        text += f". Its threshold is stricter by {written(match.stricter)} powers of ten"
        text += f", each at the price of {hundredths(clause.hit_lost)} of its hits" * bool(clause.hit_lost)
    return text + "."


def habits(clause: Sensor) -> list[str]:
    """Return how a sensor stands to others and to time."""
    return [
        f"Looks with the same eye as all of the system `{clause.system}`." if clause.system else "",
        f"Looks only where {named(clause.instead_of)} missed." if clause.instead_of else "",
        f"A record counts after {counted(clause.delay_weeks, 'week')}." if clause.delay_weeks else "",
        f"A record is thrown away after {counted(clause.retention_weeks, 'week')}." if clause.retention_weeks else "",
    ]


def score(clause: Score, words: Words) -> str:
    """Return the scale, where one starts, and the points for who one is."""
    text = f"From {clause.least} to {clause.most} points; starts at {clause.start}, for those aged {clause.ages}."
    points = [
        f"{signed(value)} {trait.replace('_', ' ')}" for trait, value in clause.identity.model_dump().items() if value
    ]
    return text + f" Who one is counts on the dimension of identity: {series(points)}." * bool(points)


def weight(clause: DimensionWeight, words: Words) -> str:
    """Return what a dimension weighs, how it fades and what it counts."""
    text = f"The dimension of {clause.dimension} is {hundredths(clause.weight)} of the score"
    if clause.fades_half_life_days is not None:
        text += f"; it goes halfway back to the start in {written(clause.fades_half_life_days)} days"
    if clause.gains_per_month is not None:
        text += f"; it counts {counted(clause.gains_per_month, 'gain')} a month at most"
    return text + "."


def pull(clause: Pull, words: Words) -> str:
    """Return how near ones move a score."""
    return (
        f"Once a month {clause.of} move relations by {written(clause.points_per_tier)} points per tier by which "
        f"they differ, {written(clause.most)} at most."
    )


def peers(clause: Peers, words: Words) -> str:
    """Return how the stars that others give move a score."""
    text = (
        f"Once a month the dimension of {clause.dimension} goes {hundredths(clause.rate_per_month)} of the way to the "
        "mean of the stars that others gave, from none to five"
    )
    if clause.weight_per_tier:
        text += f"; a rating weighs {written(clause.weight_per_tier)} more for each tier of its rater"
    if clause.mistaken:
        text += f"; {hundredths(clause.mistaken)} are of somebody else's encounter"
    return text + f". It works at {hundredths(clause.strength)} of its strength" * (clause.strength != 1.0) + "."


def scorecard(clause: Scorecard, words: Words) -> str:
    """Return what a learned scorecard counts and foretells."""
    kinds = [
        f"those of one who {series([words.acts.get(act, act) for act in one.records_of], 'or')}"
        for one in clause.characteristics
    ]
    breach = series([words.acts.get(act, act) for act in clause.breach], "or")
    return (
        f"Once a month sets the dimension of {clause.dimension} by the records on file (none, one, more): "
        f"{'; '.join(kinds)}. Every {counted(clause.refit_months, 'exchange')} its points are fitted to how such files "
        f"turned out: whether in {counted(clause.term_weeks, 'week')} a record came of one who {breach}. "
        f"{written(clause.points_to_halve_odds)} points go with half the odds."
    )


def ballot(clause: Ballot, words: Words) -> str:
    """Return how many vote."""
    return f"{counted(clause.voters, 'vote')} are cast on an incident that a rule puts to the public."


def rule(clause: Rule, words: Words) -> str:
    """Return what one kind of record does."""
    by = f", where {named(clause.sensors)} made it" if clause.sensors is not None else ""
    parts = []
    if clause.points is not None:
        town, country = signed(clause.points.urban), signed(clause.points.rural)
        both = f"{town} points" if town == country else f"{town} points in town and {country} in the country"
        again = f", times {written(clause.repeat_factor)} while one of the kind is on file"
        parts.append(f"{both} of {clause.dimension}{again * (clause.repeat_factor != 1.0)}")
    if clause.vote is not None:
        votes = (
            f"{signed(clause.vote.up)} points of {clause.dimension} for each vote up, {signed(clause.vote.down)} down"
        )
        parts.append(f"the public votes: {votes}")
    if clause.drop_to is not None:
        parts.append(f"the score falls to {clause.drop_to} at once")
    if clause.fine:
        parts.append(f"a fine of {clause.fine}")
    if clause.list is not None:
        on_file = f" at {clause.after} records on file" if clause.after > 1 else ""
        against = f" from {counted(clause.vote.needed, 'vote')} down" if clause.vote else ""
        parts.append(f"the list `{clause.list}`{on_file}{against}")
    if clause.term_weeks is not None:
        parts.append(f"gone after {counted(clause.term_weeks, 'week')}")
    act = words.acts.get(clause.act, clause.act)
    return f"For a record of one who {act}{by}: {'; '.join(parts)}."


def tier(clause: Tier, words: Words) -> str:
    """Return where a tier begins and ends."""
    above = [one.starts for one in words.regime.tiers if one.starts > clause.starts]
    return f"From {clause.starts} points" + (f" to {min(above) - 1}." if above else " upwards.")


def list_(clause: ListClause, words: Words) -> str:
    """Return how a list is entered and left."""
    ways = [f"the rule `{one.id}`" for one in words.regime.rules if one.list == clause.id]
    ways += [f"being below the tier `{clause.below}`"] * (clause.below is not None)
    ways += [f"being in the tier `{clause.above}` or above"] * (clause.above is not None)
    ways += [f"being on the list {series([f'`{one}`' for one in clause.through], 'or')}"] * bool(clause.through)
    leaves = "one leaves by itself" if clause.exit == "automatic" else "one leaves on request"
    longer = f", and {clause.extension_weeks} more when a ground recurs" if clause.extension_weeks else ""
    return (
        f"A {clause.colour}list for {counted(clause.term_weeks, 'week')}{longer}; {leaves}. "
        f"Entered by {series(ways, 'or')}."
    )


def consequence(clause: Consequence, words: Words) -> str:
    """Return what is done to a wish, and to whom."""
    wish = words.wishes.get(clause.wish or "", clause.wish)
    done = {
        "refuse": f"Who would {wish} is refused",
        "waive": f"Who would {wish} pays no deposit",
        "first": f"Who would {wish} goes first",
        "last": f"Who would {wish} goes last",
        "dearer": f"Who would {wish} pays {written(clause.factor)} times as much",
        "cheaper": f"Who would {wish} pays {written(clause.factor)} times as much",
        "shown": "One's name is shown to others",
        "honoured": "One is honoured in public",
        "confess": "A public confession is compelled (counted, and nothing more)",
        "detain": "One is detained (counted, and nothing happens inside)",
    }[clause.effect]
    whom = [f"on the list {series([f'`{one}`' for one in clause.lists], 'or')}"] * bool(clause.lists)
    whom += [f"below the tier `{clause.below}`"] * (clause.below is not None)
    whom += [f"in the tier `{clause.above}` or above"] * (clause.above is not None)
    return f"{done}, if {', or '.join(whom)}. That is a {'sanction' if clause.adverse else 'reward'}."


def leaks(clause: Leak, words: Words) -> str:
    """Return how much of what is on file gets about."""
    return (
        f"Of 100 files with a record {written(100 * clause.files_per_year)} leak in a year; others take who is in one "
        f"for listed, for {counted(clause.remembered_months, 'month')} in the mean."
    )


def announced(clause: Announcement, words: Words) -> str:
    """Return how fast people hear of the regime."""
    return f"Media tell of it at {written(clause.reach)} times the pace of a regime that is announced to all."


def openness(clause: Openness, words: Words) -> str:
    """Return what people may look up."""
    own = "One may look up one's own standing" if clause.score_shown else "Nobody is shown their own standing"
    return f"{own}; the rules are {'' if clause.rules_published else 'not '}published."


SAYINGS: dict[type[Clause], Callable[[Any, Words], str]] = {
    Announcement: announced,
    Openness: openness,
    Sensor: sensor,
    Score: score,
    DimensionWeight: weight,
    Pull: pull,
    Peers: peers,
    Scorecard: scorecard,
    Ballot: ballot,
    Rule: rule,
    Tier: tier,
    ListClause: list_,
    Consequence: consequence,
    Leak: leaks,
    **REMEDIES,
    **PHASES,
    **FAVOUR,
}
"""How each kind of clause is said; a kind that is missing here is caught by a test."""
