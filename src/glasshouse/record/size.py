"""How large a record will be, said before the run, and how large it is."""

import shutil
from hashlib import file_digest, sha256
from io import BytesIO
from math import log2
from pathlib import Path

import numpy as np
import pyarrow as pa

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.model import columns as count
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.model.tables import FAR
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.counts import DISTRICT_DAYS, GRAINS, PROVINCES, ROWS, Grain, open_parquet, schema_of, table_of
from glasshouse.record.crate import CRATE
from glasshouse.record.frames import QUANTITIES, frame_count
from glasshouse.record.ground import Ground
from glasshouse.record.log import LOG
from glasshouse.record.manifest import MANIFEST, Manifest, RecordFile
from glasshouse.record.naming import columns
from glasshouse.record.words import in_words

INPUTS, TABLES, EXCHANGE = "inputs", "tables.npy", "exchange.npy"
CHECKPOINT = "checkpoint"
"""The folder of checkpoints, there while a run goes on or may be resumed: no part of the record."""


def parts_of(folder: Path) -> list[Path]:
    """Return the files of a record and its Zarr folders, each as one, in the order of their names."""
    found: list[Path] = []
    try:
        inside = list(folder.iterdir())
    except OSError:  # a folder that cannot be read, or that was cleared away just now, has nothing to show
        return []
    for path in inside:
        if path.is_dir() and path.suffix != ".zarr":
            found += parts_of(path)
        else:
            found.append(path)
    return sorted(found)


def members(part: Path) -> list[Path]:
    """Return the files of a part of a record: itself, or what a Zarr folder holds, in the order of their names."""
    return sorted(path for path in part.rglob("*") if path.is_file()) if part.is_dir() else [part]


def bytes_of(folder: Path) -> int:
    """Return what a record takes, but for its manifest, which says it, and for what it would be resumed from."""
    inside = (path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)
    return sum(path.stat().st_size for path in inside if folder / CHECKPOINT not in path.parents)


def files_of(folder: Path) -> list[RecordFile]:
    """Return the record's files with the digests of their bytes; manifest, log and crate hold times and are left out.

    The digest of a Zarr folder is over the names and digests of its members.
    """
    found = []
    for part in parts_of(folder):
        if part in (folder / MANIFEST, folder / LOG, folder / CRATE) or folder / CHECKPOINT in part.parents:
            continue
        inside = members(part)
        digests = [digest_of_file(path) for path in inside]
        digest = digests[0]
        if part.is_dir():
            names = [path.relative_to(part).as_posix() for path in inside]
            listing = "".join(f"{digest}  {name}\n" for name, digest in zip(names, digests, strict=True))
            digest = sha256(listing.encode()).hexdigest()
        size = sum(path.stat().st_size for path in inside)
        found.append(RecordFile(path=part.relative_to(folder).as_posix(), bytes=size, sha256=digest))
    return found


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def aside_bytes(manifest: Manifest, ground: Ground) -> int:
    """Return what waits on disk while a run goes on, at most: province-days, and districts in lockstep."""
    width = count.GROUP_COUNT * sum(1 for _ in columns(manifest.legend))
    at_once = len(ground.sentinels) + manifest.threads + 2
    cycles = frame_count(manifest.days)
    figures = manifest.days * ground.provinces * width + at_once * (cycles * width + manifest.days * 8)
    return 8 * figures


def checkpoint_bytes(manifest: Manifest, ground: Ground) -> int:
    """Return what checkpoints take while a run goes on, at most: two of them, and what they share.

    Districts in lockstep with all their state, packed not at all; later the rows of finished districts, and the
    provinces, as packed as they were measured to be (docs/resume.md).
    """
    width = count.GROUP_COUNT * sum(1 for _ in columns(manifest.legend))
    residents = int(ground.residents[list(ground.sentinels)].sum())
    state = residents * manifest.bytes_per_citizen
    rows = ground.districts * (frame_count(manifest.days) * width + manifest.days * 8)
    panel = 2 * manifest.panel * manifest.days * len(PANEL_COLUMNS)
    provinces = ground.provinces * manifest.days * width
    return 2 * state + round(8 * PACKED * (rows + 2 * provinces)) + panel


PACKED = 0.15
"""Bytes that a byte of counts takes in a checkpoint, at most of the runs that were measured."""


def make_room(folder: Path, expected: int, aside: int, kept: int) -> None:
    """Refuse a run whose record, with what is kept aside and in checkpoints meanwhile, would not fit on the disk.

    Where nothing is said of the disk, nothing is refused.
    """
    near = folder.absolute()
    try:
        while not near.exists():
            near = near.parent
        free = shutil.disk_usage(near).free
    except OSError:  # what is wrong with the folder is told when it is claimed
        return
    if free < expected + aside + kept:
        more = f"while the run goes on {in_words(aside)} more, and checkpoints {in_words(kept)}"
        raise UserFault(
            [
                Diagnostic(
                    "G404",
                    f"{folder} would need {in_words(expected + aside + kept)} and {in_words(free)} are free",
                    f"the record takes {in_words(expected)}; {more}",
                    "make room, give a folder on another disk with --out, or run fewer days or citizens",
                )
            ]
        )


def expected_bytes(manifest: Manifest, ground: Ground, texts: dict[str, bytes]) -> int:
    """Return what a record will take, but for its manifest: within `TOLERANCE`, either way.

    What does not depend on the run is known; what every column costs in a Parquet file is found by writing an empty
    one; only the entropy of the counts, the panel and the frames is a guess from measured runs.
    """
    known = sum(map(len, texts.values())) + NPY_HEADER + ground.tables.nbytes
    known += NPY_HEADER + frame_count(manifest.days) * (FAR + 1) * count.GROUP_COUNT * 8
    # By province and by district the columns are the same but for the letters of two keys: one frame stands for both.
    grouped, daily = (table_frame(schema_of(manifest.legend, grain)[0]) for grain in (GRAINS[0], GRAINS[-1]))
    tables = sum(expected_table(manifest, ground, grain, grouped) for grain in GRAINS[:-1])
    tables += expected_table(manifest, ground, GRAINS[-1], daily)
    return round(known + tables + expected_dense(manifest, ground) + expected_words(manifest, ground))


TOLERANCE = 0.2
"""The record takes between 1 - this and 1 + this times what was expected (tests/record/test_size.py)."""
NPY_HEADER = 128
AT = 30_000
"""Citizen-days behind a row at which the figures below hold; each doubling adds the second of a pair."""
ALWAYS_BUSY, PER_ACT, PER_SENSOR, PER_GATE, PER_LIST, PER_CONSEQUENCE, OF_A_SCORE = 85.0, 2.1, 1.0, 3.5, 4.3, 2.2, 40.0
"""Columns that are not nearly empty: of any regime, by act watched, sensor, gate, list, consequence, of a score."""
LIFE, REGIME = (0.73, 0.10), (0.39, 0.071)
"""Bytes of a figure of everybody's life, and of one that the regime makes."""
DAY_SCORED, DAY_UNSCORED = (8.75, 0.54), (3.4, 0.1)
"""Bytes of a whole row of the few columns kept by district and day."""


def expected_table(manifest: Manifest, ground: Ground, grain: Grain, measured: tuple[int, int]) -> float:
    """Return what a table of counts takes: its frame, its row groups, and its figures."""
    frame, group = measured
    places = ground.provinces if grain.file == PROVINCES else ground.districts
    spans = {1: manifest.days}
    if grain.when == "cycle":
        whole, rest = divmod(manifest.days, DAYS_PER_CYCLE)
        spans = {DAYS_PER_CYCLE: whole, rest: 1 if rest else 0}
    by_group = count.GROUP_COUNT if grain.file != DISTRICT_DAYS else 1
    rows = places * by_group * sum(spans.values())
    figures = 0.0
    for days, times in spans.items():
        doublings = log2(max(manifest.citizens / places * days, 1) / AT)
        row = grouped_row(manifest, doublings) if by_group > 1 else day_row(manifest, doublings)
        figures += places * by_group * times * row
    return frame + max(rows / ROWS - 1, 0) * group + figures


def grouped_row(manifest: Manifest, doublings: float) -> float:
    """Return the bytes of one row of all columns, so many doublings of citizen-days from where it was measured."""
    legend = manifest.legend
    acts = len({channel.rpartition(".")[2] for channel in legend.channels})
    gates = sum(1 for sensor in legend.sensors if sensor.gate)
    of_regime = PER_ACT * acts + PER_SENSOR * len(legend.sensors) + PER_GATE * gates
    of_regime += PER_LIST * len(legend.lists) + PER_CONSEQUENCE * len(legend.consequences)
    of_regime += OF_A_SCORE if manifest.scored else 0.0
    return ALWAYS_BUSY * of_figure(LIFE, doublings) + of_regime * of_figure(REGIME, doublings)


def day_row(manifest: Manifest, doublings: float) -> float:
    """Return the bytes of one row of the few columns kept by district and day."""
    return of_figure(DAY_SCORED if manifest.scored else DAY_UNSCORED, doublings)


def of_figure(measured: tuple[float, float], doublings: float) -> float:
    """Return bytes that rise by the second of a pair with each doubling; next to none where little happens."""
    return max(measured[0] + measured[1] * doublings, 0.03)


WIDE = 200
"""Columns above which a table is measured by some of them."""


def table_frame(schema: pa.Schema) -> tuple[int, int]:
    """Return the bytes of a table with one row of zeros, and of one more row group of it.

    Of a wide table every eighth column is written, since one costs much like the next: a run that somebody waits for
    begins a tenth of a second earlier.
    """
    part = pa.schema(list(schema)[:: 8 if len(schema) > WIDE else 1], metadata=schema.metadata)
    row, whole = table_of(np.zeros((1, len(part)), dtype=np.int64), part), len(schema) / len(part)
    sizes = []
    for groups in (1, 2):
        file = BytesIO()
        with open_parquet(file, part) as writer:
            for _ in range(groups):
                writer.write_table(row)
        sizes.append(round(file.getbuffer().nbytes * whole))
    return sizes[0], sizes[1] - sizes[0]


def expected_dense(manifest: Manifest, ground: Ground) -> float:
    """Return what panel and frames take: arrays' descriptions, then figures that seldom change."""
    share = 1.0 if manifest.scored else 0.4
    frames = frame_count(manifest.days)
    cells = ground.districts + sum(ground.blocks(district) for district in ground.sentinels)
    taken = 10_600 + 5 * cells + frames * (120 + share * cells * len(QUANTITIES))
    if manifest.panel:
        taken += 680 * len(PANEL_COLUMNS) + 0.95 * share * manifest.panel * manifest.days
    return taken


def expected_words(manifest: Manifest, ground: Ground) -> float:
    """Return what cases and log take."""
    return (12_000 if manifest.scored else 4_000) + 1_500 + 120 * ground.provinces
