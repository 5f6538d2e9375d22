"""Publishers' hosts: whose turn it is to ask, and what their robots.txt says, for all processes that work on one database."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import case, delete, literal, select, update

from storage.database import ReadSession, WriteSession
from storage.expressions import insert_new
from storage.schema import hosts, robots


async def take_turn(s: WriteSession, host: str, now: datetime, interval_s: float) -> datetime:
    """When a request to `host` may leave: at `now`, or as much later as turns were given before. The next turn is `interval_s`
    after it. One conditional statement, so that two processes never have the same turn."""
    interval = timedelta(seconds=interval_s)
    free = update(hosts).where(hosts.c.host == host, hosts.c.next_at <= now).values(next_at=now + interval)
    if await s.run(free) == 1:
        return now
    taken = select(hosts.c.next_at).where(hosts.c.host == host).with_for_update()
    if await s.scalar(taken) is None:
        # A host that nobody asked before. Should another process meet it at the same time, one of the two is behind the other.
        await s.run(insert_new(s.dialect, hosts), {"host": host, "next_at": now})
        if await s.run(free) == 1:
            return now
    at: datetime = await s.scalar(taken)
    await s.run(update(hosts).where(hosts.c.host == host).values(next_at=at + interval))
    return at


async def pause(s: WriteSession, host: str, until: datetime) -> None:
    """`host` wants to be left alone until then."""
    later = case((hosts.c.paused_until > until, hosts.c.paused_until), else_=literal(until, hosts.c.paused_until.type))
    if not await s.run(update(hosts).where(hosts.c.host == host).values(paused_until=later)):
        await s.run(insert_new(s.dialect, hosts), {"host": host, "next_at": until, "paused_until": until})


async def paused_until(s: ReadSession, host: str) -> datetime | None:
    """Until when `host` wants to be left alone; None where it never said so."""
    until: datetime | None = await s.scalar(select(hosts.c.paused_until).where(hosts.c.host == host))
    return until


async def robots_of(s: ReadSession, origin: str, now: datetime) -> tuple[str, datetime] | None:
    """The robots.txt of `origin` and until when it holds; None where it has to be asked for."""
    row = await s.first(select(robots.c.body, robots.c.until).where(robots.c.origin == origin, robots.c.until > now))
    return None if row is None else (row.body, row.until)


async def keep_robots(s: WriteSession, origin: str, body: str, until: datetime) -> None:
    """`origin` answered so; it holds until then."""
    if not await s.run(update(robots).where(robots.c.origin == origin).values(body=body, until=until)):
        await s.run(insert_new(s.dialect, robots), {"origin": origin, "body": body, "until": until})


async def prune(s: WriteSession, before: datetime) -> int:
    """Forgets hosts and rules that nobody asked for since that moment."""
    gone = await s.run(delete(hosts).where(hosts.c.next_at < before, hosts.c.paused_until.is_(None)))
    gone += await s.run(delete(hosts).where(hosts.c.next_at < before, hosts.c.paused_until < before))
    return gone + await s.run(delete(robots).where(robots.c.until < before))
