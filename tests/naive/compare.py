"""The kernel's arrays read back into words, and held against the naive day, by columns and by counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from glasshouse.chance import day_key, district_keys
from glasshouse.engine.backends import Backend, python_backend
from glasshouse.engine.districts import Flight, Plan, plan_of
from glasshouse.engine.exchange import CARD_FROM, Vector, vector_of
from glasshouse.engine.phasing import live_days, rules_of
from glasshouse.engine.scorecards import with_scorecard
from glasshouse.inputs.compiling import Compiled, Legend, compile_tables
from glasshouse.inputs.conduct import DOMAINS, FAMILIES, Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import state
from glasshouse.model.tables import CARD, CARD_CELLS, FAR
from glasshouse.model.ties import as_of_now, as_of_yesterday, bars_as_of_yesterday, tier_as_of_yesterday
from tests.naive.authority import DIMENSIONS, STANDINGS, Record
from tests.naive.behaviour import CYCLE
from tests.naive.evening import District
from tests.naive.population import Citizen
from tests.naive.wishes import FAVOURS
from tests.naive.world import World

CELLS: tuple[Any, ...] = tuple(range(CARD_CELLS))
CLASSES = ("in error", "against a right", "by the rules")
CAUSES = ("true", "somebody else", "nothing", "double", "tier", "list")
AGE_GROUPS = ("child", "youth", "young", "middle", "older", "elder")
SECTORS = ("none", "primary", "secondary", "tertiary")
JOBS = ("none", "ordinary", "post")
EVER = ("in error", "against a right", "refused")
DETAILS: dict[str, tuple[Any, ...]] = {
    "score_sum": STANDINGS,
    "sanctioned": CLASSES,
    "ever": EVER,
    "job": JOBS,
    "posts_won": ("by lot", "put first"),
    "appealed": ("true", "in error"),
    "appeals_won": ("true", "in error"),
    "examined": ("true", "in error"),
    "thrown_out": ("true", "in error"),
    "edited": ("left out", "entered"),
    "repaired": ("true", "in error"),
    "overflows": ("records", "lists", "post box"),
    "aware": tuple(range(4)),
    "tier": tuple(range(8)),
    "marks_done": tuple(range(5)),
    "marks_recorded": tuple(range(5)),
    "marks_in_error": ("above", "below"),
    "looked_at": ("true", "recorded", "false"),
    "rated": tuple(range(6)),
    "rated_in_error": ("somebody else", "nothing"),
    "votes": ("up", "down"),
    "score_bin": tuple(range(count.HISTOGRAM)),
    "matched": tuple((one, other) for one in range(8) for other in range(8)),
    "sought": tuple((tier, favour) for tier in range(8) for favour in FAVOURS),
    "detentions": ("unheard", "heard"),
    "leaked": ("files", "records"),
    "aged": AGE_GROUPS,
    "deaths": AGE_GROUPS,
    "seats": ("given", "none left"),
    "began_work": tuple(range(4)),
    "gamed": ("for the score", "claimed", "left undone"),
}
BY_ACT = ("done", "withheld", "displaced", "missed", "strayed")
BY_GATE = ("passed", "turned_away", "gate_tenths", "gate_tenths_in_error")
BY_WISH = (
    "wished", "granted", "waived", "dearer", "unafforded", "cheaper", "places_moved", "places_missed", "places_left",
    "waited", "wait_skipped", "wait_added",
)  # fmt: skip
BY_WISH_AND_FAVOUR = ("places_won", "places_lost", "queued")
BARS_SEEN = ("nothing", "first", "behind", "in error", "against a right", "by the rules")
PLACES = ("post", "seat", "home", "office", "match")


class Kernel:
    """Some days of one district, lived by a backend."""

    def __init__(self, compiled: Compiled, plan: Plan, number: int, backend: Backend) -> None:
        self.rules, residents, seed = rules_of(compiled.tables, compiled.stages, plan), plan.size(number), plan.seed
        self.tables, self.legend, self.backend = self.rules.at_birth(number), compiled.legend, backend
        self.hot = np.zeros(residents, np.uint16)
        self.rows = np.zeros((residents, state.WORDS), np.uint32)
        self.box = np.zeros(residents, np.uint32)
        self.today = np.zeros(at.TODAY, np.int64)
        self.district = np.zeros(at.SIZE, np.int64)
        keys = district_keys(seed, number)
        self.district[at.BASE_KEY : at.BASE_KEY + 2] = keys
        self.district[at.BIRTH_KEY : at.BIRTH_KEY + 2] = [day_key(key, -1) for key in keys]
        self.district[at.RESIDENTS] = residents
        self.counts = np.zeros((0, count.GROUP_COUNT, count.COLUMNS), np.int64)
        backend.populate(self.hot, self.rows, self.tables, self.district)
        self.flight = Flight(number, self.hot, self.rows, self.district, self.box)

    def live(self, days: int, vectors: list[Vector]) -> None:
        """Live on for so many days of one cycle."""
        first = len(self.counts)
        counts = np.zeros((days, count.GROUP_COUNT, count.COLUMNS), np.int64)
        nobody, nothing = np.zeros(0, np.int64), np.zeros((days, 0, 13), np.int64)
        live_days(
            self.backend, self.rules, self.flight, first, first + days, self.today, counts, nobody, nothing, vectors
        )
        self.counts = np.concatenate([self.counts, counts])


# -- citizens


def seen_in(bits: int) -> tuple[Any, ...]:
    """What the thirteen shown bits say: tier, listed, sanctioned, family, cuts."""
    cuts = frozenset(slot for slot in range(6) if bits >> 7 >> slot & 1)
    return bits & 7, bool(bits >> 3 & 1), bool(bits >> 4 & 1), FAMILIES[bits >> 5 & 3], cuts


def record_in(word: int, legend: Legend) -> tuple[Any, ...] | None:
    """What a record says; of a repetition, what matters in the standings that take the record."""
    if word == 0:
        return None
    channel = legend.channels[(word & 255) - 1]
    bits = [word >> shift for shift in (22, 25)]
    counted, repeated = ({kind for k, kind in enumerate(STANDINGS) if one >> k & 1} for one in bits)
    cause = CAUSES[word >> 8 & 7]
    return (
        f"{channel.sensor}:{channel.act}",
        cause,
        word >> 11 & 2047,
        counted,
        repeated,
        bool(word >> 28 & 1),
        bool(word >> 29 & 1),
    )


def record_of(record: Record | None) -> tuple[Any, ...] | None:
    """The same of a naive record."""
    if record is None or record.struck:
        return None
    counted = {kind for kind, _ in record.counted}
    return (
        record.channel.name, record.cause, record.week, counted, record.repeated, record.disputed, record.waiting
    )  # fmt: skip


def of_kernel(kernel: Kernel, i: int) -> dict[str, Any]:
    """Every state column of one citizen, in words."""
    raw = {name: state.get(kernel.rows, i, field) for name, field in state.FIELDS.items()}
    told: dict[str, Any] = dict(raw)
    days = len(kernel.counts)
    told["beside_now"] = state.get(kernel.rows, i, state.BESIDE_NOW)
    told["beside_before"] = tier_as_of_yesterday(kernel.rows, i, days - 1, 1)
    told["bars_now"], told["bars_before"] = (
        BARS_SEEN[code] for code in (raw["bars_now"], bars_as_of_yesterday(kernel.rows, i, days - 1))
    )
    told["won"] = {name for k, name in enumerate(PLACES) if raw["won"] >> k & 1}
    told["shown"] = seen_in(as_of_now(kernel.rows, i)), seen_in(as_of_yesterday(kernel.rows, i, days - 1))
    for name, value in raw.items():
        stem = name.rsplit("_", 1)[0]
        if stem == "record":
            told[name] = record_in(value, kernel.legend)
        elif stem == "slot":
            told[name] = (kernel.legend.lists[(value & 31) - 1], value >> 5) if value else None
        elif stem == "gains":
            told[name] = tuple(value >> 4 * k & 15 for k in range(4))
    if not raw["pending"]:
        told["appealed"] = told["decision_week"] = 0
    told["age_group"] = AGE_GROUPS[raw["age_group"]]
    told["sector"], told["job"] = SECTORS[raw["sector"]], JOBS[raw["job"]]
    return told


def of_naive(district: District, me: Citizen) -> dict[str, Any]:
    """The same of a naive citizen."""
    standings = [me.standing[kind] for kind in STANDINGS]
    file = [*me.file, *[None] * state.RECORDS_KEPT]
    seen = (district.seen(me)[:5], district.before[me.id][:5])
    told: dict[str, Any] = {
        "age": me.age, "age_group": me.age_group,
        "woman": me.woman, "urban": me.urban,
        "group": ("M", "N1", "N2").index(me.group), "education": me.education, "sector": me.sector,
        "fifth": me.fifth, "internet": me.internet, "official": me.official, "scored": me.scored,
        "strength": me.strength, "acceptance": me.acceptance, "sociability": me.sociability, "job": me.job,
        "awareness": me.awareness, "fear": me.fear, "pending": me.appeal is not None, "income": me.income,
        "decision_week": me.appeal[1] if me.appeal else 0,
        "appealed": me.file.index(me.appeal[0]) if me.appeal else 0, "shown": seen,
        "legitimacy": me.legitimacy, "motive": me.motive, "blocked": me.blocked,
        "gaming": me.gaming, "owed": me.owed, "opted_out": me.opted_out,
        "disposition": me.disposition, "trust": me.trust, "struck": me.struck,
        "absent_months": me.absent if any(one.absence for one in district.whole.sensors) else 0,
        "money": me.money, "debt": me.debt, "deposit": me.deposit, "arrears": me.arrears,
        "seat": "seat" in me.has, "better_flat": "home" in me.has, "met": "match" in me.has, "won": me.won,
        "detained": me.detained, "exposed": me.exposed,
        "bars_now": district.circle.yesterday[me.id].bars, "bars_before": district.before[me.id].bars,
        "dead": me.dead,
        "spouse": 0 if me.spouse is None else me.spouse + 1,
        "inbox": int(me.id in district.letters or me.id in district.winners),
    }  # fmt: skip
    told["beside_now"] = district.circle.yesterday[me.id].tier_in[STANDINGS[1]]
    told["beside_before"] = district.before[me.id].tier_in[STANDINGS[1]]
    told["unable"] = me.breaches["unable"] % 16
    told |= {f"breach_{k}": me.breaches[name] % 16 for k, name in enumerate(DOMAINS)}
    told |= {f"conduct_{k}": me.conduct[name] for k, name in enumerate(DOMAINS)}
    told |= {f"certainty_{k}": me.certainty[name] for k, name in enumerate(FAMILIES)}
    told |= {f"tier_{k}": standing.tier for k, standing in enumerate(standings)}
    told |= {f"ever_{k}": what in me.ever for k, what in enumerate(EVER)}
    told |= {f"record_{k}": record_of(file[k]) for k in range(state.RECORDS_KEPT)}
    points = [standing.points[name] for standing in standings for name in DIMENSIONS]
    told |= {f"points_{k}": value for k, value in enumerate(points)}
    slots = [slot for standing in standings for slot in standing.slots]
    told |= {f"slot_{k}": slot for k, slot in enumerate(slots)}
    gains = [tuple(min(standing.gains[name], 15) for name in DIMENSIONS) for standing in standings]
    return told | {f"gains_{k}": value for k, value in enumerate(gains)}


def citizens_differ(kernel: Kernel, district: District) -> list[str]:
    """Every column of every citizen that differs."""
    faults = []
    for me in district.people:
        ours, theirs = of_naive(district, me), of_kernel(kernel, me.id)
        assert set(ours) == set(theirs), "a new column: say in the naive day what it is"
        for name, value in theirs.items():
            known = ours[name]
            if name.startswith("record_") and value and known:
                taking = {k for k in STANDINGS if k in known[3] | known[4]}
                value = (*value[:4], value[4] & taking, *value[5:])
            if value != known:
                faults.append(f"citizen {me.id}, {name}: kernel {value}, naive {known}")
    return faults


# -- counts


def keys_of(legend: Legend) -> list[tuple[Any, ...] | None]:
    """The name of every count column in the words of the naive day; `None` where nothing stands for it."""
    names: list[tuple[Any, ...] | None] = []
    for block in count.COUNTS:
        details = details_of(block.name, legend)
        for k in range(block.size):
            detail = details(k)
            names.append(None if detail is None else (block.name, *detail))
    return names


def details_of(name: str, legend: Legend) -> Callable[[int], tuple[Any, ...] | None]:
    """How the columns of one block are told apart."""

    def pick(rows: tuple[Any, ...], classes: tuple[str, ...] = ()) -> Callable[[int], tuple[Any, ...] | None]:
        size = max(len(classes), 1)

        def told(k: int) -> tuple[Any, ...] | None:
            row = rows[k // size] if k // size < len(rows) else ""
            return None if row == "" else (row, classes[k % size]) if classes else (row,)

        return told

    far = tuple(f"{legend.channels[k].sensor}:{legend.channels[k].act}" for k in legend.far)
    special: dict[str, Any] = {
        "recorded": (legend.acts, CAUSES[:4]), "recorded_by": (legend.sensors, CAUSES[:4]),
        "sent_afar": (far,), "listed": (legend.lists, CLASSES),
        "entries": (legend.lists, CLASSES), "entry_cause": (legend.lists, CAUSES), "exits": (legend.lists,),
        "tabulated": (CELLS, ("without", "with")),
        "under": (legend.consequences, CLASSES), "refused": (legend.wishes, CLASSES),
        "begun": (legend.consequences,),
    }  # fmt: skip
    if name in special:
        return pick(*special[name])
    if name in BY_ACT:
        return pick(legend.acts)
    if name in BY_GATE:
        return pick(legend.gates)
    if name in BY_WISH:
        return pick(legend.wishes)
    if name in BY_WISH_AND_FAVOUR:
        return pick(legend.wishes, FAVOURS)
    if name in ("matched", "sought"):
        return lambda k: DETAILS[name][k]
    return pick(DETAILS[name]) if name in DETAILS else lambda k: ()


def counts_differ(kernel: Kernel, district: District) -> list[str]:
    """Every count column of every day and group that differs."""
    keys, faults = keys_of(kernel.legend), []
    for day, groups in enumerate(district.history):
        for g, (group, naive) in enumerate(groups.items()):
            row = kernel.counts[day, g].tolist()
            theirs = {key: value for key, value in zip(keys, row, strict=True) if key is not None and value}
            ours = {key: value for key, value in naive.items() if value}
            faults += [f"day {day}, {group}: column {k} counts nothing" for k in nameless(keys, row)]
            faults += [
                f"day {day}, {group}, {key}: kernel {theirs.get(key, 0)}, naive {ours.get(key, 0)}"
                for key in sorted(theirs.keys() | ours.keys(), key=str)
                if theirs.get(key, 0) != ours.get(key, 0)
            ]
    return faults


def nameless(keys: list[tuple[Any, ...] | None], row: list[int]) -> list[int]:
    """Columns that count something although nothing stands for them."""
    return [k for k, (key, value) in enumerate(zip(keys, row, strict=True)) if key is None and value]


def differences(
    place: Place, conduct: Conduct, regime: Regime, citizens: int, days: int, seed: int,
    district_size: int = 0, backend: Backend | None = None,
) -> tuple[list[str], World]:  # fmt: skip
    """What the naive day and a backend tell differently, and the naive world; one district without a size."""
    world = World(place, conduct, regime, citizens, district_size or citizens, seed)
    compiled = compile_tables(place, conduct, regime)
    plan = plan_of(seed, citizens, district_size or citizens, 1)
    kernels = [Kernel(compiled, plan, number, backend or python_backend()) for number in range(plan.districts)]
    world.run(days)
    vectors: list[Vector] = []
    for day in range(0, days, CYCLE):
        if day > 0:
            exchange(kernels)
            vectors.append(learn(kernels, vectors))
        for kernel in kernels:
            kernel.live(min(CYCLE, days - day), vectors)
    faults: list[str] = []
    for kernel, district in zip(kernels, world.districts, strict=True):
        faults += counts_differ(kernel, district) + citizens_differ(kernel, district)
    return faults, world


def learn(kernels: list[Kernel], before: list[Vector]) -> Vector:
    """Write into every district the scorecard of this exchange; return what the exchange says."""
    said = sum(vector_of(kernel.counts[-CYCLE:]) for kernel in kernels)
    said = with_scorecard(before, np.asarray(said), kernels[0].tables)
    for kernel in kernels:
        kernel.district[at.SCORECARD : at.SCORECARD + CARD] = said[CARD_FROM : CARD_FROM + CARD]
    return said


def exchange(kernels: list[Kernel]) -> None:
    """Write into every district what all of them sent afar in the last cycle, per citizen on file."""
    sent = sum(kernel.counts[-CYCLE:, :, count.SENT_AFAR : count.SENT_AFAR + FAR].sum(axis=0) for kernel in kernels)
    on_file = sum(kernel.counts[-1, :, count.SCORED_STOCK] for kernel in kernels)
    rates = np.minimum((sent.T << 32) // np.maximum(on_file, 1), 1 << 32)
    for kernel in kernels:
        kernel.district[at.RECEIVED : at.RECEIVED + FAR * count.GROUP_COUNT] = rates.ravel()
