"""Stories: the articles that tell the same event, and when the follows are to hear of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import distinct, func, insert, literal, select, update

from storage import statements as statements_
from storage.database import ReadSession, WriteSession
from storage.expressions import in_parts
from storage.records import Story
from storage.schema import articles, sources, statements, stories


async def create(s: WriteSession, first_at: datetime, ready_at: datetime) -> int:
    """A story without articles yet, to be matched with the follows at `ready_at`."""
    return await s.insert(insert(stories).values(first_at=first_at, last_at=first_at, ready_at=ready_at, due_at=ready_at))


async def join(s: WriteSession, story_id: int, article_id: int, at: datetime, now: datetime) -> None:
    """The article, published or fetched at `at`, tells this story; the follows are to hear of it (not before `ready_at`)."""
    first = func.coalesce(articles.c.joined_at, literal(now, articles.c.joined_at.type))
    await s.run(update(articles).where(articles.c.id == article_id).values(story_id=story_id, joined_at=first))
    await s.run(update(statements).where(statements.c.article_id == article_id).values(story_id=story_id))
    await s.run(update(stories).where(stories.c.id == story_id, stories.c.last_at < at).values(last_at=at))
    await touch(s, story_id, now)


async def touch(s: WriteSession, story_id: int, now: datetime) -> None:
    """Something about the story changed: it is due to be matched again, once it is ready."""
    await s.run(update(stories).where(stories.c.id == story_id).values(revision=stories.c.revision + 1))
    await s.run(update(stories).where(stories.c.id == story_id, stories.c.ready_at > now).values(due_at=stories.c.ready_at))
    await s.run(update(stories).where(stories.c.id == story_id, stories.c.ready_at <= now).values(due_at=now))


async def due(s: ReadSession, now: datetime, limit: int) -> tuple[int, ...]:
    """The stories that are to be matched with the follows, the longest due first."""
    query = select(stories.c.id).where(stories.c.due_at <= now).order_by(stories.c.due_at, stories.c.id).limit(limit)
    return tuple(row.id for row in await s.rows(query))


async def claim(s: WriteSession, story_id: int, now: datetime, lease_s: int) -> bool:
    """Takes a due story for `lease_s` seconds. False: another took it."""
    lease = now + timedelta(seconds=lease_s)
    return await s.run(update(stories).where(stories.c.id == story_id, stories.c.due_at <= now).values(due_at=lease)) == 1


async def matched(s: WriteSession, story_id: int, revision: int) -> None:
    """The follows heard of the story as it was at `revision`; what came meanwhile keeps it due."""
    done = update(stories).where(stories.c.id == story_id).values(matched_revision=revision)
    await s.run(done)
    await s.run(update(stories).where(stories.c.id == story_id, stories.c.revision == revision).values(due_at=None))


async def get(s: ReadSession, story_id: int) -> Story | None:
    """The story with its visible statements (by article's time, then in the article's order) and its sources."""
    row = await s.first(select(stories).where(stories.c.id == story_id))
    if row is None:
        return None
    told = await s.rows(
        select(sources.c.name, articles.c.url, articles.c.summary_only)
        .join(sources, sources.c.id == articles.c.source_id)
        .where(articles.c.story_id == story_id)
        .order_by(func.coalesce(articles.c.published_at, articles.c.found_at), articles.c.id)
    )
    found = await statements_.of_story(s, story_id)
    return Story(
        id=row.id,
        first_at=row.first_at,
        last_at=row.last_at,
        ready_at=row.ready_at,
        countries=_in_order(country for statement in found for country in statement.countries),
        topics=_in_order(topic for statement in found for topic in statement.topics),
        statements=found,
        sources=tuple((article.name, article.url) for article in told),
        summary_only=bool(told) and all(article.summary_only for article in told),
        revision=row.revision,
    )


async def outlets(s: ReadSession, story_ids: Sequence[int]) -> dict[int, int]:
    """How many sources tell each of these stories."""
    found = {}
    for some in in_parts(story_ids):
        number = func.count(distinct(articles.c.source_id)).label("number")
        query = select(articles.c.story_id, number).where(articles.c.story_id.in_(some)).group_by(articles.c.story_id)
        found.update({row.story_id: row.number for row in await s.rows(query)})
    return found


def _in_order(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, the most frequent first."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts, key=lambda value: -counts[value]))
