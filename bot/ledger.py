"""Writes to the database that are asked for one by one and committed together.

While one transaction is being committed, those who come meanwhile gather and share the next: with few there is no waiting, with
900 a second there are a hundred commits instead of 1,800.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from storage.database import Database, WriteSession

T = TypeVar("T")
Change = Callable[[WriteSession], Awaitable[T]]


class Ledger:
    """The shared transactions of one database, used by one event loop."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._asked: list[tuple[Change[Any], asyncio.Future[Any]]] = []
        self._working: asyncio.Task[None] | None = None

    async def write(self, change: Change[T]) -> T:
        """What `change` gives, once it is committed. It may run twice (its effects once), so it does nothing but write.

        Whoever is cancelled while waiting is not told; the change is made all the same.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._asked.append((change, done))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        return await done

    async def settle(self) -> None:
        """Returns when everything asked for so far is committed."""
        while self._working is not None and not self._working.done():
            await asyncio.wait([self._working])

    async def _work(self) -> None:
        while self._asked:
            together, self._asked = self._asked, []
            try:
                await self._commit(together)
            except Exception as error:  # noqa: BLE001 — whatever it is, it is told to those who asked
                if len(together) == 1:
                    _tell(together[0][1], error)
                    continue
                for one in together:  # one of them is at fault: the others must not suffer from it
                    try:
                        await self._commit([one])
                    except Exception as own:  # noqa: BLE001 — the same
                        _tell(one[1], own)

    async def _commit(self, together: list[tuple[Change[Any], asyncio.Future[Any]]]) -> None:
        async with self._db.write() as session:
            results = [await change(session) for change, _ in together]
        for (_, done), result in zip(together, results, strict=True):
            if not done.done():
                done.set_result(result)


def _tell(done: asyncio.Future[Any], error: Exception) -> None:
    if not done.done():
        done.set_exception(error)
