"""The manifest of a run: what was run, on what, with which answer, and how far it got."""

import json
import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from glasshouse.diagnostics import Diagnostic, UserFault

FORMAT = 1
MANIFEST = "manifest.json"


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
    right: str


class ActName(Part):
    """An act of the conduct file as results name it."""

    id: str
    title: str
    protects: str | None
    victim: Literal["none", "other", "public"]
    deed: bool


class Named(Part):
    """An id with a title."""

    id: str
    title: str


class Legend(Part):
    """What the columns of the counts stand for, in their order."""

    acts: list[ActName | None]
    lists: list[ListName]
    tiers: list[Named]
    consequences: list[ConsequenceName]
    wishes: list[Named]
    channels: list[str]
    far: list[int]
    groups: list[str] = ["M", "N1", "N2"]


class Times(Part):
    """Seconds by stage."""

    compile: float = 0.0
    build: float = 0.0
    days: float = 0.0
    total: float = 0.0


class Manifest(Part):
    """The whole manifest. ``state`` is `running` until the last file is in its place."""

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


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest aside and rename it, so that a reader never sees half of one."""
    aside = folder / (MANIFEST + ".writing")
    aside.write_text(json.dumps(manifest.model_dump(), indent=1) + "\n", encoding="utf-8")
    os.replace(aside, folder / MANIFEST)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a run, or say what is wrong with the folder."""
    path = folder / MANIFEST
    if not path.is_file():
        raise UserFault(
            [
                Diagnostic(
                    "G500",
                    f"{folder} is not a run record",
                    f"there is no {MANIFEST} in it",
                    "give the folder that `glasshouse run` named, or see `glasshouse list runs`",
                )
            ]
        )
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(raw, dict) and raw.get("format") != FORMAT:
            raise UserFault(
                [
                    Diagnostic(
                        "G501",
                        f"{folder} has record format {raw.get('format')}, this version reads {FORMAT}",
                        "the layout of records changed between versions",
                        "run the regime again, or read the record with the version its manifest names",
                    )
                ]
            )
        return Manifest.model_validate(raw)
    except ValueError as error:
        raise UserFault(
            [
                Diagnostic(
                    "G502",
                    f"the manifest of {folder} cannot be read",
                    str(error).splitlines()[0],
                    "the record is damaged: run the regime again",
                )
            ]
        ) from error
