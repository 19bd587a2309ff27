"""Compile remedies: appeals, expiry, notice, examinations, oversight, repair and opting out, and who takes them up."""

from collections.abc import Callable
from typing import Any

from glasshouse.chance import stream
from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import Conduct, Remedies
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.remedies import Appeal, Examination, Expiry, Notice, OptOut, Oversight, Remedy, Repair
from glasshouse.model import tables as room
from glasshouse.quantities import threshold

ACCEPTANCE_LEVELS = 8


def compile_remedies(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write every remedy that is in force; after channels and rules, whose tables it reads and slows."""
    shelf.put(room.OPT_OUT_ACT, -1)
    for act in conduct.acts:
        if act.kind == "refusal":
            shelf.put(room.OPT_OUT_ACT, act.slot)
    for place, name in enumerate(legend.gates):
        shelf.put(room.GATE_SENSOR, legend.sensors.index(name), place)
    compile_appeal(shelf, conduct.remedies, regime)
    compile_expiry(shelf, conduct.remedies, regime)
    for number, clause in enumerate(in_force(regime, Examination)):
        compile_examination(shelf, number, clause, regime, legend)
    for kind, compiled in COMPILED.items():
        for remedy in in_force(regime, kind):
            compiled(shelf, conduct.remedies, remedy, legend)


def in_force(regime: Regime, kind: type[Any]) -> list[Any]:
    """Return the remedies of one kind that have any strength."""
    return [remedy for remedy in regime.remedies if isinstance(remedy, kind) and remedy.strength > 0]


def noticed(taking: Remedies, regime: Regime) -> float:
    """Return the factor on appeals: one for whom a notice reaches, less for all others."""
    reached = max((notice.reach * notice.strength for notice in in_force(regime, Notice)), default=0.0)
    return float(reached + (1.0 - reached) * taking.unnoticed)


def compile_appeal(shelf: Shelf, taking: Remedies, regime: Regime) -> None:
    """Write the appeal (D3), and who takes it up."""
    for remedy in in_force(regime, Appeal):
        shelf.put(room.APPEALS, 1)
        shelf.put(room.APPEAL_WEEKS, remedy.decision_weeks)
        shelf.put(room.SUCCESS, [threshold(remedy.success_true), threshold(remedy.success_in_error)])
        shelf.put(room.RESTORES, threshold(remedy.restores))
        shelf.put(room.APPEAL_SUSPENDS, int(remedy.suspends))
        strength = remedy.strength * noticed(taking, regime)
        for education, factor in enumerate(taking.schooling):
            chances = (taking.appeal_true, taking.appeal_in_error)
            row = [threshold(min(chance * factor * strength, 1.0)) for chance in chances]
            shelf.put(room.APPEAL_CHANCE, row, 2 * education)


def compile_expiry(shelf: Shelf, taking: Remedies, regime: Regime) -> None:
    """Write how terms run out (D4), and who asks."""
    shelf.put(room.EXPIRY_AUTOMATIC, 0)
    request = 0.0
    for remedy in in_force(regime, Expiry):
        shelf.put(room.EXPIRY_AUTOMATIC, int(remedy.mode == "automatic"))
        request = taking.request * remedy.strength
    shelf.put(room.REQUEST_CHANCE, by_schooling(request, taking))


def by_schooling(chance: float, taking: Remedies) -> list[int]:
    """Return the thresholds of taking something up, by schooling."""
    return [threshold(min(chance * factor, 1.0)) for factor in taking.schooling]


def compile_examination(shelf: Shelf, number: int, clause: Examination, regime: Regime, legend: Legend) -> None:
    """Write one examination (D2, D11, D12): what it looks at, how much, what it throws out, how long it takes."""
    shelf.put(room.EXAMINATION_SHARE, threshold(clause.strength), number)
    if clause.per_1000_a_month is not None:
        shelf.put(room.EXAMINATION_CAPACITY, max(round(clause.per_1000_a_month / 1000 * 65536), 1), number)
    top = max(len(regime.tiers) - 1, 1)
    for kind, share in enumerate((clause.in_error, clause.could_not_help, clause.otherwise_true)):
        for tier in range(room.TIERS):
            lost = clause.anchoring * (top - min(tier, top)) / top if regime.tiers else 0.0
            shelf.put(room.EXAMINATION_FINDS, threshold(share * (1.0 - lost)), (number * 3 + kind) * room.TIERS + tier)
    for k, channel in enumerate(legend.channels):
        if shelf.tables[room.CHANNEL_ADVERSE + k] and (clause.sensors is None or channel.sensor in clause.sensors):
            shelf.tables[room.CHANNEL_EXAMINED + k] |= 1 << number
            name = f"examination:{clause.id}:{channel.sensor}:{channel.act}"
            shelf.put(room.EXAMINATION_STREAM, stream(name), number * room.CHANNELS + k)
            shelf.tables[room.CHANNEL_DELAY + k] += clause.weeks
            if clause.weeks > 0:
                shelf.put(room.CHANNEL_FILED, 1, k)


def compile_oversight(shelf: Shelf, taking: Remedies, clause: Oversight, legend: Legend) -> None:
    """Write the oversight that halts sensors (D13)."""
    del taking, legend
    shelf.put(room.OVERSIGHT, 1)
    shelf.put(room.OVERSIGHT_ALLOWED, round(clause.allowed * 65536))
    shelf.put(room.OVERSIGHT_LEAST, clause.from_records)
    shelf.put(room.OVERSIGHT_WEEKS, clause.halt_weeks)
    shelf.put(room.OVERSIGHT_BY_GROUP, int(clause.by_group))


def compile_repair(shelf: Shelf, taking: Remedies, clause: Repair, legend: Legend) -> None:
    """Write what repair costs and who seeks it (D5)."""
    del legend
    shelf.put(room.REPAIR, by_schooling(taking.repair * clause.strength, taking))
    shelf.put(room.REPAIR_WEEKS, clause.after_weeks)
    shelf.put(room.REPAIR_FEE, clause.fee)
    shelf.put(room.REPAIR_DEEDS, clause.deeds)


def compile_opt_out(shelf: Shelf, taking: Remedies, clause: OptOut, legend: Legend) -> None:
    """Write which sensors may be refused and who does (D15): most of those who accept surveillance least."""
    refusable = [legend.sensors.index(name) for name in set(clause.sensors)]
    shelf.put(room.OPT_OUT_SENSORS, sum(1 << sensor for sensor in refusable))
    top = ACCEPTANCE_LEVELS - 1
    shares = [taking.refuse * clause.strength * (top - level) / top for level in range(ACCEPTANCE_LEVELS)]
    shelf.put(room.OPT_OUT, [threshold(share) for share in shares])
    shelf.put(room.OPT_OUT_BACK, threshold(taking.take_back))


COMPILED: dict[type[Remedy], Callable[[Shelf, Remedies, Any, Legend], None]] = {
    Oversight: compile_oversight,
    Repair: compile_repair,
    OptOut: compile_opt_out,
}
"""Remedies of which there is one, by kind."""
