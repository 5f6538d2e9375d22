"""Key statements and digests: every line is a stretch of the article, plus the speaker and words from a fixed list."""

from jobs.analysis.summary.attribution import Attribution, attribution_of
from jobs.analysis.summary.clauses import Cut, shorten
from jobs.analysis.summary.digest import summarise
from jobs.analysis.summary.keys import Piece, rank

__all__ = ["Attribution", "Cut", "Piece", "attribution_of", "rank", "shorten", "summarise"]
