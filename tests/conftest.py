"""What every test shares: chance that repeats itself, and one cache for the compiled day."""

import os
from pathlib import Path

from hypothesis import settings

settings.register_profile("glasshouse", derandomize=True, deadline=None)
settings.load_profile("glasshouse")

os.environ.setdefault("GLASSHOUSE_CACHE", str(Path(__file__).resolve().parents[1] / ".cache" / "glasshouse"))
