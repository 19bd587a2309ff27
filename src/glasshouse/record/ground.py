"""What a recorder knows of the country it records: how it is cut, and the tables its rows are read with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import tables as room


@dataclass(frozen=True)
class Ground:
    """How a place is cut: ``province_of[district]`` (rising), ``residents[district]``, the sentinels, the tables.

    ``stages`` are the tables of other phases, as a record keeps them; None for a regime without phases.
    """

    province_of: NDArray[np.int64]
    residents: NDArray[np.int64]
    sentinels: tuple[int, ...]
    tables: NDArray[np.int64]
    stages: NDArray[np.int64] | None = None

    @property
    def districts(self) -> int:
        """How many districts there are."""
        return len(self.province_of)

    @property
    def provinces(self) -> int:
        """How many provinces there are."""
        return int(self.province_of[-1]) + 1

    def blocks(self, district: int) -> int:
        """Return how many blocks of households a district has; the last may be cut short."""
        return int(-(-self.residents[district] // self.tables[room.TEMPLATE_SIZE]))

    def is_last_of_province(self, district: int) -> bool:
        """Return whether the districts after this one are of other provinces."""
        return district + 1 == self.districts or bool(self.province_of[district + 1] != self.province_of[district])
