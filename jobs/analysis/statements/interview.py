"""Conversations whose answers carry no label: questions by their marks, everything between two of them an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.cast import several
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.cues import find_cues
from jobs.analysis.statements.extent import marker, trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import parse, plain_subject
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.stretch import subject_end
from jobs.analysis.statements.syntax import has_verb, sentence_start
from jobs.analysis.statements.turns import label_of
from jobs.analysis.statements.wordlists import listed

_BULLETS = frozenset("-–—•*●▪■◾+")
_ASKS = frozenset("سوال سئوال پرسش س خبرنگار مجری".split())
_ASKED = frozenset(("؟", "?"))
_TALKS = listed("talks")
_NOT_SPEECH = listed("no_speech_begins")
_LONGEST = 90
"""Words: a longer paragraph that ends with a question mark is an answer that closes with a question of its own."""
_LEAST, _LEAST_MARKED = 3, 2
"""Questions: fewer make no conversation; those with a mark of their own are surer."""
_DENSE = 6
"""Paragraphs to a question, at most: a speech with rhetorical questions has fewer."""
_NARRATED = 3
"""Cues with a colon: with so many somebody tells what was said."""
_SHORT = 4
"""Words: «بله.» says nothing by itself."""
_CLOSES = frozenset('»"”)؛،!')
"""With these a paragraph may end; a heading ends with none."""
_LEAD = 6
"""Paragraphs before the first question in which the interview is announced."""


@dataclass(frozen=True, slots=True)
class Interview:
    """`questions` and `answers`: numbers of passages; `guest`: who answers and the passage that tells so, where one does."""

    questions: frozenset[int]
    answers: frozenset[int]
    guest: tuple[Candidate, int] | None


def find_interview(passages: Sequence[Passage]) -> Interview | None:
    """The questions and answers of an article that is a conversation without names before the answers."""
    asking = [n for n, passage in enumerate(passages) if _asks(passage)]
    if len(asking) < _LEAST_MARKED:
        return None
    mark, marked = _mark(passages, asking)
    if marked < _LEAST_MARKED and len(asking) < _LEAST:
        return None
    talk = _talk(passages, asking[0])
    if marked < _LEAST_MARKED and talk is None:
        return None
    last = _last(passages, asking[-1])
    if last - asking[0] > _DENSE * len(asking):
        return None
    asked = frozenset(asking)
    questions = {n for n in range(asking[0], last) if n in asked or (mark and passages[n].words[:1] == [mark])}
    answers = {n for n in range(asking[0], last) if n not in questions and _says(passages[n])}
    if len(answers) < _LEAST_MARKED or _narrated(passages, answers):
        return None
    return Interview(frozenset(questions), frozenset(answers), _guest(passages, talk) if talk else None)


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


def _talk(passages: Sequence[Passage], first: int) -> tuple[int, int] | None:
    """The passage and token of «گفت‌وگو» before the first question, the last one."""
    for n in range(first - 1, max(first - _LEAD, 0) - 1, -1):
        words = passages[n].words
        at = next((k for k in range(len(words) - 1, -1, -1) if _is_talk(words, k)), -1)
        if at >= 0:
            return n, at
    return None


def _is_talk(words: list[str], k: int) -> bool:
    """«گفت‌وگو», «گفت و گویی», «مصاحبه»."""
    return words[k] in _TALKS or (k > 1 and words[k].startswith("گو") and words[k - 1] == "و" and words[k - 2] == "گفت")


def _last(passages: Sequence[Passage], question: int) -> int:
    """Behind the answers to the last question: at the outlet's own closing words or the end."""
    for n in range(question + 1, len(passages)):
        words = passages[n].words
        if words and (words[0] in _NOT_SPEECH or words[0] in vocabulary().bylines):
            return n
    return len(passages)


def _says(passage: Passage) -> bool:
    words = passage.words
    return len(words) > _SHORT and has_verb(words, 0, len(words)) and (passage.is_stop(len(words) - 1) or words[-1] in _CLOSES)


def _narrated(passages: Sequence[Passage], answers: set[int]) -> bool:
    """Whether the paragraphs tell who says them: «وی گفت: …؟» is a speech that asks, no conversation."""
    told = 0
    for n in answers:
        passage = passages[n]
        told += any(cue.start < _LEAD + _LEAD and marker(passage, cue.end)[0] == ":" for cue in find_cues(passage))
    return told >= _NARRATED and told * _NARRATED > len(answers)


def _guest(passages: Sequence[Passage], talk: tuple[int, int]) -> tuple[Candidate, int] | None:
    """«گفت‌وگو با X», or X where the outlet is named: «X در گفت‌وگو با ایسنا»."""
    number, at = talk
    passage, words = passages[number], passages[number].words
    with_ = next((k + 1 for k in range(at + 1, min(at + _LEAD, len(words) - 1)) if words[k] == "با"), 0)
    candidate = read(passage, with_, subject_end(words, with_, len(words))) if with_ else None
    if candidate is None or not _person(passage, candidate):
        candidate = parse(passage, sentence_start(passage, at), at).subject
    return (candidate, number) if candidate is not None and _person(passage, candidate) else None


def guest_in_title(title: Passage) -> Candidate | None:
    """«گفت‌وگو با نام، سمت» as a headline, where the text itself does not say who answers."""
    words = title.words
    at = next((k for k in range(len(words)) if _is_talk(words, k)), -1)
    with_ = next((k + 1 for k in range(at + 1, min(at + _LEAD, len(words) - 1)) if words[k] == "با"), 0) if at >= 0 else 0
    candidate = read(title, with_, subject_end(words, with_, len(words))) if with_ else None
    if candidate is None or not _person(title, candidate):
        candidate = parse(title, 0, at).subject if at > 0 else None
    return candidate if candidate is not None and _person(title, candidate) else None


def _person(passage: Passage, candidate: Candidate) -> bool:
    if candidate.weak or candidate.indefinite or not plain_subject(passage, candidate):
        return False
    if candidate.reference is Reference.ROLE and candidate.role is not None:
        return not several(passage.words[candidate.role[0]])
    return candidate.reference is Reference.NAME
