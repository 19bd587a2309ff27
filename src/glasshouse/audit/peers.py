"""What others said of people: stars received, votes cast, and how many of both were in error."""

from collections.abc import Sequence
from dataclasses import dataclass

from glasshouse.audit.measures import groups_of, person_days
from glasshouse.audit.rates import Rate, in_person_years, in_ten_thousand
from glasshouse.audit.sensors import counted
from glasshouse.record.naming import FALSE_CAUSES, STARS, VOTES
from glasshouse.record.reading import Run


@dataclass(frozen=True)
class PeerRow:
    """One group, as those who are rated and voted on.

    A rating is in error where it is of somebody else's encounter or of none; a vote, where it is on such a record.
    """

    group: str
    ratings: Rate
    five_stars: Rate
    of_others: Rate
    agreed: Rate
    votes_down: Rate
    votes_in_error: Rate


def peers(run: Run) -> list[PeerRow]:
    """Return everybody, then group by group; rates without a denominator where nobody rates or votes."""
    return [peer_row(run, name, at) for name, at in groups_of(run)]


def peer_row(run: Run, group: str, at: Sequence[int]) -> PeerRow:
    """Return one group."""
    stars = [counted(run, f"rated.{name}", at) for name in STARS]
    other, none = (counted(run, f"rated_in_error.{cause}", at) for cause in FALSE_CAUSES)
    up, down = (counted(run, f"votes.{way}", at) for way in VOTES)
    given, cast = sum(stars), up + down
    return PeerRow(
        group=group,
        ratings=in_person_years(given, person_days(run, at=at), "ratings"),
        five_stars=in_ten_thousand(stars[-1], given, "ratings", "with five stars"),
        of_others=in_ten_thousand(other, given, "ratings", "of somebody else's encounter"),
        agreed=in_ten_thousand(none, given, "ratings", "of none"),
        votes_down=in_ten_thousand(down, cast, "votes", "down"),
        votes_in_error=in_ten_thousand(counted(run, "votes_in_error", at), cast, "votes", "in error"),
    )
