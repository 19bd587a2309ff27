"""What a lab is started with, and the limits it keeps."""

from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that this computer alone can reach."""
PORT = 8747
"""Where the lab listens if nothing else is said."""


@dataclass(frozen=True)
class Limits:
    """The most of each thing that one lab takes; what is over it is refused with a diagnostic."""

    body_bytes: int = 300_000
    """Bytes of one request: a regime is a page or a few."""
    least_citizens: int = 500
    most_citizens: int = 2_000_000
    """Above that the command line is the place: a frame has a byte for each citizen."""
    most_days: int = 3_650
    running: int = 1
    """Runs that are lived at once; a paused run keeps its place."""
    queued: int = 20
    """Runs that wait behind them."""
    asking: int = 2
    """Lives, comparisons and examples that are worked out at once; as many again may wait."""
    watchers: int = 8
    """Pages that watch runs at once."""
    frame_bytes: int = 512_000_000
    """Bytes of kept frames of one run; days after that can be seen as they come, and not again."""


@dataclass(frozen=True)
class Settings:
    """One lab: where it listens, what it asks for, where its records lie."""

    address: str = "127.0.0.1"
    port: int = PORT
    token: str | None = None
    folder: Path = Path("runs")
    keeps_ready: bool = True
    """Whether a process is kept ready, so that the next run begins at once."""
    rehearses: bool = True
    """Whether the story's runs are lived as soon as somebody begins to read it."""
    limits: Limits = field(default_factory=Limits)

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer can reach the lab."""
        return self.address in LOOPBACK

    @property
    def hosts(self) -> frozenset[str]:
        """The values of the Host header that name this lab, and no other.

        >>> sorted(Settings(address="192.168.1.5", port=80, token="x").hosts)
        ['192.168.1.5', '192.168.1.5:80']
        """
        names = LOOPBACK if self.is_loopback else (self.address,)
        written = [f"[{name}]" if ":" in name else name for name in names]
        # Browsers leave the port out where it is that of the scheme.
        bare = written if self.port == 80 else []
        return frozenset([*(f"{name}:{self.port}" for name in written), *bare])
