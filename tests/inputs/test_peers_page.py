"""The page on ratings and votes: its regime is clean and runs, its tables are computed, and no clause is left out."""

from pathlib import Path

import pytest
from pydantic import BaseModel
from scipy.stats import betabinom, binom

from glasshouse.inputs import library
from glasshouse.inputs.conduct import Collusion, Deference, Encounters, Halo, Leniency, Voting
from glasshouse.inputs.regime import Ballot, Peers, Vote
from tests.inputs.pages import DocumentPage, as_printed
from tests.worlds import conduct

PAGE = DocumentPage("peers.md")


def test_the_way_to_the_mean_is_that_of_the_rate() -> None:
    rates = (0.1, 0.3, 1.0)
    expected = [[k, *as_printed(*(100 * (1 - (1 - rate) ** k) for rate in rates))] for k in (1, 3, 6, 12)]
    assert PAGE.table("months") == expected


def test_majorities_are_those_of_an_urn() -> None:
    voting = conduct().voting
    assert voting is not None and (voting.down, voting.agreement) == (0.6, 0.2)
    expected = []
    for needed in (50, 60, 65, 70, 80):
        agreed = [betabinom.sf(needed - 1, 100, 0.6 * (1 - one) / one, 0.4 * (1 - one) / one) for one in (0.2, 0.5)]
        expected.append([needed, *as_printed(*(100 * chance for chance in (binom.sf(needed - 1, 100, 0.6), *agreed)))])
    assert PAGE.table("needed") == expected


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    regime = library.load_regime(str(PAGE.save(tmp_path, "starred-town.yaml"))).value
    assert regime.score is not None and regime.score.peers is not None and regime.ballot is not None
    monkeypatch.chdir(tmp_path)
    assert PAGE.verbs() == ["check", "run", "query", "run"]
    [answer] = PAGE.answers(capsys)
    assert "rated_5_stars" in answer and "votes_down" in answer


@pytest.mark.parametrize("model", [Peers, Encounters, Leniency, Deference, Collusion, Ballot, Vote, Voting, Halo])
def test_every_field_of_the_grammar_is_on_the_page(model: type[BaseModel]) -> None:
    assert PAGE.untold(model) == set()
