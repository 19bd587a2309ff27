"""Lives a small world with as many processes as an MPI starts; run as a program by its test.

Two of the twelve districts are sentinels, so that both ways of living are dealt out: in lockstep, and apart.
"""

import sys
from pathlib import Path

from glasshouse import api
from glasshouse.engine import districts
from glasshouse.engine.experiment import Setting
from glasshouse.record.reading import Run

SETTING = Setting(6000, 35, 1, district_size=500, threads=1, panel=50)


def lived(folder: Path, regime: str = "as-told") -> Run:
    """Live the world into a folder."""
    districts.SENTINELS = 2
    return api.run(api.load(regime, "village"), SETTING, folder)


if __name__ == "__main__":
    lived(Path(sys.argv[1]), *sys.argv[2:])
