"""What makes a stretch the line of its article: named numbers, and one weight for each (`data/line.toml`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from tomllib import loads
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

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
    "office",  # 1 where the introduction has more than the name
    "spoken",  # 1 for a statement, 0 for a sentence
    "words_spoken",  # words of the line, for a statement
    "words_of_first",  # words of the line, in the first paragraph or sentence
)
_TELLING = ("گفت", "بیان اینکه", "تأکید بر اینکه", "تاکید بر اینکه")
_COMMONEST, _OFTEN = 20, 5
_PART = 0.15
"""In a short article every sentence is much of it: beyond this its share says nothing."""


@cache
def weights() -> tuple[float, ...]:
    """The weight of each of `FEATURES`, in order."""
    data = loads(resources.files("jobs.analysis.data").joinpath("line.toml").read_text(encoding="utf-8"))["weights"]
    return tuple(float(data[name]) for name in FEATURES)


class Weigher:
    """Weighs the stretches of one article. `first` is its first sentence, `speakers` the introductions of its statements."""

    def __init__(self, title: str, text: str, first: str, speakers: Iterable[str]) -> None:
        self._title = stems(title)
        self._wanted = frozenset(self._title)
        self._first = frozenset(stems(without_byline(first)))
        counted = Counter(stems(text[:HEAD]))
        self._often = {word: count if count < _OFTEN else _OFTEN for word, count in counted.items()}
        self._commonest = sum(sorted(self._often.values(), reverse=True)[:_COMMONEST]) or 1
        self._weights = weights()
        self._alike: dict[tuple[str, int], tuple[float, float]] = {}
        self._heard = frozenset(self._often)
        self._parts: dict[str, _Part] = {}
        self._share = Counter(speakers)
        self._statements = sum(self._share.values()) or 1
        self._length = len(text) or 1

    def weight(self, stretch: Stretch) -> float:
        """How good a line it is: more is better. The product of weights and `features`, what is the same for many stretches
        multiplied once."""
        speaker, said = self._introduction(stretch.who), self._said(stretch)
        w = self._weights
        wanted = speaker.wanted | said.wanted if speaker.wanted else said.wanted
        in_order = LCSseq.similarity(self._title, speaker.of_title + said.of_title) if wanted else 0
        first = len(speaker.first | said.first) if speaker.first else len(said.first)
        common = said.common
        for word in speaker.often - said.often:
            common += self._often[word]
        count = speaker.words + said.words
        key = (stretch.who, stretch.place)
        alike = self._alike.get(key)
        if alike is None:
            alike = self._alike[key] = self._of_place(speaker, stretch)
        fixed, each_word = alike
        telling = not stretch.spoken and _tells(stretch.text)
        return (
            w[0] * in_order / max(1, len(self._title))
            + w[1] * len(wanted)
            + w[2] * (not wanted)
            + w[4] * first / max(1, len(self._first))
            + w[5] * common / self._commonest
            + each_word * count
            + w[10] * min(count, 20)
            + w[12] * min(_PART, len(stretch.text) / self._length)
            + w[13] * said.quoted
            + w[14] * telling
            + w[15] * points_outside(stretch.text)
            + fixed
        )

    def _of_place(self, speaker: _Part, stretch: Stretch) -> tuple[float, float]:
        """What is the same for all stretches of one introduction and place, and what each of their words is worth."""
        w, first, office = self._weights, stretch.place == 0, "،" in stretch.who
        share = self._share[stretch.who] / self._statements
        fixed = w[3] * len(speaker.wanted) + w[6] * share + w[7] * first + w[8] / (1 + stretch.place) + w[11] * speaker.words
        return fixed + w[16] * office + w[17] * stretch.spoken, w[9] + w[18] * stretch.spoken + w[19] * first

    def _introduction(self, who: str) -> _Part:
        return self._parts.get(who) or self._part(who, stems(who))

    def _said(self, stretch: Stretch) -> _Part:
        return self._parts.get(stretch.text) or self._part(stretch.text, stretch.stems())

    def _part(self, text: str, found: list[str]) -> _Part:
        """What `text` brings, `found` being its stems."""
        distinct = frozenset(found)
        wanted, often = distinct & self._wanted, distinct & self._heard
        of_title = [word for word in found if word in wanted] if wanted else []
        common = sum(map(self._often.__getitem__, often))
        words = text.count(" ") + 1 if text else 0
        part = self._parts[text] = _Part(wanted, of_title, distinct & self._first, often, common, words, "«" in text)
        return part

    def features(self, stretch: Stretch) -> Sequence[float]:
        """The numbers of `FEATURES`, in order."""
        speaker, said = self._introduction(stretch.who), self._said(stretch)
        wanted = speaker.wanted | said.wanted if speaker.wanted else said.wanted
        in_order = LCSseq.similarity(self._title, speaker.of_title + said.of_title) if wanted else 0
        count = speaker.words + said.words
        common = said.common + sum(self._often[word] for word in speaker.often - said.often)
        return (
            in_order / max(1, len(self._title)),
            len(wanted),
            not wanted,
            len(speaker.wanted),
            len(speaker.first | said.first if speaker.first else said.first) / max(1, len(self._first)),
            common / self._commonest,
            self._share[stretch.who] / self._statements,
            stretch.place == 0,
            1 / (1 + stretch.place),
            count,
            min(count, 20),
            speaker.words,
            min(_PART, len(stretch.text) / self._length),
            said.quoted,
            not stretch.spoken and _tells(stretch.text),
            points_outside(stretch.text),
            "،" in stretch.who,
            stretch.spoken,
            count * stretch.spoken,
            count * (stretch.place == 0),
        )


def _tells(text: str) -> bool:
    return any(phrase in text for phrase in _TELLING)


class _Part(NamedTuple):
    """What an introduction or a text brings to every stretch it stands in."""

    wanted: frozenset[str]
    """Its stems that the headline has."""
    of_title: list[str]
    """The same as they come, each as often as it does."""
    first: frozenset[str]
    """Its stems that the article's first sentence has."""
    often: frozenset[str]
    """Its stems that the article has, and how often they come there together."""
    common: int
    words: int
    quoted: bool
