"""Compile a whole world: place, conduct and regime into one array and its legend."""

from dataclasses import dataclass
from hashlib import sha256

from glasshouse.inputs.compiling.behaving import compile_conduct
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


def compile_tables(place: Place, conduct: Conduct, regime: Regime) -> Compiled:
    """Compile checked files; what cannot be compiled was refused by ``inputs.checks`` before."""
    shelf = Shelf()
    legend = legend_of(place, conduct, regime)
    compile_place(shelf, place, conduct)
    compile_conduct(shelf, place, conduct, legend)
    compile_regime(shelf, conduct, regime, legend)
    shelf.tables.setflags(write=False)
    return Compiled(shelf.tables, legend)
