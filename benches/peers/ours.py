"""The minimal model in Glasshouse: three files, and the full day."""

import tempfile
from pathlib import Path

import numpy as np

from benches.peers import minimal as m

HERE = Path(__file__).parent


def run_glasshouse(citizens: int, days: int, seed: int) -> m.Left:
    """Run it, record and all; what the record takes counts as stepping. Sums are read from the record."""
    from glasshouse import api
    from glasshouse.engine.experiment import Setting, made_ready

    made_ready("cpu")
    files = api.load(*(str(HERE / f"{name}.yaml") for name in ("regime", "place", "conduct")))
    with tempfile.TemporaryDirectory(prefix="glasshouse-peers-") as folder:
        run = api.run(files, Setting(citizens, days, seed, 1000, panel=0), Path(folder) / "run")
        acts, seen = (int(run.total(name).sum()) for name in ("done.oversteps", "recorded.oversteps.true"))
        points, low, fear = (
            int(run.last(name).sum()) for name in ("score_sum.held", "sanctioned.by_rules", "fear_sum")
        )
    seconds = run.manifest.seconds
    return m.Left(
        seconds.build, seconds.days, tie_reads(citizens, days, seed), acts / citizens / days, seen / citizens / days,
        points / 16 / citizens, low / citizens, fear / citizens,
    )  # fmt: skip


def tie_reads(citizens: int, days: int, seed: int) -> int:
    """Return how many friends are read, from the plain functions on one district: the engine does not count them."""
    from glasshouse import api
    from glasshouse.engine.backends import cpu_backend
    from glasshouse.engine.districts import plan_of
    from glasshouse.engine.placebo import born
    from glasshouse.inputs.compiling import compile_tables
    from glasshouse.model import district as at
    from glasshouse.model.ties import FRIEND_SLOTS, find_friends

    files = api.load(*(str(HERE / f"{name}.yaml") for name in ("regime", "place", "conduct")))
    tables = compile_tables(files.place.value, files.conduct.value, files.regime.value).tables
    flight = born(plan_of(seed, citizens, 1000, 1), 0, tables, cpu_backend())
    today, friends = np.zeros(at.TODAY, dtype=np.int64), 0
    for i in range(len(flight.hot)):
        find_friends(i, flight.citizens, tables, flight.district, today)
        friends += int((today[at.FRIENDS : at.FRIENDS + FRIEND_SLOTS] >= 0).sum())
    return round(friends / len(flight.hot) * citizens * days / m.CYCLE)
