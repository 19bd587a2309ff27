"""What every test shares: chance that repeats itself, and one cache for the compiled day."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("glasshouse", derandomize=True, deadline=None)
settings.load_profile("glasshouse")

os.environ.setdefault("GLASSHOUSE_CACHE", str(Path(__file__).resolve().parents[1] / ".cache" / "glasshouse"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One place for figures, so that the same worlds are lived once."""
    return tmp_path_factory.mktemp("values")
