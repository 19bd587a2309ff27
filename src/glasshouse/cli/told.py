"""`glasshouse told`: what is often told of China's social credit system, claim by claim, beside what is on record."""

from typing import Annotated

import typer

from glasshouse.cli import worlds
from glasshouse.cli.options import AsJson, Citizens, Conduct, Days, DistrictSize, Place, Seed, Seeds
from glasshouse.cli.progress import Line


def told(
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    citizens: Citizens = "20_000",
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
    """Set what is often told beside what is on record, claim by claim: what would have to be true for it to be so."""
    from glasshouse import api

    setting = worlds.setting_of(citizens, days, seed, district_size)
    with Line(quiet or as_json) as line, worlds.executor_of(processes) as executor:
        found = api.told(setting, place, conduct, seeds=seeds, executor=executor, keep=keep, progress=line.say)
    worlds.show(found, as_json, page)
