"""The minimal model in Glasshouse: three files, and the full day."""

import tempfile
import time
from pathlib import Path

import numpy as np

from benches.peers import minimal as m

HERE = Path(__file__).parent


def run_glasshouse(citizens: int, days: int, seed: int) -> m.Left:
    """Run it with one thread, record and all; what the record takes counts as stepping.

    Of living only births and days together are clocked: births are clocked once more, on one district.
    """
    from glasshouse import api
    from glasshouse.engine.benching import Spent
    from glasshouse.engine.experiment import Setting, made_ready

    made_ready("cpu")
    files = api.load(*(str(HERE / f"{name}.yaml") for name in ("regime", "place", "conduct")))
    with tempfile.TemporaryDirectory(prefix="glasshouse-peers-") as folder:
        spent = Spent(api.silent)
        run = api.run(files, Setting(citizens, days, seed, 1000, threads=1, panel=0), Path(folder) / "run", spent)
        acts, seen = (int(run.total(name).sum()) for name in ("done.oversteps", "recorded.oversteps.true"))
        points, low, fear = (
            int(run.last(name).sum()) for name in ("score_sum.held", "sanctioned.by_rules", "fear_sum")
        )
    births, ties = one_district(citizens, days, seed)
    return m.Left(
        births, spent.living() - births, ties, acts / citizens / days, seen / citizens / days,
        points / 16 / citizens, low / citizens, fear / citizens,
    )  # fmt: skip


def one_district(citizens: int, days: int, seed: int) -> tuple[float, int]:
    """Return what all births take, and how many friends are read, both from one district: no run counts them apart."""
    from glasshouse import api
    from glasshouse.engine.backends import cpu_backend
    from glasshouse.engine.districts import plan_of
    from glasshouse.engine.placebo import born
    from glasshouse.inputs.compiling import compile_tables
    from glasshouse.model import district as at
    from glasshouse.model.ties import FRIEND_SLOTS, friend

    files = api.load(*(str(HERE / f"{name}.yaml") for name in ("regime", "place", "conduct")))
    tables = compile_tables(files.place.value, files.conduct.value, files.regime.value).tables
    plan, begin = plan_of(seed, citizens, 1000, 1), time.process_time()
    flight = born(plan, 0, tables, cpu_backend())
    births = (time.process_time() - begin) * plan.districts
    today, friends = np.zeros(at.TODAY, dtype=np.int64), 0
    for i in range(len(flight.hot)):
        known = (friend(i, slot, flight.citizens, tables, flight.district, today) for slot in range(FRIEND_SLOTS))
        friends += sum(j >= 0 for j in known)
    return births, round(friends / len(flight.hot) * citizens * days / m.CYCLE)
