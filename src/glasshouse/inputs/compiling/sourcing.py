"""Compile which kind of source each rule's points are of (M29): to whom what they reward or punish is owed."""

from collections.abc import Iterable

from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.scorecard import scorecard_of
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import Act, Conduct
from glasshouse.inputs.regime import DIMENSIONS, Regime, Rule
from glasshouse.model import tables as room
from glasshouse.model.sources import IDENTITY_AND_KIN, MEANS, OBEDIENCE, TO_OTHERS, TO_PUBLIC
from glasshouse.model.state import DIMENSION_COUNT

NONE = -1
"""What is of several kinds, or of none of them: ratings and votes are what others say."""


def source_of(act: Act, *, gives: bool) -> int:
    """Return the kind of source of points for an act; ``gives`` where they are given for it and not taken.

    What one could not help is means. A harm punished, or a good deed rewarded, is a duty to others or to the public.
    All else that moves a score is obedience and expression: acts that harm nobody, and harm that is rewarded.
    """
    if act.cause == "cannot":
        return MEANS
    if act.deed and gives:
        return TO_OTHERS
    if act.victim == "none" or act.protects is not None or gives:
        return OBEDIENCE
    return TO_OTHERS if act.victim == "other" else TO_PUBLIC


def compile_sources(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write the kind of source of each rule, of what leaves the file by dimension, and of a scorecard's records."""
    acts = {act.id: act for act in conduct.acts}

    def of_rule(rule: Rule) -> int:
        gives = rule.points is not None and max(rule.points.urban, rule.points.rural) > 0
        return source_of(acts[rule.act], gives=gives)

    for k, rule in enumerate(regime.rules):
        shelf.put(room.RULE_SOURCE, of_rule(rule), k)
    for k, name in enumerate(DIMENSIONS[:DIMENSION_COUNT]):
        mine = [rule for rule in regime.rules if rule.dimension == name]
        kinds = [of_rule(rule) for rule in mine if is_unfiled(rule, shelf, legend)]
        kinds += [NONE for rule in mine if rule.voted]
        score = regime.score
        if score is not None:
            kinds += [NONE] * (score.peers is not None and score.peers.dimension == name)
            kinds += [IDENTITY_AND_KIN] * (name == "relations" and bool(score.pulls))
        shelf.put(room.LEFT_SOURCE, only(kinds), k)
    card = scorecard_of(regime)
    for k, one in enumerate(card.characteristics if card is not None else []):
        shelf.put(room.CHARACTERISTIC_SOURCE, only(source_of(acts[act], gives=False) for act in one.records_of), k)


def is_unfiled(rule: Rule, shelf: Shelf, legend: Legend) -> bool:
    """Return whether some of a rule's records are counted and not kept."""
    return any(
        channel.act == rule.act
        and (rule.sensors is None or channel.sensor in rule.sensors)
        and shelf.tables[room.CHANNEL_FILED + k] == 0
        for k, channel in enumerate(legend.channels)
    )


def only(kinds: Iterable[int]) -> int:
    """Return the one kind that all are of, or that none is.

    >>> only([2, 2]), only([2, 3]), only([])
    (2, -1, -1)
    """
    found = set(kinds)
    return found.pop() if len(found) == 1 else NONE
