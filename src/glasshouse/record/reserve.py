"""What is kept back of protected acts, wherever figures leave a record: how well they are found, and some levels.

The harm is always told: what is no longer said for fear, records of what nobody did, sanctions against a right.
"""

from glasshouse.record.manifest import ActName, Manifest, SensorName

RATIOS_ONLY = "cn-2020"
"""A place whose unscored rate of expression cannot be observed: only ratios are given."""

FREEDOM_OF_EXPRESSION = "freedom of expression"

OPEN = ("done", "withheld", "displaced")
"""The counts of a protected act that may stand beside it; a count that is not here says, or may come to say, how well
the act is found, and is given of other acts only."""


def ratios_only(manifest: Manifest, protects: str | None) -> bool:
    """Return whether only ratios of an act may be given; a derived place counts as its parent."""
    place = manifest.place
    named = place.name == RATIOS_ONLY or any(file.rsplit(".", 1)[0] == RATIOS_ONLY for file in place.files)
    return named and protects == FREEDOM_OF_EXPRESSION


def given(manifest: Manifest, act: ActName, block: str) -> bool:
    """Return whether a count of an act may be given beside the act's name."""
    if act.protects is None:
        return True
    return block in OPEN and not ratios_only(manifest, act.protects)


def looks_for_protected(manifest: Manifest, sensor: SensorName) -> bool:
    """Return whether any act that a sensor looks for is protected: then what it truly finds is kept back."""
    protected = {act.id for act in manifest.legend.acts if act and act.protects is not None}
    return not protected.isdisjoint(sensor.sees)
