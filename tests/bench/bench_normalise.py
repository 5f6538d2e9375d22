"""Repair of Persian text: `python -m tests.bench normalise`.

Characters a second on one core, cold (nothing remembered) and warm, beside hazm's Normalizer on the same text in the same run;
what loading costs; when the command's first line comes out. The text is real articles where they are at hand, else words drawn
from the lexicon's lists by their frequency, damaged. Floors: 3 million characters a second and twice hazm, loading in 0.3 s and
60 MB, the first line within 0.6 s.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from jobs.analysis.debris import find_debris
from jobs.analysis.fold import index_tokens, squeeze
from jobs.analysis.letters import ZWNJ
from jobs.analysis.lexicon import ensure_lexicon
from jobs.analysis.lexicon.lists import lines
from jobs.analysis.normalise import Normaliser
from jobs.analysis.segment import sentences, tokens
from tests.bench.running import require, show

ARTICLES = Path(__file__).parents[2] / "../shared/eval/pool.jsonl.gz"
HAZM_ARTICLES = 600

_LOADING = """
import sys, time
from pathlib import Path
def resident():  # in kB; a peak as getrusage has it would begin with the parent's
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmRSS:")[1].split()[0]) if status.exists() else 0
before, start = resident(), time.perf_counter()
from jobs.analysis.lexicon import ensure_lexicon
from jobs.analysis.normalise import Normaliser
Normaliser(ensure_lexicon(Path(sys.argv[1]))).normalise("میرود")
print(time.perf_counter() - start, (resident() - before) / 1024)
"""


def run() -> None:
    """Prints the tables; raises `Violation` below a floor."""
    texts = _texts()
    with tempfile.TemporaryDirectory() as folder:
        _speed(texts, Path(folder))
        _start(folder)


def _speed(texts: list[str], folder: Path) -> None:
    size = sum(map(len, texts))
    normaliser = Normaliser(ensure_lexicon(folder))
    some = texts[:HAZM_ARTICLES]
    hazm = _rate(some, _hazm())
    alone = _rate(some, Normaliser(ensure_lexicon(folder)).normalise)
    cold, warm = _rate(texts, normaliser.normalise), _rate(texts, normaliser.normalise)
    rows = [
        (f"hazm's Normalizer, {len(some)} texts", hazm, 1.0),
        (f"normalise, the same {len(some)}, cold", alone, alone / hazm),
        (f"normalise, {len(texts)} texts, cold", cold, cold / hazm),
        (f"normalise, {len(texts)} texts, warm", warm, warm / hazm),
    ]
    parts: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("find_debris", find_debris),
        ("sentences", sentences),
        ("tokens", tokens),
        ("squeeze", squeeze),
        ("index_tokens", index_tokens),
    )
    rows += [(name, rate := _rate(texts, part), rate / hazm) for name, part in parts]
    show(
        f"One core, {size / 1e6:.1f} M characters",
        ("what", "M ch/s", "× hazm"),
        [(what, f"{rate / 1e6:.1f}", f"{ratio:.1f}") for what, rate, ratio in rows],
    )
    require(cold >= 3e6, f"{cold / 1e6:.1f} M characters a second, not 3")
    require(alone >= 2 * hazm, f"{alone / hazm:.1f} times hazm, not 2")


def _start(folder: str) -> None:
    loaded = subprocess.run([sys.executable, "-c", _LOADING, folder], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, loaded.stdout.split())
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "normalise"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "DATA_DIR": folder},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("میرود\n".encode())
        process.stdin.flush()
        process.stdout.readline()
        first = time.perf_counter() - begun
        process.stdin.close()
    show(
        "Starting",
        ("what", "measured", "floor"),
        [
            ("loading, s", f"{seconds:.2f}", "0.30"),
            ("loading, MB", f"{megabytes:.0f}", "60"),
            ("first line of the command, s", f"{first:.2f}", "0.60"),
        ],
    )
    require(seconds <= 0.3, f"loading takes {seconds:.2f} s")
    require(megabytes <= 60, f"loading takes {megabytes:.0f} MB")
    require(first <= 0.6, f"the first line comes after {first:.2f} s")


def _rate(texts: list[str], repair: Callable[[str], object]) -> float:
    """Characters a second of processor time."""
    start = time.process_time()
    for text in texts:
        repair(text)
    return sum(map(len, texts)) / (time.process_time() - start)


def _hazm() -> Callable[[str], object]:
    from hazm import Normalizer

    normalize: Callable[[str], object] = Normalizer().normalize
    return normalize


def _texts() -> list[str]:
    if ARTICLES.is_file():
        with gzip.open(ARTICLES, "rt", encoding="utf-8") as rows:
            return [str(json.loads(row)["body"]) for row in rows]
    bands = [line.split() for line in lines("shekar-frequency.txt")]
    choose = random.Random(1)
    words = [word for _, *members in bands for word in members]
    weights = [10 ** (int(band) / 2) for band, *members in bands for _ in members]
    compounds = [word.replace(ZWNJ, "") for word in lines("shekar-compounds.txt")]
    return [" ".join([*choose.choices(words, weights, k=480), *choose.choices(compounds, k=20)]) + ".\n" for _ in range(2000)]
