"""Which words are surnames by their make, so that one of them alone before a verb of saying is somebody: «کریمی», «حاجی‌زاده»."""

from __future__ import annotations

from functools import lru_cache

from jobs.analysis.names import GIVEN_NAMES
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import key
from jobs.analysis.statements.wordlists import listed

_ENDINGS = tuple(sorted(listed("surname_endings"), key=len, reverse=True))
_LONGER = 2
"""Letters that must stand before an ending: «زاده» alone is none."""
_COMMON = listed("no_surnames")
_STEMS = frozenset(map(key, GIVEN_NAMES)) | listed("surname_stems")


@lru_cache(maxsize=8192)
def is_surname(word: str) -> bool:
    """Whether a folded word is made as surnames are: of a given name («رضایی»), or with their endings («نیک‌پور»)."""
    if word in _COMMON or word in vocabulary().role_heads or word in vocabulary().mute:
        return False
    if any(word.endswith(ending) and len(word) >= len(ending) + _LONGER for ending in _ENDINGS):
        return True
    return word[-1] == "ی" and (word[:-1] in _STEMS or (word[-2:] == "یی" and word[:-2] in _STEMS))
