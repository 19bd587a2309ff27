"""Numbers of citizens, sums and places in files beyond 2^31 and 2^32: nothing wraps, nothing is cut."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.diagnostics import UserFault
from glasshouse.engine.backends import Backend, cpu_backend, python_backend
from glasshouse.engine.census import check_exchange
from glasshouse.engine.districts import Flight, empty_cube, plan_of
from glasshouse.engine.exchange import VECTOR, received
from glasshouse.engine.experiment import sample
from glasshouse.engine.mpi_worlds import dealt
from glasshouse.engine.placebo import born
from glasshouse.experiment.replay import citizen_of, first_of
from glasshouse.inputs.compiling import compile_tables
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.quantities import THRESHOLD_ONE
from glasshouse.record.counts import DISTRICT_DAYS, GRAINS, CountsWriter, of_cycle, positions_of
from glasshouse.record.manifest import Legend
from glasshouse.record.spool import Spool
from tests import worlds

LARGE = (2**31 - 1, 2**31 + 7, 2**32 - 1, 2**32 + 11, 1_400_000_000, 10_000_000_000)


@pytest.mark.parametrize("citizens", LARGE)
def test_everybody_has_one_number_and_one_district(citizens: int) -> None:
    plan = plan_of(1, citizens, 50_000, 31)
    assert sum(plan.size(district) for district in range(plan.districts)) == citizens
    assert first_of(plan, plan.districts - 1) + plan.size(plan.districts - 1) == citizens
    for number in {0, 2**31 - 1, 2**31, 2**32 - 1, 2**32, citizens // 2, citizens - 1}:
        if number < citizens:
            found = citizen_of(plan, str(number))
            assert first_of(plan, found.district) + found.local == number
            assert 0 <= found.local < plan.size(found.district) < 2**20


def test_sentinels_panel_and_hands_of_ten_thousand_million() -> None:
    plan = plan_of(1, 10_000_000_000, 50_000, 31)
    sentinels = plan.sentinels()
    assert len(set(sentinels)) == 136 and min(sentinels) >= 0 and max(sentinels) < plan.districts
    assert {plan.province(district) for district in sentinels} == set(range(31))
    chosen = sample(plan, 1000)
    assert len({tuple(row) for row in chosen.tolist()}) == 1000
    assert all(0 <= local < plan.size(district) for district, local in chosen.tolist())
    numbers = [first_of(plan, district) + local for district, local in chosen.tolist()]
    assert max(numbers) > 2**33, "the last citizens are sampled too"
    hands = dealt(plan, 3200)
    assert sum(map(len, hands)) == plan.districts and max(map(len, hands)) - min(map(len, hands)) <= 1


def test_the_last_district_of_ten_thousand_million_is_lived_alike_by_both_backends() -> None:
    plan = plan_of(1, 10_000_000_000, 500, 31)
    tables = compile_tables(worlds.place(), worlds.conduct(), worlds.regime()).tables
    last = plan.districts - 1
    assert last > 2**24

    def lived(backend: Backend) -> Flight:
        flight, today = born(plan, last, tables, backend), np.zeros(at.TODAY, dtype=np.int64)
        nobody, panel = np.zeros(0, dtype=np.int64), np.zeros((5, 0, 22), dtype=np.int64)
        backend.district_days(0, 5, flight.hot, flight.citizens, tables, flight.district, flight.box, today,
                              empty_cube(5), nobody, panel)  # fmt: skip
        return flight

    assert lived(python_backend()).digest() == lived(cpu_backend()).digest()


def test_a_spool_has_places_beyond_four_gigabytes(tmp_path: Path) -> None:
    """The file is sparse: it takes a few pages on the disk."""
    spool = Spool(tmp_path / "spool", rows=13, figures=2000)
    slot_bytes = 13 * 2000 * 8
    for offset in (2**31, 2**32, 2**33):
        slot = offset // slot_bytes + 1
        spool.put(slot, 12, np.full((1, 2000), offset + 1))
        spool.add(slot, 12, np.full((1, 2000), 2**40))
    for offset in (2**31, 2**32, 2**33):
        slot = offset // slot_bytes + 1
        assert (spool.read(slot, 12, 13) == offset + 1 + 2**40).all()
        assert not spool.read(slot, 0, 12).any()
    spool.discard()


def test_sums_beyond_32_bits_come_back_from_the_record(tmp_path: Path) -> None:
    legend = Legend.model_construct(acts=[], lists=[], tiers=[], consequences=[], wishes=[], channels=[], far=[],
                                    sensors=[], behaviours=[], moods=[])  # fmt: skip
    grain = next(grain for grain in GRAINS if grain.file == DISTRICT_DAYS)
    writer, kept = CountsWriter(tmp_path, legend, grain), positions_of(legend, grain)
    figures = np.array([[2**31 + k for k in range(len(kept))], [2**32 + k for k in range(len(kept))]])
    writer.write(20_000_000, 0, figures)
    writer.write(2**31 - 1, 0, figures + 2**50)
    writer.close()
    rows = pq.read_table(tmp_path / grain.file).to_pydict()
    assert rows["district"] == [20_000_000] * 2 + [2**31 - 1] * 2
    assert rows["citizens"] == [2**31, 2**32, 2**31 + 2**50, 2**32 + 2**50]


def test_a_cycle_of_a_whole_country_in_one_cube_is_summed_without_wrapping() -> None:
    days = np.full((30, 1, count.COLUMNS), 2**32, dtype=np.int64)
    assert of_cycle(days)[0, count.STOCKS] == 30 * 2**32
    assert of_cycle(days)[0, 0] == 2**32


def test_the_exchange_of_the_largest_sentinels_stays_a_share() -> None:
    """136 districts of half a million: all of them on file, and everybody sent afar by every channel, every day."""
    people = 136 * 500_000
    vector = np.full(VECTOR, people * 30, dtype=np.int64)
    vector[-count.GROUP_COUNT :] = people
    assert people * THRESHOLD_ONE < 2**63
    assert set(received(vector).tolist()) == {THRESHOLD_ONE}


def test_bounds_of_batches_on_a_card_are_64_bits() -> None:
    from glasshouse.engine.cuda import starts_of

    starts = starts_of([500_000] * 10_000)
    assert starts.dtype == np.int64 and starts[-1] == 5_000_000_000 > 2**32


def test_progress_of_ten_thousand_million_is_told_in_whole_numbers() -> None:
    from glasshouse.engine.advance import Advance

    told: list[tuple[int, int]] = []
    recorder: Any = SimpleNamespace(log=SimpleNamespace(tenth=lambda stage, done, of: None))
    advance = Advance(lambda stage, done, of: told.append((done, of)), recorder, 10**10 * 365)
    advance(2**41)
    advance(1)
    assert told[-1] == (2**41 + 1, 3_650_000_000_000)


def test_a_census_says_beforehand_what_it_would_take(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["run", "bare", "--citizens", "1.4e9", "--exchange", "census", "--out", str(tmp_path / "run"), "-q"]
    assert guarded(lambda: app(words)) == 2
    said = capsys.readouterr().err
    assert "G418 an exchange between all" in said and "GB of memory, or of disk" in said and "hours at" in said
    assert not (tmp_path / "run").exists()


def test_a_census_of_few_districts_is_the_sentinels() -> None:
    check_exchange("census", 30, plan_of(1, 10_000, 1000, 1))
    with pytest.raises(UserFault, match="there is no exchange 'all'"):
        check_exchange("all", 30, plan_of(1, 10_000, 1000, 1))
