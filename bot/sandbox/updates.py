"""The queue of updates that the bot has not confirmed yet.

An update is given again until an offset above it confirms it; it dies of age. There is no other deduplication.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.params import JsonDict

LIFETIME = {"callback_query": 150, "inline_query": 30}
DAY = 86_400
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Pending:
    """One update; `chat` orders webhook deliveries, `expires` is in seconds since 1970."""

    id: int
    kind: str
    chat: int
    expires: float
    update: JsonDict


class UpdateQueue:
    """Updates in order. `arrived` is set whenever one is added."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pending: deque[Pending] = deque()
        self._next_id = 100_000_001
        self.allowed: frozenset[str] | None = None
        self.arrived = asyncio.Event()

    @property
    def now(self) -> float:
        return self._clock()

    def wants(self, kind: str) -> bool:
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str]) -> None:
        """Which kinds are made from now on; an empty list means the default ones."""
        self.allowed = frozenset(kinds) if kinds else None

    def add(self, kind: str, payload: JsonDict, chat: int) -> None:
        if not self.wants(kind):
            return
        expires = self._clock() + LIFETIME.get(kind, DAY)
        update = {"update_id": self._next_id, kind: payload}
        self._pending.append(Pending(self._next_id, kind, chat, expires, update))
        self._next_id += 1
        self.arrived.set()

    def confirm(self, offset: int) -> None:
        """Forget what stands below `offset`; a negative one keeps only so many of the last."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
            return
        while self._pending and self._pending[0].id < offset:
            self._pending.popleft()

    def peek(self, limit: int) -> list[Pending]:
        """The oldest `limit` updates that are still alive; they stay until they are confirmed."""
        now = self._clock()
        if any(p.expires <= now for p in self._pending):
            self._pending = deque(p for p in self._pending if p.expires > now)
        self.arrived.clear()
        return [self._pending[i] for i in range(min(limit, len(self._pending)))]

    def remove(self, update_id: int) -> None:
        """One update was taken by the webhook."""
        self._pending = deque(p for p in self._pending if p.id != update_id)

    def clear(self) -> None:
        self._pending.clear()

    def __len__(self) -> int:
        return len(self._pending)
