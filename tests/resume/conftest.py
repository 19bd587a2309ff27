"""What the tests of resuming share: a small world with few sentinels, and its record where nothing went wrong."""

from collections.abc import Iterator

import pytest

from glasshouse.engine import districts
from glasshouse.record.reading import Run
from tests.resume.interrupted import run


@pytest.fixture(autouse=True, scope="package")
def three_sentinels() -> Iterator[None]:
    """Let three of the seven districts be sentinels, so that the others run on what those said."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(districts, "SENTINELS", 3)
        yield


@pytest.fixture(scope="package")
def whole(three_sentinels: None, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A record of a run that nothing interrupted."""
    return run(tmp_path_factory.mktemp("runs") / "whole")
