"""`glasshouse reach`: whether claimed benefits and harms can turn out either way inside the ranges of the conduct."""

from typing import TYPE_CHECKING, Annotated

import typer

from glasshouse.cli import worlds
from glasshouse.cli.options import Citizens, Days, DistrictSize, Place, Seed

if TYPE_CHECKING:
    from glasshouse.report.experiments import Finding


@worlds.experiment
def reach(
    means: worlds.Means,
    only: Annotated[
        list[str] | None, typer.Option(help="A claim (B1) or the id of a pair; several may be given. All, if none is.")
    ] = None,
    place: Place = "cn-2020",
    citizens: Citizens = "20_000",
    days: Days = "365",
    seed: Seed = "1",
    seeds: Annotated[int, typer.Option(help="Seeds, two at least: chance is told from their spread.")] = 5,
    district_size: DistrictSize = None,
) -> "Finding":
    """Show claim by claim a conduct under which a benefit or harm comes about, and one under which it does not."""
    from glasshouse import api

    setting = worlds.setting_of(citizens, days, seed, district_size)
    return api.reach(setting, place, only=only or [], seeds=seeds, **vars(means))
