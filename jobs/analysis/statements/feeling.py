"""Feelings and stands that are shown: «نگرانی خود را از Y ابراز کرد»."""

from __future__ import annotations

from dataclasses import replace

from jobs.analysis.model import Kind
from jobs.analysis.speakers.noun_phrase import read
from jobs.analysis.statements.cues import Cue
from jobs.analysis.statements.extent import trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.nouns import feelings
from jobs.analysis.statements.sentence import REACH, Sentence, back_over_adverbs, closes, made


def feeling(s: Sentence, cue: Cue) -> Finding | None:
    """«نگرانی خود را از Y ابراز کرد»، «مخالفت خود را با Y اعلام کرد»."""
    words = s.passage.words
    if not cue.verb.name.startswith(_SHOWN) or cue.negative or not closes(s.passage, cue):
        return None
    ra = next((k for k in range(cue.start - 1, max(s.floor, cue.start - REACH), -1) if words[k] == "را"), -1)
    noun = next((k for k in range(ra - 1, max(s.floor, ra - _OWN) - 1, -1) if words[k] in _FEELINGS), -1) if ra > 0 else -1
    if noun < 0:
        return None
    of = next((ra + 1 + n for n in (2, 1) if tuple(words[ra + 1 : ra + 1 + n]) in _OF), -1)
    if of < 0 or of >= cue.start:
        return None
    content = trim(s.passage, of, back_over_adverbs(words, cue.start))
    act, negates = _FEELINGS[words[noun]]
    found = made(s, cue, content, Kind.PARAPHRASE, "feeling", act=act)
    if found is None:
        return None
    subject = s.left.subject
    if subject is not None and subject.span[0] < noun < subject.span[1]:
        subject = read(s.passage, subject.span[0], noun)
    return replace(found, negated=negates, subject=subject)


_SHOWN = ("ابراز", "اعلام", "اظهار", "بیان")
_OWN = 5
"""Tokens: between the feeling and «را» stands whose it is."""
_FEELINGS = feelings()
_OF = frozenset((("از",), ("با",), ("به",), ("درباره",), ("درمورد",), ("برای",), ("نسبت", "به"), ("در", "مورد"), ("در", "قبال")))
