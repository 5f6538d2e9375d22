"""The line in which messages wait for their turn: by priority, fair between chats, each chat within its own limits.

Synchronous and without a clock of its own: `bot.limiter` tells it the time and is told when to look again.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from dataclasses import dataclass, field

from bot.pacing import ChatLimits, Pace, Window

_DRAIN = 1.015
"""The gate is this much faster than the line, so that those who gathered before it while something stalled get away."""


@dataclass(slots=True, eq=False)
class Waiter:
    """One message in line; `turn` is done when it may go, or holds why it may not. Nobody waits beyond `deadline`."""

    key: object
    priority: int
    cost: int
    deadline: float
    turn: asyncio.Future[None]


@dataclass(slots=True, eq=False)
class _Queue:
    """What waits for one chat. `served` orders the chats of one priority: who was served longest ago comes first."""

    limits: ChatLimits
    served: int
    waiting: list[tuple[int, int, Waiter]] = field(default_factory=list)
    place: int = 0
    """Number of its newest entry in a heap; older entries are void."""


class Line:
    """All that share one overall limit. `pace` is that limit, `gate` the same again at the moment of departure, and `window` what
    the server sees of it (`limit` in any second)."""

    def __init__(self, rate: float, slack: float, limit: int) -> None:
        self.pace, self.gate, self.window = Pace(rate, slack), Pace(rate * _DRAIN, slack), Window(limit)
        self.door = asyncio.Lock()
        self.blocked_until = float("-inf")
        self._queues: dict[object, _Queue] = {}
        self._ready: list[tuple[int, int, int, _Queue]] = []
        self._later: list[tuple[float, int, _Queue]] = []
        self._deadlines: list[tuple[float, int, Waiter]] = []
        self._number = itertools.count(1)

    def join(self, waiter: Waiter, limits: ChatLimits, now: float) -> None:
        """Puts `waiter` into the line."""
        queue = self._queues.get(waiter.key)
        if queue is None:
            queue = self._queues[waiter.key] = _Queue(limits, next(self._number))
        number = next(self._number)
        heapq.heappush(queue.waiting, (waiter.priority, number, waiter))
        heapq.heappush(self._deadlines, (waiter.deadline, number, waiter))
        self._place(waiter.key, queue, now)

    def of(self, key: object) -> list[Waiter]:
        """Those who wait for this chat."""
        queue = self._queues.get(key)
        return [] if queue is None else [waiter for _, _, waiter in queue.waiting]

    def chats(self) -> set[object]:
        """The chats for which somebody waits."""
        return set(self._queues)

    def __len__(self) -> int:
        return sum(len(queue.waiting) for queue in self._queues.values())

    def advance(self, now: float) -> tuple[list[Waiter], list[Waiter], float | None]:
        """Those whose turn has come, those whose deadline passed, and when to look again (None: when somebody joins)."""
        late = self._late(now)
        go: list[Waiter] = []
        while self._later and self._later[0][0] <= now:
            _, place, queue = heapq.heappop(self._later)
            if place == queue.place and queue.waiting:
                self._place(queue.waiting[0][2].key, queue, now)
        while self._ready and self._open_in(now) <= 0:
            _, _, place, queue = heapq.heappop(self._ready)
            if place != queue.place:
                continue
            _, _, waiter = heapq.heappop(queue.waiting)
            if not waiter.turn.done():
                self.pace.take(now, waiter.cost)
                queue.limits.take(now, waiter.cost)
                queue.served = next(self._number)
                go.append(waiter)
            self._place(waiter.key, queue, now)
        return go, late, self._next(now)

    def everybody(self) -> list[Waiter]:
        """All who wait; the line is empty after."""
        waiters = [waiter for queue in self._queues.values() for _, _, waiter in queue.waiting]
        for heap in (self._ready, self._later, self._deadlines):
            heap.clear()
        self._queues.clear()
        return waiters

    def _open_in(self, now: float) -> float:
        return max(self.pace.wait(now), self.blocked_until - now, self.window.wait(now))

    def _late(self, now: float) -> list[Waiter]:
        late = []
        while self._deadlines and (self._deadlines[0][0] <= now or self._deadlines[0][2].turn.done()):
            waiter = heapq.heappop(self._deadlines)[2]
            if not waiter.turn.done():
                late.append(waiter)
        return late

    def _place(self, key: object, queue: _Queue, now: float) -> None:
        """Puts a chat's queue where it belongs: among those that may be served, or until its limits allow it."""
        while queue.waiting and queue.waiting[0][2].turn.done():
            heapq.heappop(queue.waiting)
        queue.place = next(self._number)
        if not queue.waiting:
            self._queues.pop(key, None)
            return
        wait = queue.limits.wait(now)
        if wait > 0:
            heapq.heappush(self._later, (now + wait, queue.place, queue))
        else:
            heapq.heappush(self._ready, (queue.waiting[0][0], queue.served, queue.place, queue))

    def _next(self, now: float) -> float | None:
        while self._ready and self._ready[0][2] != self._ready[0][3].place:
            heapq.heappop(self._ready)
        times = [now + self._open_in(now)] if self._ready else []
        times += [heap[0][0] for heap in (self._later, self._deadlines) if heap]
        return min(times, default=None)
