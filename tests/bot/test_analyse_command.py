"""`naql analyse` and `naql explain`: files in and out, processes, bad rows."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

_BODY = "بهرام نمونه‌ای، وزیر آب نمونه‌شهر، گفت: باران کم است. وی افزود: سدها خالی است."


def _naql(lexicon_dir: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "DATA_DIR": str(lexicon_dir)}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False, timeout=120)


def _rows(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_rows_come_out_in_order_whatever_the_number_of_processes(lexicon_dir: Path, tmp_path: Path) -> None:
    """Two processes write exactly what one writes, gzipped or not."""
    source = tmp_path / "in.jsonl.gz"
    with gzip.open(source, "wt", encoding="utf-8") as rows:
        for number in range(70):
            rows.write(json.dumps({"id": number, "title": "", "body": _BODY, "more": 1}, ensure_ascii=False) + "\n")
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl.gz"
    assert _naql(lexicon_dir, "analyse", str(source), str(one)).returncode == 0
    assert _naql(lexicon_dir, "analyse", str(source), str(two), "--jobs", "2").returncode == 0
    assert gzip.decompress(two.read_bytes()) == one.read_bytes()
    assert [row["id"] for row in _rows(one.read_bytes())] == list(range(70))


def test_a_bad_row_is_told_and_the_rest_goes_on(lexicon_dir: Path) -> None:
    """Broken JSON, a row that is no object and one without a body give an error each; unreadable dates are unknown."""
    given = [b"{broken", b"[1]", b'{"id": 3}', json.dumps({"id": 4, "body": _BODY, "date": "someday"}).encode()]
    done = _naql(lexicon_dir, "analyse", "-", "-", stdin=b"\n".join(given))
    rows = _rows(done.stdout)
    assert [row["id"] for row in rows] == [None, None, 3, 4]
    assert ["error" in row for row in rows] == [True, True, True, False]
    assert [s["speaker"]["name"] for s in rows[3]["statements"]] == ["بهرام نمونه‌ای"] * 2
    assert {"line", "text"} == set(rows[3]["digest"])


def test_half_a_letter_is_written_as_json_can(lexicon_dir: Path) -> None:
    """Half a surrogate pair, which JSON can carry and UTF-8 cannot, costs no other row and comes back as it was."""
    given = [b'{"id": "\\ud800", "body": ""}', json.dumps({"id": 2, "body": _BODY}).encode()]
    done = _naql(lexicon_dir, "analyse", "-", "-", stdin=b"\n".join(given))
    assert [row["id"] for row in _rows(done.stdout)] == ["\ud800", 2]


def _heeds_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would all that it starts: this suite, and the command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT to a group of processes is POSIX")
def test_an_interrupted_analysis_leaves_no_process(lexicon_dir: Path, tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of the command; it ends with 130, says nothing, and its workers are gone."""
    source = tmp_path / "in.jsonl"
    source.write_text((json.dumps({"id": 1, "body": _BODY * 20}, ensure_ascii=False) + "\n") * 20_000, encoding="utf-8")
    target = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "bot", "analyse", str(source), str(target), "--jobs", "2"]
    environment = {**os.environ, "DATA_DIR": str(lexicon_dir)}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, env=environment, start_new_session=True, preexec_fn=_heeds_interrupts
    ) as running:
        try:
            deadline = time.monotonic() + 60
            while not (target.exists() and target.stat().st_size):
                assert running.poll() is None, "it ended before it had written a row"
                assert time.monotonic() < deadline, "no row was written in a minute"
                time.sleep(0.05)
            os.killpg(running.pid, signal.SIGINT)
            said = running.communicate(timeout=60)[1]
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
    assert (running.returncode, said) == (130, b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)


def test_a_missing_file_is_one_clear_line(lexicon_dir: Path, tmp_path: Path) -> None:
    """No traceback: what is wrong, what to do, exit code 2."""
    done = _naql(lexicon_dir, "analyse", str(tmp_path / "absent.jsonl"), "-")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("naql: ")
    assert len(done.stderr.splitlines()) == 1


def test_explain_names_rule_stretch_and_reason(lexicon_dir: Path) -> None:
    """Every finding with its rule and why this speaker, for a reader and as JSON."""
    text = f"عنوان\n{_BODY}".encode()
    shown = _naql(lexicon_dir, "explain", "-", stdin=text).stdout.decode()
    assert "rule=clause" in shown
    assert "why: pronoun: the latest speaker" in shown
    found = json.loads(_naql(lexicon_dir, "explain", "-", "--json", stdin=text).stdout)
    assert [s["text"] for s in found["statements"]] == ["باران کم است", "سدها خالی است"]
    assert [_BODY[a:z] for s in found["statements"] for a, z in s["content"]] == ["باران کم است", "سدها خالی است"]
    assert found["statements"][1]["cue_text"] == "افزود"
