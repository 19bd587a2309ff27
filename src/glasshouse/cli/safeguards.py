"""`glasshouse safeguards REGIME`: what each safeguard averts, and which benefit it gives up."""

from typing import TYPE_CHECKING, Annotated

import typer

from glasshouse.cli import completing, worlds
from glasshouse.cli.options import Citizens, Days, DistrictSize, Place, Regime, Seed, Seeds

if TYPE_CHECKING:
    from glasshouse.report.experiments import Finding


@worlds.experiment
def safeguards(
    means: worlds.Means,
    regime: Regime,
    measure: Annotated[
        list[str] | None,
        typer.Option(help="A harm or benefit of the list; can be given several times (up to four fit 80 columns)."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="One safeguard, D1 to D17 or its name; can be given several times.")
    ] = None,
    conduct: Annotated[
        list[str] | None,
        typer.Option(
            help="A conduct; several make the assumption interval. If none is given: default, advocate, sceptic.",
            autocompletion=completing.conducts,
        ),
    ] = None,
    place: Place = "cn-2020",
    citizens: Citizens = "10_000",
    days: Days = "365",
    seed: Seed = "1",
    seeds: Seeds = 3,
    district_size: DistrictSize = None,
    intensities: Annotated[
        int, typer.Option(help="Also try all of them at so many points of their ranges, well spread.")
    ] = 0,
) -> "Finding":
    """Say what each safeguard (D1 to D17) averts and gives up: alone, left out, and all together."""
    from glasshouse import api, weighing

    setting = worlds.setting_of(citizens, days, seed, district_size)
    files = {name: api.load(regime, place, name) for name in conduct or weighing.HEADLINES}
    return api.safeguards(
        files,
        setting,
        measure or weighing.WEIGHED,
        only=only or (),
        seeds=seeds,
        intensities=intensities,
        **vars(means),
    )
