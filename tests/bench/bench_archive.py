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
from typing import NamedTuple

from jobs.analysis.lexicon import ensure_lexicon
from tests.bench.running import require, show

_POOL = Path(__file__).parents[3] / "shared" / "eval" / "pool.jsonl.gz"
_ROWS = int(os.environ.get("NAQL_BENCH_ROWS", "20000"))
_SAMPLE = {
    "title": "باران در نمونه‌شهر",
    "body": "بهرام نمونه‌ای، وزیر آب نمونه‌شهر، گفت: باران کم است. وی افزود: سدها خالی است.\n" * 12,
}


_CODE = (
    "import re;from bot.cli.app import app;app(standalone_mode=False);"
    "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
)
"""The command, and what its process held at most (Linux; `ru_maxrss` would begin at the parent's)."""


class _Spent(NamedTuple):
    seconds: float
    cpu: float
    megabytes: float


def run() -> None:
    """Prints the table; fails where two processes do not write what one writes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ensure_lexicon(folder)
        source = folder / "in.jsonl"
        with source.open("w", encoding="utf-8") as rows:
            rows.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in islice(_rows(), _ROWS))
        spent = {jobs: _spent(folder, source, jobs) for jobs in (1, 2)}
        require(_written(folder, 1) == _written(folder, 2), "two processes write something else than one")
    show(
        f"naql analyse, {_ROWS} articles",
        ("processes", "articles a second", "of one", "CPU seconds", "MB of the first"),
        [
            (
                jobs,
                f"{_ROWS / one.seconds:.0f}",
                f"{spent[1].seconds / one.seconds:.2f}",
                f"{one.cpu:.1f}",
                f"{one.megabytes:.0f}",
            )
            for jobs, one in spent.items()
        ],
    )


def _rows() -> Iterator[dict[str, object]]:
    given = [_SAMPLE]
    if _POOL.is_file():
        with gzip.open(_POOL, "rt", encoding="utf-8") as lines:
            given = [json.loads(line) for line in lines]
    for number, row in enumerate(cycle(given)):
        yield {**row, "id": number}


def _spent(folder: Path, source: Path, jobs: int) -> _Spent:
    arguments = ["analyse", str(source), str(folder / f"out-{jobs}.jsonl"), "--jobs", str(jobs)]
    before, start = _cpu(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CODE, *arguments], check=True, env={**os.environ, "DATA_DIR": str(folder)}, stdout=subprocess.PIPE
    )
    return _Spent(time.perf_counter() - start, _cpu() - before, int(done.stdout) / 1024)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _written(folder: Path, jobs: int) -> bytes:
    return (folder / f"out-{jobs}.jsonl").read_bytes()


if __name__ == "__main__":
    run()
