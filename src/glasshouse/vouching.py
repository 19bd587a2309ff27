"""The verb that vouches for a record: it is lived again from what it keeps, and its answer is compared."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

# What lives the days is imported where it is used: the command line says its help without it.
if TYPE_CHECKING:
    from glasshouse.experiment.reproducing import Reproduced


def reproduce(
    folder: Path, threads: int | None = None, out: Path | None = None,
    progress: Callable[[str, int, int], None] = lambda stage, done, of: None,
) -> "Reproduced":  # fmt: skip
    """Live a finished run again from its own record and compare the digests; ``out`` keeps the new record."""
    from glasshouse.engine.resuming import Means
    from glasshouse.experiment.reproducing import reproduce as again

    return again(folder, Means(threads=threads), out, progress)
