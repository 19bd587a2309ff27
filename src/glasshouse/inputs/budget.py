"""The grammar of the one budget (G9): what watching costs is not spent on help."""

from pydantic import Field

from glasshouse.inputs.clause import Clause, Share, Slug


class Budget(Clause):
    """One sum for watching and for help, as shares of all income: what sensors in force leave goes to those in need.

    Help bears a part of sudden costs, of illness and repairs, the same part for everybody.
    """

    share_of_income: Share = Field(description="The sum, as a share of all income.")
    costs: dict[Slug, Share] = Field(max_length=40, description="What a sensor in force costs, likewise, by its id.")
    helps: Share = Field(1.0, description="Of what is left, the share that reaches those in need; 0 switches it off.")

    def left(self, watching: set[str]) -> float:
        """Return what the sensors in force leave, as a share of all income; never less than nothing.

        >>> budget = Budget(id="one", share_of_income=0.02, costs={"cameras": 0.015}, source="x")
        >>> round(budget.left({"cameras"}), 6), budget.left(set())
        (0.005, 0.02)
        """
        return max(self.share_of_income - sum(cost for name, cost in self.costs.items() if name in watching), 0.0)
