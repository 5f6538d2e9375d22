"""Words that belong together although a space stands between them: «می شود»، «سلاح ها»، «هسته ای»، «گفت و گو»."""

from __future__ import annotations

from jobs.analysis.letters import ZWNJ
from jobs.analysis.lexicon import Lexicon
from jobs.analysis.lexicon.lists import words
from jobs.analysis.morphology import NEVER_JOINS, PLURALS, PREVERBS

_IMPERFECT = frozenset(f"{preverb}{negation}می" for preverb in ("", *PREVERBS) for negation in ("", "ن"))
_PLURAL = frozenset(PLURALS)
_COMPARATIVE = frozenset(["تر", "ترین", "تری", "ترها", f"ترین{ZWNJ}ها", f"ترین{ZWNJ}های"])
_AFTER_HEH = frozenset(["ای", "اند", "ایم", "اید", "ام", "ات", "اش", "ایی", "شان", "مان", "تان"])
_AFTER_YEH = frozenset(["ام", "اش", "شان", "مان", "تان", "اند"])
# fmt: off
_NO_STEM = frozenset([
    "و", "که", "در", "از", "به", "با", "تا", "بر", "را", "این", "هم", "یا", "اما", "اگر", "چه", "هر", "نه", "بی", "پس", "مگر",
    "اگرچه", "بلکه", "چون", "ولی", "نیز",
])
# fmt: on

_ENDINGS = ("های", "ها", "هایی", "ان", "ی", "یی")
_CACHE_SIZE = 50_000


class Joiner:
    """Decides what stands between two words that a space keeps apart; it remembers, in bounds, what it decided."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._suffixes = frozenset(words("suffixes.txt"))
        self._endings = self._suffixes | _PLURAL | _COMPARATIVE | _AFTER_HEH
        self._pairs: dict[tuple[str, str], tuple[bool, bool]] = {}

    def is_ending(self, word: str) -> bool:
        """Whether `word` may be the ending of the word before it."""
        return word in self._endings

    def is_first(self, word: str) -> bool:
        """Whether `word` may make one word with what follows."""
        return word in _IMPERFECT or self._lexicon.begins_phrase(word)

    def is_imperfect(self, word: str) -> bool:
        """Whether `word` is the «می» of a verb, with what may stand before it («برمی»، «نمی»)."""
        return word in _IMPERFECT

    def is_second(self, word: str) -> bool:
        """Whether `word` may make one word with what stands before it."""
        return any(map(self._lexicon.continues_phrase, _bases(word)))

    def before(self, stem: str, ending: str) -> str:
        """What to put between a word and the ending behind it: a half-space, nothing, or the space that is there."""
        if len(stem) < 2 or stem in _NO_STEM:
            return " "
        bare = stem.rpartition(ZWNJ)[2]
        if ending in _AFTER_HEH:
            fits = len(bare) > 2 and (bare[-1] == "ه" or (bare[-1] == "ی" and ending in _AFTER_YEH))
            return ZWNJ if fits else " "
        if ending in self._suffixes:
            word = self._lexicon.word(bare)
            return ZWNJ if word is not None and word.tagged and stem[-1] not in NEVER_JOINS else " "
        if ending in _COMPARATIVE:
            word = self._lexicon.word(stem.replace(ZWNJ, ""))
            if ending == "تر" and (word is None or not word.adjective) and ZWNJ not in stem:
                return " "
        return "" if stem[-1] in NEVER_JOINS else ZWNJ

    def behind(self, first: str, second: str, third: str) -> int:
        """How many of the words behind it `first` makes one word with: 0, 1 or 2. `third` is empty where there is none."""
        if first in _IMPERFECT:
            return 1 if self._lexicon.is_verb_of_imperfect(second) else 0
        is_pair, begins_triple = self._pair(first, second)
        if begins_triple and third and any(self._lexicon.is_phrase(f"{first} {second} {last}") for last in _bases(third)):
            return 2
        return 1 if is_pair else 0

    def parts(self, first: str, second: str) -> bool:
        """Whether the two never make one word, whatever follows."""
        return first not in _IMPERFECT and self._pair(first, second) == (False, False)

    def _pair(self, first: str, second: str) -> tuple[bool, bool]:
        """Whether two words make one, and whether they begin one of three."""
        known = self._pairs.get((first, second))
        if known is None:
            if len(self._pairs) >= _CACHE_SIZE:
                self._pairs.clear()
            known = self._pairs[first, second] = (
                any(self._lexicon.is_phrase(f"{first} {last}") for last in _bases(second)),
                self._lexicon.begins_triple(f"{first} {second}"),
            )
        return known


def _bases(word: str) -> list[str]:
    """`word` and what is left of it without its endings."""
    head = word.partition(ZWNJ)[0]
    found = [word] if head == word else [word, head]
    if head.endswith(_ENDINGS):
        found.extend(head[: -len(ending)] for ending in _ENDINGS if head.endswith(ending) and len(head) > len(ending) + 1)
    return found
