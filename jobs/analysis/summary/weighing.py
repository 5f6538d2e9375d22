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
from jobs.analysis.summary.stretches import HEAD, LINE_WORDS, Source, Stretch, without_byline, words_of

FEATURES = (
    "headline_in_order",  # stems of the headline that come in its order, of all of the headline
    "headline_words",  # stems shared with the headline, counted
    "nothing_of_headline",  # 1 where none is shared
    "headline_speaker",  # stems of the introduction that the headline has, counted
    "first_sentence",  # share of the article's first sentence that is covered
    "common_words",  # share of the article's commonest words that is covered, words that come more than once
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
_COMMONEST, _OFTEN, _FEW = 20, 5, 20
_NOTHING = FEATURES.index("nothing_of_headline")
_ROUNDING = 1e-9
_PART = 0.15
"""In a short article every sentence is much of it: beyond this its share says nothing."""


@cache
def weights() -> tuple[float, ...]:
    """The weight of each of `FEATURES`, in order."""
    data = loads(resources.files("jobs.analysis.data").joinpath("line.toml").read_text(encoding="utf-8"))["weights"]
    return tuple(float(data[name]) for name in FEATURES)


class Behind(NamedTuple):
    """A source behind one of its introductions, `name`, and what is the same for all lines that are cut from it."""

    source: Source
    name: str
    brings: _Part
    """What the introduction brings to a line."""
    fixed: float
    each_word: float
    """What each word of the line is worth."""
    shared: float
    """What the introduction can be worth at most for what it shares with the headline and the article."""

    @property
    def room(self) -> int:
        """Words that a line has behind the introduction."""
        return LINE_WORDS - self.brings.words


class Weigher:
    """Weighs the lines of one article. `first` is its first sentence, `speakers` whose its statements are."""

    def __init__(self, title: str, text: str, first: str, speakers: Iterable[str]) -> None:
        self._title = stems(title)
        self._wanted = frozenset(self._title)
        self._first = frozenset(stems(without_byline(first)))
        counted = Counter(stems(text[:HEAD]))
        self._often = {word: min(count, _OFTEN) for word, count in counted.items() if count > 1}
        self._commonest = sum(sorted(self._often.values(), reverse=True)[:_COMMONEST]) or 1
        self._weights = weights()
        self._heard = frozenset(self._often)
        self._parts: dict[str, _Part] = {}
        self._share = Counter(speakers)
        self._statements = sum(self._share.values()) or 1
        self._length = len(text) or 1
        self._gains = self._find_gains()
        self._known = frozenset(self._gains)
        letter = min(0.0, self._weights[12]) / self._length
        self._nets = {word: max(0.0, gain + letter * (len(word) + 1)) for word, gain in self._gains.items()}
        """The same, less what the letters of the word and a space cost."""
        self._mosts: dict[str, float] = {}

    def _find_gains(self) -> dict[str, float]:
        """What each stem can at most add to the weight of a line."""
        w = [max(0.0, weight) for weight in self._weights]
        gains = dict.fromkeys(self._wanted, w[1])
        for word in self._title:
            gains[word] += w[0] / len(self._title)
        gains = {word: max(gain, w[2]) for word, gain in gains.items()}  # so that sharing one is never worth less than none
        for word in self._first:
            gains[word] = gains.get(word, 0.0) + w[4] / len(self._first)
        for word, count in self._often.items():
            gains[word] = gains.get(word, 0.0) + w[5] * count / self._commonest
        return gains

    def behind(self, source: Source, name: str) -> Behind:
        """A source behind one of its introductions."""
        brings = self._introduction(name)
        fixed, each_word = self._same_for_all(source, name, brings)
        return Behind(source, name, brings, fixed, each_word, sum(map(self._gains.__getitem__, brings.known)))

    def most(self, behind: Behind, stretch: Stretch) -> float:
        """No line that is cut from the stretch weighs more: every stem in it counts for all that it can, every other word for
        nothing."""
        fewest, words = behind.brings.words + 1, behind.brings.words + words_of(stretch.text)
        longest = min(LINE_WORDS, words)
        by_count = self._of_count(behind.each_word, fewest)  # straight up to `_FEW` and from there on
        if longest > fewest:
            by_count = max(by_count, self._of_count(behind.each_word, longest))
            if fewest < _FEW < longest:
                by_count = max(by_count, self._of_count(behind.each_word, _FEW))
        most = self._mosts.get(stretch.text)
        if most is None:
            most = self._mosts[stretch.text] = self._most_of_text(stretch.text, behind.source.stems(stretch))
        return behind.fixed + behind.shared + by_count + most

    def _most_of_text(self, text: str, found: Iterable[str]) -> float:
        w, known = self._weights, self._known.intersection(found)
        most = sum(map(self._nets.__getitem__, known)) - min(0.0, w[12]) / self._length  # no space behind the last word
        if len(text) > _PART * self._length:  # a longer part costs no more
            most = max(most, sum(map(self._gains.__getitem__, known)) + w[12] * _PART)
        if self._wanted.isdisjoint(known):
            most += max(0.0, w[2])
        if "«" in text:
            most += max(0.0, w[13])
        if w[14] > 0 and _tells(text):
            most += w[14]
        return most + max(0.0, w[12] * _PART) + max(0.0, w[15]) + _ROUNDING

    def weight(self, behind: Behind, stretch: Stretch) -> float:
        """How good a line the stretch makes: more is better. The product of weights and `features`."""
        w, said = self._weights, self._said(behind.source, stretch)
        return (
            behind.fixed
            + self._shared(behind.brings, said)
            + self._of_count(behind.each_word, behind.brings.words + said.words)
            + w[12] * min(_PART, len(stretch.text) / self._length)
            + w[14] * (not behind.source.spoken and _tells(stretch.text))
            + w[15] * points_outside(stretch.text)
        )

    def _shared(self, speaker: _Part, said: _Part) -> float:
        """What a line is worth for what it shares with the headline and the article, and for its quotation marks."""
        w = self._weights
        wanted = speaker.wanted | said.wanted if speaker.wanted else said.wanted
        in_order = LCSseq.similarity(self._title, speaker.of_title + said.of_title) if wanted else 0
        first = len(speaker.first | said.first) if speaker.first else len(said.first)
        common = said.common
        for word in speaker.often - said.often:
            common += self._often[word]
        return (
            w[0] * in_order / max(1, len(self._title))
            + w[1] * len(wanted)
            + w[2] * (not wanted)
            + w[4] * first / max(1, len(self._first))
            + w[5] * common / self._commonest
            + w[13] * said.quoted
        )

    def _of_count(self, each_word: float, count: int) -> float:
        return each_word * count + self._weights[10] * min(count, _FEW)

    def _same_for_all(self, source: Source, name: str, brings: _Part) -> tuple[float, float]:
        """What is the same for all lines cut from a source behind an introduction, and what each of their words is worth."""
        w, first, office = self._weights, source.place == 0, "،" in name
        share = self._share[source.speaker] / self._statements
        fixed = w[3] * len(brings.wanted) + w[6] * share + w[7] * first + w[8] / (1 + source.place) + w[11] * brings.words
        return fixed + w[16] * office + w[17] * source.spoken, w[9] + w[18] * source.spoken + w[19] * first

    def _introduction(self, name: str) -> _Part:
        return self._parts.get(name) or self._part(name, stems(name))

    def _said(self, source: Source, stretch: Stretch) -> _Part:
        return self._parts.get(stretch.text) or self._part(stretch.text, source.stems(stretch))

    def _part(self, text: str, stems_of_it: Iterable[str]) -> _Part:
        """What `text` brings."""
        found = list(stems_of_it)
        known = self._known.intersection(found)
        wanted, often = known & self._wanted, known & self._heard
        of_title = [word for word in found if word in wanted] if wanted else []
        common = sum(map(self._often.__getitem__, often))
        part = _Part(wanted, of_title, known & self._first, often, common, words_of(text), "«" in text, known)
        self._parts[text] = part
        return part

    def features(self, behind: Behind, stretch: Stretch) -> Sequence[float]:
        """The numbers of `FEATURES`, in order."""
        source, speaker, said = behind.source, behind.brings, self._said(behind.source, stretch)
        wanted = speaker.wanted | said.wanted
        in_order = LCSseq.similarity(self._title, speaker.of_title + said.of_title)
        count = speaker.words + said.words
        common = said.common + sum(self._often[word] for word in speaker.often - said.often)
        return (
            in_order / max(1, len(self._title)),
            len(wanted),
            not wanted,
            len(speaker.wanted),
            len(speaker.first | said.first) / max(1, len(self._first)),
            common / self._commonest,
            self._share[source.speaker] / self._statements,
            source.place == 0,
            1 / (1 + source.place),
            count,
            min(count, _FEW),
            speaker.words,
            min(_PART, len(stretch.text) / self._length),
            said.quoted,
            not source.spoken and _tells(stretch.text),
            points_outside(stretch.text),
            "،" in behind.name,
            source.spoken,
            count * source.spoken,
            count * (source.place == 0),
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
    known: frozenset[str]
    """Those of its stems that count for something."""
