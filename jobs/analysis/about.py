"""What a stretch of an article is about: the countries and people it names, and those that «این کشور» stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from jobs.analysis.entities import Mention

_THIS = re.compile(r"(?<!\w)(?:این|آن|همین)[ \u200c]+(?:کشور|دولت|رژیم)(?![\w\u200c])")
_BOTH = re.compile(r"(?<!\w)(?:دو[ \u200c]+(?:کشور|ملت|دولت|طرف)|طرفین|هر دو طرف)(?![\w])")
_OURS = re.compile(r"(?<!\w)(?:کشورمان|میهنمان|ایران[ \u200c]+اسلامی)(?!\w)")
_HOME = "IR"


class About:
    """The mentions of one article, asked for stretches of its text."""

    def __init__(self, text: str, mentions: Sequence[Mention], title: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._title = [mention.country for mention in title if mention.country]

    def countries(self, start: int, end: int, speaker: str | None = None) -> tuple[str, ...]:
        """ISO codes of the countries that `text[start:end]` names or stands for, in order; `speaker` is the speaker's own."""
        named = [mention.country for mention in self._within(start, end) if mention.country]
        stretch = self._text[start:end]
        if "کشور" in stretch or "طرف" in stretch or "این دولت" in stretch or "این رژیم" in stretch:
            if _OURS.search(stretch):
                named.append(_HOME)
            if match := _THIS.search(stretch):
                named += self._before(start + match.start(), 1)
            if match := _BOTH.search(stretch):
                named += self._both(start + match.start(), speaker)
        return tuple(dict.fromkeys(named))

    def people(self, start: int, end: int) -> tuple[str, ...]:
        """Catalogue slugs of the people that the stretch names."""
        return tuple(dict.fromkeys(mention.slug for mention in self._within(start, end) if mention.kind == "person"))

    def _within(self, start: int, end: int) -> Sequence[Mention]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _both(self, at: int, speaker: str | None) -> list[str]:
        if speaker is None:
            return self._before(at, 2)
        other = next((country for country in self._before(at, 3) if country != speaker), None)
        return [speaker, other] if other else []

    def _before(self, at: int, count: int) -> list[str]:
        """The last `count` countries named before a place, the nearest first; the title's where the text has none."""
        found: list[str] = []
        for k in range(bisect_left(self._starts, at) - 1, -1, -1):
            country = self._mentions[k].country
            if country and country not in found:
                found.append(country)
                if len(found) == count:
                    return found
        return [*found, *(country for country in self._title if country not in found)][:count]
