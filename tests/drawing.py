"""What every world by chance is drawn with, and the safeguards that one may have."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}
Draw = st.DrawFn


def one_of(*values: Any) -> st.SearchStrategy[Any]:
    """One of some values; the first is the simplest."""
    return st.sampled_from(values)


def some(draw: Draw, values: list[Any], least: int, most: int) -> list[Any]:
    """Some of the values, each once."""
    most = min(most, len(values))
    if most == 0:
        return []
    return draw(st.lists(st.sampled_from(values), min_size=min(least, most), max_size=most, unique=True))


@st.composite
def safeguards(draw: Draw, names: list[str]) -> list[dict[str, Any]]:
    """Those who look at the authority's hands, and ways out, each now and then."""
    kinds: tuple[dict[str, Any], ...] = (
        {"kind": "notice", "reach": 0.6},
        {"kind": "examination", "by": "hearing", "in_error": 0.7, "could_not_help": 0.9, "otherwise_true": 0.1,
         "weeks": draw(one_of(0, 2))},
        {"kind": "examination", "by": "reviewer", "in_error": 0.5, "otherwise_true": 0.3, "anchoring": 0.8,
         "strength": 0.9, "per_1000_a_month": draw(one_of(3.0, 200.0)), "sensors": some(draw, names, 1, 3)},
        {"kind": "oversight", "allowed": draw(one_of(0.02, 0.2)), "from_records": 2, "halt_weeks": draw(one_of(2, 20)),
         "by_group": draw(one_of(True, False))},
        {"kind": "repair", "after_weeks": draw(one_of(1, 4)), "fee": draw(one_of(50, 0)), "deeds": draw(one_of(0, 1))},
        {"kind": "opt-out", "sensors": some(draw, names, 1, 3)},
    )  # fmt: skip
    return [{**ASSUMED, "id": f"safeguard-{k}", **kind} for k, kind in enumerate(kinds) if draw(one_of(True, False))]


def favour(sensors: list[dict[str, Any]], deeds: list[str]) -> dict[str, Any]:
    """Somebody is spared, and a deed is entered where a sensor sees one. It follows from the rest: nothing is drawn."""
    seen = [(sensor["id"], act) for sensor in sensors for act in sensor["sees"] if act in deeds]
    enters = {"sensor": seen[0][0], "act": seen[0][1], "per_month": 0.3} if seen else None
    return {
        **ASSUMED, "id": "favour", "officials": len(sensors) % 2 == 0, "connected": 0.2, "drops": 0.5, "enters": enters,
        "strength": 0.9,
    }  # fmt: skip


def treatment(sensors: list[dict[str, Any]], tiers: list[str]) -> dict[str, Any]:
    """Groups treated apart in every way there is; likewise nothing is drawn."""
    apart, cuts = {"M": 1.0, "N1": 1.7, "N2": 3.0}, {"M": 0.0, "N1": 12.5, "N2": 30.0}
    less = {"M": 1.0, "N1": 0.5, "N2": 0.9}
    found = {**ASSUMED, "id": "treatment", "coverage": less, "points": apart, "fines": apart, "terms": apart}
    return found | ({"higher_cut_offs": cuts} if tiers else {})
