"""Run records made in a test: a manifest, and counts by name that a test works out by hand."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from glasshouse.record.manifest import (
    ActName,
    ConsequenceName,
    InputFile,
    Legend,
    ListName,
    Manifest,
    Named,
    Replicate,
    SensorName,
    WishName,
)
from glasshouse.record.naming import columns
from glasshouse.record.reading import Run

Counts = dict[str, NDArray[np.int64] | list[list[int]]]


def act(name: str, victim: str = "none", protects: str | None = None, deed: bool = False) -> ActName:
    """An act of the legend."""
    return ActName.model_validate(
        {"id": name, "title": name.replace("-", " "), "protects": protects, "victim": victim, "deed": deed}
    )


def legend(scored: bool = True) -> Legend:
    """A small legend with one of everything; the second act's slot is not in use."""
    return Legend(
        acts=[
            act("quarrels", "other"),
            None,
            act("jumps-queue", "public"),
            act("pays-bill-late", "other"),
            act("posts-criticism", protects="freedom of expression"),
            act("volunteers", deed=True),
        ],
        lists=[
            ListName(id="late", title="Late payers", colour="black"),
            ListName(id="models", title="Model citizens", colour="red"),
        ],
        tiers=[Named(id="low", title="low"), Named(id="high", title="high")] if scored else [],
        consequences=[
            ConsequenceName(id="no-loan", title="No loans", adverse=True, wish="loan", right="access to credit"),
            ConsequenceName(id="first", title="Loans first", adverse=False, wish="loan", right="access to credit"),
        ],
        wishes=[
            WishName(id="loan", title="take a loan", kind="loan"),
            WishName(id="flat", title="rent a flat", kind="rental"),
        ],
        channels=["office.quarrels", "net.posts-criticism"],
        far=[],
    )


def manifest(**over: Any) -> Manifest:
    """A finished manifest; anything can be said otherwise."""
    days = over.get("days", 3)

    def file(name: str) -> InputFile:
        return InputFile(name=name, title=f"The {name} file", sha256=name[0] * 64, files=[f"{name}.yaml"])

    given: dict[str, Any] = {
        "state": "finished", "version": "0.0", "kernel_sha256": "k" * 64, "tables_sha256": "t" * 64,
        "regime": file("strict"), "place": file("village"), "conduct": file("default"), "status": "disputed",
        "describes": "A regime <b>made</b> for a test & nothing else.", "scored": True, "score_least": 350,
        "score_most": 950, "currency": "CNY", "citizens": 1000, "days": days, "days_done": days, "seed": 1,
        "districts": 1, "district_size": 1000, "sentinels": 1, "provinces": 1, "panel": 0, "backend": "cpu",
        "threads": 1, "shards": 1, "machine": {}, "started": "2026-01-01T00:00:00+00:00", "legend": legend(),
        "digest": "d" * 64,
    }  # fmt: skip
    return Manifest.model_validate({**given, **over})


def fake(counts: Counts | None = None, **over: Any) -> Run:
    """A run whose counts are zero but for those given as ``[day][group]``."""
    made = manifest(**over)
    given = counts or {}
    shape = (made.days, 3)
    data: dict[str, NDArray[np.int64]] = {}
    for name, _, _ in columns(made.legend):
        table = np.asarray(given.get(name, np.zeros(shape)), dtype=np.int64)
        assert table.shape == shape, name
        data[name] = table.reshape(-1)
    assert set(given) <= set(data), set(given) - set(data)
    run = Run(Path("nowhere"), made)
    run.__dict__["counts"] = pa.table(data)
    return run


def same(days: int, *groups: int) -> list[list[int]]:
    """A count that is the same every day."""
    return [list(groups) for _ in range(days)]


def village(days: int = 3, **over: Any) -> Run:
    """A run with a little of everything, worked out by hand in tests/audit/test_measures.py."""
    counts: Counts = {
        "citizens": same(days, 800, 150, 50),
        "scored": same(days, 600, 100, 40),
        "score_sum.held": same(days, 600 * 650 * 16, 100 * 640 * 16, 40 * 630 * 16),
        "score_sum.error_free": same(days, 600 * 651 * 16, 100 * 650 * 16, 40 * 650 * 16),
        "score_sum.rights_respecting": same(days, 600 * 652 * 16, 100 * 652 * 16, 40 * 652 * 16),
        "score_bin.30": same(days, 600, 100, 0),
        "score_bin.31": same(days, 0, 0, 40),
        "tier.low": same(days, 0, 10, 10),
        "tier.high": same(days, 600, 90, 30),
        "sanctioned.in_error": same(days, 2, 3, 5),
        "sanctioned.against_right": same(days, 4, 1, 0),
        "sanctioned.by_rules": same(days, 10, 0, 0),
        "under.no-loan.in_error": same(days, 2, 3, 5),
        "under.no-loan.by_rules": same(days, 10, 0, 0),
        "under.first.in_error": same(days, 1, 0, 0),
        "listed.late.in_error": same(days, 1, 1, 0),
        "listed.late.by_rules": same(days, 6, 0, 0),
        "entries.late.in_error": same(days, 1, 0, 0),
        "entries.late.by_rules": same(days, 3, 0, 0),
        "entry_cause.late.true": same(days, 3, 0, 0),
        "entry_cause.late.nothing": same(days, 1, 0, 0),
        "ever.in_error": same(days, 2, 3, 5),
        "ever.against_right": same(days, 4, 1, 0),
        "ever.refused": same(days, 1, 1, 0),
        "aware.nothing": same(days, 300, 50, 20),
        "aware.heard": same(days, 300, 50, 20),
        "fearful": same(days, 6, 2, 1),
        "money_sum": same(days, 8_000, 1_200, 300),
        "done.quarrels": same(days, 20, 2, 1),
        "done.jumps-queue": same(days, 200, 20, 10),
        "done.pays-bill-late": same(days, 9, 0, 0),
        "done.posts-criticism": same(days, 81, 8, 1),
        "withheld.posts-criticism": same(days, 10, 2, 1),
        "displaced.posts-criticism": same(days, 3, 0, 0),
        "done.volunteers": same(days, 50, 5, 5),
        "recorded.quarrels.true": same(days, 8, 0, 0),
        "recorded.quarrels.nothing": same(days, 2, 0, 0),
        "recorded.posts-criticism.true": same(days, 4, 0, 0),
        "recorded.posts-criticism.somebody_else": same(days, 1, 1, 0),
        "wished.loan": same(days, 40, 8, 2),
        "granted.loan": same(days, 38, 6, 1),
        "refused.loan.in_error": same(days, 1, 1, 1),
        "refused.loan.by_rules": same(days, 1, 1, 0),
        "wished.flat": same(days, 10, 0, 0),
        "granted.flat": same(days, 10, 0, 0),
        "waived.flat": same(days, 4, 0, 0),
        "lodged": same(days, 600, 0, 0),
        "posts_won.by_lot": same(days, 1, 0, 0),
        "posts_won.put_first": same(days, 2, 0, 0),
        "posts_lost": same(days, 5, 1, 0),
        "appealed.in_error": same(days, 1, 0, 0),
        "appealed.true_record": same(days, 2, 0, 0),
        "appeals_won.in_error": same(days, 1, 0, 0),
        "ties_dropped_stock": same(days, 30, 5, 5),
        "overflows.records": same(days, 1, 0, 0),
        "candidates": same(days, 1000, 100, 50),
    }
    return fake({**counts, **over.pop("counts", {})}, days=days, **over)


def baseline(days: int = 3, **over: Any) -> Run:
    """The same people under a regime without a score: more speech, fewer queue-jumpers and late bills."""
    counts: Counts = {
        "citizens": same(days, 800, 150, 50),
        "scored": same(days, 600, 100, 40),
        "sanctioned.by_rules": same(days, 1, 0, 0),
        "aware.nothing": same(days, 600, 100, 40),
        "done.quarrels": same(days, 20, 2, 1),
        "done.jumps-queue": same(days, 100, 10, 5),
        "done.pays-bill-late": same(days, 9, 0, 0),
        "done.posts-criticism": same(days, 90, 10, 2),
        "done.volunteers": same(days, 50, 5, 5),
    }
    file = InputFile(name="ordinary-law", title="Ordinary law", sha256="o" * 64, files=["ordinary-law.yaml"])
    return fake(counts, days=days, **{"scored": False, "status": "baseline", "regime": file, **over})


def sensor(name: str, *sees: str, gate: bool = False) -> SensorName:
    """A sensor of the legend."""
    return SensorName(id=name, title=f"The {name}", kind="office", sees=list(sees), gate=gate)


SENSORS = [
    sensor("office", "quarrels", "jumps-queue"),
    sensor("net", "posts-criticism", "volunteers"),
    sensor("glasses", "wanted", gate=True),
    sensor("lanes", gate=True),
]
"""A sensor that looks for no protected act, one that does, a watch-list, and a gate that looks for nothing."""


def watched(days: int = 3, sensors: Sequence[SensorName] = SENSORS, **over: Any) -> Run:
    """The village with sensors, worked out by hand in tests/audit/test_sensors.py."""
    names = legend(scored=over.get("scored", True))
    acts = [*names.acts, act("wanted", "public")]
    counts: Counts = {
        "done.wanted": same(days, 2, 0, 0),
        "recorded_by.office.true": same(days, 50, 5, 2),
        "recorded_by.office.somebody_else": same(days, 1, 1, 0),
        "recorded_by.office.nothing": same(days, 2, 0, 1),
        "recorded_by.office.double": same(days, 4, 0, 0),
        "recorded_by.net.true": same(days, 37, 3, 1),
        "recorded_by.net.somebody_else": same(days, 3, 1, 0),
        "recorded_by.glasses.true": same(days, 1, 0, 0),
        "recorded_by.glasses.somebody_else": same(days, 1, 1, 1),
        "passed.glasses": same(days, 1000, 200, 50),
        "turned_away.lanes": same(days, 6, 2, 1),
        "passed.lanes": same(days, 600, 100, 40),
        "gate_tenths.lanes": same(days, 18_000, 4_000, 2_000),
        "gate_tenths_in_error.lanes": same(days, 600, 400, 200),
    }
    ids = {one.id for one in sensors}
    kept = {name: count for name, count in counts.items() if name.startswith("done.") or name.split(".")[1] in ids}
    given = {**kept, **over.pop("counts", {})}
    named = names.model_copy(update={"sensors": list(sensors), "acts": acts})
    return village(days, counts=given, **{"legend": named, **over})


T_7 = 2.364624
"""Student's t with 7 degrees of freedom at 97.5 in 100, from a printed table."""


def of_seeds(runs: Sequence[Run]) -> Run:
    """A run of several seeds out of runs of one."""
    named = [Replicate(seed=run.manifest.seed, digest="ab" * 32) for run in runs]
    manifest = runs[0].manifest.model_copy(update={"replicates": named})
    return Run(Path("nowhere"), manifest, tuple(partial(lambda run: run, run) for run in runs))


def done(name: str, *numbers: int) -> Run:
    """A run of as many seeds as numbers, in each of which an act is done so often on one day by 1000 people."""
    people: Counts = {"citizens": same(1, 1000, 0, 0), "scored": same(1, 1000, 0, 0)}
    counts: list[Counts] = [{**people, f"done.{name}": same(1, number, 0, 0)} for number in numbers]
    return of_seeds([fake(each, days=1, seed=k + 1) for k, each in enumerate(counts)])


def villages(seeds: int, make: object = village, days: int = 3) -> Run:
    """As many villages, each a little different where chance would make it so."""
    runs = []
    for k in range(seeds):
        more: Counts = {
            "sanctioned.in_error": same(days, 2 + k, 3, 5),
            "ever.in_error": same(days, 2 + k, 3, 5),
            "fearful": same(days, 6 + k % 3, 2, 1),
            "done.posts-criticism": same(days, 81 + k, 8, 1),
            "score_sum.held": same(days, (600 * 650 + 60 * k) * 16, 100 * 640 * 16, 40 * 630 * 16),
        }
        runs.append(village(days=days, seed=k + 1, counts=more) if make is village else baseline(days=days, seed=k + 1))
    return of_seeds(runs)


def plain(text: str) -> str:
    """A sentence with its narrow spaces made visible."""
    return text.replace("\u202f", "_").replace("\u2212", "-").replace("\u2019", "'")
