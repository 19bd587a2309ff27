"""A small grammar for the tests of reading: the shape of a regime without its substance."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Fixed(Strict):
    id: str
    kind: Literal["fixed"]
    points: int = Field(ge=-100, le=100, description="Points per record.")
    fixed: int = 0


class Fading(Strict):
    id: str
    kind: Literal["fading"]
    days: Annotated[float, Field(gt=0)] | Literal["forever"]


Rule = Annotated[Fixed | Fading, Field(discriminator="kind")]


class Score(Strict):
    least: int
    most: int
    start: int = Field(500, ge=0, le=1000, multiple_of=5)

    @model_validator(mode="after")
    def _ordered(self) -> "Score":
        if self.least >= self.most:
            raise PydanticCustomError(
                "G108", "`least` is not below `most`", {"why": "No score fits.", "remedy": "swap them"}
            )
        if self.start > self.most:
            raise ValueError("`start` is above `most`")
        return self


class RegimeFile(Strict):
    title: str = Field(max_length=40)
    status: Literal["documented", "disputed", "fiction"] = "fiction"
    note: str = ""
    describes: str = ""
    unit: str = Field("point", pattern=r"^[a-z]+$")
    appeals: bool = False
    extends: str | None = None
    score: Score = Score(least=0, most=1000)
    rules: list[Rule] = Field(default_factory=list, max_length=50)
    weights: dict[str, float] = Field(default_factory=dict)


VALID = """\
title: Village rules
status: fiction
score:
  least: 0
  most: 1000
rules:
  - id: late
    kind: fixed
    points: -5
  - id: praise
    kind: fading
    days: forever
weights: {money: 0.5, street: 0.5}
"""
