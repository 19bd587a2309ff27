"""Several processes that run one world together, started by ``mpiexec``: who they are, and how they speak.

Process 0 leads: it reads, compiles the tables, and writes the one record. The others help: they are told what to live,
live their part, and end when the record is whole. Only integers are exchanged, so no order of summing can matter.
mpi4py is imported where ``mpiexec`` has started more than one process, and nowhere else.
"""

import os
from importlib.util import find_spec
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault

Figures = TypeVar("Figures", NDArray[np.int32], NDArray[np.int64])

LAUNCHED = ("PMI_SIZE", "PMIX_RANK", "OMPI_COMM_WORLD_SIZE")
"""Variables by which a process knows that an MPI has started it: MPICH and Slurm, PMIx, Open MPI."""
NOTHING = "nothing"
"""What helpers are told where there is nothing to help with: a fault was found before anything began."""


def apart(why: str, remedy: str) -> UserFault:
    """Return the fault of processes that cannot run one world together."""
    return UserFault([Diagnostic("G409", "these processes cannot run one world together", why, remedy)])


def is_launched() -> bool:
    """Return whether an MPI has started this process, perhaps as one of several."""
    return any(os.environ.get(name, "1" if name.endswith("SIZE") else "") not in ("", "1") for name in LAUNCHED)


class Team:
    """The processes that run one world: ``rank`` of ``size``, 0 leads."""

    def __init__(self, mpi: Any) -> None:
        """Take mpi4py's module, initialised."""
        self.mpi, self.comm = mpi, mpi.COMM_WORLD
        self.rank: int = self.comm.Get_rank()
        self.size: int = self.comm.Get_size()
        self.told = False
        """Whether the leader has said what to live."""

    @property
    def leads(self) -> bool:
        """Whether this process writes the record."""
        return self.rank == 0

    def tell(self, what: Any) -> Any:
        """Return to everybody what the leader says."""
        self.told = True
        return self.comm.bcast(what)

    def total(self, figures: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return to everybody the sum of everybody's integers."""
        summed = np.empty_like(figures)
        self.comm.Allreduce(np.ascontiguousarray(figures), summed, op=self.mpi.SUM)
        return summed

    def sum_to_leader(self, figures: Figures) -> Figures:
        """Return to the leader the sum of everybody's integers; to others what they gave."""
        summed = np.empty_like(figures) if self.leads else None
        self.comm.Reduce(np.ascontiguousarray(figures), summed, op=self.mpi.SUM, root=0)
        return figures if summed is None else summed

    def least_to_leader(self, figures: NDArray[np.uint16]) -> NDArray[np.uint16]:
        """Return to the leader the least that anybody has in each place; to others what they gave."""
        least = np.empty_like(figures) if self.leads else None
        self.comm.Reduce(np.ascontiguousarray(figures), least, op=self.mpi.MIN, root=0)
        return figures if least is None else least

    def all_to_leader(self, what: Any) -> list[Any]:
        """Return to the leader what everybody gives, in the order of ranks; to others nothing."""
        return self.comm.gather(what) or []

    def give(self, what: Any) -> None:
        """Send something to the leader."""
        self.comm.send(what, dest=0)

    def take(self, rank: int) -> Any:
        """Return the next thing that a helper sends."""
        return self.comm.recv(source=rank)

    def close(self) -> None:
        """End together. A process that ends otherwise ends the others with it: see ``team_here``."""
        self.mpi.Finalize()


_team: list[Team | None] = []


def team_here() -> Team | None:
    """Return the team that this process is of, None where it is alone; raises UserFault where it cannot speak.

    MPI is not ended when Python is: a process that fails must not wait for the others, who wait for it. Whoever started
    them ends them all when one of them ends so.
    """
    if not _team:
        _team.append(_found())
    return _team[0]


def _found() -> Team | None:
    if not is_launched():
        return None
    if find_spec("mpi4py") is None:
        raise apart("an MPI has started this process, and the package mpi4py, by which it would speak, is not here",
                    "install the extra `mpi`, or run it without mpiexec: the answer is the same")  # fmt: skip
    import mpi4py

    mpi4py.rc.finalize = False
    from mpi4py import MPI

    team = Team(MPI)
    if team.size == 1:
        team.close()
        return None
    return team
