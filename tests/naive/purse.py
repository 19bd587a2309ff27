"""Money: every flow is counted at its source or sink, and nobody ever has less than nothing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from glasshouse.inputs.conduct import Conduct, Wish
from glasshouse.inputs.place import Place
from tests.naive.luck import WORD, Luck
from tests.naive.population import Citizen

MOST_ARREARS = MOST_DEPOSIT = 0xFFFF


def share(of: int, parts: float) -> int:
    """A share of some money, in 1/256."""
    return of * round(parts * 256) // 256


class Purse:
    """One citizen's money in one day's counts."""

    def __init__(self, me: Citizen, counts: Counter[Any]) -> None:
        self.me, self.counts = me, counts

    def receive(self, amount: int, source: str) -> None:
        """Take money in."""
        self.me.money += amount
        self.counts[source,] += amount

    def pay(self, amount: int, sink: str) -> int:
        """Pay as much as there is."""
        paid = min(amount, self.me.money)
        self.me.money -= paid
        self.counts[sink,] += paid
        return paid

    def fine(self, amount: int) -> None:
        """A fine; what cannot be paid is owed."""
        owed = self.me.arrears + amount - self.pay(amount, "fines")
        self.me.arrears = min(owed, MOST_ARREARS)


class Month:
    """The due day: income, living, sudden costs, instalment, arrears and bill, in that order."""

    def __init__(self, place: Place, conduct: Conduct, luck: Luck) -> None:
        self.place, self.conduct, self.luck = place, conduct, luck
        loans = [wish for wish in conduct.wishes if wish.kind == "loan"]
        self.loan = loans[0] if loans else None
        half = round(65536 * loans[-1].term_months / 12.0 / 2.0) if loans else 0
        self.interest = round(half * place.lending_rate.value)
        rentals = [wish for wish in conduct.wishes if wish.kind == "rental"]
        self.stay = max(rentals[0].months, 1) if rentals else 0
        self.bill_act = self.only("bill")
        self.instalment_act = self.only("instalment")

    def only(self, kind: str) -> str | None:
        """The act that arises from the month's money."""
        return next((act.id for act in reversed(self.conduct.acts) if act.kind == kind), None)

    def happens(self, me: Citizen, name: str, day: int, chance: float) -> bool:
        """Whether luck has it."""
        return self.luck.happens(day, name, me.id, chance)

    def live(self, me: Citizen, day: int, purse: Purse) -> list[str]:
        """Live the month; return the acts that came of it."""
        self.change_job(me, day, purse)
        if me.usual == 0:
            return []
        budget, shocks = self.place.budget, self.conduct.shocks
        purse.receive(self.income(me), "wages")
        purse.pay(share(me.usual, budget.living[me.fifth]), "living")
        if self.happens(me, "money:shock", day, shocks.per_month):
            purse.pay(share(me.usual, shocks.months_of_income), "shocks")
        acts = []
        if me.debt > 0:
            due = self.instalment(me)
            if me.money >= due:
                me.debt -= purse.pay(due, "repaid")
            else:
                acts.append(self.instalment_act)
        owed = me.arrears + share(me.usual, budget.bills)
        if me.money >= owed and not self.happens(me, "money:forgetting", day, shocks.forgetting):
            purse.pay(owed, "bills")
            me.arrears = 0
        else:
            me.arrears = min(owed, MOST_ARREARS)
            acts.append(self.bill_act)
        if me.deposit > 0 and self.stay:
            if self.luck.bits(day, "money:deposit-returned", me.id) < WORD // self.stay:
                purse.receive(me.deposit, "returned")
                me.deposit = 0
        return [act for act in acts if act is not None]

    def change_job(self, me: Citizen, day: int, purse: Purse) -> None:
        """Lose or find work; a post given up is vacant for others."""
        if not me.in_labour_force:
            return
        if me.job == "none":
            if self.happens(me, "money:job-find", day, self.conduct.shocks.job_find_per_month):
                me.job = "ordinary"
        elif self.happens(me, "money:job-loss", day, self.conduct.shocks.job_loss_per_month):
            purse.counts["posts_left",] += me.job == "post"
            me.job = "none"

    def income(self, me: Citizen) -> int:
        """The usual; with a post's premium; or the benefit of one of working age out of work."""
        if me.job == "post":
            return share(me.usual, self.place.posts.premium)
        if me.job == "none" and 18 <= me.age < 60:
            return share(me.usual, self.place.budget.benefit)
        return me.usual

    def instalment(self, me: Citizen) -> int:
        """What the usual loan of somebody of this income costs a month."""
        if self.loan is None:
            return me.debt
        lent = me.usual * self.loan.months
        return min(me.debt, (lent + lent * self.interest // 65536) // max(self.loan.term_months, 1) + 1)

    def borrow(self, me: Citizen, wish: Wish, factor: int, purse: Purse) -> None:
        """Receive a loan; its whole interest is owed at once, at the price of today's standing."""
        amount = me.usual * wish.months
        purse.receive(amount, "lent")
        me.debt += amount + amount * self.interest // 65536 * factor // 256
