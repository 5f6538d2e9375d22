"""The stretches of an article that can be its one line: a statement behind its speaker or a sentence, from a clause on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from jobs.analysis.model import Statement
from jobs.analysis.segment import sentences
from jobs.analysis.summary.attribution import Attribution
from jobs.analysis.summary.clauses import clause_starts, ends_clause, shorten
from jobs.analysis.summary.keys import points_outside

LINE_WORDS = 35
HEAD = 4000
"""Characters of an article that are looked at: what is said further down is not what it is about."""
_STATEMENTS, _SENTENCES = 20, 10
_LEAST, _MOST = 5, 90
_SHORTER = (29, 24, 19)
"""A line is cut after so many words too: a short clause may say more than a long one."""
_POINTS_BACK = re.compile(r"\b(?:این|آن|همین|همان)\b")
_BYLINE = re.compile(r"\s*(?:به گزارش|به نقل از)[^،\n]{3,60}،\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`who` stands before `text`, which is a stretch of the article; `place` is the paragraph or sentence, from 0;
    `spoken` tells a statement from a sentence."""

    who: str
    text: str
    place: int
    spoken: bool
    whole: bool = True
    """Not cut, or cut where a clause ends."""
    placed: bool = True
    """Leans on nothing that is not on the screen: a sentence, or a statement that stands alone or behind its occasion."""

    def __str__(self) -> str:
        return f"{self.who}: {self.text}" if self.who else self.text


def stretches(text: str, statements: Sequence[Statement], who: Sequence[Attribution]) -> Iterator[Stretch]:
    """All stretches of at most `LINE_WORDS` words; `who[i]` introduces `statements[i]`. One without a speaker is left out."""
    for statement, speaker in list(zip(statements, who, strict=True))[:_STATEMENTS]:
        if statement.speaker is not None:
            for name, start in product(_introductions(speaker), clause_starts(statement.text)):
                for stretch in _within(name, statement.text[start:], statement.paragraph, spoken=True):
                    behind_occasion = bool(speaker.occasion) and speaker.occasion in name
                    yield replace(stretch, placed=behind_occasion or not points_outside(stretch.text))
    for place, (start, end) in enumerate(sentences(text[:HEAD])[:_SENTENCES]):
        sentence = without_byline(text[start:end].strip())
        for begin in clause_starts(sentence):
            if _LEAST <= sentence.count(" ", begin) + 1 <= _MOST:
                yield from _within("", sentence[begin:], place, spoken=False)


def without_byline(sentence: str) -> str:
    """A sentence without the «به گزارش …،» that it opens with."""
    byline = _BYLINE.match(sentence)
    return sentence[byline.end() :] if byline else sentence


def _introductions(who: Attribution) -> list[str]:
    """Name, office and verb; the same with its occasion; the office alone. A verb of denial always stays.

    Where the office would take the room of what was said, the name stands without it. An occasion that points back («در این
    دیدار») says nothing on a line by itself.
    """
    occasion = "" if _POINTS_BACK.search(who.occasion) else who.occasion
    fullest = [Attribution(who.name, who.role, occasion, who.verb), Attribution(who.name, who.role, "", who.verb)]
    fitting = [str(one) for one in fullest if len(str(one).split()) <= LINE_WORDS // 2]
    fitting = fitting or [str(Attribution(who.name, "", "", who.verb))]
    return list(dict.fromkeys([*fitting, *([str(Attribution(who.role, "", "", who.verb))] if who.role else [])]))


def _within(who: str, text: str, place: int, *, spoken: bool) -> Iterator[Stretch]:
    """The text cut where a clause ends, so that the whole has at most 35 words: as long as may be, and shorter."""
    room = LINE_WORDS - len(who.split())
    for words in (room, *_SHORTER):
        limit = _length_of(text, min(words, room))
        kept = shorten(text, limit)
        yield Stretch(who, kept.text, place, spoken, not kept.cut or ends_clause(kept.text))
        if not kept.cut:
            break


def _length_of(text: str, words: int) -> int:
    """The length of the first so many words."""
    at = -1
    for _ in range(words):
        at = text.find(" ", at + 1)
        if at < 0:
            return len(text)
    return at
