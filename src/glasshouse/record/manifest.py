"""The manifest of a run: what was run, on what, with which answer, and how far it got."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.inputs.consequence import UNWISHED, Consequence

FORMAT = 2
READABLE = (1, 2)
"""Formats that this version reads; what format 1 lacks reads as none of it (docs/record.md)."""
MANIFEST = "manifest.json"
PLACEBO = " (placebo twin)"
"""What the regime of a placebo twin is called on top, wherever it is named, so that it is not taken for the run."""


class Part(BaseModel):
    """A model whose unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InputFile(Part):
    """One input: what it was called, what it says of itself, and its bytes' digest."""

    name: str
    title: str
    sha256: str
    files: list[str]
    verify: list[str] = []
    """Evidence keys in use whose figure nobody has checked."""


class ListName(Part):
    """A list of the regime as results name it."""

    id: str
    title: str
    colour: Literal["black", "red"]


class ConsequenceName(Part):
    """A consequence of the regime as results name it."""

    id: str
    title: str
    adverse: bool
    wish: str
    """The wish that it is done to; empty where it is done to a person."""
    right: str
    detains: bool = False


def named_consequence(row: Consequence, rights: Mapping[str, str]) -> ConsequenceName:
    """Return a consequence as results name it; ``rights`` has the right that each wish touches."""
    right = rights[row.wish] if row.wish else UNWISHED[row.effect]
    detains = row.effect == "detain"
    return ConsequenceName(
        id=row.id, title=row.title, adverse=row.adverse, wish=row.wish or "", right=right, detains=detains
    )


class ActName(Part):
    """An act of the conduct file as results name it."""

    id: str
    title: str
    protects: str | None
    victim: Literal["none", "other", "public"]
    deed: bool


class SensorName(Part):
    """A sensor of the regime as results name it, with the acts that it looks for."""

    id: str
    title: str
    kind: str
    sees: list[str]
    gate: bool = False


class Named(Part):
    """An id with a title."""

    id: str
    title: str


class WishName(Part):
    """A wish of the conduct file as results name it."""

    id: str
    title: str
    kind: str = ""


class Legend(Part):
    """What the columns of the counts stand for, in their order."""

    acts: list[ActName | None]
    lists: list[ListName]
    tiers: list[Named]
    consequences: list[ConsequenceName]
    wishes: list[WishName]
    channels: list[str]
    far: list[int]
    sensors: list[SensorName] = []
    behaviours: list[str] = []
    """What pupils do in class, and what they feel there, in the order of the conduct file."""
    moods: list[str] = []
    card: list[list[str]] = []
    """Of a learned scorecard: the acts of each characteristic, in the order of its cells."""
    groups: list[str] = ["M", "N1", "N2"]


class RecordFile(Part):
    """A file of the record, or a Zarr folder taken as one: where it is, how large, and the digest of its bytes."""

    path: str
    bytes: int
    sha256: str


class Times(Part):
    """Seconds by stage."""

    compile: float = 0.0
    build: float = 0.0
    days: float = 0.0
    total: float = 0.0


class Replicate(Part):
    """One seed of a run of several; its digest is there once its record is whole."""

    seed: int
    digest: str | None = None
    seconds: Times = Times()

    @property
    def folder(self) -> str:
        """Where its record lies in the folder of the run: a record like any other, which opens alone."""
        return f"seeds/{self.seed}"


def digest_of(replicates: list[Replicate]) -> str:
    """Return the digest of a run of several seeds: SHA-256 over the digests of its seeds, in their order."""
    return sha256(b"".join(bytes.fromhex(one.digest or "") for one in replicates)).hexdigest()


class Manifest(Part):
    """The whole manifest. ``state`` is `running` until the last file is in its place.

    A run of several seeds has a manifest of the same kind over the records of its seeds: ``seed`` is the
    first of them, ``citizens`` and ``days`` are of each, ``rates`` are means and ``overflows`` sums over
    them, as are bytes, and ``digest`` is a digest over theirs.
    """

    format: int = FORMAT
    synthetic: Literal[True] = True
    state: Literal["running", "finished", "interrupted"]
    version: str
    kernel_sha256: str
    tables_sha256: str
    regime: InputFile
    place: InputFile
    conduct: InputFile
    status: str
    describes: str
    scored: bool
    score_least: int
    score_most: int
    currency: str
    citizens: int
    days: int
    days_done: int
    seed: int
    districts: int
    district_size: int
    sentinels: int
    provinces: int
    panel: int
    backend: str
    threads: int
    shards: int
    machine: dict[str, str]
    started: str
    ended: str | None = None
    seconds: Times = Times()
    legend: Legend
    digest: str | None = None
    rates: dict[str, float] = {}
    overflows: dict[str, int] = {}
    peak_rss_bytes: int = 0
    bytes_per_citizen: int = 0
    record_bytes_expected: int = 0
    """What the record was expected to take, said before the run (``record.size``)."""
    record_bytes: int = 0
    """What it takes, but for this manifest."""
    files: list[RecordFile] = []
    """Every file whose bytes follow from the inputs and the seed: all but the log and this manifest."""
    placebo: bool = False
    """Whether one act of one citizen was changed: the record is a noise floor for comparisons, and not the run."""
    resumed: int = 0
    """How often it was cut short and went on. Seconds of building and days are then of what counts, once."""
    replicates: list[Replicate] = []
    """The seeds of a run of several, in their order; empty where there is one."""

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds that were run, one or several."""
        return tuple(one.seed for one in self.replicates) or (self.seed,)

    @property
    def asked(self) -> str:
        """The regime as `glasshouse run` is asked for it: `as-told`, or `as-told --placebo`."""
        return self.regime.name.removesuffix(PLACEBO) + " --placebo" * self.placebo

    @property
    def luck(self) -> str:
        """The seeds in words: `1`, or `1 to 8`, which are always in a row."""
        return str(self.seed) if len(self.seeds) == 1 else f"{self.seeds[0]} to {self.seeds[-1]}"


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest aside and rename it, so that a reader never sees half of one."""
    aside = folder / (MANIFEST + ".writing")
    try:
        aside.write_text(json.dumps(manifest.model_dump(), indent=1) + "\n", encoding="utf-8")
        os.replace(aside, folder / MANIFEST)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a run, or say what is wrong with the folder."""
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if isinstance(raw, dict) and raw.get("format") not in READABLE:
            raise UserFault(
                [
                    Diagnostic(
                        "G501",
                        f"{folder} has record format {raw.get('format')}, "
                        f"this version reads {' and '.join(map(str, READABLE))}",
                        "the layout of records changed between versions",
                        "run the regime again, or read the record with the version its manifest names",
                    )
                ]
            )
        return Manifest.model_validate(raw)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise no_record(folder) from error
    except OSError as error:
        remedy = "ask whoever keeps the record to let you read it"
        raise unreadable(folder, error.strerror or str(error), remedy) from error
    except (ValueError, RecursionError) as error:
        remedy = "the record is damaged: run the regime again"
        raise unreadable(folder, str(error).splitlines()[0], remedy) from error


def unreadable(folder: Path, why: str, remedy: str) -> UserFault:
    """Return the fault of a manifest that is there and cannot be read."""
    return UserFault([Diagnostic("G502", f"the manifest of {folder} cannot be read", why, remedy)])


def no_record(folder: Path, remedy: str = "see `glasshouse runs` for the records that there are") -> UserFault:
    """Return the fault of what is no record."""
    if folder.is_dir():
        why = f"there is no {MANIFEST} in it"
    else:
        why = "it is a file; a record is a folder" if folder.is_file() else "there is no such folder"
    return UserFault([Diagnostic("G500", f"{folder} is not a run record", why, remedy)])
