"""`glasshouse safeguards` as a user meets it: view, data, page, refusals, and the document, whose examples are run."""

import json
import re
from pathlib import Path

import pytest

from glasshouse.inputs.safeguard import chosen
from tests.cli import views
from tests.cli.calling import call_keeping as call

DOCUMENT = Path(__file__).parents[2] / "docs" / "safeguards.md"
WORLD = "--place village --citizens 800 --days 40 --seeds 2 --only D7 --only D10 --only D17"


def test_what_safeguards_change(capsys: pytest.CaptureFixture[str], kept: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = f"safeguards as-told {WORLD} --measure in-error --measure M25 --measure M15 --intensities 3 --page {page}"
    code, out, err = call(capsys, kept, words)
    assert (code, err) == (0, "")
    views.hold("safeguards", out.split("The page:")[0])
    told = page.read_text(encoding="utf-8")
    assert "disputed" in told and "synthetic" in told and told.count("Waterfall from") == 2
    assert "http://" not in told.replace("http://www.w3.org", "") and "<script" not in told


def test_as_data_and_silence_of_no_single_safeguard(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    code, out, _ = call(capsys, kept, f"safeguards as-told {WORLD} --measure M15 --measure in-error --json")
    found = json.loads(out.splitlines()[-1])
    assert code == 0 and found["status"] == "disputed" and found["synthetic"] is True
    assert found["conducts"] == ["default", "advocate", "sceptic"]
    silence, errors = found["objectives"]
    assert silence["safeguards"] == {} and set(errors["safeguards"]) == {"D7", "D10", "D17"}
    for one in errors["safeguards"].values():
        least, most = one["alone"]["assumptions"]
        assert least <= one["alone"]["value"] <= most and len(one["alone"]["interval"]) == 2
    assert [one["number"] for one in found["safeguards"]] == ["D7", "D10", "D17"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--only D18", "G416"),
        ("--measure silence", "G410"),
        ("--intensities 1", "G400"),
        ("--conduct advocat", "G300"),
        ("--citizens 5", "G400"),
    ],
)
def test_refusals(capsys: pytest.CaptureFixture[str], kept: Path, words: str, code: str) -> None:
    status, out, err = call(capsys, kept, f"safeguards as-told {WORLD} {words}")
    assert (status, out) == (2, "") and code in err


def test_every_command_and_example_of_the_document_runs(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    commands = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert commands
    for command in commands:
        code, out, err = call(capsys, kept, command.removeprefix("glasshouse "))
        assert (code, err) == (0, "") and "synthetic" in out
        assert max(map(len, out.splitlines())) <= 80, command
    [example] = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    exec(compile(example, str(DOCUMENT), "exec"), {"KEPT": kept})


def test_the_document_has_every_safeguard_as_its_file_has_it() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for one in chosen([]):
        low, high = one.range
        row = f"| {one.number} | {one.title} | {one.intensity.of}: {one.intensity.value:g} [{low:g} to {high:g}] |"
        assert row in text, row
