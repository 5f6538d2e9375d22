"""`naql normalise`: the analysis on text from a terminal."""

from __future__ import annotations


def normalise() -> None:
    """Standard input to standard output, line by line: letters, spaces and half-spaces repaired."""
