"""`naql normalise`: bytes in, bytes out, line by line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def command(lexicon_dir: Path) -> dict[str, str]:
    return {**os.environ, "DATA_DIR": str(lexicon_dir)}


def run(given: bytes, environ: dict[str, str]) -> bytes:
    done = subprocess.run([sys.executable, "-m", "bot", "normalise"], input=given, capture_output=True, env=environ, check=True)
    assert done.stderr == b""
    return done.stdout


def test_lines_are_repaired(command: dict[str, str]) -> None:
    """Each line comes out repaired; the last has no line end where it had none."""
    assert run("همكاريهای\nمی شود".encode(), command).decode() == "همکاری‌های\nمی‌شود"


def test_any_bytes_come_through(command: dict[str, str]) -> None:
    """Bytes that are not UTF-8, encoded surrogates and NULs come out as they went in; empty input gives nothing."""
    given = b"\xff\xfe\n\x00\n\xed\xa0\x80\n" + bytes(range(33, 256)) + b"\n"
    assert run(given, command).replace(b" ", b"") == given
    assert run(b"", command) == b""


def test_lines_come_out_as_they_come_in(command: dict[str, str]) -> None:
    """A line is answered before the next is given: the command can stand in a pipe that never ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "normalise"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=command
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for given, expected in (("میرود\n", "می‌رود\n"), ("كتابها\n", "کتاب‌ها\n")):
            process.stdin.write(given.encode())
            process.stdin.flush()
            assert process.stdout.readline().decode() == expected
        process.stdin.close()
        assert process.wait(20) == 0
