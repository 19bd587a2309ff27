"""Regimes for the tests of rights: the base, children of it made of a change, and the fixtures of each pack."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.judging import Finding, Setting, judge
from glasshouse.audit.rights.pack import JURISDICTIONS, Law, Pack
from glasshouse.audit.rights.whole import packs
from glasshouse.inputs import library
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.reading import Read, read_text
from glasshouse.inputs.regime import Regime

HERE = Path(__file__).parent
BASE = HERE / "base.yaml"
LATE = date(2028, 1, 1)
TODAY = date(2026, 11, 23)
KINDS = ("violating", "clean", "near-miss")


@dataclass(frozen=True)
class Fixture:
    """A change to the base, the day on which it is read, and the verdict that is expected of one rule."""

    law: str
    kind: str
    expect: str
    says: str
    on: date
    change: dict[str, Any]


@cache
def conduct() -> Conduct:
    """The shipped conduct."""
    return library.load_conduct("default").value


def plain(path: Path) -> Any:
    """A file as plain data, read by the library and not by the house."""
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


@cache
def fixtures() -> tuple[Fixture, ...]:
    """Every fixture of every pack."""
    found = []
    for path in sorted((HERE / "fixtures").glob("*.yaml")):
        for law, kinds in plain(path).items():
            for kind, row in kinds.items():
                on = date.fromisoformat(row["on"]) if "on" in row else LATE
                found.append(Fixture(law, kind, row["expect"], row.get("says", ""), on, row.get("change", {})))
    return tuple(found)


def child(change: dict[str, Any]) -> Read[Regime]:
    """The base with a change laid over it."""
    head = {"regime": "child", "title": "A child of the base", "status": "fiction", "describes": "For the tests only."}
    return parsed(json.dumps({**head, "extends": "base", **change}))


@cache
def parsed(text: str) -> Read[Regime]:
    """A regime out of a text; many fixtures share one."""
    return read_text(text, "child.yaml", Regime, find=lambda name: BASE if name == "base" else None)


@cache
def laws() -> dict[str, tuple[Pack, Law]]:
    """Every shipped rule by its id, with its pack."""
    return {law.id: (pack, law) for pack in packs() for law in pack.rules}


def judged(regime: Read[Regime], law: str, on: date = LATE, today: date = TODAY) -> Finding:
    """The finding of one rule on a regime, under every law."""
    return judge(RegimeFacts(regime, conduct()), *laws()[law], Setting(JURISDICTIONS, on, today))
