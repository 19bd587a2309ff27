"""The grammar of whom rule-makers spare (G1) and which groups they treat apart by design (G2)."""

from pydantic import Field

from glasshouse.inputs.clause import ByGroup, Clause, Share, Slug, Strict


class Entered(Strict):
    """A good deed that is entered though nobody did it, as a record of a sensor."""

    sensor: Slug
    act: Slug = Field(description="A deed that the sensor sees.")
    per_month: Share = Field(description="Chance in a month, of somebody favoured.")


class Favour(Clause):
    """G1: officials and the connected are spared, and their files are edited."""

    strength: Share = Field(1.0, description="Factor on how often; 0 switches it off.")
    officials: bool = Field(True, description="Who holds public office is favoured.")
    connected: Share = Field(0.0, description="Share of all others who are favoured too.")
    drops: Share = Field(0.0, description="Chance, by day, that what is against somebody favoured is left out.")
    enters: Entered | None = Field(None, description="What is entered for somebody favoured.")


class PointsByGroup(Strict):
    """Points by group."""

    M: float = Field(0.0, ge=0.0, le=4000.0)
    N1: float = Field(0.0, ge=0.0, le=4000.0)
    N2: float = Field(0.0, ge=0.0, le=4000.0)


class Treatment(Clause):
    """G2: groups treated apart by design, beside what errors do to them; each part is a switch of its own."""

    coverage: ByGroup = Field(default_factory=ByGroup, description="Factor on what all sensors cover, up to all.")
    points: ByGroup = Field(default_factory=ByGroup, description="Factor on points that rules take.")
    fines: ByGroup = Field(default_factory=ByGroup, description="Factor on fines.")
    terms: ByGroup = Field(default_factory=ByGroup, description="Factor on terms of black lists.")
    higher_cut_offs: PointsByGroup = Field(
        default_factory=PointsByGroup, description="Points by which every tier begins higher."
    )
