"""What the structure decides: each variant changes what it says, nothing else; what moves is told from chance."""

from dataclasses import replace

import numpy as np
import pytest

from glasshouse import api
from glasshouse.audit.objectives import OBJECTIVES, figures_of
from glasshouse.audit.spread import Interval
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment import made
from glasshouse.experiment.counted import live
from glasshouse.experiment.opened import shipped
from glasshouse.experiment.structure import ACCEPTANCES, LEVELS, Variant, coarser, structure, told_every
from glasshouse.experiment.validating import silent
from glasshouse.inputs.compiling import Compiled, compile_tables
from glasshouse.model import tables as room
from glasshouse.report import structure as told

SETTING = Setting(6_000, 90, 1, 2_000, threads=1, panel=0)


@pytest.fixture(scope="module")
def files() -> Files:
    """The widest regime in the default world."""
    return shipped("as-told")


@pytest.fixture(scope="module")
def compiled(files: Files) -> Compiled:
    """Its tables."""
    return compile_tables(files.place.value, files.conduct.value, files.regime.value)


def test_an_exchange_every_thirty_days_is_the_usual_one(files: Files, compiled: Compiled) -> None:
    one, other = live(files, compiled, SETTING), live(files, compiled, SETTING, None, told_every(30))
    assert one.manifest.digest == other.manifest.digest


@pytest.mark.parametrize("days", [7, 30, 45])
def test_whatever_the_calendar_as_much_arrives_as_is_sent(days: int) -> None:
    match = {"per_comparison": 1.0, "gallery": 1, "local": 0.0}
    few = {"urban": 0.1, "rural": 0.1}
    files = made.ruled(sensors=[made.sensor("eye", ["jaywalk"], 0.0, coverage=few, false_match=match)])
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    run = live(files, compiled, SETTING, None, told_every(days))
    sent, arrived = (
        run.daily(name).sum(axis=1) for name in ("sent_afar.eye.jaywalk", "recorded.jaywalk.somebody_else")
    )
    # Nothing arrives before the first exchange; after it, a month's worth a month.
    assert arrived[:days].sum() == 0 < arrived[days:].sum()
    expected = sent.sum() * (SETTING.days - days) / SETTING.days
    assert abs(arrived.sum() - expected) < 4 * np.sqrt(2 * expected)


def test_half_the_levels_hold_every_bound_and_keep_the_mean(compiled: Compiled) -> None:
    half = coarser(compiled)
    assert sorted(level for group in LEVELS for level in group) == list(range(room.LEVELS))
    assert sorted(level for group in ACCEPTANCES for level in group) == list(range(8))
    rows = [tables.tables[room.ACT_FRAILTY :][: room.ACTS * room.LEVELS].reshape(-1, 16) for tables in (compiled, half)]
    for top in range(room.LEVELS_OF_BAND, room.LEVELS + 1, room.LEVELS_OF_BAND):
        assert (rows[1][:, :top].max(axis=1) <= rows[0][:, :top].max(axis=1)).all()
    means = [np.exp(row / 256).mean(axis=1) for row in rows]
    assert np.abs(means[1] / means[0] - 1.0).max() < 0.01
    differing = np.flatnonzero(compiled.tables != half.tables)
    touched = {name for name, place in room.LAYOUT.items()
               if ((differing >= place.start) & (differing < place.start + place.size)).any()}  # fmt: skip
    assert touched == {"ACT_FRAILTY", "COMPLIANCE", "SILENCE"}


def test_what_moves_is_clear_of_nothing_and_larger_than_half_of_chance(files: Files) -> None:
    variant = Variant("district size", "2000", files, 2000)
    one = told.Change(OBJECTIVES["M1"], variant, 3.0, Interval(1.0, 5.0), Interval(9.0, 11.0))
    assert one.moves
    assert not replace(one, interval=Interval(-1.0, 7.0)).moves
    assert not replace(one, usual=Interval(5.0, 15.0)).moves
    assert not replace(one, interval=None).moves


def test_every_part_is_lived_and_what_cannot_be_is_said(files: Files) -> None:
    found = structure(shipped("bare"), 5_000, 2, (1, 2), figures_of, silent)
    assert [variant.part for variant, _ in found.variants] == [
        "district size", "district size", "days between exchanges", "days between exchanges", "levels of a trait",
        "generality", "generality",
    ]  # fmt: skip
    asked = told.Asked(files.regime.value, "cn-2020", "default", 5_000, 2, (1, 2))
    finding = told.found(asked, found)
    assert "ties outside the district" in finding.data["left"]
    assert "[disputed]" not in finding.page() and "disputed" in finding.page()
    assert len(finding.rows) == 7 * 4


def test_worlds_too_small_for_a_block_are_refused() -> None:
    with pytest.raises(UserFault, match="out of range"):
        api.structure(shipped("bare"), Setting(10_000, 30, 1))
