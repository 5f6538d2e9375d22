"""The words the analysis knows, compiled once from hazm's data and our own lists into one small file.

`ensure_lexicon(data_dir)` gives it, compiling at first use; hazm is imported then and never again.
"""

from __future__ import annotations

from jobs.analysis.lexicon.store import Lexicon, compile_lexicon, ensure_lexicon, lexicon_path

__all__ = ["Lexicon", "compile_lexicon", "ensure_lexicon", "lexicon_path"]
