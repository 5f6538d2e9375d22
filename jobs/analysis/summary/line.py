"""The one line of an article: speaker, office and key statement, or the sentence that says most, in at most 35 words.

Every candidate is a stretch of the article. Each is weighed by a few plain numbers, whose weights were fitted to editors' leads
(`python -m tests.bench.fit_line`, docs/evaluation.md). The headline helps to choose, no word of it is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from jobs.analysis.model import Analysis
from jobs.analysis.segment import each_sentence
from jobs.analysis.summary.attribution import Attribution
from jobs.analysis.summary.clauses import shorten
from jobs.analysis.summary.stretches import HEAD, LINE_WORDS, SENTENCES, Stretch, stretches
from jobs.analysis.summary.weighing import Weigher


def best_line(analysis: Analysis, who: Sequence[Attribution]) -> str:
    """The line; `who[i]` introduces the statement `i`. Empty where the article has no words."""
    weigher, found = weighable(analysis, who)
    if found:
        return str(max(dict.fromkeys(found), key=weigher.weight))  # one cut to several lengths is often the same
    words = analysis.text.strip().split("\n", 1)[0].split(" ")
    return shorten(" ".join(words), len(" ".join(words[:LINE_WORDS]))).text


def weighable(analysis: Analysis, who: Sequence[Attribution]) -> tuple[Weigher, list[Stretch]]:
    """What could be the line, and what weighs it: stretches that end with a clause and, where somebody's words stand alone, lean
    on nothing that is not on the screen; the others only where there is no such."""
    head = [analysis.text[start:end] for start, end in islice(each_sentence(analysis.text[:HEAD]), SENTENCES)]
    every = list(stretches(head, analysis.statements, who))
    whole = [stretch for stretch in every if stretch.whole]
    found = [stretch for stretch in whole if stretch.placed] or whole or every
    return Weigher(
        analysis.title, analysis.text, head[0] if head else "", (stretch.who for stretch in found if stretch.spoken)
    ), found
