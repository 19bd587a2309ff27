"""The shipped files: each fits the grammar, says where every number comes from, and names nobody."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from glasshouse.inputs import library
from glasshouse.inputs.checks import check_world
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.consequence import Effect
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from tests.tidy import rules

DATA = rules.SOURCE / "data"
GRAMMARS: dict[str, type[BaseModel]] = {"places": Place, "conduct": Conduct, "regimes": Regime}
SHIPPED = [path for kind in GRAMMARS for path in sorted((DATA / kind).glob("*.yaml"))]
ROLES = {"input", "target", "holdout", "context"}

# Names of peoples and faiths that have no place in a file: groups are M, N1 and N2.
PEOPLES = re.compile(
    r"\b(han|hui|uyghurs?|uighurs?|tibetans?|mongols?|mongolians?|kazakhs?|zhuang|manchus?|roma|sinti|arabs?|kurds?"
    r"|slavs?|muslims?|christians?|jews?|jewish|hindus?|buddhists?|sikhs?|blacks|whites|asians?|hispanics?)\b",
    re.IGNORECASE,
)
MERIT = re.compile(r"\b(just|deserved|rightful|trustworthy)\b", re.IGNORECASE)
ACTS = {
    "A1": "pays-bill-late misses-instalment ignores-judgment frivolous-purchase careful-purchase",
    "A2": "jaywalk traffic-offence drunk-driving fare-evasion smokes-on-train litters",
    "A3": "quarrels-with-neighbour uses-much-energy uses-little-energy cares-for-parents plays-games-long",
    "A4": "posts-criticism posts-praise spreads-rumour searches-censored goes-round-censor",
    "A5": "worships-banned-form petitions assembles keeps-listed-friend",
    "A6": "volunteers gives-blood gives-money wins-award reports-neighbour",
    "A8": "unpleasant-encounter viral-incident",
    "A9": "cultural-expression keeps-banned-writing refuses-oath",
}
"""The families of acts of rare kinds; what a class does (A7) and encounters that are rated daily are no rare acts."""
GROUP_KEYS = {"group", "groups", "by_group", "exposure", "M", "N1", "N2"}


def load(path: Path) -> dict[str, Any]:
    """The plain data of one file, without what it extends."""
    data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def evidence() -> list[dict[str, str]]:
    """The rows of the evidence."""
    with (DATA / "evidence" / "figures.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def entries(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a file, at any depth."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from entries(child)


def sources(node: Any) -> set[str]:
    """Every evidence key that a file cites."""
    found: set[str] = set()
    for entry in entries(node):
        cited = entry.get("source", [])
        found |= {cited} if isinstance(cited, str) else set(cited)
    return found


def words(regime: dict[str, Any], conduct: dict[str, Any]) -> list[str]:
    """What a regime (with its parent's clauses) names that neither it nor the conduct file has."""
    known = {key: {one["id"] for one in regime.get(key, [])} for key in ("sensors", "lists", "tiers")}
    acts, wishes = ({one["id"] for one in conduct[key]} for key in ("acts", "wishes"))
    seen = {act for sensor in regime.get("sensors", []) for act in sensor.get("sees", [])}
    unknown = [f"act {act}" for act in sorted(seen - acts)]
    for rule in regime.get("rules", []):
        unknown += [f"act {rule['act']} that no sensor sees"] if rule["act"] not in seen else []
        unknown += [f"sensor {one}" for one in rule.get("sensors") or [] if one not in known["sensors"]]
        unknown += [f"list {rule['list']}"] if rule.get("list", None) not in {None, *known["lists"]} else []
    for clause in [*regime.get("lists", []), *regime.get("consequences", [])]:
        ends = {clause.get("below"), clause.get("above")} - {None}
        unknown += [f"tier {one}" for one in sorted(ends - known["tiers"])]
        named = [*clause.get("lists", []), *clause.get("through", [])]
        unknown += [f"list {one}" for one in named if one not in known["lists"]]
    for sensor in regime.get("sensors", []):
        unknown += [f"sensor {one}" for one in sensor.get("instead_of", []) if one not in known["sensors"]]
    for clause in regime.get("consequences", []):
        unknown += [f"wish {clause['wish']}"] if clause.get("wish") not in {None, *wishes} else []
    return unknown


def merged(parent: Any, child: Any) -> Any:
    """The child's word over the parent's: key by key, and in a list of clauses id by id."""
    if isinstance(parent, dict) and isinstance(child, dict):
        return parent | {key: merged(parent[key], value) if key in parent else value for key, value in child.items()}
    if isinstance(parent, list) and isinstance(child, list) and all(isinstance(one, dict) for one in parent + child):
        found = {one.get("id"): one for one in parent}
        for one in child:
            found[one.get("id")] = merged(found.get(one.get("id"), {}), one)
        return [one for one in found.values() if not one.get("remove")]
    return child


def whole(path: Path) -> dict[str, Any]:
    """A file with its parents' clauses: the child's word where both say something."""
    child = load(path)
    if "extends" not in child:
        return child
    parent = whole(path.with_name(f"{child['extends']}.yaml"))
    made: dict[str, Any] = merged(parent, child)
    return made


def generations(path: Path) -> int:
    """How many files a file is read from: itself and those that it extends."""
    child = load(path)
    return 1 + (generations(path.with_name(f"{child['extends']}.yaml")) if "extends" in child else 0)


def idle_lists(regime: dict[str, Any]) -> set[str]:
    """Lists that nobody enters."""
    reached = {rule.get("list") for rule in regime.get("rules", [])}
    return {
        one["id"]
        for one in regime.get("lists", [])
        if one["id"] not in reached and not {"below", "above", "through"} & one.keys()
    }


def test_something_of_each_kind_is_shipped() -> None:
    assert {path.parent.name for path in SHIPPED} == set(GRAMMARS)


@pytest.mark.parametrize("path", SHIPPED, ids=rules.short)
def test_a_shipped_file_fits_the_grammar(path: Path) -> None:
    data = whole(path)
    GRAMMARS[path.parent.name].model_validate(data)
    assert data[{"places": "place", "conduct": "conduct", "regimes": "regime"}[path.parent.name]] == path.stem


@pytest.mark.parametrize("path", SHIPPED, ids=rules.short)
def test_a_shipped_file_can_be_read_with_its_parents(path: Path) -> None:
    reading = pytest.importorskip("glasshouse.inputs.reading", reason="the reader is not there yet")
    found = reading.read(path, GRAMMARS[path.parent.name])
    assert found.value.title == load(path)["title"]
    assert len(found.files) == generations(path)


def test_every_source_is_a_row_of_the_evidence_used_as_input() -> None:
    roles = {row["key"]: row["role"] for row in evidence()}
    cited = {key: rules.short(path) for path in SHIPPED for key in sources(load(path))}
    assert len(cited) > 40
    assert {key: where for key, where in cited.items() if key not in roles} == {}
    assert {key: roles[key] for key in cited if roles[key] != "input"} == {}


def test_every_row_of_the_evidence_has_one_role() -> None:
    rows = evidence()
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys))
    assert {row["role"] for row in rows} <= ROLES
    assert {row["confidence"] for row in rows} == {"seen", "verify"}


def test_what_was_known_beforehand_is_no_holdout() -> None:
    # Uptake of expiry, overturned alerts, chilling, gait, gaps between groups, inflated public ratings.
    known = re.compile(r"^(chill\.|gait\.|face\.demog\.|face\.fpir|lfr\.|peer_rating\.|ige\.|repair\.)")
    assert [row["key"] for row in evidence() if known.match(row["key"]) and row["role"] == "holdout"] == []


@pytest.mark.parametrize("path", sorted((DATA / "conduct").glob("*.yaml")), ids=rules.short)
def test_no_conduct_depends_on_a_group(path: Path) -> None:
    assert [sorted(GROUP_KEYS & entry.keys()) for entry in entries(load(path)) if GROUP_KEYS & entry.keys()] == []


def test_conduct_by_group_is_caught() -> None:
    data = load(DATA / "conduct" / "default.yaml")
    data["acts"][0]["by_group"] = {"M": 1, "N1": 2, "N2": 2}
    with pytest.raises(ValueError, match="by_group"):
        Conduct.model_validate(data)


@pytest.mark.parametrize("path", sorted((DATA / "places").glob("*.yaml")), ids=rules.short)
def test_a_district_and_the_smallest_group_are_large_enough(path: Path) -> None:
    place = Place.model_validate(load(path))
    assert place.district_size.value >= 500
    assert min(place.groups.N1, place.groups.N2) * place.population.value >= 10


@pytest.mark.parametrize("path", SHIPPED, ids=rules.short)
def test_no_people_is_named_and_nobody_praised(path: Path) -> None:
    text = path.read_text("utf-8")
    assert PEOPLES.findall(text) == []
    assert MERIT.findall(text) == []


@pytest.mark.parametrize("sample", ["title: for Tibetans", "a Muslim district", "the Han share"])
def test_the_name_of_a_people_is_caught(sample: str) -> None:
    assert PEOPLES.search(sample)


@pytest.mark.parametrize("path", sorted((DATA / "regimes").glob("*.yaml")), ids=rules.short)
def test_a_regime_names_only_what_is_there(path: Path) -> None:
    regime, conduct = whole(path), load(DATA / "conduct" / "default.yaml")
    assert words(regime, conduct) == []
    assert idle_lists(regime) == set()


def test_a_name_of_nothing_and_an_idle_list_are_caught() -> None:
    conduct = load(DATA / "conduct" / "default.yaml")
    regime = whole(DATA / "regimes" / "as-told.yaml")
    regime["rules"][0] = regime["rules"][0] | {"list": "nowhere"}
    regime["consequences"][0] = regime["consequences"][0] | {"wish": "nothing", "below": "floor"}
    regime["lists"] = [*regime["lists"], {"id": "empty"}]
    assert set(words(regime, conduct)) == {"list nowhere", "wish nothing", "tier floor"}
    assert idle_lists(regime) == {"empty"}


@pytest.mark.parametrize("place", sorted(library.names("places")))
@pytest.mark.parametrize("regime", sorted(library.names("regimes")))
def test_a_shipped_world_has_no_fault(regime: str, place: str) -> None:
    read = library.load_place(place), library.load_conduct("default"), library.load_regime(regime)
    assert check_world(*read) == []


def test_what_is_told_of_the_score_says_that_it_is_disputed() -> None:
    regime = Regime.model_validate(load(DATA / "regimes" / "as-told.yaml"))
    assert regime.status == "disputed"
    assert "No universal national score exists" in regime.describes
    assert "mostly about firms" in regime.describes


def test_as_told_has_its_lists_and_one_leads_to_another() -> None:
    regime = library.load_regime("as-told").value
    assert len({entry.id for entry in regime.lists}) >= 15
    assert {entry.colour for entry in regime.lists} == {"black", "red"}
    by_another = [entry for entry in regime.lists if entry.through]
    assert by_another
    # Joint punishment: nobody gets there by an act, and yet it closes doors.
    grounds = {rule.list for rule in regime.rules}
    alone = [entry.id for entry in by_another if entry.id not in grounds and not (entry.below or entry.above)]
    assert alone
    closed = {name for row in regime.consequences if row.adverse for name in row.lists}
    assert set(alone) <= closed


def test_as_told_looks_in_every_way_that_was_told_of_it() -> None:
    regime = library.load_regime("as-told").value
    told = {
        "face-camera", "gait-camera", "police-glasses", "face-gate", "crossing-camera", "metro-gate", "net",
        "purchases", "bank-and-court", "office", "neighbours", "dossier", "classroom", "absence",
    }  # fmt: skip
    assert told <= {sensor.kind for sensor in regime.sensors}
    assert any(sensor.instead_of for sensor in regime.sensors)
    assert any(sensor.system for sensor in regime.sensors)
    assert any(sensor.delay_weeks for sensor in regime.sensors)
    assert any(sensor.retention_weeks for sensor in regime.sensors)
    assert any(sensor.impaired for sensor in regime.sensors)
    gates = {(sensor.kind, sensor.gate.passage) for sensor in regime.sensors if sensor.gate}
    assert gates == {
        ("police-glasses", "crosses-station"),
        ("face-gate", "opens-face-gate"),
        ("face-gate", "registers-number"),
        ("metro-gate", "rides-metro"),
    }
    assert regime.score is not None
    assert {pull.of for pull in regime.score.pulls} == {"kin", "friends"}
    assert regime.openness is not None


def test_as_told_does_what_was_told_of_it() -> None:
    """Every effect, and every wish that a report names; and no wish that none does."""
    regime, conduct = library.load_regime("as-told").value, library.load_conduct("default").value
    assert {row.effect for row in regime.consequences} == set(get_args(Effect))
    assert {row.wish for row in regime.consequences if row.wish} == {wish.id for wish in conduct.wishes}
    assert regime.leaks is not None and regime.phases == [] and regime.favour is None


def test_the_pilot_in_class_is_one_in_two_files() -> None:
    told, pilot = (
        next(one for one in library.load_regime(name).value.sensors if one.classroom)
        for name in ("as-told", "classroom")
    )
    assert told.classroom is not None and pilot.classroom is not None
    assert told.classroom.model_dump(exclude={"marks"}) == pilot.classroom.model_dump(exclude={"marks"})
    assert told.sees == [] and {mark.act for mark in told.classroom.marks} == {None}


def test_gait_in_the_wild_is_between_its_two_published_shares() -> None:
    found = {row["key"]: float(row["value"]) for row in evidence() if row["key"].startswith("gait.rank1.")}
    gait = next(one for one in library.load_regime("as-told").value.sensors if one.kind == "gait-camera")
    assert found["gait.rank1.grew.gaitbase"] <= gait.hit <= found["gait.rank1.gait3d.gaitbase"]
    coat = found["gait.rank1.casia_b.normal.gaitbase"] - found["gait.rank1.casia_b.coat.gaitbase"]
    assert gait.impaired is not None
    assert gait.hit - gait.impaired.hit == pytest.approx(coat, abs=0.005)


@pytest.mark.parametrize("name", ["dossier", "targeted-tracking"])
def test_what_weighs_opens_with_a_content_note(name: str) -> None:
    regime = library.load_regime(name).value
    assert regime.status == "documented"
    assert regime.describes.startswith("Content note:")
    assert "isputed" in regime.describes
    assert "is not modelled" in regime.describes or "nothing more" in regime.describes
    assert regime.score is None


def test_a_group_is_followed_by_exposure_and_by_nothing_that_people_do() -> None:
    app = next(one for one in library.load_regime("targeted-tracking").value.sensors if one.kind == "tracking-app")
    assert app.exposure.N2 > 10 * app.exposure.M
    # Records of nothing know no exposure: a sensor of one group must not invent them for everybody.
    aimed = [one for one in library.load_regime("targeted-tracking").value.sensors if one.exposure.N2 != one.exposure.M]
    assert [one.id for one in aimed if one.invented_per_year > 0] == []


def test_the_cut_offs_of_the_stars_are_those_reported_of_the_play() -> None:
    told = {row["key"]: row["value"] for row in evidence() if row["key"].startswith("nosedive.")}
    regime = library.load_regime("nosedive").value
    assert regime.status == "fiction" and regime.score is not None and regime.score.peers is not None
    assert told["nosedive.scale"] == "0-5 stars" and (regime.score.least, regime.score.most) == (0, 500)
    keys = ("jail_cut", "job_loss_cut", "flight_cut", "prime_influencer_cut")
    cuts = [round(100 * float(told[f"nosedive.{key}"])) for key in keys]
    assert [tier.starts for tier in regime.tiers] == [0, *cuts]
    assert regime.score.start == round(100 * float(told["nosedive.lacie_start"]))


def test_votes_bring_refusals_arrest_and_correction_in_the_ratio_reported_of_the_play() -> None:
    told = {row["key"]: row["value"] for row in evidence() if row["key"].startswith("orville.")}
    regime = library.load_regime("majority-rule").value
    assert regime.status == "fiction" and regime.score is not None and regime.ballot is not None
    [needed] = [rule.vote.needed for rule in regime.rules if rule.vote and rule.vote.needed]
    each = needed / float(told["orville.correction"])
    refusal, arrest = (each * float(told[f"orville.{key}"]) for key in ("service_refusal", "arrest_apology_tour"))
    # Points are whole votes lost: a tier ends where one vote less would still be above its cut.
    assert [tier.starts for tier in regime.tiers] == [0, 1000 - round(arrest) + 1, 1000 - round(refusal) + 1]
    assert regime.score.from_age == int(told["orville.badge_age"])
    assert all(rule.vote.up == 0 for rule in regime.rules if rule.vote), "votes up take nothing back"


@pytest.mark.parametrize("family", ACTS)
def test_every_family_of_acts_is_there(family: str) -> None:
    assert set(ACTS[family].split()) <= {act.id for act in library.load_conduct("default").value.acts}


def test_slots_are_filled_in_order_and_never_change() -> None:
    acts = library.load_conduct("default").value.acts
    slots = {act.slot: act.id for act in acts}
    assert sorted(slots) == list(range(len(acts))), "a slot is taken once, and none is left out"
    assert {slot: slots[slot] for slot in (0, 5, 11, 22, 23, 34, 35, 36)} == {
        0: "pays-bill-late",
        5: "jaywalk",
        11: "posts-criticism",
        22: "reports-neighbour",
        23: "uses-much-energy",
        34: "refuses-oath",
        35: "leaves-no-trace",
        36: "is-wanted",
    }


def test_every_protected_act_harms_nobody() -> None:
    acts = Conduct.model_validate(load(DATA / "conduct" / "default.yaml")).acts
    protected = [act for act in acts if act.protects is not None]
    assert {act.domain for act in protected} == {"expression"}
    assert {act.id for act in protected} == {*f"{ACTS['A4']} {ACTS['A5']} {ACTS['A9']}".split(), "opts-out"}
    assert {(act.victim, act.gravity <= 1, act.deed, act.cause) for act in protected} == {("none", True, False, "will")}
    assert {act.protects for act in protected if act.online} == {"freedom of expression"}
