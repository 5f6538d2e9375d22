"""The occasion of a statement: where it stands behind a subject, and how it is shown."""

from __future__ import annotations

from jobs.analysis.model import Span
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.stretch import PAUSES
from jobs.analysis.statements.wordlists import listed

OCCASIONS = listed("occasions")

_TOPICS = frozenset("درباره درخصوص درمورد پیرامون نسبت که".split())
_TELLING = listed("telling")
_MARKS = frozenset("«»\"“”'")
_TITLED = frozenset("با از دیدار ملاقات حضور میزبانی استقبال و".split())


def occasion_text(passage: Passage, span: Span) -> str:
    """«در دیدار ژنرال «نام» رئیس ستاد» → «در دیدار نام، رئیس ستاد»: no word is added, and no word but titles is left out."""
    v, words = vocabulary(), passage.words
    parts: list[str] = []
    for i in range(*span):
        word = words[i]
        if word in _MARKS:
            quoted = word != "«" and parts and i + 1 < span[1] and words[i + 1] in v.role_heads
            if quoted and not parts[-1].endswith("،"):
                parts[-1] += "،"
        elif word in ("،", ".", ":", ")") and parts:
            parts[-1] += word
        elif word in v.titles and (words[i - 1] in _TITLED or words[i - 1] in v.titles):
            continue
        else:
            parts.append(passage.slice(i, i + 1))
    return " ".join(parts).rstrip("،:. ")


def occasion_after(words: list[str], end: int, c: int) -> Span | None:
    """«در گفت‌وگو با …» behind the subject; its first «با» belongs to it."""
    for k in range(end, min(c, end + 12)):
        if words[k] in ("در", "طی", "با") and OCCASIONS & set(words[k + 1 : min(k + 4, c)]):
            stop = k + 1
            while stop < c and not _closes_occasion(words, k, stop):
                stop += 1
            return k, stop
    return None


def _closes_occasion(words: list[str], k: int, stop: int) -> bool:
    """Whether the occasion that begins at `k` ends before `stop`: at a pause, a topic, another adjunct, behind an agency."""
    word = words[stop]
    if word in PAUSES or word in _TOPICS:
        return True
    if word in ("با", "ضمن"):
        return stop >= k + 5 or words[stop + 1] in _TELLING
    return words[stop - 1] in vocabulary().agencies and words[stop - 1] != "خبرگزاری" and words[stop - 2] == "با"
