"""The lab on the command line: begun, and ended as its reader was told to."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.web.serving import answers, free_port


def test_ctrl_c_ends_it_and_says_what_becomes_of_runs(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "glasshouse"), "lab", "--port", str(free_port()), "--folder", "runs"]
    lab = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert lab.stdout is not None
    first = lab.stdout.readline()
    assert first.startswith("The lab: http://127.0.0.1:")
    while not answers(first.removeprefix("The lab: ").strip().rstrip("/")):
        assert lab.poll() is None
    lab.send_signal(signal.SIGINT)
    said, errors = lab.communicate(timeout=60)
    assert (lab.returncode, errors) == (0, "")
    assert "The lab has ended." in said and "glasshouse resume" not in said
