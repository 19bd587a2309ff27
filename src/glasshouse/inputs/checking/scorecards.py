"""Checks of a learned scorecard: it foretells something that is recorded, from records that it can tell apart."""

from __future__ import annotations

from glasshouse.inputs.checking.notes import Notes
from glasshouse.inputs.evidence import Loc
from glasshouse.inputs.regime import Regime, Score
from glasshouse.inputs.scorecard import Scorecard

LOC = ("score", "scorecard")


def check_scorecard(notes: Notes[Regime], score: Score) -> None:
    """A scorecard alone moves its dimension, which has a weight and does not fade."""
    card = score.scorecard
    if card is None:
        return
    rows = {row.dimension: k for k, row in enumerate(score.dimensions)}
    if card.dimension not in rows:
        what = f"`{card.dimension}` has no weight in the score, and the scorecard sets it"
        notes.say("G315", (*LOC, "dimension"), what, f"add the dimension `{card.dimension}`")
    elif score.dimensions[rows[card.dimension]].fades_half_life_days is not None:
        loc = ("score", "dimensions", rows[card.dimension], "fades_half_life_days")
        what = f"`{card.dimension}` fades, and the scorecard sets it anew each month"
        notes.say("G390", loc, what, "leave the half-life out")
    check_alone_on_it(notes, score, card)
    check_records(notes, card)


def check_alone_on_it(notes: Notes[Regime], score: Score, card: Scorecard) -> None:
    """Nothing else moves the dimension: the next month would undo it."""
    for k, rule in enumerate(notes.value.rules):
        if rule.dimension == card.dimension:
            what = f"`{rule.id}` moves `{rule.dimension}`, which the scorecard sets anew each month"
            notes.say("G390", ("rules", k, "dimension"), what, "take another dimension, or leave the points out")
    if score.peers is not None and score.peers.dimension == card.dimension:
        what = f"ratings move `{card.dimension}`, which the scorecard sets anew each month"
        notes.say("G390", ("score", "peers", "dimension"), what, "take another dimension")
    if score.pulls and card.dimension == "relations":
        what = "near ones move `relations`, which the scorecard sets anew each month"
        notes.say("G390", (*LOC, "dimension"), what, "take another dimension, or leave `pulls` out")


def check_records(notes: Notes[Regime], card: Scorecard) -> None:
    """Every act is looked for by a sensor, and counted once."""
    seen = {act for sensor in notes.value.sensors for act in sensor.sees}
    told: set[str] = set()
    named: list[tuple[Loc, str]] = [((*LOC, "breach", k), act) for k, act in enumerate(card.breach)]
    for kind, one in enumerate(card.characteristics):
        for k, act in enumerate(one.records_of):
            loc: Loc = (*LOC, "characteristics", kind, "records_of", k)
            if act in told:
                notes.say("G391", loc, f"records of `{act}` are counted twice", "name the act once")
            told.add(act)
            named.append((loc, act))
    for loc, act in named:
        if act not in seen:
            notes.say("G392", loc, f"no sensor sees `{act}`", "name an act that a sensor `sees`, or add it there")
