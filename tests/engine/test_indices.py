"""No index in the kernel is negative: compiled, a negative one would be read as it is, outside the array."""

from pathlib import Path

import numpy as np
import pytest

import glasshouse
from glasshouse.chance import day_key, district_keys
from glasshouse.engine.backends import python_backend
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import read
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import state
from glasshouse.model.panel import PANEL_COLUMNS

DATA = Path(glasshouse.__file__).parent / "data"


class Watched:
    """An array that refuses negative indices and those outside it."""

    def __init__(self, array):
        self.array = array

    def check(self, index):
        indices = index if isinstance(index, tuple) else (index,)
        assert len(indices) == self.array.ndim
        assert all(0 <= k < size for k, size in zip(indices, self.array.shape, strict=True)), index
        return index

    def __getitem__(self, index):
        return self.array[self.check(index)]

    def __setitem__(self, index, value):
        self.array[self.check(index)] = value

    def __len__(self):
        return len(self.array)


def test_the_watcher_watches():
    watched = Watched(np.zeros((2, 3), dtype=np.int64))
    watched[1, 2] = 5
    assert watched[1, 2] == 5
    for index in ((-1, 0), (0, 3), 0):
        with pytest.raises(AssertionError):
            watched[index]


@pytest.mark.parametrize("regime", ["as-told", "ordinary-law"])
def test_no_index_is_negative_or_outside(regime):
    residents, days = 260, 45
    compiled = compile_tables(
        read(DATA / "places" / "cn-2020.yaml", Place).value,
        read(DATA / "conduct" / "default.yaml", Conduct).value,
        read(DATA / "regimes" / f"{regime}.yaml", Regime, find=lambda name: DATA / "regimes" / f"{name}.yaml").value,
    )
    district = np.zeros(at.SIZE, dtype=np.int64)
    keys = district_keys(1, 0)
    district[at.BASE_KEY : at.BASE_KEY + 2] = keys
    district[at.BIRTH_KEY : at.BIRTH_KEY + 2] = [day_key(key, -1) for key in keys]
    district[at.RESIDENTS] = residents
    district[at.RECEIVED : at.COUNTS_HERE] = 1 << 25
    sampled = np.arange(3)
    hot, citizens, tables, watched, box, today, counts, panel = (
        Watched(array)
        for array in (
            np.zeros(residents, dtype=np.uint16),
            np.zeros((residents, state.WORDS), dtype=np.uint32),
            compiled.tables,
            district,
            np.zeros(residents, dtype=np.uint32),
            np.zeros(at.TODAY, dtype=np.int64),
            np.zeros((days, count.GROUP_COUNT, count.COLUMNS), dtype=np.int64),
            np.zeros((days, len(sampled), len(PANEL_COLUMNS)), dtype=np.int64),
        )
    )
    backend = python_backend()
    backend.populate(hot, citizens, tables, watched)
    backend.district_days(0, days, hot, citizens, tables, watched, box, today, counts, Watched(sampled), panel)
    assert counts.array[:, :, count.DONE : count.DONE + 32].sum() > 0
