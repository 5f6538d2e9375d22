"""`naql analyse` with two processes against one: the throughput of a large archive, and the memory of a process.

The archive is the unannotated articles beside the repository, repeated under other ids; where they are absent, our own sample.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from jobs.analysis.lexicon import ensure_lexicon
from tests.bench.running import require, show

_POOL = Path(__file__).parents[3] / "shared" / "eval" / "pool.jsonl.gz"
_ROWS = int(os.environ.get("NAQL_BENCH_ROWS", "20000"))
_SAMPLE = {
    "title": "باران در نمونه‌شهر",
    "body": "بهرام نمونه‌ای، وزیر آب نمونه‌شهر، گفت: باران کم است. وی افزود: سدها خالی است.\n" * 12,
}


def run() -> None:
    """Prints the table; fails where two processes do not write what one writes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ensure_lexicon(folder)
        source = folder / "in.jsonl"
        with source.open("w", encoding="utf-8") as rows:
            rows.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in islice(_rows(), _ROWS))
        seconds = {jobs: _seconds(folder, source, jobs) for jobs in (1, 2)}
        require(_written(folder, 1) == _written(folder, 2), "two processes write something else than one")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    show(
        f"naql analyse, {_ROWS} articles",
        ("processes", "articles a second", "of one"),
        [(jobs, f"{_ROWS / spent:.0f}", f"{seconds[1] / spent:.2f}") for jobs, spent in seconds.items()],
    )
    show("memory", ("what", "MB"), [("the largest process", f"{largest:.0f}")])


def _rows() -> Iterator[dict[str, object]]:
    given = [_SAMPLE]
    if _POOL.is_file():
        with gzip.open(_POOL, "rt", encoding="utf-8") as lines:
            given = [json.loads(line) for line in lines]
    for number, row in enumerate(cycle(given)):
        yield {**row, "id": number}


def _seconds(folder: Path, source: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "bot", "analyse", str(source), str(folder / f"out-{jobs}.jsonl"), "--jobs", str(jobs)]
    start = time.perf_counter()
    subprocess.run(command, check=True, env={**os.environ, "DATA_DIR": str(folder)})
    return time.perf_counter() - start


def _written(folder: Path, jobs: int) -> bytes:
    return (folder / f"out-{jobs}.jsonl").read_bytes()


if __name__ == "__main__":
    run()
