"""Articles: found in a feed → fetched → analysed. What is to be done next with one stands in its `due_at`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from storage.database import ReadSession, WriteSession
from storage.expressions import insert_new
from storage.records import Article, ArticleState, FeedItem
from storage.schema import article_revisions, articles, statements

_HIDDEN = {"summary", "content", "found_at", "due_at", "joined_at", "look_at", "looks", "etag", "last_modified", "doubt"}
FIELDS = [column for column in articles.c if column.name not in _HIDDEN]
"""The columns of an `Article`, for `article_of`."""


async def found(s: WriteSession, source_id: int, item: FeedItem, now: datetime) -> int | None:
    """Stores an item of a feed, due to be fetched at once. None: it was known."""
    known = select(articles.c.id).where(articles.c.source_id == source_id, articles.c.key == item.key)
    if await s.scalar(known) is not None:
        return None
    values = {
        "source_id": source_id,
        "key": item.key,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "published_at": item.published_at,
        "state": ArticleState.FOUND,
        "found_at": now,
        "due_at": now,
    }
    # Should another process have found it between the two statements, nothing is inserted.
    for row in await s.returning(insert_new(s.dialect, articles).values(**values).returning(articles.c.id)):
        return int(row.id)
    return None


async def known(s: ReadSession, source_id: int, keys: Sequence[str]) -> dict[str, Article]:
    """The articles of a source that are stored already, by key, of those asked for."""
    rows: list[Row[Any]] = []
    for start in range(0, len(keys), 500):  # a statement has room for so many values
        query = select(*FIELDS).where(articles.c.source_id == source_id, articles.c.key.in_(keys[start : start + 500]))
        rows.extend(await s.rows(query))
    return {row.key: _article(row) for row in rows}


async def refetch(s: WriteSession, article_id: int, title: str, now: datetime, content: str = "") -> None:
    """Its publisher changed an article: what it said is kept as a revision, and it is due to be fetched again. `content`: its
    text where the feed has all of it."""
    old = await s.first(select(articles.c.title, articles.c.body, articles.c.revision).where(articles.c.id == article_id))
    if old is None:
        return
    values: dict[str, Any] = {"title": title, "state": ArticleState.FOUND, "due_at": now, "attempts": 0, "error": None}
    values["content"] = content
    if old.body:
        revision = {"article_id": article_id, "revision": old.revision, "seen_at": now, "title": old.title, "body": old.body}
        await s.run(insert(article_revisions).values(**revision))
        values["revision"] = old.revision + 1
    await s.run(update(articles).where(articles.c.id == article_id).values(**values))


async def due(s: ReadSession, now: datetime, limit: int) -> tuple[Article, ...]:
    """Articles to be fetched, the newest first: after an outage the news comes before the backlog."""
    return await _due(s, ArticleState.FOUND, now, limit)


async def to_analyse(s: ReadSession, now: datetime, limit: int) -> tuple[Article, ...]:
    """Articles whose text is here and was not analysed."""
    return await _due(s, ArticleState.FETCHED, now, limit)


async def item(s: ReadSession, article_id: int) -> FeedItem | None:
    """The feed's item from which the article was found: what there is where its page cannot be had."""
    columns = [articles.c[name] for name in ("key", "url", "title", "published_at", "summary", "content")]
    row = await s.first(select(*columns).where(articles.c.id == article_id))
    return None if row is None else FeedItem(**row._mapping)


async def claim(s: WriteSession, article_id: int, now: datetime, lease_s: int) -> bool:
    """Takes a due article (to fetch or to analyse) for `lease_s` seconds. False: another took it."""
    statement = update(articles).where(articles.c.id == article_id, articles.c.due_at <= now)
    return await s.run(statement.values(due_at=now + timedelta(seconds=lease_s), attempts=articles.c.attempts + 1)) == 1


async def fetched(
    s: WriteSession,
    article_id: int,
    *,
    title: str,
    body: str,
    published_at: datetime | None,
    agency: str | None,
    now: datetime,
    summary_only: bool,
) -> None:
    """The article's text is here, due to be analysed. A text that differs from a former one keeps the former as a revision."""
    old = await s.first(select(articles.c.title, articles.c.body, articles.c.revision).where(articles.c.id == article_id))
    values: dict[str, Any] = {
        "title": title,
        "body": body,
        "agency": agency,
        "state": ArticleState.FETCHED,
        "fetched_at": now,
        "due_at": now,
        "attempts": 0,
        "error": None,
        "summary_only": summary_only,
    }
    if published_at is not None:
        values["published_at"] = published_at
    if old is not None and old.body and (old.title, old.body) != (title, body):
        revision = {"article_id": article_id, "revision": old.revision, "seen_at": now, "title": old.title, "body": old.body}
        await s.run(insert(article_revisions).values(**revision))
        values["revision"] = old.revision + 1
    await s.run(update(articles).where(articles.c.id == article_id).values(**values))


async def analysed(s: WriteSession, article_id: int, story_id: int | None) -> None:
    """The article's statements are stored (none where there is no story)."""
    values = {"state": ArticleState.ANALYSED, "story_id": story_id, "due_at": None, "attempts": 0, "summary": "", "content": ""}
    await s.run(update(articles).where(articles.c.id == article_id).values(**values))


async def failed(s: WriteSession, article_id: int, reason: str, retry_at: datetime | None) -> None:
    """The last step failed: to be tried again at `retry_at`, or given up where that is None."""
    values: dict[str, Any] = {"error": reason, "due_at": retry_at}
    if retry_at is None:
        values["state"] = ArticleState.FAILED
    await s.run(update(articles).where(articles.c.id == article_id).values(**values))


async def set_state(s: WriteSession, article_id: int, state: ArticleState) -> None:
    """Marks an article gone at its publisher, or hidden by an admin; it is not due any more."""
    await s.run(update(articles).where(articles.c.id == article_id).values(state=state, due_at=None))


async def get(s: ReadSession, article_id: int) -> Article | None:
    row = await s.first(select(*FIELDS).where(articles.c.id == article_id))
    return None if row is None else _article(row)


async def by_url(s: ReadSession, url: str) -> Article | None:
    """The newest article under that address."""
    row = await s.first(select(*FIELDS).where(articles.c.url == url).order_by(articles.c.id.desc()).limit(1))
    return None if row is None else _article(row)


async def archive_start(s: ReadSession) -> datetime | None:
    """When the oldest stored statement was said: how far the archive reaches."""
    found_at: datetime | None = await s.scalar(
        select(statements.c.said_at).where(statements.c.hidden.is_(False)).order_by(statements.c.id).limit(1)
    )
    return found_at


async def _due(s: ReadSession, state: ArticleState, now: datetime, limit: int) -> tuple[Article, ...]:
    query = (
        select(*FIELDS)
        .where(articles.c.state == state, articles.c.due_at <= now, articles.c.due_at.is_not(None))
        .order_by(func.coalesce(articles.c.published_at, articles.c.found_at).desc(), articles.c.id.desc())
        .limit(limit)
    )
    return tuple(_article(row) for row in await s.rows(query))


def article_of(values: Mapping[str, Any]) -> Article:
    """The article of a row of `FIELDS`."""
    return Article(**{**values, "state": ArticleState(values["state"])})


def _article(row: Row[Any]) -> Article:
    return article_of(dict(row._mapping))
