"""The figures of a run that `--json` promises."""

from typing import Any

from glasshouse.record.manifest import Manifest


def figures_of(run: str, manifest: Manifest) -> dict[str, Any]:
    """Return what ``--json`` promises of a run; of several seeds also which, their digests and their records."""
    citizen_days = manifest.citizens * manifest.days * len(manifest.seeds)
    figures = {
        "run": run,
        "digest": manifest.digest,
        "regime": manifest.regime.name,
        "status": manifest.status,
        "synthetic": True,
        "placebo": manifest.placebo,
        "place": manifest.place.name,
        "conduct": manifest.conduct.name,
        "citizens": manifest.citizens,
        "days": manifest.days,
        "seed": manifest.seed,
        "districts": manifest.districts,
        "sentinels": manifest.sentinels,
        "backend": manifest.backend,
        "threads": manifest.threads,
        "shards": manifest.shards,
        "seconds_compile": round(manifest.seconds.compile, 3),
        "seconds_build": round(manifest.seconds.build, 3),
        "seconds_days": round(manifest.seconds.days, 3),
        "seconds_total": round(manifest.seconds.total, 3),
        "ns_per_citizen_day": round(manifest.seconds.days / citizen_days * 1e9, 3),
        "bytes_per_citizen": manifest.bytes_per_citizen,
        "peak_rss_bytes": manifest.peak_rss_bytes,
        "record_bytes_expected": manifest.record_bytes_expected,
        "record_bytes": manifest.record_bytes,
        **{name: round(value, 5) for name, value in manifest.rates.items()},
        "overflows": manifest.overflows,
    }
    return figures | seeds_of(run, manifest) if manifest.replicates else figures


def seeds_of(run: str, manifest: Manifest) -> dict[str, Any]:
    """Return what ``--json`` says more of a run of several seeds."""
    return {
        "seeds": list(manifest.seeds),
        "digests": [one.digest for one in manifest.replicates],
        "replicates": [
            {
                "run": f"{run}/{one.folder}",
                "seed": one.seed,
                "digest": one.digest,
                "seconds_days": round(one.seconds.days, 3),
                "seconds_total": round(one.seconds.total, 3),
            }
            for one in manifest.replicates
        ],
    }
