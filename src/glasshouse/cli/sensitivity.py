"""`glasshouse sensitivity REGIME --conclusion M1`: which assumption about people a conclusion hangs on."""

from typing import TYPE_CHECKING, Annotated

import typer

from glasshouse.cli import completing, worlds
from glasshouse.cli.options import Citizens, Conduct, Days, DistrictSize, Place, Regime, Seed, Seeds

if TYPE_CHECKING:
    from glasshouse.report.experiments import Finding


@worlds.experiment
def sensitivity(
    means: worlds.Means,
    regime: Regime,
    conclusion: Annotated[
        str, typer.Option(help="A measure: of a harm, that there is more of it than there; of a benefit, better.")
    ],
    than: Annotated[
        str, typer.Option(help="The regime that it is compared with.", autocompletion=completing.regimes)
    ] = "ordinary-law",
    method: Annotated[str, typer.Option(help="morris (screening) or sobol (shares of the variance).")] = "morris",
    count: Annotated[int, typer.Option(help="Trajectories of morris; base of the sample of sobol, a power of 2.")] = 8,
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    citizens: Citizens = "10_000",
    days: Days = "365",
    seed: Seed = "1",
    seeds: Seeds = 3,
    district_size: DistrictSize = None,
) -> "Finding":
    """Say which assumptions about people a conclusion rests on, and where it breaks even."""
    from glasshouse import api

    setting = worlds.setting_of(citizens, days, seed, district_size)
    files = api.load(regime, place, conduct), api.load(than, place, conduct)
    return api.sensitivity(*files, setting, conclusion, seeds=seeds, method=method, count=count, **vars(means))
