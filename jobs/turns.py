"""Hosts' turns and rules in the database: `naql run`, `naql collect` and `naql sources fill` ask a host as politely as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from storage import hosts
from storage.database import Database


class DatabaseTurns:
    """`jobs.fetch.shared.Shared` over one database."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock = db, clock

    async def take_turn(self, host: str, interval_s: float) -> tuple[float, float]:
        async with self._db.write() as s:
            now = self._clock()
            paused = await hosts.paused_until(s, host)
            if paused is not None and paused > now:
                return 0.0, (paused - now).total_seconds()
            return (await hosts.take_turn(s, host, now, interval_s) - now).total_seconds(), 0.0

    async def pause(self, host: str, seconds: float) -> None:
        async with self._db.write() as s:
            await hosts.pause(s, host, self._clock() + timedelta(seconds=seconds))

    async def robots(self, origin: str) -> tuple[str, float] | None:
        async with self._db.read() as r:
            now = self._clock()
            known = await hosts.robots_of(r, origin, now)
        return None if known is None else (known[0], (known[1] - now).total_seconds())

    async def keep_robots(self, origin: str, body: str, seconds: float) -> None:
        async with self._db.write() as s:
            await hosts.keep_robots(s, origin, body, self._clock() + timedelta(seconds=seconds))
