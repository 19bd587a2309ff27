"""The input files that a record keeps, read again as they were when it was made."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.inputs.reading import Read, read
from glasshouse.record.manifest import InputFile
from glasshouse.record.size import INPUTS

M = TypeVar("M", bound=BaseModel)


def read_kept(folder: Path, kind: str, file: InputFile, model: type[M]) -> Read[M]:
    """Return one of a record's inputs, with what it extends, checked against today's grammar.

    ``kind`` is `place`, `conduct` or `regime`, by which the files are named in the record. Raises UserFault where a
    file is gone, is not the one that was run, or no longer fits the grammar.
    """
    kept = folder / INPUTS

    def find(word: str) -> Path | None:
        # A world that is lived of kept files, as a placebo twin, keeps them in its turn by their names in the record.
        paths = (kept / f"{times * f'{kind}-'}{Path(word).stem}.yaml" for times in (1, 2, 3))
        return next((path for path in paths if path.is_file()), None)

    own = kept / f"{kind}-{Path(file.files[0]).name}"
    found = read(own, model, find=find)
    if found.sha256 != file.sha256:
        what = f"{own} is not the {kind} that was run"
        why, remedy = "its digest is not the one in the manifest", "the record is damaged: run the regime again"
        raise UserFault([Diagnostic("G502", what, why, remedy)])
    return found
