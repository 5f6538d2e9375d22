"""Hosts' turns and rules in the database: `naql run`, `naql collect` and `naql sources fill` ask a host as politely as one.

A database that is away for a moment is no trouble of a publisher's: what cannot be shared then is kept by each process alone.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from storage import hosts
from storage.database import Database

log = logging.getLogger(__name__)
T = TypeVar("T")


class DatabaseTurns:
    """`jobs.fetch.shared.Shared` over one database."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock = db, clock

    async def take_turn(self, host: str, interval_s: float) -> tuple[float, float]:
        async def take() -> tuple[float, float]:
            async with self._db.write() as s:
                now = self._clock()
                paused = await hosts.paused_until(s, host)
                if paused is not None and paused > now:
                    return 0.0, (paused - now).total_seconds()
                return (await hosts.take_turn(s, host, now, interval_s) - now).total_seconds(), 0.0

        return await _tried(take, (0.0, 0.0))

    async def pause(self, host: str, seconds: float) -> None:
        async def pause() -> None:
            async with self._db.write() as s:
                await hosts.pause(s, host, self._clock() + timedelta(seconds=seconds))

        await _tried(pause, None)

    async def robots(self, origin: str) -> tuple[str, float] | None:
        async def known() -> tuple[str, float] | None:
            async with self._db.read() as r:
                now = self._clock()
                found = await hosts.robots_of(r, origin, now)
            return None if found is None else (found[0], (found[1] - now).total_seconds())

        return await _tried(known, None)

    async def keep_robots(self, origin: str, body: str, seconds: float) -> None:
        async def keep() -> None:
            async with self._db.write() as s:
                await hosts.keep_robots(s, origin, body, self._clock() + timedelta(seconds=seconds))

        await _tried(keep, None)


async def _tried(work: Callable[[], Awaitable[T]], otherwise: T) -> T:
    try:
        return await work()
    except Exception:
        log.exception("what is known of a host cannot be shared now")
        return otherwise
