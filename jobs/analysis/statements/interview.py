"""Conversations whose answers carry no label: questions by their marks, everything between two of them an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.noun_phrase import read
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.cues import find_cues
from jobs.analysis.statements.extent import marker, trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.guest import Guest, guest, talks
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.syntax import has_verb
from jobs.analysis.statements.turns import label_of
from jobs.analysis.statements.wordlists import listed

_BULLETS = frozenset("-–—•*●▪■◾+")
_ASKS = frozenset("سوال سئوال پرسش س خبرنگار مجری".split())
_ASKED = frozenset(("؟", "?"))
_NOT_SPEECH = listed("no_speech_begins")
_LONGEST = 90
"""Words: a longer paragraph that ends with a question mark is an answer that closes with a question of its own."""
_LEAST, _LEAST_MARKED = 3, 2
"""Questions: fewer make no conversation; those with a mark of their own are surer."""
_DENSE, _LOOSE = 6, 9
"""Paragraphs to a question, at most: a speech that asks has more of them; looser where talk and marks tell of an interview."""
_NARRATED = 3
"""Cues with a colon: with so many somebody tells what was said."""
_SHORT = 4
"""Words: a shorter paragraph that stands behind no question is a heading."""
_ANSWER = 25
"""Words: a longer paragraph may close with a question of its own."""
_CLOSES = frozenset('»"”)؛،!')
"""With these a paragraph may end; a heading ends with none."""
_OPENING = 12
"""Words in which a paragraph that tells who speaks has its verb."""
_HEADING = 14
"""Words, at most, of a heading, which may end with dots."""


@dataclass(frozen=True, slots=True)
class Interview:
    """`questions` and `answers`: numbers of passages; `guest`: who answers and the passage that tells so, where one does."""

    questions: frozenset[int]
    answers: frozenset[int]
    guest: Guest | None


def find_interview(passages: Sequence[Passage]) -> Interview | None:
    """The questions and answers of an article that is a conversation without names before the answers."""
    asking = [n for n, passage in enumerate(passages) if _asks(passage)]
    if len(asking) < _LEAST_MARKED:
        return None
    mark, marked = _mark(passages, asking)
    if marked < _LEAST_MARKED and len(asking) < _LEAST:
        return None
    announced = next(talks(passages, asking[0]), None) is not None
    if marked < _LEAST_MARKED and not announced:
        return None
    last = _last(passages, asking[-1])
    if len(asking) > _LEAST and asking[-1] == last - 1 and len(passages[last - 1].words) > _ANSWER:
        asking.pop()  # nobody answers it: the last answer closes with a question of its own
    questions = {n for n in range(last) if mark and passages[n].words[:1] == [mark]}.union(asking)
    first = min(questions)
    if last - first > (_LOOSE if announced and marked >= _LEAST_MARKED else _DENSE) * len(questions):
        return None
    answers = {n for n in range(first, last) if n not in questions and _says(passages[n], directly=n - 1 in questions)}
    if len(answers) < _LEAST_MARKED or _narrated(passages, answers):
        return None
    found = guest(passages, first) or _labelled(passages, sorted(answers))
    return Interview(frozenset(questions), frozenset(answers), found)


def answer(passage: Passage, number: int, interview: Interview) -> Finding | None:
    """A passage between two questions, whole."""
    words = passage.words
    first = next((k for k, word in enumerate(words) if word not in _BULLETS), len(words))
    if words[first : first + 2] in (["ج", ":"], ["پاسخ", ":"], ["جواب", ":"]):
        first += 2
    candidate, home = interview.guest or (None, -1)
    if (span := label_of(passage)) is not None and (named := read(passage, *span)) is not None:
        first = words.index(":", span[1]) + 1
        candidate, home = (candidate, home) if candidate is not None else (named, -1)
    content = trim(passage, first, len(words))
    if content is None:
        return None
    return Finding(
        number,
        content,
        (0, 0),
        Kind.REPORTED,
        Act.SAYS,
        "answer",
        subject=candidate,
        marked=True,
        unclear=candidate is None,
        told_in=home,
    )


def _asks(passage: Passage) -> bool:
    words = passage.words
    if not words or words[-1] not in _ASKED or not 2 < len(words) <= _LONGEST:
        return False
    if words[0] in _ASKS and ":" in words[1:3]:
        return True
    return ":" not in words or not any(marker(passage, cue.end)[0] == ":" for cue in find_cues(passage))


def _mark(passages: Sequence[Passage], asking: list[int]) -> tuple[str, int]:
    """What stands before the questions and before nothing else, and how often."""
    marks = Counter(passages[n].words[0] for n in asking if passages[n].words[0] in _BULLETS or passages[n].words[0] in _ASKS)
    if not marks:
        return "", 0
    mark, often = marks.most_common(1)[0]
    elsewhere = sum(1 for passage in passages if passage.words[:1] == [mark])
    return (mark, often) if elsewhere <= often * 2 else ("", 0)


def _last(passages: Sequence[Passage], question: int) -> int:
    """Behind the answers to the last question: at the outlet's own closing words or the end."""
    for n in range(question + 1, len(passages)):
        words = passages[n].words
        if words and (words[0] in _NOT_SPEECH or words[0] in vocabulary().bylines):
            return n
    return len(passages)


def _says(passage: Passage, *, directly: bool) -> bool:
    """Whether a paragraph is speech and no heading; `directly`: behind a question, where a word is enough («بله.»)."""
    words, size = passage.words, len(passage.words)
    if not words or words[-1] in _BULLETS:
        return False
    stops = passage.is_stop(size - 1)
    if directly and stops:
        return True
    if stops and words[-2:-1] == ["."] and size < _HEADING:
        return False
    ends = stops or words[-1] in _CLOSES or words[-1] == ":"
    return ends and size > _SHORT and (size > _HEADING or has_verb(words, 0, size))


def _labelled(passages: Sequence[Passage], answers: Sequence[int]) -> Guest | None:
    """Who is named before the answers that carry a label, where it is one person alone."""
    labels = {tuple(passages[n].words[slice(*span)]): (n, span) for n in answers if (span := label_of(passages[n])) is not None}
    if len(labels) != 1:
        return None
    ((n, span),) = labels.values()
    candidate = read(passages[n], *span)
    return (candidate, n) if candidate is not None else None


def _narrated(passages: Sequence[Passage], answers: set[int]) -> bool:
    """Whether the paragraphs tell who says them: «وی گفت: …؟» is a speech that asks, no conversation."""
    told = 0
    for n in answers:
        passage = passages[n]
        told += any(cue.start < _OPENING and marker(passage, cue.end)[0] == ":" for cue in find_cues(passage))
    return told >= _NARRATED and told * _NARRATED > len(answers)
