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
from jobs.analysis.statements.wordlists import listed

_DATA = Path(__file__).parent.parent / "data" / "cues.toml"
_THIS_THAT = tuple(("این", noun, "که") for noun in sorted(listed("said_things")))
TO_THE_EFFECT = key("مبنی")
"""«اظهارات X مبنی بر اینکه Y»."""
_TOLD = frozenset(("توضیح", "استدلال", "ادعا", "عبارت", "جمله"))
_THAT = ((key("اینکه"),), (key("آنکه"),), (key("این‌گونه"), "که"), (key("این‌طور"), "که"), *_THIS_THAT)


@dataclass(frozen=True, slots=True)
class Noun:
    """A phrase of saying: `act`, and whether what follows is denied or rejected."""

    words: tuple[str, ...]
    act: Act
    negates: bool = False


class Phrases:
    """Finds the longest of its phrases at a token, in a trie of words."""

    def __init__(self, nouns: Iterable[Noun]) -> None:
        self._root: dict[str, Any] = {}
        for noun in nouns:
            node = self._root
            for word in noun.words:
                node = node.setdefault(word, {})
            node.setdefault("", noun)
        self.firsts = frozenset(self._root)

    def at(self, words: list[str], i: int) -> Noun | None:
        """The longest phrase that begins at token `i`."""
        node: Any = self._root
        found: Noun | None = None
        for k in range(i, len(words)):
            node = node.get(words[k])
            if node is None:
                break
            found = node.get("", found)
        return found

    def starts(self, word: str) -> bool:
        """Whether a phrase may begin with this word."""
        return word in self.firsts


@dataclass(frozen=True, slots=True)
class NounTable:
    that: Phrases
    with_: Phrases
    source: Phrases
    acts: frozenset[str]
    """«انتقاد», «هشدار»: the nouns of what one does with such an adjunct."""
    empty: frozenset[str]
    needs: frozenset[str]
    written: Phrases
    documents: frozenset[str]
    joiners: frozenset[str]
    """With what an adjunct of saying may begin."""
    openers: frozenset[str]
    """With what a source or a document's verb may begin."""


@lru_cache(maxsize=1)
def noun_table() -> NounTable:
    """The phrases of `cues.toml`, read once."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    that, with_ = _that(data), _with(data)
    needs = [
        Noun((*keys(o), *keys(on), *keys(n)), Act.DEMANDS)
        for o in ("با", "ضمن", "و")
        for on in ("تاکید بر", "دفاع از", "اصرار بر", "پافشاری بر")
        for n in data["with"]["needs"]
    ]
    by = (f"{by} {of}" for by in data["source"]["by"] for of in data["source"]["of"])
    source = [Noun(keys(words), Act.SAYS) for words in (*data["source"]["words"], *by)]
    sources = Phrases(source)
    written = Phrases(Noun(keys(verb), Act.SAYS) for verb in data["document"]["verbs"])
    return NounTable(
        Phrases(that),
        Phrases(with_ + needs),
        sources,
        frozenset(keys(w["is"])[0] for w in data["with"]["words"] if " " in w["is"]) - {"بیان", "اعلام"},
        frozenset(word for w in data["with"]["empty"] for word in keys(w)),
        frozenset(word for w in data["with"]["needs"] for word in keys(w)),
        written,
        frozenset(key(noun) for noun in data["document"]["nouns"]),
        frozenset(noun.words[0] for noun in [*that, *with_, *needs]),
        sources.firsts | written.firsts | {TO_THE_EFFECT},
    )


def _that(data: dict[str, Any]) -> list[Noun]:
    """«با بیان اینکه», «ضمن ابراز نگرانی از اینکه»: a clause follows."""
    words = data["that"]["words"]
    found = [_saying((*keys(o), *keys(w), *t), w) for o in data["that"]["openers"] for w in words for t in _THAT]
    found += [_saying((*keys(f"با{w}"), *t), w) for w in words for t in _THAT]  # glued: «بابیان اینکه»
    found += [Noun((key("با"), *t), Act.SAYS) for t in _THIS_THAT if t[1] in _TOLD]  # «با این توضیح که»
    on_this = (*(("بر" + t[0], *t[1:]) for t in _THAT), ("براین", "که"), ("برآن", "که"))
    found += [Noun((*keys(o), key("تاکید"), *t), Act.SAYS) for o in ("با", "ضمن") for t in on_this]
    found += [
        Noun((*keys(opener), key(show), key(feeling), *keys(preposition), *ending), Act(act))
        for opener in ("با", "ضمن")
        for show in _SHOWN
        for feeling, act in data["with"]["feelings"].items()
        for preposition in (*data["with"]["prepositions"], "")
        for ending in _THAT
    ]
    return found


def _saying(phrase: tuple[str, ...], words: str) -> Noun:
    act = _act(words)
    return Noun(phrase, act, act in (Act.REJECTS, Act.DENIES))


def _with(data: dict[str, Any]) -> list[Noun]:
    """«با اعلام», «ضمن ابراز نگرانی از»: a noun phrase follows."""
    openers = data["with"]["openers"]
    found = [
        Noun((*keys(o), *keys(e["is"])), Act(e["act"]), e.get("negates", False))
        for o in openers
        for e in data["with"]["words"]
        if o != "و" or not e.get("alone")
    ]
    found += [
        Noun((*keys(opener), key(show), key(feeling), *keys(preposition)), Act(act))
        for opener in openers
        for show in _SHOWN
        for feeling, act in data["with"]["feelings"].items()
        for preposition in data["with"]["prepositions"]
        if act != "praises"  # «با قدردانی از N» is courtesy
    ]
    return found


_SHOWN = ("ابراز", "اظهار")

_ACTS = {
    "هشدار": Act.WARNS,
    "امیدواری": Act.HOPES,
    "نگرانی": Act.WORRIES,
    "تاسف": Act.REGRETS,
    "انتقاد": Act.CRITICISES,
    "تایید": Act.CONFIRMS,
    "اعلام": Act.ANNOUNCES,
    "رد": Act.REJECTS,
    "تکذیب": Act.DENIES,
    "انکار": Act.DENIES,
}


def _act(words: str) -> Act:
    return next((act for word, act in _ACTS.items() if word in words.split()), Act.SAYS)


@lru_cache(maxsize=1)
def feelings() -> dict[str, tuple[Act, bool]]:
    """What is felt or held about something, as one word: what the speaker does by showing it, and whether that rejects it."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    shown = {
        key(word): (Act(act), False) for word, act in data["with"]["feelings"].items() if word not in ("آمادگی", "علاقه", "تمایل")
    }
    return {**shown, key("مخالفت"): (Act.REJECTS, True), key("حمایت"): (Act.SAYS, False), key("اعتراض"): (Act.CRITICISES, False)}
