"""What cannot be explained is a diagnostic, whose words are kept; what was tampered with is never told."""

import json
import os
import re
import shutil
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from glasshouse import api
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.record.reading import Run

KEPT = Path(__file__).parent / "snapshots" / "refusals.txt"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A small village without a panel; two months, so that an exchange matters."""
    setting = Setting(1000, 65, 3, district_size=500, panel=0)
    return api.run(api.load("as-told", "village"), setting, tmp_path_factory.mktemp("village") / "r")


@pytest.fixture
def copy(village: Run, tmp_path: Path) -> Path:
    """A copy of its record, to be damaged."""
    return Path(shutil.copytree(village.folder, tmp_path / "r"))


def refusal(folder: Path, *words: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command line says on standard error; nothing else is said, and it leaves with 2."""
    code = guarded(lambda: app(["explain", str(folder), *words]))
    captured = capsys.readouterr()
    assert code == 2 and captured.out == "" and "Traceback" not in captured.err
    return captured.err.replace(str(folder), "RUN")


@pytest.mark.parametrize(
    "asked",
    [
        "1000",
        "-1",
        "1.5",
        "1e2",
        "0x1",
        "",
        "s-0-500",
        "s-2-0",
        "S-0-1",
        "woman:43",
        "age=43",
        "../r",
        "9" * 40,
        "\u0661",
    ],
)
def test_a_citizen_is_a_number_and_nothing_else(village: Run, asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(village.folder, f"--citizen={asked}", capsys=capsys).startswith("G540 ")


@pytest.mark.parametrize("option", ["--set", "--age", "--trait", "--group", "--where"])
def test_no_option_sets_or_asks_for_a_trait(village: Run, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = guarded(lambda: app(["explain", str(village.folder), "--citizen", "1", option, "1"]))
    assert code == 2 and capsys.readouterr().out == ""


def test_help_fits_and_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(lambda: app(["explain", "--help"])) == 0
    text = capsys.readouterr().out
    assert max(len(line) for line in text.splitlines()) <= 80
    options = set(re.findall(r"--[a-z-]+", text))
    assert options == {"--citizen", "--find", "--days", "--full", "--out", "--json", "--quiet", "--help"}


def test_the_words_of_refusals(village: Run, capsys: pytest.CaptureFixture[str]) -> None:
    asked: tuple[tuple[str, ...], ...] = (
        (), ("--citizen", "1", "--find", "fear"), ("--citizen", "1000"), ("--find", "dissidents"),
        ("--find", "in-error-longst"), ("--find", "never-noticed"), ("--citizen", "1", "--days", "9:3"),
    )  # fmt: skip
    text = "\n".join(refusal(village.folder, *words, capsys=capsys) for words in asked)
    if os.environ.get("GLASSHOUSE_BLESS"):
        KEPT.write_text(text, encoding="utf-8")
    assert text == KEPT.read_text(encoding="utf-8"), "GLASSHOUSE_BLESS=1 takes the new words"


def test_several_seeds_are_several_societies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    setting = Setting(500, 2, 4, district_size=500, panel=0)
    api.run(api.load("bare", "village"), setting, tmp_path / "r", seeds=2)
    assert "give one of them, as RUN/seeds/4" in refusal(tmp_path / "r", "--citizen", "1", capsys=capsys)
    assert api.explain(tmp_path / "r" / "seeds" / "4", "1").data["synthetic"] is True


def fault(folder: Path) -> str:
    """The code and words of the refusal to explain somebody."""
    with pytest.raises(UserFault) as raised:
        api.explain(folder, "700")
    [diagnostic] = raised.value.diagnostics
    return f"{diagnostic.code} {diagnostic.what}"


def rewritten(folder: Path, **changes: Any) -> None:
    """Change the manifest."""
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_another_version_of_the_model_is_said_to_be_one(copy: Path) -> None:
    rewritten(copy, kernel_sha256="0" * 64)
    assert "another version of the model" in fault(copy) and fault(copy).startswith("G541")


def test_other_tables_are_refused(copy: Path) -> None:
    tables = np.load(copy / "tables.npy")
    tables[-1] ^= 1
    np.save(copy / "tables.npy", tables)
    assert fault(copy).startswith("G541") and "tables.npy" in fault(copy)


@pytest.mark.parametrize("name", ["tables.npy", "exchange.npy", "counts/district-day.parquet"])
def test_what_is_missing_or_torn_is_said(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"torn")
    assert fault(copy).startswith("G541") and name in fault(copy)
    (copy / name).unlink()
    assert fault(copy).startswith("G541") and name in fault(copy)


def test_a_panel_that_is_torn_is_said(tmp_path: Path) -> None:
    api.run(api.load("bare", "village"), Setting(500, 2, 4, district_size=500, panel=500), tmp_path / "r")
    for torn in ("citizen/c/0", "fear/zarr.json", "money/c/0/0"):
        whole = (tmp_path / "r" / "panel.zarr" / torn).read_bytes()
        (tmp_path / "r" / "panel.zarr" / torn).write_bytes(b"torn")
        with pytest.raises(UserFault) as raised:
            api.explain(tmp_path / "r", "7")
        assert raised.value.diagnostics[0].code in ("G541", "G542"), torn
        (tmp_path / "r" / "panel.zarr" / torn).write_bytes(whole)
    assert api.explain(tmp_path / "r", "7").data["in_panel"] is True
    (tmp_path / "r" / "panel.zarr" / "fear" / "zarr.json").write_bytes(b"torn")
    (tmp_path / "r" / "cases.json").write_bytes(b"torn")
    for criterion in ("never-noticed", "fear"):
        with pytest.raises(UserFault) as raised:
            api.explain(tmp_path / "r", find=criterion)
        assert raised.value.diagnostics[0].code == "G541"


def test_a_regime_that_was_edited_afterwards_is_refused(copy: Path) -> None:
    path = copy / "inputs" / "regime-as-told.yaml"
    path.write_text(path.read_text() + "# and one thing more\n")
    assert fault(copy).startswith("G502") and "is not the regime that was run" in fault(copy)


def test_another_exchange_gives_another_district_and_is_found_out(copy: Path) -> None:
    said = np.load(copy / "exchange.npy")
    said[:, :-3] += 40
    np.save(copy / "exchange.npy", said)
    assert fault(copy).startswith("G542")


def test_another_seed_in_the_manifest_is_found_out(copy: Path) -> None:
    rewritten(copy, seed=4)
    assert fault(copy).startswith("G542")


def test_counts_that_were_edited_are_found_out(copy: Path) -> None:
    path = copy / "counts" / "district-day.parquet"
    table = pq.read_table(path)
    money = table.column("money_sum").to_numpy().copy()
    money[-1] += 1
    k = table.column_names.index("money_sum")
    pq.write_table(table.set_column(k, table.schema.field(k), [money]), path)
    assert fault(copy).startswith("G542")


def test_a_record_of_the_first_format_is_of_another_model(tmp_path: Path) -> None:
    with tarfile.open(Path(__file__).parents[1] / "record" / "fixtures" / "format-1.tar.xz") as packed:
        packed.extractall(tmp_path, filter="data")
    [manifest] = tmp_path.glob("**/manifest.json")
    with pytest.raises(UserFault) as raised:
        api.explain(manifest.parent, "1")
    assert raised.value.diagnostics[0].code == "G541"
