"""Compile protest (R7): how the thresholds of people are spread, and who may think of it; nothing where it is off."""

import math

from scipy.special import ndtri

from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.responses import Protest
from glasshouse.model import tables as room
from glasshouse.model.protest import NEVER, PARTS

WHOLE = 1 << 16
"""Everybody on file in a district, as a share."""


def compile_protest(shelf: Shelf, conduct: Conduct) -> None:
    """Write who needs how many others, and what legitimacy and fear do to it.

    Shares are cut, not rounded: exactly as many others as somebody needs are enough.
    """
    clause, grievance = conduct.protest, conduct.grievance
    if clause is None or clause.strength == 0.0 or grievance is None:
        shelf.put(room.PROTEST_CAUTION, [NEVER] * room.LEVELS**2)
        return
    shelf.put(room.PROTEST_ACT, {act.id: act.slot for act in conduct.acts}.get(clause.act, 0))
    shelf.put(room.PROTEST_MOVED, round(clause.strength * (1 << 24)))
    shelf.put(room.PROTEST_THRESHOLD, [math.floor(WHOLE * share) for share in shares_needed(clause)])
    more = [math.floor(WHOLE * clause.fear * fear / (room.LEVELS - 1)) for fear in range(room.LEVELS)]
    for legitimacy in range(room.LEVELS):
        low_enough = legitimacy <= grievance.start - clause.lost
        row = more if low_enough else [NEVER] * room.LEVELS
        shelf.put(room.PROTEST_CAUTION, row, legitimacy * room.LEVELS)


def shares_needed(clause: Protest) -> list[float]:
    """Return the share of others that each of the equal parts of people needs, the boldest first.

    They are normally distributed, as in the source's second example. Who needs less than none begins, unless fear adds
    more than that.
    """
    return [clause.threshold + clause.spread * float(ndtri((k + 0.5) / PARTS)) for k in range(PARTS)]
