"""What came in lately, for those who choose what is sent: stories by how many publishers tell them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import distinct, func, select

from storage.database import ReadSession
from storage.schema import articles, statements


async def stories_since(s: ReadSession, since: datetime, limit: int) -> tuple[tuple[int, int], ...]:
    """(story, publishers) of the stories that came in since then and have a visible statement, the most told first."""
    number = func.count(distinct(articles.c.source_id)).label("number")
    shown = select(statements.c.id).where(statements.c.story_id == articles.c.story_id, statements.c.hidden.is_(False))
    query = (
        select(articles.c.story_id, number)
        .where(articles.c.joined_at > since, articles.c.story_id.is_not(None), shown.exists())
        .group_by(articles.c.story_id)
        .order_by(number.desc(), articles.c.story_id.desc())
        .limit(limit)
    )
    return tuple((row.story_id, row.number) for row in await s.rows(query))
