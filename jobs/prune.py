"""What is not kept: too late deliveries, messages that a chat wants gone, answers' questions, hashes, settled deliveries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from storage import hosts, likeness, outbox, questions
from storage.database import Database, WriteSession
from storage.records import Delivery, DeliveryKind, NewDelivery, Priority

MARKS_KEPT = timedelta(days=4)
QUESTIONS_KEPT = timedelta(days=30)
DELIVERIES_KEPT = timedelta(days=60)
HOSTS_KEPT = timedelta(days=7)
DELETABLE = timedelta(hours=48)
"""Telegram lets a bot delete its own messages for so long."""


async def expire(db: Database, clock: Callable[[], datetime]) -> int:
    """Settles deliveries that are too late, and owes the deletion of messages that grew too old for their chat. Often."""
    async with db.write() as s:
        now = clock()
        return await outbox.expire(s, now) + await owe_deletions(s, now)


async def owe_deletions(s: WriteSession, now: datetime) -> int:
    """Owes the deletion of each message that is older than its chat wants; gives their number."""
    owed = 0
    for old in await outbox.to_delete(s, now, DELETABLE):
        owed += int(await outbox.owe(s, deletion(old, now), now) is not None)
    return owed


def deletion(old: Delivery, now: datetime) -> NewDelivery:
    """The deletion of a message that was sent: owed once, worthless when Telegram no longer allows it."""
    assert old.sent_at is not None
    payload: dict[str, object] = {"of": old.id, "message_id": old.message_id}
    key = f"delete:{old.id}"
    expires = old.sent_at + DELETABLE
    return NewDelivery(old.address, DeliveryKind.DELETE, key, payload, now, Priority.DELETE, None, expires)


async def prune(db: Database, clock: Callable[[], datetime]) -> int:
    """Deletes what is no longer needed; gives the number of rows. Once a day is enough."""
    gone = 0
    async with db.write() as s:
        gone += await likeness.prune(s, clock() - MARKS_KEPT)
        gone += await questions.prune(s, clock() - QUESTIONS_KEPT)
        gone += await outbox.prune(s, clock() - DELIVERIES_KEPT)
        gone += await hosts.prune(s, clock() - HOSTS_KEPT)
    return gone
