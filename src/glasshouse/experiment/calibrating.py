"""The calibration: which value of an assumption would bring the model to a target, within the range that it has.

A target that the model cannot reach within the range is left there, at the nearer end. What is found is told and
adopted by nobody: who changes the conduct makes a new freeze. The root is Brent's (1973), by SciPy; worlds have fixed
seeds, the same people and the same luck at every value, so that it comes out alike wherever it is run.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from glasshouse.experiment.heldout import change_of_offences, fall_at_full_fear
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.parameters import Parameter, moved
from glasshouse.inputs.reading import Read
from glasshouse.inputs.validation import Target, Watching

SEEDS = (1, 2, 3)
TOLERANCE, STEPS = 0.005, 12
"""How far from the root a value may be, as a share of the range; worlds are lived for a few of them alone."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Fitted:
    """A target, what the conduct as it is says of it, and the value at which the model comes nearest to it."""

    target: Target
    parameter: Parameter
    shipped: float
    value: float
    reached: float
    tried: int

    @property
    def inside(self) -> bool:
        """Whether the target lies within the parameter's range; if not, the value is the nearer end of it."""
        return self.value not in (self.parameter.low, self.parameter.high)


def calibrate(
    target: Target, known: Mapping[str, Parameter], watching: Mapping[str, Watching], conduct: Read[Conduct],
    report: Progress,
) -> Fitted:  # fmt: skip
    """Move one assumption until the model says what the target does."""
    # Half a second, which no other command has to wait for.
    from scipy.optimize import brentq

    parameter = known[target.moves]
    seen: dict[float, float] = {}

    def gap(value: float) -> float:
        if value not in seen:
            report("calibration", min(len(seen), STEPS), STEPS)
            seen[value] = said(target, moved(conduct, {parameter.name: value}, known), watching)
        return seen[value] - target.published.value

    ends = (parameter.low, parameter.high)
    if gap(ends[0]) * gap(ends[1]) > 0:
        value = min(ends, key=lambda end: abs(gap(end)))
    else:
        value = float(brentq(gap, *ends, xtol=TOLERANCE * (ends[1] - ends[0]), maxiter=STEPS))
    gap(value)
    gap(parameter.default)
    report("calibration", STEPS, STEPS)
    return Fitted(target, parameter, seen[parameter.default], value, seen[value], len(seen))


def said(target: Target, conduct: Read[Conduct], watching: Mapping[str, Watching]) -> float:
    """Return what the model says of a target under a conduct: a mean over seeds where worlds are lived for it."""
    if target.world == "none":
        return fall_at_full_fear(conduct)
    found = [change_of_offences(conduct, watching[target.world], seed) for seed in SEEDS]
    return sum(found) / len(found)
