"""Whose office an article means where it leaves the country out: «رئیس‌جمهور» is Iran's at home and Afghanistan's in Kabul.

The article itself is asked: which states its names, people and bodies belong to, and whether it names the same office of a state
elsewhere («رئیس جمهور روسیه»). Where it does not answer clearly nobody is told, for a wrong person is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from jobs.analysis.catalogue import Catalogue
from jobs.analysis.entities import Mention
from jobs.analysis.fold import fold
from jobs.analysis.letters import ZWNJ
from jobs.analysis.roles import HOME, Reading

_TITLE_TIMES = 2
_OURS_TIMES = 2
"""«کشورمان» says more than a name does."""
_FOREIGN_LEAST, _FOREIGN_SHARE = 3, 0.6
"""A foreign state is the frame where it is named so often, and in so large a part of all mentions, and Iran never."""
_LOOK_BACK = 60
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)(?!\s*(?:ه[.\s]*|هجری\s*)?ق(?:مری)?\b)")
"""Four digits; a lunar year («۱۳۹۳ ق») would pass for one to come."""
_YEARS = (range(1250, 1450), range(1870, 2100))
"""Numbers that can be years: Jalali, Gregorian."""
_CHRONICLE = 2
"""So many years in an article, all of them long past, and it is no news."""
_TO_GREGORIAN = 621


class Frame:
    """The states of one article, asked for the offices that it names without one. Works only when asked."""

    def __init__(self, catalogue: Catalogue, text: str, mentions: Sequence[Mention], title: Sequence[Mention]) -> None:
        """`mentions` are the mentions of the normalised `text`, `title` those of its title."""
        self._catalogue = catalogue
        self.text = text
        self._mentions = mentions
        self._title = title
        self._known: Counter[str] | None = None

    def country(self, reading: Reading) -> str | None:
        """The country of an office that was named without one; None where it is not clear."""
        states = self._states()
        ours = states[HOME]
        others = Counter({code: times for code, times in states.items() if code != HOME})
        if not others:
            return HOME
        foreign, most = others.most_common(1)[0]
        if not ours:
            return foreign if most >= max(_FOREIGN_LEAST, _FOREIGN_SHARE * sum(others.values())) else None
        if self._named_beside(reading.form) - {HOME}:
            return HOME if ours >= 2 * most else None
        return HOME if ours >= most or set(self._codes(self._title)) == {HOME} else None

    def _states(self) -> Counter[str]:
        """How often each state is named, by its name, its people and its bodies."""
        if self._known is None:
            self._known = Counter(self._codes(self._mentions))
            for code in self._codes(self._title):
                self._known[code] += _TITLE_TIMES
            self._known[HOME] += _OURS_TIMES * self.text.count("کشورمان")
        return self._known

    def _codes(self, mentions: Sequence[Mention]) -> Iterator[str]:
        for mention in mentions:
            code = mention.country or self._catalogue.country_of(mention.slug)
            if code:
                yield code

    def _named_beside(self, form: str) -> set[str]:
        """The states that the text names directly behind an office of this squeezed form."""
        found = set()
        for mention in self._mentions:
            if mention.country:
                before = self.text[max(0, mention.start - _LOOK_BACK) : mention.start]
                if fold(before.replace(ZWNJ, " ")).replace("آ", "ا").replace(" ", "").endswith(form):
                    found.add(mention.country)
        return found


def tells_of_the_past(passages: Iterable[str], text: str, on: date) -> bool:
    """Whether one of the passages names years and all of them lie well before the article's, or the whole text many: an
    anniversary, a chronicle. Who held an office on the article's day says nothing about an office of another time."""
    return any(_all_before(passage, on, 1) for passage in passages) or _all_before(text, on, _CHRONICLE)


def _all_before(text: str, on: date, least: int) -> bool:
    numbers = [int(number) for number in _YEAR.findall(text)]
    years = [n + _TO_GREGORIAN for n in numbers if n in _YEARS[0]] + [n for n in numbers if n in _YEARS[1]]
    return len(years) >= least and max(years) < on.year - 1
