"""Set the engines side by side: `python -m benches.peers --help`. It needs the dependency group `peers`."""

import argparse
import json
import math
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, variance
from typing import Any

from benches.peers.one import ENGINES
from glasshouse.engine.benching import file_of, processor_model, text_of
from glasshouse.engine.experiment import machine

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ("acts", "seen", "points", "low", "fear")
ERRORS = 4.0
"""Standard errors by which two means may differ."""
HEAD = """| engine | N | build s | steps s | citizen-steps/s | tie-reads/s | bytes/citizen |
|---|---|---|---|---|---|---|"""
OBJECTS = ("mesa", "agentpy")


def ran(engine: str, citizens: int, days: int, seeds: range) -> dict[str, Any]:
    """Return what an engine leaves in a process of its own."""
    words = [sys.executable, "-m", "benches.peers.one", engine, str(citizens), str(days), *map(str, seeds)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def apart(one: list[float], other: list[float]) -> float:
    """Return by how many standard errors the means of two samples differ.

    >>> round(apart([1, 2, 3], [2, 3, 4]), 3)
    1.225
    """
    error = math.sqrt(variance(one) / len(one) + variance(other) / len(other))
    return abs(fmean(one) - fmean(other)) / error if error else float(one != other)


def agreement(engines: list[str], citizens: int, days: int, seeds: int) -> dict[str, Any]:
    """Return each engine's mean figures over the seeds, and how far each lies from Glasshouse in standard errors."""
    found = {engine: ran(engine, citizens, days, range(1, seeds + 1))["runs"] for engine in engines}

    def sample(engine: str, name: str) -> list[float]:
        return [run[name] for run in found[engine]]

    return {
        "citizens": citizens, "days": days, "seeds": seeds,
        "means": {engine: {name: fmean(sample(engine, name)) for name in FIGURES} for engine in engines},
        "standard_errors_apart": {
            engine: {name: round(apart(sample(engine, name), sample(engines[0], name)), 2) for name in FIGURES}
            for engine in engines[1:]
        },
    }  # fmt: skip


def speed(engine: str, citizens: int, days: int) -> dict[str, Any]:
    """Return how fast an engine is at one size."""
    found = ran(engine, citizens, days, range(1, 2))
    run = found.pop("runs")[0]
    steps = citizens * days
    return found | {
        "seconds_build": round(run["seconds_build"], 3),
        "seconds_steps": round(run["seconds_steps"], 3),
        "citizen_steps_per_second": round(steps / run["seconds_steps"]),
        "tie_reads_per_second": round(run["tie_reads"] / run["seconds_steps"]),
        "bytes_per_citizen": round(found["bytes_per_citizen"], 1),
    }


def main() -> int:
    """Compare, print and keep; return 1 where the engines do not agree."""
    words = argparse.ArgumentParser(prog="python -m benches.peers", description=__doc__)
    words.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    words.add_argument("--sizes", nargs="+", type=float, default=[1e4, 1e5, 1e6])
    words.add_argument("--most-objects", type=float, default=1e5, help="the largest size for Mesa and agentpy")
    words.add_argument("--days", type=int, default=120)
    words.add_argument("--agree", type=int, default=2000, help="citizens in the societies of the agreement")
    words.add_argument("--seeds", type=int, default=8, help="0 leaves the agreement out")
    words.add_argument("--keep", type=Path, default=None, help="a folder for what was measured, as JSON")
    asked = words.parse_args()
    agreed = agreement(asked.engines, asked.agree, asked.days, asked.seeds) if asked.seeds else {}
    print(json.dumps(agreed, indent=1))
    rows = []
    print(HEAD)
    for citizens in map(int, asked.sizes):
        for engine in asked.engines:
            if engine in OBJECTS and citizens > asked.most_objects:
                continue
            row = speed(engine, citizens, asked.days)
            rows.append(row)
            print(f"| {engine} {row['version']} | {citizens:_} | {row['seconds_build']} | {row['seconds_steps']} |"
                  f" {row['citizen_steps_per_second']:.3g} | {row['tie_reads_per_second']:.3g} |"
                  f" {row['bytes_per_citizen']:.0f} |", flush=True)  # fmt: skip
    measured = {"date": datetime.now(UTC).date().isoformat(), "machine": {**machine(), "model": processor_model()},
                "agreement": agreed, "speed": rows}  # fmt: skip
    if asked.keep is not None:
        file_of(measured, asked.keep).write_bytes(text_of(measured))
    if not agreed:
        return 0
    worst = max((one for row in agreed["standard_errors_apart"].values() for one in row.values()), default=0.0)
    print(f"the engines {'agree' if worst <= ERRORS else 'DO NOT agree'}: {worst} standard errors apart at most")
    return 0 if worst <= ERRORS else 1


if __name__ == "__main__":
    sys.exit(main())
