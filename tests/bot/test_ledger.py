"""Writes that share a transaction."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.ledger import Ledger
from storage import chats
from storage.database import Database, WriteSession
from storage.records import Address, ChatKind
from tests.bot import post


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with post.open_post(tmp_path) as opened:
        yield opened


async def _add(s: WriteSession, chat_id: int) -> int:
    await chats.ensure(s, Address(chat_id), ChatKind.PRIVATE, post.real_clock())
    return chat_id


async def _known(db: Database, *chat_ids: int) -> set[int]:
    async with db.read() as s:
        return {address.chat_id for address in await chats.get_many(s, [Address(n) for n in chat_ids])}


async def test_one_that_fails_does_not_take_the_others_with_it(db: Database) -> None:
    """Each is told what became of its own change, and all but the failed one are committed."""

    async def bad(s: WriteSession) -> int:
        await _add(s, 99)
        raise ValueError("sample")

    ledger = Ledger(db)
    asked = [ledger.write(partial(_add, chat_id=n)) for n in (1, 2)]
    results = await asyncio.gather(*asked, ledger.write(bad), ledger.write(lambda s: _add(s, 3)), return_exceptions=True)
    assert results[:2] == [1, 2]
    assert isinstance(results[2], ValueError)
    assert results[3] == 3
    assert await _known(db, 1, 2, 3, 99) == {1, 2, 3}


async def test_a_bulk_change_is_called_once_for_all_who_come_together(db: Database) -> None:
    """Each gets the result for its own item."""
    calls: list[int] = []

    async def bulk(s: WriteSession, numbers: Sequence[int]) -> Sequence[int]:
        calls.append(len(numbers))
        return [await _add(s, number) * 10 for number in numbers]

    ledger = Ledger(db)
    assert await asyncio.gather(*(ledger.share(bulk, n) for n in range(1, 6))) == [10, 20, 30, 40, 50]
    assert calls == [5]


async def test_who_is_cancelled_while_waiting_loses_nothing(db: Database) -> None:
    """The change is made all the same, and `settle` waits for it."""
    ledger = Ledger(db)
    waiting = asyncio.create_task(ledger.write(lambda s: _add(s, 7)))
    await asyncio.sleep(0)
    waiting.cancel()
    await ledger.settle()
    assert await _known(db, 7) == {7}
    assert await ledger.write(lambda s: _add(s, 8)) == 8
