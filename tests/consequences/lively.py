"""Worlds in which people want scarce things often, and standing decides by what is seen at once: who one is."""

from typing import Any

from tests import worlds

ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}
NOBODY = "nobody"
SCARCE = ("senior-school", "better-flat", "public-office", "match", "clinic", "well-paid-post")


def conduct(**per_month: float) -> Any:
    """The default conduct, in which scarce things are wanted so often, and few come free."""
    wishes = []
    for wish in worlds.entries(worlds.conduct().wishes):
        chance = per_month.get(wish["id"].replace("-", "_"), 0.6 if wish["id"] in SCARCE else None)
        wishes.append({**wish, **({} if chance is None else {"per_month": (chance,) * 5})})
    return worlds.changed(worlds.conduct(), wishes=wishes)


def consequence(name: str, effect: str, wish: str | None = None, **whom: Any) -> dict[str, Any]:
    """A clause of a test."""
    return {**ASSUMED, "id": name, "title": "A consequence", "effect": effect, "wish": wish, **whom}


def lists_of_nobody() -> dict[str, Any]:
    """A list that nothing leads to, so that a clause can be there and reach nobody."""
    return {**ASSUMED, "title": "A list", "colour": "red", "term_weeks": 4}


def favouring(*clauses: dict[str, Any], announced: bool = False) -> Any:
    """As told, with no consequences but these; the well off in town stand high by who they are."""
    regime = worlds.regime()
    assert regime.score is not None
    score = regime.score.model_dump(by_alias=True)
    score["identity"] = {"urban": 300, "rural": -300, "college": 0, "primary_or_none": 0, "elder": 0, "official": 0}
    named = {name for row in clauses for name in row.get("lists", [])}
    lists = [{**row, "through": []} for row in worlds.entries(regime.lists) if row["id"] in named]
    lists.append({**lists_of_nobody(), "id": NOBODY})
    return worlds.changed(
        regime, score=score, lists=lists, consequences=list(clauses), leaks=None, announced=None,
        rules=[{**row, "list": row["list"] if row["list"] in named else None} for row in worlds.entries(regime.rules)
               if row["points"] or row["fine"] or row["drop_to"] is not None or row["list"] in named],
    )  # fmt: skip


FIRST = tuple(consequence(f"first-{wish}", "first", wish, above="very-good") for wish in SCARCE)
LAST = tuple(consequence(f"last-{wish}", "last", wish, below="good") for wish in SCARCE)
"""The well-standing go first, the poorly-standing last, in everything."""
