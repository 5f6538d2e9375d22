"""Writes to the database that are asked for one by one and committed together.

While one transaction is being committed, those who come meanwhile gather and share the next: with few there is no waiting, with
900 a second there are a hundred commits instead of 1,800.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from storage.database import Database, WriteSession

T = TypeVar("T")
Item = TypeVar("Item")
Change = Callable[[WriteSession], Awaitable[T]]
Bulk = Callable[[WriteSession, Sequence[Item]], Awaitable[Sequence[T]]]
"""A change for many items at once; it gives a result for each, in their order."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One change, or one item of a bulk change, and who waits for it."""

    change: Any
    item: Any
    bulk: bool
    done: asyncio.Future[Any]


class Ledger:
    """The shared transactions of one database, used by one event loop."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._asked: list[_Asked] = []
        self._working: asyncio.Task[None] | None = None

    async def write(self, change: Change[T]) -> T:
        """What `change` gives, once it is committed. It may run twice (its effects once), so it does nothing but write.

        Whoever is cancelled while waiting is not told; the change is made all the same.
        """
        result: T = await self._ask(change, None, bulk=False)
        return result

    async def share(self, bulk: Bulk[Item, T], item: Item) -> T:
        """The result of `bulk` for this item: it is called once for the items of all who come at the same time. As `write`."""
        result: T = await self._ask(bulk, item, bulk=True)
        return result

    async def _ask(self, change: object, item: object, *, bulk: bool) -> Any:
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._asked.append(_Asked(change, item, bulk, done))
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
                    _tell(together[0].done, error)
                    continue
                for one in together:  # one of them is at fault: the others must not suffer from it
                    try:
                        await self._commit([one])
                    except Exception as own:  # noqa: BLE001 — the same
                        _tell(one.done, own)

    async def _commit(self, together: list[_Asked]) -> None:
        bulks: dict[Any, list[_Asked]] = {}
        results: list[tuple[_Asked, Any]] = []
        async with self._db.write() as session:
            for asked in together:
                if asked.bulk:
                    bulks.setdefault(asked.change, []).append(asked)
                else:
                    results.append((asked, await asked.change(session)))
            for bulk, those in bulks.items():
                results += zip(those, await bulk(session, [asked.item for asked in those]), strict=True)
        for asked, result in results:
            if not asked.done.done():
                asked.done.set_result(result)


def _tell(done: asyncio.Future[Any], error: Exception) -> None:
    if not done.done():
        done.set_exception(error)
