"""A regime in words: no clause and no field is left out, and no file widens the view."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter
from rich.cells import cell_len

from glasshouse.inputs import library
from glasshouse.inputs.budget import Budget
from glasshouse.inputs.clause import Clause
from glasshouse.inputs.consequence import Consequence, Leak
from glasshouse.inputs.describing import FACTS, describe
from glasshouse.inputs.favour import Favour, Treatment
from glasshouse.inputs.phasing import Attention, Phase, Target
from glasshouse.inputs.regime import (
    Announcement,
    Ballot,
    DimensionWeight,
    ListClause,
    Openness,
    Peers,
    Pull,
    Regime,
    Rule,
    Score,
    Sensor,
    Tier,
)
from glasshouse.inputs.remedies import Remedy
from glasshouse.inputs.saying import SAYINGS, Words, says
from glasshouse.inputs.scorecard import Scorecard
from glasshouse.report.regimes import shown

WHY = {"why": "made up for a test", "range": [0, 1]}
SEEN: dict[str, Any] = {
    "id": "eye", "kind": "net", "title": "An eye", "sees": ["jaywalk"], "coverage": {"urban": 0.1, "rural": 0.2},
    "exposure": {"M": 0.5, "N1": 2, "N2": 3}, "hit": 0.9, "missed": {"M": 0.5, "N1": 2, "N2": 3},
    "impaired": {"share": 0.3, "hit": 0.4}, "hit_lost": 0.05, "system": "one", "instead_of": ["ear"], "delay_weeks": 2,
    "retention_weeks": 9, "invented_per_year": 0.01, "assumption": WHY,
    "false_match": {"per_comparison": 1e-5, "gallery": 99, "by_group": {"M": 2, "N1": 3, "N2": 4}, "local": 0.5,
                    "stricter": 1},
}  # fmt: skip
PASSED: dict[str, Any] = {
    **SEEN, "sees": ["is-wanted"],
    "gate": {"passage": "rides-metro", "refused": 0.1, "refused_by_group": {"M": 2, "N1": 3, "N2": 4},
             "refusal_minutes": 4, "minutes": 5, "by_tier": {"low": 6}},
}  # fmt: skip
READ: dict[str, Any] = {
    "id": "gap", "kind": "absence", "title": "A gap", "sees": ["leaves-no-trace"], "absence": {"months": 3},
    "coverage": {"urban": 0.1, "rural": 0.2}, "exposure": {"M": 0.5, "N1": 2, "N2": 3}, "hit": 0.9,
    "assumption": WHY,
}  # fmt: skip
SCANNED: dict[str, Any] = {
    "id": "lens", "kind": "classroom", "title": "A lens", "sees": ["inattentive-day"], "hit": 0.9,
    "coverage": {"urban": 0.1, "rural": 0.2}, "exposure": {"M": 0.5, "N1": 2, "N2": 3},
    "classroom": {
        "scan_seconds": 30, "behaviours": {"reads": {"reads": 0.9, "writes": 0.1}},
        "moods": {"happy": {"happy": 0.8, "sad": 0.2}}, "mistaken_by_group": {"M": 2, "N1": 3, "N2": 4},
        "inattentive": ["writes"],
        "marks": [{"up_to": 0.3, "act": "attentive-day"}, {"up_to": 1, "act": "inattentive-day"}],
    },
    "assumption": WHY,
}  # fmt: skip
REMEDY: TypeAdapter[Any] = TypeAdapter(Remedy)
FULL: dict[str, Clause] = {
    "sensor": Sensor.model_validate(SEEN),
    "gate": Sensor.model_validate(PASSED),
    "absence": Sensor.model_validate(READ),
    "classroom": Sensor.model_validate(SCANNED),
    "announced": Announcement.model_validate({"id": "a", "reach": 0.5, "assumption": WHY}),
    "openness": Openness.model_validate({"id": "o", "assumption": WHY}),
    "weight": DimensionWeight.model_validate(
        {"id": "h", "dimension": "history", "weight": 1, "fades_half_life_days": 9, "gains_per_month": 2,
         "assumption": WHY}),
    "pull": Pull.model_validate({"id": "k", "of": "kin", "points_per_tier": 3, "most": 4, "assumption": WHY}),
    "rule": Rule.model_validate(
        {"id": "r", "act": "jaywalk", "sensors": ["eye"], "dimension": "history", "points": {"urban": -3, "rural": -4},
         "repeat_factor": 2, "term_weeks": 5, "drop_to": 10, "fine": 7, "list": "l", "after": 2,
         "vote": {"up": 1, "down": -2, "needed": 3}, "assumption": WHY}),
    "peers": Peers.model_validate(
        {"id": "q", "strength": 0.5, "dimension": "behaviour", "rate_per_month": 0.2, "weight_per_tier": 0.5,
         "mistaken": 0.1, "assumption": WHY}),
    "scorecard": Scorecard.model_validate(
        {"id": "k", "dimension": "history", "characteristics": [{"records_of": ["jaywalk"]}], "breach": ["litters"],
         "term_weeks": 9, "refit_months": 3, "points_to_halve_odds": 21, "assumption": WHY}),
    "ballot": Ballot.model_validate({"id": "b", "voters": 9, "assumption": WHY}),
    "tier": Tier.model_validate({"id": "t", "title": "low", "from": 5, "assumption": WHY}),
    "list": ListClause.model_validate(
        {"id": "l", "title": "A list", "colour": "black", "term_weeks": 9, "extension_weeks": 3, "below": "t",
         "above": "u", "through": ["m"], "assumption": WHY}),
    "consequence": Consequence.model_validate(
        {"id": "c", "title": "Dearer loans", "wish": "loan", "effect": "dearer", "lists": ["l"], "below": "t",
         "above": "u", "factor": 2, "assumption": WHY}),
    "leaks": Leak.model_validate(
        {"id": "k", "files_per_year": 0.07, "remembered_months": 14, "assumption": WHY}),
    "appeal": REMEDY.validate_python(
        {"id": "p", "kind": "appeal", "strength": 0.5, "decision_weeks": 4, "success_in_error": 0.6,
         "success_true": 0.1, "restores": 0.7, "suspends": True, "assumption": WHY}),
    "notice": REMEDY.validate_python(
        {"id": "n", "kind": "notice", "strength": 0.5, "reach": 0.6, "assumption": WHY}),
    "examination": REMEDY.validate_python(
        {"id": "e", "kind": "examination", "strength": 0.5, "by": "reviewer", "sensors": ["eye"], "in_error": 0.6,
         "could_not_help": 0.7, "otherwise_true": 0.1, "anchoring": 0.3, "weeks": 2, "per_1000_a_month": 8,
         "assumption": WHY}),
    "oversight": REMEDY.validate_python(
        {"id": "s", "kind": "oversight", "strength": 0.5, "allowed": 0.1, "from_records": 20, "halt_weeks": 4,
         "by_group": True, "assumption": WHY}),
    "repair": REMEDY.validate_python(
        {"id": "f", "kind": "repair", "strength": 0.5, "after_weeks": 8, "fee": 90, "deeds": 3, "assumption": WHY}),
    "opt-out": REMEDY.validate_python(
        {"id": "u", "kind": "opt-out", "strength": 0.5, "sensors": ["eye"], "assumption": WHY}),
    "expiry": REMEDY.validate_python(
        {"id": "e", "kind": "expiry", "strength": 0.5, "mode": "request", "assumption": WHY}),
    "attention": Attention.model_validate({"id": "a", "sensors": ["eye"], "follows": 0.5, "assumption": WHY}),
    "target": Target.model_validate(
        {"id": "g", "sensors": ["eye"], "entries_per_1000": 3, "most": 2, "assumption": WHY}),
    "favour": Favour.model_validate(
        {"id": "f", "strength": 0.5, "connected": 0.1, "drops": 0.2, "assumption": WHY,
         "enters": {"sensor": "eye", "act": "volunteers", "per_month": 0.3}}),
    "treatment": Treatment.model_validate(
        {"id": "t", **{part: {"M": 0.5, "N1": 2, "N2": 3} for part in ("coverage", "points", "fines", "terms")},
         "higher_cut_offs": {"M": 1, "N1": 2, "N2": 3}, "assumption": WHY}),
    "budget": Budget.model_validate(
        {"id": "b", "share_of_income": 0.2, "costs": {"eye": 0.1}, "helps": 0.5, "assumption": WHY}),
    "phase": Phase.model_validate(
        {"id": "p", "title": "A phase", "from_day": 3, "until_day": 9, "districts": 0.5, "over_days": 2,
         "ends_over_days": 4, "order": "lot", "after": "q", "adds": ["eye"], "drops": ["r"],
         "changes": [{"clause": "l", "to": {"term_weeks": 2}}], "wipes": ["records"],
         "reveals": {"heard": 0.5, "doubt": 0.2, "reassured": 0.1}, "assumption": WHY}),
    "repeal": Phase.model_validate(
        {"id": "p", "title": "A phase", "drops": "everything", "keeps": ["r"], "assumption": WHY}),
    "creep": Phase.model_validate(
        {"id": "p", "title": "A phase", "adds": ["r"], "from_day": 3, "over_days": 2,
         "when": {"recorded": ["jaywalk"], "per_1000_a_month": 2, "chance": 0.5}, "assumption": WHY}),
    "spread": Phase.model_validate(
        {"id": "p", "title": "A phase", "adds": ["r"], "from_day": 3, "districts": 0.5,
         "spreads": {"chance_a_month": 0.1, "doubles_per_1000": 5, "by_adopters": 2}, "assumption": WHY}),
    "partner": Phase.model_validate(
        {"id": "p", "title": "A phase", "adds": ["r"], "from_day": 3, "over_days": 2,
         "joins": {"recorded": ["jaywalk"], "saves": 5, "loses": 2}, "assumption": WHY}),
    "reform": Phase.model_validate(
        {"id": "p", "title": "A phase", "adds": ["r"], "from_day": 3, "over_days": 2,
         "reform": {"accountability": 0.5, "every_months": 12}, "assumption": WHY}),
    "score": Score.model_validate(
        {"id": "s", "least": 1, "most": 99, "start": 50, "from_age": 18, "to_age": 60, "assumption": WHY,
         "identity": {"urban": 1, "rural": 2, "college": 3, "primary_or_none": 4, "elder": 5, "official": 6},
         "dimensions": [{"id": "h", "dimension": "history", "weight": 1, "assumption": WHY}]}),
}  # fmt: skip
SAID_ELSEWHERE = {"id", "kind", "title", "source", "assumption", "dimensions", "pulls", "peers", "scorecard"}
"""In the line above the sentence, the lines below it, or as clauses of their own; a remedy's kind chooses the words."""
BESIDE = {
    "sensor": {"gate", "absence", "classroom"},
    "phase": {"when", "spreads", "reform", "joins", "keeps"},
    **{kind: set(Phase.model_fields) - told for kind, told in (
        ("repeal", {"drops", "keeps"}), ("creep", {"adds", "from_day", "over_days", "when"}),
        ("spread", {"adds", "from_day", "districts", "spreads"}),
        ("partner", {"adds", "from_day", "over_days", "joins"}),
        ("reform", {"adds", "from_day", "over_days", "reform"}),
    )},
    "gate": {"sees", "absence", "classroom"},
    "absence": {"sees", "gate", "missed", "impaired", "hit_lost", "system", "instead_of", "delay_weeks",
                "retention_weeks", "false_match", "invented_per_year", "classroom"},
    "classroom": {"sees", "gate", "absence", "missed", "impaired", "hit_lost", "system", "instead_of", "delay_weeks",
                  "retention_weeks", "false_match", "invented_per_year"},
}  # fmt: skip
"""What each example leaves out, since another of a sensor's examples has it."""


def words() -> Words:
    """The words of an empty regime over the default conduct."""
    regime = Regime.model_validate({"regime": "x", "title": "xxx", "status": "fiction", "describes": "x" * 10})
    return Words.of(regime, library.load_conduct("default").value)


def altered(model: BaseModel, skip: set[str]) -> Iterator[tuple[str, Any]]:
    """Every copy of a model in which one field has another value."""
    for name in type(model).model_fields.keys() - skip:
        value = getattr(model, name)
        others: list[Any] = []
        if isinstance(value, BaseModel):
            others = [(f"{name}.{path}", copy) for path, copy in altered(value, set())]
            yield from ((path, model.model_copy(update={name: copy})) for path, copy in others)
            continue
        if isinstance(value, bool):
            others = [not value]
        elif isinstance(value, int | float):
            others = [value / 2 if value <= 1 else value + 1]
        elif isinstance(value, str):
            options = [one for one in get_args(type(model).model_fields[name].annotation) if isinstance(one, str)]
            others = [one for one in options or ["another"] if one != value]
        elif isinstance(value, list) and isinstance(value[0], BaseModel):
            parts = [(k, *one) for k, part in enumerate(value) for one in altered(part, set())]
            yield from ((f"{name}.{k}.{path}", model.model_copy(update={name: [*value[:k], copy, *value[k + 1 :]]}))
                        for k, path, copy in parts)  # fmt: skip
            continue
        elif isinstance(value, list):
            others = [["another"], [*value, "another"]]
        elif isinstance(value, dict):
            others = [{"another": {"another": 1.0} if isinstance(next(iter(value.values())), dict) else 1.0}]
        else:
            raise AssertionError(f"{name} is left out of the full example")
        yield from ((name, model.model_copy(update={name: other})) for other in others)


@pytest.mark.parametrize("kind", FULL)
def test_every_field_of_a_clause_is_in_its_words(kind: str) -> None:
    clause, known = FULL[kind], words()
    skip = SAID_ELSEWHERE | BESIDE.get(kind, set())
    said = says(clause, known)
    silent = [path for path, other in altered(clause, skip) if says(other, known) == said]
    # A gate looks for wanted persons and nothing else; its mistakes fall on the passer-by, so `local` says nothing.
    assert set(silent) <= ({"false_match.local"} if kind == "gate" else set())


def test_a_field_that_is_left_out_of_the_words_is_caught() -> None:
    clause = FULL["rule"]
    silent = [
        path
        for path, other in altered(clause, SAID_ELSEWHERE - {"id"})
        if says(other, words()) == says(clause, words())
    ]
    assert silent == ["id"]


def clause_types(model: type[BaseModel]) -> Iterator[type[Clause]]:
    """Every kind of clause below a grammar."""
    for field in model.model_fields.values():
        pending = [field.annotation]
        while pending:
            one = pending.pop()
            if get_origin(one) is not None:
                pending += get_args(one)
            elif isinstance(one, type) and issubclass(one, BaseModel):
                if issubclass(one, Clause):
                    yield one
                yield from clause_types(one)


def test_every_kind_of_clause_has_words_and_a_full_example() -> None:
    kinds = set(clause_types(Regime))
    assert kinds == set(SAYINGS) == {type(clause) for clause in FULL.values()}


@pytest.mark.parametrize("name", library.names("regimes"))
def test_every_clause_is_told_with_its_line_and_where_it_comes_from(name: str) -> None:
    read = library.load_regime(name)
    found, text = describe(read), shown(read).text
    told = {one.id: one for section in found.sections if section.name != FACTS for one in section.clauses}
    for section in ("sensors", "rules", "tiers", "lists", "consequences", "remedies"):
        for entry in getattr(read.value, section):
            clause = told[entry.id]
            [file] = [path for path in read.files if path.name == clause.file]
            assert f"id: {entry.id}" in file.read_text("utf-8").splitlines()[clause.line - 1]
            assert tuple(key.key for key in clause.sources) == entry.sources
            assert (clause.why is None) == (entry.assumption is None)
            assert clause.sources or clause.range
    assert max(map(len, text.splitlines())) <= 80


def test_no_file_widens_the_view(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    # Hidden characters are refused when read; characters of two columns without a blank must not widen the view.
    file.write_text(f"regime: x\ntitle: {'中' * 119}\nstatus: fiction\ndescribes: {'文' * 300}\n")
    text = shown(library.load_regime(file)).text
    assert "中文" not in text and max(map(cell_len, text.splitlines())) <= 80
