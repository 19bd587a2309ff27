"""How people of a world by chance behave: the shipped conduct, livelier, and its answers stronger, weaker or off."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st
from pydantic import BaseModel

from glasshouse.inputs.conduct import Act, Conduct
from glasshouse.inputs.reading import read
from tests.drawing import ASSUMED, Draw, one_of, some

DATA = Path(__file__).resolve().parents[1] / "src" / "glasshouse" / "data"
M = TypeVar("M", bound=BaseModel)


@cache
def shipped_conduct() -> Conduct:
    """The shipped conduct."""
    return read(DATA / "conduct" / "default.yaml", Conduct).value


def changed(model: M | None, **fields: Any) -> M:
    """A copy with some fields changed and checked again."""
    assert model is not None
    return type(model).model_validate({**model.model_dump(by_alias=True), **fields})


# -- conduct


def oftener(act: Act, times: float) -> Act:
    """An act done more often, with room for responses; nobody does it every other day."""
    rates = {place: min(getattr(act.rate_per_year, place) * times, 40.0) for place in ("urban", "rural")}
    return changed(act, rate_per_year=rates, headroom=max(act.headroom, 4.0))


@st.composite
def encounters(draw: Draw) -> dict[str, Any]:
    """How people rate each other, with errors and leanings, or without."""
    found: dict[str, Any] = {
        **ASSUMED, "id": "encounters", "per_month": {"urban": 5, "rural": draw(one_of(3, 0))},
        "stars": draw(one_of([1, 4, 5], [0, 0, 5])), "pleasant": draw(one_of(0.5, 0.0)), "unpleasant": 0.1,
        "domain": draw(one_of("street", "home")), "frailty_shape": draw(one_of(1.0, 4.0)),
    }  # fmt: skip
    if draw(one_of(True, True, False)):
        found["leniency"] = {**ASSUMED, "id": "leniency", "lenient": draw(one_of(0.3, 0.0)), "strict": 0.2}
        found["deference"] = {**ASSUMED, "id": "deference", "above": draw(one_of(0.2, 0.0)), "below": 0.3}
        found["collusion"] = {**ASSUMED, "id": "collusion", "share": draw(one_of(0.3, 1.0))}
    return found


@st.composite
def answers(draw: Draw, base: Conduct) -> dict[str, Any]:
    """What sanctions, refusals and prices do to people: strongly, less so, not, or not written at all."""
    assert base.grievance and base.protest and base.gaming and base.own_motive and base.withdrawal
    assert base.habituation
    on = draw(one_of(1.0, 1.0, 0.5, 0.0))
    return {
        "grievance": changed(
            base.grievance, strength=on, odds_ratio=draw(one_of(0.95, 1.0)), half_life_days=60.0, blocked=1.5
        ).model_dump() if draw(one_of(True, True, False)) else None,
        "protest": changed(base.protest, strength=on, lost=1, threshold=0.01, spread=0.03, fear=0.05).model_dump(),
        "own_motive": changed(base.own_motive, strength=on, most=0.3, falls=draw(one_of(0.7, 0.0))).model_dump(),
        "gaming": changed(
            base.gaming, strength=on, gamers=draw(one_of(0.6, 0.1)), near=0.2, claimed=0.4
        ).model_dump() if draw(one_of(True, True, False)) else None,
        "withdrawal": changed(
            base.withdrawal, strength=on, per_year=draw(one_of(1.0, 0.3)), back_per_month=0.5
        ).model_dump() if draw(one_of(True, True, False)) else None,
        "habituation": changed(
            base.habituation, strength=on, levels_per_year=draw(one_of(1.0, 0.0)), dulls=0.4
        ).model_dump() if draw(one_of(True, True, False)) else None,
    }  # fmt: skip


@st.composite
def conducts(draw: Draw) -> Conduct:
    """The shipped conduct, with more happening and responses stronger, or switched off."""
    base = shipped_conduct()
    times = draw(one_of(8.0, 30.0, 1.0))
    acts = [oftener(act, times) if act.kind == "rare" else act for act in base.acts]
    share = draw(one_of(0.3, 0.02))
    acts = [changed(act, share=share) if act.kind == "wanted" else act for act in acts]
    passages = [
        {**ASSUMED, "id": f"passage-{k}", "title": "went past", "per_month": {"urban": often, "rural": often / 3}}
        for k, often in enumerate((40.0, 6.0))
    ]
    silent = some(draw, [act.id for act in acts if act.kind == "rare"], 0, 8)
    acts = [changed(act, rate_per_year={"urban": 0, "rural": 0}) if act.id in silent else act for act in acts]
    wishes = [
        changed(wish, per_month=tuple(min(chance * draw(one_of(15.0, 3.0)), 1.0) for chance in wish.per_month))
        for wish in base.wishes
    ]
    often = ("match", "queue")
    wishes = [changed(wish, per_month=(1.0,) * 5) if wish.kind in often else wish for wish in wishes]
    wishes = [changed(wish, months=3, places=8.0) if wish.places else wish for wish in wishes]
    # Flats are left again within the few months that a test lives.
    wishes = [changed(wish, months=2) if wish.kind in ("rental", "match") else wish for wish in wishes]
    on = draw(one_of(1.0, 0.5, 0.0))
    return changed(
        base,
        encounters=draw(encounters()),
        lessons=changed(base.lessons, minutes_a_day=30, weeks_a_year=4).model_dump(),
        voting={
            **ASSUMED,
            "id": "voting",
            "down": draw(one_of(0.5, 0.9)),
            "agreement": draw(one_of(0.3, 0.0)),
            "halo": {**ASSUMED, "id": "halo", "per_tier": draw(one_of(0.1, 0.0))},
        },
        acts=[act.model_dump() for act in acts],
        wishes=[wish.model_dump() for wish in wishes],
        passages=passages,
        shocks=changed(base.shocks, job_loss_per_month=draw(one_of(0.15, 0.01)), forgetting=0.1).model_dump(),
        compliance=changed(base.compliance, strength=on).model_dump(),
        silence=changed(base.silence, most=draw(one_of(0.9, 0.3)), displaced=0.5).model_dump(),
        fear=changed(base.fear, half_life_days=draw(one_of(40.0, 400.0)), ties=1.0).model_dump(),
        ties=changed(base.ties, loss_per_month=draw(one_of(0.2, 0.0)), gap=1.5, renewal_per_month=0.3).model_dump(),
        learning=changed(base.learning, strength=on, unpunished=0.05, half_life_days=60.0).model_dump(),
        awareness=changed(
            base.awareness, start=draw(one_of(0.6, 0.0)), study_per_month=0.8, look_per_month=0.3
        ).model_dump(),
        **draw(answers(base)),
        upbringing=changed(base.upbringing, from_parents=share).model_dump(),
        courtship=changed(base.courtship, seeks_per_year=4.0, separations_per_year=0.3, by_standing=0.5).model_dump(),
        remedies=changed(
            base.remedies,
            appeal_in_error=0.9,
            appeal_true=draw(one_of(0.7, 0.0)),
            request=draw(one_of(0.8, 0.0)),
            repair=0.6,
            refuse=0.5,
            take_back=0.3,
        ).model_dump(),
    )
