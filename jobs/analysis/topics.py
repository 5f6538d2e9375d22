"""What a text is about: weighted words and phrases, one readable file per topic in `data/topics/`.

A topic's score is the sum over its terms of weight × (1 + log of the number of times), with what stands in the title counted
twice, so that one word repeated does not decide. An article has the best topic and up to two more that come
near it.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import log

from jobs.analysis.fold import Squeezed
from jobs.analysis.matcher import Hit, Matcher, squeezed_of

NAMES: dict[str, str] = {
    "diplomacy": "دیپلماسی",
    "military": "نظامی",
    "security-terrorism": "امنیت و تروریسم",
    "nuclear": "هسته‌ای",
    "sanctions": "تحریم",
    "elections": "انتخابات",
    "government": "دولت",
    "parliament": "مجلس",
    "judiciary": "قضایی",
    "human-rights": "حقوق بشر",
    "protests": "اعتراض‌ها",
    "economy": "اقتصاد",
    "energy": "انرژی",
    "trade": "بازرگانی",
    "labour-welfare": "کار و رفاه",
    "environment-water": "محیط زیست و آب",
    "health": "سلامت",
    "disasters": "حوادث و بلایا",
    "migration": "مهاجرت",
    "drugs-smuggling": "مواد مخدر و قاچاق",
    "religion": "دین",
    "culture-media": "فرهنگ و رسانه",
    "science-technology": "علم و فناوری",
    "education": "آموزش",
    "transport": "راه و ترابری",
    "sport": "ورزش",
    "internet-filtering": "اینترنت و فیلترینگ",
    "currency-gold": "ارز و طلا",
    "women-hijab": "زنان و حجاب",
}
"""Persian names of all topics: the 26 of the annotation guide and three that readers miss there."""

EXTRA = frozenset(["internet-filtering", "currency-gold", "women-hijab"])
"""Those three stand beside the one to three of the guide and never displace one of them."""

IN_PASSING = frozenset(
    "culture-media religion science-technology labour-welfare human-rights disasters transport education sport migration health "
    "environment-water trade elections economy".split()
)
"""Topics whose words many articles use in passing: as second or third topic they take half as much again."""

_MOST = 3
_TITLE_TIMES = 2.0
_SHARE = (1.0, 0.3, 0.4)
"""How much of the best topic's score, up to `_PLENTY`, the second and the third must reach."""
_PLENTY = 20.0
"""A score above this says no more: the main topic of a long article need not drown its others."""
_LEAST = (2.0, 3.0, 6.0)
"""And how much it must score at all: a third topic takes more than a few words."""
_PASSING_TIMES = 1.5
_LEAST_EXTRA, _EXTRA_SHARE = 8.0, 0.6
_LEAST_IN_TEXT = 2.0


Term = tuple[str, float]
"""A topic and the weight that one of its phrases has for it."""


class Terms:
    """The terms that stand in one text: its topics, and those of its stretches, without another look at the text."""

    __slots__ = ("_hits", "_squeezed", "_starts")

    def __init__(self, squeezed: Squeezed, hits: list[Hit[Term]]) -> None:
        self._squeezed = squeezed
        self._hits = hits
        self._starts = [hit.start for hit in hits]

    def scores(self, title: Terms | None = None) -> dict[str, float]:
        """The score of every topic that has any; with a title's terms they count too, and more."""
        return _scores(self._hits, title._hits if title else ())

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """Topics of the stretch [start, end) of the given text, as `Topics.of_text` has them."""
        place = self._squeezed.place
        first = bisect_left(self._starts, place(start))
        last = bisect_left(self._starts, place(end), first)
        return _of_stretch(_scores(self._hits[first:last], ()))


class Topics:
    """The topic lists as an index over text. Building it takes a while; keep one."""

    def __init__(self, terms: dict[str, dict[str, float]] | None = None) -> None:
        """`terms`: topic → phrase → weight; None for the shipped lists."""
        lists = shipped_terms() if terms is None else terms
        self._matcher = Matcher((phrase, (topic, weight)) for topic, words in lists.items() for phrase, weight in words.items())

    def find(self, text: str | Squeezed) -> Terms:
        """The terms of a text, the leftmost longest of overlapping ones."""
        squeezed = squeezed_of(text)
        return Terms(squeezed, self._matcher.longest(squeezed))

    def of_article(self, title: str | Squeezed | Terms, text: str | Squeezed | Terms) -> tuple[str, ...]:
        """One to three topics of an article, the main one first, and behind them those of `EXTRA` that it is about as well."""
        scores = self._terms(text).scores(self._terms(title))
        ranked = sorted((topic for topic in scores if topic not in EXTRA), key=lambda topic: (-scores[topic], topic))
        if not ranked or scores[ranked[0]] < _LEAST[0]:
            return tuple(ranked[:1])
        best = min(scores[ranked[0]], _PLENTY)
        found = ranked[:1]
        for topic in ranked[1:]:
            if len(found) == _MOST:
                break
            needed = max(_SHARE[len(found)] * best, _LEAST[len(found)])
            if scores[topic] >= needed * (_PASSING_TIMES if topic in IN_PASSING else 1.0):
                found.append(topic)
        wanted = max(_LEAST_EXTRA, _EXTRA_SHARE * scores[ranked[0]])
        found += [topic for topic in NAMES if topic in EXTRA and scores.get(topic, 0.0) >= wanted]
        return tuple(found)

    def of_text(self, text: str | Squeezed) -> tuple[str, ...]:
        """Topics of a statement or a question, at most three of the guide's; often none."""
        return _of_stretch(self.find(text).scores())

    def _terms(self, text: str | Squeezed | Terms) -> Terms:
        return text if isinstance(text, Terms) else self.find(text)


def _scores(hits: Sequence[Hit[Term]], title: Sequence[Hit[Term]]) -> dict[str, float]:
    times: dict[int, float] = {}
    terms: dict[int, tuple[Term, ...]] = {}
    for part, factor in ((title, _TITLE_TIMES), (hits, 1.0)):
        for _, _, values in part:
            phrase = id(values)  # one tuple stands for one phrase
            times[phrase] = times.get(phrase, 0.0) + factor
            terms[phrase] = values
    scores: dict[str, float] = {}
    for phrase, count in times.items():
        counted = 1.0 + log(count) if count > 1.0 else 1.0
        for topic, weight in terms[phrase]:
            if weight:
                scores[topic] = scores.get(topic, 0.0) + weight * counted
    return scores


def _of_stretch(scores: dict[str, float]) -> tuple[str, ...]:
    if not scores:
        return ()
    least = max(_LEAST_IN_TEXT, 0.5 * max(scores.values()))
    sure = sorted((topic for topic, score in scores.items() if score >= least), key=lambda topic: (-scores[topic], topic))
    return (*[topic for topic in sure if topic not in EXTRA][:_MOST], *[topic for topic in sure if topic in EXTRA])


@cache
def shipped_terms() -> dict[str, dict[str, float]]:
    """Topic → phrase → weight, from `data/topics/*.toml`.

    A file's `scale` evens out that some topics have many common words: it is the square root of the median over all topics of
    what the strongest tenth of articles scores, over the topic's own, corrected by hand where readers name a topic for few words
    (sanctions, nuclear) or not for many (military, government). A phrase of "nothing" only keeps the words inside it
    from counting.
    """
    folder = resources.files("jobs.analysis") / "data" / "topics"
    lists: dict[str, dict[str, float]] = {}
    for topic in NAMES:
        table = tomllib.loads((folder / f"{topic}.toml").read_text(encoding="utf-8"))
        scale = float(table["scale"])
        lists[topic] = {phrase: weight * scale for name, weight in _WEIGHTS.items() for phrase in table.get(name, ())}
    return lists


_WEIGHTS = {"decides": 3.0, "strong": 2.0, "usual": 1.0, "hints": 0.5, "nothing": 0.0}
"""The classes of terms in a topic's file."""
