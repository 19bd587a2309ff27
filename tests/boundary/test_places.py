"""The boundary in input files: nobody can be described alone, named, or typed in."""

import re

import pytest

from glasshouse.diagnostics import UserFault, refuse
from glasshouse.inputs import library
from glasshouse.inputs.checks import check_alone, check_world
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read, read_text
from glasshouse.inputs.regime import Regime

VILLAGE = (library.DATA / "places" / "village.yaml").read_text("utf-8")
CONDUCT = (library.DATA / "conduct" / "default.yaml").read_text("utf-8")
FROM = "assumption: {why: Made up for a test., range: [0, 1]}"
REGIME = f"""\
regime: pointed
title: A pointed regime
status: fiction
describes: Made up for a test.
sensors:
  - id: watch
    kind: office
    title: Somebody who watches
    sees: [jaywalk]
    coverage: {{urban: 0.5, rural: 0.5}}
    hit: 0.9
    {FROM}
rules:
  - id: jaywalk-fine
    act: jaywalk
    fine: 5
    {FROM}
"""


def village(*changes: tuple[str, str]) -> Read[Place]:
    text = VILLAGE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_text(text, "village.yaml", Place)


def refused(text: str, model: type[Place] | type[Conduct] | type[Regime]) -> list[str]:
    with pytest.raises(UserFault) as caught:
        refuse(check_alone(read_text(text, "a.yaml", model)))
    return [one.code for one in caught.value.diagnostics]


def test_thirty_districts_of_one_inhabitant() -> None:
    small = village(("population: {value: 1000", "population: {value: 30"),
                    ("district_size: {value: 1000", "district_size: {value: 1"))  # fmt: skip
    assert {"G340", "G341", "G343"} <= {one.code for one in check_alone(small)}
    rows = "".join(f"  - {{district: d{k}, population: 1}}\n" for k in range(30))
    assert "G102" in refused(f"{VILLAGE}\ndistricts:\n{rows}", Place)


def test_a_thousand_figures_for_a_thousand_inhabitants() -> None:
    bands = "".join(f"  - {{from: {k}, to: {k}, share: 0.001, {FROM}}}\n" for k in range(1000))
    text = re.sub(r"ages:\n(  - .*\n)+", lambda _: f"ages:\n{bands}", VILLAGE)
    assert set(refused(text, Place)) & {"G104", "G106"}
    # What the grammar allows is counted: twenty bands of age are too many for a thousand people.
    edges = [(5 * k, 5 * k + 4) for k in range(20)]
    bands = "".join(f"  - {{from: {low}, to: {high}, share: 0.05, {FROM}}}\n" for low, high in edges)
    text = re.sub(r"ages:\n(  - .*\n)+", lambda _: f"ages:\n{bands}", VILLAGE)
    assert refused(text, Place) == ["G343"]
    assert check_alone(village()) == []


@pytest.mark.parametrize("people", [1, 30, 499])
def test_a_place_of_a_few_is_refused(people: int) -> None:
    small = village(("population: {value: 1000", f"population: {{value: {people}"))
    assert "G341" in {one.code for one in check_alone(small)}


def test_a_cell_of_nine_is_refused_and_one_of_ten_is_not() -> None:
    for share, codes in ((0.009, {"G342"}), (0.010, set()), (0.0, set())):
        place = village(("M: 0.88", f"M: {0.92 - share}"), ("N2: 0.04", f"N2: {share}"))
        assert {one.code for one in check_alone(place)} == codes


@pytest.mark.parametrize("key", ["by: group", "by_group: {N1: 2}", "group: N1", "groups: [N1]", "exposure: {N1: 2}"])
def test_conduct_by_group_is_refused(key: str) -> None:
    text = CONDUCT.replace("slot: 5\n", f"slot: 5\n    {key}\n") + f"{key}\n"
    assert refused(text, Conduct) == ["G102"] * 2


SELECTORS = [
    "citizen: 17", "citizens: [1, 2]", "id_is: 17", "only: [17]", "where: {age: 43, sector: 7, block: 12}",
    "block: 12", "district: 3", "day: 12", "age: 43",
]  # fmt: skip


@pytest.mark.parametrize("key", SELECTORS)
def test_no_clause_can_name_a_citizen(key: str) -> None:
    text = REGIME.replace("    fine: 5", f"    fine: 5\n    {key}").replace("hit: 0.9", f"hit: 0.9\n    {key}")
    assert refused(f"{text}{key}\n", Regime) == ["G102"] * 3


@pytest.mark.parametrize("key", SELECTORS[:-2] + SELECTORS[-1:])
def test_no_phase_can_name_a_citizen(key: str) -> None:
    assert "G102" in refused(f"{REGIME}phases:\n  - id: later\n    {key}\n", Regime)


@pytest.mark.parametrize("key", ["person: 17", "name: Li", "user_id: 3", "face: a.png"])
def test_no_clause_can_describe_a_person(key: str) -> None:
    assert set(refused(REGIME.replace("    fine: 5", f"    fine: 5\n    {key}"), Regime)) & {"G102", "G604"}


@pytest.mark.parametrize("group", ["N3", "Majority", "m", "other"])
def test_groups_have_three_neutral_names(group: str) -> None:
    assert "G102" in refused(VILLAGE.replace("  N2: 0.04", f"  {group}: 0.04"), Place)
    exposed = REGIME.replace("    hit: 0.9", f"    hit: 0.9\n    exposure: {{{group}: 1.5}}")
    assert refused(exposed, Regime) == ["G102"]


PEOPLES = re.compile(
    r"\b(uyghurs?|uighurs?|tibetans?|mongolians?|kazakhs?|zhuang|manchus?|roma|sinti|kurds?|muslims?|christians?"
    r"|jews?|jewish|hindus?|buddhists?|sikhs?)\b|[维藏回蒙]族",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", sorted(library.DATA.rglob("*.yaml")) + sorted(library.DATA.rglob("*.json")), ids=str)
def test_no_shipped_file_names_a_people(path: object) -> None:
    with open(str(path), encoding="utf-8") as stream:
        assert PEOPLES.findall(stream.read()) == []
    assert PEOPLES.search("rules for Tibetans")


@pytest.mark.parametrize("key", ["citizens: 1", "households_list: [1]", "residents: 1", "trait: {age: 43}"])
def test_a_citizen_has_nowhere_to_be_given(key: str) -> None:
    for text, model in ((VILLAGE, Place), (CONDUCT, Conduct), (REGIME, Regime)):
        assert refused(f"{text}{key}\n", model) == ["G102"]


@pytest.mark.parametrize(
    ("clause", "selected"),
    [
        ("from_age: 89", "those aged 89"),
        ("identity: {official: 50}", "points for `official`"),
    ],
)
def test_a_selector_of_a_few_is_refused(clause: str, selected: str) -> None:
    score = f"score:\n  id: s\n  least: 0\n  most: 100\n  start: 50\n  {clause}\n  {FROM}\n  dimensions:\n"
    score += f"    - {{id: i, dimension: identity, weight: 1.0, {FROM}}}\n"
    regime = read_text(REGIME + score, "a.yaml", Regime)
    place = village(("officials: {value: 0.03", "officials: {value: 0.0"))
    conduct = library.load_conduct("default")
    few = village(
        ("currency: units", "currency: CNY"),
        ("officials: {value: 0.03", "officials: {value: 0.018"),
        ("population: {value: 1000", "population: {value: 1100"),
    )
    found = check_world(few, conduct, regime)
    assert [one.code for one in found] == ["G350"]
    assert selected in found[0].what
    national = library.load_place("cn-2020")
    assert check_world(national, conduct, regime) == []
    if "official" in clause:
        assert check_world(place, conduct, regime) == [], "a trait that nobody has singles out nobody"
