"""`glasshouse bench`: what a run costs, beside what the machine could do, measured in the same process."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from glasshouse.engine.experiment import Files, Setting, run_experiment
from glasshouse.engine.limits import measure_limits
from glasshouse.record.figures import figures_of

Report = Callable[[str, int, int], None]


def measure(files: Files, setting: Setting, report: Report) -> dict[str, Any]:
    """Run once into a folder that is thrown away and put the machine's limits beside it.

    ``ratio_to_integer_limit`` compares with one draw per citizen-day, which no engine of this kind can do without;
    ``ratio_to_bandwidth_limit`` with reading the thinning class of everybody each day and a whole row on due days.
    """
    limits = measure_limits(setting.threads or 2)
    with tempfile.TemporaryDirectory(prefix="glasshouse-bench-") as folder:
        run = run_experiment(files, setting, Path(folder) / "run", report)
    figures = figures_of("(not kept)", run.manifest)
    ns = figures["ns_per_citizen_day"]
    draw_ns = 1e9 / limits.draws_per_second
    bytes_per_day = 2.0 + 2.0 * (run.manifest.bytes_per_citizen - 6) / 30.0
    sweep_ns = bytes_per_day / limits.bytes_per_second * 1e9
    figures["limits"] = {
        "bytes_per_second": round(limits.bytes_per_second),
        "draws_per_second": round(limits.draws_per_second),
        "ns_per_draw": round(draw_ns, 3),
        "ns_per_least_sweep": round(sweep_ns, 3),
        "ratio_to_integer_limit": round(draw_ns / ns, 4) if ns else 0.0,
        "ratio_to_bandwidth_limit": round(sweep_ns / ns, 4) if ns else 0.0,
    }
    return figures
