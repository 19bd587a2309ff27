"""Lives small worlds in the simulator of a graphics card and prints what they leave; run as a program by its test.

The simulator is chosen for a whole process (``NUMBA_ENABLE_CUDASIM=1``), hence a process of its own.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from glasshouse import api
from glasshouse.engine import cuda, districts
from glasshouse.engine.experiment import Setting
from tests.governance import phased

SMALL: dict[str, Any] = {"citizens": 300, "days": 31, "district_size": 100, "panel": ((0, 3), (2, 7), (2, 9))}
"""Three districts, of which one is the sentinel, over one exchange."""
PHASE = phased.phase(
    "partly-repealed", from_day=9, districts=0.34, drops=["appeal", "jaywalk-points"], wipes=["points"],
    reveals={"heard": 0.5, "doubt": 0.5},
)  # fmt: skip
RECORDED = Setting(500, 2, 1, backend="cuda", threads=2, panel=3)


def small(backend: str) -> dict[str, object]:
    """Return what a small world leaves: a regime of which a part is repealed, and comes to light, in one district."""
    districts.SENTINELS = 1
    lived = phased.live(phased.phased(PHASE), backend=backend, **SMALL)
    return {"digest": lived.digest, "panel": lived.panel.tolist(), "counts": lived.counts.sum(axis=(0, 1)).tolist()}


def recorded(setting: Setting) -> str:
    """Return the digest of a world that is run and recorded as from the command line."""
    with tempfile.TemporaryDirectory() as folder:
        run = api.run(api.load("as-told", "village"), setting, Path(folder) / "run")
        return str(run.manifest.digest)


if __name__ == "__main__":
    cuda.MOST_DISTRICTS = int(sys.argv[1])
    print(json.dumps({"small": small("cuda"), "recorded": recorded(RECORDED)}))
