"""The description of the model by the ODD protocol: what can be read off the code is written by the code.

A document has places between two marks, `<!-- made: NAME -->` and `<!-- end -->`. What stands there is made here of the
list of state columns, the schedule of the day, the grammar of input files and the files of the model, so that a
description cannot say anything else than the model does. A test holds the documents fresh.
"""

import inspect
import re
import typing
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from types import UnionType
from typing import Any

from pydantic import BaseModel

import glasshouse.model
from glasshouse.inputs.clause import Clause, Sourced
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns, state
from glasshouse.model.day import citizen_day, district_day, live_a_day
from glasshouse.quantities import DAYS_PER_CYCLE

MADE = re.compile(r"(<!-- made: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
SERIES = re.compile(r"_\d+$")
BIRTH = "birth"
COMMON = set(Clause.model_fields) | set(Sourced.model_fields)
"""Fields that every entry has: its id, its source, its assumption."""


def filled(text: str) -> str:
    """Return a document with all its made places made anew; a name that nothing makes is an assertion.

    >>> filled("<!-- made: cycle -->\\nold\\n<!-- end -->")
    '<!-- made: cycle -->\\n30 days\\n<!-- end -->'
    """

    def fresh(found: re.Match[str]) -> str:
        assert found[2] in PLACES, f"nothing makes {found[2]}"
        return f"{found[1]}{PLACES[found[2]]()}\n{found[3]}"

    return MADE.sub(fresh, text)


def elements(text: str) -> dict[str, str]:
    """Return what stands under each heading of the second rank, marks and comments apart.

    >>> elements("# T\\n\\n## 1 A\\n\\nx\\n\\n## 2 B\\n\\n<!-- made: b -->\\n<!-- end -->\\n")
    {'1 A': 'x', '2 B': ''}
    """
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    bare = [re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL).strip() for body in parts[1::2]]
    return dict(zip(parts[::2], bare, strict=True))


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a table of Markdown; a bar in a cell is escaped."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def series(wanted: Callable[[state.Column], bool]) -> Iterator[tuple[str, list[state.Column]]]:
    """Yield the state columns that are wanted, those of one series together."""
    found = [column for column in state.COLUMNS if wanted(column)]
    for name, alike in groupby(found, key=lambda column: SERIES.sub("", column.name)):
        yield name, list(alike)


def state_variables() -> str:
    """Return the state variables of a citizen: how many, how wide, what they mean, who writes them."""
    rows = (
        (f"`{name}`" + f" x {len(alike)}" * (len(alike) > 1), f"{alike[0].bits}", alike[0].unit,
         SERIES_NOTE.sub("", alike[0].meaning), alike[0].writer)
        for name, alike in series(lambda column: True)
    )  # fmt: skip
    bits = sum(column.bits for column in state.COLUMNS)
    said = f"A citizen is {len(state.COLUMNS)} columns of {bits} bits in all, in {state.WORDS} words of 32."
    return f"{said}\n\n{table(('column', 'bits', 'unit', 'meaning', 'written by'), rows)}"


SERIES_NOTE = re.compile(r" \(\d+\)$")


def counted() -> str:
    """Return what is observed: the blocks of counts, stocks first."""
    rows = (
        (f"`{block.name}`" + f" x {block.size}" * (block.size > 1), "stock" if block.stock else "flow", block.unit,
         block.meaning)
        for block in columns.COUNTS
    )  # fmt: skip
    return table(("count", "kind", "unit", "meaning"), rows)


def schedule() -> str:
    """Return the order of the day as its functions say it."""
    parts = [("A district's day", inspect.getdoc(live_a_day)), ("Before anybody", inspect.getdoc(district_day))]
    lines = [f"**{title}.** {plain(first(text or ''))}" for title, text in parts]
    day = inspect.getdoc(citizen_day) or ""
    return "\n\n".join([*lines, f"**A citizen's day.** {plain(first(day))}", "\n".join(phases())])


def phases() -> list[str]:
    """Return the phases of a citizen's day, each as its function says it, with its number."""
    steps = re.findall(r"^\d\. .*(?:\n {4,}.*)*", inspect.getdoc(citizen_day) or "", re.MULTILINE)
    assert len(steps) == 8, "the schedule of the day has eight phases"
    return [plain(step) for step in steps]


def born() -> str:
    """Return what is written at birth, on the day before the first."""
    rows = (
        (f"`{name}`" + f" x {len(alike)}" * (len(alike) > 1), SERIES_NOTE.sub("", alike[0].meaning))
        for name, alike in series(lambda column: column.writer == BIRTH)
    )
    return table(("column", "meaning"), rows)


def input_data() -> str:
    """Return the grammar of the three kinds of file: every entry, what it is, and its fields."""
    parts = []
    for model in (Place, Conduct, Regime):
        rows = ((name_of(one), plain(first(inspect.getdoc(one) or "")), fields_of(one)) for one in tree(model))
        parts.append(f"### A {model.__name__.lower()} file\n\n{table(('entry', 'is', 'fields'), rows)}")
    return "\n\n".join(parts)


def tree(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Return a model and every model that its fields hold, each once, in the order in which they are met."""
    found = [model]
    for one in found:
        for field in one.model_fields.values():
            found += [inner for inner in dict.fromkeys(models_in(field.annotation)) if inner not in found]
    return found


def models_in(kind: Any) -> Iterator[type[BaseModel]]:
    """Yield the models in a type, however deep."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind.__name__ != "Assumption":
            yield kind
        return
    origin = typing.get_origin(kind)
    if origin is not None or isinstance(kind, UnionType):
        for inner in typing.get_args(kind):
            yield from models_in(inner)


def name_of(model: type[BaseModel]) -> str:
    """Return what an entry is called: its class as words.

    >>> name_of(Conduct)
    'conduct'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower()


def fields_of(model: type[BaseModel]) -> str:
    """Return the fields of an entry, but for those that every entry has."""
    return ", ".join(f"`{field.alias or name}`" for name, field in model.model_fields.items() if name not in COMMON)


def submodels() -> str:
    """Return the files of the model as a table."""
    return table(("file", "what it does"), iter((f"`{name}`", said) for name, said in files()))


def files() -> list[tuple[str, str]]:
    """Return the files of the model, each with what it says of itself first."""
    folder = Path(inspect.getfile(glasshouse.model)).parent
    paths = [path for path in sorted(folder.glob("*.py")) if path.stem != "__init__"]
    said = (inspect.cleandoc(path.read_text("utf-8").split('"""')[1]) for path in paths)
    return [(f"model/{path.name}", plain(first(text))) for path, text in zip(paths, said, strict=True)]


def first(text: str) -> str:
    """Return the first paragraph of a text on one line.

    >>> first("One\\nline.\\n\\nMore.")
    'One line.'
    """
    return " ".join(text.split("\n\n")[0].split())


def plain(text: str) -> str:
    """Return the words of a docstring as Markdown has them."""
    return " ".join(text.replace("``", "`").split())


PLACES: dict[str, Callable[[], str]] = {
    "cycle": lambda: f"{DAYS_PER_CYCLE} days",
    "state": state_variables,
    "counts": counted,
    "schedule": schedule,
    "birth": born,
    "inputs": input_data,
    "submodels": submodels,
}
"""Every made place by its name."""
