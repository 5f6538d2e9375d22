"""The word lists of `data/`, read as they stand."""

from __future__ import annotations

from importlib.resources import files

from jobs.analysis.letters import ZWNJ


def lines(name: str) -> list[str]:
    """The entries of a list, one a line; a line with `#` first is a comment, `_` is written for the half-space."""
    text = (files("jobs.analysis.lexicon") / "data" / name).read_text(encoding="utf-8")
    entries = (line.strip() for line in text.splitlines() if not line.startswith("#"))
    return [entry.replace("_", ZWNJ) for entry in entries if entry]


def words(name: str) -> list[str]:
    """The words of a list whose lines hold several, with single spaces between."""
    return [word for line in lines(name) for word in line.split()]
