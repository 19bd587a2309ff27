"""The library as a table: every regime with its status and its page; and the page on what is told."""

import json
import re
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.inputs import library
from glasshouse.inputs.claims import Claim, Reading, claims
from tests.inputs.pages import DOCUMENTS, DocumentPage

REGIMES, TOLD = DocumentPage("regimes.md"), DocumentPage("told.md")


def test_the_table_has_every_regime_with_its_status_and_page() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \| \[([a-z0-9-]+)\]\((\S+)\) \|", REGIMES.text, re.MULTILINE)
    assert {name: status for status, name, _ in rows} == {
        name: library.load_regime(name).value.status for name in library.names("regimes")
    }
    assert [where for _, name, where in rows if where != f"regimes/{name}.md"] == []
    assert [where for _, _, where in rows if not (DOCUMENTS / where).is_file()] == []


def test_every_place_is_named() -> None:
    told = REGIMES.text.split("Places, by `--place`:")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z0-9-]+)`", told)) == set(library.names("places"))


def test_the_command_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    [words] = TOLD.commands()
    assert guarded(lambda: app([*words, "--json"])) == 0
    assert len(json.loads(capsys.readouterr().out.splitlines()[-1])["claims"]) == len(claims()) == 17
    assert (tmp_path / "told.html").is_file()


def test_the_page_names_every_field_of_a_claim_and_every_reading() -> None:
    named = set(re.findall(r"`([a-z_]+)", TOLD.text))
    assert set(Reading.model_fields) <= named and set(Claim.model_fields) - {"id"} <= named
