"""Typed words made those of the vocabulary: glued endings taken off, spellings that sound the same made one.

«ایرانو میزنیم» is «ایران میزنیم», «مهاجرا» «مهاجر», «عراغچی» «عراقچی». A word that is known stays as it is; a word that nothing
explains too, and `near` says what it may have been meant for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.question.intake import is_laughter
from bot.question.latin import Sounds
from bot.question.periods import time_phrases
from bot.question.vocabulary import NAMES, Lexis, data
from bot.question.words import Word, key_of, unstretched
from jobs.analysis.lexicon import Lexicon

_SAME_SOUND = str.maketrans("طثصذضظحغعآ", "تسسزززهقاا")
_TIMES = frozenset(("days", "nights", "years", "weekdays", "week", "year", "months"))
_MONTH = "ماه"
_LONG = 5
_SHORTEST_BARE = 4
_OUR = frozenset(("مون", "مان", "شون", "شان", "تون", "تان"))
_THINGS = frozenset(("subject", "topic", "event"))
_ADJECTIVE = frozenset(("ی", "ای", "ایی", "یی"))
"""Endings that make another word of a thing («برقی»), but only lead on from a name."""
_PLURAL = frozenset(("ا", "ای", "ها", "های", "هایی", "هارو", "هارا", "هاش", "هاشون"))
_OBJECT = frozenset(("و", "رو", "را", "ارو", "هارو", "هارا", "یو", "شو"))
"""Endings that are «را»: what they are glued to is the object."""


class Tidier:
    """Tidies the words of questions over one vocabulary."""

    def __init__(self, lexis: Lexis, lexicon: Lexicon | None = None) -> None:
        self.lexis = lexis
        self.lexicon = lexicon
        self._by_sound: dict[str, str] = {}
        for key in (key for key in (*lexis.parts, *lexis.keys()) if len(key) > 3):
            self._by_sound.setdefault(_sound(key), key)
        self._names = [key for key in lexis.name_words if len(key) > 3]
        self.sounds = Sounds((*lexis.parts, *lexis.keys(), *time_phrases().keys()))

    def tidy(self, words: Sequence[Word]) -> list[Word]:
        """The words, each made known where an ending or its sound explains it."""
        found: list[Word] = []
        plain = [replace(word, text=unstretched(word.text)) for word in words if not is_laughter(word.text)]
        for word in self._whole_names(plain):
            found.extend(self._known(word))
        return [*found[:-1], self._without_copula(found[-1])] if found else found

    def _whole_names(self, words: Sequence[Word]) -> list[Word]:
        """The words, a name of one word that was typed in two («تاج زاده») in one again."""
        found: list[Word] = []
        for word in words:
            before = found[-1] if found else None
            whole = before.key + word.key if before is not None else ""
            if before is not None and len(whole) > _LONG and self._is_split(before.key, word.key, whole):
                found[-1] = replace(before, text=f"{before.text}\u200c{word.text}", key=whole, end=word.end)
            else:
                found.append(word)
        return found

    def _is_split(self, first: str, second: str, whole: str) -> bool:
        """Whether two words are nobody's name apart and somebody's together, however the catalogue spaces it."""
        known = [sense.role for sense in self.lexis.get(whole)]
        return "person" in known and not (self.lexis.get(first) and self.lexis.get(second))

    def _without_copula(self, word: Word) -> Word:
        """The last word without a spoken «است» («تعطیله», «گرونه»), where the lexicon has the word without it only."""
        rest = word.key[:-1]
        if self.lexicon is None or word.key[-1:] not in ("ه", "س") or len(rest) < _SHORTEST_BARE:
            return word
        bare = not self._is_known(word.key) and not self.is_ordinary(word.key) and self.is_ordinary(rest)
        return replace(word, text=word.text[:-1], key=rest) if bare else word

    def near(self, key: str) -> tuple[str, ...]:
        """Words of names within one or two slips of `key`, the nearest first; () where the word is known or too short."""
        if len(key) < 4 or self._is_known(key) or self.is_ordinary(key):
            return ()
        slips = 1 if len(key) < 7 else 2
        first = _sound(key)[0]
        hits = process.extract(key, self._names, scorer=OSA.distance, score_cutoff=slips, limit=4)
        return tuple(name for name, distance, _ in hits if distance == hits[0][1] and _sound(name)[0] == first)

    def _is_known(self, key: str) -> bool:
        times = time_phrases()
        return (
            key.isdecimal() or key in self.lexis.parts or bool(self.lexis.get(key)) or bool(times.get(key)) or key in times.parts
        )

    def is_ordinary(self, key: str) -> bool:
        """Whether a word means something by itself, so that it is nobody's name misspelt."""
        if self.lexicon is None:
            return len(key) < _LONG
        word = self.lexicon.word(key)
        return word is not None and (word.tagged or word.verb or word.band > 0)

    def means_something(self, key: str) -> bool:
        """Whether a word is one of the language, however often it is seen: last names are seen often and are none."""
        if self.lexicon is None:
            return len(key) < _LONG
        word = self.lexicon.word(key)
        return word is not None and (word.tagged or word.verb)

    def is_time(self, key: str) -> bool:
        """Whether a word is one of time."""
        return key.isdecimal() or bool(time_phrases().get(key))

    def explains_nothing(self, key: str) -> bool:
        """Whether a word is neither known nor one of the language nor a slip of a name: a last name that nobody has yet."""
        return len(key) > 2 and key.isalpha() and not (self._is_known(key) or self.means_something(key) or self.near(key))

    def _known(self, word: Word) -> list[Word]:
        if self._is_known(word.key):
            return [word]
        if spelling := _spellings().get(word.key):
            return [replace(word, text=part, key=key_of(part)) for part in spelling.split()]
        if word.key.endswith(_MONTH) and time_phrases().get(word.key[: -len(_MONTH)]):
            month = word.key[: -len(_MONTH)]
            return [replace(word, text=month, key=month), replace(word, text=_MONTH, key=_MONTH)]
        if word.key.endswith("اند") and self.lexis.get(word.key[:-3]):
            return [replace(word, text=word.text[:-3].rstrip("\u200c"), key=word.key[:-3])]
        whole = self.lexicon is not None and self.means_something(word.key)
        for ending in () if whole else _endings():
            rest = word.key.removesuffix(ending)
            if rest != word.key and len(rest) > 2 and self._is_name(rest, ending):
                bare = replace(word, text=rest, key=rest)
                return [bare, replace(word, text="را", key="را")] if ending in _OBJECT else [bare]
            if ending in _PLURAL and rest != word.key and len(rest) > 3 and self._is_noun(rest):
                return [replace(word, text=rest, key=rest)]
        if not whole and len(word.key) >= _LONG and word.key.endswith(("ای", "وی")) and self._is_noun(word.key[:-1]):
            return [replace(word, text=word.text[:-1], key=word.key[:-1])]
        if "ون" in word.key and not whole and self._is_known(spoken := word.key.replace("ون", "ان")):
            return [replace(word, text=spoken, key=spoken)]
        same = None if self.is_ordinary(word.key) else self._by_sound.get(_sound(word.key))
        return [replace(word, text=same, key=same)] if same else [word]

    def _is_noun(self, key: str) -> bool:
        word = self.lexicon.word(key) if self.lexicon else None
        return word is not None and word.tagged and not word.verb

    def _is_name(self, rest: str, ending: str) -> bool:
        roles = {sense.role for sense in self.lexis.get(rest)} & NAMES
        if roles and (roles - _THINGS or ending not in _ADJECTIVE):
            return True
        if any(sense.role in _TIMES - {"months"} for sense in time_phrases().get(rest)):
            return True
        plain = ending in _OBJECT or ending in _OUR or ending.startswith("ها")
        return plain and len(rest) > 3 and rest in self.lexis.parts and not time_phrases().get(rest)


def _sound(key: str) -> str:
    return key.translate(_SAME_SOUND).replace("اا", "ا")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted({key_of(ending) for ending in data("colloquial.toml")["endings"]}, key=len, reverse=True))


@cache
def _spellings() -> dict[str, str]:
    return {key_of(typed): meant for typed, meant in data("colloquial.toml")["spellings"].items()}
