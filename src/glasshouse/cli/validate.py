"""`glasshouse validate` and `structure`: what the model is held against, and what its build decides."""

from typing import Annotated

import typer

from glasshouse.cli import worlds
from glasshouse.cli.options import AsJson, Citizens, Conduct, Days, Place, Regime, Seed, Seeds
from glasshouse.cli.progress import Line


def validate(
    conduct: Conduct = "default",
    page: worlds.Page = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Say what the model reproduces and what it does not: closed forms, targets, hold-outs, findings of others."""
    from glasshouse import api

    with Line(quiet or as_json) as line:
        found = api.validate(conduct, line.say)
    worlds.show(found, as_json, page)


def structure(
    regime: Regime,
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    citizens: Citizens = "50_000",
    days: Days = "180",
    seed: Seed = "1",
    seeds: Seeds = 5,
    page: worlds.Page = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Say which headlines move with districts, exchanges, levels and generality, and how far beside chance."""
    from glasshouse import api

    setting = worlds.setting_of(citizens, days, seed, None)
    files = api.load(regime, place, conduct)
    with Line(quiet or as_json) as line:
        found = api.structure(files, setting, seeds=seeds, progress=line.say)
    worlds.show(found, as_json, page)
