"""The verb that weighs a record's regime for its report: what safeguards do, and which assumption turns the answer.

Worlds are as the record's: its place, its days, its regime and the regime of its baseline, as the record keeps them,
but of fewer people. Figures of worlds that were lived are kept as those of `safeguards` and `sensitivity` are.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.weighing import HEADLINES, safeguards, sensitivity, silent

# What lives the days is imported where it is used: the command line says its help without it.
if TYPE_CHECKING:
    from glasshouse.engine.experiment import Files, Setting
    from glasshouse.experiment.coalitions import Progress
    from glasshouse.record.reading import Run
    from glasshouse.report.audits import Audited
    from glasshouse.report.weighed import Ends, Weighed

MEASURES = (
    "in-error", "against-a-right", "M25", "sanction-days", "M1", "M2", "refusals", "M15", "M31", "ties-dropped",
    "deeds",
)  # fmt: skip
"""What is weighed: the first three are told safeguard by safeguard, the rest for what assumptions leave of them."""
CONCLUSION = "M25"
"""The conclusion that assumptions are moved for: that there are fewer acts with a victim, the claim of such regimes."""
BASELINE = "ordinary-law"
SEEDS, TRAJECTORIES = 2, 2
TIMES = 5
"""How many times the people of a weighed world live in one whose every figure is taken: chance moves it less."""
SAMPLED = 1000
LEAST, MOST = 500, 100_000


def check_weighable(what: str, citizens: int, *, written: bool) -> None:
    """Refuse to weigh what is no record, or for no report, or in worlds too small or too large to wait for."""
    from glasshouse.report.meant import what_is_meant

    if not LEAST <= citizens <= MOST:
        raise UserFault([Diagnostic("G400", f"--weigh {citizens:_} is out of range",
                                    "hundreds of worlds of so many people are lived",
                                    f"give {LEAST:_} to {MOST:_}, as 1000")])  # fmt: skip
    if not written:
        raise UserFault([Diagnostic("G400", "--weigh is for a report", "what it finds stands in two of its chapters",
                                    "add --report FOLDER, or take `glasshouse safeguards`")])  # fmt: skip
    if not what_is_meant(what).is_run:
        raise UserFault([Diagnostic("G504", f"`{what}` is no record, so there are no days to weigh it over",
                                    "safeguards and assumptions are weighed over the place and the days of a run",
                                    "run the regime and audit its folder, or leave --weigh away")])  # fmt: skip


def weigh_record(audited: "Audited", citizens: int, keep: Path | None, progress: "Progress") -> "Weighed":
    """Return what safeguards change in a record's regime, and what its comparison with its baseline rests on."""
    from glasshouse.engine.experiment import Setting
    from glasshouse.report.weighed import Weighed

    assert audited.measured is not None
    run, other = audited.measured.run, audited.against
    m = run.manifest
    setting = Setting(citizens, m.days, m.seed, panel=0)
    files = files_of(run, audited)
    first = next(iter(files.values()))
    laid = safeguards(files, setting, MEASURES, seeds=SEEDS, keep=keep, progress=progress)
    moved = sensitivity(first, baseline_of(first, other), setting, CONCLUSION, seeds=1, count=TRAJECTORIES, keep=keep,
                        progress=progress)  # fmt: skip
    people = min(TIMES * citizens, m.citizens)
    larger = Setting(people, m.days, m.seed, panel=min(people, SAMPLED))
    return Weighed(laid, moved, ends_of_figures(files, other, larger, progress), people)


def ends_of_figures(
    files: "Mapping[str, Files]", other: "Run | None", setting: "Setting", progress: "Progress"
) -> "Ends":
    """Return the least and the most of every figure over the conducts, by measure and by what the figure is of.

    Each conduct's world is lived whole, beside its baseline, and its record is measured as the audited one is, with
    what takes one of its districts lived again.
    """
    from glasshouse.audit.rights.facts import RegimeFacts
    from glasshouse.audit.rights.measured import measures_of
    from glasshouse.audit.rights.rows import Subject, joined
    from glasshouse.audit.whole import audit_of
    from glasshouse.engine.experiment import run_experiment
    from glasshouse.report.again import again
    from glasshouse.report.weighed import ends_of

    found = []
    for k, each in enumerate(files.values()):
        progress("worlds", k, len(files))
        with TemporaryDirectory() as folder:
            mine, beside = (
                run_experiment(one, setting, Path(folder) / name, silent)
                for name, one in (("regime", each), ("baseline", baseline_of(each, other)))
            )
            subject = Subject(mine, audit_of(mine, beside), RegimeFacts(each.regime, each.conduct.value))
            found.append(joined(measures_of(subject), again(mine, subject.facts)))
    progress("worlds", len(files), len(files))
    return ends_of(found)


def files_of(run: "Run", audited: "Audited") -> "dict[str, Files]":
    """Return the files of a record, with the conduct that it was run under first and then the other headline ones."""
    from glasshouse.engine.experiment import Files
    from glasshouse.inputs import library
    from glasshouse.inputs.conduct import Conduct
    from glasshouse.inputs.place import Place
    from glasshouse.record.kept import read_kept

    folder, m = run.first.folder, run.manifest
    place = read_kept(folder, "place", m.place, Place)
    own = read_kept(folder, "conduct", m.conduct, Conduct)
    conducts = {own.value.conduct: own}
    conducts |= {name: library.load_conduct(name) for name in HEADLINES if name not in conducts}
    return {name: Files(place, conduct, audited.facts.read) for name, conduct in conducts.items()}


def baseline_of(files: "Files", other: "Run | None") -> "Files":
    """Return the same world under the baseline's regime, or under ordinary law where none was given."""
    from dataclasses import replace

    from glasshouse.inputs import library
    from glasshouse.inputs.regime import Regime
    from glasshouse.record.kept import read_kept

    if other is None:
        return replace(files, regime=library.load_regime(BASELINE))
    return replace(files, regime=read_kept(other.first.folder, "regime", other.manifest.regime, Regime))
