"""The names behind the rows of the tables: which act, channel, list, tier, consequence is which."""

from dataclasses import dataclass

from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime


@dataclass(frozen=True)
class Channel:
    """One sensor looking for one act."""

    sensor: str
    act: str


@dataclass(frozen=True)
class Legend:
    """Ids by row. ``acts`` has an empty name for a slot not in use; ``far`` and ``invented`` index channels."""

    acts: tuple[str, ...]
    channels: tuple[Channel, ...]
    sensors: tuple[str, ...]
    gates: tuple[str, ...]
    rules: tuple[str, ...]
    lists: tuple[str, ...]
    tiers: tuple[str, ...]
    consequences: tuple[str, ...]
    wishes: tuple[str, ...]
    far: tuple[int, ...]
    invented: tuple[int, ...]


def legend_of(place: Place, conduct: Conduct, regime: Regime) -> Legend:
    """Name the rows in the order in which the tables hold them: acts by slot, channels by act and then sensor."""
    del place
    slots = {act.slot: act.id for act in conduct.acts}
    acts = tuple(slots.get(slot, "") for slot in range(max(slots) + 1))
    channels = tuple(Channel(sensor.id, act) for act in acts if act for sensor in regime.sensors if act in sensor.sees)
    sensors = {sensor.id: sensor for sensor in regime.sensors}

    def reaches_afar(channel: Channel) -> bool:
        match = sensors[channel.sensor].false_match
        return match is not None and match.local < 1.0 and sensors[channel.sensor].gate is None

    return Legend(
        acts=acts,
        channels=channels,
        sensors=tuple(sensor.id for sensor in regime.sensors),
        gates=tuple(sensor.id for sensor in regime.sensors if sensor.gate is not None),
        rules=tuple(rule.id for rule in regime.rules),
        lists=tuple(entry.id for entry in regime.lists),
        tiers=tuple(tier.id for tier in regime.tiers),
        consequences=tuple(row.id for row in regime.consequences),
        wishes=tuple(wish.id for wish in conduct.wishes),
        far=tuple(k for k, channel in enumerate(channels) if reaches_afar(channel)),
        invented=tuple(k for k, channel in enumerate(channels) if sensors[channel.sensor].invented_per_year > 0),
    )
