"""Regimes that come to the lab: shipped ones by name, others as text, which lies under a name of ours meanwhile.

What was read and found right is kept for a while, so that a regime that was checked as it was written is not read again
when it is run.
"""

import shutil
from collections import OrderedDict
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from glasshouse import api
from glasshouse.lab.bodies import Source, World

TEXT = "regime.yaml"
"""What a regime that came as text is called; it says nothing of who sent it."""
KEPT = 12


class Texts:
    """The regimes that were sent since the lab began."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a folder of the lab's own."""
        self.folder, self.lock = folder, Lock()
        self.found: OrderedDict[tuple[str, str, str], Any] = OrderedDict()

    def clear(self) -> None:
        """Forget what an earlier lab kept."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def file_of(self, source: Source) -> str:
        """Return the name of a shipped regime, or the path of our file with the text."""
        if source.name is not None:
            return source.name
        content = (source.text or "").encode("utf-8", "surrogatepass")
        path = self.folder / sha256(content).hexdigest()[:24] / TEXT
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return str(path)

    def files(self, world: World) -> Any:
        """Return the checked files of a world; every fault of all three is raised at once."""
        key = (self.file_of(world.regime), world.place, world.conduct)
        with self.lock:
            found = self.found.pop(key, None)
        files = found or api.load(*key)
        with self.lock:
            self.found[key] = files
            while len(self.found) > KEPT:
                self.found.popitem(last=False)
        return files
