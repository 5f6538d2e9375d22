"""Who answers in a conversation: told where it is announced («گفت‌وگو با X») or in the headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jobs.analysis.speakers.cast import several
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.statements.left import parse, plain_subject
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.stretch import subject_end
from jobs.analysis.statements.syntax import sentence_start
from jobs.analysis.statements.wordlists import listed

_TALKS = listed("talks")
_OF = frozenset(word for word in _TALKS if word.endswith("وی"))
"""«گفت‌وگوی X»: with the ending that ties it to what follows."""
_MANNERS = listed("manners_of_talks")
_VISITED = listed("visited")
_LEAD = 6
"""Paragraphs before the first question in which the interview is announced."""
_NEAR = 6
"""Tokens between «گفت‌وگو» and «با»."""
_FAR = 30
"""Tokens between «با X» and «گفت‌وگو کردیم»."""

Guest = tuple[Candidate, int]
"""Who answers, and the passage that tells so."""


def talks(passages: Sequence[Passage], first: int) -> Iterator[tuple[int, int]]:
    """The passages and tokens of «گفت‌وگو» before the first question, the last one first."""
    for n in range(first - 1, max(first - _LEAD, 0) - 1, -1):
        words = passages[n].words
        yield from ((n, k) for k in range(len(words) - 1, -1, -1) if _is_talk(words, k))


def guest(passages: Sequence[Passage], first: int) -> Guest | None:
    """Who is asked, as far as the paragraphs before the first question tell."""
    for n, at in talks(passages, first):
        candidate = _with_whom(passages[n], at) or _before(passages[n], at)
        if candidate is not None:
            return candidate, n
    for n in range(first - 1, max(first - _LEAD, 0) - 1, -1):
        if (candidate := _visited(passages[n])) is not None:
            return candidate, n
    return None


def guest_in_title(title: Passage) -> Candidate | None:
    """«گفت‌وگو با نام، سمت» as a headline, where the text itself does not say who answers."""
    words = title.words
    at = next((k for k in range(len(words)) if _is_talk(words, k)), -1)
    if at < 0:
        return None
    candidate = _with_whom(title, at)
    if candidate is None and at > 0:
        candidate = parse(title, 0, at).subject
    return candidate if candidate is not None and _person(title, candidate) else None


def _is_talk(words: list[str], k: int) -> bool:
    """«گفت‌وگو», «گفت و گویی», «مصاحبه»."""
    return words[k] in _TALKS or (k > 1 and words[k].startswith("گو") and words[k - 1] == "و" and words[k - 2] == "گفت")


def _with_whom(passage: Passage, at: int) -> Candidate | None:
    """X of «گفت‌وگو با X», and of «گفت‌وگوی X با خبرنگاران»."""
    words = passage.words
    with_ = next((k + 1 for k in range(at + 1, min(at + _NEAR, len(words) - 1)) if words[k] == "با"), 0)
    candidate = _read(passage, with_, len(words)) if with_ else None
    if candidate is None and (words[at] in _OF or words[at] == "گوی"):
        start = at + 1
        while start < len(words) and words[start] in _MANNERS:
            start += 1
        candidate = _read(passage, start, len(words))
    return candidate


def _before(passage: Passage, at: int) -> Candidate | None:
    """X of «X در گفت‌وگو با ایسنا» and of «با X گفت‌وگو کردیم»."""
    begin = sentence_start(passage, at)
    candidate = parse(passage, begin, at).subject
    if candidate is not None and _person(passage, candidate):
        return candidate
    with_ = next((k + 1 for k in range(at - 2, max(begin, at - _FAR) - 1, -1) if passage.words[k] == "با"), 0)
    candidate = _read(passage, with_, at) if with_ else None
    return candidate if candidate is not None and candidate.span[1] == at else None


def _visited(passage: Passage) -> Candidate | None:
    """X of «به سراغ X رفتیم» and «پای صحبت X نشستیم»."""
    words = passage.words
    for k in range(len(words) - 2, 0, -1):
        if words[k] == "سراغ" or (words[k] in _VISITED and words[k - 1] == "پای"):
            return _read(passage, k + 1, len(words))
    return None


def _read(passage: Passage, start: int, limit: int) -> Candidate | None:
    """The person whose name or office begins at `start`."""
    if start >= limit:
        return None
    candidate = read(passage, start, subject_end(passage.words, start, limit))
    return candidate if candidate is not None and _person(passage, candidate) else None


def _person(passage: Passage, candidate: Candidate) -> bool:
    if candidate.weak or candidate.indefinite or not plain_subject(passage, candidate):
        return False
    if candidate.reference is Reference.ROLE and candidate.role is not None:
        return not several(passage.words[candidate.role[0]])
    return candidate.reference is Reference.NAME
