"""The placebo twin of a run that is there: its inputs as the record keeps them, lived again with one act changed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.advance import Report
from glasshouse.engine.backends import kernel_sha256
from glasshouse.engine.experiment import Files, Setting, run_experiment
from glasshouse.experiment.replicates import run_replicates
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from glasshouse.record.kept import read_kept
from glasshouse.record.reading import Run


@contextmanager
def placebo_twin(run: Run, report: Report) -> Iterator[Run]:
    """Live the placebo twin of a run into a folder that is gone afterwards, and yield it."""
    with tempfile.TemporaryDirectory(prefix="glasshouse-placebo-") as folder:
        yield live(run, Path(folder) / "placebo", report)


def live(run: Run, folder: Path, report: Report) -> Run:
    """Live the placebo twin of a run and leave its record in a folder; refuses a run by another version."""
    m, kept = run.manifest, run.first.folder
    if m.kernel_sha256 != kernel_sha256():
        raise UserFault([Diagnostic("G541", f"{run.folder} has no placebo twin by this version of the model",
                                    f"another version left it ({m.version})",
                                    "run the regime again, or give a placebo twin that was made with it")])  # fmt: skip
    files = Files(
        read_kept(kept, "place", m.place, Place),
        read_kept(kept, "conduct", m.conduct, Conduct),
        read_kept(kept, "regime", m.regime, Regime),
    )
    setting = Setting(
        m.citizens, m.days, m.seed, m.district_size, m.backend, m.threads, m.shards, panel=m.panel, placebo=True
    )
    if m.replicates:
        return run_replicates(files, setting, len(m.replicates), folder, report)
    return run_experiment(files, setting, folder, report)
