"""The compiled lexicon: written once, loaded in a few milliseconds, looked up."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import marisa_trie  # type: ignore[import-not-found]  # an extension module without stubs

from jobs.analysis.letters import ZWNJ, lookup_key

_CACHE_SIZE = 100_000
_HERE = Path(__file__).parent
_ADJECTIVE, _TAGGED, _VERB = 1, 2, 4


class Word(NamedTuple):
    """What is known of a word in one piece. `band`: floor(2·log10 n) of its frequency n in a large corpus, 0 where rare."""

    band: int
    adjective: bool
    tagged: bool
    """It is a noun, adjective, adverb or the like for certain, not only a string somebody once wrote."""
    verb: bool


class Lexicon:
    """Words by their form without half-spaces. Letters are to be as `letters.SAME_LETTER` has them; أ/ا and the like are one."""

    def __init__(self, trie: marisa_trie.BytesTrie) -> None:
        self._trie = trie
        self._known: dict[str, list[bytes]] = {}
        self._firsts = frozenset(key[1:] for key in trie.iterkeys("\t"))
        self._others = frozenset(key[1:] for key in trie.iterkeys(" "))

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """The lexicon that `compile_lexicon` wrote to `path`.

        Raises:
            OSError: there is no such file, or it cannot be read.
        """
        trie = marisa_trie.BytesTrie()
        trie.load(str(path))
        return cls(trie)

    def half_spaced(self, word: str) -> str | None:
        """`word` (written in one piece) with its half-spaces, or None where it has none or is not known."""
        for value in self._values(word):
            if value[0] == 0x7A:  # z
                last, pieces = 0, []
                for at in value[1:]:
                    pieces.append(word[last:at])
                    last = at
                return ZWNJ.join([*pieces, word[last:]])
        return None

    def word(self, word: str) -> Word | None:
        """What is known of `word`, written in one piece; None where nothing is."""
        for value in self._values(word):
            if value[0] == 0x77:  # w
                bits = value[2]
                return Word(value[1], bool(bits & _ADJECTIVE), bool(bits & _TAGGED), bool(bits & _VERB))
        return None

    def knows(self, word: str) -> bool:
        """Whether `word`, half-spaces left out, is in the lexicon in any way."""
        return lookup_key(word.replace(ZWNJ, "")) in self._trie

    def begins_phrase(self, word: str) -> bool:
        """Whether some word that may be written apart begins with `word`."""
        return lookup_key(word) in self._firsts

    def begins_triple(self, words: str) -> bool:
        """Whether some word that may be written apart in three begins with the two `words`."""
        return next(self._trie.iterkeys(lookup_key(words) + " "), None) is not None

    def continues_phrase(self, word: str) -> bool:
        """Whether `word` is the second or third part of a word that may be written apart."""
        return lookup_key(word) in self._others

    def is_verb_of_imperfect(self, word: str) -> bool:
        """Whether «می» and `word` make a verb."""
        found = self.half_spaced("می" + word.replace(ZWNJ, ""))
        return found is not None and found.startswith("می" + ZWNJ)

    def is_phrase(self, words: str) -> bool:
        """Whether `words`, two or three with single spaces between, are one word written apart."""
        return lookup_key(words) in self._trie

    def lemma(self, word: str) -> str:
        """The lemma of a verb's form as hazm writes it (past stem#present stem); any other word itself."""
        for value in self._values(word.replace(ZWNJ, "")):
            if value[0] == 0x6C:  # l
                return str(value[1:].decode())
        return word

    def _values(self, word: str) -> list[bytes]:
        """What the trie has under `word`; remembered, since the rules ask for the same few words again and again."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            found = self._known[word] = self._trie.get(lookup_key(word)) or []
        return found


def lexicon_path(data_dir: Path) -> Path:
    """Where the compiled lexicon stands in `data_dir`; the name changes with what it is made of, so none is ever out of date."""
    mark = 0
    for part in sorted([*_HERE.glob("*.py"), *(_HERE / "data").glob("*.txt")]):
        mark = crc32(part.read_bytes(), mark)
    return data_dir / f"lexicon-{mark:08x}.marisa"


def compile_lexicon(path: Path) -> None:
    """Compile the lexicon to `path`, which appears at once and whole: two processes may do this at the same time."""
    from jobs.analysis.lexicon.build import entries

    path.parent.mkdir(parents=True, exist_ok=True)
    trie = marisa_trie.BytesTrie(entries())
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        trie.save(name)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def ensure_lexicon(data_dir: Path) -> Lexicon:
    """The lexicon of `data_dir`, compiled first where it is not there yet (a few seconds)."""
    path = lexicon_path(data_dir)
    if not path.exists():
        compile_lexicon(path)
    return Lexicon.load(path)
