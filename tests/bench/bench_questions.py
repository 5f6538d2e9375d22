"""How long understanding a question takes, beside folding it and beside the budget of 3 ms."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bot.question import to_query, understand
from jobs.analysis.fold import query_tokens
from tests.bot.test_question_table import TABLE, table_context

ROUNDS = 5
BUDGET_MS = 3.0


def run() -> None:
    """Prints median and 95th percentile over the table of questions, as parts of the budget and as multiples of folding."""
    questions = [json.loads(line)["question"] for line in Path(TABLE).read_text(encoding="utf-8").splitlines()]
    context = table_context()
    begun = perf_counter()
    understand(questions[0], context)
    first = (perf_counter() - begun) * 1e3
    understood, folded = [], []
    for question in questions * ROUNDS:
        begun = perf_counter()
        query_tokens(question)
        between = perf_counter()
        to_query(understand(question, context))
        folded.append((between - begun) * 1e3)
        understood.append((perf_counter() - between) * 1e3)
    high = quantiles(understood, n=20)[-1]
    print(f"questions {len(questions)}, vocabulary built with the first: {first:.0f} ms")
    print(f"{'':12}{'ms':>8}{'of the budget':>16}{'times folding':>16}")
    for name, value in (("median", median(understood)), ("95th", high), ("longest", max(understood))):
        print(f"{name:12}{value:8.3f}{value / BUDGET_MS:16.2f}{value / median(folded):16.1f}")
