"""What the tests of resuming share: a small world with few sentinels, and its record where nothing went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from glasshouse.engine import districts
from glasshouse.record.reading import Run
from tests.resume.interrupted import run


@contextmanager
def few_sentinels() -> Iterator[None]:
    """Let three of the seven districts be sentinels, so that the others run on what those said."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(districts, "SENTINELS", 3)
        yield


@pytest.fixture(autouse=True)
def three_sentinels() -> Iterator[None]:
    """Hold it for one test, and for no test of another folder."""
    with few_sentinels():
        yield


@pytest.fixture(scope="package")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A record of a run that nothing interrupted."""
    with few_sentinels():
        return run(tmp_path_factory.mktemp("runs") / "whole")
