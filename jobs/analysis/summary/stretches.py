"""The stretches of an article that can be its one line: a statement, from a clause on, behind its speaker, or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from jobs.analysis.model import Statement
from jobs.analysis.summary.attribution import Attribution
from jobs.analysis.summary.choosing import leans
from jobs.analysis.summary.clauses import Clauses
from jobs.analysis.summary.keys import stems_by_word

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
    """A stretch of a text that has no more words than a line has room for."""

    text: str
    start: int
    whole: bool
    """Not cut, or cut where a clause ends."""


class Source:
    """A text from which lines are cut: a statement behind one of its introductions, `names`, or a sentence, behind none.

    `place` is its paragraph or its place among the sentences, from 0; `speaker` whose statement it is, empty for a sentence.
    """

    def __init__(self, text: str, place: int, who: Attribution | None = None) -> None:
        self.text, self.place = text, place
        self.spoken = who is not None
        self.speaker = who.name if who else ""
        self.names = introductions_of(who) if who else ("",)
        self._occasion = who.occasion if who else ""

    def stands(self, name: str, text: str) -> bool:
        """Whether a stretch of it, behind `name`, leans on nothing that is not on the screen: a sentence, or a statement that
        stands alone or behind its occasion."""
        return not self.spoken or bool(self._occasion and self._occasion in name) or not leans(text, name)

    @cached_property
    def clauses(self) -> Clauses:
        """Found only where something is cut."""
        return Clauses(self.text)

    def all(self) -> Stretch:
        """The text itself."""
        return Stretch(self.text, 0, True)

    def stems(self, stretch: Stretch) -> Iterable[str]:
        """The stems of a stretch of it."""
        if stretch.text == self.text:
            return chain.from_iterable(stems_by_word(self.text))
        return self.clauses.stems(stretch.start, stretch.start + len(stretch.text))

    def starts(self) -> Sequence[int]:
        """Where a line may begin; a sentence is not begun in its middle."""
        return self.clauses.starts if self.spoken else (0,)

    def stretches(self, start: int, room: int) -> Iterator[Stretch]:
        """What begins there and has at most `room` words: as long as may be, and shorter, each once."""
        before = ""
        for words in (room, *_SHORTER):
            kept = self.clauses.cut(start, min(words, room))
            if kept.text != before:
                yield Stretch(kept.text, start, kept.whole)
            if not kept.cut:
                break
            before = kept.text


def words_of(text: str) -> int:
    """How many words stand between the spaces of a text."""
    return text.count(" ") + 1 if text else 0


def sources(head: Sequence[str], statements: Sequence[Statement], who: Sequence[Attribution]) -> list[Source]:
    """What the line of an article can be cut from; `head` are its first `SENTENCES` sentences, `who[i]` introduces
    `statements[i]`. A statement without a speaker is left out."""
    spoken = [Source(statement.text, statement.paragraph, speaker) for statement, speaker in _weightiest(statements, who)]
    sentences = (without_byline(sentence.strip()) for sentence in head)
    return spoken + [Source(sentence, place) for place, sentence in enumerate(sentences) if _LEAST <= words_of(sentence) <= _MOST]


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
def introductions_of(who: Attribution) -> tuple[str, ...]:
    """Name, office and verb; the same with its occasion; the office alone. A verb of denial always stays.

    Where the office would take the room of what was said, the name stands without it. An occasion that points back («در این
    دیدار») says nothing on a line by itself.
    """
    occasion = "" if _POINTS_BACK.search(who.occasion) else who.occasion
    fullest = [Attribution(who.name, who.role, occasion, who.verb), Attribution(who.name, who.role, "", who.verb)]
    fitting = [str(one) for one in fullest if len(str(one).split()) <= LINE_WORDS // 2]
    fitting = fitting or [str(Attribution(who.name, "", "", who.verb))]
    return tuple(dict.fromkeys([*fitting, *([str(Attribution(who.role, "", "", who.verb))] if who.role else [])]))
