"""What is cited and nobody's in particular: «برخی گزارش‌های رسیده حاکی است»، «بر اساس برآوردها»، «شنیده شده است»."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jobs.analysis.model import Act
from jobs.analysis.statements.nouns import Noun, Phrases
from jobs.analysis.statements.passage import key, keys

_DATA = Path(__file__).parent.parent / "data" / "cues.toml"
_PLACE = 5
"""Tokens, at most, of where reports come from: «گزارش‌های رسیده از نمونه‌شهر حاکی است»."""


_FIGURES = key("آمار")
"""«بر اساس آخرین آمار، Y»; without the comma somebody's figures may follow."""


@dataclass(frozen=True, slots=True)
class Hearsay:
    phrases: Phrases
    """Whole phrases: «گفته می‌شود»."""
    by: Phrases
    some: Phrases
    nouns: frozenset[str]
    genitives: frozenset[str]
    """«گزارش‌های»: a word that tells their kind must follow."""
    kinds: Phrases
    tells: Phrases
    firsts: frozenset[str]
    """With what hearsay may begin."""

    def end(self, words: list[str], i: int) -> int:
        """The token behind the hearsay that begins at `i`; `i` where none does."""
        whole = _behind(self.phrases, words, i)
        if whole > i:
            return whole
        k = _behind(self.by, words, i)
        based = k > i
        noun = _behind(self.some, words, k)
        if based and words[noun : noun + 2] == [_FIGURES, "،"]:
            return noun + 1
        if noun >= len(words) or (words[noun] not in self.nouns and words[noun] not in self.genitives):
            return i
        k = _behind(self.kinds, words, noun + 1)
        if k == noun + 1 and words[noun] not in self.nouns:
            return i
        if based:
            return i if words[k : k + 1] == ["توسط"] or words[k : k + 2] in (["از", "سوی"], ["از", "طرف"]) else k
        told = _behind(self.tells, words, k)
        if told == k and k > noun + 1 and words[k : k + 1] == ["از"]:
            k = next((j for j in range(k + 2, min(k + _PLACE, len(words))) if self.tells.at(words, j) is not None), k)
            told = _behind(self.tells, words, k)
        return told if told > k else i


def _behind(phrases: Phrases, words: list[str], i: int) -> int:
    found = phrases.at(words, i)
    return i if found is None else i + len(found.words)


@lru_cache(maxsize=1)
def hearsay() -> Hearsay:
    """The words of `cues.toml`, read once."""
    data: dict[str, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))["anonymous"]
    passives = [f"{word} {becomes}" for word in data["passives"] for becomes in data["becomes"]]
    phrases, by, some = _phrases([*data["phrases"], *passives]), _phrases(data["by"]), _phrases(data["some"])
    nouns = frozenset(map(key, data["nouns"]))
    genitives = frozenset(key(f"{noun}ی") for noun in data["nouns"] if noun.endswith("ها"))
    firsts = phrases.firsts | by.firsts | some.firsts | nouns | genitives
    return Hearsay(phrases, by, some, nouns, genitives, _phrases(data["kinds"]), _phrases(data["tells"]), firsts)


def _phrases(texts: Iterable[str]) -> Phrases:
    return Phrases(Noun(keys(text), Act.SAYS) for text in texts)
