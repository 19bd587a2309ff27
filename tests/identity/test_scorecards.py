"""One digest for a regime that learns, whatever the threads, shards, order, backend; and one life, replayed."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import glasshouse.engine.districts as districts
from glasshouse import api
from glasshouse.engine.backends import cpu_backend
from glasshouse.engine.exchange import CARD_FROM
from glasshouse.engine.experiment import Setting
from glasshouse.experiment.replay import Source, replay
from tests import worlds
from tests.learning import learning


def lived(**how: Any) -> worlds.Lived:
    how = {"citizens": 3600, "days": 95, "district_size": 514, **how}
    return worlds.live(worlds.place("village"), worlds.conduct(), learning(), **how)


def test_threads_shards_and_order_do_not_change_what_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of seven districts are sentinels: the others read what was fitted on those."""
    monkeypatch.setattr(districts, "SENTINELS", 3)
    expected = lived()
    assert expected.exchange[0][CARD_FROM:].any() or expected.exchange[1][CARD_FROM:].any()
    for how in ({"threads": 2, "shards": 7}, {"order": "day"}, {"order": "day", "threads": 2, "shards": 3}):
        other = lived(**how)
        assert other.digest == expected.digest, how
        assert np.array_equal(other.exchange, expected.exchange)


def test_python_and_cpu_learn_the_same() -> None:
    how: dict[str, Any] = {"citizens": 1040, "days": 70, "district_size": 520}
    one, other = lived(backend="python", **how), lived(**how)
    assert one.digest == other.digest and one.exchange[1][CARD_FROM:].any()


def test_a_recorded_life_is_lived_again_with_the_cards_of_the_record(tmp_path: Path) -> None:
    """What was fitted is read from the record and never fitted again: the replay must agree with panel and counts."""
    files = api.load("learned-scorecard", "us-2020")
    run = api.run(files, Setting(3000, 215, 1, district_size=1500, panel=4), tmp_path / "r")
    source = Source(run)
    assert source.exchange[5][CARD_FROM:].any() and source.exchange[6][CARD_FROM:].any()
    assert sum(1 for _ in replay(source, 1, cpu_backend(), 215, {})) == 215
