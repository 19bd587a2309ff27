"""What a conclusion rests on: assumptions that have no effect have none, those that decide it are found."""

import numpy as np
import pytest

from glasshouse.audit.objectives import OBJECTIVES
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.experiment.sensitivity import Explored, Method, analysed, crossing, explore, problem_of, sample
from glasshouse.inputs import library
from glasshouse.inputs.checks import check_alone
from glasshouse.inputs.parameters import Parameter, moved, parameters_of
from tests.attribution import worlds


def silent(stage: str, done: int, of: int) -> None:
    del stage, done, of


@pytest.fixture(scope="module")
def known() -> dict[str, Parameter]:
    """The assumptions of the shipped conduct in the village."""
    found = parameters_of(library.load_conduct("default"), library.load_place("village"))
    return {one.name: one for one in found}


def test_every_default_lies_in_its_range_and_both_ends_can_be_lived(known: dict[str, Parameter]) -> None:
    read = library.load_conduct("default")
    assert len(known) >= 50
    for one in known.values():
        assert one.low <= one.default <= one.high and one.low < one.high, one.name
        assert (one.at(0.0), one.at(1.0)) == pytest.approx((one.low, one.high))
        assert one.at(one.share_of(one.default)) == pytest.approx(one.default)
    for end in (0.0, 1.0):
        assert not check_alone(moved(read, {name: one.at(end) for name, one in known.items()}, known))


def test_moving_one_assumption_moves_nothing_else(known: dict[str, Parameter]) -> None:
    read = library.load_conduct("default")
    made = moved(read, {"jaywalk": 70.0 * 0.5}, known).value
    assert made == read.value
    made = moved(read, {"jaywalk": 17.5}, known).value
    rate = next(act for act in made.acts if act.id == "jaywalk").rate_per_year
    assert (rate.urban, rate.rural) == (17.5, 2.5)
    assert made.model_copy(update={"acts": read.value.acts}) == read.value


def found_for(known: dict[str, Parameter], *names: str, method: Method = "morris", count: int = 2) -> Explored:
    """A list for crossing on red against no authority, over a few assumptions."""
    regime = worlds.regime(worlds.chain("a", "flight", {"coverage": {"urban": 1.0, "rural": 1.0}}))
    conduct = worlds.unmoved()
    value = OBJECTIVES["sanction-days"].value
    return explore(
        worlds.files(regime, conduct), worlds.files(worlds.bare(), conduct), [known[name] for name in names],
        worlds.design(1), value, 1, silent, method=method, count=count,
    )  # fmt: skip


def test_what_decides_is_found_and_what_does_not_has_no_effect(known: dict[str, Parameter]) -> None:
    found = found_for(known, "jaywalk", "petitions", "fear")
    by_group = {index.group: index.total for index in found.indices}
    assert by_group["rates of acts: street"] > 0.0
    # Nobody's petition is seen, and with silence off nothing follows from fear.
    assert by_group["rates of acts: expression"] == by_group["fear"] == 0.0
    assert found.held == found.points == 8 and not found.failures
    assert set(found.left) == {"rates of acts: expression", "fear"}
    assert [single.parameter.name for single in found.singles] == ["jaywalk"]
    assert found.course is not None and found.course.breaks is None
    assert list(found.course.values) == sorted(found.course.values)


def test_by_shares_of_the_variance_what_decides_has_all_of_it(known: dict[str, Parameter]) -> None:
    found = found_for(known, "jaywalk", "petitions", "fear", method="sobol", count=2)
    by_group = {index.group: index for index in found.indices}
    assert found.method == "sobol" and found.points == 2 * (3 + 2) and not found.failures
    assert by_group["rates of acts: expression"].total == by_group["fear"].total == 0.0
    assert by_group["rates of acts: street"].total > 0.0
    assert [single.parameter.name for single in found.singles] == ["jaywalk"]


def test_shares_of_a_sum_of_which_all_is_known(known: dict[str, Parameter]) -> None:
    # Of 3 a + b over squares of uniform shares the variance is 9 to 1, and neither has anything with the other.
    problem = problem_of([known["jaywalk"], known["fear"]])
    units = sample(problem, "sobol", 256, 1)
    found = analysed(problem, "sobol", units, list(3 * units[:, 0] + units[:, 1]), ["rates of acts: street", "fear"], 1)
    assert [index.group for index in found] == ["rates of acts: street", "fear"]
    for index, share in zip(found, (0.9, 0.1), strict=True):
        assert index.total == pytest.approx(share, abs=0.03) and index.first == pytest.approx(share, abs=0.03)
    still = analysed(problem, "sobol", units, [1.0] * len(units), ["rates of acts: street", "fear"], 1)
    assert [(index.total, index.first) for index in still] == [(0.0, 0.0), (0.0, 0.0)]
    steps = sample(problem, "morris", 4, 1)
    moved_by = analysed(problem, "morris", steps, list(3 * steps[:, 0] + steps[:, 1]), [], 1)
    assert [round(index.total, 9) for index in moved_by] == [3.0, 1.0] and np.ptp(steps) == 1.0


def test_a_break_even_value_is_where_a_straight_line_crosses() -> None:
    assert crossing([(1.0, -3.0), (2.0, -1.0), (4.0, 3.0)]) == pytest.approx(2.5)
    assert crossing([(1.0, 1.0), (2.0, 0.5)]) is None


@pytest.mark.parametrize(
    ("conclusion", "method", "count", "code"),
    [
        ("silence", "morris", 8, "G410"),
        ("M1", "guess", 8, "G415"),
        ("M1", "sobol", 7, "G400"),
        ("M1", "morris", 1, "G400"),
    ],
)
def test_refusals(conclusion: str, method: str, count: int, code: str) -> None:
    from glasshouse import api

    files = api.load("as-told", "village"), api.load("ordinary-law", "village")
    with pytest.raises(UserFault) as caught:
        api.sensitivity(*files, Setting(600, 10, 1), conclusion, method=method, count=count, keep=None)
    assert code in {one.code for one in caught.value.diagnostics}
