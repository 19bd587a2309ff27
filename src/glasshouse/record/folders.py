"""Where records and figures lie if nothing else is said; apart, so that ``--help`` need import no more."""

from pathlib import Path

RUNS = Path("runs")
"""Records."""
KEPT = RUNS / "values"
"""Figures of worlds that were lived for experiments."""
