"""All that `glasshouse validate` lives: closed forms, the calibration, and the worlds of the hold-outs."""

from collections.abc import Callable
from dataclasses import dataclass

from glasshouse.experiment.calibrating import Fitted, calibrate
from glasshouse.experiment.heldout import Measures, Values, measure
from glasshouse.experiment.opened import PLACE
from glasshouse.experiment.verifying import Check, verify
from glasshouse.inputs import library
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.parameters import parameters_of
from glasshouse.inputs.reading import Read
from glasshouse.inputs.validation import holdouts, targets

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Validated:
    """What was found under one conduct; the values of hold-outs are by id and seed."""

    conduct: Read[Conduct]
    checks: tuple[Check, ...]
    fitted: tuple[Fitted, ...]
    held: dict[str, Values]


def validate(conduct: Read[Conduct], measures: Measures, report: Progress) -> Validated:
    """Hold the model under a conduct against closed forms, targets and hold-outs, which ``measures`` measure."""
    known = {one.name: one for one in parameters_of(conduct, library.load_place(PLACE))}
    aims = targets()
    checks = verify(report)
    fitted = [calibrate(target, known, aims.watching, conduct, report) for target in aims.targets]
    held = measure(holdouts(), measures, aims.watching, conduct, report)
    return Validated(conduct, tuple(checks), tuple(fitted), held)


def silent(stage: str, done: int, of: int) -> None:
    """Report nothing."""
    del stage, done, of
