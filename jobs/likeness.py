"""Whether an article tells the same event as the articles of a story. Pure.

An article is found again by `Marks` (hashes that the database compares), and judged by its `Profile` against the profiles of a
story's articles together: what one outlet left out another has told. Look-alikes are many: daily figures in the same words, the
same speaker a day later, the same accident in another city. So numbers, speakers and the day decide as much as wording does.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from zlib import crc32

from jobs.analysis.common import common_words
from jobs.analysis.fold import fold
from jobs.analysis.model import SpeakerKind
from jobs.analysis.segment import sentences
from storage.records import Marks, NewStatement, Profile

SAME = 0.0
"""A likeness above this is the same event."""
WINDOW = timedelta(hours=48)
"""Articles told further apart than this never tell the same event here."""
_SENTENCE_LETTERS = 25  # shorter sentences are formulas that every article has
_LONE_SENTENCE_LETTERS = 60
_SAMPLED = 4  # one shingle in so many is kept: the same ones in every text (FracMinHash), so that a piece finds its whole
_MOST_MARKS = 96
_HEAD_SENTENCES = 2
_PART = 4  # whoever says less than a quarter may stand in a sentence that every article on the matter has
_WORD = re.compile(r"\w+")

_WEIGHTS = {
    "sentences": 0.9,
    "words": 3.3,
    "words_of_one": 3.0,
    "head": 2.5,
    "shingles": 1.7,
    "same_person": 2.5,
    "other_person": -1.9,
    "numbers": 3.1,
    "same_figure": 1.4,
    "other_figure": -2.6,
    "days": -2.4,
}
"""What each piece of evidence is worth: fitted by logistic regression on composed news (tests/jobs/newswire.py) and on pairs of
articles of other days that share a speaker or formulas, rounded."""
_BIAS = -9.3
_COPIED = 0.8
_SURE = 1.0


def marks_of(text: str, statements: Sequence[NewStatement], at: datetime) -> Marks:
    """The hashes by which an article is found again: its sentences, a sample of its shingles, its speakers with the day."""
    words = _words(text)
    day = at.date().toordinal()
    who = {_hash(f"{key}@{day + near}") for key in _people(statements) for near in (0, 1)}
    return Marks(sentences=_least(_sentences(text)), shingles=_least(_shingles(words)), speakers=frozenset(who))


def profile_of(title: str, text: str, statements: Sequence[NewStatement], at: datetime) -> Profile:
    """What an article is judged by. `title` and `text` are normalised; hashes are of 32 bits, of sentences 64."""
    words = _words(f"{title} . {text}")
    head = " ".join([title, *(text[start:end] for start, end in sentences(text)[:_HEAD_SENTENCES])])
    figures = {
        (crc32(words[place + 1].encode()), int(word[:9]))
        for place, word in enumerate(words[:-1])
        if word.isdecimal() and not words[place + 1].isdecimal()
    }
    return Profile(
        at=at,
        sentences=_sentences(text),
        words=_hashed(word for word in words if _telling(word)),
        head=_hashed(word for word in _words(head) if _telling(word)),
        shingles=_shingles(_words(text)),
        figures=frozenset(figures),
        people=_hashed(_people(statements)),
    )


def story_of(mine: Profile, stories: Mapping[int, Sequence[Profile]]) -> int | None:
    """The story that an article tells, of these (their articles' profiles by story); None: one of its own."""
    judged = [(likeness(mine, told), -place, story) for place, (story, told) in enumerate(stories.items()) if told]
    best = max(judged, default=None)
    return best[2] if best is not None and best[0] > SAME else None


def likeness(mine: Profile, story: Sequence[Profile]) -> float:
    """How much speaks for an article telling the same event as these articles of one story; see `SAME`.

    Raises:
        ValueError: the story has no article.
    """
    if not story:
        raise ValueError("a story without an article")
    if min(_apart(mine, one) for one in story) > WINDOW.total_seconds():
        return float("-inf")
    found = evidence(mine, story)
    told = _BIAS + sum(weight * found[name] for name, weight in _WEIGHTS.items())
    copied = min(found["sentences"], found["shingles"]) >= _COPIED and not found["other_figure"]
    return max(told, _SURE) if copied else told


def evidence(mine: Profile, story: Sequence[Profile]) -> dict[str, float]:
    """The evidence by name, each from 0 to 1 (`days` up to 2)."""
    words = frozenset().union(*(one.words for one in story))
    people = frozenset().union(*(one.people for one in story))
    agree, differ = _figures(mine, story)
    return {
        "sentences": max(_contained(mine.sentences, one.sentences) for one in story),
        "words": _within(mine.words, words),
        "words_of_one": max(_contained(mine.words, one.words) for one in story),
        "head": _within(mine.head, words),
        "shingles": _within(mine.shingles, frozenset().union(*(one.shingles for one in story))),
        "same_person": float(bool(mine.people & people)),
        "other_person": float(bool(mine.people and people and not mine.people & people)),
        "numbers": _numbers(mine, story),
        "same_figure": min(agree, 3) / 3,
        "other_figure": min(differ, 3) / 3,
        "days": min(min(_apart(mine, one) for one in story) / 86_400, 2.0),
    }


def _figures(mine: Profile, story: Sequence[Profile]) -> tuple[int, int]:
    """How many of the article's figures («۱۲ کشته») the story has with the same number, and with another."""
    known: defaultdict[int, set[int]] = defaultdict(set)
    for one in story:
        for what, number in one.figures:
            known[what].add(number)
    mine_by: defaultdict[int, set[int]] = defaultdict(set)
    for what, number in mine.figures:
        mine_by[what].add(number)
    shared = [bool(numbers & known[what]) for what, numbers in mine_by.items() if what in known]
    return sum(shared), len(shared) - sum(shared)


def _numbers(mine: Profile, story: Sequence[Profile]) -> float:
    """The share of the numbers that the story has, small ones and years left out; a half where one of them has none."""
    own = {number for _, number in mine.figures if _special(number)}
    known = {number for one in story for _, number in one.figures}
    return len(own & known) / len(own) if own and known else 0.5


def _special(number: int) -> bool:
    return number >= 10 and not 1300 <= number <= 1450 and not 1900 <= number <= 2100


def _apart(one: Profile, other: Profile) -> float:
    return abs((one.at - other.at).total_seconds())


def _within(mine: frozenset[int], whole: frozenset[int]) -> float:
    return len(mine & whole) / len(mine) if mine else 0.0


def _contained(one: frozenset[int], other: frozenset[int]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _people(statements: Iterable[NewStatement]) -> set[str]:
    """The persons who say a good part of it, by slug, or by their last name: one outlet writes it in full, another does not."""
    spoken = Counter(
        said.person or fold(said.speaker_name or "").split(" ")[-1]
        for said in statements
        if said.speaker_kind == SpeakerKind.PERSON and (said.person or said.speaker_name)
    )
    return {who for who, number in spoken.items() if number * _PART >= spoken.total()}


def _least(hashes: frozenset[int]) -> frozenset[int]:
    """The least of these hashes, so that no text, however long, is found by more than others."""
    return frozenset(sorted(hashes)[:_MOST_MARKS])


def _sentences(text: str) -> frozenset[int]:
    found = [_squeezed(text[start:end]) for start, end in sentences(text)]
    long = [sentence for sentence in found if len(sentence) >= _SENTENCE_LETTERS]
    if len(long) == 1 and len(long[0]) < _LONE_SENTENCE_LETTERS:
        long = []
    return frozenset(map(_hash, long))


def _shingles(words: Sequence[str]) -> frozenset[int]:
    """Every fourth, by its hash, of the runs of three words."""
    runs = (_hash(" ".join(words[place : place + 3])) for place in range(len(words) - 2))
    return frozenset(value for value in runs if value % _SAMPLED == 0)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if len(word) > 1 or word.isdecimal()]


def _telling(word: str) -> bool:
    return not word.isdecimal() and word not in common_words()


def _hashed(words: Iterable[str]) -> frozenset[int]:
    return frozenset(crc32(word.encode()) for word in words)


def _squeezed(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
