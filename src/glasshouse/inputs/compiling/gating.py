"""Compile gates: how often people pass a sensor, and how often it errs."""

import math

import numpy as np
from scipy.special import pdtr, pdtrc

from glasshouse.chance import stream
from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import ByAge, Conduct, Encounters, Passage
from glasshouse.inputs.regime import Gate, Regime, Sensor
from glasshouse.model import tables as room
from glasshouse.quantities import THRESHOLD_ONE, threshold


def compile_gates(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write what each gate does with those who pass it."""
    passages = {row.id: row for row in conduct.passages}
    sensors = {sensor.id: sensor for sensor in regime.sensors}
    wanted = next((act.id for act in conduct.acts if act.kind == "wanted"), None)
    shelf.put(room.GATE_COUNT, len(legend.gates))
    for number, name in enumerate(legend.gates):
        sensor = sensors[name]
        gate = sensor.gate
        assert gate is not None
        channels = [k for k, one in enumerate(legend.channels) if (one.sensor, one.act) == (name, wanted)]
        shelf.put(room.GATE_CHANNEL, channels[0] if channels else -1, number)
        for table, word in ((room.GATE_PASSED, "passed"), (room.GATE_ODD, "errs"), (room.GATE_HIT, "finds")):
            shelf.put(table, stream(f"gate:{word}:{name}"), number)
        kinds = [stream(f"gate:error:{name}:{k}") for k in range(room.ODD_MOST)]
        shelf.put(room.GATE_KIND, kinds, number * room.ODD_MOST)
        compile_times(shelf, number, gate, legend)
        for residence in range(2):
            for age in range(room.AGE_GROUPS):
                passed = monthly(passages[gate.passage], residence, age)
                for g in range(len(GROUPS)):
                    cell = (residence * room.AGE_GROUPS + age) * len(GROUPS) + g
                    compile_cell(shelf, number * room.GATE_CELLS + cell, sensor, passed, residence, g, bool(channels))


def compile_times(shelf: Shelf, number: int, gate: Gate, legend: Legend) -> None:
    """Write how long a passage takes by tier, and a refusal."""
    minutes = [gate.minutes] * room.TIERS
    for name, given in gate.by_tier.items():
        minutes[legend.tiers.index(name)] = given
    shelf.put(room.GATE_MINUTES, [round(10 * each) for each in minutes], number * room.TIERS)
    shelf.put(room.GATE_REFUSAL, round(10 * gate.refusal_minutes), number)


def monthly(passage: Passage | Encounters, residence: int, age: int) -> float:
    """Return how often somebody of a cell does something in a month of 30 days; 0 is the country."""
    factors: ByAge = passage.by_age
    factor = (factors.child, factors.youth, factors.young, factors.middle, factors.older, factors.elder)[age]
    return (passage.per_month.urban if residence else passage.per_month.rural) * factor


def rates_of(sensor: Sensor, residence: int, group: str) -> tuple[float, float, float]:
    """Return the share of passages that a gate covers, and of these the false alerts and the refusals."""
    coverage = sensor.coverage.urban if residence else sensor.coverage.rural
    covered = min(coverage * getattr(sensor.exposure, group), 1.0)
    match, gate = sensor.false_match, sensor.gate
    assert gate is not None
    false = min(match.per_search() * getattr(match.by_group, group), 1.0) if match is not None else 0.0
    refused = min(gate.refused * getattr(gate.refused_by_group, group), 1.0 - false)
    return covered, false, refused


def compile_cell(shelf: Shelf, row: int, sensor: Sensor, passed: float, residence: int, g: int, listed: bool) -> None:
    """Write the month of one cell: passages without an error, errors, what an error is, finding somebody wanted."""
    covered, false, refused = rates_of(sensor, residence, GROUPS[g])
    if not listed:
        false = 0.0
    mean, odd = passed * covered * (1.0 - false - refused), passed * covered * (false + refused)
    steps = np.rint(pdtr(np.arange(room.PASSES), mean) * THRESHOLD_ONE).astype(np.int64)
    shelf.put(room.GATE_PASSES, steps.tolist(), row * room.PASSES)
    firsts = np.arange(room.PASS_GUIDE, dtype=np.int64) << 26
    guide = np.minimum(np.searchsorted(steps, firsts, side="right"), room.PASSES - 1)
    shelf.put(room.GATE_GUIDE, guide.tolist(), row * room.PASS_GUIDE)
    errors = [threshold(float(pdtrc(k, odd))) for k in range(room.ODD_MOST)]
    shelf.put(room.GATE_ERRORS, errors, row * room.ODD_MOST)
    shelf.put(room.GATE_FALSE, threshold(false / (false + refused)) if odd > 0 else 0, row)
    found = -math.expm1(-passed * covered * sensor.hit_for(GROUPS[g]))
    shelf.put(room.GATE_FOUND, threshold(found), row)
