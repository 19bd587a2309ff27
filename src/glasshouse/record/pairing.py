"""Whether two records are of the same people in the same days, so that one can be told beside the other."""

from collections.abc import Iterable

from glasshouse.diagnostics import Diagnostic
from glasshouse.record.manifest import Manifest


def comparable(one: Manifest, other: Manifest) -> list[Diagnostic]:
    """Return why two runs are not of the same people in the same days, if they are not."""
    return differing(
        "two regimes are compared over the same people with the same luck",
        "run the baseline with the same place, conduct, citizens, days and seed",
        same_world(one, other),
    )


def twins(one: Manifest, other: Manifest) -> list[Diagnostic]:
    """Return why two runs are no twins, if they are not: the same people in the same days, by the same model."""
    placebos = [
        Diagnostic("G508", f"{manifest.regime.name} is no run to compare", "one act of one citizen was changed in it",
                   "give the runs themselves, and the placebo twin of the first with --placebo")
        for manifest in (one, other) if manifest.placebo
    ]  # fmt: skip
    return placebos + differing(
        "twins are the same people with the same luck, lived by the same model under two regimes",
        "run both with the same version, place, conduct, citizens, days and seed",
        [*same_world(one, other), ("version of the model", one.kernel_sha256, other.kernel_sha256)],
    )


def placebo_of(one: Manifest, placebo: Manifest) -> list[Diagnostic]:
    """Return why a run is not the placebo twin of another, if it is not."""
    remedy = f"make one with `glasshouse run {one.asked} --placebo` and the options of A, or give --make-placebo"
    if not placebo.placebo:
        what, why = f"{placebo.regime.name} is no placebo twin", "nobody's act was changed in it"
        return [Diagnostic("G508", what, why, remedy)]
    return differing(
        "the placebo twin is the first run lived again with one act of one citizen changed",
        remedy,
        [*same_world(one, placebo), ("regime", one.tables_sha256, placebo.tables_sha256),
         ("version of the model", one.kernel_sha256, placebo.kernel_sha256), ("panel", one.panel, placebo.panel)],
    )  # fmt: skip


Named = tuple[str, object, object]
"""What two runs may differ in, with what each of them has of it."""


def same_world(one: Manifest, other: Manifest) -> list[Named]:
    """Return what must be the same in two runs for their people to be the same."""
    return [
        ("place", one.place.sha256, other.place.sha256),
        ("conduct", one.conduct.sha256, other.conduct.sha256),
        ("citizens", one.citizens, other.citizens),
        ("days", one.days, other.days),
        ("seed" if one.seeds == (one.seed,) else "seeds", one.luck, other.luck),
        ("district size", one.district_size, other.district_size),
    ]


def differing(why: str, remedy: str, pairs: Iterable[Named]) -> list[Diagnostic]:
    """Return a fault for each of the pairs that differ."""
    return [
        Diagnostic("G504", f"the two runs differ in {name}: {str(mine)[:12]} and {str(theirs)[:12]}", why, remedy)
        for name, mine, theirs in pairs
        if mine != theirs
    ]
