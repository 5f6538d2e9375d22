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
from jobs.analysis.summary.stretches import HEAD, LINE_WORDS, SENTENCES, Stretch, sources
from jobs.analysis.summary.weighing import Behind, Weigher

Line = tuple[Behind, Stretch]


def best_line(analysis: Analysis, who: Sequence[Attribution]) -> str:
    """The line; `who[i]` introduces the statement `i`. Empty where the article has no words."""
    weigher, behinds = looked_at(analysis, who)
    found = best_standing(weigher, behinds) or max(lines(behinds), key=lambda line: weigher.weight(*line), default=None)
    if found:
        return shown(*found)
    words = analysis.text.strip().split("\n", 1)[0].split(" ")
    return shorten(" ".join(words), len(" ".join(words[:LINE_WORDS]))).text


def looked_at(analysis: Analysis, who: Sequence[Attribution]) -> tuple[Weigher, list[Behind]]:
    """What the line can be cut from, and what weighs it."""
    head = [analysis.text[start:end] for start, end in islice(each_sentence(analysis.text[:HEAD]), SENTENCES)]
    found = sources(head, analysis.statements, who)
    weigher = Weigher(analysis.title, analysis.text, head[0] if head else "", (one.speaker for one in found if one.spoken))
    return weigher, [weigher.behind(source, name) for source in found for name in source.names]


def lines(behinds: Sequence[Behind]) -> list[Line]:
    """What could be the line: stretches that end with a clause and, where somebody's words stand alone, lean on nothing that is
    not on the screen; the others only where there is no such."""
    every = [
        (behind, stretch)
        for behind in behinds
        for start in behind.source.starts()
        for stretch in behind.source.stretches(start, behind.room)
    ]
    whole = [line for line in every if line[1].whole]
    standing = [(behind, stretch) for behind, stretch in whole if behind.source.stands(behind.name, stretch.text)]
    return standing or whole or every


def shown(behind: Behind, stretch: Stretch) -> str:
    """The line as it is read."""
    return f"{behind.name}: {stretch.text}" if behind.name else stretch.text


def best_standing(weigher: Weigher, behinds: Sequence[Behind]) -> Line | None:
    """The best of `lines` that leans on nothing, the first of equals. Cut and weighed is only what can be better than the best so
    far, beginning with what promises most."""
    promises = sorted(((weigher.most(behind, behind.source.all()), -k) for k, behind in enumerate(behinds)), reverse=True)
    found: Line | None = None
    best = (float("-inf"), 0)
    for most, k in promises:
        behind = behinds[-k]
        if most < best[0]:
            break
        for start in behind.source.starts():
            for stretch in behind.source.stretches(start, behind.room):
                if weigher.most(behind, stretch) < best[0]:
                    break  # what is shorter is part of it
                rank = (weigher.weight(behind, stretch), k) if stretch.whole else best
                if rank > best and behind.source.stands(behind.name, stretch.text):
                    best, found = rank, (behind, stretch)
    return found
