"""getUpdates: the one method that waits."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox.errors import OTHER_POLLER, POLLING_UNDER_WEBHOOK, ApiError, bad_request, conflict
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.updates import UpdateQueue

MAX_LIMIT, MAX_TIMEOUT_S = 100, 50


class Poller:
    """One poll at a time: a newer one ends the older."""

    def __init__(self, updates: UpdateQueue) -> None:
        self._updates = updates
        self._current: asyncio.Future[ApiError | None] | None = None

    async def poll(self, p: Params, webhook_active: bool) -> list[JsonDict]:
        """The updates that are due, after at most `timeout` seconds.

        Raises:
            ApiError: 409 under a webhook, or when another poll takes over.
        """
        if webhook_active:
            raise conflict(POLLING_UNDER_WEBHOOK)
        allowed = p.json("allowed_updates")
        if isinstance(allowed, list):
            self._updates.allow([str(kind) for kind in allowed])
        elif allowed is not None:
            raise bad_request("can't parse allowed_updates: Expected an Array of String")
        limit = p.integer("limit", MAX_LIMIT)
        limit = limit if 1 <= limit <= MAX_LIMIT else MAX_LIMIT
        timeout = max(0, min(p.integer("timeout"), MAX_TIMEOUT_S))
        self.interrupt(conflict(OTHER_POLLER))
        if offset := p.integer("offset"):
            self._updates.confirm(offset)
        stop: asyncio.Future[ApiError | None] = asyncio.get_running_loop().create_future()
        self._current = stop
        try:
            return await self._wait(limit, timeout, stop)
        finally:
            if self._current is stop:
                self._current = None

    def interrupt(self, reason: ApiError | None) -> None:
        """End the poll that is waiting, with `reason`; None: with nothing, because the server ends."""
        if self._current is not None and not self._current.done():
            self._current.set_result(reason)

    async def _wait(self, limit: int, seconds: float, stop: asyncio.Future[ApiError | None]) -> list[JsonDict]:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while True:
            if found := self._updates.peek(limit):
                return [pending.update for pending in found]
            left = end - loop.time()
            if left <= 0:
                return []
            arrived: asyncio.Future[Any] = asyncio.ensure_future(self._updates.arrived.wait())
            ends: set[asyncio.Future[Any]] = {arrived, stop}
            try:
                await asyncio.wait(ends, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                arrived.cancel()
            if stop.done():
                if (reason := stop.result()) is not None:
                    raise reason
                return []
