"""Who said what: scores over the annotated articles beside the repository, and the cost of an analysis against hazm's tools.

Where `../shared/eval` is absent only the throughput over our own sample article is shown. Scores below `floors.json` fail.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.lexicon import ensure_lexicon
from jobs.analysis.model import ArticleText
from jobs.analysis.rows import article_of, row_of
from tests.bench.running import require, show

_EVAL = Path(__file__).parents[3] / "shared" / "eval"
_FLOORS = Path(__file__).with_name("floors.json")
_ARTICLES = 600
_ROUNDS = 3


def run() -> None:
    """Prints scores and the ratio; fails where a score is below its floor."""
    with tempfile.TemporaryDirectory() as folder:
        analyser = Analyser(ensure_lexicon(Path(folder)), shipped_catalogue())
        if not _EVAL.is_dir():
            show("analyse", ("what", "value"), [("scores and ratio", "skipped: no annotated articles beside the repository")])
            return
        _scores(analyser, Path(folder))
        _speed(analyser)


def _scores(analyser: Analyser, folder: Path) -> None:
    predicted = folder / "predicted.jsonl"
    gold = _EVAL / "dev.jsonl"
    with gold.open(encoding="utf-8") as rows, predicted.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            out.write(json.dumps(row_of(row["id"], analyser.analyse(article_of(row))), ensure_ascii=False) + "\n")
    command = [sys.executable, str(_EVAL / "score.py"), str(gold), str(predicted), "--json"]
    scores: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    floors: dict[str, float] = json.loads(_FLOORS.read_text(encoding="utf-8"))
    reached = {name: _figure(scores, name) for name in floors}
    show("who said what", ("measure", "reached", "floor"), [(name, reached[name], floors[name]) for name in floors])
    for name, floor in floors.items():
        atmost = "misattributed" in name
        require(reached[name] <= floor if atmost else reached[name] >= floor, f"{name} is {reached[name]}, its floor {floor}")


def _figure(scores: dict[str, Any], name: str) -> float:
    first, _, second = name.partition(".")
    found = scores[first]
    return float(found[second or "F1"] if isinstance(found, dict) else found)


def _speed(analyser: Analyser) -> None:
    """CPU of the whole analysis against hazm's Normalizer, sentence and word tokenizers, on the same articles, turn by turn."""
    import hazm

    with gzip.open(_EVAL / "pool.jsonl.gz", "rt", encoding="utf-8") as rows:
        articles = [article_of(json.loads(line)) for line, _ in zip(rows, range(_ARTICLES), strict=False)]
    normalizer = hazm.Normalizer()

    def of_hazm(article: ArticleText) -> None:
        for sentence in hazm.sent_tokenize(normalizer.normalize(article.body)):
            hazm.word_tokenize(sentence)

    def ours(article: ArticleText) -> None:
        analyser.analyse(article)

    times: dict[str, float] = {"naql analyse": float("inf"), "hazm": float("inf")}
    for _ in range(_ROUNDS):
        for name, work in (("naql analyse", ours), ("hazm", of_hazm)):
            times[name] = min(times[name], _cpu(work, articles))
    rows_shown = [(name, f"{1000 * spent / len(articles):.2f}", f"{spent / times['hazm']:.2f}") for name, spent in times.items()]
    show(f"CPU an article, {len(articles)} articles, best of {_ROUNDS}", ("what", "ms", "of hazm"), rows_shown)


def _cpu(work: Callable[[ArticleText], None], articles: list[ArticleText]) -> float:
    start = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - start
