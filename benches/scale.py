"""What a world on several machines would take, computed from what was measured on one.

It is run as ``python -m benches.scale FILE``.
Nothing here was run at that size. Each line says what it rests on: a figure out of a file of `benches/`, or an
assumption that can be given another value.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

DISTRICT = 100_000
"""Citizens of a district of `cn-2020`."""
SENTINELS, CYCLE = 136, 30
COLUMNS, GROUPS, FEW = 1059, 3, 8
"""Figures by group that the record takes of a district of `as-told` in a cycle, and by day."""
LANDING_SECONDS = 0.0032
"""The leader's processor time to take in and write one district's year; measured, 60 districts, two busy cores."""


@dataclass(frozen=True)
class Measured:
    """What one run on one machine cost: processor time of births and days together."""

    citizens: int
    days: int
    core_ns: float
    bytes_per_citizen: int


def measured(file: Path, regime: str) -> Measured:
    """Return the largest run of a regime in a file of the history."""
    runs = [run for run in json.loads(file.read_text(encoding="utf-8"))["runs"] if run["regime"] == regime]
    run = max(runs, key=lambda one: one["citizens"] * one["days"])
    return Measured(run["citizens"], run["days"], run["core_ns_per_citizen_day"], run["bytes_per_citizen"])


def table(one: Measured, citizens: int, days: int, nodes: int, cores: int, network: float) -> list[tuple[str, str]]:
    """Return what it would take, line by line: seconds, and what has to fit."""
    hands = nodes * cores
    districts = round(citizens / DISTRICT)
    cycles = -(-days // CYCLE)
    year = days * one.core_ns * 1e-9
    lockstep = -(-SENTINELS // hands) * DISTRICT * year
    apart = -(-(districts - SENTINELS) // hands) * DISTRICT * year
    handed = 8 * (cycles * COLUMNS * GROUPS + days * FEW)
    sent = (districts - districts // nodes) * handed
    over, landing = sent / network, districts * LANDING_SECONDS
    return [
        ("districts of 100 000", f"{districts:_}"),
        ("processor time of all days and births", f"{citizens * year / 3600:_.0f} core-hours"),
        ("sentinels, in lockstep", f"{lockstep:_.0f} s"),
        ("all others, apart", f"{apart:_.0f} s"),
        ("what is handed to the leader", f"{sent / 1e9:_.0f} GB, {over:_.0f} s"),
        ("the leader's writing, one district after another", f"{landing:_.0f} s"),
        ("all together", f"{(lockstep + apart + over + landing) / 60:_.0f} minutes"),
        ("state in flight on a node", f"{cores * DISTRICT * one.bytes_per_citizen / 1e9:.2f} GB"),
        ("put aside on a node's disk, until the end", f"{-(-districts // nodes) * handed / 1e9:.1f} GB"),
    ]


def main() -> None:
    """Print the table in Markdown."""
    words = argparse.ArgumentParser(prog="python -m benches.scale", description=__doc__)
    words.add_argument("file", type=Path, help="what `glasshouse bench --keep benches` left")
    words.add_argument("--regime", default="as-told")
    words.add_argument("--citizens", type=float, default=1e10)
    words.add_argument("--days", type=int, default=365)
    words.add_argument("--nodes", type=int, default=100)
    words.add_argument("--cores", type=int, default=32, help="of a node; assumed to be as fast as the measured ones")
    words.add_argument("--network", type=float, default=1e9, help="bytes a second into the leader; an assumption")
    asked = words.parse_args()
    one = measured(asked.file, asked.regime)
    print(f"From {one.citizens:_} citizens x {one.days} days: {one.core_ns:.0f} ns of one core a citizen-day.\n")
    print("| what | how much |\n|---|---|")
    for what, value in table(one, int(asked.citizens), asked.days, asked.nodes, asked.cores, asked.network):
        print(f"| {what} | {value} |")


if __name__ == "__main__":
    main()
