"""The closed word lists of `data/speakers.toml`, folded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobs.analysis.names import GIVEN_NAMES
from jobs.analysis.statements.passage import key, keys
from jobs.analysis.statements.wordlists import listed

_GIVEN = Path(__file__).parent.parent / "data" / "given-names.txt"
_DATA = Path(__file__).parent.parent / "data" / "speakers.toml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each field is a list of `speakers.toml` as folded tokens."""

    titles: frozenset[str]
    role_heads: frozenset[str]
    body_heads: frozenset[str]
    generic_heads: frozenset[str]
    demonstratives: frozenset[str]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    time: frozenset[str]
    time_mod: frozenset[str]
    adverbs: frozenset[str]
    stoppers: frozenset[str]
    inner_after_in: frozenset[str]
    mute: frozenset[str]
    nameless: frozenset[str]
    acts: frozenset[str]
    unnamed: frozenset[str]
    bylines: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    countries: frozenset[str]
    given: frozenset[str]
    introducing: frozenset[str]
    """What a name may begin with: a given name or a title."""
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """Fixed adverbials by their first word, longest first."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The lists, read once. A word with «_» behind it stands for itself only with that mark and is left out."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted((keys(phrase) for phrase in data.pop("phrases")), key=len, reverse=True):
        phrases[phrase[0]] = (*phrases.get(phrase[0], ()), phrase)
    lists = {name: frozenset(key(word) for word in words.split() if "_" not in word) for name, words in data.items()}
    for heads in ("role_heads", "body_heads"):  # «سناتورهای», «رسانه‌ها»
        lists[heads] |= {head + ending for head in lists[heads] if not head.endswith(("ها", "های", "ان")) for ending in _PLURALS}
    lists["given"] |= frozenset(key(name) for name in (*GIVEN_NAMES, *_given_names()))
    return Vocabulary(**lists, introducing=lists["given"] | lists["titles"], phrases=phrases)


def _given_names() -> list[str]:
    lines = _GIVEN.read_text(encoding="utf-8").splitlines()
    return [name for line in lines if not line.startswith("#") for name in line.split()]


_PLURALS = ("ها", "های", "هایی")


def phrase_end(words: list[str], i: int) -> int:
    """Behind the fixed adverbial that begins at `i`, or `i`."""
    if words[i] == "در" and words[i + 1 : i + 2] and words[i + 1] in _PARTS:
        for k in range(i + 2, min(len(words), i + 9)):
            if words[k] in _SPEECHES:
                return k + 1 + (words[k + 1 : k + 2] == ["خود"])
    for phrase in vocabulary().phrases.get(words[i], ()):
        if tuple(words[i : i + len(phrase)]) == phrase:
            end = i + len(phrase)
            if phrase[-1] in ("این", "آن") and words[end + 1 : end + 2] == ["،"] and _is_event(words[end]):
                return end + 1  # «پس از آن ماجرا، X گفت»
            return end
    return i


def _is_event(word: str) -> bool:
    v = vocabulary()
    return (
        word[0].isalpha()
        and word not in v.role_heads
        and word not in v.body_heads
        and word not in v.given
        and word not in v.pronouns
    )


_PARTS = listed("parts")
_SPEECHES = listed("speeches")
"""«در ادامه این گفت‌وگو»، «در بخش دیگری از سخنان خود»: an adverbial that no comma closes."""
