"""Two processes are together as polite as one: what one fetcher knows of a host, the other keeps to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select

from jobs.fetch import Fetcher, FetchError, Limits, Trouble
from jobs.turns import DatabaseTurns
from storage.database import Database
from storage.schema import hosts
from tests.jobs.hostile import Names
from tests.jobs.support import config, database

INTERVAL_S = 0.05


def clock() -> datetime:
    return datetime.now(UTC)


class Host:
    """A publisher that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.busy = False

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /private")
        if self.busy:
            return web.Response(status=429, headers={"Retry-After": "3600"})
        return web.Response(text="<p>نمونه</p>")


@asynccontextmanager
async def two_fetchers(folder: Path, host: Host) -> AsyncIterator[tuple[Fetcher, Fetcher, str, Database]]:
    """Two fetchers, each with its own connections to one database file as two processes have, and the host's address."""
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", host.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    limits = Limits(connect_s=2, total_s=5, host_interval_s=INTERVAL_S)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(runner.cleanup)
        db = await stack.enter_async_context(database(folder))
        other = await Database.open(f"sqlite+aiosqlite:///{folder / 'test.sqlite3'}")
        stack.push_async_callback(other.close)
        made = []
        for one in (db, other):
            fetcher = Fetcher(
                config(),
                limits=limits,
                resolver=Names({"news.example": [["127.0.0.1"]]}),
                exempt=frozenset({("127.0.0.1", port)}),
                shared=DatabaseTurns(one, clock),
            )
            made.append(await stack.enter_async_context(fetcher))
        yield made[0], made[1], f"http://news.example:{port}", db


async def test_two_fetchers_take_turns_at_one_host(tmp_path: Path) -> None:
    """Twelve pages asked for by both at once are twelve turns of one host, not six at a time twice."""
    host = Host()
    began = clock()
    async with two_fetchers(tmp_path, host) as (one, two, url, db):
        await one.get(f"{url}/0")
        await asyncio.gather(*((one, two)[n % 2].get(f"{url}/{n}") for n in range(1, 12)))
        async with db.read() as r:
            next_at = await r.scalar(select(hosts.c.next_at))
    assert len(host.asked) == 13
    assert next_at - began >= timedelta(seconds=13 * INTERVAL_S)


async def test_robots_are_asked_for_once_by_both(tmp_path: Path) -> None:
    """The rules that one was given hold for the other, which does not ask."""
    host = Host()
    async with two_fetchers(tmp_path, host) as (one, two, url, _):
        await one.get(f"{url}/a")
        with pytest.raises(FetchError) as refused:
            await two.get(f"{url}/private")
    assert refused.value.trouble is Trouble.ROBOTS
    assert host.asked == ["/robots.txt", "/a"]


async def test_a_host_that_wants_to_be_left_alone_is_by_both(tmp_path: Path) -> None:
    """429 with Retry-After to one: the other does not knock either, and says for how long."""
    host = Host()
    async with two_fetchers(tmp_path, host) as (one, two, url, _):
        host.busy = True
        for fetcher in (one, two):
            with pytest.raises(FetchError) as refused:
                await fetcher.get(f"{url}/a")
            assert refused.value.retry_after_s is not None
            assert refused.value.retry_after_s > 3000
    assert host.asked == ["/robots.txt", "/a"]


async def test_a_database_that_is_away_is_no_trouble_of_the_publishers(tmp_path: Path) -> None:
    """What cannot be shared is kept alone: the page is fetched all the same, at this process's own pace."""
    host = Host()
    async with two_fetchers(tmp_path, host) as (one, _, url, db):
        async with db.write() as s:
            await s.script("DROP TABLE hosts")
            await s.script("DROP TABLE robots")
        assert (await one.get(f"{url}/a")).status == 200
        assert (await one.get(f"{url}/b")).status == 200
    assert host.asked == ["/robots.txt", "/a", "/b"]
