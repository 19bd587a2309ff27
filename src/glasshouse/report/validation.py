"""`glasshouse validate`: closed forms, targets, hold-outs, findings of others, and what nothing identifies.

Failures are told like anything else and stay. What was fitted to and what went in is never told as agreement.
"""

from collections.abc import Sequence
from typing import Any

from glasshouse.audit.heldout import Measured
from glasshouse.experiment.calibrating import Fitted
from glasshouse.experiment.validating import Validated
from glasshouse.experiment.verifying import Check
from glasshouse.inputs.describing import keys_of
from glasshouse.inputs.evidence import figures as evidence
from glasshouse.inputs.validation import Pair, Published, digest_of, freeze, holdouts, is_frozen, pairs, tried
from glasshouse.report.charts import Table
from glasshouse.report.experiments import Finding, Head, Result, Row, spread
from glasshouse.report.sensitivity import number
from glasshouse.report.words import grouped, listed, many, sentence

LARGE = 1000
FORMS = (
    "Each value on the left follows from the files' own numbers by a form that shares no code with the engine; small "
    "worlds were lived for it now. Counts may differ by four standard errors, which stand after \u00b1, and what has "
    "no \u00b1 by nothing."
)
FITTED = (
    "A target is what an assumption is moved to, so no agreement with it counts for the model. The calibration is "
    "deterministic, runs again with every validation, and is adopted by nobody but a person who changes the file."
)
HELD = (
    "Which figure, which side and how near is near were written down before the model's own value was worked out "
    "(data/validation/holdouts.yaml); a row that fails stays. Beside what is published \u00b1 says how near is near, "
    "beside the model's value what chance alone leaves, 95 in 100 over five seeds. These figures were on file while "
    "the model was built, though none set a parameter."
)
NOT_TRIED = (
    "Nothing yet. This place is for findings that nobody who builds the model knew, tried after a freeze by others, "
    "with decoys of the wrong sign among them."
)
RIDGE = (
    "Records hold products only. Of each of these the evidence fixes one thing and leaves another free, and a "
    "conclusion that turns on what is free is not settled."
)


def found(validated: Validated) -> Finding:
    """Return what was found as data, view and page."""
    held = measured(validated)
    results = (
        verification(validated.checks),
        fitted_of(validated.fitted),
        heldout_of(held, validated),
        tried_of(),
        identification(),
    )
    return Finding(head(validated), results, data_of(validated, held), rows_of(held), {})


def measured(validated: Validated) -> list[Measured]:
    """Return every hold-out with the model's values."""
    return [Measured(one, validated.held[one.id]) for one in holdouts()]


def head(validated: Validated) -> Head:
    """Return what is said first."""
    conduct = validated.conduct.value
    return Head(
        "Validation",
        conduct.conduct,
        "what the model reproduces, and what it does not",
        "",
        f"The model with the conduct {conduct.conduct}, in small worlds that were lived now.",
        (
            ("Conduct", f"{conduct.title}, digest {digest_of(validated.conduct)[:16]}"),
            ("Freeze", f"{freeze().tag}, {freeze().day}, digest {freeze().digest[:16]}"),
            ("Again", f"glasshouse validate --conduct {conduct.conduct}"),
        ),
    )


def verification(checks: Sequence[Check]) -> Result:
    """Return the closed forms."""
    rows = [
        (f"{one.title}: {one.form}", bounds(one), amount(one.found), "yes" if one.holds else "no") for one in checks
    ]
    failing = [one for one in checks if not one.holds]
    holding = len(checks) - len(failing)
    verdict = f"{many(holding, 'form')} of {len(checks)} {'holds' if holding == 1 else 'hold'}."
    table = Table("What is known beforehand", ("closed form", "must be", "is", "holds"), rows)
    return Result("verification", "1. Verification", (verdict, FORMS), table)


def bounds(check: Check) -> str:
    """Return what a value must be, with its bounds where there are any."""
    return with_room(check.expected, check.high - check.expected)


def with_room(value: float, half: float) -> str:
    """Return a value with how far it may lie to either side; alone where it may not.

    >>> with_room(0.135, 0.01), with_room(7.0, 0.0)
    ('0.135 ±0.01', '7')
    """
    return amount(value) + f" ±{amount(half)}" * (half > 0)


def amount(value: float) -> str:
    """Return a count whole and anything else with three figures that count.

    >>> amount(0.13512), amount(27.0), amount(-0.0)
    ('0.135', '27', '0')
    """
    return grouped(round(value)) if abs(value) >= LARGE else number(value + 0.0)


def published(one: Published) -> str:
    """Return a published value, marked where a figure of it was recalled and not checked."""
    return amount(one.value) + " [verify]" * bool(one.verify)


def fitted_of(fitted: Sequence[Fitted]) -> Result:
    """Return the targets, and what the calibration finds."""
    rows = [
        (f"{one.target.title}; moves {one.parameter.name}, {number(one.parameter.low)} to {number(one.parameter.high)}",
         published(one.target.published), f"{amount(one.shipped)} at {number(one.parameter.default)}",
         f"{amount(one.reached)} at {number(one.value)}")
        for one in fitted
    ]  # fmt: skip
    table = Table("Targets", ("target, assumption, range", "published", "as shipped", "calibrated"), rows)
    outside = [one.parameter.name for one in fitted if not one.inside]
    moved = (
        f"The shipped conduct was moved to no target: its numbers were set by hand, and stand as they are. The "
        f"calibration moves {many(len(fitted), 'parameter')}, one for each target."
    )
    out = f"Out of reach within the declared range, so that its nearer end is shown: {listed(outside)}." * bool(outside)
    return Result("fitted", "2. Fitted", tuple(text for text in (moved, out, FITTED) if text), table)


def heldout_of(held: Sequence[Measured], validated: Validated) -> Result:
    """Return the hold-outs, those that fail among them."""
    rows = [
        (one.holdout.title, room(one), chance(one), verdict_of(one) + ", seen" * is_seen(one, validated))
        for one in held
    ]
    parts = (
        ([one for one in held if not is_seen(one, validated)], f"named for {freeze().tag}"),
        ([one for one in held if is_seen(one, validated)], "seen before"),
    )
    told = " ".join(agreement(some, how) for some, how in parts if some)
    table = Table("Hold-outs", ("figure", "published", "the model", "verdict"), rows)
    return Result("holdouts", "3. Held out", (seen(validated), told, HELD), table)


def is_seen(one: Measured, validated: Validated) -> bool:
    """Return whether a hold-out is one no more: of another freeze, under another conduct, or in a changed world."""
    return one.holdout.seen is not None or one.holdout.freeze != freeze().tag or not is_frozen(validated.conduct)


def agreement(some: Sequence[Measured], how: str) -> str:
    """Return how many of some hold-outs agree."""
    agreeing = sum(one.agrees for one in some)
    return f"Of {many(len(some), 'hold-out')} {how}, {agreeing} {'agrees' if agreeing == 1 else 'agree'}."


def seen(validated: Validated) -> str:
    """Return whether the hold-outs still are some: a changed conduct has seen them all."""
    last = freeze()
    if is_frozen(validated.conduct):
        return f"The conduct is the one frozen as {last.tag} on {last.day}."
    return (
        f"All of these count as seen, and as hold-outs no more: the conduct is not the one frozen as {last.tag} on "
        f"{last.day}."
    )


def room(one: Measured) -> str:
    """Return what is published, and how near is near."""
    within, value = one.holdout.within, one.holdout.published.value
    if within.factor is not None:
        near = f"{amount(value)}, times or by {amount(within.factor)}"
    else:
        near = with_room(value, within.around(value)[1] - value)
    return near + " [verify]" * bool(one.holdout.published.verify)


def chance(one: Measured) -> str:
    """Return the model's value and what chance leaves of it."""
    ends = spread(one.values).interval
    return with_room(one.value, (ends.high - ends.low) / 2 if ends else 0.0)


def verdict_of(one: Measured) -> str:
    """Return in a word or two how a hold-out came out."""
    side = {None: "", True: "right side, ", False: "wrong side, "}[one.on_its_side]
    return side + ("near" if one.near else "not near")


def tried_of() -> Result:
    """Return what others have tried."""
    rows = [(one.title, one.by, f"{one.expected}; found {one.found}", "yes" if one.agrees else "no") for one in tried()]
    table = Table("Findings of others", ("finding", "by", "expected, found", "agrees"), rows) if rows else None
    return Result("tried", "4. Tried by others", () if rows else (NOT_TRIED,), table)


def identification() -> Result:
    """Return the pairs that evidence does not tell apart."""
    told = (f"{sentence(one.of)}: fixed is {fixed(one)}; free is {one.free}." for one in pairs())
    absent = (f" {one.absent}" if one.absent else "" for one in pairs())
    rows = tuple(text + more for text, more in zip(told, absent, strict=True))
    return Result("identification", "What nothing identifies", (RIDGE, *rows))


def fixed(pair: Pair) -> str:
    """Return what data fix of a pair, with the figures that do."""
    keys = listed([key.marked for key in keys_of(pair.figures)])
    return pair.fixed + f" ({keys})" * bool(keys)


def data_of(validated: Validated, held: Sequence[Measured]) -> dict[str, Any]:
    """Return all of it as plain data."""
    last = freeze()
    return {
        "synthetic": True,
        "conduct": validated.conduct.value.conduct,
        "digest": digest_of(validated.conduct),
        "freeze": {"tag": last.tag, "day": last.day.isoformat(), "conduct": last.conduct, "digest": last.digest},
        "seen": not is_frozen(validated.conduct),
        "verification": [{**vars(one), "holds": one.holds} for one in validated.checks],
        "fitted": {"parameters_moved": len(validated.fitted), "adopted": 0,
                   "targets": [fitted_data(one) for one in validated.fitted]},
        "holdouts": [{**heldout_data(one), "seen": is_seen(one, validated)} for one in held],
        "tried": [one.model_dump(mode="json") for one in tried()],
        "not_identified": [one.model_dump(mode="json") for one in pairs()],
    }  # fmt: skip


def published_data(one: Published) -> dict[str, Any]:
    """Return a published value with the figures that it is made of."""
    known = evidence()
    keys = [{"key": key, "role": known[key].role, "verify": key in one.verify} for key in one.all_keys]
    return {"value": one.value, "figures": keys}


def fitted_data(one: Fitted) -> dict[str, Any]:
    """Return a target as plain data."""
    return {
        "id": one.target.id,
        "published": published_data(one.target.published),
        "parameter": one.parameter.name,
        "range": [one.parameter.low, one.parameter.high],
        "shipped": {"at": one.parameter.default, "value": one.shipped},
        "calibrated": {"at": one.value, "value": one.reached},
        "inside": one.inside,
    }


def heldout_data(one: Measured) -> dict[str, Any]:
    """Return a hold-out as plain data."""
    low, high = one.holdout.within.around(one.holdout.published.value)
    return {
        "id": one.holdout.id,
        "named": one.holdout.named.isoformat(),
        "freeze": one.holdout.freeze,
        "published": published_data(one.holdout.published),
        "near": [low, high],
        "model": {**spread(one.values).data, "seeds": list(one.values)},
        "right_side": one.on_its_side,
        "is_near": one.near,
        "agrees": one.agrees,
    }


def rows_of(held: Sequence[Measured]) -> tuple[Row, ...]:
    """Return a row of each hold-out and seed."""
    return tuple(
        {"holdout": one.holdout.id, "seed": seed, "synthetic": True, "value": value,
         "published": one.holdout.published.value, "agrees": one.agrees}
        for one in held for seed, value in enumerate(one.values, 1)
    )  # fmt: skip
