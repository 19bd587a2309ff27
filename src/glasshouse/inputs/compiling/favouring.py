"""Compile whom the rule-makers spare, which groups they treat apart by design, and what their budget leaves."""

from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.compiling.legend import Channel, Legend
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Regime
from glasshouse.model import tables as room
from glasshouse.quantities import points, threshold

ONE = 256
"""A factor of one."""


def compile_favour(shelf: Shelf, regime: Regime, legend: Legend) -> None:
    """Write who is favoured, what is left out of their file and what is entered (G1)."""
    favour = regime.favour
    if favour is None:
        return
    shelf.put(room.FAVOURED_OFFICIALS, int(favour.officials))
    shelf.put(room.FAVOURED_CONNECTED, threshold(favour.connected))
    shelf.put(room.FAVOUR_DROPS, threshold(favour.drops * favour.strength))
    if favour.enters is not None:
        shelf.put(room.FAVOUR_ADDS, threshold(favour.enters.per_month * favour.strength))
        entered = Channel(favour.enters.sensor, favour.enters.act)
        shelf.put(room.FAVOUR_CHANNEL, legend.channels.index(entered))


def compile_treatment(shelf: Shelf, regime: Regime) -> None:
    """Write how groups are treated apart by design, but for coverage, which goes into what sensors see (G2)."""
    treatment = regime.treatment
    for start, field in (
        (room.TREATED_POINTS, "points"),
        (room.TREATED_FINES, "fines"),
        (room.TREATED_TERMS, "terms"),
    ):
        factors = [getattr(getattr(treatment, field), group) if treatment is not None else 1.0 for group in GROUPS]
        shelf.put(start, [round(ONE * factor) for factor in factors])
    if treatment is not None:
        shelf.put(room.TREATED_CUTS, [points(getattr(treatment.higher_cut_offs, group)) for group in GROUPS])


def compile_budget(shelf: Shelf, conduct: Conduct, regime: Regime) -> None:
    """Write the sudden costs that are left to people once what watching leaves is spent on help (G9).

    Sudden costs take ``per_month * months_of_income`` of all income in the mean, so a share of income that is spent on
    them bears that part of each.
    """
    budget, shocks = regime.budget, conduct.shocks
    taken = shocks.per_month * shocks.months_of_income
    if budget is None or taken == 0.0:
        return
    watching = {sensor.id for sensor in regime.sensors if max(sensor.coverage.urban, sensor.coverage.rural) > 0.0}
    borne = min(budget.helps * budget.left(watching) / taken, 1.0)
    shelf.put(room.SHOCK_SIZE, round(shocks.months_of_income * ONE * (1.0 - borne)))
