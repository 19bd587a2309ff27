"""`glasshouse bench`: what runs cost, beside what the machine could do, measured in the same process.

A speed is stated with what made it: candidates, records and changes per citizen-day, compiling and building apart. It
is compared with two limits of the machine, and kept in a file for each machine and date, so that versions can be
compared.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from glasshouse import __version__
from glasshouse.engine.backends import kernel_sha256
from glasshouse.engine.experiment import Files, Setting, machine, run_experiment
from glasshouse.engine.limits import measure_limits
from glasshouse.record.figures import figures_of

Report = Callable[[str, int, int], None]
COLD = "from glasshouse.engine.warm import warm; print(warm(lambda done, of: None))"
RARE_DAYS = 30.0
"""A citizen's whole row is read and written once in so many days at the least: on the due day."""


def measure(files: Files, setting: Setting, report: Report) -> dict[str, Any]:
    """Run once into a folder that is thrown away and put the machine's limits beside it.

    ``core_ns_per_citizen_day`` is the processor time of births and days together, of all threads: it hardly depends on
    what else the machine does, while ``ns_per_citizen_day``, by the clock, does. ``ratio_to_integer_limit`` compares
    with one draw per citizen-day, which no engine of this kind can do without; ``ratio_to_bandwidth_limit`` with
    reading the quiet day of everybody each day and a whole row on due days.
    """
    limits, spent = measure_limits(setting.threads or os.cpu_count() or 1), Spent(report)
    with tempfile.TemporaryDirectory(prefix="glasshouse-bench-") as folder:
        run = run_experiment(files, setting, Path(folder) / "run", spent)
    figures = figures_of("(not kept)", run.manifest)
    ns = figures["ns_per_citizen_day"]
    draw_ns = 1e9 / limits.draws_per_second
    bytes_per_day = 2.0 + 2.0 * (run.manifest.bytes_per_citizen - 6) / RARE_DAYS
    sweep_ns = bytes_per_day / limits.bytes_per_second * 1e9
    citizen_days = run.manifest.citizens * run.manifest.days
    figures["core_ns_per_citizen_day"] = round(spent.living() / citizen_days * 1e9, 3)
    figures["build_ns_per_citizen"] = round(run.manifest.seconds.build / run.manifest.citizens * 1e9, 3)
    figures["limits"] = {
        "bytes_per_second": round(limits.bytes_per_second),
        "draws_per_second": round(limits.draws_per_second),
        "ns_per_draw": round(draw_ns, 3),
        "ns_per_least_sweep": round(sweep_ns, 3),
        "ratio_to_integer_limit": round(draw_ns / ns, 4) if ns else 0.0,
        "ratio_to_bandwidth_limit": round(sweep_ns / ns, 4) if ns else 0.0,
    }
    return figures


class Spent:
    """Notes how much processor time this process has spent when each stage is first told of, and passes it on."""

    def __init__(self, report: Report) -> None:
        """Begin with nothing noted."""
        self.report = report
        self.at: dict[tuple[str, bool], float] = {}

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Note and pass on."""
        self.at.setdefault((stage, done == of), time.process_time())
        self.report(stage, done, of)

    def living(self) -> float:
        """Return the processor seconds from the end of compiling to the beginning of the record."""
        return self.at["record", False] - self.at["compile", True]


def measure_all(worlds: list[tuple[Files, Setting]], cold: bool, report: Report) -> dict[str, Any]:
    """Measure several worlds, the small ones first: the peak of memory is the process's, and never falls.

    With ``cold``, the kernel is also compiled once into an empty cache, by a process of its own.
    """
    measured = {
        "date": datetime.now(UTC).date().isoformat(),
        "version": __version__,
        "kernel_sha256": kernel_sha256(),
        "machine": {**machine(), "model": processor_model()},
        "seconds_compile_cold": compiled_cold() if cold else None,
    }
    ordered = sorted(worlds, key=lambda world: world[1].citizens * world[1].days)
    return measured | {"runs": [measure(files, setting, report) for files, setting in ordered]}


def compiled_cold() -> float:
    """Return the seconds that compiling the kernel takes where nothing is on disk."""
    with tempfile.TemporaryDirectory(prefix="glasshouse-cold-") as cache:
        done = subprocess.run(
            [sys.executable, "-c", COLD],
            env={**os.environ, "GLASSHOUSE_CACHE": cache}, capture_output=True, text=True, check=True,
        )  # fmt: skip
    return round(float(done.stdout.splitlines()[-1]), 1)


def processor_model(listing: Path = Path("/proc/cpuinfo")) -> str:
    """Return what the processor calls itself, "unknown" where the system does not say."""
    try:
        lines = listing.read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown"


def text_of(measured: dict[str, Any]) -> bytes:
    """Return what was measured as it is kept."""
    return json.dumps(measured, indent=1).encode() + b"\n"


def file_of(measured: dict[str, Any], folder: Path) -> Path:
    """Return where what was measured is kept, ``<date>-<machine>.json``; numbered where that is taken.

    >>> file_of({"date": "2026-11-23", "machine": {"model": "Some(R) CPU 7", "cores": "2"}}, Path("nowhere")).name
    '2026-11-23-some-r-cpu-7-2-cores.json'
    """
    about = measured["machine"]
    words = f"{about['model']} {about['cores']} cores".lower()
    stem = f"{measured['date']}-" + "-".join("".join(c if c.isalnum() else " " for c in words).split())
    number, file = 2, folder / f"{stem}.json"
    while file.exists():
        number, file = number + 1, folder / f"{stem}-{number}.json"
    return file
