"""The page on rights: its commands run, its regime is judged as it says, and its tables are those of the code."""

import re
import shlex
from pathlib import Path
from typing import get_args

import pytest

from glasshouse.audit.rights.pack import VERDICTS
from glasshouse.audit.rights.whole import packs
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.inputs import library
from glasshouse.inputs.governance import Governance, Stated
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from tests.rights.worlds import judged

DOCUMENT = Path(__file__).parents[2] / "docs" / "rights.md"


def text() -> str:
    """The page."""
    return DOCUMENT.read_text("utf-8")


def block(language: str) -> str:
    """The one block of a language."""
    [found] = re.findall(rf"```{language}\n(.*?) *```", text(), re.DOTALL)
    return str(found)


def rows(first: str) -> list[list[str]]:
    """The cells of the table whose first column has a title."""
    [found] = re.findall(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text(), re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in found.splitlines()]


def example(folder: Path) -> Read[Regime]:
    """The regime of the page, written into a folder and read."""
    (folder / "harbour-town.yaml").write_text(block("yaml"), "utf-8")
    return library.load_regime(str(folder / "harbour-town.yaml"))


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example(tmp_path)
    monkeypatch.chdir(tmp_path)
    for line in block("sh").splitlines():
        _, *words = shlex.split(line, comments=True)
        code = guarded(lambda words=words: app(words))
        captured = capsys.readouterr()
        assert code == 0, (words, captured.err)


def test_the_regime_of_the_page_is_judged_as_the_page_says(tmp_path: Path) -> None:
    regime = example(tmp_path)
    assert judged(regime, "AIA-5c-i").verdict == "likely"
    assert judged(library.load_regime("as-told"), "AIA-5c-i").verdict == "cannot-tell"
    assert judged(regime, "AIA-5h").verdict == "violates"
    assert judged(regime, "GDPR-35").verdict == "violates"


def test_the_predicate_of_the_page_is_one_of_ours() -> None:
    shown = [line.strip() for line in block("python").splitlines()]
    source = (library.DATA.parent / "audit" / "rights" / "predicates" / "eu_gdpr.py").read_text("utf-8")
    assert "\n".join(line for line in shown if line) in "\n".join(line.strip() for line in source.splitlines())


def test_every_verdict_is_on_the_page() -> None:
    assert {row[0].strip("` |") for row in rows("verdict")} == set(VERDICTS)


def test_every_fact_is_on_the_page() -> None:
    told = {row[0].strip("`| "): set(re.findall(r"`(\w+)`", row[1])) for row in rows("section")}
    fields = {}
    for name, field in Governance.model_fields.items():
        models = [one for one in walked(field.annotation) if isinstance(one, type) and issubclass(one, Stated)]
        fields[name] = set(models[0].model_fields) - set(Stated.model_fields)
    assert told == fields


def walked(annotation: object) -> list[object]:
    """A type and all that it is made of."""
    return [annotation, *(part for one in get_args(annotation) for part in walked(one))]


def test_the_packs_are_those_on_the_page() -> None:
    told = [[cell.strip("`| ") for cell in row] for row in rows("pack")]
    assert told == sorted([pack.pack, pack.jurisdiction, str(len(pack.rules))] for pack in packs())
