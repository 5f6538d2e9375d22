"""Publishers' feeds: which are due, what was learnt about each, what failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, insert, or_, select, update

from storage.database import ReadSession, WriteSession
from storage.records import NewSource, Source, SourceState
from storage.schema import sources

FIRST_INTERVAL_S = 600
"""How often a new feed is read, until its own rhythm is known."""
_UNREAD: dict[str, object] = {
    "next_check_at": None,
    "lease_until": None,
    "etag": None,
    "last_modified": None,
    "failures": 0,
    "failing_since": None,
    "last_error": None,
}
"""An address that nobody has asked yet: with the validators of another it might say that nothing has changed."""
_FIELDS = [column for column in sources.c if column.name != "lease_until"]


async def add(s: WriteSession, new: NewSource) -> Source:
    """Stores a feed, due at once; where the slug is known, its address, name and route become the new ones. What was learnt at
    the former address (validators, failures) is forgotten."""
    values = {
        "name": new.name,
        "home_url": new.home_url,
        "feed_url": new.feed_url,
        "timezone": new.timezone,
        "route": new.route,
        "state": SourceState.ACTIVE,
    }
    if not await s.run(update(sources).where(sources.c.slug == new.slug).values(**values, **_UNREAD)):
        await s.run(insert(sources).values(slug=new.slug, interval_s=FIRST_INTERVAL_S, **values))
    stored = await get(s, new.slug)
    assert stored is not None
    return stored


async def sync(s: WriteSession, shipped: Sequence[NewSource]) -> int:
    """Adds the shipped feeds whose slugs are not known, and gives their number. What an operator removed, paused or changed
    stays as it is."""
    known = {row.slug for row in await s.rows(select(sources.c.slug))}
    fresh = [new for new in shipped if new.slug not in known]
    for new in fresh:
        await add(s, new)
    return len(fresh)


async def get(s: ReadSession, slug: str) -> Source | None:
    """The feed of that slug, removed ones too."""
    row = await s.first(select(*_FIELDS).where(sources.c.slug == slug))
    return None if row is None else _source(row)


async def list_all(s: ReadSession, *, removed: bool = False) -> tuple[Source, ...]:
    """Every feed that was not removed (with `removed`, those too), by name."""
    query = select(*_FIELDS).order_by(sources.c.name)
    if not removed:
        query = query.where(sources.c.state != SourceState.REMOVED)
    return tuple(_source(row) for row in await s.rows(query))


async def due(s: ReadSession, now: datetime, limit: int) -> tuple[Source, ...]:
    """Active feeds whose time has come and that nobody holds, the longest due first."""
    query = (
        select(*_FIELDS)
        .where(sources.c.state == SourceState.ACTIVE, _is_due(now))
        .order_by(sources.c.next_check_at.is_not(None), sources.c.next_check_at, sources.c.id)
        .limit(limit)
    )
    return tuple(_source(row) for row in await s.rows(query))


async def claim(s: WriteSession, source_id: int, now: datetime, lease_s: int) -> bool:
    """Takes a due feed for `lease_s` seconds. False: another took it, or it is no longer due."""
    lease = now + timedelta(seconds=lease_s)
    statement = update(sources).where(sources.c.id == source_id, sources.c.state == SourceState.ACTIVE, _is_due(now))
    return await s.run(statement.values(lease_until=lease)) == 1


async def checked(
    s: WriteSession,
    source_id: int,
    now: datetime,
    *,
    etag: str | None,
    last_modified: str | None,
    next_check_at: datetime,
    interval_s: int,
    last_item_at: datetime | None,
) -> None:
    """The feed answered at `now`: its failures are forgotten, its validators and its rhythm kept."""
    values = {
        "etag": etag,
        "last_modified": last_modified,
        "next_check_at": max(now, next_check_at),
        "interval_s": interval_s,
        "failures": 0,
        "failing_since": None,
        "last_error": None,
        "lease_until": None,
    }
    if last_item_at is not None:
        values["last_item_at"] = last_item_at
    await s.run(update(sources).where(sources.c.id == source_id).values(**values))


async def move(s: WriteSession, source_id: int, feed_url: str) -> None:
    """The feed is at another address now. Its state stays: who removed or paused it meanwhile has not asked for it again."""
    await s.run(update(sources).where(sources.c.id == source_id).values(feed_url=feed_url))


async def failed(s: WriteSession, source_id: int, now: datetime, reason: str, next_check_at: datetime) -> None:
    """The feed could not be read at `now`. It stays active, however often that happens."""
    # Two statements rather than a coalesce: the first failure after a success sets `failing_since`.
    await s.run(update(sources).where(sources.c.id == source_id, sources.c.failing_since.is_(None)).values(failing_since=now))
    await s.run(
        update(sources)
        .where(sources.c.id == source_id)
        .values(failures=sources.c.failures + 1, last_error=reason, next_check_at=next_check_at, lease_until=None)
    )


async def set_state(s: WriteSession, slug: str, state: SourceState) -> bool:
    """Pauses, removes or wakes a feed. False where there is none of that slug."""
    values = {"state": state, "lease_until": None}
    if state is SourceState.ACTIVE:
        values["next_check_at"] = None
    return await s.run(update(sources).where(sources.c.slug == slug).values(**values)) == 1


def _is_due(now: datetime):  # type: ignore[no-untyped-def]  # SQLAlchemy's type of a condition is longer than the condition
    return or_(sources.c.next_check_at.is_(None), sources.c.next_check_at <= now) & or_(
        sources.c.lease_until.is_(None), sources.c.lease_until <= now
    )


def _source(row: Row[tuple[object, ...]]) -> Source:
    values = dict(row._mapping)
    values["state"] = SourceState(values["state"])
    return Source(**values)
