"""`glasshouse compare A B`: the same people with the same luck under two regimes, and how their lives differ."""

from pathlib import Path
from typing import Annotated

import typer

from glasshouse.cli import completing
from glasshouse.cli.options import AsJson
from glasshouse.cli.printing import print_json, say
from glasshouse.cli.progress import Line


def compare(
    one: Annotated[Path, typer.Argument(metavar="A", help="The folder of a record.", autocompletion=completing.runs)],
    other: Annotated[
        Path,
        typer.Argument(metavar="B", help="A record of the same people and days.", autocompletion=completing.runs),
    ],
    placebo: Annotated[
        Path | None,
        typer.Option(help="The placebo twin of A (`run --placebo`).", autocompletion=completing.runs),
    ] = None,
    make_placebo: Annotated[
        bool, typer.Option("--make-placebo", help="Live the placebo twin of A now, and let it go afterwards.")
    ] = False,
    hold: Annotated[
        bool, typer.Option("--hold", help="Also live the sampled under B alone: direct effect and spill-over.")
    ] = False,
    saturation: Annotated[
        list[float] | None,
        typer.Option(help="A share of districts to put under B beside the rest under A; implies --hold. Several."),
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Set the same people under two regimes side by side: differences, distributions, who has more and who less."""
    from glasshouse import api

    with Line(quiet or as_json) as line:
        found = api.compare(
            one, other, placebo, line.say, make_placebo=make_placebo, hold=hold, saturation=saturation or ()
        )
    print_json(found.data) if as_json else say(found.view)
