"""The audit of one regime: every rule of every pack, with what laid tables aside, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from glasshouse.audit.rights import tables
from glasshouse.audit.rights.answers import once
from glasshouse.audit.rights.catalogue import as_rows
from glasshouse.audit.rights.facts import RegimeFacts, SensorView
from glasshouse.audit.rights.judging import Finding, Setting, judge
from glasshouse.audit.rights.pack import JURISDICTIONS, VERDICTS, Pack, load_packs
from glasshouse.audit.rights.predicates import PREDICATES
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.describing import keys_of
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.shipped import DATA

CAVEAT = "This is a reading by machine and no legal advice; the people are synthetic."


@dataclass(frozen=True)
class Override:
    """A cell of a declared table that a file lays aside: what it says instead, and why."""

    cell: str
    table: str
    file: str
    why: str


@dataclass(frozen=True)
class RightsAudit:
    """Every finding on one regime, pack by pack; ``measures`` by id, where a run was given. There is no total."""

    regime: Regime
    setting: Setting
    findings: tuple[Finding, ...]
    overrides: tuple[Override, ...]
    measures: Mapping[str, Any]


def audit_rights(
    read: Read[Regime],
    conduct: Conduct,
    setting: Setting,
    measures: Mapping[str, Any] | None = None,
    root: Path = DATA,
) -> RightsAudit:
    """Audit a regime as if it were operated in some places on a day; files below ``root`` are named from there on."""
    return audit_facts(RegimeFacts(read, conduct, root), setting, measures)


def audit_facts(facts: RegimeFacts, setting: Setting, measures: Mapping[str, Any] | None = None) -> RightsAudit:
    """Audit the facts of a regime, with the figures of a run by id of the measure, where there is one."""
    findings = [judge(facts, pack, law, setting) for pack in packs() for law in pack.rules]
    return RightsAudit(facts.regime, setting, tuple(findings), tuple(overrides(facts)), measures or {})


@lru_cache(maxsize=1)
def packs() -> list[Pack]:
    """Return the shipped packs, by jurisdiction. They do not change while we run; one read is enough."""
    return sorted(load_packs(PREDICATES), key=lambda pack: JURISDICTIONS.index(pack.jurisdiction))


def overrides(facts: RegimeFacts) -> list[Override]:
    """Return every cell of a declared table that the regime or its conduct lays aside."""
    found = []
    for row in facts.governance.relatedness:
        one, other = row.between
        cell = tables.relatedness().cell(one, other)
        if cell.relation != row.relation:
            found.append(Override(f"relatedness of {one} and {other}", cell.relation, row.relation, said(row)))
    for name, act in facts.acts.items():
        known = tables.acts().acts.get(name)
        if known is not None and known.gravity != act.gravity:
            why = "the conduct file says so"
            found.append(Override(f"gravity of {name}", str(known.gravity), str(act.gravity), why))
    for view in facts.sanctions:
        stated = facts.governance.consequences.get(view.row.id)
        kind = view.kind
        if stated is None or kind is None:
            continue
        severity = tables.wishes().severity[kind][view.row.effect].severity
        if stated.severity is not None and stated.severity != severity:
            found.append(Override(f"severity of {view.row.id}", str(severity), str(stated.severity), said(stated)))
        domain = tables.wishes().domains[kind].domain
        if stated.domain is not None and stated.domain != domain:
            found.append(Override(f"domain of {view.row.id}", domain, stated.domain, said(stated)))
    return found + [row for view in facts.sensors for row in overrides_of_sensor(view)]


def overrides_of_sensor(view: SensorView) -> list[Override]:
    """Return what a file says of a sensor otherwise than the tables say of its kind, or of the acts that it sees."""
    name = view.sensor.id
    stated = view.of.governance.sensors.get(name)
    if stated is None:
        return []
    found = []
    kind = tables.sensor_kinds().kinds.get(view.sensor.kind)
    for key in tables.KIND_FACTS:
        declared, said_here = getattr(kind, key, None), getattr(stated, key)
        if declared is not None and said_here is not None and declared != said_here:
            found.append(Override(f"{key} of {name}", worded(declared), worded(said_here), said(stated)))
    known = tables.acts().acts
    domains = sorted({known[act].domain for act in view.sensor.sees if act in known} - {stated.context})
    if stated.context and domains:
        found.append(Override(f"context of {name}", ", ".join(domains), stated.context, said(stated)))
    return found


def worded(value: bool | str) -> str:
    """Return a cell in words.

    >>> worded(True), worded("home")
    ('yes', 'home')
    """
    return value if isinstance(value, str) else "yes" if value else "no"


def said(row: Any) -> str:
    """Return why a file says something, in its words or by its sources."""
    return row.why or "source: " + ", ".join(key.marked for key in keys_of(row.source))


def counted(findings: tuple[Finding, ...] | list[Finding]) -> dict[str, int]:
    """Return how many rules came to which verdict. No sum is made of them: they do not weigh the same."""
    found = Counter(finding.verdict for finding in findings)
    return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}


def wanted(findings: tuple[Finding, ...] | list[Finding]) -> dict[str, int]:
    """Return the facts that are missing, without the clauses that they are missing of, most often asked for first.

    >>> field_of("governance.sensors.street-cameras.space")
    'governance.sensors.*.space'
    """
    fields = Counter(
        field for one in findings if one.verdict == "cannot-tell" for field in once(map(field_of, one.answer.missing))
    )
    return dict(sorted(fields.items(), key=lambda item: (-item[1], item[0])))


def field_of(missing: str) -> str:
    """Return a missing fact without the clause that it is missing of."""
    parts = missing.split(".")
    keyed = len(parts) == 4 and parts[0] == "governance"
    return ".".join((*parts[:2], "*", parts[3])) if keyed else missing


def as_data(audit: RightsAudit) -> dict[str, Any]:
    """Return an audit as plain data for JSON."""
    setting = audit.setting
    return {
        "synthetic": True,
        "note": CAVEAT,
        "regime": audit.regime.regime,
        "title": audit.regime.title,
        "status": audit.regime.status,
        "as_if": {"in": list(setting.jurisdictions), "on": setting.on.isoformat()},
        "audited_on": setting.today.isoformat(),
        "overrides": [asdict(row) for row in audit.overrides],
        "packs": [
            pack_data(pack, [one for one in audit.findings if one.pack.pack == pack.pack], audit.measures)
            for pack in once_by_name([one.pack for one in audit.findings])
        ],
        "measures": as_rows(audit.measures, run=bool(audit.measures)),
        "would_settle": wanted(audit.findings),
    }


def once_by_name(found: list[Pack]) -> list[Pack]:
    """Return packs, each once."""
    return list({pack.pack: pack for pack in found}.values())


def pack_data(pack: Pack, findings: list[Finding], measures: Mapping[str, Any]) -> dict[str, Any]:
    """Return one pack with its findings."""
    return {
        "pack": pack.pack,
        "instrument": pack.instrument,
        "jurisdiction": pack.jurisdiction,
        "text_as_of": pack.text_as_of,
        "reviewed_on": pack.reviewed_on.isoformat(),
        "reviewer": pack.reviewer,
        "pending": pack.pending,
        "note": pack.note,
        "verdicts": counted(findings),
        "rules": [finding_data(one, measures) for one in findings],
    }


def finding_data(one: Finding, measures: Mapping[str, Any]) -> dict[str, Any]:
    """Return one finding with its rule."""
    law, pack = one.law, one.pack
    outside = one.verdict in ("out-of-scope", "no-finding")
    return {
        "id": law.id,
        "provision": law.provision,
        "test": law.test,
        "verdict": one.verdict,
        "reason": one.reason,
        "where": [] if outside else [asdict(spot) for spot in one.answer.spots],
        "missing": list(one.answer.missing),
        "declared": [] if outside else list(one.answer.declared),
        "measures": [
            {"id": row.id, "figure": row.figure, "values": measures.get(row.id or "", [])} for row in law.measure
        ],
        "binding": law.binding,
        "in_force_from": law.in_force_from,
        "in_force_to": law.in_force_to,
        "amended_by": law.amended_by,
        "marks": list(law.marks),
        "sources": [pack.sources[key].title if key in pack.sources else keys_of(key)[0].marked for key in law.source],
        "note": law.note,
        "reviewed_on": pack.reviewed(law).isoformat(),
        "stale": one.stale,
    }
