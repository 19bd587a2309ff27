"""Run one engine in a process of its own and print what it left.

It is run as ``python -m benches.peers.one ENGINE N DAYS SEED...``.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benches.peers.minimal import Left

ENGINES = {
    "glasshouse": ("benches.peers.ours", "run_glasshouse", "glasshouse"),
    "numpy": ("benches.peers.arrays", "run_numpy", "numpy"),
    "ambr": ("benches.peers.arrays", "run_ambr", "ambr"),
    "mesa": ("benches.peers.agents", "run_mesa", "mesa"),
    "agentpy": ("benches.peers.agents", "run_agentpy", "agentpy"),
}
"""Where each engine's model is, and the package whose version counts."""
LEAST = 1000
"""Citizens with which libraries are loaded, and what compiles is compiled, before anything is measured."""


def resident_bytes() -> int:
    """Return the most memory that this program ever had: what the system's `ru_maxrss` says is its parent's, too."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def main(engine: str, citizens: int, days: int, seeds: list[int]) -> None:
    """Run it once small, then with each seed."""
    module, function, package = ENGINES[engine]
    run: Callable[[int, int, int], Left] = getattr(import_module(module), function)
    run(LEAST, 2, 0)
    before = resident_bytes()
    runs = [asdict(run(citizens, days, seed)) for seed in seeds]
    grown = resident_bytes() - before
    print(json.dumps({"engine": engine, "version": version(package), "citizens": citizens, "days": days,
                      "bytes_per_citizen": grown / citizens, "runs": runs}))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), [int(word) for word in sys.argv[4:]])
