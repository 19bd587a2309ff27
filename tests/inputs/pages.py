"""A page of the documents that the tests run: its one regime, its commands, its tables."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.inputs.clause import Clause

DOCUMENTS = Path(__file__).parents[2] / "docs"


def as_printed(*numbers: float) -> list[float]:
    """Return numbers as the tables have them: three figures."""
    return [float(f"{number:.3g}") for number in numbers]


class DocumentPage:
    """One page."""

    def __init__(self, name: str) -> None:
        self.text = (DOCUMENTS / name).read_text("utf-8")

    def block(self, language: str) -> str:
        """Return the one block of a language."""
        [found] = re.findall(rf"```{language}\n(.*?)```", self.text, re.DOTALL)
        return str(found)

    def table(self, first: str) -> list[list[float]]:
        """Return the figures of the table whose first column has a title."""
        [rows] = re.findall(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", self.text, re.MULTILINE)
        return [[float(cell.replace(" ", "")) for cell in row.strip("|").split("|")] for row in rows.splitlines()]

    def save(self, folder: Path, name: str) -> Path:
        """Write the regime of the page into a folder."""
        (folder / name).write_text(self.block("yaml"), "utf-8")
        return folder / name

    def commands(self) -> list[list[str]]:
        """Return the commands of the page, word by word."""
        lines = [shlex.split(line) for line in self.block("sh").splitlines()]
        assert all(words[0] == "glasshouse" for words in lines)
        return [words[1:] for words in lines]

    def verbs(self) -> list[str]:
        """Return what the commands of the page do."""
        return [words[0] for words in self.commands()]

    def answers(self, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
        """Run the commands of the page and yield what each query says."""
        for words in self.commands():
            code = guarded(lambda words=words: app(words))
            captured = capsys.readouterr()
            assert code == 0, (words, captured.out, captured.err)
            if words[0] == "query":
                yield captured.out

    def untold(self, model: type[BaseModel]) -> set[str]:
        """Return the fields of a clause that the page does not name."""
        told = set(re.findall(r"`([a-z_]+)", self.text))
        return set(model.model_fields) - set(Clause.model_fields) - told
