"""`glasshouse attribute REGIME --measure M1`: what each group of a regime's clauses did to a harm or a benefit."""

from typing import TYPE_CHECKING, Annotated

import typer

from glasshouse.cli import worlds
from glasshouse.cli.options import Citizens, Conduct, Days, DistrictSize, Place, Regime, Seed, Seeds

if TYPE_CHECKING:
    from glasshouse.report.experiments import Finding


@worlds.experiment
def attribute(
    means: worlds.Means,
    regime: Regime,
    measure: Annotated[
        list[str], typer.Option(help="M1, M2, M25, M31 or another of the list; can be given several times.")
    ],
    by: Annotated[str, typer.Option(help="Groups by `section` of the file, `domain` of life, or kind of `sensor`.")]
    = "section",
    group: Annotated[
        list[str] | None,
        typer.Option(help="A group of your own, NAME=WHAT,WHAT: sections, kinds of sensor, ids of clauses."),
    ] = None,
    baseline: worlds.Baseline = "ordinary-law",
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    citizens: Citizens = "10_000",
    days: Days = "365",
    seed: Seed = "1",
    seeds: Seeds = 5,
    district_size: DistrictSize = None,
    orders: Annotated[int, typer.Option(help="Orders to sample where there are more than eight groups.")] = 64,
) -> "Finding":  # fmt: skip
    """Say what each group of clauses did: leave it out, have it alone, and its share (Shapley)."""
    from glasshouse import api

    setting = worlds.setting_of(citizens, days, seed, district_size)
    files = api.load(regime, place, conduct), api.load(baseline, place, conduct)
    return api.attribute(*files, setting, measure, seeds=seeds, by=by, groups=group or (), orders=orders, **vars(means))
