"""The notebooks run from the first cell to the last, and are kept as they were run; what `study` gives out is closed.

Their outputs are not compared, since any change of a regime would change them: `GLASSHOUSE_BLESS=1` runs them into the
files anew.
"""

import os
from pathlib import Path

import pytest

from glasshouse import study
from glasshouse.diagnostics import UserFault
from tests.notebooks import running

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))


def kinds(notebook: running.Notebook) -> list[list[str]]:
    """What kinds of output each cell has."""
    return [
        [kind for output in cell["outputs"] for kind in output.get("data", {"stream": 0})]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_is_kept_as_it_was_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = running.read(FOLDER / name)
    now = running.run(kept, name)
    if os.environ.get("GLASSHOUSE_BLESS"):
        running.write(now, FOLDER / name)
        kept = now
    assert kinds(kept) == kinds(now), f"{name} was not kept as it runs; GLASSHOUSE_BLESS=1 runs it into the file"
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert "synthetic" in text and str(tmp_path) not in text and len(text) < 600_000
    assert [cell["execution_count"] for cell in kept["cells"] if cell["cell_type"] == "code"] == list(
        range(1, len(kinds(kept)) + 1)
    )


def test_there_is_one_for_analysts_and_one_for_researchers() -> None:
    assert NAMES == ["analyst.ipynb", "researcher.ipynb"]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> study.Record:
    """A small record."""
    folder = tmp_path_factory.mktemp("study") / "told"
    return study.run("as-told", folder, place="village", citizens=600, days=31, panel=20)


def test_every_table_array_and_chart_says_of_what_it_is(record: study.Record) -> None:
    days = record.days()
    assert set(days["status"]) == {"disputed"} and set(days["synthetic"]) == {True} and len(days) == 31 * 3
    lived = record.panel()
    assert (lived.attrs["status"], lived.attrs["synthetic"], lived.sizes["citizen"]) == ("disputed", 1, 20)
    for name, chart in record.charts().items():
        text = chart.to_json(validate=False)
        assert "synthetic" in text and "disputed" in text and "#c0ff" not in text, name
    assert "synthetic" in record._repr_html_() and "disputed" in str(record)


def test_nothing_that_comes_out_can_be_written_back(record: study.Record) -> None:
    with pytest.raises(TypeError):
        record.data["regime"] = "mine"  # type: ignore[index]
    with pytest.raises(AttributeError):
        record.folder = Path("elsewhere")  # type: ignore[misc]
    before = (record.folder / "manifest.json").read_bytes()
    days, lived = record.days(), record.panel().load()
    days["scored"] = 0
    lived["tier"][:] = 7
    assert (record.folder / "manifest.json").read_bytes() == before
    assert record.days()["scored"].sum() > 0 and int(record.panel()["tier"].max()) < 7
    with pytest.raises(UserFault):
        record.ask("CREATE TABLE mine AS SELECT 1")
    with pytest.raises(UserFault):
        record.life("somebody")


def test_a_missing_library_is_a_fault_of_the_user_and_says_what_to_do() -> None:
    with pytest.raises(UserFault) as caught:
        study.library("no_such_library_of_ours")
    assert [one.code for one in caught.value.diagnostics] == ["G417"]
