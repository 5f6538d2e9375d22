"""One `naql run` for each data folder; the lock goes with the process, also with one that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.single import LOCK, only_one
from storage.errors import NaqlError

HOLDS = """
import sys, time
from pathlib import Path
from bot.cli.single import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    """The command says in one line who runs and what to do; a database that the first works with is left alone; once the first is
    killed the folder is free, though the file is still there."""
    kept = tmp_path / "sandbox" / "naql.sqlite3"
    kept.parent.mkdir()
    kept.write_text("of the first")
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(kept.parent)], stdout=subprocess.PIPE, text=True) as first:
        try:
            assert first.stdout is not None
            assert first.stdout.readline() == "held\n"
            environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "DATA_DIR": str(tmp_path), "PYTHONUTF8": "1"}
            command = [sys.executable, "-W", "ignore", "-m", "bot", "run", "--sandbox", "--port", "0"]
            done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 2, done.stderr
            assert f"process {first.pid}" in done.stderr
            assert "DATA_DIR" in done.stderr
            assert len(done.stderr.strip().splitlines()) == 1
            assert kept.read_text() == "of the first"
        finally:
            first.send_signal(signal.SIGKILL)
    assert (kept.parent / LOCK).exists()
    with only_one(kept.parent):
        pass


def test_one_process_holds_it_once(tmp_path: Path) -> None:
    """Within the same process too, and it is free behind."""
    with only_one(tmp_path), pytest.raises(NaqlError, match="runs already"), only_one(tmp_path):
        pytest.fail("two hold the lock")
    with only_one(tmp_path):
        pass
