"""The grammar of a regime: sources, sensors, score, rules, tiers, lists, consequences, remedies."""

import math
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.budget import Budget
from glasshouse.inputs.clause import ByGroup, ByResidence, Clause, Group, Share, Slug, Status, Strict
from glasshouse.inputs.consequence import Consequence, Leak
from glasshouse.inputs.favour import Favour, Treatment
from glasshouse.inputs.governance import Governance
from glasshouse.inputs.phasing import PHASES_MOST, Attention, Phase, Target
from glasshouse.inputs.remedies import Remedy
from glasshouse.inputs.schooling import Classroom
from glasshouse.inputs.scorecard import Scorecard

Dimension = Literal["history", "fulfilment", "identity", "relations", "behaviour"]
DIMENSIONS: tuple[Dimension, ...] = ("history", "fulfilment", "relations", "behaviour", "identity")
"""The four that records move, in the order of the state, then identity, which is computed from traits."""


SensorKind = Literal[
    "face-camera", "gait-camera", "police-glasses", "face-gate", "crossing-camera", "metro-gate", "net", "purchases",
    "bank-and-court", "office", "neighbours", "tracking-app", "dossier", "home-search", "listening", "absence",
    "classroom",
]  # fmt: skip
"""Labels of what there is so far of W1 to W18; of W16 `system`, `instead_of`, `delay_weeks` and `retention_weeks`."""

OLDEST = 127
"""No age is above it."""


class FalseMatch(Strict):
    """Somebody is taken for somebody else: per search, linear in the gallery until it saturates."""

    per_comparison: float = Field(ge=0.0, le=1.0, description="False match rate of one comparison.")
    gallery: int = Field(ge=1, le=2_000_000_000, description="Faces searched.")
    by_group: ByGroup = ByGroup()
    local: Share = Field(description="Of false matches, the share that falls on somebody of the same district.")
    stricter: float = Field(
        0.0, ge=-3.0, le=6.0, description="Threshold raised by so many powers of ten of the false match rate."
    )

    def per_search(self) -> float:
        """Return the chance that a search of the whole gallery returns somebody who is not the one looked at.

        One comparison errs independently of the others: ``1 - (1 - rate) ** gallery``, nearly linear while small
        (evidence key `face.fpir_scaling`). A stricter threshold divides the rate by its power of ten.

        >>> match = FalseMatch(per_comparison=1e-6, gallery=1000, local=0.5)
        >>> round(match.per_search(), 7), round(match.model_copy(update={"stricter": 1.0}).per_search(), 7)
        (0.0009995, 0.0001)
        """
        rate = min(self.per_comparison * math.pow(10.0, -self.stricter), 1.0)
        return 1.0 if rate == 1.0 else -math.expm1(self.gallery * math.log1p(-rate))


class Impaired(Strict):
    """A share of occasions on which a sensor catches less: a coat, the dark, a mask."""

    share: Share
    hit: Share


class Gate(Strict):
    """What a sensor does where people pass it often: whom it turns away, and how long it takes."""

    passage: Slug = Field(description="A passage of the conduct file; `coverage` is the share of it that goes past.")
    refused: Share = Field(0.0, description="Chance that it does not know the one whom it should (1:1 error).")
    refused_by_group: ByGroup = ByGroup()
    refusal_minutes: float = Field(0.0, ge=0.0, le=600.0, description="Time that a refusal costs.")
    minutes: float = Field(0.0, ge=0.0, le=600.0, description="Time that a passage takes.")
    by_tier: dict[Slug, Annotated[float, Field(ge=0.0, le=600.0)]] = Field(
        default_factory=dict, max_length=8, description="Time that a passage takes in these tiers instead (W6)."
    )


class Absence(Strict):
    """What a sensor reads into the absence of records (W14)."""

    months: int = Field(ge=1, le=15, description="Due days without a record after which the silence may be recorded.")


class Sensor(Clause):
    """A sensor as an error model: what it covers, catches, lays on somebody else, and invents."""

    kind: SensorKind
    title: str = Field(min_length=3, max_length=80)
    sees: list[Slug] = Field(default_factory=list, max_length=32, description="Acts it may record.")
    gate: Gate | None = Field(None, description="For a sensor that people pass; `false_match` is then per passage.")
    absence: Absence | None = Field(None, description="For the sensor that sees that nothing was recorded.")
    classroom: Classroom | None = Field(None, description="For the sensor that scans pupils of 6 to 17 in class.")
    coverage: ByResidence = Field(description="Chance that the act happens where the sensor looks (0 to 1).")
    exposure: ByGroup = Field(default_factory=ByGroup, description="Factor on coverage: where people live.")
    hit: Share = Field(description="Chance that a covered act is recorded against the one who did it.")
    missed: ByGroup = Field(default_factory=ByGroup, description="Factor on the chance that a covered act is missed.")
    impaired: Impaired | None = Field(None, description="Occasions on which it catches less.")
    hit_lost: Share = Field(0.0, description="Of its hits, the share lost per power of ten of a stricter threshold.")
    system: Slug | None = Field(
        None, description="Sensors of one system look with one draw: what one of them misses, the others miss."
    )
    instead_of: list[Slug] = Field(
        default_factory=list,
        max_length=39,
        description="Sensors before it in the file: where one saw, it need not.",
    )
    delay_weeks: int = Field(0, ge=0, le=260, description="Weeks before a record counts (on the next due day).")
    retention_weeks: int | None = Field(
        None, ge=1, le=1040, description="A record is thrown away after so long, and its points taken back (D9)."
    )
    false_match: FalseMatch | None = None
    invented_per_year: float = Field(
        0.0,
        ge=0.0,
        le=10.0,
        description="Records of nothing per adult and year, times `exposure`, spread over its acts by their rates.",
    )

    @model_validator(mode="after")
    def _coverage_is_a_chance(self) -> Self:
        if max(self.coverage.urban, self.coverage.rural) > 1.0:
            raise PydanticCustomError("coverage", "coverage is a chance and lies in 0..1")
        if not self.sees and self.gate is None and self.classroom is None:
            raise PydanticCustomError("blind", "this sensor sees nothing: give it `sees`, or a `gate`")
        return self

    def hit_for(self, group: Group) -> float:
        """Return the chance that a covered act of somebody of a group is recorded against the one who did it."""
        hit = self.hit
        if self.impaired is not None:
            hit += self.impaired.share * (self.impaired.hit - hit)
        if self.false_match is not None:
            hit *= math.pow(1.0 - self.hit_lost, max(self.false_match.stricter, 0.0))
        missed: float = (1.0 - hit) * getattr(self.missed, group)
        return max(1.0 - missed, 0.0)


class DimensionWeight(Clause):
    """One dimension of the score: its weight, how fast it fades, how many gains a month it counts."""

    dimension: Dimension
    weight: Share
    fades_half_life_days: float | None = Field(None, gt=0, le=36500, description="Back towards the start value.")
    gains_per_month: int | None = Field(None, ge=1, le=14, description="Cap: gains counted in one month.")


class IdentityPoints(Strict):
    """Points for who one is (removed in rights-respecting standing)."""

    urban: float = 0.0
    rural: float = 0.0
    college: float = 0.0
    primary_or_none: float = 0.0
    elder: float = 0.0
    official: float = 0.0


class Pull(Clause):
    """S3: standing that moves with the standing of near ones, once a month."""

    of: Literal["kin", "friends"]
    points_per_tier: float = Field(gt=0.0, le=400.0, description="Points of relations per tier by which they differ.")
    most: float = Field(gt=0.0, le=400.0, description="Points that near ones move it by in a month at most.")


class Peers(Clause):
    """S7: standing that moves with the stars that others give, 0 to 5; conduct says how they give them.

    No field can depend on a group: who is rated, by whom and how it counts is the same for all.
    """

    strength: Share = Field(1.0, description="Factor on `rate_per_month`; 0 switches it off.")
    dimension: Literal["history", "fulfilment", "relations", "behaviour"] = Field(
        description="The dimension that ratings move: no star is the least score, five stars are the most."
    )
    rate_per_month: float = Field(
        ge=0.0, le=100.0, description="Share of the way to the mean of the month's ratings, more than 0 and at most 1."
    )
    weight_per_tier: float = Field(
        0.0,
        ge=-100.0,
        le=100.0,
        description="A rating weighs 1, and so much more for each tier above the lowest that its rater holds.",
    )
    mistaken: Share = Field(0.0, description="Chance that a rating is of somebody else's encounter.")


class Score(Clause):
    """The scale, the start, the dimensions."""

    least: int = Field(ge=0, le=2000)
    most: int = Field(ge=1, le=4000)
    start: int = Field(ge=0, le=4000)
    from_age: int = Field(18, ge=0, le=99)
    to_age: int = Field(OLDEST, ge=0, le=OLDEST, description="Nobody older is on file; left out, nobody is too old.")
    identity: IdentityPoints = IdentityPoints()
    pulls: list[Pull] = Field(default_factory=list, max_length=2, description="Near ones' standing (S3).")
    peers: Peers | None = Field(None, description="Ratings by others (W13).")
    scorecard: Scorecard | None = Field(None, description="A dimension that is learned (S5).")
    dimensions: list[DimensionWeight] = Field(min_length=1, max_length=5)

    @model_validator(mode="after")
    def _scale(self) -> Self:
        if not self.least < self.most or not self.least <= self.start <= self.most:
            raise PydanticCustomError("scale", "the scale must have least < most and the start inside it")
        if self.to_age < self.from_age:
            raise PydanticCustomError("ages", "`to_age` is below `from_age`: nobody would be on file")
        total = sum(row.weight for row in self.dimensions)
        if abs(total - 1.0) > 1e-6:
            raise PydanticCustomError("weights", "weights sum to {total}, not to 1", {"total": round(total, 6)})
        names = [row.dimension for row in self.dimensions]
        if len(set(names)) != len(names):
            raise PydanticCustomError("double", "a dimension is weighted twice")
        return self

    @property
    def ages(self) -> str:
        """Who is on file, by age: "18 and over", "6 to 17"."""
        return f"{self.from_age} and over" if self.to_age == OLDEST else f"{self.from_age} to {self.to_age}"


class Openness(Clause):
    """S9: what people may know of the rules and of their own score."""

    score_shown: bool = Field(True, description="One may look up one's own score, and is told it with a sanction.")
    rules_published: bool = Field(True, description="One who knows the own score can learn what moves it.")


class Signed(Strict):
    """Points in town and country."""

    urban: float = Field(ge=-4000, le=4000)
    rural: float = Field(ge=-4000, le=4000)


class Vote(Strict):
    """What the votes on a record do; it needs a `ballot`."""

    up: float = Field(0.0, ge=-4000, le=4000, description="Points for each vote up.")
    down: float = Field(0.0, ge=-4000, le=4000, description="Points for each vote down.")
    needed: int = Field(0, ge=0, le=1000, description="Votes down before the list of the rule is entered.")


class Ballot(Clause):
    """S7: the public that votes on incidents."""

    voters: int = Field(ge=1, le=127, description="Votes on one incident; each may stand for many.")


class Rule(Clause):
    """What one kind of record does: points, a fine, a place on a list."""

    act: Slug
    sensors: list[Slug] | None = Field(None, description="Only records of these sensors; none named = any.")
    dimension: Dimension | None = None
    points: Signed | None = Field(None, description="Points on that dimension, in town and country.")
    vote: Vote | None = Field(None, description="The public votes on the record; `dimension` is what votes move.")
    repeat_factor: float = Field(1.0, ge=0.0, le=10.0, description="For a record of the same kind still on file.")
    term_weeks: int | None = Field(None, ge=1, le=1040, description="Points are taken back after so long (D4).")
    drop_to: int | None = Field(None, ge=0, le=4000, description="Zero tolerance: the score falls to this at once.")
    fine: int = Field(0, ge=0, le=1_000_000)
    list: Slug | None = Field(None, description="A list that the record leads to.")
    after: int = Field(1, ge=1, le=3, description="Records on file before the list is entered.")

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        moves = self.points is not None or self.voted
        if moves != (self.dimension is not None):
            raise PydanticCustomError("points", "`points` (or a `vote` with points) and `dimension` go together")
        if not moves and self.drop_to is None and self.fine == 0 and self.list is None:
            raise PydanticCustomError("idle", "this rule does nothing: give it points, drop_to, a fine or a list")
        if self.dimension == "identity":
            raise PydanticCustomError("identity", "identity is computed from traits and takes no points from records")
        return self

    @property
    def voted(self) -> bool:
        """Whether votes move points."""
        return self.vote is not None and (self.vote.up != 0.0 or self.vote.down != 0.0)


class Tier(Clause):
    """A grade: from this score upwards, until the next tier begins. The first tier starts at the least score."""

    title: str = Field(min_length=1, max_length=40)
    starts: int = Field(ge=0, le=4000, alias="from")


class ListClause(Clause):
    """A blacklist or redlist: how long, how one leaves."""

    title: str = Field(min_length=3, max_length=80)
    colour: Literal["black", "red"]
    term_weeks: int = Field(ge=1, le=1040)
    extension_weeks: int = Field(0, ge=0, le=1040, description="Added when a ground recurs while listed.")
    exit: Literal["automatic", "request"] = "automatic"
    below: Slug | None = Field(None, description="Also entered by standing: everybody below this tier.")
    above: Slug | None = Field(None, description="Also entered by standing: this tier and those above.")
    through: list[Slug] = Field(
        default_factory=list, max_length=31, description="Also entered, and renewed monthly, by being on these lists."
    )


class Announcement(Clause):
    """Whether people are told of the regime (R10); ordinary law announces nothing new."""

    reach: Share = Field(description="Factor on how fast media spread awareness.")


class Regime(Strict):
    """A regime file. Its status travels with every result."""

    regime: Slug
    title: str = Field(min_length=3, max_length=120)
    status: Status
    describes: str = Field(min_length=10, max_length=1200, description="What it is, where and when, what is disputed.")
    note: str = Field("", max_length=2000)
    extends: Slug | None = None
    announced: Announcement | None = None
    openness: Openness | None = None
    sensors: list[Sensor] = Field(default_factory=list, max_length=40)
    score: Score | None = None
    ballot: Ballot | None = None
    rules: list[Rule] = Field(default_factory=list, max_length=250)
    tiers: list[Tier] = Field(default_factory=list, max_length=8)
    lists: list[ListClause] = Field(default_factory=list, max_length=31)
    consequences: list[Consequence] = Field(default_factory=list, max_length=48)
    leaks: Leak | None = Field(None, description="What gets about of what is on file (C17).")
    remedies: list[Remedy] = Field(default_factory=list, max_length=16)
    phases: list[Phase] = Field(default_factory=list, max_length=PHASES_MOST, description="When clauses are in force.")
    attention: Attention | None = Field(None, description="Where sensors are sent (G4).")
    target: Target | None = Field(None, description="A number to reach (G8).")
    budget: Budget | None = Field(None, description="One sum for watching and for help (G9).")
    favour: Favour | None = Field(None, description="Whom rule-makers spare (G1).")
    treatment: Treatment | None = Field(None, description="Groups treated apart by design (G2).")
    governance: Governance | None = Field(None, description="Facts of law, for `audit`; no count depends on them.")
