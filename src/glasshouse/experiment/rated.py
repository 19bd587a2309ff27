"""What others and machines made of a citizen: a month's stars, public votes on an incident, a learned scorecard."""

from typing import Any

from glasshouse.experiment.diary import POINT, STANDINGS, Frame, Hearer
from glasshouse.experiment.scored import DIMENSIONS
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.notes import SOMEBODY_ELSE, TRUE
from glasshouse.model.state import DIMENSION_COUNT, ERROR_FREE, POINTS, TRACKS, get, half
from glasshouse.record.naming import CAUSES, FALSE_CAUSES


class Rated(Hearer):
    """Hears ratings, votes and the scorecard. Whether a rater is lenient is a trait, and is told of nobody."""

    # -- ratings

    def enter_be_rated(self, frame: Frame) -> None:
        """A month's ratings are received."""
        frame.kept["ratings"] = []

    def enter_mood(self, frame: Frame) -> None:
        """An encounter was pleasant or not: this citizen's own, or somebody else's."""
        encounter = self.page.open("encounter")
        if encounter is not None:
            encounter.kept["met"] = frame.arguments["met"]

    def enter_note_rating(self, frame: Frame) -> None:
        """Somebody gives stars."""
        a, month, encounter = frame.arguments, self.page.open("be_rated"), self.page.open("encounter")
        assert month is not None
        mistaken = a["cause"] == SOMEBODY_ELSE and encounter is not None
        whose = self.page.id_of(encounter.kept["met"]) if mistaken and encounter is not None else None
        rating = {"by": self.page.id_of(a["j"]), "stars": a["stars"], "cause": CAUSES[a["cause"]], "whose": whose}
        month.kept["ratings"].append(rating)

    def enter_follow_ratings(self, frame: Frame) -> None:
        """Standing follows."""
        frame.kept["before"] = self.points_at(frame, room.PEER_DIMENSION)

    def leave_follow_ratings(self, frame: Frame, result: Any) -> None:
        """Say what the month's ratings were and what they moved; a month without any moves nothing."""
        del result
        month = self.page.open("be_rated")
        ratings: list[dict[str, Any]] = month.kept["ratings"] if month is not None else []
        if not ratings:
            return
        self.page.note(
            "ratings", clause=self.page.clauses.peers().data(), count=len(ratings),
            mean=sum(rating["stars"] for rating in ratings) / len(ratings),
            in_error={cause: sum(1 for one in ratings if one["cause"] == cause) for cause in FALSE_CAUSES},
            weighted=self.weighted(frame), dimension=DIMENSIONS[self.page.table(room.PEER_DIMENSION)],
            points=self.moved(frame, room.PEER_DIMENSION),
        )  # fmt: skip
        for rating in ratings:
            self.page.note("rating", **rating)

    @staticmethod
    def weighted(frame: Frame) -> dict[str, float]:
        """Return the mean of the stars as the regime weighs them, in the standings that had any."""
        sums = frame.arguments["today"][at.RATINGS : at.RATINGS + 2 * (ERROR_FREE + 1)]
        means = {STANDINGS[track]: (int(sums[2 * track]), int(sums[2 * track + 1])) for track in range(ERROR_FREE + 1)}
        return {name: stars / weight for name, (weight, stars) in means.items() if weight > 0}

    def points_at(self, frame: Frame, named: int) -> list[float]:
        """Return the points of the dimension that a table names, in each standing."""
        a, dimension = frame.arguments, self.page.table(named)
        rows, i = a["citizens"], a["i"]
        return [get(rows, i, half(POINTS, track * DIMENSION_COUNT + dimension)) / POINT for track in range(TRACKS)]

    def moved(self, frame: Frame, named: int) -> dict[str, float]:
        """Return by how much that dimension has moved since the function began, by standing."""
        both = zip(frame.kept["before"], self.points_at(frame, named), strict=True)
        return dict(zip(STANDINGS, (after - before for before, after in both), strict=True))

    # -- a learned scorecard

    def enter_use_scorecard(self, frame: Frame) -> None:
        """A dimension is about to be set by the file, where the regime has learned a scorecard."""
        frame.kept["before"] = self.points_at(frame, room.SCORECARD_DIMENSION)

    def leave_use_scorecard(self, frame: Frame, result: Any) -> None:
        """Say what the file of today, or a new fit, makes of the dimension."""
        del result
        points = self.moved(frame, room.SCORECARD_DIMENSION)
        if self.page.table(room.SCORECARD_REFIT) > 0 and any(points.values()):
            dimension = DIMENSIONS[self.page.table(room.SCORECARD_DIMENSION)]
            self.page.note("scorecard", clause=self.page.clauses.scorecard().data(), dimension=dimension, points=points)

    # -- votes

    def leave_votes_down(self, frame: Frame, result: int) -> None:
        """The public has voted on a record; several rules on one act share the vote."""
        del frame
        event = self.page.event()
        if event is not None:
            up = self.page.table(room.VOTERS) - result
            on_own = event.facts["cause"] == CAUSES[TRUE]
            ballot = self.page.clauses.ballot().data()
            event.facts["votes"] = {"ballot": ballot, "down": result, "up": up, "in_error": not on_own}

    def leave_voted_points(self, frame: Frame, result: int) -> None:
        """A rule gives the votes their points."""
        effect = self.page.effect(frame.arguments["rule"])
        if effect is not None and result != 0:
            effect["voted"] = result / POINT

    def leave_is_carried(self, frame: Frame, result: int) -> None:
        """A list may need votes: say how many, and whether there were."""
        rule = frame.arguments["rule"]
        needed = self.page.table(room.RULE_VOTES_NEEDED + rule)
        effect = self.page.effect(rule) if needed > 0 else None
        if effect is not None:
            effect.update(needed=needed, carried=result == 1)
