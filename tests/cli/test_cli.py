"""The command line as a user meets it: exit codes, JSON, words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from tests.cli.calling import call

PROMISED = {
    "run", "digest", "regime", "citizens", "days", "seconds_compile", "seconds_build", "seconds_days",
    "ns_per_citizen_day", "bytes_per_citizen", "peak_rss_bytes", "candidates_per_citizen_day",
    "records_per_citizen_day", "changes_per_citizen_day",
}  # fmt: skip


def test_run_prints_what_the_contract_promises_as_its_last_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = call(
        capsys, "run", "as-told", "--place", "village", "--citizens", "1e3", "--days", "40",
        "--out", str(tmp_path / "r"), "--json",
    )  # fmt: skip
    figures = json.loads(out.splitlines()[-1])
    assert code == 0 and set(figures) >= PROMISED
    assert figures["citizens"] == 1000 and figures["bytes_per_citizen"] <= 128


def test_threads_shards_and_backend_give_one_digest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    digests = set()
    for k, how in enumerate((["--threads", "1"], ["--threads", "2", "--shards", "7"], ["--backend", "python"])):
        _, out, _ = call(
            capsys, "run", "as-told", "--place", "village", "--citizens", "1000", "--days", "31",
            "--district-size", "500", "--out", str(tmp_path / str(k)), "--json", *how,
        )  # fmt: skip
        digests.add(json.loads(out.splitlines()[-1])["digest"])
    assert len(digests) == 1


def test_editing_a_number_and_adding_a_clause_compile_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "regime: mine\ntitle: As told, with a harsher camera\nstatus: fiction\n"
        "describes: A change of one number and one clause more, for a test.\nextends: as-told\n"
        "tiers:\n  - {id: good, title: A different word}\n"
        "rules:\n  - {id: one-more, act: litters, fine: 7, assumption: {why: made up for a test, range: [1, 9]}}\n"
    )
    code, out, err = call(
        capsys, "run", str(mine), "--citizens", "500", "--days", "2", "--out", str(tmp_path / "r"), "--json"
    )
    assert code == 0, err
    assert json.loads(out.splitlines()[-1])["seconds_compile"] == 0.0


def test_a_fault_of_the_user_is_exit_2_without_a_traceback_or_a_record(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for words in (
        ["run", "as-tld"],
        ["run", "as-told", "--citizens", "12.5"],
        ["run", "as-told", "--citizens", "1"],
        ["run", "as-told", "--days", "0"],
        ["run", "as-told", "--backend", "gpu"],
        ["run", str(tmp_path / "nowhere.yaml")],
        ["list", "nonsense"],
        ["report", str(tmp_path)],
        ["check", "as-told", str(tmp_path / "nowhere.yaml")],
    ):
        code, out, err = call(capsys, *words)
        assert (code, "Traceback" in err, out) == (2, False, ""), words
        assert "why:" in err and "try:" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "as-told", "--citizens", "1e30"], "G400 '1e30' is out of range"),
        (["run", "as-told", "--citizens", "nan"], "G400 'nan' is not a whole number"),
        (["check", "FOLDER"], "is a folder"),
        (["check", "FOLDER/letter.txt"], "does not end in `.yaml`"),
        (["schemas", "FOLDER/letter.txt"], "G507"),
        (["query", "FOLDER", "SELECT 1", "--json", "--format", "csv"], "--json and --format csv are two forms"),
        (["query", "FOLDER", "SELECT 1"], "G500"),
    ],
)
def test_a_slip_is_told_for_what_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str], said: str
) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    code, out, err = call(capsys, *(word.replace("FOLDER", str(tmp_path)) for word in words))
    assert (code, out) == (2, "") and said in err and "Traceback" not in err
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_quiet_says_no_more_than_it_must(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "list", "places", "--quiet") == (0, "cn-2020\nsuburb\nus-2020\nvillage\n", "")
    assert call(capsys, "check", "as-told", "-q") == (0, "", "")
    code, out, err = call(capsys, "check", "as-tld", "-q")
    assert (code, out) == (2, "") and err.startswith("G300")


def test_every_command_has_quiet_where_it_has_more_to_say_than_paths(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        "run",
        "demo",
        "list",
        "check",
        "report",
        "bench",
        "setup",
        "runs",
        "show",
        "query",
        "diff",
        "new",
        "evidence",
    ):
        code, out, _ = call(capsys, command, "--help")
        assert code == 0 and "--quiet" in out, command


def test_a_reader_who_leaves_early_is_no_bug() -> None:
    program = "from glasshouse.cli import main; import sys; sys.argv[1:] = ['list', 'regimes']; main()"
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-c", program], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_unknown_option_is_exit_2() -> None:
    assert guarded(lambda: app(["run", "as-told", "--explode"])) == 2


def test_check_finds_no_fault_in_what_ships(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "check", "as-told", "ordinary-law", "bare", "village", "cn-2020", "default")
    assert (code, err) == (0, "") and "no fault" in out


def test_check_says_all_faults_as_json_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("regime: bad\ntitle: Bad\nstatus: fictional\ndescribes: too short\nsensor: []\n")
    code, out, _ = call(capsys, "check", str(bad), "--json")
    faults = json.loads(out.splitlines()[-1])["faults"]
    assert code == 2 and {fault["line"] for fault in faults} >= {3, 5}


@pytest.mark.parametrize("kind", ["regimes", "places", "conduct", "acts", "sensors", "consequences", "rights"])
def test_list_lists(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    code, out, _ = call(capsys, "list", kind, "--json")
    assert code == 0 and len(json.loads(out)[kind]) >= 1


def test_alone_it_says_what_to_do_first(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys)
    assert code == 0 and "glasshouse demo" in out


def test_help_imports_nothing_heavy() -> None:
    """Numba, NumPy, Altair and pyarrow stay out of `--help`."""
    program = (
        "import sys\nfrom glasshouse.cli import guarded\nfrom glasshouse.cli.commands import app\n"
        "guarded(lambda: app(['--help']))\n"
        "heavy = {'altair', 'fairlearn', 'networkx', 'numba', 'numpy', 'pandas', 'pyarrow', 'pydantic', 'scipy', "
        "'sklearn', 'statsmodels', 'zarr'}; print(sorted(set(sys.modules) & heavy))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_schemas_are_written_for_editors(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = call(capsys, "schemas", str(tmp_path / "s"))
    assert code == 0 and len(out.splitlines()) == 3
    assert all(json.loads(Path(line).read_text())["$schema"] for line in out.splitlines())
