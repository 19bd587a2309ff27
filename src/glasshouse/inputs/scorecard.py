"""The grammar of a learned scorecard (S5): which records it tells apart, what it foretells, how it is scaled.

It names kinds of records and no points: those are fitted in a run, on that run's own counts, and live and die there.
There is no key for a weight, a coefficient or a file of them, and there will be none (`SECURITY.md`).
"""

from typing import Literal

from pydantic import Field

from glasshouse.inputs.clause import Clause, Slug, Strict


class Characteristic(Strict):
    """One kind of records that the scorecard tells apart: none, one, or more of them on file."""

    records_of: list[Slug] = Field(min_length=1, max_length=32, description="Acts whose records are counted together.")


class Scorecard(Clause):
    """S5: a dimension that is foretold: a logistic score, fitted at exchanges on the authority's own records."""

    dimension: Literal["history", "fulfilment", "relations", "behaviour"] = Field(
        description="The dimension that it sets once a month: the start value is the odds of everybody together."
    )
    characteristics: list[Characteristic] = Field(min_length=1, max_length=3)
    breach: list[Slug] = Field(min_length=1, max_length=32, description="Acts a record of which it foretells.")
    term_weeks: int = Field(ge=1, le=260, description="Weeks in which a breach comes on file or does not.")
    refit_months: int = Field(ge=1, le=60, description="Exchanges (of 30 days) from one fit to the next.")
    points_to_halve_odds: float = Field(
        gt=0.0, le=400.0, description="Points that go with half the odds of a breach; 20 is the trade's habit."
    )
