"""One lab for all tests that leave nothing behind, with a finished run of two regimes over the same people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.lab.labs import lab, start, until


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A lab that tests share."""
    with lab(tmp_path_factory.mktemp("lab") / "runs") as client:
        yield client


@pytest.fixture(scope="session")
def told(shared: TestClient) -> str:
    """A finished run under `as-told`."""
    run = start(shared)
    until(shared, run, "finished")
    return run


@pytest.fixture(scope="session")
def law(shared: TestClient) -> str:
    """A finished run of the same people under ordinary law."""
    run = start(shared, regime={"name": "ordinary-law"})
    until(shared, run, "finished")
    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the records of a lab of one's own lie."""
    return tmp_path / "runs"
