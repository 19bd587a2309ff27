"""A citizen's day until evening: live, watch, score, judge, apply."""

from __future__ import annotations

from collections import Counter
from typing import Any

from glasshouse.inputs.conduct import Conduct, Wish
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime, Rule
from tests.naive.authority import ERROR_FREE, HELD, RIGHTS, RING, STANDINGS, Authority, Channel, Record
from tests.naive.behaviour import Behaviour
from tests.naive.classroom import go_to_school
from tests.naive.favour import entered, left_out, times
from tests.naive.luck import BIRTH, WORD, Luck
from tests.naive.monthly import pass_gates, read_absence
from tests.naive.peers import Public
from tests.naive.population import Citizen, Nursery
from tests.naive.protest import protest
from tests.naive.purse import Month, Purse
from tests.naive.remedies import opt_out, thrown_out
from tests.naive.responses import begin
from tests.naive.ties import FRIENDS, Circle, Seen
from tests.naive.today import Today, View
from tests.naive.trust import first_trust
from tests.naive.wishes import bars

Counts = Counter[Any]
ACT_NOTES, RECORD_NOTES, ENTRY_NOTES = 31, 63, 31
"""What the notes of one day hold; more is dropped."""


class Life:
    """The people of one district, their authority, and the phases 1 to 5 of a day."""

    def __init__(self, place: Place, conduct: Conduct, regime: Regime, residents: int, seed: int, number: int) -> None:
        self.place, self.conduct, self.regime = place, conduct, regime
        self.luck = Luck(seed, number)
        self.nursery = nursery = Nursery(place, conduct, regime, self.luck, residents)
        self.people = [nursery.born(i) for i in range(residents)]
        self.circle = Circle(self.luck, self.people, nursery.members)
        self.public = Public(conduct, regime, self.luck, self.circle)
        self.behaviour = Behaviour(place, conduct, self.luck)
        self.authority = Authority(conduct, regime)
        self.safeguards = self.authority.safeguards
        channels = self.authority.channels
        self.behaviour.priced = {one.act.id for one in channels if one.priced}
        self.behaviour.rewarded = {one.act.id for one in channels if one.rewarded}
        self.month = Month(place, conduct, self.luck)
        self.acts = {act.id: act for act in conduct.acts}
        self.letters: dict[int, Channel] = {}
        self.winners: set[int] = set()
        self.mistaken: list[tuple[Citizen, Channel]] = []
        self.wrongs: list[Citizen] = []
        self.seekers: list[tuple[Wish, str, Citizen]] = []
        self.free: Counter[str] = Counter()
        self.coming: Counter[str] = Counter()
        self.marched: Counter[int] = Counter()
        self.received: dict[tuple[str, str], int] = {}
        self.as_known: dict[int, Seen] = {}
        self.card: dict[object, int] = {}
        self.day, self.flows = BIRTH, dict[str, Counts]()
        self.history: list[dict[str, Counts]] = []
        for me in self.people:
            begin(conduct, me)
            me.standing = {kind: self.authority.new_standing(kind) for kind in STANDINGS}
            hears = self.conduct.awareness.start * self.conduct.awareness.strength
            told = regime.announced is not None and me.scored
            me.awareness = int(told and self.luck.happens(BIRTH, "birth:aware", me.id, hears))
            self.authority.grade(me)
            me.disposition, me.trust = first_trust(conduct.trust, self.luck, me.id)
        self.on_file = Counter(me.group for me in self.people if me.scored)
        self.views = {me.id: self.view(me) for me in self.people}
        self.circle.yesterday = self.before = {me.id: self.seen(me) for me in self.people}

    @property
    def week(self) -> int:
        """Weeks since day 0."""
        return self.day // 7

    def view(self, me: Citizen) -> View:
        """Standing now."""
        held = me.standing[HELD]
        return View(
            tuple(self.authority.score(me, kind) for kind in STANDINGS),
            held.tier,
            tuple(frozenset(me.standing[kind].lists) for kind in STANDINGS),
            tuple(self.authority.under(me, kind) for kind in STANDINGS),
        )

    def seen(self, me: Citizen) -> Seen:
        """What others see of somebody from tomorrow on."""
        listed = me.exposed or bool(me.standing[HELD].lists & self.authority.black)
        sanctioned = bool(self.authority.under(me, HELD) & self.authority.adverse)
        tiers = {kind: standing.tier for kind, standing in me.standing.items()}
        if me.id in self.as_known:
            known = self.as_known[me.id]
            return known._replace(family=me.shows_family, cuts=frozenset(me.cuts), job=me.job)
        return Seen(
            me.standing[HELD].tier,
            listed,
            sanctioned,
            me.shows_family,
            frozenset(me.cuts),
            me.job,
            tiers,
            bars(self, me),
        )

    # -- the day, until evening

    def live(self, me: Citizen, today: Today, due: bool, purse: Purse) -> None:
        """Phase 1: what the citizen truly does."""
        counts = purse.counts
        for act, bound in self.behaviour.candidates(me, self.day):
            counts["candidates",] += 1
            choice = self.behaviour.decide(me, act, bound, self.day)
            if act.company and not self.knows_somebody_listed(me):
                continue
            if choice in ("claimed", "for the score", "left undone"):
                counts["gamed", choice] += 1
                me.owed -= choice == "left undone"
            if choice == "claimed":
                today.claimed.append(act.id)
                today.acts.append((act.id, True))
            if choice == "for the score":
                chance = self.conduct.gaming.instead if self.conduct.gaming else 0.0
                if self.luck.happens(self.day, "response:instead", me.id, chance):
                    me.owed = min(me.owed + 1, 3)
            hidden = False
            if choice == "withheld":
                counts["withheld", act.id] += 1
                hidden = self.luck.happens(self.day, "response:displaced", me.id, self.conduct.silence.displaced)
            if choice in ("done", "for the score") or hidden:
                counts["done", act.id] += 1
                counts["displaced", act.id] += hidden
                purse.pay(act.spends, "spent")
                purse.receive(act.earns, "wages")
                today.acts.append((act.id, hidden))
        if due:
            for name in self.month.live(me, self.day, purse):
                counts["done", name] += 1
                today.acts.append((name, False))
            opt_out(self, me, today)
            protest(self, me, today)
        del today.acts[ACT_NOTES:]
        today.acts.sort(key=lambda one: (self.behaviour.tick(me, one[0], self.day), self.acts[one[0]].slot))
        for act in (self.acts[name] for name, _ in today.acts):
            self.wrongs += [me] * (act.victim == "other")
            me.breaches[act.domain] += act.victim != "none"
            me.breaches["unable"] += act.victim != "none" and act.cause == "cannot"

    def knows_somebody_listed(self, me: Citizen) -> bool:
        """Whether some friend, dropped by neither, was on a black list at the end of yesterday."""
        near = ((slot, self.circle.friend(me, slot)) for slot in FRIENDS)
        known = ((slot, self.circle.yesterday[one.id]) for slot, one in near if one)
        return any(one.listed and slot not in me.cuts | one.cuts for slot, one in known)

    def watch(self, me: Citizen, today: Today, due: bool) -> None:
        """Phase 2: own acts seen, missed or laid on another; others' acts laid on me; records of nothing."""
        for name, hidden in today.acts:
            if name in today.claimed:
                self.believe(me, name, today)
            elif me.scored and not hidden:
                self.look(me, name, today)
        if me.id in self.letters:
            self.keep(me, self.letters.pop(me.id), "somebody else", today)
        if due and me.scored:
            for channel in self.authority.channels:
                rate = self.received.get((channel.name, me.group), 0)
                if self.luck.bits(self.day, f"mistaken:{channel.name}", me.id) < rate:
                    self.keep(me, channel, "somebody else", today)
            for channel, chance in self.authority.inventing(me.group):
                happens = self.luck.happens(self.day, f"invented:{channel.name}", me.id, chance)
                if happens and self.safeguards.sees(me, channel.sensor.id):
                    self.keep(me, channel, "nothing", today)
            favour = entered(self, me)
            if favour is not None:
                self.keep(me, favour, "nothing", today)
        if due and me.scored:
            pass_gates(self, me, today)
        if due:
            go_to_school(self, me, today)
        if due and me.scored:
            read_absence(self, me, today)
        del today.records[RECORD_NOTES:]

    def believe(self, me: Citizen, name: str, today: Today) -> None:
        """A deed that was claimed and not done: the first sensor that would have seen it believes it."""
        for channel in self.authority.channels:
            if channel.act.id == name:
                seen, _, _ = self.authority.errors(channel, me)
                looks = self.safeguards.sees(me, channel.sensor.id)
                if looks and self.luck.bits(self.day, channel.luck, me.id) < seen:
                    self.keep(me, channel, "nothing", today)
                    return

    def look(self, me: Citizen, name: str, today: Today) -> None:
        """Every sensor that looks for the act looks once."""
        counts, met = self.flows[me.group], set[str]()
        known: set[str] = set()
        for channel in self.authority.channels:
            if channel.act.id != name or known.intersection(channel.sensor.instead_of):
                continue
            if not self.safeguards.sees(me, channel.sensor.id):
                continue
            seen, local, afar = self.authority.errors(channel, me)
            local = min(local * len(self.people) // self.on_file[me.group], WORD)
            u = self.luck.bits(self.day, channel.luck, me.id)
            if u < seen:
                rules = {rule.id for rule in channel.rules}
                kept = self.keep(me, channel, "double" if rules & met else "true", today)
                known.add(channel.sensor.id)
                met |= rules if kept else set()
            elif u < seen + local:
                counts["strayed", name] += 1
                counts["unmatched",] += today.strayed
                if not today.strayed:
                    self.mistaken.append((me, channel))
                today.strayed = True
            elif u < seen + local + afar:
                counts["strayed", name] += 1
                counts["sent_afar", channel.name] += 1
        counts["missed", name] += not known

    def keep(self, me: Citizen, channel: Channel, cause: str, today: Today) -> bool:
        """One record more, unless somebody throws it out."""
        if any(one.absence for one in self.regime.sensors):
            me.absent = 0
        self.flows[me.group]["recorded", channel.act.id, cause] += 1
        self.flows[me.group]["recorded_by", channel.sensor.id, cause] += 1
        kept = not left_out(self, me, channel) and not thrown_out(self, me, channel, cause)
        if kept:
            today.records.append(Record(channel, cause, self.week, set()))
        return kept

    def score(self, me: Citizen, today: Today, due: bool, purse: Purse) -> None:
        """Phase 3: fading, terms, then today's records."""
        if due:
            today.gained = sum(min(n, 15) for n in me.standing[HELD].gains.values())
            self.authority.fade(me)
            for record in [one for one in reversed(me.file) if one.thrown_away(self.week)]:
                self.authority.strike(me, record, self.week)
                self.flows[me.group]["expired",] += 1
            if self.authority.expiry and self.authority.expiry.mode == "automatic":
                self.expire(me)
            for record in [one for one in reversed(me.file) if one.past_term(self.week)]:
                self.authority.take_back(me, record, self.week, (ERROR_FREE, RIGHTS))
            for record in [one for one in reversed(me.file) if one.waiting]:
                if record.week + record.channel.delay <= self.week:
                    self.settle(me, record, today, purse)
        for record in today.records:
            self.take(me, record, today, purse)

    def on_record(self, me: Citizen, channel: Channel, kind: str) -> int:
        """How many records of a channel are on file in one standing."""
        return sum(
            one.channel is channel and not one.struck and not one.waiting and kind in one.standings for one in me.file
        )

    def take(self, me: Citizen, record: Record, today: Today, purse: Purse) -> None:
        """Apply a record's rules, put it on file, ask for the lists it leads to; a slow one only goes on file."""
        if not record.channel.filed:
            self.count_record(me, record, purse)
            self.follow_up(me, record, today)
            return
        if len(me.file) == RING and me.file[-1].waiting:
            self.settle(me, me.file[-1], today, purse)
        record.waiting = record.channel.delay > 0
        if not record.waiting:
            self.count_record(me, record, purse)
        me.file.insert(0, record)
        if len(me.file) > RING:
            oldest = me.file.pop()
            purse.counts["overflows", "records"] += oldest.channel.term > 0 and not oldest.past_term(self.week)
            if me.appeal and me.appeal[0] is oldest:
                me.appeal = None
        if not record.waiting:
            self.follow_up(me, record, today)

    def settle(self, me: Citizen, record: Record, today: Today, purse: Purse) -> None:
        """Let a record that was waiting count from now on."""
        self.count_record(me, record, purse)
        record.waiting = False
        self.follow_up(me, record, today)

    def count_record(self, me: Citizen, record: Record, purse: Purse) -> None:
        """Apply a record's rules."""
        record.repeated = {kind for kind in record.standings if self.on_record(me, record.channel, kind)}
        counted = False
        for rule in record.channel.rules:
            up, down = self.vote(me, rule)
            if rule.vote and not counted and record.channel.act.protects is None:
                purse.counts["votes", "up"] += up
                purse.counts["votes", "down"] += down
                purse.counts["votes_in_error",] += (up + down) * (record.cause != "true")
                counted = True
            for kind in record.standings:
                self.authority.apply_points(me, record, rule, kind, (up, down))
            if rule.fine > 0:
                purse.fine(times(self.regime, "fines", me.group, HELD, rule.fine))

    def vote(self, me: Citizen, rule: Rule) -> tuple[int, int]:
        """The votes of today, up and down, on what a rule puts to the vote."""
        if rule.vote is None or self.regime.ballot is None:
            return 0, 0
        down = self.public.votes_down(me, rule, self.day)
        return self.regime.ballot.voters - down, down

    def follow_up(self, me: Citizen, record: Record, today: Today) -> None:
        """Ask for the lists that a record leads to."""
        channel = record.channel
        for rule in channel.rules:
            enough = {k for k in record.standings if self.on_record(me, channel, k) >= rule.after}
            carried = rule.vote is None or self.vote(me, rule)[1] >= rule.vote.needed
            if rule.list and enough and carried:
                today.entries.append((rule.list, enough, record.cause))
        del today.entries[ENTRY_NOTES:]
        if channel.adverse:
            today.taken.add(channel.act.family)

    def expire(self, me: Citizen) -> bool:
        """Strike what is past its term, the oldest first; whether there was any."""
        over = [record for record in reversed(me.file) if record.past_term(self.week)]
        for record in over:
            self.authority.strike(me, record, self.week)
            self.flows[me.group]["expired",] += 1
        return bool(over)

    def asks(self, me: Citizen) -> bool:
        """Whether somebody asks this month for what has run out."""
        chance = self.authority.take_up("request", me, False)
        return self.luck.happens(self.day, "remedy:request", me.id, chance)

    def judge(self, me: Citizen, today: Today, due: bool) -> None:
        """Phase 4: grades; on the due day terms and entry by tier; then the entries asked for today."""
        authority = self.authority
        authority.grade(me)
        for kind, standing in me.standing.items():
            if not due:
                break
            for k, slot in enumerate(standing.slots):
                if slot and self.week >= slot[1]:
                    if kind != HELD or authority.lists[slot[0]].exit == "automatic" or self.asks(me):
                        standing.slots[k] = None
            for name in authority.led_to_by_tier(standing.tier) if me.scored and authority.tiers else ():
                self.enter(me, kind, name, recurs=False)
            for name in authority.led_to_by_lists(standing.lists):
                self.enter(me, kind, name, recurs=False)
        for name, kinds, _ in today.entries:
            for kind in STANDINGS:
                if kind in kinds:
                    self.enter(me, kind, name, recurs=True)

    def enter(self, me: Citizen, kind: str, name: str, recurs: bool) -> None:
        """Enter a list in one standing."""
        if not self.authority.enter(me.standing[kind], name, self.week, recurs, me.group):
            self.flows[me.group]["overflows", "lists"] += 1
