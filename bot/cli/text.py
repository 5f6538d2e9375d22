"""`naql normalise`: Persian text from standard input made whole on standard output."""

from __future__ import annotations

import sys


def normalise() -> None:
    """Standard input to standard output, line by line: letters, spaces and half-spaces repaired."""
    from jobs.analysis.lexicon import ensure_lexicon
    from jobs.analysis.normalise import Normaliser
    from storage import config

    normaliser = Normaliser(ensure_lexicon(config.from_environment().data_dir))
    out = sys.stdout.buffer
    for line in iter(sys.stdin.buffer.readline, b""):
        # Bytes that are not UTF-8 travel as lone surrogates and come out as they came in.
        text = normaliser.normalise(line.decode("utf-8", "surrogateescape")).text
        out.write(text.encode("utf-8", "surrogateescape"))
        out.flush()
