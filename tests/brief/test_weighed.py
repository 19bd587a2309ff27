"""A report for which safeguards and assumptions were weighed: what it adds, and that caveats stand beside it."""

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.report.audits import Audited
from glasshouse.report.brief.page import page_of
from glasshouse.report.brief.whole import document_of
from glasshouse.report.experiments import Finding
from glasshouse.report.weighed import Weighed
from glasshouse.weighed import MEASURES, check_weighable, ends_of_figures, files_of
from tests.brief.conftest import Told
from tests.brief.reading import Page
from tests.brief.test_document import last_page

ENDS = {"low": {"value": 30.0, "interval": None}, "high": {"value": -90.0, "interval": None}}
MOVED: dict[str, Any] = {
    "conclusion": "Fewer acts with a victim, truly done under as told than under ordinary law", "unit": "a year",
    "verdict": "Not settled by evidence: jaywalk-twice alone turns it within the declared range, and no figure "
    "identifies what it is.", "held": 3, "points": 8,
    "singles": [{"assumption": "jaywalk-twice", "range": [1.0, 4.0], "identified_by": [], "flips": True, **ENDS}],
    "break_even": {"assumption": "jaywalk-twice", "default": 2.0, "value": 1.5},
}  # fmt: skip
"""What `sensitivity` leaves, as far as the report reads it; another test lives such worlds."""


@pytest.fixture(scope="module")
def weighed(disputed: Told) -> Told:
    """The report of the disputed regime, with two safeguards weighed under two conducts."""
    assert disputed.audited.measured is not None
    kept = files_of(disputed.audited.measured.run, disputed.audited)
    files = {name: kept[name] for name in ("default", "sceptic")}
    laid = api.safeguards(files, Setting(500, 30, 1), MEASURES, only=["D2", "D14"], seeds=1, keep=None)
    moved = cast(Finding, SimpleNamespace(data=MOVED))
    ends = ends_of_figures(files, None, Setting(500, 30, 1, panel=500), lambda stage, done, of: None)
    audited: Audited = disputed.audited.with_weighed(Weighed(laid, moved, ends, 500))
    dossier = replace(disputed.dossier, rights=audited.found, weighed=audited.weighed)
    return Told(audited, dossier, document_of(dossier))


def test_two_chapters_tell_it_and_it_still_has_eight_pages(weighed: Told) -> None:
    page = Page(page_of(weighed.document))
    assert "What each does" in page.text("safeguards") and "(D2)" in page.text("safeguards")
    text = page.text("assumptions")
    for part in ("jaywalk-twice", "not settled by evidence", "breaks even at about 1.5", "3 of 8 points", "sceptic"):
        assert part in text, part
    assert last_page(weighed) <= 8


def test_assumptions_stand_beside_chance_and_caveats_beside_both(weighed: Told) -> None:
    page = Page(page_of(weighed.document))
    assert "is not computed" not in page.whole
    for chapter in ("answer", "harms"):
        assert "over the conducts default and sceptic" in page.text(chapter)
    assert re.search(r"Sanction-days in error \[M1\].*?\{[\d.]+ to [\d.]+\}", page.text("harms"))
    assert "Not settled by evidence" in page.text("answer")
    assert "this ranks nothing" in page.text("safeguards")
    assert "one act more or less" in page.text("assumptions")


def test_what_takes_a_district_lived_again_has_both_intervals_too(weighed: Told) -> None:
    assert weighed.audited.weighed is not None
    for name, what in (("M7", "who would hold"), ("M12", "assortativity"), ("M22", "harm borne"), ("M23", "harm over")):
        assert any(one.startswith(what) for one in weighed.audited.weighed.figures[name]), name


def test_the_figures_go_along_in_json(weighed: Told) -> None:
    data = weighed.audited.data
    assert data["safeguards"]["regime"] == data["regime"] and data["sensitivity"]["held"] == 3
    rows = {row["id"]: row["values"] for row in data["measures"]}
    assert "assumption" in rows["M1"][0] and rows["M26"][0]["of"] == "3 of 8 points"
    told = {name: [row for row in found if "assumption" in row] for name, found in rows.items()}
    assert len([name for name, some in told.items() if some]) >= 20, "nearly every measure has both intervals"
    assert all(row["assumption"][0] <= row["assumption"][1] for some in told.values() for row in some)


@pytest.mark.parametrize(
    ("what", "citizens", "written", "says"),
    [
        ("as-told", 1000, True, "is no record"),
        ("as-told", 3, True, "out of range"),
        ("as-told", 1000, False, "is for a report"),
    ],
)
def test_what_cannot_be_weighed_is_a_diagnostic(what: str, citizens: int, written: bool, says: str) -> None:
    with pytest.raises(UserFault, match=says):
        check_weighable(what, citizens, written=written)


def test_a_record_is_weighed_with_its_own_files(disputed: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is handed to the experiments: the record's place, days, regime and baseline, under three conducts."""
    from glasshouse import weighed as verb

    asked: dict[str, Any] = {}
    monkeypatch.setattr(verb, "safeguards", lambda files, setting, measures, **how: asked.update(f=files, s=setting))
    monkeypatch.setattr(verb, "sensitivity", lambda one, other, setting, what, **how: asked.update(o=other, w=what))
    monkeypatch.setattr(verb, "ends_of_figures", lambda files, other, setting, progress: asked.update(p=setting))
    verb.weigh_record(disputed.audited, 700, None, lambda stage, done, of: None)
    assert disputed.audited.measured is not None
    assert asked["p"].citizens == min(700 * verb.TIMES, disputed.audited.measured.run.manifest.citizens)
    assert list(asked["f"]) == ["default", "advocate", "sceptic"] and asked["w"] == "M25"
    assert {one.regime.value.regime for one in asked["f"].values()} == {"as-told"}
    assert asked["o"].regime.value.regime == "ordinary-law"
    assert (asked["s"].citizens, asked["s"].days) == (700, 60)
