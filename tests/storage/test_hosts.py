"""Hosts' turns and rules, shared by all processes on one database."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from storage import hosts
from storage.database import Database

NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


async def test_turns_of_one_host_are_apart_whoever_takes_them(url: str, db: Database) -> None:
    """Twenty turns taken from two databases at once (as two processes have them): each a second after another; a host that
    was left alone is free at once; hosts do not wait for each other."""
    other = await Database.open(url)

    async def take(from_: Database, host: str, now: datetime = NOW) -> datetime:
        async with from_.write() as s:
            return await hosts.take_turn(s, host, now, 1.0)

    taken = await asyncio.gather(*(take((db, other)[n % 2], "news.example") for n in range(20)))
    assert sorted(taken) == [NOW + timedelta(seconds=n) for n in range(20)]
    assert await take(other, "other.example") == NOW
    assert await take(db, "news.example", NOW + timedelta(minutes=1)) == NOW + timedelta(minutes=1)
    await other.close()


async def test_a_pause_is_never_made_shorter(db: Database) -> None:
    """A host that asked for an hour and then, in another answer, for a minute is left alone for the hour."""
    async with db.write() as s:
        assert await hosts.paused_until(s, "news.example") is None
        await hosts.pause(s, "news.example", NOW + timedelta(hours=1))
        await hosts.pause(s, "news.example", NOW + timedelta(minutes=1))
        assert await hosts.paused_until(s, "news.example") == NOW + timedelta(hours=1)


async def test_rules_hold_until_their_time_and_are_forgotten_after(db: Database) -> None:
    """A robots.txt is asked for once a day, however many processes start meanwhile."""
    async with db.write() as s:
        assert await hosts.robots_of(s, "https://news.example", NOW) is None
        await hosts.keep_robots(s, "https://news.example", "Disallow: /a", NOW + timedelta(days=1))
        await hosts.keep_robots(s, "https://news.example", "Disallow: /b", NOW + timedelta(days=1))
        assert await hosts.robots_of(s, "https://news.example", NOW) == ("Disallow: /b", NOW + timedelta(days=1))
        assert await hosts.robots_of(s, "https://news.example", NOW + timedelta(days=1)) is None
        await hosts.take_turn(s, "news.example", NOW, 1.0)
        assert await hosts.prune(s, NOW + timedelta(days=2)) == 2
