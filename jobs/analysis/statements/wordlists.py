"""The closed lists of `data/grammar.toml`, folded, by name."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from jobs.analysis.statements.passage import key

_DATA = Path(__file__).parent.parent / "data" / "grammar.toml"


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data: dict[str, str] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {name: frozenset(key(word) for word in words.split()) for name, words in data.items()}


def listed(name: str) -> frozenset[str]:
    """The folded words of one list.

    Raises:
        KeyError: `grammar.toml` has no list of this name.
    """
    return _lists()[name]
