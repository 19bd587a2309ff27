"""The grammar of remedies and safeguards: how one gets right, and who looks at the authority's hands."""

from typing import Annotated, Literal

from pydantic import Field

from glasshouse.inputs.clause import Clause, Share, Slug


class Appeal(Clause):
    """D3: an appeal, with success and restoration kept apart from take-up (which is conduct's)."""

    kind: Literal["appeal"]
    strength: Share = 1.0
    decision_weeks: int = Field(ge=1, le=260)
    success_in_error: Share
    success_true: Share
    restores: Share = Field(description="Of successes, the share in which the list entry is removed as well.")
    suspends: bool = Field(False, description="Lists do nothing while the record that led to them is appealed against.")


class Expiry(Clause):
    """D4: points and list terms run out by themselves, or only for those who ask."""

    kind: Literal["expiry"]
    strength: Share = 1.0
    mode: Literal["automatic", "request"]


class Notice(Clause):
    """D1: people are told what was recorded against them, and why; who is not told hardly appeals."""

    kind: Literal["notice"]
    strength: Share = 1.0
    reach: Share = Field(description="Share of people whom a notice with reasons reaches, and who understand it.")


class Examination(Clause):
    """D2, D11, D12: somebody looks at an adverse record before it counts, and may throw it out."""

    kind: Literal["examination"]
    strength: Share = Field(1.0, description="Share of records that are looked at, where there is room.")
    by: Literal["hearing", "second-person", "reviewer"] = Field(description="Who looks; a label.")
    sensors: list[Slug] | None = Field(None, description="Only adverse records of these; none named = any.")
    in_error: Share = Field(description="Of records in error that are looked at, the share thrown out.")
    could_not_help: Share = Field(0.0, description="Of true records of what one could not help (cause: cannot).")
    otherwise_true: Share = Field(0.0, description="Of all other true records: real breaches that go free.")
    anchoring: Share = Field(0.0, description="Share of these chances lost in the lowest tier, none in the highest.")
    weeks: int = Field(0, ge=0, le=260, description="Weeks that a record waits for it before it counts.")
    per_1000_a_month: float | None = Field(
        None, gt=0.0, le=1000.0, description="Records that can be looked at in a month, per 1 000 residents."
    )


class Oversight(Clause):
    """D13, and the automatic stop of D11: sensors are halted where too much of theirs was found out to be in error."""

    kind: Literal["oversight"]
    strength: Share = Field(1.0, description="0 switches it off.")
    allowed: Share = Field(description="Share of a sensor's records of a month that may be found out.")
    from_records: int = Field(ge=1, le=1_000_000, description="Records of a month from which a sensor is judged.")
    halt_weeks: int = Field(ge=1, le=520, description="Weeks for which the sensor is halted, in its district.")
    by_group: bool = Field(False, description="Each group has the allowance, besides all together.")


class Repair(Clause):
    """D5: an adverse record can be worked or bought off."""

    kind: Literal["repair"]
    strength: Share = 1.0
    after_weeks: int = Field(ge=1, le=520, description="Weeks before a record can be repaired.")
    fee: int = Field(0, ge=0, le=1_000_000, description="Money that it costs.")
    deeds: int = Field(0, ge=0, le=14, description="Gains that must have counted in the month.")


class OptOut(Clause):
    """D15: some sensors may be refused."""

    kind: Literal["opt-out"]
    strength: Share = Field(1.0, description="Factor on how many do.")
    sensors: list[Slug] = Field(min_length=1, max_length=40)


Remedy = Annotated[Appeal | Expiry | Notice | Examination | Oversight | Repair | OptOut, Field(discriminator="kind")]
