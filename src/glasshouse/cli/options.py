"""The options that several commands share, each said once, with what the Tab key offers."""

from pathlib import Path
from typing import Annotated

import typer

from glasshouse.cli import completing

Regime = Annotated[str, typer.Argument(help="A shipped regime or a file.", autocompletion=completing.regimes)]
ErrorFree = Annotated[
    bool, typer.Option("--error-free", help="The regime with sensors that put nothing false on file.")
]
Place = Annotated[str, typer.Option(help="A shipped place or a file.", autocompletion=completing.places)]
Conduct = Annotated[str, typer.Option(help="A shipped conduct or a file.", autocompletion=completing.conducts)]
Record = Annotated[Path, typer.Argument(help="The folder of a record.", autocompletion=completing.runs)]
Against = Annotated[
    Path | None, typer.Option(help="The record of a baseline over the same people.", autocompletion=completing.runs)
]
Citizens = Annotated[str, typer.Option(help="How many synthetic citizens: 100_000, 1.4e9.")]
Days = Annotated[str, typer.Option(help="How many days.")]
Seed = Annotated[str, typer.Option(help="The seed: the same seed is the same people with the same luck.")]
Seeds = Annotated[int, typer.Option(help="How many seeds, from --seed on: a society each, with chance intervals.")]
Backend = Annotated[str, typer.Option(help="cpu, cuda (a graphics card) or python (plain, slow): one answer.")]
Threads = Annotated[int, typer.Option(help="Threads; 0 takes every core. Never changes the answer.")]
Shards = Annotated[int, typer.Option(help="Cut the districts into so many parts. Never changes the answer.")]
DistrictSize = Annotated[int | None, typer.Option(help="Citizens in a district; the place's own if not given.")]
Panel = Annotated[int, typer.Option(help="Sampled citizens whose every day is recorded.")]
Checkpoint = Annotated[
    float,
    typer.Option(
        "--checkpoint-seconds", help="How often to keep what `resume` would go on from. Never changes the answer."
    ),
]
Exchange = Annotated[str, typer.Option(help="Who tells other districts what happens: sentinels, or census (all).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]
