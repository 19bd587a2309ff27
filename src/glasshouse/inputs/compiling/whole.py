"""Compile a whole world: place, conduct and regime into one array and its legend."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from glasshouse.inputs.compiling.behaving import compile_conduct
from glasshouse.inputs.compiling.growing import compile_life
from glasshouse.inputs.compiling.legend import Legend, legend_of
from glasshouse.inputs.compiling.living import compile_place
from glasshouse.inputs.compiling.ruling import compile_regime
from glasshouse.inputs.compiling.shelf import Shelf, Tables
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime


@dataclass(frozen=True)
class Compiled:
    """Tables and legend. ``tables`` is read-only."""

    tables: Tables
    legend: Legend

    @property
    def sha256(self) -> str:
        """The digest of the tables, byte for byte."""
        return sha256(self.tables.tobytes()).hexdigest()


class Ground:
    """A place and a conduct, the same where both say the same."""

    def __init__(self, place: Place, conduct: Conduct) -> None:
        """Take both."""
        self.place, self.conduct = place, conduct
        self.text = place.model_dump_json(), conduct.model_dump_json()

    def __hash__(self) -> int:
        """Return a hash of what both say."""
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        """Return whether another place and conduct say the same."""
        return isinstance(other, Ground) and self.text == other.text


@lru_cache(maxsize=2)
def compile_ground(ground: Ground) -> Tables:
    """Compile what no regime can change. Experiments hold thousands of regimes against one place and conduct."""
    shelf = Shelf()
    compile_place(shelf, ground.place, ground.conduct)
    compile_conduct(shelf, ground.place, ground.conduct)
    compile_life(shelf, ground.place, ground.conduct)
    shelf.tables.setflags(write=False)
    return shelf.tables


def compile_tables(place: Place, conduct: Conduct, regime: Regime) -> Compiled:
    """Compile checked files; what cannot be compiled was refused by ``inputs.checks`` before."""
    shelf = Shelf()
    shelf.tables[:] = compile_ground(Ground(place, conduct))
    legend = legend_of(place, conduct, regime)
    compile_regime(shelf, conduct, regime, legend)
    shelf.tables.setflags(write=False)
    return Compiled(shelf.tables, legend)
