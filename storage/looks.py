"""Articles whose pages are looked at again: what a publisher changes or takes down after it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from storage import articles as articles_
from storage.database import ReadSession, WriteSession
from storage.records import Article, ArticleState
from storage.schema import articles

_A = articles.c


@dataclass(frozen=True, slots=True)
class Look:
    """An article that is due to be looked at. `looks`: how often it was; `etag`, `last_modified`: what its page said of itself;
    `doubt`: what the last look saw and nobody believes before the next one sees it too."""

    article: Article
    looks: int = 0
    etag: str | None = None
    last_modified: str | None = None
    doubt: str | None = None


async def plan(
    s: WriteSession, article_id: int, look_at: datetime | None, *, etag: str | None = None, last_modified: str | None = None
) -> None:
    """The page is here: its first look is at `look_at` (None: it is not looked at)."""
    values = {"look_at": look_at, "looks": 0, "etag": etag, "last_modified": last_modified, "doubt": None}
    await s.run(update(articles).where(_A.id == article_id).values(**values))


async def due(s: ReadSession, now: datetime, limit: int) -> tuple[Look, ...]:
    """Analysed articles whose next look is due, the longest due first."""
    query = (
        select(*articles_.FIELDS, _A.looks, _A.etag, _A.last_modified, _A.doubt)
        .where(_A.look_at <= now, _A.state == ArticleState.ANALYSED)
        .order_by(_A.look_at, _A.id)
        .limit(limit)
    )
    found = []
    for row in await s.rows(query):
        values: dict[str, Any] = dict(row._mapping)
        own = {name: values.pop(name) for name in ("looks", "etag", "last_modified", "doubt")}
        found.append(Look(articles_.article_of(values), **own))
    return tuple(found)


async def claim(s: WriteSession, article_id: int, now: datetime, lease_s: int) -> bool:
    """Takes a due look for `lease_s` seconds. False: another took it."""
    statement = update(articles).where(_A.id == article_id, _A.look_at <= now)
    return await s.run(statement.values(look_at=now + timedelta(seconds=lease_s))) == 1


async def looked(
    s: WriteSession,
    article_id: int,
    look_at: datetime | None,
    looks: int,
    *,
    etag: str | None,
    last_modified: str | None,
    doubt: str | None,
) -> None:
    """A look is over: the next one is at `look_at` (None: there is none)."""
    values = {"look_at": look_at, "looks": looks, "etag": etag, "last_modified": last_modified, "doubt": doubt}
    await s.run(update(articles).where(_A.id == article_id).values(**values))


async def gone(s: WriteSession, article_id: int, now: datetime) -> bool:
    """The publisher took the article down: it is marked so and keeps its text. False: it was marked before."""
    statement = update(articles).where(_A.id == article_id, _A.state != ArticleState.GONE)
    return await s.run(statement.values(state=ArticleState.GONE, due_at=None, look_at=now, doubt=None)) == 1


async def taken_down(s: ReadSession, limit: int) -> tuple[Article, ...]:
    """Articles that were marked as gone and not handed over so (`handed_over`) by a collector."""
    query = select(*articles_.FIELDS).where(_A.state == ArticleState.GONE, _A.look_at.is_not(None)).limit(limit)
    return tuple(articles_.article_of(dict(row._mapping)) for row in await s.rows(query))


async def handed_over(s: WriteSession, article_id: int) -> None:
    """The other side is told that the article is gone."""
    await s.run(update(articles).where(_A.id == article_id, _A.state == ArticleState.GONE).values(look_at=None))
