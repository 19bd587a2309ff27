"""An exchange between all districts, rather than the sentinels: what it would take, said before anything is begun."""

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.checkpoint import FIRST_SPEED
from glasshouse.engine.districts import Plan, bytes_per_citizen
from glasshouse.engine.exchange import cycles
from glasshouse.model import district as at
from glasshouse.record.words import in_words

SENTINELS, CENSUS = "sentinels", "census"


def held_bytes(plan: Plan) -> int:
    """Return the bytes of all districts in flight at once."""
    return plan.citizens * bytes_per_citizen() + plan.districts * 8 * at.SIZE


def check_exchange(exchange: str, days: int, plan: Plan) -> None:
    """Refuse a census where the sentinels are not all districts: nothing here keeps a whole country in lockstep."""
    if exchange not in (SENTINELS, CENSUS):
        raise UserFault([Diagnostic("G400", f"there is no exchange {exchange!r}",
                                    "districts learn of each other through the sentinels, or all of all (census)",
                                    "write --exchange sentinels, or leave it out")])  # fmt: skip
    sentinels = len(plan.sentinels())
    if exchange == SENTINELS or sentinels == plan.districts:
        return
    held, exchanges = held_bytes(plan), len(cycles(days))
    hours = 2 * held * exchanges / FIRST_SPEED / 3600
    raise UserFault([Diagnostic(
        "G418", f"an exchange between all {plan.districts:_} districts is not run",
        f"they would have to be held at once: {in_words(held)} of memory, or of disk, all of it read and written again"
        f" at each of {exchanges} exchanges, which takes {hours:.1f} hours at {in_words(round(FIRST_SPEED))} a second",
        f"leave out --exchange census: {sentinels} sentinel districts, drawn by lot in every province, speak for all;"
        f" with no more than {sentinels * plan.size(0):_} citizens they are all there are")])  # fmt: skip
