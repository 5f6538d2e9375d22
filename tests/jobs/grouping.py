"""Composed news put through the product's own steps, article by article, and how well the stories come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from jobs.analysis.analyser import Analyser
from jobs.collect_statements import store, think
from storage import articles, sources
from storage.database import WriteSession
from storage.records import Article, ArticleState, FeedItem, NewSource
from tests.jobs.newswire import Piece
from tests.jobs.support import config, database


@dataclass(frozen=True, slots=True)
class Scores:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


@dataclass(frozen=True, slots=True)
class Grouped:
    """The story of each article (None where it has no statement, so is told to nobody)."""

    stories: list[int | None]


def pairwise(events: Sequence[Hashable], stories: Sequence[Hashable]) -> Scores:
    """Of the pairs put together, how many belong together, and the other way round."""
    right = _pairs(Counter(zip(events, stories, strict=True)).values())
    return Scores(right / max(1, _pairs(Counter(stories).values())), right / max(1, _pairs(Counter(events).values())))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


async def group(pieces: Sequence[Piece], analyser: Analyser, folder: Path) -> Grouped:
    """Stores the pieces one by one in a new database of that folder, each in a transaction of its own."""
    settings = config(folder)
    found: list[int | None] = []
    async with database(folder) as db:
        for number, piece in enumerate(pieces):
            async with db.write() as s:
                article = await stored(s, piece, number)
            thought = think(analyser, article, settings.zone, piece.at)
            async with db.write() as s:
                found.append(await store(s, article, thought, piece.at, settings.story_wait_s))
    return Grouped(found)


async def stored(s: WriteSession, piece: Piece, number: int) -> Article:
    """The piece as an article whose text is here, its outlet as a source."""
    slug = f"outlet-{crc32(piece.outlet.encode())}"
    known = await sources.get(s, slug)
    source = known or await sources.add(
        s, NewSource(slug, piece.outlet, f"https://{slug}.example", f"https://{slug}.example/rss")
    )
    url = f"https://{slug}.example/{number}"
    article_id = await articles.found(s, source.id, FeedItem(url, url, piece.title, piece.at), piece.at)
    assert article_id is not None
    return Article(article_id, source.id, url, url, piece.title, ArticleState.FETCHED, body=piece.body, published_at=piece.at)
