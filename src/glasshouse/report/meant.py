"""What `show` is asked to show: the folder of a record, or a regime by name or file."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.inputs.shipped import ENDINGS, Kind, names
from glasshouse.record.manifest import MANIFEST

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Meant:
    """Whether a word is taken for a record; `note` says so where it could have been either."""

    is_run: bool
    note: str = ""


def what_is_meant(word: str, regime: bool = False) -> Meant:
    """Return what a word is taken for: a folder with a record first, then a shipped name or a `.yaml` file.

    With `regime` it is a regime in any case. A word that is nothing here, and near to a shipped name, raises
    UserFault; any other is taken for a record, which then says what is missing.
    """
    path, named = Path(word), word in names("regimes")
    recorded = (path / MANIFEST).is_file()
    if regime:
        return Meant(False)
    if recorded:
        either = f"`{word}` is a record here, and a regime too. This is the record; --regime shows the regime."
        return Meant(True, either if named else "")
    # A place or a conduct is no regime either; who reads it says so.
    if any(word in names(kind) for kind in KINDS) or (word.endswith(ENDINGS) and not path.is_dir()):
        return Meant(False)
    close = nearest(word, names("regimes"))
    if close and not path.exists():
        what = f"`{word[:60]}` is neither a record here nor a shipped regime"
        remedy = f"did you mean `{close}`? see `glasshouse runs` and `glasshouse list regimes`; a file ends in `.yaml`"
        raise UserFault([Diagnostic("G300", what, "The folder of a record is shown, or a regime is read.", remedy)])
    return Meant(True)
