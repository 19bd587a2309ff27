"""Sentences made from figures: plain words, and rates per 10 000 with numerator and denominator."""

from collections.abc import Callable

from glasshouse.audit.comparing import Speech
from glasshouse.audit.ledger import Deposits, Line, Posts
from glasshouse.audit.lives import Appeals, FalseRecords, Mood, Refusal, of_all
from glasshouse.audit.measures import ListRow, Sanctions, Score
from glasshouse.audit.rates import TEN_THOUSAND, Rate, rate_of, together
from glasshouse.record.manifest import Manifest
from glasshouse.report.luck import apart, chance
from glasshouse.report.words import (
    TEN,
    Printed,
    bracketed,
    figures,
    group_name,
    grouped,
    listed,
    many,
    one,
    percent,
    sentence,
    spoken,
    unit_of,
    value_of,
)

STATUS = {
    "documented": "such rules are on record; its file says clause by clause what is sourced and what is assumed",
    "disputed": "reported widely, and in important parts contradicted by what is on record",
    "fiction": "taken from a story, and not from anything on record",
    "baseline": "the world that other regimes are compared with",
}
NOT_THE_RUN = (
    "This is a placebo twin: one act of one citizen was changed before the first day. It is the noise floor of a "
    "comparison, and is not to be taken for the run itself."
)
CANNOT = (
    "Glasshouse is a laboratory, not an observatory. Its people are computed, and no figure here counts "
    "anything that happened to a real person or in a real country. It can show what a set of written "
    "rules does when assumptions that you can read and change are added: how errors add up at given "
    "rates, who bears them, which safeguard helps under which conditions, and which assumption the "
    "answer hangs on. It cannot tell you how common such systems are, how people in a named place "
    "behave, whether a score measures anyone\u2019s worth, or what a government intends. Some inputs are "
    "published figures, many are assumptions. An interval here is of chance {where}; what the "
    "assumptions leave open is wider, and what nobody thought to model is in neither."
)
REMOVED = (
    "If a sentence about this result would still sound true with the word \u201csynthetic\u201d removed, "
    "it says too much."
)
WHY_GROUPS_DIFFER = (
    "In this model a group shapes where people live and which sensors they meet, how often a sensor "
    "takes one person for another, what the rules say of them, and income and schooling as published. It "
    "never shapes what they do, think or answer. So a gap between groups comes by one of those roads, "
    "and small groups leave much to chance."
)
CLASSES = (
    "A sanction-day is in error if the same rules on the true part of the same records would not bring "
    "it; against a right if it hangs on records of protected conduct, identity, kin, association or "
    "absence; by the rules otherwise. That says what the rules do, and not whether the rules are good."
)


def cannot(manifest: Manifest) -> str:
    """Return what this is and what it cannot tell."""
    seeds = len(manifest.seeds)
    return CANNOT.format(where="within one run" if seeds == 1 else f"over {grouped(seeds)} seeds")


def fraction(rate: Rate, how: Printed) -> str:
    """Return a rate in words: `2 581 in 10 000 sanction-days (4 534 of 17 569)`, people in years with their units."""
    if rate.value is None:
        return f"no share, since there were no {rate.unit}"
    parts = how.parts(rate) if rate.per == TEN_THOUSAND else how.of(rate)
    return f"{value_of(rate)} {unit_of(rate)} ({parts})"


def simulated(manifest: Manifest) -> str:
    """Return what was run, and of a placebo twin that it is not the run itself."""
    changed = f" {NOT_THE_RUN}" if manifest.placebo else ""
    if manifest.replicates:
        return (
            f"{many(len(manifest.seeds), 'synthetic society', 'synthetic societies')} of "
            f"{many(manifest.citizens, 'citizen')}, with the seeds {manifest.luck}, lived "
            f"{many(manifest.days, 'day')} under \u201c{manifest.regime.title}\u201d, a regime whose status is "
            f"{manifest.status}.{changed}"
        )
    return (
        f"{many(manifest.citizens, 'synthetic citizen')} lived {many(manifest.days, 'day')} under "
        f"\u201c{manifest.regime.title}\u201d, a regime whose status is {manifest.status}.{changed}"
    )


def under_sanction(row: Sanctions, how: Printed) -> str:
    """Return how many were under a sanction at the end, and how much of it was in which class (M1)."""
    if row.scored_days == 0:
        return "Nobody was old enough for records, so nobody could be sanctioned."
    if row.days.all == 0:
        return (
            f"Nobody was under a sanction on {days_of(row.scored_days, how)}, so there "
            "is no share in error and none against a right."
        )
    return (
        f"At the end {fraction(row.now, how)} were under a sanction. "
        f"Over the whole time sanctions took {fraction(row.burden, how)}. "
        f"Of the sanction-days, {fraction(row.in_error, how)} were in error; beside that, "
        f"{fraction(row.against_right, how)} were against a right; the others were by the rules."
    )


def days_of(number: int, how: Printed) -> str:
    """Return the days of all persons in words.

    >>> days_of(1, Printed(1, False)), days_of(15, Printed(5, False))
    ('the one person-day', 'any of 15 person-days')
    """
    return "the one person-day" if number == 1 else f"any of {how.count(number)} person-days"


def persons_in_error(row: Sanctions, how: Printed) -> str:
    """Return how many persons had a spell in error (M2)."""
    if row.persons_in_error.value is None:
        return "There were no person-years, so no rate of persons in error."
    if row.persons_in_error.numerator == 0:
        return f"Nobody had a spell in error ({how.of(row.persons_in_error)}). {chance(row.persons_in_error)}"
    rate = row.persons_in_error
    # Of several seeds the brackets have said it.
    return f"Persons with a spell in error: {fraction(rate, how)}.{'' if rate.seeds else f' {chance(rate)}'}"


def beside_baseline(row: Sanctions, base: Sanctions | None, name: str, how: Printed) -> str:
    """Return the burden in the baseline, or that there is none to name."""
    if base is None:
        return "No baseline was given, so nothing here is compared."
    if base.burden.value is None:
        return f"Under {spoken(name)} nobody was old enough for records."
    if base.days.all == 0:
        return f"Under {spoken(name)} nobody was under a sanction on any day."
    return f"Under {spoken(name)} the same people spent {fraction(base.burden, how)} under a sanction."


def gaps(rows: list[Sanctions]) -> str:
    """Return the burden of sanctions by group, with the reason why groups can differ."""
    parts = [
        f"{group_name(row.group)} {value_of(row.burden)}"
        for row in rows
        if row.group != "everybody" and row.burden.value is not None
    ]
    if len(parts) < 2:
        return "There is one group with anybody old enough for records, so no groups are compared."
    if rows[0].days.all == 0:
        return "In no group was anybody under a sanction on any day."
    return f"Sanction-days {unit_of(rows[0].burden)}: {listed(parts)}. {WHY_GROUPS_DIFFER}"


def score_moved(scores: list[Score], least: int, most: int) -> str:
    """Return how the mean score moved, and how far it lies from the one without errors."""
    if not scores:
        return "This regime gives nobody a score."
    held, free = scores[0].held, scores[0].error_free
    if held[0] is None or held[-1] is None or free[-1] is None:
        return "Nobody was old enough for a score."
    moved = held[-1] - held[0]
    gap = held[-1] - free[-1]
    seeds = scores[0].seeds
    by = apart(moved, [(one.held[-1], one.held[0]) for one in seeds])
    lies = apart(gap, [(one.held[-1], one.error_free[-1]) for one in seeds])
    way = "did not move" if abs(moved) < 0.05 else f"{'rose' if moved > 0 else 'fell'} by {by}"
    side = "the same as" if abs(gap) < 0.05 else f"{lies} {'above' if gap > 0 else 'below'}"
    ends = "what the same rules give without the errors"
    scale = f"On a scale of {grouped(least)} to {grouped(most)} the mean score"
    if len(held) == 1:
        return f"{scale} of the one day was {held[0]:.1f}, {side} {ends}."
    return f"{scale} {way}, from {held[0]:.1f} to {held[-1]:.1f}; at the end it was {side} {ends}."


def speech_fell(rows: list[Speech], name: str) -> str:
    """Return what became of lawful acts of expression, in ratios, which may be printed everywhere."""
    whole = [row for row in rows if row.group == "everybody"]
    if not whole:
        return "No act of this conduct file is protected by a right, so nothing is said of speech."
    known = [(row, row.ratio) for row in whole if row.ratio is not None]
    if not known:
        return "Without a baseline in which such acts were done, how much less there was of them cannot be said."
    low, ratio = min(known, key=lambda pair: pair[1])
    lowest = percent(ratio) + bracketed(low.interval, percent)
    # Of several seeds an act counts as done less often where all of its interval says so.
    fewer = sum(1 for row, value in known if (row.interval.high if row.interval else value) < 0.9995)
    clearly = "clearly " if low.seeds else ""
    if fewer == 0:
        return (
            f"None of {many(len(known), 'protected act')} was {clearly}done less often than under {spoken(name)}; "
            f"the lowest stood at {lowest} in 100."
        )
    return (
        f"Of {many(len(known), 'protected act')}, {grouped(fewer)} {'was' if fewer == 1 else 'were'} "
        f"{clearly}done less often than under {spoken(name)}. It fell furthest for \u201c{low.title}\u201d: "
        f"{lowest} done for 100 there."
    )


def fell_by(row: Speech) -> str:
    """Return the fall of one act as a cell: in 10 000 acts of the baseline.

    >>> fell_by(Speech("a", "a", "M", 90, 100, 10, 10, 0, 0, False)).replace("\u202f", "_")
    '1_000'
    """
    return "\u2013" if row.fall is None else figures(round(row.fall * 10_000, 2)) + bracketed(row.fallen)


def done_for_100(row: Speech) -> str:
    """Return the acts done for 100 of the baseline as a cell."""
    return "\u2013" if row.ratio is None else percent(row.ratio) + bracketed(row.interval, percent)


def better_and_worse(lines: list[Line], name: str, *, brief: bool = False) -> str:
    """Return which benefits got better, which worse, and (unless brief) which one run cannot tell."""
    compared = [line for line in lines if line.verdict != "not compared" and line.wanted != 0]
    if not compared:
        return "No baseline was given, so it cannot be said what got better or worse."

    def said(verdict: str) -> str:
        return listed([named(line) for line in compared if line.verdict == verdict])

    better, worse, same = said("better"), said("worse"), said("no clear difference")
    parts = [
        f"{'Better than' if better else 'Nothing in the ledger got clearly better than'} under {spoken(name)}"
        + (f": {better}." if better else "."),
        f"Worse: {worse}." if worse else "Nothing in it got clearly worse.",
    ]  # fmt: skip
    if same and not brief:
        seeds = len(compared[0].here.seeds)
        parts.append(f"No clear difference in {f'{seeds} seeds' if seeds else 'one run'}: {same}.")
    return " ".join(parts)


def named(line: Line) -> str:
    """Return a line of the ledger as part of a sentence; an act stands in quotation marks."""
    return line.title[:1].lower() + line.title[1:] if line.note else f"\u201c{line.title}\u201d"


def posts_moved(row: Posts | None, how: Printed) -> str:
    """Return what became of well-paid posts: what one gains, another loses."""
    if row is None:
        return "Nobody applied for a well-paid post."
    filled = row.by_lot + row.put_first
    out = rate_of(row, lambda one: (one.refused, one.by_lot + one.put_first + one.lost + one.refused), "applications")
    refused = f"Refused before any draw, by a sanction, were {fraction(out, how)}."
    if filled == 0:
        return f"No well-paid post was filled. {refused}"
    first = rate_of(row, lambda one: (one.put_first, one.put_first + one.by_lot), "posts filled")
    lost = rate_of(row, lambda one: (one.lost, one.lost + one.by_lot + one.put_first), "applications drawn")
    return (
        f"Of the well-paid posts that were filled, {fraction(first, how)} went to those put first, the others by lot. "
        "The posts are as many as before, so whoever is put first takes the place of another: the draw was lost by "
        f"{fraction(lost, how)}. {refused}"
    )


def deposits_spared(row: Deposits | None, how: Printed) -> str:
    """Return deposits waived and the money, with who bears the risk."""
    if row is None:
        return "No deposit was waived."
    money = (
        "the money cannot be told"
        if row.money is None
        else f"about {how.count(row.money)} {row.currency} that tenants kept"
    )
    share = rate_of(row, lambda one: (one.waived, one.granted), "flats let")
    return (
        f"Let without a deposit were {fraction(share, how)}: {money}. "
        "The gain is the tenants\u2019; owners bear the damage that a deposit would have covered, which "
        "is not counted."
    )  # fmt: skip


def refused(rows: list[Refusal], ever: Rate | None, how: Printed) -> str:
    """Return attempts refused by a sanction, and persons ever refused: two different counts."""
    attempts = sum(row.attempts for row in rows)
    number = sum(row.refused.all for row in rows)
    if attempts == 0:
        return "Nobody tried anything that a sanction could refuse."
    if number == 0:
        tried = how.count(attempts)
        return (
            f"Of {tried} {'attempt' if tried == '1' else 'attempts'} by people with the means, sanctions refused none."
        )
    every = [rate_of(row, lambda one: (one.refused.all, one.attempts)) for row in rows]
    wrong = [rate_of(row, lambda one: (one.refused.in_error, one.refused.all)) for row in rows]
    rights = [rate_of(row, lambda one: (one.refused.against_right, one.refused.all)) for row in rows]
    text = (
        f"Of the attempts by people with the means for them, sanctions refused "
        f"{fraction(together(every, 'attempts'), how)}; of the refusals, {fraction(together(wrong, 'refusals'), how)} "
        f"were in error and {fraction(together(rights, 'refusals'), how)} against a right. One person can be refused "
        "many times"
    )
    if ever is None or ever.value is None:
        return text + "."
    return f"{text}: persons refused at least once were {fraction(ever, how)}."


def appealed(row: Appeals, how: Printed) -> str:
    """Return appeals: filed, won, and never filed. A share of wins is among those who appealed."""
    filed = row.filed_in_error + row.filed_true
    if row.taken_up.denominator == 0 and filed == 0:
        return "There was no record in error, and nobody appealed."
    if filed == 0:
        return f"Nobody appealed: {fraction(row.taken_up, how)} were challenged."
    success = (
        f"Of the appeals against records in error, {fraction(row.success_in_error, how)} were won"
        if row.filed_in_error
        else "No record in error was appealed against"
    )
    true = f"; of those against true records, {fraction(row.success_true, how)}" if row.filed_true else ""
    return (
        f"{success}{true}. That says little of the remedy: of all records in error, challenged were "
        f"{fraction(row.taken_up, how)}. Appeals filed late are still undecided at the end."
    )


def in_fear(rows: list[Mood], how: Printed) -> str:
    """Return person-days in fear and who has heard of the regime."""
    if not rows or rows[0].fear.value is None:
        return "Nobody was old enough for records."
    days = f"{sentence(fraction(rows[0].fear, how))} were" if rows[0].fear.numerator else "No person-day was"
    aware = rows[0].aware
    heard = (
        f"{fraction(aware, how)} had heard of the regime; only they can answer to it"
        if aware.numerator
        else "nobody had heard of the regime, and only who has can answer to it"
    )
    return f"{days} lived in fear (level 4 of 15 or above, a scale of this model). By the end {heard}."


def laid_on_others(rows: list[FalseRecords], how: Printed) -> str:
    """Return records in error, and how many of them were of protected acts that the person did not do."""
    wrong = sum(row.false for row in rows)
    if wrong == 0:
        return "No record was in error."

    def share(count: Callable[[FalseRecords], int]) -> str:
        rates = [rate_of(row, lambda one: (count(one), one.false)) for row in rows]
        return fraction(together(rates, "records in error"), how)

    of_speech = share(lambda row: row.somebody_else + row.nothing if row.protected else 0)
    return (
        f"There were {value_of(of_all(rows))} records in error per {TEN} person-years "
        f"({how.of(of_all(rows))}). Of somebody else\u2019s act were {share(lambda row: row.somebody_else)}, of "
        f"nothing at all {share(lambda row: row.nothing)}, kept twice {share(lambda row: row.double)}. Altogether "
        f"{of_speech} say of somebody a lawful act of expression that this person did not do."
    )


def longest_list(rows: list[ListRow], how: Printed) -> str:
    """Return the blacklist with the most people at the end."""
    black = [row for row in rows if row.colour == "black" and row.entries.all > 0]
    if not black:
        return "Nobody was entered on a blacklist."
    row = max(black, key=lambda entry: entry.stock.all)
    return (
        f"The longest blacklist at the end was \u201c{row.title}\u201d, with {fraction(row.on_it, how)}. "
        f"Of its entries, {fraction(row.in_error, how)} were in error and "
        f"{fraction(row.against_right, how)} against a right."
    )


def counted(number: int, things: str, how: Printed) -> str:
    """Return a count with what is counted, of which there may be one.

    >>> counted(1, "records folded", Printed(10, False)), counted(2, "records folded", Printed(10, False))
    ('1 record folded', '2 records folded')
    """
    said = how.count(number)
    return f"{said} {one(things) if said == '1' else things}"


def overflowed(counts: dict[str, int], how: Printed) -> str:
    """Return what did not fit into the memory of the model."""
    names = {
        "records": "records folded because somebody had more than the model keeps",
        "list_slots": "entries of lists that ended early because somebody was on more lists than the model keeps",
        "post_box": "messages (false matches and applications) dropped because a district had too many in one day",
    }
    found = [counted(number, names.get(kind, kind), how) for kind, number in counts.items() if number > 0]
    if not found:
        return "Nothing overflowed: every record, list entry and message had its place."
    return f"{sentence(listed(found))}. They are counted here so that nobody takes their absence for a finding."
