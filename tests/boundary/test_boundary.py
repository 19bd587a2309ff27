"""A guard for each line of the boundary that code can hold: no way in for a person, no way out as a scorer."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import glasshouse
from glasshouse import api
from glasshouse.cli.commands import app
from glasshouse.inputs.boundary import PERSON_KEYS
from glasshouse.inputs.clause import Strict
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from tests import worlds

SOURCE = Path(glasshouse.__file__).parent
OUTWARD = {"socket", "ssl", "http", "urllib", "requests", "ftplib", "smtplib", "asyncio", "aiohttp", "httpx"}
SEEING = {"cv2", "PIL", "skimage", "face_recognition", "dlib", "torch", "torchvision", "tensorflow", "transformers",
          "mediapipe", "spacy", "nltk", "sounddevice", "imageio", "pytesseract"}  # fmt: skip
SEARCHING = {"optuna", "pymoo", "nevergrad", "skopt", "cma", "hyperopt"}
PERSONAL = re.compile(r"(^|_)(person|people|name_of|trait|phone|email|birth|face|photo|identity|record_of)(_|$)")


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the top-level names of what a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def forbidden_imports(text: str, forbidden: set[str]) -> set[str]:
    """Return the forbidden modules that a source text imports."""
    return set(imports(ast.parse(text))) & forbidden


def modules() -> list[Path]:
    """Return every source file."""
    return sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("forbidden", [OUTWARD, SEEING, SEARCHING], ids=["network", "cameras and texts", "search"])
def test_no_module_can_reach_out_look_at_anybody_or_search_for_rules(forbidden: set[str]) -> None:
    sample = f"import {sorted(forbidden)[0]}"
    assert forbidden_imports(sample, forbidden), "the guard must trip on its own sample"
    found = {str(path): forbidden_imports(path.read_text(), forbidden) for path in modules()}
    assert not {path: names for path, names in found.items() if names}


def test_no_dependency_sees_reads_or_scores_people() -> None:
    lock = (SOURCE.parents[1] / "uv.lock").read_text()
    locked = set(re.findall(r'^name = "([^"]+)"', lock, flags=re.M))
    banned = {"opencv-python", "torch", "transformers", "dlib", "face-recognition", "spacy", "nltk"}
    assert not locked & banned
    # Pictures are only ever drawn: Pillow comes with matplotlib, that with SALib, and nothing of ours opens one.
    asking = [package.split('"')[1] for package in lock.split("[[package]]")[1:] if '{ name = "pillow"' in package]
    assert asking in ([], ["matplotlib"])
    assert not [path for path in modules() if re.search(r"^\s*(from|import) (PIL|matplotlib)", path.read_text(), re.M)]


def loaders(text: str) -> list[str]:
    """Return calls by which a state or a trained model could be read from a file."""
    risky = {"load", "loads", "fromfile", "memmap", "read_pickle", "joblib"}
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in risky:
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id in {"json", "api", "library"}):
                found.append(ast.unparse(node.func))
    return found


def test_nothing_reads_a_state_or_a_scorer_from_a_file() -> None:
    assert loaders("import numpy as np\nnp.load('people.npy')") == ["np.load"]
    found = {str(path.relative_to(SOURCE)): loaders(path.read_text()) for path in modules()}
    # A life is lived again from a record's tables and exchange: integers, held against the record's digests.
    # A checkpoint is whole numbers, and believed only where sampled districts lived again from day 0 make the same.
    # A place's incomes by fifth are read out of a record's tables; what a scorecard foretold is told out of tables and
    # exchange, and nobody is scored by it.
    read = {
        "experiment/replay.py": ["np.load"], "engine/resuming.py": ["np.load"],
        "audit/calibration.py": ["np.load", "np.load"], "audit/rights/sample.py": ["np.load"],
    }  # fmt: skip
    assert {path: calls for path, calls in found.items() if calls} == read
    assert "np.load(path, allow_pickle=False)" in (SOURCE / "engine/resuming.py").read_text()
    assert "np.load(self.run.folder / name, allow_pickle=False)" in (SOURCE / "experiment/replay.py").read_text()


def test_no_verb_takes_a_person() -> None:
    """The verbs take files, numbers and folders; no parameter could describe somebody."""
    for name, verb in inspect.getmembers(api, inspect.isfunction):
        if verb.__module__ == api.__name__:
            for parameter in inspect.signature(verb).parameters:
                assert not PERSONAL.search(parameter), (name, parameter)


def test_no_command_takes_a_person_or_sets_a_trait() -> None:
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        for option in command.params:
            assert not PERSONAL.search(option.name), (name, option.name)
            # `explain` asks for a citizen by number and takes nothing that describes one.
            if (name, option.name) != ("explain", "citizen"):
                assert option.name not in {"set", "citizen", "state", "load", "resume_from"}, (name, option.name)


def fields_of(model: type[Strict], seen: set[type] | None = None) -> Iterator[str]:
    """Yield every field name that a grammar knows, at any depth."""
    seen = seen if seen is not None else set()
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield field.alias or name
        stack = [field.annotation]
        while stack:
            kind = stack.pop()
            stack += list(getattr(kind, "__args__", ()) or ())
            if isinstance(kind, type) and issubclass(kind, Strict):
                yield from fields_of(kind, seen)


@pytest.mark.parametrize("grammar", [Place, Conduct, Regime])
def test_the_grammars_know_no_word_for_a_person(grammar: type[Strict]) -> None:
    assert not set(fields_of(grammar)) & set(PERSON_KEYS)


def test_conduct_knows_no_group() -> None:
    """Group enters exposure, error and treatment; the grammar of conduct has no field for it."""
    assert not set(fields_of(Conduct)) & {"group", "groups", "by_group", "M", "N1", "N2", "exposure"}


def test_who_belongs_to_which_group_moves_no_act_no_purse_and_no_response() -> None:
    """The same people with the group labels dealt anew do the same, under no authority and under ordinary law."""
    place = worlds.place("cn-2020")
    dealt = {**place.groups.model_dump(), "M": 0.34, "N1": 0.33, "N2": 0.33}
    other = worlds.changed(place, groups=dealt)
    one, two = (worlds.live(p, worlds.conduct(), worlds.regime("bare"), 5000, 60) for p in (place, other))
    for block in (count.DONE, count.WITHHELD):
        assert (one.flow(block, 32) == two.flow(block, 32)).all()
    for column in (count.MONEY_SUM, count.FEAR_SUM, count.DEBT_SUM):
        assert one.stock(column)[0] == two.stock(column)[0]
    assert (one.stock(count.CITIZENS) == two.stock(count.CITIZENS)).all()
    assert (one.counts[-1, :, count.CITIZENS] != two.counts[-1, :, count.CITIZENS]).any()


def reads_of(text: str, name: str) -> list[str]:
    """Return the functions of a module that mention a name other than to count."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Name) and call.id == name:
                    found.append(node.name)
    return sorted(set(found))


def test_the_kernel_reads_opinion_nowhere() -> None:
    """Private opinion is computed when asked for and enters no phase, no state and no record."""
    for path in sorted((SOURCE / "model").glob("*.py")):
        if path.name != "traits.py":
            assert not reads_of(path.read_text(), "opinion"), path.name


def test_state_is_not_writable_from_outside() -> None:
    """A finished run is read; nothing that the verbs return holds the citizens."""
    from glasshouse.record.reading import Run

    assert set(Run.__dataclass_fields__) == {"folder", "manifest", "openers"}
    assert "Callable[[], 'Run']" in str(Run.__dataclass_fields__["openers"].type), "openers open other records"
    returned = {
        inspect.signature(verb).return_annotation
        for _, verb in inspect.getmembers(api, inspect.isfunction)
        if verb.__module__ == api.__name__
    }
    assert not any("ndarray" in str(kind) or "Flight" in str(kind) for kind in returned)


def test_every_regime_that_ships_has_a_status_and_says_what_it_is() -> None:
    from glasshouse.inputs import library

    for name in library.names("regimes"):
        regime = library.load_regime(name).value
        assert regime.status in {"documented", "disputed", "fiction", "baseline"}
        assert len(regime.describes) > 40
