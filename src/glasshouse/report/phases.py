"""When the phases of a regime began, in sentences, from the manifest of the run that worked it out."""

from glasshouse.record.manifest import Manifest, PhaseDays
from glasshouse.report.words import many

CAVEAT = "What waits for an occasion, spreads or follows records is a scenario: research has a direction and no size."


def when(manifest: Manifest) -> list[str]:
    """Return when each phase began and ended; nothing for a regime without phases, or for several seeds together."""
    if not manifest.phases:
        return []
    told = " ".join(began(one, manifest.districts) for one in manifest.phases)
    return [f"The rules changed during the run. {told} {CAVEAT}"]


def began(phase: PhaseDays, districts: int) -> str:
    """Return when one phase began, in how many districts, and when it was over.

    >>> one = PhaseDays(id="r", title="The repeal", first=40, last=60, districts=3)
    >>> began(one, 3)
    'The repeal: from day 40, in all of the 3 districts by day 60.'
    >>> began(one.model_copy(update={"first": None, "last": None, "districts": 0}), 3)
    'The repeal: it never began.'
    """
    if phase.first is None:
        return f"{phase.title}: it never began."
    part = "all" if phase.districts == districts else str(phase.districts)
    where = "the one district" if districts == 1 else f"{part} of the {many(districts, 'district')}"
    later = f" by day {phase.last}" if phase.last != phase.first else ""
    over = f"; over on day {phase.until}" if phase.until is not None else ""
    return f"{phase.title}: from day {phase.first}, in {where}{later}{over}."
