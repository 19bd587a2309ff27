"""Regimes: read, checked, told in words, shown at work, and held against rules of law."""

from fastapi import APIRouter

from glasshouse import api
from glasshouse.lab.asked import TheDesk
from glasshouse.lab.bodies import (
    AuditBody,
    CheckBody,
    Checked,
    Example,
    ExampleBody,
    Name,
    Plain,
    RegimeRow,
    RegimeText,
    Source,
)

router = APIRouter(prefix="/api/regimes", tags=["regimes"])


@router.get("")
def regimes(desk: TheDesk) -> list[RegimeRow]:
    """List the regimes that ship, each with its status."""
    return desk.regimes()


@router.get("/schema")
def schema() -> Plain:
    """The JSON Schema of a regime file, for completion."""
    return api.regime_schema()


@router.get("/{name}/text")
def text(name: Name, desk: TheDesk) -> RegimeText:
    """A shipped regime as its author wrote it, comments and all."""
    return desk.regime_text(name)


@router.post("/check")
def check(body: CheckBody, desk: TheDesk) -> Checked:
    """Say every fault of a regime at once, each with its line and column; a text with faults is no refusal."""
    return desk.check(body)


@router.post("/describe")
def describe(body: Source, desk: TheDesk) -> Plain:
    """A regime in words, clause by clause, as ``glasshouse show --json`` prints it."""
    return desk.describe(body)


@router.post("/example")
def example(body: ExampleBody, desk: TheDesk) -> Example:
    """What a clause does to a small society, and to three of its citizens drawn at random."""
    return desk.example(body)


@router.post("/audit")
def audit(body: AuditBody, desk: TheDesk) -> Plain:
    """A regime read against rules of law, as ``glasshouse audit --json`` prints it."""
    return desk.audit(body)
