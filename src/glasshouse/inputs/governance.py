"""The grammar of `governance:`, facts of law about a regime: who runs it, on what ground, with which safeguards.

It compiles to nothing: no count of a run depends on it. `glasshouse audit` reads it. Every field may be left out, and
what is left out is unknown, never "no": a missing safeguard is written as `false` or `none`. Entries under `sensors`,
`rules`, `lists` and `consequences` are keyed by the id of a clause of the regime.
"""

from typing import Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from glasshouse.inputs.clause import Slug, Strict

LifeDomain = Literal[
    "tax", "benefits", "credit", "housing", "schooling", "work", "health", "travel", "justice", "speech", "family",
    "civic",
]  # fmt: skip
LIFE_DOMAINS: tuple[LifeDomain, ...] = get_args(LifeDomain)
Space = Literal["public", "work", "school", "home", "vehicle", "online"]
Relation = Literal["same", "statute", "unrelated", "contested"]
Purpose = Literal[
    "social-scoring", "mass-surveillance", "crime-prediction", "public-security", "law-enforcement", "credit",
    "employment", "benefits", "schooling", "insurance", "migration", "justice", "safety", "commerce",
    "intimate-imagery", "abuse-imagery",
]  # fmt: skip
Category = Literal[
    "religion", "genetic", "ethnicity", "origin", "politics", "body", "blood-type", "disease", "deposits", "tax",
    "health", "biometric", "finance", "whereabouts", "under-14", "payments", "conduct",
]  # fmt: skip
Inferred = Literal[
    "emotion", "fatigue", "race", "politics", "union", "religion", "sex-life", "sexual-orientation", "identity",
]  # fmt: skip
Trait = Literal["age", "disability", "poverty", "race", "ethnicity", "sex", "religion", "politics", "origin"]
Basis = Literal["adjudicated", "finding", "allegation", "inference", "association"]
Ground = Literal["none", "policy", "statute"]
Told = Literal["automation", "logic", "consequences", "agency", "right-to-dispute", "reasons"]
Element = Literal["process", "period", "groups", "harms", "oversight", "governance"]


class Stated(Strict):
    """Facts that say where they are from: `why` in words, or `source`, a key of the evidence."""

    source: str | list[str] | None = Field(None, description="Key or keys of data/evidence/figures.csv.")
    why: str | None = Field(None, min_length=8, max_length=400, description="Who says so, or where it is written.")

    @model_validator(mode="after")
    def _says_where_from(self) -> Self:
        if self.source is None and self.why is None:
            raise PydanticCustomError("unsourced", "these facts have neither `source:` (an evidence key) nor `why:`")
        return self


class Operator(Stated):
    """Who runs the regime, for what, and on which ground."""

    kind: Literal["state", "private", "hybrid"] | None = None
    law_enforcement: bool | None = Field(None, description="It is run by or for the police.")
    sectors: list[LifeDomain] | None = Field(None, description="What the operator decides on.")
    purposes: list[Purpose] | None = Field(None, description="What the regime is for.")
    legal_basis: (
        Literal["none", "consent", "contract", "law", "public-task", "legitimate-interest", "vital-interest"] | None
    ) = Field(None, description="Ground on which data are processed.")


class Scoring(Stated):
    """How the score is made and how much hangs on it."""

    method: Literal["handwritten", "learned", "mixed"] | None = Field(
        None, description="Not given, a file whose points are written in it is handwritten."
    )
    learns_online: bool | None = Field(None, description="It goes on learning while in use.")
    drawn_on: Literal["strongly", "weakly"] | None = Field(None, description="How far decisions follow the score.")
    linked_sources: bool | None = Field(None, description="Large data sets of several offices are linked.")
    proxies: Literal["none", "unintended", "intended"] | None = Field(
        None, description="Neutral inputs that stand for a protected trait."
    )


class SensorFacts(Stated):
    """What the law asks of one sensor."""

    context: LifeDomain | None = Field(None, description="Domain of life in which its data arise.")
    space: Space | None = None
    identifies: bool | None = Field(None, description="It tells who somebody is from the body.")
    machine: bool | None = Field(None, description="It infers from what it senses, as a person who notes does not.")
    realtime: bool | None = Field(None, description="It does so at once, not from recordings.")
    infers: list[Inferred] | None = Field(None, description="What it infers of people from their bodies.")
    medical_or_safety: bool | None = Field(None, description="It is there for a medical or safety reason.")
    reference: Literal["none", "register", "watch-list", "scraped", "cctv-untargeted"] | None = Field(
        None, description="Where the pictures that it compares with come from."
    )
    authorisation: Literal["none", "prior", "urgent-24h", "within-48h"] | None = Field(
        None, description="By a court or an independent authority."
    )
    aim: Literal["listed", "other"] | None = Field(None, description="One of the three aims of Art. 5(1)(h), or not.")
    targeted: bool | None = Field(None, description="It is set on somebody named beforehand.")
    sole_ground: bool | None = Field(None, description="Something adverse follows from its match alone.")
    signposted: bool | None = None
    origin_documented: bool | None = None
    original_purpose: Purpose | None = Field(None, description="What its data were first collected for.")
    used_for: list[Purpose] | None = Field(None, description="What its data are used for now.")
    categories: list[Category] | None = None
    special_category: bool | None = Field(None, description="It takes in data of a special category.")
    special_exception: bool | None = Field(None, description="An exception for special categories applies.")
    separate_consent: bool | None = None
    catalogue: Literal["inside", "outside"] | None = Field(
        None, description="Whether its data stand in the public catalogue of credit information."
    )
    retention_days: int | None = Field(None, ge=0, le=36500)
    public_register_days: int | None = Field(
        None, ge=0, le=36500, description="How long the public register that it copies keeps an entry."
    )
    least_age: int | None = Field(None, ge=0, le=99, description="Age of the youngest whose data it takes.")
    performance_declared: bool | None = Field(None, description="Its errors by group are declared.")
    reads_messages: bool | None = None
    unequal_by_design: bool | None = Field(None, description="It is set on some groups more than on others by design.")
    bankruptcy: bool | None = Field(None, description="It takes in bankruptcies only.")


class RuleFacts(Stated):
    """What the law asks of one rule."""

    basis: Basis | None = Field(None, description="What a record of it rests on.")
    catalogue: Literal["inside", "outside"] | None = Field(None, description="The act stands in the catalogue.")
    keyed_to: list[Trait] | None = Field(None, description="Traits on which the rule itself turns.")
    contract_debt: bool | None = Field(None, description="The act is being unable to fulfil a contract.")


class ListFacts(Stated):
    """What the law asks of one list."""

    legal_basis: Ground | None = None
    notice_before: bool | None = None
    hearing: Literal["none", "after", "before"] | None = None
    public: bool | None = None
    pictured: bool | None = Field(None, description="It shows faces.")


class ConsequenceFacts(Stated):
    """What the law asks of one reward or sanction; `domain` and `severity` lay aside the shipped tables."""

    domain: LifeDomain | None = None
    severity: int | None = Field(None, ge=0, le=10)
    targets: Literal["self", "kin", "associates", "group"] | None = None
    legal_basis: Ground | None = None
    fits_the_fault: bool | None = Field(None, description="The measure is no heavier than its law allows.")
    catalogue: Literal["inside", "outside"] | None = Field(None, description="The national list allows the measure.")
    detains: bool | None = None


class RelatednessOverride(Stated):
    """Two domains of life that this file holds to be related otherwise than the shipped table does."""

    between: tuple[LifeDomain, LifeDomain]
    relation: Relation


class Decision(Stated):
    """Who decides, and whether a person could decide otherwise."""

    automation: Literal["sole", "assisted", "human"] | None = None
    reviewer_authority: bool | None = Field(None, description="A competent reviewer may override and stop it.")
    reasons_given: bool | None = None
    two_person_check: bool | None = None


class Notice(Stated):
    """What people are told."""

    subjects_told: bool | None = Field(None, description="People are told that they are subject to it.")
    workers_told: bool | None = None
    before_business_days: int | None = Field(None, ge=0, le=366, description="Told so long before it is used.")
    after_days: int | None = Field(None, ge=0, le=3650, description="Told so long after something adverse.")
    content: list[Told] | None = None
    reasons_specific: bool | None = None
    rewards: Literal["open", "manipulative"] | None = Field(None, description="How rewards work on people.")


class Claims(Stated):
    """What people may ask for."""

    access: bool | None = None
    rectify: bool | None = None
    erase: bool | None = None
    object: bool | None = Field(None, description="One may object to being profiled.")
    refuse_automation: bool | None = Field(None, description="One may refuse a decision by machine alone.")


class AppealFacts(Stated):
    """What an appeal is, beyond what `remedies` says."""

    body: Literal["none", "same", "independent", "court"] | None = None
    free: bool | None = None
    decision_days: int | None = Field(None, ge=0, le=3650)
    grounds: list[Literal["inaccurate", "irrelevant"]] | None = None
    unverified: Literal["deleted", "kept"] | None = None


class Oversight(Stated):
    """Who watches the regime, and which papers there are."""

    body: Literal["none", "internal", "independent"] | None = None
    transparency: bool | None = Field(None, description="It is transparent to those who oversee it.")
    risk_file: bool | None = None
    technical_file: bool | None = None
    logs: bool | None = None
    logs_days: int | None = Field(None, ge=0, le=36500)
    bias_examined: bool | None = None
    accuracy_declared: bool | None = None
    dpia: bool | None = Field(None, description="An assessment of the effect on data protection.")
    fria: list[Element] | None = Field(None, description="Elements of an assessment of fundamental rights.")
    registered: bool | None = None
    bias_audit: Literal["none", "own", "independent"] | None = None
    bias_audit_published: bool | None = None


class Exemptions(Stated):
    """Who stands outside the rules."""

    exist: bool | None = None


class Governance(Strict):
    """Facts of law about a regime. All of it may be left out; what is left out is unknown."""

    operator: Operator | None = None
    scoring: Scoring | None = None
    sensors: dict[Slug, SensorFacts] = Field(default_factory=dict, max_length=40)
    rules: dict[Slug, RuleFacts] = Field(default_factory=dict, max_length=250)
    lists: dict[Slug, ListFacts] = Field(default_factory=dict, max_length=31)
    consequences: dict[Slug, ConsequenceFacts] = Field(default_factory=dict, max_length=24)
    decision: Decision | None = None
    notice: Notice | None = None
    claims: Claims | None = None
    appeal: AppealFacts | None = None
    oversight: Oversight | None = None
    exemptions: Exemptions | None = None
    relatedness: list[RelatednessOverride] = Field(default_factory=list, max_length=66)
