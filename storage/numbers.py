"""What an operator is told in numbers. Nothing here says who reads what: only totals leave this module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from math import ceil
from typing import Any

from sqlalchemy import Select, distinct, func, select, text

from storage.database import ReadSession
from storage.records import ChatState, DeliveryKind, DeliveryState
from storage.schema import articles, chats, deliveries, sources, stories, subscriptions

_ALERTS = 20_000


@dataclass(frozen=True, slots=True)
class ChatNumbers:
    """Chats (a forum is one) by kind and by state; `fresh`: those that came in the last 7 and 30 days."""

    by_kind: Mapping[str, int]
    by_state: Mapping[str, int]
    fresh: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lag:
    """Seconds from the first article of a story to the chat: of `number` alerts the median and the 95th percentile."""

    number: int
    median: float
    p95: float


async def of_chats(s: ReadSession, now: datetime) -> ChatNumbers:
    """Who is there."""
    number = func.count(distinct(chats.c.chat_id)).label("number")
    kinds = await s.rows(select(chats.c.kind, number).where(chats.c.state == ChatState.ACTIVE).group_by(chats.c.kind))
    states = await s.rows(select(chats.c.state, number).group_by(chats.c.state))
    fresh = [int(await s.scalar(select(number).where(chats.c.created_at > now - timedelta(days=days)))) for days in (7, 30)]
    return ChatNumbers({r.kind: r.number for r in kinds}, {r.state: r.number for r in states}, (fresh[0], fresh[1]))


async def joined_by_day(s: ReadSession, since: datetime, zone: tzinfo) -> dict[date, int]:
    """How many chats came on each day of the zone since then."""
    first = select(chats.c.chat_id, func.min(chats.c.created_at).label("at")).group_by(chats.c.chat_id).subquery()
    rows = await s.rows(select(first.c.at).where(first.c.at > since))
    return Counter(row.at.astimezone(zone).date() for row in rows)


async def follows(s: ReadSession) -> dict[str, int]:
    """How many follows name somebody, a country, a topic or a phrase; one that names two counts with both."""
    f = subscriptions.c
    columns: list[Any] = [func.count(column).label(column.name) for column in (f.who, f.country, f.topic, f.phrase)]
    query: Select[Any] = select(func.count().label("all"), *columns).select_from(subscriptions)
    row = await s.first(query)
    return dict(row._mapping) if row is not None else {}


async def deliveries_since(s: ReadSession, since: datetime) -> dict[DeliveryState, int]:
    """Deliveries owed since then, by their state now."""
    query = select(deliveries.c.state, func.count().label("number")).where(deliveries.c.created_at > since)
    return {DeliveryState(row.state): row.number for row in await s.rows(query.group_by(deliveries.c.state))}


async def lag(s: ReadSession, since: datetime) -> Lag | None:
    """From source to chat, over the alerts that arrived since then and that no quiet hours held back; None: there were none."""
    query = (
        select(deliveries.c.sent_at, deliveries.c.not_before, deliveries.c.created_at, stories.c.first_at)
        .join(stories, stories.c.id == deliveries.c.story_id)
        .where(deliveries.c.sent_at > since, deliveries.c.kind == DeliveryKind.ALERT, deliveries.c.state == DeliveryState.SENT)
        .order_by(deliveries.c.sent_at.desc())
        .limit(_ALERTS)
    )
    rows = [row for row in await s.rows(query) if row.not_before - row.created_at < timedelta(minutes=1)]
    if not rows:
        return None
    waits = sorted(max(0.0, (row.sent_at - row.first_at).total_seconds()) for row in rows)
    return Lag(len(waits), _percentile(waits, 0.5), _percentile(waits, 0.95))


def _percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of them does not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


async def items_since(s: ReadSession, since: datetime) -> dict[int, int]:
    """How many articles each source brought since then."""
    query = select(articles.c.source_id, func.count().label("number")).where(articles.c.found_at > since)
    return {row.source_id: row.number for row in await s.rows(query.group_by(articles.c.source_id))}


async def articles_by_day(s: ReadSession, since: datetime, zone: tzinfo) -> dict[date, int]:
    """How many articles came in on each day of the zone since then."""
    rows = await s.rows(select(articles.c.found_at).where(articles.c.found_at > since))
    return Counter(row.found_at.astimezone(zone).date() for row in rows)


async def size_bytes(s: ReadSession) -> int:
    """How large the database is."""
    if s.dialect == "sqlite":
        pages = select(text("page_count * page_size FROM pragma_page_count(), pragma_page_size()"))
        return int(await s.scalar(pages))
    return int(await s.scalar(select(func.pg_database_size(func.current_database()))))


async def oldest_due(s: ReadSession, now: datetime) -> datetime | None:
    """Since when the delivery waits that has been due longest (pushes aside: they take their time); None: nothing waits."""
    due = (deliveries.c.due_at <= now) & (deliveries.c.kind != DeliveryKind.PUSH)
    active = select(chats.c.chat_id).where(
        chats.c.chat_id == deliveries.c.chat_id,
        chats.c.thread_id == deliveries.c.thread_id,
        chats.c.state == ChatState.ACTIVE,
    )
    return await s.scalar(select(func.min(deliveries.c.due_at)).where(due, active.exists()))  # type: ignore[no-any-return]  # Utc


async def failing_sources(s: ReadSession) -> int:
    """How many sources cannot be read at present."""
    return int(await s.scalar(select(func.count()).where(sources.c.failing_since.is_not(None), sources.c.state == "active")))
