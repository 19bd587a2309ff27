"""What others said, in words: ratings, votes, and how many of both were in error."""

from collections.abc import Sequence

from glasshouse.audit.peers import PeerRow
from glasshouse.report.sentences import fraction
from glasshouse.report.words import TEN, Printed, group_name, listed, value_of

YEARS = f"per {TEN} person-years"
WHAT_IS_WRONG = (
    "A rating is in error if it is of somebody else\u2019s encounter, or of none because two agreed on it; a sour mood "
    "is no error."
)


def rated(rows: Sequence[PeerRow], how: Printed) -> str:
    """Return how many ratings there were and how many in error; nothing where nobody rated."""
    whole = rows[0]
    if not whole.ratings.numerator:
        return ""
    return (
        f"People received {value_of(whole.ratings)} ratings {YEARS} ({how.of(whole.ratings)}); five stars had "
        f"{fraction(whole.five_stars, how)}. In error were {fraction(whole.of_others, how)} by mistaken identity and "
        f"{fraction(whole.agreed, how)} by agreement. {WHAT_IS_WRONG}"
    )


def voted(rows: Sequence[PeerRow], how: Printed) -> str:
    """Return how the public voted, and how often on a record in error; nothing where nobody voted."""
    whole = rows[0]
    if not whole.votes_down.denominator:
        return ""
    return (
        f"The public voted on incidents: {fraction(whole.votes_down, how)} were votes down, and "
        f"{fraction(whole.votes_in_error, how)} were cast on a record in error."
    )


def by_group(rows: Sequence[PeerRow]) -> str:
    """Return five stars by group; nothing where there is one group or nobody rated."""
    groups = [row for row in rows[1:] if row.ratings.numerator]
    if len(groups) < 2:
        return ""
    said = listed([f"{group_name(row.group)} {value_of(row.five_stars)}" for row in groups])
    return f"Five stars in {TEN} ratings, by the group of who is rated: {said}. No group enters a rating."


def what_others_said(rows: Sequence[PeerRow], how: Printed) -> list[str]:
    """Return the paragraphs on ratings and votes; none where the regime has neither."""
    return [text for text in (rated(rows, how), by_group(rows), voted(rows, how)) if text]
