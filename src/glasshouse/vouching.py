"""The verbs that vouch: for a record, by living it again, and for the model, by holding it against evidence."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from glasshouse.diagnostics import Diagnostic, UserFault

# What lives the days is imported where it is used: the command line says its help without it.
if TYPE_CHECKING:
    from glasshouse.engine.experiment import Files, Setting
    from glasshouse.experiment.reproducing import Reproduced
    from glasshouse.report.experiments import Finding

Progress = Callable[[str, int, int], None]
BLOCK = 1000
"""Citizens of a block of households, about."""


def reproduce(
    folder: Path, threads: int | None = None, out: Path | None = None,
    progress: Callable[[str, int, int], None] = lambda stage, done, of: None,
) -> "Reproduced":  # fmt: skip
    """Live a finished run again from its own record and compare the digests; ``out`` keeps the new record."""
    from glasshouse.engine.resuming import Means
    from glasshouse.experiment.reproducing import reproduce as again

    return again(folder, Means(threads=threads), out, progress)


def validate(conduct: str = "default", progress: Progress = lambda stage, done, of: None) -> "Finding":
    """Hold the model under a conduct against closed forms, what it is fitted to, hold-outs, and findings of others.

    It lives small worlds of a fixed size and seed, which takes a minute or two; an unknown conduct raises UserFault.
    """
    from glasshouse.audit.heldout import MEASURES
    from glasshouse.experiment.validating import validate as lived
    from glasshouse.inputs import library
    from glasshouse.report.validation import found

    return found(lived(library.load_conduct(conduct), MEASURES, progress))


def structure(
    files: "Files", setting: "Setting", *, seeds: int = 5, progress: Progress = lambda stage, done, of: None
) -> "Finding":
    """Return which headlines of a regime move with districts, exchanges, levels and generality, beside chance."""
    from glasshouse.audit.objectives import figures_of
    from glasshouse.engine.bounds import check_setting
    from glasshouse.experiment.structure import SHARES
    from glasshouse.experiment.structure import structure as lived
    from glasshouse.report import structure as told

    check_setting(setting, seeds)
    refuse_small(setting.citizens, SHARES[0])
    luck = tuple(setting.seed + k for k in range(seeds))
    asked = told.Asked(files.regime.value, files.place.value.place, files.conduct.value.conduct, setting.citizens,
                       setting.days, luck)  # fmt: skip
    return told.found(asked, lived(files, setting.citizens, setting.days, luck, figures_of, progress))


def refuse_small(citizens: int, districts: int) -> None:
    """Refuse a world whose smallest districts would hold less than a block of households."""
    least = BLOCK * districts
    if citizens < least:
        raise UserFault([Diagnostic("G400", f"--citizens {citizens:_} is out of range",
                                    f"the smallest districts tried are one part in {districts}, and hold a block",
                                    f"give {least:_} or more")])  # fmt: skip
