"""Compile what others say of somebody: ratings after encounters, and public votes on incidents."""

import numpy as np
from scipy.special import betaln, gammaln, pdtr

from glasshouse.chance import stream
from glasshouse.inputs.compiling.behaving import gamma_levels
from glasshouse.inputs.compiling.gating import monthly
from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import DOMAINS, Conduct, Encounters, Voting
from glasshouse.inputs.regime import DIMENSIONS, Peers, Regime
from glasshouse.model import tables as room
from glasshouse.quantities import POINT_UNIT, THRESHOLD_ONE, points, threshold


def compile_ratings(shelf: Shelf, conduct: Conduct, regime: Regime) -> None:
    """Write how people rate each other; nothing where the regime has no ratings, or has them switched off."""
    peers = regime.score.peers if regime.score is not None else None
    if peers is None or peers.strength == 0.0 or peers.rate_per_month == 0.0:
        return
    assert conduct.encounters is not None
    compile_peers(shelf, peers)
    compile_encounters(shelf, conduct.encounters)


def compile_peers(shelf: Shelf, peers: Peers) -> None:
    """Write what ratings do."""
    shelf.put(room.PEERS, 1)
    shelf.put(room.PEER_DIMENSION, DIMENSIONS.index(peers.dimension))
    shelf.put(room.PEER_RATE, round(65536 * peers.rate_per_month * peers.strength))
    weights = [round(POINT_UNIT * (1.0 + peers.weight_per_tier * tier)) for tier in range(room.TIERS)]
    shelf.put(room.PEER_WEIGHT, [max(weight, 0) for weight in weights])
    shelf.put(room.PEER_MISTAKEN, threshold(peers.mistaken))


def compile_encounters(shelf: Shelf, met: Encounters) -> None:
    """Write how often people meet and how they rate."""
    for residence in range(2):
        for age in range(room.AGE_GROUPS):
            steps = np.rint(pdtr(np.arange(room.ENCOUNTERS), monthly(met, residence, age)) * THRESHOLD_ONE)
            cell = residence * room.AGE_GROUPS + age
            shelf.put(room.PEER_ENCOUNTERS, [int(step) for step in steps], cell * room.ENCOUNTERS)
    shelf.put(room.PEER_DOMAIN, DOMAINS.index(met.domain))
    annoying = [threshold(min(met.unpleasant * level, 1.0)) for level in gamma_levels(met.frailty_shape)]
    shelf.put(room.PEER_UNPLEASANT, annoying)
    shelf.put(room.PEER_PLEASANT, THRESHOLD_ONE - threshold(met.pleasant))
    shelf.put(room.PEER_STARS, [round(stars) for stars in met.stars])
    strict, lenient = (met.leniency.strict, met.leniency.lenient) if met.leniency else (0.0, 0.0)
    shelf.put(room.PEER_STRICT, threshold(strict))
    shelf.put(room.PEER_LENIENT, THRESHOLD_ONE - threshold(lenient))
    above, below = (met.deference.above, met.deference.below) if met.deference else (0.0, 0.0)
    for gap in range(1, room.TIERS):
        shelf.put(room.PEER_BOW, threshold(min(above * gap, 1.0)), room.TIERS + gap)
        shelf.put(room.PEER_BOW, threshold(min(below * gap, 1.0)), room.TIERS - gap)
    shelf.put(room.PEER_AGREED, threshold(met.collusion.share) if met.collusion else 0)


def compile_votes(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write who votes, how, and what the votes do; nothing where the regime puts nothing to the vote.

    Votes on an act that a right protects do what they do and are not counted: they would tell how well it is found.
    """
    if regime.ballot is None:
        return
    assert conduct.voting is not None
    voters = regime.ballot.voters
    shelf.put(room.VOTERS, voters)
    for tier in range(room.TIERS):
        shelf.put(room.VOTES_DOWN, downwards(voters, conduct.voting, tier), tier * room.BALLOTS)
    for k, rule in enumerate(regime.rules):
        if rule.vote is not None:
            shelf.put(room.RULE_VOTE, stream(f"vote:{rule.act}"), k)
            shelf.put(room.RULE_VOTE_POINTS, [points(rule.vote.up), points(rule.vote.down)], 2 * k)
            shelf.put(room.RULE_VOTES_NEEDED, rule.vote.needed, k)
    protected = {act.id for act in conduct.acts if act.protects is not None}
    for k, channel in enumerate(legend.channels):
        voting = [
            index
            for index, rule in enumerate(regime.rules)
            if rule.vote is not None
            and rule.act == channel.act
            and rule.act not in protected
            and (rule.sensors is None or channel.sensor in rule.sensors)
        ]
        shelf.put(room.CHANNEL_VOTE, voting[0] + 1 if voting else 0, k)


def downwards(voters: int, voting: Voting, tier: int) -> list[int]:
    """Return the thresholds of votes down, 0 to one less than all: binomial, or beta-binomial where voters agree.

    With a correlation r between votes and a mean share m, the share of an incident is a beta of m (1 - r) / r and
    (1 - m) (1 - r) / r: mean m, and variance r m (1 - m).
    """
    halo = voting.halo.per_tier if voting.halo else 0.0
    share = min(max(voting.down - halo * tier, 1e-9), 1.0 - 1e-9)
    k = np.arange(voters + 1)
    ways = gammaln(voters + 1) - gammaln(k + 1) - gammaln(voters - k + 1)
    if voting.agreement == 0.0:
        logs = ways + k * np.log(share) + (voters - k) * np.log1p(-share)
    else:
        rest = (1.0 - voting.agreement) / voting.agreement
        a, b = share * rest, (1.0 - share) * rest
        logs = ways + betaln(k + a, voters - k + b) - betaln(a, b)
    steps = np.rint(np.cumsum(np.exp(logs))[:voters] * THRESHOLD_ONE)
    return [int(min(step, THRESHOLD_ONE)) for step in steps]
