"""What the page says of ratings and votes, word for word, and that it says nothing where there are none."""

from glasshouse.audit.whole import audit_of
from glasshouse.report import peers
from glasshouse.report.page import render
from glasshouse.report.words import Printed
from tests.report.fakes import Counts, plain, watched

HERE = Printed(1000, False)
FIRST_DAY = {
    "rated.5_stars": [60, 20, 0], "rated.4_stars": [20, 0, 0], "rated_in_error.somebody_else": [1, 0, 0],
    "rated_in_error.nothing": [4, 1, 0], "votes.up": [40, 0, 0], "votes.down": [60, 0, 0],
    "votes_in_error": [20, 0, 0],
}  # fmt: skip
SAID: Counts = {name: [row, [0, 0, 0], [0, 0, 0]] for name, row in FIRST_DAY.items()}


def test_ratings_and_votes_in_words() -> None:
    run = watched(counts=SAID)
    rated, groups, voted = peers.what_others_said(audit_of(run).peers, HERE)
    assert "five stars had 8_000 in 10_000 ratings (80 of 100)" in plain(rated)
    assert "100 in 10_000 ratings (1 of 100) by mistaken identity" in plain(rated)
    assert "500 in 10_000 ratings (5 of 100) by agreement" in plain(rated)
    assert plain(groups).startswith("Five stars in 10_000 ratings, by the group of who is rated: Majority (M) 7_500")
    assert plain(voted) == (
        "The public voted on incidents: 6_000 in 10_000 votes (60 of 100) were votes down, and 2_000 in 10_000 votes "
        "(20 of 100) were cast on a record in error."
    )
    assert "What others said" in render(run)


def test_nothing_is_said_where_nobody_rates_or_votes() -> None:
    run = watched()
    assert peers.what_others_said(audit_of(run).peers, HERE) == []
    assert "What others said" not in render(run)
