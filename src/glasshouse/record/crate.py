"""The RO-Crate of a record: what was run, on what, by which software, in words that other tools read.

`ro-crate-metadata.json` lies in the folder of every record and says what the manifest says, as JSON-LD after RO-Crate
1.3 (https://w3id.org/ro/crate/1.3) and its profile for runs (Process Run Crate 0.5). Nothing of ours reads it. It names
no person and no machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from glasshouse.record.log import LOG
from glasshouse.record.manifest import MANIFEST, Manifest, RecordFile

CRATE = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.3"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
LICENCE = "#licence"
INPUTS = "inputs/"
FORMATS = {
    ".json": "application/json", ".jsonl": "application/jsonl", ".npy": "application/octet-stream",
    ".parquet": "application/vnd.apache.parquet", ".yaml": "application/yaml",
}  # fmt: skip
Entity = dict[str, Any]


def write_crate(folder: Path, manifest: Manifest) -> None:
    """Write the crate of a finished record."""
    text = json.dumps(crate_of(manifest), indent=1, ensure_ascii=False)
    (folder / CRATE).write_text(text + "\n", encoding="utf-8")


def crate_of(manifest: Manifest) -> dict[str, Any]:
    """Return the crate of a record as JSON-LD."""
    parts = [entity for one in manifest.files for entity in described(one)]
    parts += [seed_of(manifest, one.folder, one.seed) for one in manifest.replicates]
    parts += [plain(MANIFEST, "The manifest: what was run, on what, with which answer")]
    parts += [] if manifest.replicates else [plain(LOG, "Stages of the run with their times")]
    facts = list(settings(manifest))
    return {
        "@context": f"{SPECIFICATION}/context",
        "@graph": [
            {
                "@id": CRATE,
                "@type": "CreativeWork",
                "conformsTo": {"@id": SPECIFICATION},
                "about": {"@id": "./"},
            },
            root(manifest, parts),
            {
                "@id": PROFILE,
                "@type": "CreativeWork",
                "name": "Process Run Crate",
                "version": PROFILE.rpartition("/")[2],
            },
            licence(),
            *software(manifest),
            action(manifest, parts, facts),
            *facts,
            *parts,
        ],
    }


def root(manifest: Manifest, parts: list[Entity]) -> Entity:
    """Return the record as a whole."""
    regime = manifest.regime
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{regime.title} ({manifest.status}, synthetic)",
        "description": "A synthetic society, lived through under a regime. Every citizen is computed; no real person "
        f"is in it. The regime is {manifest.status}. {manifest.describes}",
        "datePublished": manifest.ended or manifest.started,
        "creativeWorkStatus": manifest.status,
        "keywords": "synthetic, agent-based model",
        "identifier": f"sha256:{manifest.digest}",
        "license": {"@id": LICENCE},
        "conformsTo": {"@id": PROFILE},
        "mentions": {"@id": action_id(manifest)},
        "hasPart": [{"@id": one["@id"]} for one in parts],
    }


def licence() -> Entity:
    """Return under what the record stands: that is not for us to say of files that a user wrote."""
    return {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": "As its inputs",
        "description": "Files that ship with Glasshouse are under Apache-2.0; of other files their author decides.",
    }


def software(manifest: Manifest) -> list[Entity]:
    """Return the programs behind the record, each with its version."""
    below = [("python", "Python", manifest.machine.get("python")), ("numpy", "NumPy", manifest.machine.get("numpy"))]
    known = [(f"#{name}", title, version) for name, title, version in below if version]
    return [
        {
            "@id": tool(manifest),
            "@type": "SoftwareApplication",
            "name": "Glasshouse",
            "softwareVersion": manifest.version,
            "identifier": f"sha256:{manifest.kernel_sha256}",
            "softwareRequirements": [{"@id": name} for name, _, _ in known],
        },
        *({"@id": name, "@type": "SoftwareApplication", "name": title, "softwareVersion": version}
          for name, title, version in known),
    ]  # fmt: skip


def tool(manifest: Manifest) -> str:
    """Return how the crate speaks of Glasshouse."""
    return f"#glasshouse-{manifest.version}"


def action_id(manifest: Manifest) -> str:
    """Return how the crate speaks of the run."""
    return f"#run-{(manifest.digest or 'none')[:16]}"


def action(manifest: Manifest, parts: list[Entity], facts: list[Entity]) -> Entity:
    """Return the run: by what, from which files and settings, to which results, and when."""
    given = [one["@id"] for one in parts if one["@id"].startswith(INPUTS)]
    made = [one["@id"] for one in parts if one["@id"] not in given]
    seeds = f" --seeds {len(manifest.replicates)}" if manifest.replicates else ""
    return {
        "@id": action_id(manifest),
        "@type": "CreateAction",
        "name": f"Run of {manifest.regime.name}",
        "description": f"glasshouse run {manifest.asked} --place {manifest.place.name} "
        f"--conduct {manifest.conduct.name} --citizens {manifest.citizens} --days {manifest.days} "
        f"--seed {manifest.seed}{seeds}",
        "startTime": manifest.started,
        "endTime": manifest.ended or manifest.started,
        "instrument": {"@id": tool(manifest)},
        "object": [{"@id": name} for name in [*given, *(fact["@id"] for fact in facts)]],
        "result": [{"@id": name} for name in made],
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
    }


def settings(manifest: Manifest) -> Iterator[Entity]:
    """Yield the settings that the answer depends on, and the digests of the inputs."""
    named = {
        "citizens": manifest.citizens, "days": manifest.days, "seeds": manifest.luck,
        "district size": manifest.district_size, "placebo twin": manifest.placebo,
        "digest of the tables": manifest.tables_sha256,
        **{f"digest of the {kind}": getattr(manifest, kind).sha256 for kind in ("regime", "place", "conduct")},
    }  # fmt: skip
    for name, value in named.items():
        yield {"@id": f"#{name.replace(' ', '-')}", "@type": "PropertyValue", "name": name, "value": value}


def described(file: RecordFile) -> Iterator[Entity]:
    """Yield a file of the record, or a Zarr folder taken as one, with its bytes and digest."""
    path = Path(file.path)
    if path.suffix == ".zarr":
        meaning = "A Zarr group; its digest is over the lines `<digest>  <name>` of its members."
        yield {"@id": f"{file.path}/", "@type": "Dataset", "name": path.name, "identifier": f"sha256:{file.sha256}",
               "description": meaning}  # fmt: skip
        return
    yield {"@id": file.path, "@type": "File", "name": path.name, "contentSize": str(file.bytes), "sha256": file.sha256,
           "encodingFormat": FORMATS.get(path.suffix, "application/octet-stream")}  # fmt: skip


def plain(name: str, meaning: str) -> Entity:
    """Return a file whose bytes hold times, and so have no digest of their own."""
    return {"@id": name, "@type": "File", "name": name, "description": meaning,
            "encodingFormat": FORMATS[Path(name).suffix]}  # fmt: skip


def seed_of(manifest: Manifest, folder: str, seed: int) -> Entity:
    """Return the record of one seed of several, which is a crate of its own."""
    digest = next((one.digest for one in manifest.replicates if one.seed == seed), None)
    return {"@id": f"{folder}/", "@type": "Dataset", "name": f"The society of seed {seed}",
            "identifier": f"sha256:{digest}",
            "description": "A record like any other, with a crate of its own."}  # fmt: skip
