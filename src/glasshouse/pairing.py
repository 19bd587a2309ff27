"""The verb that sets twins beside each other; `glasshouse.api` offers it as its own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.record.reading import Run, open_run

# What lives the days is imported where it is used: comparing two records must not wait for it.
if TYPE_CHECKING:
    from glasshouse.report.twins import Compared

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, of: int) -> None:
    """Report nothing."""


def compare(
    one: Path, other: Path, placebo: Path | None = None, progress: Progress = silent, *, make_placebo: bool = False,
    hold: bool = False, saturation: Sequence[float] = (),
) -> "Compared":  # fmt: skip
    """Compare the same people under two regimes; who has more and who less is counted beside a placebo twin alone.

    With ``hold``, the sampled are also lived under the second regime alone, which parts the total effect into what is
    direct and what others pass on; ``saturation`` are shares of districts, between 0 and 1, to be under the second.
    """
    from glasshouse.report import twins

    check_shares(saturation)
    first, second, noise = open_run(one), open_run(other), open_run(placebo) if placebo else None
    if noise is not None or not make_placebo:
        found = twins.compared(first, second, noise)
    else:
        twins.check(first.manifest, second.manifest)
        from glasshouse.experiment.placebo import placebo_twin

        with placebo_twin(first, progress) as made:
            found = twins.compared(first, second, made)
    return parted(found, first, second, saturation, progress) if hold or saturation else found


def parted(found: "Compared", one: Run, other: Run, shares: Sequence[float], progress: Progress) -> "Compared":
    """Return a comparison with the direct part of its effects, and what crosses the walls of districts."""
    from glasshouse.audit.objectives import figures_of
    from glasshouse.audit.parting import parted as parts_of
    from glasshouse.experiment.holding import held_twins, pairs_of
    from glasshouse.experiment.saturation import SHARES, Saturation, can_be_saturated
    from glasshouse.report import held

    pairs = pairs_of(one, other)
    with held_twins(one, other, progress) as lives:
        parts = parts_of([(a, b, c) for (a, b), c in zip(pairs, lives, strict=True)])
    saturated = None
    if shares or can_be_saturated(one.manifest):
        threads = one.manifest.threads or 1
        saturated = held.Saturated(
            [Saturation(a, b, figures_of).levels(shares or SHARES, threads, progress) for a, b in pairs]
        )
    return held.held(found, parts, saturated, bool(one.manifest.legend.tiers))


def check_shares(shares: Sequence[float]) -> None:
    """Refuse shares of districts that are none or all of them."""
    for share in shares:
        if not 0.0 < share < 1.0:
            raise UserFault([Diagnostic("G400", f"--saturation {share:g} is out of range",
                                        "none and all of the districts are the two records themselves",
                                        "give a share between 0 and 1, such as 0.5")])  # fmt: skip
