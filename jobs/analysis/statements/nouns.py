"""The nouns of saying of `data/cues.toml` (`that`, `with`, `source`), as tries of folded tokens."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobs.analysis.model import Act
from jobs.analysis.statements.passage import key, keys

_DATA = Path(__file__).parent.parent / "data" / "cues.toml"
_THAT = ((key("اینکه"),), (key("آنکه"),), (key("این‌گونه"), "که"), (key("این‌طور"), "که"))


@dataclass(frozen=True, slots=True)
class Noun:
    """A phrase of saying: `act`, and whether what follows is denied or rejected."""

    words: tuple[str, ...]
    act: Act
    negates: bool = False


class Phrases:
    """Finds the longest of its phrases at a token."""

    def __init__(self, nouns: Iterable[Noun]) -> None:
        self._by_first: dict[str, list[Noun]] = {}
        for noun in nouns:
            self._by_first.setdefault(noun.words[0], []).append(noun)
        for found in self._by_first.values():
            found.sort(key=lambda noun: -len(noun.words))

    def at(self, words: list[str], i: int) -> Noun | None:
        for noun in self._by_first.get(words[i], ()):
            if tuple(words[i : i + len(noun.words)]) == noun.words:
                return noun
        return None

    def starts(self, word: str) -> bool:
        return word in self._by_first


@dataclass(frozen=True, slots=True)
class NounTable:
    that: Phrases
    with_: Phrases
    source: Phrases
    empty: frozenset[str]
    needs: frozenset[str]
    written: Phrases
    documents: frozenset[str]
    anonymous: Phrases

    def opens(self, word: str) -> bool:
        """Whether a source, a document's verb or an anonymous phrase may begin with this word."""
        return self.source.starts(word) or self.written.starts(word) or self.anonymous.starts(word)


@lru_cache(maxsize=1)
def noun_table() -> NounTable:
    """The phrases of `cues.toml`, read once."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    that = [
        Noun((*keys(opener), *keys(words), *ending), _act(words))
        for opener in data["that"]["openers"]
        for words in data["that"]["words"]
        for ending in _THAT
    ] + [
        Noun((*keys(f"{opener}{words}"), *ending), _act(words))
        for opener in ("با",)
        for words in data["that"]["words"]
        for ending in _THAT
    ]
    that += [Noun((*keys(o), *keys(w), "بر" + t[0], *t[1:]), Act.SAYS) for o in ("با", "ضمن") for w in ("تاکید",) for t in _THAT]
    with_ = [
        Noun((*keys(opener), *keys(entry["is"])), Act(entry["act"]), entry.get("negates", False))
        for opener in data["with"]["openers"]
        for entry in data["with"]["words"]
    ]
    feelings = [(feeling, Act(act)) for feeling, act in data["with"]["feelings"].items()]
    with_ += [
        Noun((*keys(opener), key(show), key(feeling), *keys(preposition)), act)
        for opener in data["with"]["openers"]
        for show in ("ابراز", "اظهار")
        for feeling, act in feelings
        for preposition in data["with"]["prepositions"]
    ]
    that += [
        Noun((*keys(opener), key(show), key(feeling), *keys(preposition), *ending), act)
        for opener in ("با", "ضمن")
        for show in ("ابراز", "اظهار")
        for feeling, act in feelings
        for preposition in (*data["with"]["prepositions"], "")
        for ending in _THAT
    ]
    needs = [
        Noun((*keys(o), *keys("تاکید بر"), *keys(n)), Act.DEMANDS) for o in ("با", "ضمن", "و") for n in data["with"]["needs"]
    ]
    source = [Noun(keys(words), Act.SAYS) for words in data["source"]["words"]]
    return NounTable(
        Phrases(that),
        Phrases(with_ + needs),
        Phrases(source),
        frozenset(word for w in data["with"]["empty"] for word in keys(w)),
        frozenset(word for w in data["with"]["needs"] for word in keys(w)),
        Phrases(Noun(keys(verb), Act.SAYS) for verb in data["document"]["verbs"]),
        frozenset(key(noun) for noun in data["document"]["nouns"]),
        Phrases(Noun(keys(phrase), Act.SAYS) for phrase in data["anonymous"]["phrases"]),
    )


_ACTS = {
    "هشدار": Act.WARNS,
    "امیدواری": Act.HOPES,
    "نگرانی": Act.WORRIES,
    "تاسف": Act.REGRETS,
    "انتقاد": Act.CRITICISES,
    "تایید": Act.CONFIRMS,
    "اعلام": Act.ANNOUNCES,
}


def _act(words: str) -> Act:
    return next((act for word, act in _ACTS.items() if word in words.split()), Act.SAYS)
