"""What the district settles overnight of all that is scarce, by sorting; and what follows a detention or a leak."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from glasshouse.inputs.conduct import Wish
from tests.naive.authority import HELD
from tests.naive.luck import WORD, threshold
from tests.naive.population import Citizen
from tests.naive.purse import Purse
from tests.naive.wishes import FAVOURS, take_up

if TYPE_CHECKING:
    from tests.naive.evening import District
    from tests.naive.today import Today

Seeker = tuple[Wish, str, Citizen]
MOST_COUNTERS = 85
AGES = ("child", "youth", "young", "middle", "older", "elder")


def open_places(life: District) -> None:
    """What was given up yesterday is free today, and so is what the district provides."""
    for wish in life.conduct.wishes:
        left = sum(flows["places_left", wish.id] for flows in life.flows.values())
        if wish.kind == "post":
            left += sum(flows["posts_left",] for flows in life.flows.values())
        life.coming[wish.id] += len(life.people) * round(wish.places / 1000 / 30 * WORD)
        whole, life.coming[wish.id] = divmod(life.coming[wish.id], WORD)
        life.free[wish.id] += left + whole


def settle(life: District) -> None:
    """Everything that was sought yesterday."""
    seekers, life.seekers = life.seekers, []
    for wish in life.conduct.wishes:
        mine = [one for one in seekers if one[0].id == wish.id]
        if wish.kind == "queue":
            wait(life, wish, mine)
        elif wish.kind == "match":
            for k, age in enumerate(AGES):
                del k
                pair(life, wish, [one for one in mine if one[2].age_group == age])
        else:
            by_lot = {one[2].id for one in in_order(life, mine, False)[: life.free[wish.id]]}
            ordered = in_order(life, mine, True)
            for k, one in enumerate(ordered):
                settle_place(life, one, k < life.free[wish.id], one[2].id in by_lot)
            life.free[wish.id] -= min(len(mine), life.free[wish.id])


def in_order(life: District, seekers: list[Seeker], by_favour: bool) -> list[Seeker]:
    """Those whom standing favours first, then by lot; or by lot alone."""
    return sorted(seekers, key=lambda one: (by_favour * FAVOURS.index(one[1]), life.luck.lot(life.day, one[2].id)))


def settle_place(life: District, seeker: Seeker, wins: bool, would: bool) -> None:
    """One who wins or loses, and whether a lot alone had decided otherwise."""
    wish, favour, me = seeker
    flows = life.flows[me.group]
    flows["places_won" if wins else "places_lost", wish.id, favour] += 1
    flows["places_moved", wish.id] += wins and not would
    flows["places_missed", wish.id] += would and not wins
    if wish.kind == "post":
        if wins:
            flows["posts_won", "put first" if favour == "first" else "by lot"] += 1
        else:
            flows["posts_lost",] += 1
    if wins:
        life.winners.add(me.id)
        me.won.add(wish.kind)


def pair(life: District, wish: Wish, seekers: list[Seeker]) -> None:
    """Men and women of one age, rank with rank."""
    sides = [[one for one in seekers if one[2].woman == woman] for woman in (False, True)]
    couples = min(map(len, sides))
    would = {one[2].id for side in sides for one in in_order(life, side, False)[:couples]}
    men, women = (in_order(life, side, True) for side in sides)
    for side, others in ((men, women), (women, men)):
        for k, one in enumerate(side):
            settle_place(life, one, k < couples, one[2].id in would)
            if k < couples:
                tiers = (who.standing[HELD].tier for who in (one[2], others[k][2]))
                life.flows[one[2].group]["matched", *tiers] += 1


def wait(life: District, wish: Wish, visitors: list[Seeker]) -> None:
    """The wait at each counter: half a turn for each of the others, moved by favour."""
    counters = min(max(len(visitors) // max(wish.visitors, 1), 1), MOST_COUNTERS)
    half = round(wish.minutes * 5)
    lines: dict[int, list[Seeker]] = {}
    for one in visitors:
        lines.setdefault(life.luck.lot(life.day, one[2].id) * counters // 2**20, []).append(one)
    for line in lines.values():
        met = Counter(favour for _, favour, _ in line)
        for _, favour, me in line:
            rank = FAVOURS.index(favour)
            behind = sum(met[name] for name in FAVOURS[rank + 1 :])
            before = sum(met[name] for name in FAVOURS[:rank])
            flows = life.flows[me.group]
            flows["queued", wish.id, favour] += 1
            flows["waited", wish.id] += half * (len(line) - 1 - behind + before)
            flows["wait_skipped", wish.id] += max(half * (behind - before), 0)
            flows["wait_added", wish.id] += max(half * (before - behind), 0)


# -- detention and leaks


def pass_day_detained(life: District, me: Citizen, today: Today, due: bool, purse: Purse) -> None:
    """Nothing happens; once a month the income that does not come is counted, and terms run."""
    purse.counts["candidates",] += len(list(life.behaviour.candidates(me, life.day)))
    life.letters.pop(me.id, None)
    if me.id in life.winners:
        life.winners.remove(me.id)
        take_up(me)
    if due:
        purse.counts["income_lost",] += life.month.income(me) if me.usual else 0
        life.judge(me, today, due)
        confine(life, me)


def confine(life: District, me: Citizen) -> None:
    """Detain from tomorrow on, or release."""
    effects = life.authority.effects
    detained = any(effects[name].effect == "detain" for name in life.authority.under(me, HELD))
    if detained and not me.detained:
        newest = me.file[0] if me.file and not me.file[0].struck else None
        heard = newest is not None and any(
            life.safeguards.looks(one, newest.channel) for one in life.safeguards.examinations
        )
        life.flows[me.group]["detentions", "heard" if heard else "unheard"] += 1
        life.flows[me.group]["kin_left",] += len(me.household) - 1
    me.detained = detained


def leak(life: District, me: Citizen) -> None:
    """A file gets about, or that is forgotten."""
    clause = life.regime.leaks
    if clause is None:
        return
    u = life.luck.bits(life.day, "leak:file", me.id)
    held = sum(not record.struck for record in me.file)
    if me.exposed:
        me.exposed = u >= threshold(1.0 / clause.remembered_months)
    elif held and u < threshold(clause.files_per_year * 30 / 365):
        me.exposed = True
        life.flows[me.group]["leaked", "files"] += 1
        life.flows[me.group]["leaked", "records"] += held


def recount_places(me: Citizen, stock: Counter[object]) -> None:
    """Who has what."""
    stock["seated",] += "seat" in me.has
    stock["housed",] += "home" in me.has
    stock["in_touch",] += "match" in me.has
    stock["exposed",] += me.exposed
