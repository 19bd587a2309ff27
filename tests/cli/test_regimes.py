"""`show REGIME`, `diff`, `new` and `evidence` as a user meets them."""

import json
import re
from pathlib import Path

import pytest

from glasshouse.cli import completing
from tests.cli import views
from tests.cli.calling import call


def unnumbered(text: str) -> str:
    """A view without the numbers of lines, which move whenever a file is edited."""
    return re.sub(r"(\.yaml):\d+", r"\1:N", text)


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A regime of one's own with one line changed, in the folder where one is."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "mine.yaml"
    file.write_text(
        "regime: mine\ntitle: Ordinary law with a dearer crossing\nstatus: fiction\n"
        "describes: Nowhere and at no time; one fine is doubled.\nextends: ordinary-law\n"
        "rules:\n  - {id: jaywalk-fine, fine: 40}\n  - {id: litter-fine, remove: true}\n"
        "  - {id: late-fine, act: pays-bill-late, fine: 5, assumption: {why: made up for a test, range: [1, 9]}}\n"
    )
    return file


@pytest.mark.parametrize("name", ["ordinary-law", "bare"])
def test_a_regime_is_read_out(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = call(capsys, "show", name)
    assert (code, err) == (0, "")
    views.hold(f"show-{name}", unnumbered(out))


def test_a_regime_as_data_and_in_short(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(call(capsys, "show", "as-told", "--json")[1])
    assert (found["kind"], found["regime"], found["status"]) == ("regime", "as-told", "disputed")
    lists = next(section for section in found["sections"] if section["name"] == "lists")
    court = next(clause for clause in lists["clauses"] if clause["id"] == "judgment-defaulters")
    assert court["sources"] == [{"key": "spc.listing_term", "verify": True}] and court["file"] == "as-told.yaml"
    brief = call(capsys, "show", "as-told", "--quiet")[1]
    assert "No universal national score exists" in brief and "judgment-defaulters" not in brief


def test_verify_is_seen_wherever_the_clause_is(capsys: pytest.CaptureFixture[str]) -> None:
    out = call(capsys, "show", "as-told")[1]
    assert "source: spc.listing_term [verify]" in out and "recalled, and not checked" in out


def test_a_record_that_is_called_like_a_regime_is_taken_and_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["run", "bare", "--place", "village", "--citizens", "500", "--days", "1", "--out", "bare", "--quiet"]
    assert call(capsys, *words)[0] == 0
    code, out, err = call(capsys, "show", "bare", "--quiet")
    assert code == 0 and "digest" in out and "is a record here, and a regime too" in err
    code, out, err = call(capsys, "show", "bare", "--regime")
    assert (code, err) == (0, "") and "This regime has no clause." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [(["show", "as-tld"], "did you mean `as-told`?"), (["show", "village"], "is a place and no regime"),
     (["show", "nowhere"], "G500"), (["show", "nowhere.yaml"], "G001"), (["diff", "bare", "village"], "G801"),
     (["diff", "bare", "nothing"], "G300"), (["new", "mine.yaml"], "is there already"),
     (["evidence", "lfr.npl.tpr"], "did you mean `lfr.npl.tpir`?"), (["evidence", "--role", "inptu"], "--role input")],
)  # fmt: skip
def test_slips_are_diagnostics(capsys: pytest.CaptureFixture[str], mine: Path, words: list[str], said: str) -> None:
    before = mine.read_text()
    code, out, err = call(capsys, *words)
    assert (code, out) == (2, "") and said in err and "Traceback" not in err
    assert mine.read_text() == before


def test_one_line_changed_is_seen(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    code, out, err = call(capsys, "diff", "ordinary-law", "mine.yaml")
    assert (code, err) == (0, "")
    views.hold("diff", unnumbered(out))
    found = json.loads(call(capsys, "diff", "ordinary-law", "mine.yaml", "--json")[1])
    fields = {change["id"]: change["fields"] for change in found["changes"]}
    assert fields["jaywalk-fine"][0] | {"label": "", "unit": ""} == {
        "field": "fine", "label": "", "unit": "", "from": 20, "to": 40}  # fmt: skip
    assert call(capsys, "diff", "bare", "bare", "-q") == (0, "There is no difference: 0 clauses are the same.\n", "")


def test_a_regime_is_begun_and_what_comes_next_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, "new", "my-town.yaml", "--from", "as-told")
    assert (code, err) == (0, "")
    views.hold("new", out + "\n---\n\n" + Path("my-town.yaml").read_text("utf-8").replace("\n\n", "\n"))
    for line in (line.split() for line in out.splitlines() if line.startswith("  glasshouse")):
        if line[1] != "run":
            assert call(capsys, *line[1:])[0] == 0, line
    assert json.loads(call(capsys, "new", "other.yaml", "--json")[1])["extends"] == "ordinary-law"


def test_the_tab_key_knows_what_is_shown_and_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "as-run").mkdir()
    (tmp_path / "as-run" / "manifest.json").write_text("{}")
    (tmp_path / "vault.yaml").write_text("place: vault\n")
    assert completing.shown("as-") == ["as-told", "as-told-favoured", "as-told-repealed", "as-run"]
    assert completing.inputs("v") == ["vault.yaml", "village"] and completing.inputs("def") == ["default"]


def test_evidence_by_topic_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "evidence")
    assert code == 0 and max(map(len, out.splitlines())) <= 80 and "422 figures" in out
    views.hold("evidence", call(capsys, "evidence", "--role", "input", "--verify")[1])
    views.hold("evidence-whole", unnumbered(call(capsys, "evidence", "lfr.npl")[1]))
    rows = json.loads(call(capsys, "evidence", "jaywalk_rate", "--json")[1])["figures"]
    assert rows[0]["confidence"] == "verify" and rows[0]["used"][0]["file"] == "conduct/default.yaml"
    assert call(capsys, "evidence", "--unused", "--role", "input") == (0, "No figure is of this kind.\n", "")
    assert call(capsys, "evidence", "blood_donation", "-q")[1] == "blood_donation\n"
