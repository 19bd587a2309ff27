"""The grammar of a classroom under scan (W7): how often, what is taken for what, and what a day's share is worth."""

from typing import Annotated

from pydantic import Field

from glasshouse.inputs.clause import ByGroup, Share, Slug, Strict

Taken = Annotated[dict[Slug, Share], Field(min_length=1, max_length=8)]
"""Of the scans of one behaviour or mood, the shares recorded as each; they sum to one."""


class Mark(Strict):
    """A mark of a school day: a band of the share of its scans that shows no attention."""

    up_to: Share = Field(description="The largest share in the band; the next mark begins above it.")
    act: Slug | None = Field(None, description="A scanned act of the conduct file for which the mark stands, if any.")


class Classroom(Strict):
    """What a sensor does in class. It reads what is done and what is felt, and takes some of it for something else."""

    scan_seconds: int = Field(ge=30, le=600, description="Time from one scan to the next.")
    behaviours: dict[Slug, Taken] = Field(
        max_length=8, description="For each behaviour of the conduct file, what it is recorded as."
    )
    moods: dict[Slug, Taken] = Field(
        default_factory=dict, max_length=8, description="The same of each mood; nothing where no mood is read."
    )
    mistaken_by_group: ByGroup = Field(
        default_factory=ByGroup, description="Factor on the share that is taken for something else."
    )
    inattentive: list[Slug] = Field(min_length=1, max_length=7, description="Behaviours that are no attention.")
    marks: list[Mark] = Field(min_length=2, max_length=5, description="From the least inattention to the most.")
