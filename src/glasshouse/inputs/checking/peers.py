"""Checks of what others say of somebody: ratings and their weights, public votes, and what conduct says of both."""

from __future__ import annotations

from glasshouse.diagnostics import Diagnostic
from glasshouse.inputs.checking.notes import Notes, number
from glasshouse.inputs.compiling.behaving import gamma_levels
from glasshouse.inputs.compiling.gating import monthly
from glasshouse.inputs.conduct import Conduct, Encounters
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Peers, Regime, Rule, Score
from glasshouse.model.rating import MOST_STARS
from glasshouse.model.tables import AGE_GROUPS
from glasshouse.quantities import points as points_x16

ENCOUNTERS_MOST = 6.0
"""A mean of so many a month passes what the tables hold in 2 months of 10 000."""


def check_peers(notes: Notes[Regime], score: Score) -> None:
    """Ratings move a dimension that has a weight, part of the way, and every rating weighs something."""
    peers = score.peers
    if peers is None:
        return
    loc = ("score", "peers")
    if not 0.0 < peers.rate_per_month <= 1.0:
        what = f"ratings move it {number(peers.rate_per_month)} of the way to their mean"
        notes.say("G360", (*loc, "rate_per_month"), what, "write more than 0, and 1 at most")
    if peers.dimension not in [row.dimension for row in score.dimensions]:
        what = f"`{peers.dimension}` has no weight in the score, and ratings move it"
        notes.say("G315", (*loc, "dimension"), what, f"add the dimension `{peers.dimension}`")
    check_weights(notes, peers)


def check_weights(notes: Notes[Regime], peers: Peers) -> None:
    """The rating of every tier weighs more than nothing."""
    tiers = len(notes.value.tiers)
    if peers.weight_per_tier == 0.0:
        return
    loc = ("score", "peers", "weight_per_tier")
    if tiers == 0:
        notes.say("G321", loc, "ratings weigh by the tier of their raters, and there are none", "add `tiers`")
    elif 1.0 + peers.weight_per_tier * (tiers - 1) <= 0.0:
        least = number(round(1.0 + peers.weight_per_tier * (tiers - 1), 4))
        what = f"the rating of somebody of the highest tier would weigh {least}"
        notes.say("G361", loc, what, f"write more than {number(-1.0 / (tiers - 1))}" if tiers > 1 else "write 0")


def check_votes(notes: Notes[Regime]) -> None:
    """A vote has voters, decides something, and can be carried."""
    regime = notes.value
    voting = [rule for rule in regime.rules if rule.vote is not None]
    if regime.ballot is not None and not voting:
        notes.say("G321", ("ballot",), "there is a public that votes, and no rule has a `vote`", "give a rule a `vote`")
    for k, rule in enumerate(regime.rules):
        if rule.vote is not None:
            check_vote(notes, k, rule)


def check_vote(notes: Notes[Regime], k: int, rule: Rule) -> None:
    """One rule's vote."""
    regime, vote, loc = notes.value, rule.vote, ("rules", k, "vote")
    assert vote is not None
    if regime.ballot is None:
        notes.say("G362", loc, f"`{rule.id}` puts its records to the vote, and nobody votes", "add a `ballot`")
        return
    voters = regime.ballot.voters
    if vote.needed > voters:
        what = f"{vote.needed} votes down are needed, and {voters} are cast"
        notes.say("G363", (*loc, "needed"), what, f"write {voters} at most")
    if vote.needed and rule.list is None:
        notes.say("G321", (*loc, "needed"), "`needed` counts votes towards a list, and there is none", "name a `list`")
    if not vote.needed and not rule.voted:
        notes.say("G321", loc, "the vote moves no points and opens no list", "give it `up`, `down` or `needed`")
    if regime.score is None:
        if rule.voted:
            notes.say("G313", loc, "points of votes without a score", "add a `score`, or leave them out")
        return
    span = regime.score.most - regime.score.least
    for side in ("up", "down"):
        points = getattr(vote, side) * voters
        if points and not points_x16(getattr(vote, side)):
            what = f"{number(getattr(vote, side))} points for a vote are rounded to none"
            notes.say("G321", (*loc, side), what, "write 0.0625 at least, either way: points have sixteen parts")
        if abs(points) > span:
            what = f"{voters} votes are {number(points)} points, and the scale is {number(span)} long"
            notes.say("G314", (*loc, side), what, f"write {number(span / voters)} at most, either way")


def check_public(notes: Notes[Regime], conduct: Conduct) -> None:
    """Conduct says how people rate where they rate, and how they vote where they vote."""
    regime = notes.value
    if regime.score is not None and regime.score.peers is not None and conduct.encounters is None:
        what = f"people rate each other, and the conduct `{conduct.conduct}` has no `encounters`"
        notes.say("G364", ("score", "peers"), what, "take a conduct that has them, or add them to it")
    if regime.ballot is not None and conduct.voting is None:
        what = f"people vote, and the conduct `{conduct.conduct}` has no `voting`"
        notes.say("G364", ("ballot",), what, "take a conduct that has it, or add it")


def check_encounters(read: Read[Conduct]) -> list[Diagnostic]:
    """Stars are on the scale and rise; a month of encounters can be told apart; their kinds are shares of one whole."""
    notes, met = Notes(read), read.value.encounters
    if met is None:
        return []
    check_stars(notes, met)
    most = max(monthly(met, residence, age) for residence in range(2) for age in range(AGE_GROUPS))
    if most > ENCOUNTERS_MOST:
        what = f"up to {number(round(most, 1))} encounters a month"
        remedy = f"write fewer: {number(ENCOUNTERS_MOST)} at most can be told apart"
        notes.say("G366", ("encounters", "per_month"), what, remedy)
    worst = met.unpleasant * max(gamma_levels(met.frailty_shape))
    if met.pleasant + worst > 1.0 + 1e-9:
        what = f"{number(met.pleasant)} pleasant and, of those who annoy most, {number(round(worst, 3))} unpleasant"
        notes.say("G367", ("encounters", "unpleasant"), what, "lower one of the two, or raise `frailty_shape`")
    raters = met.leniency
    if raters is not None and raters.lenient + raters.strict > 1.0 + 1e-9:
        what = f"{number(raters.lenient)} of raters are lenient and {number(raters.strict)} strict"
        notes.say("G367", ("encounters", "leniency", "strict"), what, "lower one of the two")
    return notes.found


def check_stars(notes: Notes[Conduct], met: Encounters) -> None:
    """Whole stars from none to five, rising with pleasure."""
    for k, stars in enumerate(met.stars):
        loc = ("encounters", "stars", k)
        if not 0.0 <= stars <= MOST_STARS or stars != round(stars):
            notes.say("G365", loc, f"an encounter worth {number(stars)} stars", f"write 0 to {MOST_STARS}, whole")
        elif k > 0 and stars < met.stars[k - 1]:
            what = f"{number(stars)} stars after {number(met.stars[k - 1])}"
            notes.say("G365", loc, what, "write the stars of unpleasant, other, pleasant encounters, in rising order")
