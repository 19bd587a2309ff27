"""Compile a learned scorecard: which records it counts, and how. Its points are fitted in the run, never here."""

from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.regime import DIMENSIONS, Regime
from glasshouse.inputs.scorecard import Scorecard
from glasshouse.model import tables as room
from glasshouse.quantities import points


def scorecard_of(regime: Regime) -> Scorecard | None:
    """Return the scorecard of a regime, None where its score has none."""
    return regime.score.scorecard if regime.score is not None else None


def is_counted(regime: Regime, act: str) -> bool:
    """Return whether a scorecard depends on records of an act, which then stay on file."""
    card = scorecard_of(regime)
    return card is not None and (act in card.breach or any(act in one.records_of for one in card.characteristics))


def compile_scorecard(shelf: Shelf, regime: Regime, legend: Legend) -> None:
    """Write what the scorecard counts; nothing where there is none."""
    card = scorecard_of(regime)
    if card is None:
        return
    shelf.put(room.SCORECARD_DIMENSION, DIMENSIONS.index(card.dimension))
    shelf.put(room.SCORECARD_TERM, card.term_weeks)
    shelf.put(room.SCORECARD_REFIT, card.refit_months)
    shelf.put(room.SCORECARD_HALVES, points(card.points_to_halve_odds))
    for k, channel in enumerate(legend.channels):
        kinds = [kind for kind, one in enumerate(card.characteristics, 1) if channel.act in one.records_of]
        shelf.put(room.CHANNEL_CHARACTERISTIC, kinds[0] if kinds else 0, k)
        shelf.put(room.CHANNEL_BREACH, int(channel.act in card.breach), k)
