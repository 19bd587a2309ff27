"""Every claimed benefit and harm can turn out either way inside the declared ranges, or it is said why not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from glasshouse import api
from glasshouse.audit.objectives import OBJECTIVES
from glasshouse.audit.reach import READINGS, figures_of
from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment.coalitions import Worth
from glasshouse.experiment.counted import live
from glasshouse.experiment.reaching import Lived, world
from glasshouse.inputs import library
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.reach import Pair, Reach, movable, outside, reach
from glasshouse.report import reach as told
from tests.cli.calling import call_keeping as call

DOCUMENT = Path(__file__).parents[2] / "docs" / "reach.md"
PAIR: dict[str, Any] = {
    "id": "deeds", "claim": "B9", "kind": "benefit", "what": "People do more good", "measure": "deeds",
    "regime": "sesame", "holds": {"gaming": 0.2}, "fails": {"gaming": 0.02}, "reached": "both",
    "why": "Made up for a test of the pairs.",
}  # fmt: skip


def test_every_benefit_and_every_harm_of_the_headlines_has_a_pair() -> None:
    pairs = reach().pairs
    assert {pair.claim for pair in pairs if pair.kind == "benefit"} == {f"B{k}" for k in range(1, 13)}
    assert {pair.claim for pair in pairs if pair.kind == "harm"} == {
        one.id for one in OBJECTIVES.values() if one.kind == "harm"
    }
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert all(pair.measure in READINGS for pair in pairs if pair.measure is not None)
    assert all(READINGS[str(pair.measure)].wanted == -1 for pair in pairs if pair.kind == "harm")


def test_every_conduct_of_a_pair_lies_inside_the_declared_ranges() -> None:
    shipped = reach()
    known = movable(library.load_conduct("default"), library.load_place("cn-2020"), shipped.further)
    assert {pair.id: outside(pair, known) for pair in shipped.pairs if outside(pair, known)} == {}
    beyond = Pair.model_validate({**PAIR, "holds": {"gaming": 0.21, "hoping": 1.0}})
    assert outside(beyond, known) == ["gaming", "hoping"]


@pytest.mark.parametrize("fields", [{"reached": "silent"}, {"measure": None}, {"holds": {"gaming": 0.02}}])
def test_a_pair_that_shows_nothing_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="or is silent"):
        Pair.model_validate({**PAIR, **fields})
    Reach.model_validate({"pairs": [PAIR]})


@pytest.mark.parametrize(
    ("kind", "holds", "fails", "found"),
    [
        ("benefit", 3, -3, "both"), ("benefit", 3, 0, "both"), ("benefit", 3, 3, "holds"), ("benefit", 0, 0, "fails"),
        ("benefit", -3, 3, None), ("harm", -3, 0, "both"), ("harm", -3, -3, "holds"), ("harm", 3, 3, "fails"),
    ],
)  # fmt: skip
def test_what_was_found_follows_from_the_differences(kind: str, holds: int, fails: int, found: str | None) -> None:
    pair = Pair.model_validate({**PAIR, "kind": kind})

    def worth(more: int) -> Worth:
        return Worth(tuple({"deeds": (100 + k + more, 1000)} for k in range(5)))

    worths = {world("ordinary-law", moves): worth(0) for moves in (pair.holds, pair.fails)}
    worths |= {world("sesame", pair.holds): worth(holds), world("sesame", pair.fails): worth(fails)}
    assert told.reached(pair, told.told(pair, Lived("ordinary-law", worths))) == found


def test_a_world_that_failed_leaves_its_pair_open_and_no_other() -> None:
    pair = Pair.model_validate(PAIR)
    worths = {world(name, moves): Worth(failure="G000 broken") for name in ("sesame", "ordinary-law")
              for moves in (pair.holds, pair.fails)}  # fmt: skip
    lived = Lived("ordinary-law", worths)
    assert told.told(pair, lived) == [] and told.reached(pair, []) is None and len(lived.failures) == 4


def test_figures_are_what_was_truly_done() -> None:
    files = Files(library.load_place("village"), library.load_conduct("default"), library.load_regime("metro-levels"))
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    run = live(files, compiled, Setting(2000, 60, 1, panel=0))
    found, days = figures_of(run), int(run.daily("citizens").sum())
    assert found["street"] == (int((run.total("done.traffic-offence") + run.total("done.drunk-driving")).sum()), days)
    assert found["minutes"] == (int(run.total("gate_tenths.metro-lanes").sum()), days) and found["minutes"][0] > 0
    kept = sum(int(run.total(name).sum()) for name in run.names("recorded."))
    tried = sum(int(run.total(name).sum()) for name in run.names("appealed."))
    assert kept > 0 and found["office"] == (2 * kept + 240 * tried, days)


def test_the_view_the_data_and_the_page(capsys: pytest.CaptureFixture[str], kept: Path, tmp_path: Path) -> None:
    words = "reach --place village --citizens 3000 --days 200 --seeds 2 --only B3 --only ties-dropped --quiet"
    code, out, err = call(capsys, kept, f"{words} --page {tmp_path / 'page.html'}")
    assert (code, err) == (0, "") and max(map(len, out.splitlines()[:-2])) <= 80
    flat = " ".join(out.split())
    for said in (
        "[synthetic]",
        "[documented]",
        "Not in the model.",
        "ties.gap 1 (of 0 to 1)",
        "nobody says that people",
    ):
        assert said in flat, said
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "") and "<script" not in page
    code, out, err = call(capsys, kept, f"{words} --json")
    found = json.loads(out.splitlines()[-1])
    assert code == 0 and [pair["reached"] for pair in found["pairs"]] == ["silent", "both"]
    assert found["regimes"] == {"sesame": "documented"} and found["failures"] == {}


@pytest.mark.parametrize(("words", "code"), [("--only B13", "G419"), ("--seeds 1", "G400"), ("--place vilage", "G300")])
def test_refusals(capsys: pytest.CaptureFixture[str], kept: Path, words: str, code: str) -> None:
    status, out, err = call(capsys, kept, f"reach --place village --citizens 1000 --days 40 {words}")
    assert (status, out) == (2, "") and code in err


def test_every_command_and_example_of_the_document_runs(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    [command] = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    code, out, err = call(capsys, kept, command.removeprefix("glasshouse "))
    assert (code, err) == (0, "") and "synthetic" in out
    [example] = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    exec(compile(example, str(DOCUMENT), "exec"), {"KEPT": kept})


def rows() -> list[str]:
    """The table of the document, as the file of pairs has it."""
    return [
        f"| {pair.claim}: {pair.what} | {f'`{pair.regime}`' if pair.regime else ''} | {told.FOUND[pair.reached]} |"
        for pair in reach().pairs
    ]


def test_the_document_has_what_was_found_of_every_claim() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    table = text.split("|---|---|---|\n")[1].split("\n\n")[0].splitlines()
    assert table == rows()


@pytest.mark.slow
def test_every_pair_shows_what_its_file_says(tmp_path: Path) -> None:
    """All claims at the size of the command's defaults, for which the file says what was found."""
    found = api.reach(Setting(20_000, 365, 1, panel=0), keep=tmp_path).data
    assert found["failures"] == {}
    assert {pair["id"]: pair["reached"] for pair in found["pairs"]} == {pair.id: pair.reached for pair in reach().pairs}
