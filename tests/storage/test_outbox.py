"""The outbox: order, fairness, leases, doubts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage import chats, outbox
from storage.database import Database, WriteSession
from storage.records import Address, ChatKind, DeliveryKind, DeliveryState, NewDelivery, Priority
from tests.storage.samples import NOW

MINUTE = timedelta(minutes=1)


def owed(chat: int, key: str, priority: Priority = Priority.ALERT, at: datetime = NOW, thread: int = 0) -> NewDelivery:
    """A sample delivery."""
    return NewDelivery(
        Address(chat, thread), DeliveryKind.ALERT, key, {"story_id": 1}, at, priority, None, at + timedelta(hours=12)
    )


async def fill(s: WriteSession, *new: NewDelivery) -> list[int]:
    """Owes each, making its chat; gives the ids."""
    found = []
    for one in new:
        await chats.ensure(s, one.address, ChatKind.PRIVATE, NOW)
        number = await outbox.owe(s, one, NOW)
        assert number is not None
        found.append(number)
    return found


async def keys(s: WriteSession, now: datetime = NOW, limit: int = 10) -> list[str]:
    """The keys that a claim takes, in its order."""
    return [d.key for d in await outbox.claim(s, now, limit, 60, "w")]


async def test_the_same_key_is_owed_once(db: Database) -> None:
    """A second call with the key of an address owes nothing; another topic of the chat is another address."""
    async with db.write() as s:
        await fill(s, owed(1, "a"), owed(1, "a", thread=7))
        assert await outbox.owe(s, owed(1, "a"), NOW) is None
        assert await outbox.keep(s, owed(1, "a"), NOW, DeliveryState.EXPIRED, "cap") is None
        assert await outbox.counts(s) == {DeliveryState.PENDING: 2}


async def test_priority_then_time_and_one_of_each_chat(db: Database) -> None:
    """A claim takes the most urgent of each chat; a chat with a heap gets one at a time, and its next when that is settled."""
    async with db.write() as s:
        ids = await fill(
            s,
            owed(1, "heap-2", at=NOW - MINUTE),
            owed(1, "heap-1", at=NOW - 2 * MINUTE),
            owed(2, "push", Priority.PUSH, NOW - 9 * MINUTE),
            owed(3, "later", at=NOW + MINUTE),
            owed(4, "other", at=NOW),
        )
        assert await keys(s) == ["heap-1", "other", "push"]
        assert await keys(s) == []
        assert await outbox.sent(s, ids[1], 5, NOW)
        assert await keys(s) == ["heap-2"]


async def test_what_is_urgent_passes_within_a_chat(db: Database) -> None:
    """A notice of a chat goes before the briefing that waited longer."""
    async with db.write() as s:
        await fill(s, owed(1, "briefing", Priority.BRIEFING, NOW - MINUTE), owed(1, "notice", Priority.NOTICE))
        assert await keys(s) == ["notice"]


async def test_a_lease_that_ran_out_is_sent_once_more_and_no_more(db: Database) -> None:
    """A killed process's claim is claimed again with a doubt; when that one is lost too, it is settled as uncertain."""
    async with db.write() as s:
        [number] = await fill(s, owed(1, "a"))
        assert await keys(s) == ["a"]
        [again] = await outbox.claim(s, NOW + 2 * MINUTE, 10, 60, "other")
        assert (again.attempts, again.doubts) == (2, 1)
        assert await keys(s, NOW + 4 * MINUTE) == []
        assert await outbox.expire(s, NOW + 4 * MINUTE) == 1
        settled = await outbox.get(s, number)
        assert settled is not None
        assert (settled.state, settled.reason, settled.doubts) == (DeliveryState.UNCERTAIN, "the lease ran out twice", 2)


async def test_uncertain_is_sent_once_more(db: Database) -> None:
    """A lost answer makes it due again; the second lost answer settles it."""
    async with db.write() as s:
        [number] = await fill(s, owed(1, "a"))
        await keys(s)
        assert await outbox.uncertain(s, number, "timed out", NOW)
        assert await keys(s) == ["a"]
        assert await outbox.uncertain(s, number, "timed out", NOW)
        assert await keys(s, NOW + MINUTE) == []
        assert await outbox.counts(s) == {DeliveryState.UNCERTAIN: 1}


async def test_a_sure_failure_to_send_is_no_doubt(db: Database) -> None:
    """What certainly did not go out is tried at the time given, as often as it takes."""
    async with db.write() as s:
        [number] = await fill(s, owed(1, "a"))
        for attempt in range(5):
            at = NOW + attempt * MINUTE
            [delivery] = await outbox.claim(s, at, 10, 30, "w")
            assert (delivery.attempts, delivery.doubts) == (attempt + 1, 0)
            assert await outbox.retry(s, number, at + MINUTE, "429")
            assert await keys(s, at) == []


async def test_what_is_too_late_is_not_claimed_and_blocks_nobody(db: Database) -> None:
    """Also before `expire` has come round to settle it."""
    async with db.write() as s:
        await fill(s, owed(1, "old", at=NOW - timedelta(hours=12)), owed(1, "new"))
        assert await keys(s) == ["new"]


async def test_the_news_of_a_late_worker_is_believed(db: Database) -> None:
    """`sent` counts although the lease had ended; what it says afterwards otherwise does not."""
    async with db.write() as s:
        [number] = await fill(s, owed(1, "a"))
        await keys(s)
        await keys(s, NOW + 2 * MINUTE)
        assert await outbox.sent(s, number, 9, NOW + 3 * MINUTE)
        assert not await outbox.sent(s, number, 10, NOW + 3 * MINUTE)
        assert not await outbox.retry(s, number, NOW, "x")
        assert not await outbox.failed(s, number, "x", NOW)
        assert not await outbox.uncertain(s, number, "x", NOW)
        settled = await outbox.get(s, number)
        assert settled is not None
        assert (settled.state, settled.message_id) == (DeliveryState.SENT, 9)


async def test_too_late_and_not_wanted(db: Database) -> None:
    """A pending one expires after its time, a waiting one can be cancelled, one in flight neither."""
    async with db.write() as s:
        ids = await fill(s, owed(1, "a"), owed(2, "b"), owed(3, "c"))
        [flying] = await outbox.claim(s, NOW, 1, 86400, "w")
        assert await outbox.cancel(s, [ids[1], flying.id], "not wanted") == 1
        assert await outbox.expire(s, NOW + timedelta(hours=13)) == 1
        states = {d.key: d.state for i in ids if (d := await outbox.get(s, i))}
    assert states == {"a": DeliveryState.CLAIMED, "b": DeliveryState.CANCELLED, "c": DeliveryState.EXPIRED}


@pytest.mark.parametrize("wakes", [False, True])
async def test_a_sleeping_chat_gets_nothing(db: Database, wakes: bool) -> None:
    """Sleep cancels what waits, with the reason; what is owed after waking is sent again."""
    async with db.write() as s:
        [number] = await fill(s, owed(1, "a"))
        await chats.sleep(s, 1, "bot was blocked by the user")
        await outbox.owe(s, owed(1, "b"), NOW)
        cancelled = await outbox.get(s, number)
        assert cancelled is not None
        assert cancelled.reason == "the chat sleeps: bot was blocked by the user"
        if wakes:
            assert await chats.wake(s, 1)
        assert await keys(s) == (["b"] if wakes else [])


async def test_two_processes_never_claim_the_same(url: str, db: Database) -> None:
    """Claims of two databases on one file are disjoint and together complete."""
    async with db.write() as s:
        await fill(s, *(owed(chat, "a") for chat in range(1, 41)))
    other = await Database.open(url)
    taken: list[int] = []
    try:
        for _ in range(3):
            for one in (db, other):
                async with one.write() as s:
                    taken += [d.id for d in await outbox.claim(s, NOW, 7, 60, "w")]
    finally:
        await other.close()
    assert len(taken) == len(set(taken)) == 40
