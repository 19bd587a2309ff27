"""House rules on code: size, whole numbers, docstrings. Each rule is tripped by a sample here."""

from pathlib import Path

import pytest

from tests.tidy import rules

# What is too long, with its lines: `path` or `path:function`. The list may only shrink, and starts empty.
TOO_LONG: dict[str, int] = {}
EXCEPTIONS_AT_MOST = 0


def python_files() -> list[Path]:
    """The Python of the package and of its tests."""
    return [*rules.files(".py", under=rules.SOURCE), *rules.files(".py", under=rules.ROOT / "tests")]


def test_files_and_functions_are_short() -> None:
    measured: dict[str, int] = {}
    long: set[str] = set()
    for path in python_files():
        found = rules.sizes(path.read_text("utf-8"))
        keys = {name: f"{rules.short(path)}:{name}".rstrip(":") for name in found}
        measured |= {keys[name]: lines for name, lines in found.items()}
        long |= {keys[name] for name in rules.too_long(found)}
    rules.hold(rules.ratchet(TOO_LONG, measured, long))
    assert len(TOO_LONG) <= EXCEPTIONS_AT_MOST


def test_a_long_function_and_a_long_file_are_caught() -> None:
    body = "    x = 1\n" * rules.FUNCTION_LINES
    sample = f"class Box:\n  def short(self):\n    return 1\ndef long():\n{body}"
    assert rules.too_long(rules.sizes(sample)) == {"long": rules.FUNCTION_LINES + 1}
    assert rules.too_long(rules.sizes("x = 1\n" * 401)) == {"": 401}
    assert rules.too_long(rules.sizes("x = 1\n" * 400)) == {}


def test_a_docstring_does_not_count_towards_its_function() -> None:
    words = "\n" * rules.FUNCTION_LINES
    assert rules.too_long(rules.sizes(f'def f():\n    """Says{words}much."""\n    return 1\n')) == {}


@pytest.mark.parametrize(
    ("allowed", "complaint"),
    [
        ({}, "split it"),
        ({"a": 500, "gone": 500}, "gone is gone"),
        ({"a": 500, "b": 500}, "b is short enough"),
        ({"a": 450}, "grew"),
        ({"a": 550}, "lower its number"),
    ],
)
def test_the_ratchet_only_shrinks(allowed: dict[str, int], complaint: str) -> None:
    offences = rules.ratchet(allowed, measured={"a": 500, "b": 10}, long={"a"})
    assert len(offences) == 1
    assert complaint in offences[0]


def test_an_honest_ratchet_passes() -> None:
    assert rules.ratchet({"a": 500}, measured={"a": 500, "b": 10}, long={"a"}) == []


def test_the_model_knows_whole_numbers_only() -> None:
    rules.hold(rules.gather(rules.files(".py", under=rules.SOURCE / "model"), rules.floats))


@pytest.mark.parametrize(
    "sample",
    [
        "share = 0.5",
        "rate = 1e6",
        "turn = 2j",
        "mean = total / count",
        "total /= count",
        "mean = float(total)",
        "def f(x: float): ...",
        "import math",
        "from math import exp",
        "import scipy.special",
        "from numba import njit",
        "import numpy as np\nx = np.exp(1)",
        "import numpy as np\nx = np.float32",
        "import numpy\nx = numpy.zeros(3)",
        "from numpy import sqrt",
    ],
)
def test_a_float_in_the_model_is_caught(sample: str) -> None:
    assert len(rules.floats(sample)) == 1


@pytest.mark.parametrize(
    "sample",
    [
        '"""Half is 0.5 and 1 / 2."""\nhalf = 1 << 31',
        "mean = total // count",
        "import numpy as np\nx = np.zeros(3, dtype=np.int64)",
        "import numpy as np\nx = np.full(3, 7, np.uint8)",
        "from .day import citizen_day",
    ],
)
def test_whole_numbers_pass(sample: str) -> None:
    assert rules.floats(sample) == []


def test_everything_public_says_what_it_is_for() -> None:
    rules.hold(rules.gather(rules.files(".py", under=rules.SOURCE), rules.undocumented))


@pytest.mark.parametrize(
    "sample",
    [
        "x = 1",
        '"""M."""\ndef f(): ...',
        '"""M."""\nclass C: ...',
        '"""M."""\nclass C:\n    """C."""\n    def f(self): ...',
    ],
)
def test_a_missing_docstring_is_caught(sample: str) -> None:
    assert len(rules.undocumented(sample)) == 1


def test_private_names_and_setters_need_none() -> None:
    setter = "    @x.setter\n    def x(self, to): ...\n    def _y(self): ...\n    def __len__(self): ..."
    assert rules.undocumented(f'"""M."""\ndef _f(): ...\nclass C:\n    """C."""\n{setter}') == []
