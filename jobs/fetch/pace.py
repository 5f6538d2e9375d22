"""Politeness towards a host: so many seconds between two requests, longer where the host asks for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from jobs.fetch.shared import Shared

AT_ONCE = 2
"""Requests under way to one host: a host that hangs holds this many places and no more."""


class LeftAloneError(Exception):
    """The host wants to be left alone for `seconds` more."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"for {seconds:.0f} s")
        self.seconds = seconds


class Pace:
    """Turns by host. `interval_s` between two turns of one host; hosts do not wait for each other.

    Waiting requests leave in the order they came. With `shared` the turns are those of all processes together.
    """

    def __init__(
        self, interval_s: float = 1.0, *, shared: Shared | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval_s = interval_s
        self._shared = shared
        self._monotonic = monotonic
        self._next: dict[str, float] = {}
        self._slow: dict[str, float] = {}
        self._paused: dict[str, float] = {}
        self._doors: dict[str, asyncio.Semaphore] = {}

    def paused_s(self, host: str) -> float:
        """For how many seconds `host` still wants to be left alone; 0 where it does not."""
        return max(0.0, self._paused.get(host, 0.0) - self._monotonic())

    @asynccontextmanager
    async def turn(self, host: str, *, free: bool = False) -> AsyncIterator[None]:
        """A request to `host` inside: entered when it may be asked. `free`: without the pause between two requests.

        Raises:
            LeftAloneError: the host wants none for a while.
        """
        if paused := self.paused_s(host):
            raise LeftAloneError(paused)
        door = self._doors.setdefault(host, asyncio.Semaphore(AT_ONCE if not free else 4 * AT_ONCE))
        async with door:
            if not free:
                await self._wait(host)
            yield
        self._forget()

    async def _wait(self, host: str) -> None:
        interval_s = self._slow.get(host, self._interval_s)
        wait = await self._shared_wait(host, interval_s)
        now = self._monotonic()
        at = max(now + wait, self._next.get(host, 0.0))
        self._next[host] = at + interval_s
        if at > now:
            await asyncio.sleep(at - now)

    async def _shared_wait(self, host: str, interval_s: float) -> float:
        """Seconds until our turn among all processes; 0 where there are no others."""
        if self._shared is None:
            return 0.0
        wait, paused = await self._shared.take_turn(host, interval_s)
        if paused:
            self._paused[host] = self._monotonic() + paused
            raise LeftAloneError(paused)
        return wait

    def slow_down(self, host: str, interval_s: float) -> None:
        """Keep at least `interval_s` between requests to `host` from now on (its robots.txt says so)."""
        self._slow[host] = max(self._interval_s, interval_s)

    async def pause(self, host: str, seconds: float) -> None:
        """`host` wants to be left alone for `seconds` (429, 503 with Retry-After)."""
        self._paused[host] = self._monotonic() + seconds
        if self._shared is not None:
            await self._shared.pause(host, seconds)

    def _forget(self) -> None:
        """Hosts whose turn is long past are dropped now and then, so that the tables do not grow for ever."""
        if len(self._doors) > 8192:
            now = self._monotonic()
            self._next = {host: at for host, at in self._next.items() if at > now}
            self._paused = {host: until for host, until in self._paused.items() if until > now}
            self._doors = {host: door for host, door in self._doors.items() if host in self._next or door.locked()}
