"""`glasshouse sensitivity REGIME --conclusion M1`: which assumption about people a conclusion hangs on."""

from typing import Annotated

import typer

from glasshouse.cli import completing, worlds
from glasshouse.cli.options import AsJson, Citizens, Conduct, Days, DistrictSize, Place, Regime, Seed, Seeds
from glasshouse.cli.progress import Line


def sensitivity(
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
    processes: worlds.Processes = 0,
    keep: worlds.Keep = worlds.KEPT,
    page: worlds.Page = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Say which assumptions about people a conclusion rests on, and where it breaks even."""
    from glasshouse import api

    setting = worlds.setting_of(citizens, days, seed, district_size)
    files = api.load(regime, place, conduct), api.load(than, place, conduct)
    with Line(quiet or as_json) as line, worlds.executor_of(processes) as executor:
        found = api.sensitivity(
            *files, setting, conclusion, seeds=seeds, method=method, count=count, executor=executor, keep=keep,
            progress=line.say,
        )  # fmt: skip
    worlds.show(found, as_json, page)
