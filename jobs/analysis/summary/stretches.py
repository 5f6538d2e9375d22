"""The stretches of an article that can be its one line: a statement behind its speaker or a sentence, from a clause on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from jobs.analysis.model import Statement
from jobs.analysis.summary.attribution import Attribution
from jobs.analysis.summary.choosing import has_pronouns, leans
from jobs.analysis.summary.clauses import Clauses, Cut
from jobs.analysis.summary.keys import points_outside, stems

LINE_WORDS = 35
HEAD = 4000
"""Characters of an article that are looked at: what is said further down is not what it is about."""
SENTENCES = 10
"""And so many sentences of it."""
_STATEMENTS = 12
_LEAST, _MOST = 5, 90
_SHORTER = (31, 27, 24, 21, 18)
"""A line is cut after so many words too: a short clause may say more than a long one."""
_POINTS_BACK = re.compile(r"\b(?:این|آن|همین|همان)\b")
_BYLINE = re.compile(r"\s*(?:به گزارش|به نقل از)[^،\n]{3,60}،\s*")


class Stretch(NamedTuple):
    """`who` stands before `text`, which is a stretch of the article; `place` is the paragraph or sentence, from 0;
    `spoken` tells a statement from a sentence."""

    who: str
    text: str
    place: int
    spoken: bool
    whole: bool = True
    """Not cut, or cut where a clause ends."""
    placed: bool = True
    """Leans on nothing that is not on the screen: a sentence, or a statement that stands alone or behind its occasion. Not looked
    at where `whole` is not, since all others come before those."""
    clauses: Clauses | None = None
    start: int = 0
    """What `text` is cut from, and where it begins there."""

    def stems(self) -> list[str]:
        """The stems of `text`."""
        return self.clauses.stems(self.start, self.start + len(self.text)) if self.clauses else stems(self.text)

    def __str__(self) -> str:
        return f"{self.who}: {self.text}" if self.who else self.text


def stretches(head: Sequence[str], statements: Sequence[Statement], who: Sequence[Attribution]) -> Iterator[Stretch]:
    """All stretches of at most `LINE_WORDS` words; `head` are the article's first `SENTENCES` sentences, `who[i]` introduces
    `statements[i]`. A statement without a speaker is left out."""
    for statement, speaker in _weightiest(statements, who):
        if statement.speaker is not None:
            clauses, pronouns = Clauses(statement.text), has_pronouns(statement.text)
            for name in _introductions(speaker):
                room, behind_occasion = LINE_WORDS - len(name.split()), bool(speaker.occasion) and speaker.occasion in name
                for start in clauses.starts:
                    for kept in _within(room, clauses, start):
                        placed = behind_occasion or not kept.whole or not _leans(kept.text, name, pronouns)
                        yield Stretch(name, kept.text, statement.paragraph, True, kept.whole, placed, clauses, start)
    for place, sentence in enumerate(head):
        clauses = Clauses(without_byline(sentence.strip()))
        for begin in clauses.starts:
            if _LEAST <= clauses.words_from(begin) <= _MOST:
                for kept in _within(LINE_WORDS, clauses, begin):
                    yield Stretch("", kept.text, place, False, kept.whole, True, clauses, begin)


def _leans(text: str, name: str, pronouns: bool) -> bool:
    return leans(text, name) if pronouns else points_outside(text)


def _weightiest(statements: Sequence[Statement], who: Sequence[Attribution]) -> list[tuple[Statement, Attribution]]:
    """The statements that weigh most, in the order of the article: the line is cut from one of them."""
    both = [pair for pair in zip(statements, who, strict=True) if pair[0].speaker is not None]
    if len(both) <= _STATEMENTS:
        return both
    least = sorted((statement.weight for statement, _ in both), reverse=True)[_STATEMENTS - 1]
    return [pair for pair in both if pair[0].weight >= least][:_STATEMENTS]


def without_byline(sentence: str) -> str:
    """A sentence without the «به گزارش …،» that it opens with."""
    byline = _BYLINE.match(sentence)
    return sentence[byline.end() :] if byline else sentence


@lru_cache(maxsize=256)
def _introductions(who: Attribution) -> tuple[str, ...]:
    """Name, office and verb; the same with its occasion; the office alone. A verb of denial always stays.

    Where the office would take the room of what was said, the name stands without it. An occasion that points back («در این
    دیدار») says nothing on a line by itself.
    """
    occasion = "" if _POINTS_BACK.search(who.occasion) else who.occasion
    fullest = [Attribution(who.name, who.role, occasion, who.verb), Attribution(who.name, who.role, "", who.verb)]
    fitting = [str(one) for one in fullest if len(str(one).split()) <= LINE_WORDS // 2]
    fitting = fitting or [str(Attribution(who.name, "", "", who.verb))]
    return tuple(dict.fromkeys([*fitting, *([str(Attribution(who.role, "", "", who.verb))] if who.role else [])]))


def _within(room: int, clauses: Clauses, start: int) -> Iterator[Cut]:
    """The text from `start` cut where a clause ends, so that it has at most `room` words: as long as may be, and shorter."""
    for words in (room, *_SHORTER):
        kept = clauses.cut(start, min(words, room))
        yield kept
        if not kept.cut:
            break
