"""A citizen's day from the evening on: respond, remedy, count; and what the district settles overnight."""

from __future__ import annotations

from collections import Counter

from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.conduct import FAMILIES, Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from tests.naive import responses as answers
from tests.naive import scorecard, years
from tests.naive.authority import ERROR_FREE, HELD, RIGHTS, STANDINGS, Record
from tests.naive.behaviour import CYCLE
from tests.naive.life import Counts, Life
from tests.naive.luck import threshold
from tests.naive.overnight import confine, leak, open_places, pass_day_detained, recount_places, settle
from tests.naive.phases import as_it_stands, begin_the_day
from tests.naive.population import Citizen
from tests.naive.purse import Purse
from tests.naive.remedies import seek_repair
from tests.naive.responses import fear_of_sanction, meets_a_price, resents
from tests.naive.ties import FRIENDS
from tests.naive.today import Today, View, verdict
from tests.naive.trust import hears_of_informer, month
from tests.naive.wishes import apply, hold_office

BINS = 64
FEARFUL = 4


class District(Life):
    """A closed world, day by day; `history[day][group]` has what was counted, by name."""

    def __init__(self, place: Place, conduct: Conduct, regime: Regime, residents: int, seed: int, number: int) -> None:
        super().__init__(place, conduct, as_it_stands(regime, 0), residents, seed, number)
        self.whole = regime
        for me in self.people:
            kind = self.sanction(self.views[me.id]) if me.scored else None
            if kind in ("in error", "against a right"):
                me.ever.add(kind)

    def live_a_day(self) -> None:
        """Night, then everybody, then the recount."""
        self.day += 1
        begin_the_day(self)
        open_places(self)
        self.flows = {group: Counter() for group in GROUPS}
        self.deliver()
        self.strike_victims()
        self.flows["M"]["halted",] += self.safeguards.night(self.day, len(self.people))
        settle(self)
        years.pass_over(self)
        days = {me.id: self.citizen_day(me) for me in self.people if not me.dead}
        for me in self.people:
            if not me.dead:
                self.count(me, days[me.id])
        self.before = self.circle.yesterday
        self.circle.yesterday = {me.id: self.seen(me) for me in self.people}
        stocks = self.recount()
        self.history.append({group: Counter({**self.flows[group], **stocks[group]}) for group in GROUPS})

    def deliver(self) -> None:
        """Acts laid on somebody yesterday find their victims, or nobody."""
        for actor, channel in self.mistaken:
            victim = self.circle.lookalike(actor, self.day)
            if victim is None:
                self.flows[actor.group]["unmatched",] += 1
            else:
                self.letters[victim.id] = channel
        self.mistaken = []

    def strike_victims(self) -> None:
        """Yesterday's acts against others strike whom the day's reflection brings together with the doer."""
        n = len(self.people)
        centre = self.luck.bits(self.day, "district:dealings", 0) % n
        for actor in self.wrongs:
            victim = self.people[(centre - actor.id) % n]
            if victim is not actor and not victim.dead:
                self.flows[victim.group]["struck",] += 1
                victim.struck = min(victim.struck + 1, 7)
        self.wrongs = []

    def citizen_day(self, me: Citizen) -> Today:
        """The phases in order; the eighth, counting, comes when all have lived."""
        today, due = Today(), me.id % CYCLE == self.day % CYCLE
        purse = Purse(me, self.flows[me.group])
        if me.detained:
            pass_day_detained(self, me, today, due, purse)
            return today
        self.live(me, today, due, purse)
        self.watch(me, today, due)
        in_play = due or bool(today.records)
        if in_play:
            self.as_known.pop(me.id, None)
        if in_play:
            self.score(me, today, due, purse)
            if due and me.scored:
                self.be_pulled(me)
                self.be_rated(me)
                scorecard.month(self, me)
                hold_office(self, me)
            self.judge(me, today, due)
        apply(self, me, due, purse)
        if me.scored:
            self.respond(me, today, due, purse)
        if me.age >= 18:
            self.trust(me, today, due)
        if me.scored and due:
            self.remedy(me, today)
        if in_play and me.scored:
            confine(self, me)
            if due:
                leak(self, me)
        if in_play:
            me.shows_family = next((one for one in FAMILIES if one in today.taken), me.shows_family)
        return today

    def be_pulled(self, me: Citizen) -> None:
        """S3: once a month, near ones' tiers of yesterday move the dimension of relations, kin first."""
        for kind in (HELD, ERROR_FREE):
            for pull in sorted(
                self.regime.score.pulls if self.regime.score else [], key=lambda one: one.of == "friends"
            ):
                near = self.kin(me) if pull.of == "kin" else self.living_friends(me)
                tiers = [self.circle.yesterday[one.id].tier_in[kind] for one in near if one.scored]
                if tiers:
                    gap = sum(tiers) - len(tiers) * me.standing[kind].tier
                    size = abs(gap) * round(pull.points_per_tier * 16) // len(tiers)
                    points = me.standing[kind].points
                    moved = min(size, round(pull.most * 16)) * (1 if gap >= 0 else -1)
                    points["relations"] = self.authority.clamp(points["relations"] + moved)

    def be_rated(self, me: Citizen) -> None:
        """S7: once a month, a step towards what others gave; without the errors, towards what true ratings give."""
        if self.public.peers is None:
            return
        ratings = list(self.public.ratings(me, self.day))
        for one in ratings:
            self.flows[me.group]["rated", one.stars] += 1
            self.flows[me.group]["rated_in_error", one.cause] += one.cause != "true"
            self.flows[one.rater.group]["ratings_given",] += 1
        for kind in STANDINGS:
            points, name = me.standing[kind].points, self.public.peers.dimension
            taken = [one for one in ratings if kind == HELD or one.cause == "true"]
            weighing = HELD if kind == HELD else ERROR_FREE
            points[name] = self.public.towards(points[name], taken, weighing, self.authority.least, self.authority.most)

    def kin(self, me: Citizen) -> list[Citizen]:
        """The others of the household, and husband or wife who lives elsewhere."""
        return [self.people[j] for j in self.kin_of(me)]

    def kin_of(self, me: Citizen) -> list[int]:
        """Their numbers."""
        elsewhere = [me.spouse] if me.spouse is not None and me.spouse not in me.household else []
        return [j for j in me.household if j != me.id] + elsewhere

    def living_friends(self, me: Citizen) -> list[Citizen]:
        """Friends whom neither side has dropped."""
        found = ((slot, self.circle.friend(me, slot)) for slot in FRIENDS)
        return [
            one for slot, one in found if one and slot not in me.cuts and slot not in self.circle.yesterday[one.id].cuts
        ]

    # -- phase 6, respond

    def respond(self, me: Citizen, today: Today, due: bool, purse: Purse) -> None:
        """Answer to today, and once a month to near ones."""
        done = {
            self.acts[name].family
            for name, hidden in today.acts
            if not hidden and self.behaviour.willed(self.acts[name])
        }
        for family in FAMILIES:
            if family in today.taken or family in done:
                self.behaviour.learns(me, family, self.day, caught=family in today.taken)
        new = self.authority.under(me, HELD) - self.views[me.id].under[0]
        if new & self.authority.adverse and self.regime.announced:
            self.learn_of_own_sanction(me)
            self.resent(me, new & self.authority.adverse)
        if any(one.cause == "true" and one.channel.priced for one in today.records):
            self.flows[me.group]["changes",] += meets_a_price(self.conduct, self.luck, me, self.day)
        if due:
            self.behaviour.drifts(me, self.day)
            ties = min(self.look_round(me), 7)
            self.set_fear(me, self.behaviour.feels(me, ties, self.day))
            if self.regime.announced:
                self.set_awareness(me, self.behaviour.hears(me, ties, self.regime, self.day))
            score = self.authority.score(me, HELD)
            sanctioned = bool(self.authority.under(me, HELD) & self.authority.adverse)
            self.flows[me.group]["changes",] += answers.aims(
                self.conduct, self.place, self.regime, self.luck, me, score
            )
            self.flows[me.group]["changes",] += answers.month(self.conduct, self.luck, me, self.day, sanctioned, purse)

    def resent(self, me: Citizen, new: frozenset[str]) -> None:
        """R7: think less of the authority, most for what was in error."""
        error_free, rights = (new <= self.authority.under(me, kind) for kind in (ERROR_FREE, RIGHTS))
        kind = verdict(True, error_free, rights)
        self.flows[me.group]["changes",] += resents(self.conduct, me, str(kind))

    def learn_of_own_sanction(self, me: Citizen) -> None:
        """A sanction of one's own frightens, and may tell one's standing."""
        word = self.conduct.awareness
        shown = self.regime.openness is None or self.regime.openness.score_shown
        told = shown and self.luck.happens(self.day, "response:notice", me.id, self.safeguards.told * word.strength)
        self.set_awareness(me, 2 if told else 1)
        self.set_fear(me, min(me.fear + fear_of_sanction(self.conduct, me), 15))

    def set_fear(self, me: Citizen, level: int) -> None:
        """Feel otherwise."""
        self.flows[me.group]["changes",] += level != me.fear
        me.fear = level

    def set_awareness(self, me: Citizen, level: int) -> None:
        """Know more; nobody forgets."""
        self.flows[me.group]["changes",] += level > me.awareness
        me.awareness = max(level, me.awareness)

    def look_round(self, me: Citizen) -> int:
        """See how near ones stood yesterday; return how many of them were under a sanction."""
        yesterday = self.circle.yesterday
        kin = [yesterday[j] for j in self.kin_of(me) if yesterday[j].sanctioned]
        if kin:
            self.behaviour.learns_from_kin(me, kin[0].family, self.day)
        found = len(kin)
        for slot in FRIENDS:
            friend = self.circle.friend(me, slot)
            if friend and friend.scored:
                found += self.look_at_friend(me, friend, slot)
        for other in (*self.circle.workmates(me), *self.circle.classmates(me)):
            found += yesterday[other.id].sanctioned
        return found

    def look_at_friend(self, me: Citizen, friend: Citizen, slot: int) -> bool:
        """R5: drop one of another tier sooner, take one up again; whether a living tie is sanctioned."""
        ties, theirs = self.conduct.ties, self.circle.yesterday[friend.id]
        alive = slot not in me.cuts and slot not in theirs.cuts
        gap = abs(me.standing[HELD].tier - theirs.tier)
        loss = ties.loss_per_month * 2.718281828459045 ** (ties.strength * ties.gap * gap)
        u = self.luck.bits(self.day, f"response:drop:{slot}", me.id)
        if slot not in me.cuts and u < threshold(loss):
            me.cuts.add(slot)
            self.flows[me.group]["changes",] += 1
        elif slot in me.cuts and u < threshold(ties.renewal_per_month):
            me.cuts.remove(slot)
            self.flows[me.group]["changes",] += 1
        return alive and theirs.sanctioned

    def trust(self, me: Citizen, today: Today, due: bool) -> None:
        """R12: informers and broken dealings take from it, and honest months give back."""
        before = me.trust
        if me.awareness > 0 and me.trust and any(one.channel.sensor.kind == "neighbours" for one in today.records):
            hears_of_informer(self.conduct.trust, self.luck, me, self.day)
        self.flows[me.group]["changes",] += before != me.trust
        before = me.trust
        if due:
            month(self.conduct.trust, self.luck, me, self.day)
        self.flows[me.group]["changes",] += before != me.trust

    # -- phase 7, remedy

    def remedy(self, me: Citizen, today: Today) -> None:
        """Once a month: the pending appeal decided, expiry asked for, an appeal filed."""
        appeal, expiry = self.authority.appeal, self.authority.expiry
        if me.appeal and self.week >= me.appeal[1]:
            record, me.appeal = me.appeal[0], None
            if not record.struck:
                self.decide(me, record)
        if expiry and expiry.mode == "request" and self.asks(me):
            if self.expire(me):
                self.authority.grade(me)
        seek_repair(self, me, today.gained)
        if appeal and me.appeal is None:
            self.file_appeal(me, appeal.decision_weeks)

    def decide(self, me: Citizen, record: Record) -> None:
        """Success by whether the record is true; of successes, some clear the lists as well."""
        appeal = self.authority.appeal
        assert appeal is not None
        true = record.cause == "true"
        chance = appeal.success_true if true else appeal.success_in_error
        if not self.luck.happens(self.day, "remedy:decision", me.id, chance):
            return
        self.flows[me.group]["appeals_won", "true" if true else "in error"] += 1
        if not true:
            self.safeguards.found_out[record.channel.sensor.id, me.group] += 1
        if self.luck.happens(self.day, "remedy:restore", me.id, appeal.restores):
            for rule in record.channel.rules:
                for kind in STANDINGS if true else (HELD,):
                    if rule.list:
                        self.authority.leave(me.standing[kind], rule.list)
        self.authority.strike(me, record, self.week)
        self.authority.grade(me)

    def file_appeal(self, me: Citizen, weeks: int) -> None:
        """Appeal against the newest adverse record not yet disputed, if one takes it up."""
        asked = (one for one in me.file if not one.struck and not one.disputed and not one.waiting)
        open_to = (one for one in asked if one.channel.adverse)
        record = next(open_to, None)
        if record is None:
            return
        in_error = record.cause != "true"
        chance = self.authority.take_up("appeal", me, in_error)
        if self.luck.happens(self.day, "remedy:appeal", me.id, chance):
            record.disputed = True
            me.appeal = record, self.week + weeks
            self.flows[me.group]["appealed", "in error" if in_error else "true"] += 1

    # -- phase 8, count

    def sanction(self, view: View) -> str | None:
        """The class of all sanctions of one citizen together: the gravest."""
        held, error_free, rights = (under & self.authority.adverse for under in view.under)
        return verdict(bool(held), held <= error_free, held <= rights)

    def count(self, me: Citizen, today: Today) -> None:
        """Compare this evening's standing with yesterday's."""
        old, new = self.views[me.id], self.view(me)
        self.views[me.id] = new
        if not me.scored:
            return
        flows = self.flows[me.group]
        for name in new.under[0] - old.under[0]:
            flows["begun", name] += 1
        flows["changes",] += (old.scores != new.scores) + (old.lists != new.lists) + (old.under != new.under)
        for name in frozenset().union(*old.lists, *new.lists) if old.lists != new.lists else ():
            was = verdict(*(name in lists for lists in old.lists))
            now = verdict(*(name in lists for lists in new.lists))
            if now and not was:
                flows["entries", name, now] += 1
                flows["entry_cause", name, self.cause_of(me, name, today)] += 1
            flows["exits", name] += bool(was and not now)
        kind = self.sanction(new)
        if kind in ("in error", "against a right"):
            me.ever.add(kind)

    def cause_of(self, me: Citizen, name: str, today: Today) -> str:
        """Why somebody came onto a list today: a record, a tier, or another list."""
        by_tier = "tier" if name in self.authority.led_to_by_tier(me.standing[HELD].tier) else "list"
        return next((cause for entry, _, cause in today.entries if entry == name), by_tier)

    def recount(self) -> dict[str, Counts]:
        """Every stock, counted from nothing."""
        stocks: dict[str, Counts] = {group: Counter() for group in GROUPS}
        for me in self.people:
            stock = stocks[me.group]
            for what in me.ever:
                stock["ever", what] += 1
            if me.dead:
                continue
            stock["citizens",] += 1
            stock["aged", me.age_group] += 1
            stock["married",] += me.spouse is not None
            stock["fear_sum",] += me.fear
            stock["fearful",] += me.fear >= FEARFUL
            stock["money_sum",] += me.money
            if me.age >= 18:
                stock["adults",] += 1
                stock["trust_sum",] += me.trust
                stock["trusting",] += me.trust >= 4
            stock["debt_sum",] += me.debt
            stock["opted_out",] += me.opted_out
            stock["offline",] += me.user and not me.internet
            stock["blocked",] += me.blocked
            stock["gaming",] += me.gaming > 0
            stock["deposit_sum",] += me.deposit
            stock["ties_dropped_stock",] += len(me.cuts)
            recount_places(me, stock)
            if me.in_labour_force:
                stock["job", me.job] += 1
            if me.scored:
                stock["scored",] += 1
                stock["aware", me.awareness] += 1
                stock["legitimacy",] += me.legitimacy
                stock["disaffected",] += me.legitimacy < (self.conduct.grievance.start if self.conduct.grievance else 8)
                stock["motive",] += me.motive
                stock["acceptance",] += me.acceptance
                self.recount_standing(stock, self.views[me.id], 1)
        return stocks

    def recount_standing(self, stock: Counts, view: View, n: int) -> None:
        """Scores, tiers, lists, consequences of one citizen."""
        for kind, score in zip((HELD, ERROR_FREE, RIGHTS), view.scores, strict=True):
            stock["score_sum", kind] += score
        least, span = self.authority.least, self.authority.most - self.authority.least
        stock["score_bin", min((view.scores[0] - least) * BINS // span, BINS - 1) if span else 0] += n
        stock["tier", view.tier] += n
        for name in view.lists[0]:
            stock["listed", name, verdict(*(name in lists for lists in view.lists))] += n
        self.recount_consequences(stock, view, n)

    def recount_consequences(self, stock: Counts, view: View, n: int) -> None:
        """Consequences of one citizen, each and together."""
        for name in view.under[0]:
            stock["under", name, verdict(*(name in under for under in view.under))] += n
        kind = self.sanction(view)
        if kind:
            stock["sanctioned", kind] += n
