"""What the routes take and give, as types: the page's own types are generated from them (``web/openapi.json``).

No request has a property that describes a person; a test walks the document with the boundary's own words.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$", description="The name of a shipped file.")]
RunId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$", description="An opaque name that the lab gave to a run.")]
CitizenId = Annotated[
    str,
    Field(pattern=r"^(s-[0-9]{1,10}-[0-9]{1,7}|[0-9]{1,12})$", description="A citizen's number in the run, or its id."),
]
Criterion = Annotated[str, Field(pattern=r"^[a-z-]{1,40}$", description="By what a life is found.")]
Seed = Annotated[int, Field(ge=0, lt=2**53, description="The same seed is the same people with the same luck.")]
Layer = Literal["score", "sanction", "records", "fear", "speech", "money"]
LAYERS: tuple[Layer, ...] = ("score", "sanction", "records", "fear", "speech", "money")
State = Literal[
    "queued", "starting", "running", "paused", "stopped", "finished", "failed", "cancelled", "interrupted", "unreadable"
]
Plain = dict[str, Any]
"""Data of a verb as it is printed with ``--json``; docs/ says what is in it."""


class Body(BaseModel):
    """What a request holds; a property that is not named is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """What a response holds."""

    model_config = ConfigDict(frozen=True)


class Fault(Answer):
    """One thing that the user can mend, in the shape of a diagnostic; ``attempt`` is what to try."""

    code: str
    what: str
    why: str
    attempt: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    text: str = ""


class Faults(Answer):
    """Every fault at once. A refusal is this and nothing else."""

    faults: list[Fault]


class Source(Body):
    """A regime: the name of a shipped one, or the text of one. Exactly one of the two is given."""

    name: Name | None = None
    text: Annotated[str, Field(min_length=1, max_length=200_000)] | None = None

    @model_validator(mode="after")
    def one_of_two(self) -> "Source":
        """Refuse both and neither."""
        if (self.name is None) == (self.text is None):
            raise ValueError("give `name` or `text`, and not both")
        return self


class World(Body):
    """A regime and what it is put over."""

    regime: Source
    place: Name = "cn-2020"
    conduct: Name = "default"


class CheckBody(World):
    """A text to be checked, alone and in its world."""


class ExampleBody(World):
    """A clause whose doing is to be shown."""

    clause: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$", description="The id of the clause.")]
    seed: Seed = 1


class AuditBody(World):
    """A regime to be read against rules of law, as if operated there on a day."""

    law: Annotated[str, Field(pattern=r"^[a-z]{2,8}(,[a-z]{2,8}){0,15}$")] = "all"
    on: date | None = Field(None, description="Today if it is not given.")


class RunBody(World):
    """A run to be started or queued."""

    citizens: Annotated[int, Field(ge=500, le=2_000_000)] = 10_000
    days: Annotated[int, Field(ge=1, le=3_650)] = 365
    seed: Seed = 1
    days_per_second: Annotated[float, Field(gt=0, le=1000)] | None = Field(
        None, description="As fast as it can if none."
    )
    paused: bool = Field(False, description="Live the first day and wait.")


class ControlBody(Body):
    """What to do with a run that is queued or goes on.

    `pause` waits after the day that is being lived; `play` goes on; `step` lives one day and pauses; `speed` sets the
    most days a second; `stop` ends the process and keeps what was seen; `resume` lives a stopped run again up to the
    day where it stopped, which gives the same days, and goes on; `cancel` ends it and keeps nothing.
    """

    action: Literal["pause", "play", "step", "speed", "stop", "resume", "cancel"]
    days_per_second: Annotated[float, Field(gt=0, le=1000)] | None = None


class ComparisonBody(Body):
    """Two finished runs of the same people, the placebo twin of the first beside them if asked for."""

    one: RunId
    other: RunId
    placebo: bool = False


class ExportBody(Body):
    """A finished run, or two to be compared, for a folder that opens without a server."""

    runs: Annotated[list[RunId], Field(min_length=1, max_length=2)]
    lives: Annotated[list[CitizenId], Field(max_length=12)] = []
    find: Annotated[list[Criterion], Field(max_length=30)] | None = Field(
        None, description="Criteria (GET /api/about) whose first case goes along; every criterion if not given."
    )
    law: Annotated[str, Field(pattern=r"^[a-z]{2,8}(,[a-z]{2,8}){0,15}$")] = "all"
    on: date | None = None


class StoryBody(Body):
    """The one choice of the story."""

    rule: Annotated[str, Field(pattern=r"^[a-z-]{1,40}$", description="One of the rules of GET /api/story.")]


class RegimeRow(Answer):
    """A shipped regime."""

    regime: str
    status: str
    title: str


class RegimeText(Answer):
    """A shipped regime as its author wrote it."""

    regime: str
    text: str


class Checked(Faults):
    """What a check found; where there is no fault, what the regime is."""

    regime: str | None = None
    title: str | None = None
    status: str | None = None
    scored: bool | None = None
    clauses: list[str] = Field([], description="The ids of the clauses that POST /api/regimes/example takes.")


class Column(Answer):
    """One figure of a day: its id, its unit, what it means."""

    id: str
    unit: str
    meaning: str


class LayerInfo(Answer):
    """One layer of a frame: its number in the binary form, and what its bytes mean."""

    id: Layer
    number: int
    meaning: str


class LimitsInfo(Answer):
    """The most of each thing that this lab takes."""

    body_bytes: int
    least_citizens: int
    most_citizens: int
    most_days: int
    running: int
    queued: int
    asking: int
    watchers: int
    frame_bytes: int


class About(Answer):
    """What this lab is and what there is to choose from."""

    version: str
    synthetic: Literal[True] = True
    note: str
    places: list[dict[str, str]]
    conducts: list[dict[str, str]]
    laws: list[str]
    criteria: list[Column]
    layers: list[LayerInfo]
    columns: list[Column]
    groups: list[str]
    bins: int
    limits: LimitsInfo


class District(Answer):
    """A district in map order: its first citizen's number, how many live there, and the province."""

    first: int
    residents: int
    province: int


class RunState(Answer):
    """A run: what it is, how far it got, and what can be seen of it."""

    id: str
    name: str
    state: State
    synthetic: Literal[True] = True
    own: bool = Field(description="Whether this lab made it, and may delete it.")
    regime: str
    title: str
    status: str
    scored: bool
    score_least: int
    score_most: int
    place: str
    conduct: str
    currency: str
    citizens: int
    days: int
    days_done: int
    seeds: list[int]
    digest: str | None = None
    started: str | None = None
    bytes: int = 0
    queued_behind: int = Field(0, description="Runs that come first.")
    days_per_second: float | None = Field(None, description="The most that was asked for; none is as fast as it can.")
    lived_per_second: float | None = Field(None, description="Days a second over the last days, pauses left out.")
    frames: list[tuple[int, int]] = Field([], description="Spans of days that can be seen again, both ends included.")
    frame_bytes: int = 0
    frame_allowance: int = 0
    districts: list[District] = Field([], description="Empty in a list of runs.")
    faults: list[Fault] = Field([], description="Why it failed or cannot be read.")


class Provenance(Answer):
    """Where a record comes from: inputs, hashes, files, and the command that makes it again."""

    run: RunState
    command: str
    record: Plain


class Days(Answer):
    """The figures of some days, ``values[day][group][column]``, exact."""

    first: int
    last: int
    columns: list[str]
    groups: list[str]
    values: list[list[list[int]]]


class Told(Answer):
    """One line of a life: its day, and the sentence; ``kind`` is that of the event, or `summary`."""

    day: int
    kind: str
    text: str
    facts: Plain = Field({}, description="The event's own facts, empty for a summary.")


class Life(Answer):
    """One synthetic life: sentences, and every day's figures as ``glasshouse explain --json`` prints them."""

    run: str
    citizen: str
    number: int
    content_note: str
    caveat: str
    who: str
    in_short: str
    lines: list[Told]
    under: str = Field(description="A letter a day: e in error, r against a right, s by the rules, or a dot.")
    scores: list[dict[str, float] | None]
    data: Plain


class Twins(Answer):
    """One life, and the same citizen's in another run of the same people."""

    life: Life
    twin: Life | None = None


class Shown(Answer):
    """A citizen drawn at random, day by day: the bytes of each layer with the clause and without it."""

    citizen: str
    number: int
    reached: bool
    with_clause: dict[Layer, list[int]]
    without_clause: dict[Layer, list[int]]


class Example(Answer):
    """What a clause does in a small society: to how many, and to three of them drawn at random."""

    synthetic: Literal[True] = True
    clause: str
    says: str
    citizens: int
    days: int
    reached: int
    """Citizens whose days differ in any layer."""
    note: str
    examples: list[Shown]
    columns: list[str]
    with_clause: list[list[list[int]]]
    without_clause: list[list[list[int]]]


class StoryRule(Answer):
    """One of the rules that the story lets its reader choose from."""

    id: str
    title: str
    says: str


class Story(Answer):
    """The closed list of the story, and the size of its society."""

    citizens: int
    days: int
    rules: list[StoryRule]
    note: str


class Letter(Answer):
    """What happened to the citizen who writes the letter: sentences of that life, and what was in error."""

    citizen: str
    day: int
    in_error: bool
    lines: list[Told]


class StoryRun(Answer):
    """The run of the story: figures by day and group, the last day's map, the letter, and who was wronged by group."""

    synthetic: Literal[True] = True
    rule: str
    regime: str
    status: str
    text: str
    citizens: int
    days: int
    columns: list[str]
    groups: list[str]
    values: list[list[list[int]]]
    sanction: str = Field(description="base64 of `days` times `citizens` bytes: the layer `sanction` of every day.")
    letter: Letter | None
    rates: list[Plain] = Field(description="Per group: citizens, sanctioned, in error, and each per 10 000.")
    note: str
