"""What makes a stretch the line of its article: named numbers, and one weight for each (`data/line.toml`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from tomllib import loads

from rapidfuzz.distance import LCSseq

from jobs.analysis.segment import sentences
from jobs.analysis.summary.keys import points_outside, stems
from jobs.analysis.summary.stretches import HEAD, Stretch, without_byline

FEATURES = (
    "headline_in_order",  # stems of the headline that come in its order, of all of the headline
    "headline_words",  # stems shared with the headline, counted
    "nothing_of_headline",  # 1 where none is shared
    "headline_speaker",  # stems of the introduction that the headline has, counted
    "first_sentence",  # share of the article's first sentence that is covered
    "common_words",  # share of the article's commonest words that is covered
    "speakers_share",  # share of the article's statements that are this speaker's
    "first",  # 1 in the first paragraph or sentence
    "early",  # 1 / (1 + place)
    "words",  # words of the line
    "at_least_20",  # the same, up to 20
    "introduction",  # words of the introduction
    "part",  # share of the article's characters, as far as it tells something
    "quoted",  # 1 where something stands in quotation marks
    "telling",  # 1 for a sentence that itself says who said it
    "outside",  # 1 where it leans on what is not on the screen
)
_TELLING = re.compile("گفت|بیان اینکه|تأکید بر اینکه|تاکید بر اینکه")
_COMMONEST, _OFTEN = 20, 5
_PART = 0.15
"""In a short article every sentence is much of it: beyond this its share says nothing."""


@cache
def weights() -> tuple[float, ...]:
    """The weight of each of `FEATURES`, in order."""
    data = loads(resources.files("jobs.analysis.data").joinpath("line.toml").read_text(encoding="utf-8"))["weights"]
    return tuple(float(data[name]) for name in FEATURES)


class Weigher:
    """Weighs the stretches of one article. `speakers` are the introductions of its statements, one each."""

    def __init__(self, title: str, text: str, speakers: Iterable[str]) -> None:
        self._title = stems(title)
        self._wanted = frozenset(self._title)
        first = sentences(text[:HEAD])[:1]
        self._first = frozenset(stems(without_byline(text[first[0][0] : first[0][1]]))) if first else frozenset()
        self._often = {word: min(count, _OFTEN) for word, count in Counter(stems(text[:HEAD])).items()}
        self._commonest = sum(sorted(self._often.values(), reverse=True)[:_COMMONEST]) or 1
        self._share = Counter(speakers)
        self._statements = sum(self._share.values()) or 1
        self._length = len(text) or 1

    def weight(self, stretch: Stretch) -> float:
        return sum(weight * number for weight, number in zip(weights(), self.features(stretch), strict=True))

    def features(self, stretch: Stretch) -> Sequence[float]:
        """The numbers of `FEATURES`, in order."""
        speaker = stems(stretch.who)
        words = speaker + stems(stretch.text)
        distinct = frozenset(words)
        shared = len(distinct & self._wanted)
        count = stretch.who.count(" ") + stretch.text.count(" ") + 1 + bool(stretch.who)
        return (
            LCSseq.similarity(self._title, words) / max(1, len(self._title)),
            shared,
            shared == 0,
            len(self._wanted.intersection(speaker)),
            len(distinct & self._first) / max(1, len(self._first)),
            sum(self._often.get(word, 0) for word in distinct) / self._commonest,
            self._share[stretch.who] / self._statements,
            stretch.place == 0,
            1 / (1 + stretch.place),
            count,
            min(count, 20),
            len(stretch.who.split()),
            min(_PART, len(stretch.text) / self._length),
            "«" in stretch.text,
            not stretch.spoken and bool(_TELLING.search(stretch.text)),
            points_outside(stretch.text),
        )
