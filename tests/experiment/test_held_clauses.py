"""Held twins clause by clause: what is switched on reaches those whom it is about, and nobody else (engine.md 6).

Everybody else's days are put back to what they were, so no difference is divergence. Unheld, most of these clauses
reach further; a clause with nothing to act on, the placebo, reaches nobody.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from glasshouse import api
from glasshouse.chance import day_key, district_keys, draw, stream
from glasshouse.engine.experiment import Setting
from glasshouse.experiment.holding import Holding
from glasshouse.experiment.replay import citizen_of
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.quantities import threshold
from glasshouse.record.panel import read_panel
from glasshouse.record.reading import Run

SETTING = Setting(600, 50, 1, 600, panel=150)
HEAD = "title: A test's own\nstatus: fiction\ndescribes: Made up for a test of held twins.\nextends: as-told\n"
WHY = "assumption: {why: made up for a test, range: [0, 1]}"
COLUMN = {name: k for k, (name, _, _) in enumerate(PANEL_COLUMNS)}
Panel = NDArray[np.int64]
Whom = Callable[[Run, Panel, Panel], Any]


def connected(run: Run, there: Panel, here: Panel) -> Any:
    """Who is connected, by the luck of that name, worked out apart from the kernel."""
    del there, here
    plan, found = Holding(run, run).there.plan, []
    for name in read_panel(run.folder)[0]:
        one = citizen_of(plan, name)
        key_0, key_1 = (day_key(key, -1) for key in district_keys(1, one.district))
        found.append(draw(key_0, key_1, stream("trait:connected"), one.local) < threshold(0.3))
    return np.array(found)


def minorities(run: Run, there: Panel, here: Panel) -> Any:
    """Who is of a group that is treated apart."""
    del run, here
    return there[0, :, COLUMN["group"]] != 0


def ever(column: str) -> Whom:
    """Who ever had something in a column, in either life."""

    def whom(run: Run, there: Panel, here: Panel) -> Any:
        del run
        return (there[:, :, COLUMN[column]] != 0).any(axis=0) | (here[:, :, COLUMN[column]] != 0).any(axis=0)

    return whom


def on_record(run: Run, there: Panel, here: Panel) -> Any:
    """Of whose records something was taken: who lost points on some day, or was on a list, in either life."""
    del run
    lost = [(np.diff(one[:, :, COLUMN["score_held"]], axis=0) < 0).any(axis=0) for one in (there, here)]
    listed = [(one[:, :, COLUMN["lists"]] != 0).any(axis=0) for one in (there, here)]
    return lost[0] | lost[1] | listed[0] | listed[1]


def nobody(run: Run, there: Panel, here: Panel) -> Any:
    """Nobody at all."""
    del run, here
    return np.zeros(there.shape[1], dtype=bool)


CLAUSES: dict[str, tuple[str, Whom]] = {
    "G1-favour": (f"favour: {{id: favour, officials: false, connected: 0.3, drops: 1, {WHY}}}", connected),
    "G2-treatment": (f"treatment: {{id: apart, points: {{M: 1, N1: 3, N2: 5}}, {WHY}}}", minorities),
    "D2-hearing": (
        f"remedies:\n  - {{id: hearing, kind: examination, by: hearing, in_error: 1, otherwise_true: 1, {WHY}}}",
        on_record,
    ),
    "D3-appeal": ("remedies:\n  - {id: appeal, success_in_error: 1, success_true: 1}", ever("pending")),
    "D5-repair": (f"remedies:\n  - {{id: repair, kind: repair, after_weeks: 1, fee: 1, {WHY}}}", on_record),
    "D15-opt-out": (
        f"remedies:\n  - {{id: out, kind: opt-out, sensors: [platforms, net-watch], {WHY}}}", ever("opted_out"),
    ),
    "D-placebo": (
        f"remedies:\n  - {{id: hearing, kind: examination, by: hearing, in_error: 0, {WHY}}}", nobody,
    ),
    "G-placebo": (
        f"favour: {{id: favour, connected: 0.3, drops: 1, strength: 0, {WHY}}}\n"
        f"treatment: {{id: alike, coverage: {{M: 1, N1: 1, N2: 1}}, {WHY}}}", nobody,
    ),
}  # fmt: skip
"""A clause as a regime file says it, and whom it may reach."""


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The world that all of them are held against."""
    return api.run(api.load("as-told", "village"), SETTING, tmp_path_factory.mktemp("held") / "without")


def panel(run: Run) -> Panel:
    """The sampled of a run, as ``[day, citizen, column]``."""
    columns = read_panel(run.folder)[1]
    return np.stack([columns[name].astype(np.int64) for name, _, _ in PANEL_COLUMNS], axis=2)


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_reaches_those_whom_it_is_about(without: Run, tmp_path: Path, name: str) -> None:
    text, whom = CLAUSES[name]
    path = tmp_path / "made-up.yaml"
    path.write_text(f"regime: made-up\n{HEAD}{text}\n", encoding="utf-8")
    within = api.run(api.load(str(path), "village"), SETTING, tmp_path / "within")
    here, there = Holding(without, within).live(2, lambda stage, done, of: None).values, panel(without)
    reached, meant = (here != there).any(axis=(0, 2)), whom(without, there, here)
    assert not (reached & ~meant).any(), np.flatnonzero(reached & ~meant)
    assert reached.any() == meant.any()
