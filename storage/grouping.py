"""Articles whose story is found later, many at a time: an archive's. What jobs.grouping needs, read and written in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, case, func, insert, select, update

from storage.database import ReadSession, WriteSession
from storage.expressions import in_parts
from storage.likeness import SENTENCE, SPEAKER, unpacked
from storage.records import ArticleState, Profile
from storage.schema import article_marks, article_profiles, articles, statements, stories
from storage.statements import first_id

_P = article_profiles.c
_WORTH = {SENTENCE: 4, SPEAKER: 8}


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it is found and judged: `marks` and what sharing each of them is worth."""

    article_id: int
    at: datetime
    profile: Profile
    marks: Mapping[int, int]


async def waiting(s: ReadSession) -> tuple[tuple[int, datetime], ...]:
    """(article, when it was told) of all that have statements and no story yet, the oldest first."""
    c = statements.c
    told = select(c.article_id, c.said_at).where(c.story_id.is_(None)).distinct().subquery()
    query = (
        select(told)
        .join(article_profiles, _P.article_id == told.c.article_id)
        .join(articles, articles.c.id == told.c.article_id)
        .where(articles.c.story_id.is_(None), articles.c.state == ArticleState.ANALYSED)
        .order_by(told.c.said_at, told.c.article_id)
    )
    return tuple((row.article_id, row.said_at) for row in await s.rows(query))


async def stories_between(s: ReadSession, since: datetime, until: datetime) -> dict[int, int | None]:
    """The stories of the articles told in that time, by article; None for those that have none yet."""
    c = statements.c
    told = c.id.between(first_id(since), first_id(until + timedelta(seconds=1)))  # the order of ids is that of time
    rows = await s.rows(select(c.article_id, c.story_id).where(told).distinct())
    return {row.article_id: row.story_id for row in rows}


async def kept(s: ReadSession, article_ids: Sequence[int]) -> tuple[Kept, ...]:
    """These articles with their marks and profiles."""
    marks: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows: list[Row[Any]] = []
    for some in in_parts(article_ids):
        rows += await s.rows(select(_P.article_id, _P.at, _P.profile).where(_P.article_id.in_(some)))
        for row in await s.rows(select(article_marks).where(article_marks.c.article_id.in_(some))):
            marks[row.article_id][row.mark] = _WORTH.get(row.kind, 1)
    return tuple(Kept(row.article_id, row.at, unpacked(row.profile, row.at), marks[row.article_id]) for row in rows)


async def create(s: WriteSession, first_at: Sequence[datetime], ready_at: datetime) -> tuple[int, ...]:
    """New stories, one for each moment; their ids in the same order."""
    if not first_at:
        return ()
    rows = [{"first_at": at, "last_at": at, "ready_at": ready_at, "due_at": ready_at} for at in first_at]
    made = await s.returning(insert(stories).returning(stories.c.id, sort_by_parameter_order=True), rows)
    return tuple(row.id for row in made)


async def join(s: WriteSession, found: Sequence[tuple[int, int, datetime]], now: datetime) -> None:
    """`stories.join` for many at once: (story, article, when it was told); the follows are to hear of them. What another pass
    has given a story meanwhile keeps that one."""
    if not found:
        return
    rows = [{"story": story, "article": article, "told": at, "now": now} for story, article, at in found]
    time = articles.c.joined_at.type
    joined = func.coalesce(articles.c.joined_at, bindparam("now", type_=time))
    here = articles.c.id == bindparam("article")
    await s.run(
        update(articles).where(here, articles.c.story_id.is_(None)).values(story_id=bindparam("story"), joined_at=joined), rows
    )
    said = statements.c.article_id == bindparam("article")
    await s.run(update(statements).where(said, statements.c.story_id.is_(None)).values(story_id=bindparam("story")), rows)
    by_story: defaultdict[int, list[datetime]] = defaultdict(list)
    for story, _, at in found:
        by_story[story].append(at)
    told = [{"story": story, "told": max(all_), "more": len(all_), "now": now} for story, all_ in by_story.items()]
    this = stories.c.id == bindparam("story")
    later = stories.c.last_at < bindparam("told", type_=time)
    await s.run(update(stories).where(this, later).values(last_at=bindparam("told")), told)
    now_ = bindparam("now", type_=time)
    due = case((stories.c.ready_at > now_, stories.c.ready_at), else_=now_)
    await s.run(update(stories).where(this).values(revision=stories.c.revision + bindparam("more"), due_at=due), told)
