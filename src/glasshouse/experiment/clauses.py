"""The clauses of a run's regime, as its record keeps the files: what each is called, and where it stands."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.record.kept import read_kept
from glasshouse.record.manifest import Manifest

Kind = Literal["sensors", "rules", "tiers", "lists", "consequences", "remedies"]


@dataclass(frozen=True)
class ClauseAt:
    """One clause: its id, its title where it has one, and its file (in the record) and line."""

    id: str
    title: str
    file: str
    line: int

    @property
    def where(self) -> str:
        """Where it stands, as editors write it."""
        return f"{self.file}:{self.line}"

    def data(self) -> dict[str, Any]:
        """Return the clause as plain data."""
        return {"id": self.id, "title": self.title, "file": self.file, "line": self.line}


class Clauses:
    """All clauses of a regime by kind, in the order of the tables."""

    def __init__(self, regime: Read[Regime], folder: Path) -> None:
        """Take a regime that was read from a record."""
        self.regime, self.places, self.folder = regime.value, regime.places, folder

    def of(self, kind: Kind, k: int) -> ClauseAt:
        """Return the k-th clause of a kind."""
        return self.at(getattr(self.regime, kind)[k], (kind, k))

    def peers(self) -> ClauseAt:
        """Return the clause by which others rate."""
        assert self.regime.score is not None, "who is rated has a score"
        return self.at(self.regime.score.peers, ("score", "peers"))

    def scorecard(self) -> ClauseAt:
        """Return the clause by which a dimension is learned."""
        assert self.regime.score is not None, "what is learned is part of a score"
        return self.at(self.regime.score.scorecard, ("score", "scorecard"))

    def ballot(self) -> ClauseAt:
        """Return the clause by which the public votes."""
        return self.at(self.regime.ballot, ("ballot",))

    def at(self, row: Any, path: tuple[str | int, ...]) -> ClauseAt:
        """Return a clause and where it stands, by its path in the file."""
        place = self.places.place(path)
        file = Path(place.file)
        name = file.relative_to(self.folder).as_posix() if file.is_relative_to(self.folder) else file.name
        return ClauseAt(row.id, getattr(row, "title", ""), name, place.line)

    def remedy(self, kind: str) -> ClauseAt | None:
        """Return the clause of a remedy: the last of its kind that does anything."""
        found = [k for k, row in enumerate(self.regime.remedies) if row.kind == kind and row.strength > 0]
        return self.of("remedies", found[-1]) if found else None

    def phase(self, name: str) -> ClauseAt:
        """Return a phase by its id."""
        k = [row.id for row in self.regime.phases].index(name)
        return self.at(self.regime.phases[k], ("phases", k))

    def sensor(self, name: str) -> ClauseAt:
        """Return a sensor by its id."""
        return self.of("sensors", [row.id for row in self.regime.sensors].index(name))


def clauses_of(folder: Path, manifest: Manifest) -> Clauses:
    """Read the regime that a record keeps; refuse one that is not the regime that was run."""
    return Clauses(read_kept(folder, "regime", manifest.regime, Regime), folder)
