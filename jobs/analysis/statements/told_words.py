"""What somebody else had said, told in the adjunct of a sentence: «X با اشاره به اظهارات Y مبنی بر اینکه A، گفت: B»: Y says A."""

from __future__ import annotations

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.statements.adjuncts import that_end
from jobs.analysis.statements.cues import Later
from jobs.analysis.statements.extent import marker, trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import parse
from jobs.analysis.statements.nouns import TO_THE_EFFECT
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.sentence import REACH
from jobs.analysis.statements.syntax import has_verb, sentence_end, sentence_start
from jobs.analysis.statements.wordlists import listed

_SAYINGS = listed("told_words")
_OPENINGS = (("با", "اشاره", "به"), ("در", "واکنش", "به"), ("در", "پاسخ", "به"), ("در", "رد"))
_THAT = frozenset((key("اینکه"), key("این‌که")))
_TO = frozenset("به در درباره برای از با".split())
_WHOSE = 16
"""Tokens: how long the words for whose words they are may be."""


def told_words(passage: Passage, number: int, i: int, later: Later) -> Finding | None:
    """«اظهارات Y مبنی بر اینکه A»: «مبنی» stands at `i`. Only before the verb of somebody who answers it, and where Y is told."""
    words = passage.words
    if words[i] != TO_THE_EFFECT:
        return None
    first = i + 3 if words[i + 1 : i + 2] == ["بر"] and words[i + 2 : i + 3] and words[i + 2] in _THAT else -1
    opened = _opened(passage, i)
    if first < 0 or opened is None:
        return None
    end = min(sentence_end(passage, i), i + REACH)
    main = next((cue for cue in later.before(end) if cue.start > first and marker(passage, cue.end)[0] in (":", "که", "«")), None)
    if main is None:
        return None
    to = next((k for k in range(opened[1] + 2, i) if words[k] in _TO), i)
    whose = read(passage, opened[1] + 1, to)
    if whose is None or whose.weak or whose.indefinite or (whose.name is None and whose.reference is not Reference.BODY):
        return None  # an office alone is easily taken for the one who answers
    if main_subject(passage, i) is None:
        return None  # who answers would be taken for Y
    stop = that_end(passage, first, main.start, followed=False)
    content = trim(passage, first, stop)
    if content is None or words[stop : stop + 1] != ["،"] or not has_verb(words, *content):
        return None
    return Finding(number, content, (opened[1], first), Kind.REPORTED, Act.SAYS, "told-words", subject=whose, marked=True)


def main_subject(passage: Passage, i: int) -> Candidate | None:
    """Whose sentence it is in which «مبنی» stands at `i`: the subject before the adjunct."""
    opened = _opened(passage, i)
    return parse(passage, max(sentence_start(passage, i), i - REACH), opened[0]).subject if opened is not None else None


def _opened(passage: Passage, i: int) -> tuple[int, int] | None:
    """The tokens with which the adjunct and whose words they are begin: «با» and «اظهارات»."""
    words = passage.words
    noun = next((k for k in range(i - 1, max(i - _WHOSE, 0), -1) if words[k] in _SAYINGS), -1)
    if noun < 0:
        return None
    opening = next((o for o in _OPENINGS if tuple(words[max(noun - len(o), 0) : noun]) == o), None)
    return (noun - len(opening), noun) if opening is not None else None
