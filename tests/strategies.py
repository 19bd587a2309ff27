"""Worlds by chance: small valid regimes, conduct in which things happen often, shipped places.

Swarm style: what a regime can hold is switched off at random, so that the rest is met more often. The
simplest value of each draw is the eventful one, since few examples are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st

from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import read
from glasshouse.inputs.regime import DIMENSIONS, Regime
from tests.drawing import ASSUMED, Draw, favour, one_of, safeguards, some, treatment
from tests.people import DATA, changed, conducts, shipped_conduct


def shipped_regime(name: str) -> Regime:
    """A shipped regime with what it extends."""
    folder = DATA / "regimes"
    return read(folder / f"{name}.yaml", Regime, find=lambda word: folder / f"{word}.yaml").value


@cache
def shipped_place(name: str) -> Place:
    """A shipped place."""
    return read(DATA / "places" / f"{name}.yaml", Place).value


class Generated(Regime):
    """A regime that a failure can print: how much of what is in it."""

    def __repr__(self) -> str:
        """Its parts."""
        parts = ("sensors", "rules", "tiers", "lists", "consequences", "remedies")
        sizes = [f"{len(getattr(self, part))} {part}" for part in parts]
        return f"<{', '.join([*sizes, 'a score'] if self.score else sizes)}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


@st.composite
def sensors(draw: Draw, number: int, acts: list[str]) -> dict[str, Any]:
    """A sensor with large errors, or small ones."""
    found = {
        **ASSUMED, "id": f"sensor-{number}", "kind": "office", "title": "A sensor",
        "sees": some(draw, acts, 2, 8),
        "coverage": {"urban": draw(one_of(0.9, 0.2)), "rural": draw(one_of(0.6, 0.0))},
        "exposure": {"M": 1.0, "N1": draw(one_of(1.0, 0.5)), "N2": 1.0},
        "hit": draw(one_of(0.5, 0.9, 0.0, 1.0)), "invented_per_year": draw(one_of(2.0, 0.0, 10.0)),
    }  # fmt: skip
    if draw(one_of(True, False)):
        found["false_match"] = {
            "per_comparison": 0.001,
            "gallery": draw(one_of(1000, 10)),
            "by_group": {"M": 1.0, "N1": 3.0, "N2": 10.0},
            "local": draw(one_of(0.5, 1.0, 0.0)),
            "stricter": draw(one_of(0.5, 0.0, -1.0)),
        }
        found["hit_lost"] = draw(one_of(0.2, 0.0))
    if draw(one_of(True, False)):
        found["impaired"] = {"share": 0.5, "hit": draw(one_of(0.1, 1.0))}
        found["missed"] = {"M": 1.0, "N1": 3.0, "N2": 0.5}
    if draw(one_of(True, False)):
        found["gate"] = {
            "passage": draw(one_of("passage-0", "passage-1")), "refused": draw(one_of(0.05, 0.0)),
            "refused_by_group": {"M": 1.0, "N1": 2.0, "N2": 0.0}, "refusal_minutes": 2.5, "minutes": 0.3,
        }  # fmt: skip
        found["sees"] = ["is-wanted"]
    elif number == 0 and draw(one_of(True, False)):
        found |= {"absence": {"months": draw(one_of(1, 2))}, "sees": ["leaves-no-trace"], "invented_per_year": 0.0}
        found.pop("false_match", None)
    found["delay_weeks"] = draw(one_of(0, 1, 5))
    found["retention_weeks"] = draw(one_of(None, 8, 6))
    if "absence" not in found:
        found["system"] = draw(one_of(None, "shared"))
        found["instead_of"] = some(draw, [f"sensor-{k}" for k in range(number)], 0, 2)
    return found


def scorecard(seen: list[str]) -> dict[str, Any]:
    """A scorecard of what some sensors see. It follows from that alone: whatever else is drawn stays as it was."""
    kinds = [seen[k::3][:2] for k in range(min(len(seen), 3))]
    return {
        **ASSUMED, "id": "scorecard", "dimension": "history" if len(seen) % 2 else "behaviour",
        "characteristics": [{"records_of": acts} for acts in kinds], "breach": seen[:4],
        "term_weeks": 1 + len(seen) % 2, "refit_months": 1, "points_to_halve_odds": 17.5,
    }  # fmt: skip


@st.composite
def classrooms(draw: Draw) -> dict[str, Any]:
    """The shipped cameras in class, with larger errors, that see days of two kinds."""
    shipped = shipped_regime("classroom").sensors[0].model_dump()
    good, bad, middle = "attentive-day", "inattentive-day", draw(one_of(0.4, 0.9))
    ends = (draw(one_of(0.15, 0.0)), good), (0.3, None), (middle, bad), (1.0, bad)
    shipped["classroom"] |= {
        "scan_seconds": draw(one_of(60, 30)), "marks": [{"up_to": end, "act": act} for end, act in ends],
        "mistaken_by_group": {"M": draw(one_of(2.0, 1.0)), "N1": draw(one_of(3.0, 0.0)), "N2": 20.0},
        "inattentive": draw(one_of(["drifts-off"], ["stands", "drifts-off"])),
    }  # fmt: skip
    coverage = {"urban": 0.9, "rural": draw(one_of(0.5, 0.9))}
    return shipped | {"hit": draw(one_of(0.7, 1.0)), "coverage": coverage, "delay_weeks": draw(one_of(0, 3))}


@st.composite
def pulls(draw: Draw, of: str) -> dict[str, Any]:
    """Kin or friends that move one's standing."""
    return {**ASSUMED, "id": of, "of": of, "points_per_tier": draw(one_of(11.3, 2.0)), "most": draw(one_of(15.0, 60.0))}


@st.composite
def peers(draw: Draw) -> dict[str, Any]:
    """Ratings that move a dimension."""
    return {
        **ASSUMED, "id": "peers", "dimension": draw(one_of("behaviour", "relations")),
        "rate_per_month": draw(one_of(0.4, 1.0)), "strength": draw(one_of(1.0, 0.5, 0.0)),
        "weight_per_tier": draw(one_of(0.5, 0.0, -0.15)), "mistaken": draw(one_of(0.1, 1.0, 0.0)),
    }  # fmt: skip


@st.composite
def scores(draw: Draw) -> dict[str, Any]:
    """A scale with some of the five dimensions."""
    least, span = draw(one_of(350, 0)), draw(one_of(600, 100))
    parts = {name: draw(one_of(3, 1, 0)) for name in DIMENSIONS}
    parts["behaviour"] += 1
    total = sum(parts.values())
    who = {key: draw(one_of(40.0, 0.0, -25.0)) for key in ("urban", "rural", "college", "primary_or_none", "elder")}
    return {
        **ASSUMED, "id": "score", "least": least, "most": least + span,
        "start": least + span * draw(one_of(2, 1, 3)) // 4, "from_age": draw(one_of(18, 14, 40)),
        "identity": who, "pulls": [draw(pulls(of)) for of in some(draw, ["kin", "friends"], 1, 2)],
        "peers": draw(peers()) if draw(one_of(True, True, False)) else None,
        "dimensions": [
            {
                **ASSUMED, "id": name, "dimension": name, "weight": part / total,
                "fades_half_life_days": draw(one_of(60.0, None, 1000.0)),
                "gains_per_month": draw(one_of(1, None, 3)),
            }
            for name, part in parts.items()
        ],
    }  # fmt: skip


@st.composite
def rules(draw: Draw, number: int, regime: dict[str, Any], lists: list[str]) -> dict[str, Any]:
    """A rule on an act that some sensor sees."""
    act = draw(st.sampled_from(sorted({act for sensor in regime["sensors"] for act in sensor["sees"]})))
    seeing = [sensor["id"] for sensor in regime["sensors"] if act in sensor["sees"]]
    rule: dict[str, Any] = {**ASSUMED, "id": f"rule-{number}", "act": act}
    if draw(one_of(False, True)):
        rule["sensors"] = some(draw, seeing, 1, 3)
    score = regime.get("score")
    if score is not None:
        span = score["most"] - score["least"]
        if draw(one_of(True, True, False)):
            rule["dimension"] = draw(one_of(*DIMENSIONS[:4]))
            size = draw(one_of(-0.2, 0.25, -0.04, 0.6)) * span
            rule["points"] = {"urban": size, "rural": size / draw(one_of(1, 2))}
            rule["repeat_factor"] = draw(one_of(1.5, 1.0, 0.5))
            rule["term_weeks"] = draw(one_of(2, None, 1, 6))
            if regime.get("ballot") and draw(one_of(True, False)):
                each = span / regime["ballot"]["voters"]
                rule["vote"] = {"up": each * draw(one_of(0.2, 0.0)), "down": -each * draw(one_of(0.3, 0.1))}
        elif draw(one_of(True, False)):
            rule["drop_to"] = score["least"] + span // 4
    if lists and draw(one_of(True, False)):
        rule["list"], rule["after"] = draw(st.sampled_from(lists)), draw(one_of(1, 2, 3))
        if regime.get("ballot") and draw(one_of(True, False)):
            rule["vote"] = {**rule.get("vote", {}), "needed": min(draw(one_of(5, 1)), regime["ballot"]["voters"])}
    idle = not {"points", "drop_to", "list"} & set(rule)
    if draw(one_of(True, False)) or idle:
        rule["fine"] = draw(one_of(50, 400))
    return rule


def follow(regime: dict[str, Any], tiers: list[str], deeds: list[str]) -> None:
    """Add what follows from what was drawn, so that all else stays as it was: favour, treatment."""
    if len(regime["rules"]) % 4 < 2:
        regime["favour"] = favour(regime["sensors"], deeds)
    if len(regime["sensors"]) % 4 < 2:
        regime["treatment"] = treatment(regime["sensors"], tiers)
    count_together(regime)


def count_together(regime: dict[str, Any]) -> None:
    """Leave no gain that may be used up to a record that another rule has points for as well (G394).

    Half of the regimes lose the cap, the rest the points of the later rule. It follows from the rest: nothing is drawn.
    """
    score = regime.get("score") or {"dimensions": []}
    capped = {row["dimension"]: row for row in score["dimensions"] if row["gains_per_month"]}
    moving: list[dict[str, Any]] = []
    for rule in regime["rules"]:
        if "points" not in rule:
            continue
        met = [one for one in moving if any(shares(sensor, one, rule) for sensor in regime["sensors"])]
        gains = {one["dimension"] for one in (*met, rule) if max(one["points"].values()) > 0} & set(capped)
        if met and gains and not score["least"]:
            for name in gains:
                capped.pop(name)["gains_per_month"] = None
        elif met and gains:
            votes = "down" in rule.get("vote", {})
            for key in ("points", "repeat_factor", "term_weeks", *(() if votes else ("dimension",))):
                rule.pop(key)
            rule |= {} if "list" in rule or votes else {"fine": 50}
            continue
        moving.append(rule)


def shares(sensor: dict[str, Any], *rules: dict[str, Any]) -> bool:
    """Whether all of some rules take records of one act from a sensor."""
    return len({rule["act"] for rule in rules}) == 1 and all(
        rule["act"] in sensor["sees"] and sensor["id"] in rule.get("sensors", [sensor["id"]]) for rule in rules
    )


def by_tier(draw: Draw, tiers: list[str]) -> dict[str, str]:
    """Everybody below a tier, or from one upwards."""
    if draw(one_of(True, False)):
        return {"below": draw(st.sampled_from(tiers[1:]))}
    return {"above": draw(st.sampled_from(tiers[1:]))}


@st.composite
def list_clauses(draw: Draw, number: int, tiers: list[str]) -> dict[str, Any]:
    """A list with a short term, entered by records, or by standing as well."""
    found = {
        **ASSUMED, "id": f"list-{number}", "title": "A list", "colour": draw(one_of("black", "red")),
        "term_weeks": draw(one_of(2, 1, 6)), "extension_weeks": draw(one_of(1, 0, 3)),
        "exit": draw(one_of("automatic", "request")),
    }  # fmt: skip
    return found | (by_tier(draw, tiers) if tiers and draw(one_of(True, False)) else {})


@st.composite
def on_persons(draw: Draw, number: int, effect: str, lists: list[str], tiers: list[str]) -> dict[str, Any]:
    """What some lists, or a tier, do to a person."""
    found = {
        **ASSUMED, "id": f"consequence-{number}", "title": "A consequence", "effect": effect,
        "lists": some(draw, lists, 1, 2) if lists else [],
    }  # fmt: skip
    return found | (by_tier(draw, tiers) if not lists else {})


@st.composite
def consequences(
    draw: Draw, number: int, wish: str, lists: list[str], tiers: list[str], effects: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What some lists, or a tier, do to a wish."""
    common = "waive" if wish == "flat" else "refuse"
    effect = draw(one_of(*(effects or (common, "refuse", "dearer", "waive", "first"))))
    found = {
        **ASSUMED, "id": f"consequence-{number}", "title": "A consequence", "wish": wish, "effect": effect,
        "lists": some(draw, lists, 1, 3) if lists else [],
        "factor": draw(one_of(1.5, 3.0)) if effect == "dearer" else 0.5 if effect == "cheaper" else 1.0,
    }  # fmt: skip
    if tiers and (not found["lists"] or draw(one_of(False, True))):
        found |= by_tier(draw, tiers)
    return found


@st.composite
def regimes(draw: Draw, conduct: Conduct) -> Regime:
    """A regime with some of everything that the grammar knows."""
    regime: dict[str, Any] = {
        "regime": "generated", "title": "A regime by chance", "status": "fiction",
        "describes": "Nothing that anybody has proposed.", "sensors": [], "rules": [], "remedies": [],
    }  # fmt: skip
    has = {what: draw(one_of(True, True, True, False)) for what in ("score", "tiers", "lists", "announced")}
    acts = [act.id for act in conduct.acts if act.kind not in ("wanted", "absent", "scanned")]
    regime["sensors"] = [draw(sensors(k, acts)) for k in range(draw(one_of(4, 2, 6)))]
    tiers, lists = [], []
    if has["score"]:
        regime["score"] = score = draw(scores())
        if has["tiers"]:
            cuts = draw(one_of((0, 30, 50, 60, 80), (0, 50), (0, 40, 55)))
            tiers = [f"tier-{k}" for k in range(len(cuts))]
            span = score["most"] - score["least"]
            regime["tiers"] = [
                {**ASSUMED, "id": name, "title": name, "from": score["least"] + span * cut // 100}
                for name, cut in zip(tiers, cuts, strict=True)
            ]
    if has["lists"]:
        for sensor in regime["sensors"]:
            if tiers and "gate" in sensor:
                sensor["gate"]["by_tier"] = {name: 0.7 * k for k, name in enumerate(tiers)}
        regime["lists"] = [draw(list_clauses(k, tiers)) for k in range(draw(one_of(4, 2, 7)))]
        lists = [entry["id"] for entry in regime["lists"]]
        for k, entry in enumerate(regime["lists"]):
            entry["through"] = some(draw, lists[:k], 0, 2)
    if draw(one_of(True, True, False)):
        regime["ballot"] = {**ASSUMED, "id": "ballot", "voters": draw(one_of(9, 127, 1))}
    regime["rules"] = [draw(rules(k, regime, lists)) for k in range(draw(one_of(10, 4, 16)))]
    if lists or tiers:
        wishes = [wish.id for wish in conduct.wishes for _ in range(2)][: draw(one_of(10, 4))]
        regime["consequences"] = [draw(consequences(k, wish, lists, tiers)) for k, wish in enumerate(wishes)]
        scarce = some(draw, [wish.id for wish in conduct.wishes[5:]], 3, 10)
        regime["consequences"] += [
            draw(consequences(100 + k, wish, lists, tiers, ("last", "first", "refuse", "cheaper", "dearer")))
            for k, wish in enumerate(scarce)
        ]
        for k, effect in enumerate(some(draw, ["shown", "honoured", "confess", *["detain"] * bool(lists)], 1, 3)):
            regime["consequences"].append(draw(on_persons(200 + k, effect, lists, tiers)))
        regime["leaks"] = draw(one_of({**ASSUMED, "id": "leaks", "files_per_year": 1.0, "remembered_months": 2}, None))
    if draw(one_of(True, False)):
        shown, published = draw(one_of((True, True), (False, True), (True, False)))
        regime["openness"] = {**ASSUMED, "id": "openness", "score_shown": shown, "rules_published": published}
    if has["announced"]:
        regime["announced"] = {**ASSUMED, "id": "announced", "reach": draw(one_of(1.0, 0.2))}
    if draw(one_of(True, True, False)):
        success = {"success_in_error": 0.8, "success_true": draw(one_of(0.4, 0.0)), "restores": 0.5,
                   "suspends": draw(one_of(False, True))}  # fmt: skip
        regime["remedies"].append({**ASSUMED, "id": "appeal", "kind": "appeal", "decision_weeks": 1, **success})
    if draw(one_of(True, True, False)):
        mode = draw(one_of("request", "automatic"))
        regime["remedies"].append({**ASSUMED, "id": "expiry", "kind": "expiry", "mode": mode})
    regime["remedies"] += draw(safeguards([sensor["id"] for sensor in regime["sensors"]]))
    if has["score"] and draw(one_of(True, False)):
        scanned = {**regime, "sensors": [draw(classrooms())]}
        regime["sensors"] += scanned["sensors"]
        regime["rules"] += [draw(rules(100 + k, scanned, lists)) for k in range(3)]
        regime["score"] |= {"from_age": draw(one_of(6, 14)), "to_age": draw(one_of(99, 17))}
    if has["score"] and len(regime["rules"]) % 2 == 0:
        regime["score"]["scorecard"] = scorecard(
            sorted({act for sensor in regime["sensors"] for act in sensor["sees"]})
        )
    follow(regime, tiers, [act.id for act in conduct.acts if act.deed])
    return Generated.model_validate(regime)


def small_regimes() -> st.SearchStrategy[Regime]:
    """Regimes over the shipped conduct."""
    return regimes(shipped_conduct())


@dataclass(frozen=True)
class Drawn:
    """A place, a conduct, a regime, and a seed, with a name short enough to be read."""

    place: Place
    conduct: Conduct
    regime: Regime
    seed: int

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What a failure prints of it."""
        printer.text(f"<{self.place.place}, seed {self.seed}, {self.regime!r}>")


@st.composite
def worlds(draw: Draw) -> Drawn:
    """A world in which things happen often."""
    conduct = draw(conducts())
    place = shipped_place(draw(one_of("village", "cn-2020")))
    regime, seed = draw(regimes(conduct)), draw(st.integers(1, 9))
    # What follows is told by what was drawn, so that all else stays as it was.
    deaths = None if seed == 9 else {**changed(place.deaths).model_dump(), "least": 10.0 * seed}
    return Drawn(changed(place, deaths=deaths), conduct, regime, seed)
