"""The grammar of conduct: what people do under ordinary law, and how they answer to being watched.

No entry can depend on a group: the field does not exist (science: groups enter exposure, error and treatment only).
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import ByResidence, Clause, Figure, Share, Slug, Sourced, Strict
from glasshouse.inputs.consequence import Wish
from glasshouse.inputs.responses import Falsification, Gaming, Grievance, Habituation, OwnMotive, Protest, Withdrawal
from glasshouse.inputs.upbringing import Courtship, Upbringing

Domain = Literal["money", "street", "home", "work", "expression"]
DOMAINS: tuple[Domain, ...] = ("money", "street", "home", "work", "expression")
Family = Literal["money", "street", "expression", "other"]
FAMILIES: tuple[Family, ...] = ("money", "street", "expression", "other")
Factor = Annotated[float, Field(ge=0.0, le=20.0)]


class ByAge(Strict):
    """Factors on the yearly rate by age."""

    child: Factor = Field(0.0, description="0 to 13")
    youth: Factor = Field(1.0, description="14 to 17")
    young: Factor = Field(1.0, description="18 to 29")
    middle: Factor = Field(1.0, description="30 to 44")
    older: Factor = Field(1.0, description="45 to 59")
    elder: Factor = Field(1.0, description="60 and over")


class BySex(Strict):
    """Factors on the yearly rate by sex."""

    women: Factor = 1.0
    men: Factor = 1.0


class Act(Clause):
    """Something a citizen truly does, at its rate under ordinary law."""

    title: str = Field(min_length=3, max_length=60, description="In a sentence after 'who': 'crossed on red'.")
    slot: int = Field(ge=0, le=63, description="Place in the walk of the day; append-only, never used again.")
    kind: Literal["rare", "bill", "instalment", "wanted", "absent", "scanned", "refusal"] = Field(
        "rare",
        description="rare: drawn daily; bill, instalment: arises on the monthly due day; wanted: no act but a state, "
        "which a watch-list looks for once a month; absent: that nothing was recorded of somebody for months; "
        "scanned: what the scans of a school day come to; refusal: to refuse the sensors that may be refused.",
    )
    share: Share = Field(0.0, description="wanted: the share of those on file who are.")
    domain: Domain
    family: Family = Field(description="Whose perceived certainty of being caught it shares.")
    rate_per_year: ByResidence = Field(description="Mean acts a year before the factors; online: per user.")
    by_age: ByAge = ByAge()
    by_sex: BySex = BySex()
    online: bool = Field(False, description="Only people who use the Internet can do it.")
    frailty_shape: float = Field(
        1.0, ge=0.2, le=50.0, description="Shape of the gamma by which people differ: small = few do much."
    )
    gravity: int = Field(ge=0, le=10)
    victim: Literal["none", "other", "public"]
    cause: Literal["cannot", "mishap", "will"]
    protects: str | None = Field(None, max_length=60, description="The right that protects the act, if one does.")
    deed: bool = Field(False, description="A good deed.")
    visibility: Literal["private", "friends", "open"] = "open"
    company: Literal["listed"] | None = Field(
        None, description="Only who has a friend on a black list can do it; the rate is of those who have one."
    )
    spends: int = Field(0, ge=0, le=100_000, description="Money that changes hands, whole currency units.")
    earns: int = Field(0, ge=0, le=100_000, description="Money that an unlawful way to an income brings.")
    headroom: float = Field(1.5, ge=1.0, le=8.0, description="Highest factor that responses may put on the rate.")


class Compliance(Clause):
    """R1: fewer willed offences as perceived certainty grows (certainty more than severity)."""

    strength: Share = Field(1.0, description="0 switches the response off.")
    odds_ratio: float = Field(ge=0.5, le=1.0, description="Of an offence, per doubling of perceived certainty.")


class Silence(Clause):
    """R2: lawful protected acts fall with fear, where they can be seen."""

    strength: Share = 1.0
    most: Share = Field(description="Fall of open speech at full fear (c).")
    displaced: Share = Field(description="Of acts withheld, the share done in an unwatched place instead (s).")
    acceptance: float = Field(ge=-0.5, le=0.5, description="Interaction of fear with acceptance of surveillance.")
    private: Share = Field(description="Visibility felt in private, against 1 in the open.")
    friends: Share = Field(description="Visibility felt among friends.")


class Fear(Clause):
    """How fear rises and fades (16 levels)."""

    own_sanction: int = Field(ge=0, le=15, description="Levels per new sanction of one's own.")
    ties: Share = Field(description="Monthly chance of one level up if every tie were sanctioned.")
    half_life_days: float = Field(gt=0, le=3650)


class Ties(Clause):
    """R5: ties to those of another tier are dropped sooner."""

    strength: Share = 1.0
    loss_per_month: Share = Field(description="Monthly loss of a friendship under ordinary law (h0).")
    gap: float = Field(ge=0.0, le=2.0, description="Growth of the loss per tier of difference (k).")
    renewal_per_month: Share = Field(description="Monthly chance that a lost friendship is taken up again.")


class Learning(Clause):
    """R9: perceived certainty of being caught, learnt from one's own fate and near kin's."""

    strength: Share = 1.0
    prior: int = Field(ge=1, le=14, description="Level under ordinary law, of 16.")
    punished: Share = Field(description="Step up after an own sanction (a1), as a share of the scale.")
    unpunished: Share = Field(description="Step down after an own unpunished act (a0).")
    floor: int | None = Field(
        None,
        ge=0,
        le=14,
        description="Level under which impunity takes nothing: the prior where not given, "
        "since what impunity teaches under ordinary law is in the base rates.",
    )
    kin: Share = Field(description="Effect of a sanction in the household against one's own.")
    half_life_days: float = Field(gt=0, le=3650)


class Awareness(Clause):
    """R10: who has heard of the regime, knows own standing, knows the rules."""

    strength: Share = 1.0
    start: Share = Field(description="Share of adults who have heard on day 0.")
    media_per_month: Share = Field(description="Monthly chance of hearing, by media.")
    tie: Share = Field(description="Monthly chance of hearing if every tie were sanctioned.")
    notice: Share = Field(description="Chance that an own sanction tells one's own standing.")
    look_per_month: Share = Field(
        0.0, description="Monthly chance that one who has heard looks up own standing, where it is shown."
    )
    study_per_month: Share = Field(description="Monthly chance that one who knows own standing learns the rules.")


class Trust(Clause):
    """R12: trust among strangers falls where dealings are broken and where people inform, and comes back slowly."""

    strength: Share = 1.0
    disposition: Share = Field(description="Mean level, of the highest, to which trust returns.")
    rises_per_month: Share = Field(description="Chance of one level up after a month without a broken dealing.")
    falls_to_rises: float = Field(ge=1.0, le=20.0, description="How much likelier a broken dealing takes a level.")
    informed: Share = Field(description="Chance that a report by somebody takes a level from the one who hears of it.")
    struck_per_month: float = Field(
        ge=0.0, le=10.0, description="Acts against one a month under ordinary law: where trust stands on day 0."
    )


class Remedies(Clause):
    """Who appeals or asks for erasure where the regime allows it: take-up by schooling and by truth."""

    appeal_in_error: Share = Field(description="Monthly chance to appeal against a record that is not true.")
    appeal_true: Share = Field(description="Monthly chance to appeal against a true record.")
    request: Share = Field(description="Monthly chance to ask for the expiry one is entitled to.")
    unnoticed: Share = Field(1.0, description="Factor on appeals of one whom no notice with reasons has reached.")
    repair: Share = Field(0.0, description="Monthly chance to seek repair of a record where that is possible.")
    refuse: Share = Field(0.0, description="Monthly chance to refuse sensors, of one who accepts surveillance least.")
    take_back: Share = Field(0.0, description="Monthly chance to take them back.")
    schooling: tuple[Factor, Factor, Factor, Factor] = Field(
        description="Factors for primary or none, junior, senior, college."
    )


class Passage(Clause):
    """Something done so often that it is counted by the month: walking past cameras, riding, opening gates."""

    title: str = Field(min_length=3, max_length=60, description="In a sentence after 'who': 'rode the metro'.")
    per_month: ByResidence = Field(description="Mean times a month, before the factors of age.")
    by_age: ByAge = ByAge()


class Leniency(Clause):
    """Raters differ for good: a trait of birth."""

    lenient: Share = Field(description="Share of raters who always give one star more.")
    strict: Share = Field(description="Share of raters who always give one star less.")


class Deference(Clause):
    """Ratings lean on the tiers in which both were seen yesterday."""

    above: Share = Field(description="Chance of one star more, per tier by which the rated stands above the rater.")
    below: Share = Field(description="Chance of one star less, per tier by which the rated stands below.")


class Collusion(Clause):
    """R4: friends who agree to give each other five stars every month, met or not."""

    share: Share = Field(description="Share of friendships.")


class Encounters(Clause):
    """Encounters that the other may rate (A8), where a regime has ratings: how many, how pleasant, how people rate."""

    per_month: ByResidence = Field(description="Mean encounters a month, before the factors of age.")
    by_age: ByAge = ByAge()
    stars: tuple[float, float, float] = Field(
        description="Stars, 0 to 5, for an unpleasant encounter, one that is neither, a pleasant one."
    )
    pleasant: Share = Field(description="Share of encounters that are pleasant.")
    unpleasant: Share = Field(description="Share that are unpleasant, before the factor of conduct.")
    domain: Domain = Field(description="The domain of conduct that makes encounters unpleasant.")
    frailty_shape: float = Field(
        1.0, ge=0.2, le=50.0, description="Shape of the gamma by which people differ in it: small = few annoy often."
    )
    leniency: Leniency | None = None
    deference: Deference | None = None
    collusion: Collusion | None = None


class Halo(Clause):
    """Standing speaks for somebody who is voted on."""

    per_tier: Share = Field(description="Fall of the share who vote down, per tier above the lowest.")


class Voting(Clause):
    """How people vote on an incident that everybody saw (A8), where a regime has it voted on."""

    down: Share = Field(description="Mean share who vote down on somebody of the lowest tier.")
    agreement: float = Field(
        ge=0.0,
        le=0.99,
        description="Correlation of votes on one incident: 0, each votes alone; near 1, all vote alike.",
    )
    halo: Halo | None = None


class Lessons(Clause):
    """What pupils of 6 to 17 do and feel in class (A7), as shares of the scans of a school day.

    Conduct moves one behaviour, ``drifting``; the others share what is left in their proportion. Nothing moves a mood.
    """

    minutes_a_day: int = Field(ge=30, le=480, description="Time in class on a school day.")
    weeks_a_year: int = Field(ge=0, le=52, description="Weeks of school; a year of it begins on day 0.")
    behaviours: dict[Slug, Share] = Field(min_length=2, max_length=8, description="Shares of the time in class.")
    moods: dict[Slug, Share] = Field(min_length=1, max_length=8, description="Shares of the time in class.")
    drifting: Slug = Field(description="The behaviour on whose share people differ by conduct.")
    domain: Domain = Field(description="The domain of conduct by which they differ.")
    frailty_shape: float = Field(
        1.0, ge=0.2, le=50.0, description="Shape of the gamma by which they differ in it: small = few drift much."
    )
    youth: Factor = Field(1.0, description="Factor on that share at 14 to 17.")


class Shocks(Clause):
    """Sudden costs (illness, repairs) and lost jobs: the luck that makes people unable to pay."""

    per_month: Share
    months_of_income: float = Field(ge=0.0, le=12.0)
    job_loss_per_month: Share
    job_find_per_month: Share = Field(0.2, description="Of those out of work, who find work in a month.")
    forgetting: Share = Field(description="Monthly chance that a bill is paid late though there is money.")


class Conduct(Strict):
    """A conduct file: assumptions about people, every one of them readable and changeable."""

    conduct: Slug
    title: str = Field(min_length=3, max_length=120)
    note: str = Field("", max_length=2000)
    extends: Slug | None = None
    generality: Figure = Field(description="Correlation of conduct between domains of life, 0 to 0.6.")
    acts: list[Act] = Field(min_length=1, max_length=64)
    wishes: list[Wish] = Field(default_factory=list, max_length=20)
    passages: list[Passage] = Field(default_factory=list, max_length=8)
    encounters: Encounters | None = None
    voting: Voting | None = None
    lessons: Lessons | None = None
    shocks: Shocks
    compliance: Compliance
    silence: Silence
    fear: Fear
    ties: Ties
    learning: Learning
    awareness: Awareness
    trust: Trust
    grievance: Grievance | None = None
    protest: Protest | None = None
    own_motive: OwnMotive | None = None
    gaming: Gaming | None = None
    withdrawal: Withdrawal | None = None
    habituation: Habituation | None = None
    falsification: Falsification | None = None
    upbringing: Upbringing | None = None
    courtship: Courtship | None = None
    remedies: Remedies
    strength_shape: Figure = Field(description="Gamma shape of how strongly people respond.")

    @model_validator(mode="after")
    def _slots_are_own(self) -> Self:
        for name, values in (
            ("slot", [str(act.slot) for act in self.acts]),
            (
                "id",
                [act.id for act in self.acts] + [wish.id for wish in self.wishes] + [row.id for row in self.passages],
            ),
        ):
            double = sorted({value for value in values if values.count(value) > 1}, key=str)
            if double:
                raise PydanticCustomError(
                    "double", "{name} {value} is used twice", {"name": name, "value": str(double[0])}
                )
        if not 0.0 <= self.generality.value <= 0.6:
            raise PydanticCustomError("generality", "generality lies in 0..0.6")
        return self


__all__ = ["DOMAINS", "FAMILIES", "Act", "Conduct", "Sourced", "Wish"]
