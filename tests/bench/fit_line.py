"""`python -m tests.bench.fit_line LEADS.jsonl[.gz]`: finds the weights of `jobs/analysis/data/line.toml` and prints them.

Every stretch of an article is scored against its editor's lead (the mean of ROUGE-L and ROUGE-1 F1); the weights are those of a
ridge regression on how much better a stretch is than its article's average. What is printed first is the figure of articles that
the weights had not seen: eight parts, each weighed with what the other seven gave. LEADS is for measuring and is never shipped.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import shipped_catalogue
from jobs.analysis.lexicon import ensure_lexicon
from jobs.analysis.model import ArticleText
from jobs.analysis.summary.digest import introductions
from jobs.analysis.summary.line import lines, looked_at, shown
from jobs.analysis.summary.weighing import FEATURES

PARTS, RIDGE = 8, 100.0
_FOLD = str.maketrans("يكىةۀأإؤئآ", "یکیههااویا", "\u200c\u0640")

Numbers = NDArray[np.float64]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.translate(_FOLD))[:35]


def _rouge(line: str, lead: list[str]) -> tuple[float, float]:
    """ROUGE-L and ROUGE-1 F1."""
    words = _words(line)
    both = max(1, len(words) + len(lead))
    return 2 * LCSseq.similarity(words, lead) / both, 2 * (Counter(words) & Counter(lead)).total() / both


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _fit(rows: Numbers, gain: Numbers) -> Numbers:
    """Ridge weights on standardised columns, given back in the columns' own units."""
    spread = rows.std(axis=0) + 1e-9
    z = (rows - rows.mean(axis=0)) / spread
    found: Numbers = np.linalg.solve(z.T @ z + RIDGE * np.eye(z.shape[1]), z.T @ gain) / spread
    return found


def main(path: Path, home: Path) -> None:
    analyser = Analyser(ensure_lexicon(home), shipped_catalogue())
    features: list[Numbers] = []
    scores: list[Numbers] = []
    for row in _read(path):
        analysis = analyser.analyse(ArticleText(row["title"], row["body"]))
        weigher, behinds = looked_at(analysis, introductions(analysis))
        found = lines(behinds)
        if found:
            lead = _words(row["lead"])
            features.append(np.array([weigher.features(*line) for line in found], dtype=np.float64))
            scores.append(np.array([_rouge(shown(*line), lead) for line in found]))
    gains = [score.mean(axis=1) - score.mean() for score in scores]
    part = np.random.default_rng(0).permutation(len(scores)) % PARTS
    chosen = []
    for k in range(PARTS):
        seen = [i for i in range(len(scores)) if part[i] != k]
        weights = _fit(np.vstack([features[i] for i in seen]), np.concatenate([gains[i] for i in seen]))
        chosen += [scores[i][int(np.argmax(features[i] @ weights))] for i in range(len(scores)) if part[i] == k]
    best = np.mean([score.max(axis=0) for score in scores], axis=0)
    for what, reached in ("unseen parts", np.mean(chosen, axis=0)), ("the best stretch", best):
        print(f"# {what}: ROUGE-L {100 * reached[0]:.1f}, ROUGE-1 {100 * reached[1]:.1f}")
    for name, weight in zip(FEATURES, _fit(np.vstack(features), np.concatenate(gains)), strict=True):
        print(f"{name} = {weight:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
