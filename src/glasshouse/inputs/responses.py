"""The grammar of the responses that a conduct file may leave out: each is off where it is not written.

They are for those who have heard of the regime, since base rates hold under ordinary law, where nobody has.
"""

from typing import Annotated

from pydantic import Field

from glasshouse.inputs.clause import Clause, Share, Slug, Strict

Odds = Annotated[float, Field(ge=1.0, le=4.0)]
Levels = Annotated[int, Field(ge=0, le=15)]


class LegitimacyLost(Strict):
    """Levels lost by a new sanction of one's own, by its class."""

    in_error: Levels
    against_right: Levels
    by_rules: Levels


class Grievance(Clause):
    """R7: a sanction of one's own takes legitimacy, and less legitimacy makes willed offences likelier."""

    strength: Share = Field(1.0, description="0 switches the response off.")
    start: int = Field(ge=1, le=15, description="Level of legitimacy under ordinary law, of 16, to which it returns.")
    lost: LegitimacyLost
    odds_ratio: float = Field(ge=0.9, le=1.0, description="Of an offence, per level of legitimacy.")
    half_life_days: float = Field(gt=0, le=3650, description="Of what was lost.")
    blocked: Odds = Field(
        description="Odds ratio of an unlawful way to an income for one who was refused a loan or a post."
    )


class Protest(Clause):
    """R7: whoever thinks little of the authority joins where enough of the district protested (Granovetter 1978)."""

    strength: Share = Field(1.0, description="Share of people whom others move at all; 0 switches the response off.")
    act: Slug = Field(description="The protected act that a protest is: who looks for it sees protests as well.")
    lost: int = Field(ge=1, le=15, description="Levels of legitimacy that one must have lost to think of it.")
    threshold: Share = Field(description="Mean share of the district that one needs to have protested last month.")
    spread: float = Field(
        ge=0.0, le=1.0, description="Standard deviation of these shares; whoever needs less than none begins."
    )
    fear: Share = Field(description="Share of the district that one needs more, at full fear.")


class OwnMotive(Clause):
    """R13: what people do for its own sake they do less where it is priced, and stay so."""

    strength: Share = 1.0
    most: float = Field(
        ge=0.0, le=0.5, description="Log-odds by which priced good deeds fall, and priced offences rise, at no motive."
    )
    falls: Share = Field(description="Chance that a price put on an own act takes a level, of 7.")


class Gaming(Clause):
    """R4: some play for the score: more of the good deeds that count, some only claimed, some instead of others."""

    strength: Share = 1.0
    gamers: Share = Field(description="Share of those of 15 and over who would, in proportion to literacy.")
    odds_ratio: Odds = Field(
        description="Of a good deed that counts, near the next cut-off; a third of it far from it."
    )
    near: Share = Field(description="Share of the scale within which the next cut-off is near; within three, not far.")
    claimed: Share = Field(description="Of the deeds that only the score asks for, the share that never happened.")
    instead: Share = Field(description="Of those that did, the share for which a deed that counts for nothing is left.")


class Withdrawal(Clause):
    """R6: people go offline, at a price, and come back."""

    strength: Share = 1.0
    per_year: Share = Field(description="Share of users who go offline in a year, without fear, sanction or work.")
    fear: Odds = Field(description="Odds ratio of going, at full fear.")
    sanctioned: Odds = Field(description="Odds ratio of going, under a sanction.")
    work: float = Field(gt=0.0, le=1.0, description="Odds ratio of going, for one who works: the need of services.")
    back_per_month: Share = Field(description="Chance of coming back, without fear; at full fear there is none.")
    cost: Share = Field(description="What a month offline costs, as a share of income.")


class Habituation(Clause):
    """R11: who is watched for years accepts it more, and a sanction frightens less. A scenario: no source has it."""

    strength: Share = 1.0
    levels_per_year: float = Field(ge=0.0, le=1.0, description="Levels of acceptance, of 8, gained in a year.")
    dulls: Share = Field(description="Share of the fear of a new sanction that each level gained takes.")


class Falsification(Clause):
    """R3: some who are privately against say that they are for; what they think is not moved, and moves nothing.

    A question of what people would say, and of what a survey would find: opinion enters no act and no response.
    """

    strength: Share = 1.0
    private_support: Share = Field(description="Share of people who are privately for the authority.")
    friends: Share = Field(description="Of those against, who say they are for among friends, without fear.")
    public: Share = Field(description="The same in public, where half of what is heard is for.")
    interviewer: Share = Field(description="The same to somebody who asks for a survey.")
    fear: Odds = Field(description="Odds ratio of saying so at full fear.")
    majority: Odds = Field(description="Odds ratio of saying so in public where all do, against where half do.")
    boldness: float = Field(gt=0.0, le=1.0, description="Odds ratio of the boldest against the least bold.")
    list_removes: Share = Field(description="Of what is misstated to an interviewer, the share a list question avoids.")
    internalised_per_year: Share = Field(
        0.0, description="Of those who say so all the time, who come to think so in a year."
    )
    trust: Share = Field(description="How delicate a question about trusting strangers is, beside one of support.")


__all__ = ["Falsification", "Gaming", "Grievance", "Habituation", "OwnMotive", "Protest", "Withdrawal"]
