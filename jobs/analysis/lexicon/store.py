"""The compiled lexicon: written once, mapped into memory, looked up."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import marisa_trie  # type: ignore[import-not-found]  # an extension module without stubs

from jobs.analysis.letters import ZWNJ

_VERSION = 1


class Lexicon:
    """Words by their form without half-spaces. Lookups are exact: give letters as `letters.SAME_LETTER` has them."""

    def __init__(self, trie: marisa_trie.BytesTrie) -> None:
        self._trie = trie

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """The lexicon that `compile_lexicon` wrote to `path`.

        Raises:
            OSError: there is no such file, or it is not a lexicon.
        """
        trie = marisa_trie.BytesTrie()
        trie.load(str(path))
        return cls(trie)

    def mended(self, word: str) -> str | None:
        """`word` with its half-spaces where they belong, or None where nothing is to be put in."""
        for value in self._trie.get(word) or ():
            if value[:1] == b"z":
                return str(value[1:].decode())
        return None

    def knows(self, word: str) -> bool:
        """Whether `word`, half-spaces left out, is a word of the lexicon."""
        return word.replace(ZWNJ, "") in self._trie

    def lemma(self, word: str) -> str:
        """The dictionary form of `word` (a verb's is past stem#present stem, as hazm writes it); `word` itself where unknown."""
        for value in self._trie.get(word.replace(ZWNJ, "")) or ():
            if value[:1] == b"l":
                return str(value[1:].decode())
        return word


def lexicon_path(data_dir: Path) -> Path:
    """Where the compiled lexicon stands in `data_dir`; the name changes with what it is made of."""
    return data_dir / f"lexicon-{_VERSION}.marisa"


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
