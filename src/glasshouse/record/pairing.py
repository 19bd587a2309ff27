"""Whether two records are of the same people in the same days, so that one can be told beside the other."""

from glasshouse.diagnostics import Diagnostic
from glasshouse.record.manifest import Manifest


def comparable(one: Manifest, other: Manifest) -> list[Diagnostic]:
    """Return why two runs are not of the same people in the same days, if they are not."""
    faults = []
    for name, mine, theirs in (
        ("place", one.place.sha256, other.place.sha256),
        ("conduct", one.conduct.sha256, other.conduct.sha256),
        ("citizens", one.citizens, other.citizens),
        ("days", one.days, other.days),
        ("seed" if one.seeds == (one.seed,) else "seeds", one.luck, other.luck),
        ("district size", one.district_size, other.district_size),
    ):
        if mine != theirs:
            faults.append(
                Diagnostic(
                    "G504",
                    f"the two runs differ in {name}: {str(mine)[:12]} and {str(theirs)[:12]}",
                    "two regimes are compared over the same people with the same luck",
                    "run the baseline with the same place, conduct, citizens, days and seed",
                )
            )
    return faults
