"""What numbers make a run: how many citizens, days and seeds, and on what it can be run."""

from typing import TYPE_CHECKING

from glasshouse.diagnostics import Diagnostic, UserFault, nearest, refuse
from glasshouse.engine.mpi import apart, is_launched

if TYPE_CHECKING:
    from glasshouse.engine.experiment import Setting

BACKENDS = ("cpu", "cuda", "python")
MOST_CITIZENS, MOST_DAYS, MOST_SEEDS = 10_000_000_000, 9_125, 1_000


def check_setting(setting: "Setting", seeds: int = 1) -> None:
    """Refuse numbers that make no run, or no run of so many ``seeds``."""
    limits = (
        (
            "citizens",
            setting.citizens,
            500,
            MOST_CITIZENS,
            "a place has 500 citizens at least (the boundary)",
        ),
        ("days", setting.days, 1, MOST_DAYS, "a run has one day at least and 25 years at most"),
        ("seed", setting.seed, 0, 2**63 - max(seeds, 1), "a seed is a whole number"),
        ("seeds", seeds, 1, MOST_SEEDS, "each seed is lived in full; chance is narrow long before so many"),
        ("threads", setting.threads, 0, 1024, "0 takes every core"),
        ("shards", setting.shards, 1, 1_000_000, "shards only cut the work"),
        ("district-size", setting.district_size or 500, 500, 500_000, "a district has 500 people at least"),
        ("panel", setting.panel, 0, 100_000, "the panel is a sample"),
        ("checkpoint-seconds", setting.checkpoint_seconds, 0, 86_400, "0 keeps a checkpoint at every chance there is"),
    )
    refuse(
        [
            Diagnostic("G400", f"--{name} {value:_} is out of range", why, f"give {low:_} to {high:_}")
            for name, value, low, high, why in limits
            if not low <= value <= high
        ]
    )
    if seeds > 1 and is_launched():
        raise apart("several seeds are several worlds, each of them one process's",
                    "give one seed, or leave out mpiexec")  # fmt: skip
    if setting.backend not in BACKENDS:
        raise UserFault(
            [
                Diagnostic(
                    "G402",
                    f"there is no backend {setting.backend!r} here",
                    "this version runs on `cpu` (compiled), `cuda` (a graphics card) and `python` (plain, slow, exact)",
                    f"write --backend {nearest(setting.backend, BACKENDS) or 'cpu'}",
                )
            ]
        )
