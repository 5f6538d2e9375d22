"""Which statements of an article matter most: a weight for each from the headline, the lead, the act and the length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from sys import intern
from tomllib import loads
from typing import NamedTuple

from jobs.analysis.letters import ZWNJ

_MOST_CHUNKS = 40_000
_WORD = re.compile(r"[^\W\d_]{2,}")
_STOPWORDS = frozenset(
    "و در به از که این با را برای است می آن های هم تا یا بر یک شد کرد شده خود ما شود باید اما نیز هر ها اگر هیچ چه بود دیگر باشد "
    "کند دارد بین وی او آنها ای کنند اند کرده پس پیش همه بی دو نیست".split()
)
_HELPING = re.compile(r"(?:ن?می)?(?:شد|شو|بود|باش|کرد|کن|گرد)(?:ه|ه?ا?م|ه?ا?ی|ه?ا?ند?|د|ه?است)?$")
_STRONG_ACTS = frozenset({"demands", "warns", "denies", "rejects", "condemns", "promises", "threatens", "accuses", "announces"})


class Piece(NamedTuple):
    """What the choice needs to know of a statement. `who` is the same for the same speaker, empty where nobody is sure."""

    text: str
    who: str
    paragraph: int
    act: str = "says"
    confidence: float = 1.0


@cache
def _dangling() -> tuple[frozenset[str], tuple[str, ...]]:
    data = loads(resources.files("jobs.analysis.data").joinpath("digest.toml").read_text(encoding="utf-8"))["dangling"]
    return frozenset(data["starts"]), tuple(data["holds"])


def only_helps(stem: str) -> bool:
    """Whether a stem is of a verb that only helps another («شده‌اند»)."""
    return _HELPING.match(stem) is not None


def stems(text: str) -> list[str]:
    """The words of a normalised text that carry meaning, in order, each cut to its first six letters: a Persian word's endings
    come last, so two forms of a word mostly share them."""
    return stems_of(text.split())


def stems_of(words: Iterable[str]) -> list[str]:
    """The same of words that have been parted."""
    return list(chain.from_iterable(map(_STEMS.__getitem__, words)))


@lru_cache(maxsize=64)
def stems_by_word(text: str) -> list[tuple[str, ...]]:
    """The stems of each word between two spaces, in order. Remembered for the texts of one article, of which many stretches are
    looked at."""
    return list(map(_STEMS.__getitem__, text.split(" ")))


class _Stems(dict[str, tuple[str, ...]]):
    """The stems of what stands between two spaces, remembered in bounds: news repeats its words."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        words = _WORD.findall(chunk.replace(ZWNJ, ""))
        made = self[chunk] = tuple(intern(word[:6]) for word in words if word not in _STOPWORDS)
        return made


_STEMS = _Stems()


@lru_cache(maxsize=1024)
def points_outside(text: str) -> bool:
    """Whether the statement leans on something that is not in it («این تهدیدات…»، «دو کشور»)."""
    starts, holds = _dangling()
    begin = text.split(maxsplit=1)
    first = begin[0].strip("«\"'،") if begin else ""
    if first in starts:
        return True
    for phrase in holds:  # noqa: SIM110 -- asked of every stretch: a generator would cost more than the search
        if phrase in text:
            return True
    return False


def rank(pieces: Sequence[Piece], title: str) -> list[float]:
    """A weight between 0 and 1 for each piece, in order: how much it is the article's key statement.

    The headline only helps to choose; no word of it is taken. Nothing is drawn by chance: same input, same weights.
    """
    wanted = frozenset(stems(title))
    speakers = [piece.who for piece in pieces if piece.who]
    share = {who: speakers.count(who) / len(speakers) for who in set(speakers)}
    return [_weight(piece, index, wanted, share.get(piece.who, 0.0)) for index, piece in enumerate(pieces)]


def _weight(piece: Piece, index: int, wanted: frozenset[str], share: float) -> float:
    words = stems_by_word(piece.text)
    agreement = len(wanted.intersection(chain.from_iterable(words))) / len(wanted) if wanted else 0.0
    length = len(words)
    weight = 0.46 * agreement + 0.16 / (1 + index) + 0.10 / (1 + piece.paragraph) + 0.08 * share + 0.08 * piece.confidence
    weight += 0.06 if piece.act in _STRONG_ACTS else 0.0
    weight += 0.06 if 8 <= length <= 45 else 0.0
    weight -= 0.12 if length < 5 else 0.0
    weight -= 0.08 if piece.act == "labels" else 0.0
    weight -= 0.10 if points_outside(piece.text) else 0.0
    return round(min(1.0, max(0.0, weight)), 4)
