"""An occasion as it is shown: names without titles and quotation marks."""

from __future__ import annotations

from jobs.analysis.model import Span
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage

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
