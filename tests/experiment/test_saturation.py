"""Saturation: a spill-over that was planted comes out as planted, and nothing comes of nothing."""

from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.audit.objectives import Figures, figures_of
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.experiment.saturation import Saturation
from glasshouse.record.reading import Run
from tests.cli import views

SETTING = Setting(6000, 150, 1, 500, panel=5)
ASSUMED = "{why: made up for a test, range: [0, 1]}"
PLANTED = f"""regime: planted-NAME
title: A test's own
status: fiction
describes: Whoever crosses on red is taken for somebody elsewhere, and never for oneself.
extends: bare
sensors:
  - {{id: eye, kind: face-camera, title: An eye, sees: [jaywalk], coverage: {{urban: COVER, rural: COVER}}, hit: 0,
     false_match: {{per_comparison: 1, gallery: 1, local: 0}}, assumption: {ASSUMED}}}
rules:
  - {{id: fine, act: jaywalk, fine: 1, assumption: {ASSUMED}}}
"""


def silent(stage: str, done: int, of: int) -> None:
    del stage, done, of


def counted(run: Run) -> Figures:
    """What the districts received and sent, month by month before the last, and how many are on file."""
    days = range(30, 150)
    received = int(run.daily("recorded.jaywalk.somebody_else")[days].sum())
    sent = int(run.daily("sent_afar.eye.jaywalk")[: 150 - 30].sum())
    return {"received": (received, 1), "sent": (sent, 1), "scored": (int(run.last("scored").sum()), 1)}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """The same people, where nobody is looked at and where everybody is."""
    folder, made = tmp_path_factory.mktemp("saturation"), {}
    for name, cover in (("none", "0"), ("all", "0.2")):
        path = folder / f"{name}.yaml"
        path.write_text(PLANTED.replace("NAME", name).replace("COVER", cover), encoding="utf-8")
        files = api.load(str(path), "village", "no-response")
        made[name] = api.run(files, SETTING, folder / name)
    return made


def test_a_planted_spill_over_is_recovered_at_every_saturation(runs: dict[str, Run]) -> None:
    levels = Saturation(runs["none"], runs["all"], counted).levels((0.25, 0.5, 0.75), 2, silent)
    assert [level.under for level in levels] == [3, 6, 9] and levels[0].districts == 12
    for level in levels:
        assert level.before["received"] == (0, 1) and level.first["sent"] == (0, 1)
        # What is sent falls on all who are on file alike: on those of the districts that send nothing, their share.
        sent, still, other = level.second["sent"][0], level.first["scored"][0], level.second["scored"][0]
        expected = sent * still / (still + other)
        assert expected > 200
        assert abs(level.first["received"][0] - expected) < 4 * expected**0.5
    # More of the country under it, more of it for the rest.
    rates = [level.first["received"][0] / level.first["scored"][0] for level in levels]
    assert rates == sorted(rates) and rates[2] > 2.5 * rates[0]


def test_of_one_regime_with_itself_nothing_comes(runs: dict[str, Run]) -> None:
    [level] = Saturation(runs["all"], runs["all"], figures_of).levels((0.5,), 2, silent)
    assert level.first == level.before and level.second == level.instead


def test_the_view_says_what_crosses_the_walls(runs: dict[str, Run]) -> None:
    found = api.compare(runs["none"].folder, runs["all"].folder, saturation=[0.25, 0.75])
    told = views.printed(found.view)
    assert "Spill-over on districts still under A" in told and "3 of 12" in told and "9 of 12" in told
    assert max(map(len, told.splitlines())) <= views.COLUMNS
    few, many = found.data["saturation"]
    assert set(few["spill_over"]) == set(figures_of(runs["none"])) == set(many["under_second"])
    assert [row["share"] for row in (few, many)] == [0.25, 0.75]


def test_one_district_has_no_others(tmp_path: Path) -> None:
    run = api.run(api.load("bare", "village"), Setting(600, 5, 1, panel=2), tmp_path / "one")
    with pytest.raises(UserFault) as caught:
        Saturation(run, run, figures_of)
    assert [one.code for one in caught.value.diagnostics] == ["G509"]
