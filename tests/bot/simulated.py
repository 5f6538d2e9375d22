"""Simulated time: a clock and a sleep that jump to the next sleeper when nobody has anything to do."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class SimulatedTime:
    """`clock` and `sleep` for a limiter. `pause` holds the loop up, as a busy machine does: whoever sleeps wakes late by it."""

    def __init__(self, start: float = 1000.0, pause: float = 0.0) -> None:
        self.now = start
        self.pause = pause
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = itertools.count()

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + max(0.0, seconds), next(self._number), future))
        await future

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs `work` to its end, jumping over the time in which everybody sleeps."""
        task = asyncio.create_task(work)
        while not task.done():
            for _ in range(12):
                await asyncio.sleep(0)
            while self._sleepers and self._sleepers[0][2].done():
                heapq.heappop(self._sleepers)
            if self._sleepers and not task.done():
                at, _, future = heapq.heappop(self._sleepers)
                self.now = max(self.now, at + self.pause)
                future.set_result(None)
        return await task


def most_in(times: list[float], window: float) -> int:
    """The greatest number of `times` (in order) in any half-open stretch of `window` seconds."""
    most = first = 0
    for last, at in enumerate(times):
        while at - times[first] >= window:
            first += 1
        most = max(most, last - first + 1)
    return most
