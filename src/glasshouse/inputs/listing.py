"""What ships, as rows for people: regimes, places, conduct, acts, sensors, consequences, rights."""

from glasshouse.inputs import library
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Regime

Row = dict[str, str]


def rows_of(kind: str) -> list[Row]:
    """Return the rows of one kind."""
    if kind == "regimes":
        return [{"regime": regime.regime, "status": regime.status, "title": regime.title} for regime in regimes()]
    if kind == "places":
        places = [library.load_place(name).value for name in library.names("places")]
        return [{"place": p.place, "population": f"{p.population.value:_.0f}", "title": p.title} for p in places]
    if kind == "conduct":
        return [{"conduct": c.conduct, "acts": str(len(c.acts)), "title": c.title} for c in conducts()]
    if kind == "acts":
        return acts()
    if kind == "rights":
        return rights()
    return clauses(kind)


def regimes() -> list[Regime]:
    """Return the shipped regimes."""
    return [library.load_regime(name).value for name in library.names("regimes")]


def conducts() -> list[Conduct]:
    """Return the shipped conduct files."""
    return [library.load_conduct(name).value for name in library.names("conduct")]


def acts() -> list[Row]:
    """Return every act with its victim, cause and the right that protects it."""
    return [
        {
            "act": act.id,
            "who": act.title,
            "victim": act.victim,
            "cause": act.cause,
            "protected by": act.protects or "",
        }
        for conduct in conducts()
        for act in conduct.acts
    ]


def clauses(kind: str) -> list[Row]:
    """Return the sensors or consequences of the shipped regimes, with where each is used."""
    found: dict[str, Row] = {}
    for regime in regimes():
        for row in regime.sensors if kind == "sensors" else regime.consequences:
            sort = row.kind if kind == "sensors" else row.effect  # type: ignore[union-attr]
            entry = found.setdefault(row.id, {kind[:-1]: row.id, "kind": sort, "title": row.title, "in": ""})
            entry["in"] = ", ".join(filter(None, (entry["in"], regime.regime)))
    return list(found.values())


def rights() -> list[Row]:
    """Return the rights that acts are protected by and that consequences touch."""
    found: dict[str, list[str]] = {}
    for conduct in conducts():
        for act in conduct.acts:
            if act.protects:
                found.setdefault(act.protects, []).append(act.id)
        for wish in conduct.wishes:
            found.setdefault(wish.right, []).append(wish.id)
    return [{"right": right, "acts and wishes": ", ".join(sorted(set(names)))} for right, names in found.items()]
