"""`glasshouse told`: what is often told of China's social credit system, claim by claim, beside what is on record."""

from typing import TYPE_CHECKING

from glasshouse.cli import worlds
from glasshouse.cli.options import Citizens, Conduct, Days, DistrictSize, Place, Seed, Seeds

if TYPE_CHECKING:
    from glasshouse.report.experiments import Finding


@worlds.experiment
def told(
    means: worlds.Means,
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    citizens: Citizens = "20_000",
    days: Days = "365",
    seed: Seed = "1",
    seeds: Seeds = 3,
    district_size: DistrictSize = None,
) -> "Finding":
    """Set what is often told beside what is on record, claim by claim: what would have to be true for it to be so."""
    from glasshouse import api

    setting = worlds.setting_of(citizens, days, seed, district_size)
    return api.told(setting, place, conduct, seeds=seeds, **vars(means))
