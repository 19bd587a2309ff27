"""A world of districts that learn of each other every thirtieth day."""

from __future__ import annotations

from collections import Counter
from typing import Any

from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from tests.naive.behaviour import CYCLE
from tests.naive.evening import District
from tests.naive.luck import WORD
from tests.naive.scorecard import Table, card_of, fitted


class World:
    """Everybody, in districts as equal as can be; all of them are sentinels."""

    def __init__(
        self, place: Place, conduct: Conduct, regime: Regime, citizens: int, district_size: int, seed: int
    ) -> None:
        many = max(1, round(citizens / district_size))
        size, more = divmod(citizens, many)
        self.districts = [
            District(place, conduct, regime, size + (number < more), seed, number) for number in range(many)
        ]

    def run(self, days: int) -> None:
        """Live so many days, counting on from the last one."""
        for _ in range(days):
            today = self.districts[0].day + 1
            if today > 0 and today % CYCLE == 0:
                self.exchange()
            for district in self.districts:
                district.live_a_day()

    def learn(self) -> None:
        """Fit the scorecard, where there is one and its time has come, on everybody's terms so far."""
        card, month = card_of(self.districts[0].regime), len(self.districts[0].history) // CYCLE
        if card is None or month % card.refit_months:
            return
        table: Table = Counter()
        for district in self.districts:
            for day in district.history:
                for counts in day.values():
                    table.update(
                        {(key[1], int(key[2] == "with")): n for key, n in counts.items() if key[0] == "tabulated"}
                    )
        points = fitted(table, card)
        for district in self.districts if points else ():
            district.card = points or {}

    def exchange(self) -> None:
        """Tell every district how often somebody of a group is taken for somebody elsewhere, by channel."""
        sent: Counter[Any] = Counter()
        on_file: Counter[str] = Counter()
        for district in self.districts:
            on_file.update(district.on_file)
            for day in district.history[-CYCLE:]:
                for group in GROUPS:
                    for channel in district.authority.channels:
                        sent[channel.name, group] += day[group]["sent_afar", channel.name]
        self.learn()
        for district in self.districts:
            district.received = {
                (name, group): min(n * WORD // max(on_file[group], 1), WORD) for (name, group), n in sent.items()
            }
