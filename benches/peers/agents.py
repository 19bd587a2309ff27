"""The minimal model with an object for each citizen: Mesa and agentpy."""

import random
import time
from typing import Any

from benches.peers import minimal as m


class Life:
    """What both engines' agents do. ``low`` is as of yesterday; who changes is told by the model overnight."""

    model: Any

    def begin(self, number: int) -> None:
        """Be somebody."""
        draw = self.model.luck
        self.number, self.turn = number, number % m.CYCLE
        self.chance = m.chance(draw.gammavariate(m.SHAPE, 1 / m.SHAPE))
        self.sociability = draw.randrange(m.LEVELS)
        self.points, self.fear, self.low, self.friends = m.START, 0, False, []

    def live(self) -> None:
        """Live a day."""
        model = self.model
        draw = model.draw
        due = self.turn == model.turn
        if due:
            self.points += (m.START - self.points) * m.COMES_BACK
        seen = False
        if draw() < self.chance:
            model.acts += 1
            if draw() < m.SEEN:
                model.seen += 1
                seen = True
                self.points = max(self.points - m.COST, 0.0)
        if not (due or seen):
            return
        if (self.points < m.CUT) != self.low:
            model.changed.append(self)
        if due:
            afraid = sum(friend.low for friend in self.friends)
            model.tie_reads += len(self.friends)
            if self.fear and draw() < m.FADES * self.fear:
                self.fear -= 1
            if afraid and draw() < m.FRIGHTENS * afraid:
                self.fear = min(self.fear + 1, m.MOST_FEAR)


def befriend(model: Any, agents: list[Any]) -> None:
    """Pair everybody at random in each slot."""
    for slot in range(m.SLOTS):
        order = agents[:]
        model.luck.shuffle(order)
        for one, other in zip(order[::2], order[1::2], strict=False):
            if min(one.sociability, other.sociability) >= slot:
                one.friends.append(other)
                other.friends.append(one)


def start(model: Any, seed: int) -> None:
    """Give a model its luck and its sums."""
    model.luck = random.Random(seed)
    model.draw = model.luck.random
    model.day = model.turn = model.acts = model.seen = model.tie_reads = 0
    model.changed = []


def overnight(model: Any) -> None:
    """Let others see who changed, and go on to the next day."""
    for agent in model.changed:
        agent.low = not agent.low
    model.changed.clear()
    model.day += 1
    model.turn = model.day % m.CYCLE


def left(model: Any, agents: Any, built: float, stepped: float) -> m.Left:
    """Return what a model says at the end."""
    everybody = list(agents)
    citizen_days = len(everybody) * model.day
    points, low, fear = (
        sum(getattr(a, name) for a in everybody) / len(everybody) for name in ("points", "low", "fear")
    )
    return m.Left(
        built, stepped, model.tie_reads, model.acts / citizen_days, model.seen / citizen_days, points, low, fear
    )


def run_mesa(citizens: int, days: int, seed: int) -> m.Left:
    """Run it in Mesa."""
    import mesa

    class Citizen(Life, mesa.Agent):  # type: ignore[misc]
        def __init__(self, model: Any, number: int) -> None:
            super().__init__(model)
            self.begin(number)

    class Minimal(mesa.Model):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(seed=seed)
            start(self, seed)
            befriend(self, list(Citizen.create_agents(self, citizens, list(range(citizens)))))

        def step(self) -> None:
            self.agents.do("live")
            overnight(self)

    begin = time.process_time()
    model = Minimal()
    built = time.process_time()
    for _ in range(days):
        model.step()
    return left(model, model.agents, built - begin, time.process_time() - built)


def run_agentpy(citizens: int, days: int, seed: int) -> m.Left:
    """Run it in agentpy."""
    import agentpy

    clock: dict[str, float] = {}

    class Citizen(Life, agentpy.Agent):  # type: ignore[misc]
        pass

    class Minimal(agentpy.Model):  # type: ignore[misc]
        def setup(self) -> None:
            start(self, seed)
            self.agents = agentpy.AgentList(self, citizens, Citizen)
            for number, agent in enumerate(self.agents):
                agent.begin(number)
            befriend(self, list(self.agents))
            clock["built"] = time.process_time()

        def step(self) -> None:
            self.agents.live()
            overnight(self)

    begin = time.process_time()
    model = Minimal({"steps": days, "seed": seed})
    model.run(display=False)
    return left(model, model.agents, clock["built"] - begin, time.process_time() - clock["built"])
