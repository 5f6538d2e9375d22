"""Pushes on their way: the audience goes into the outbox part by part, and the admin sees how far it is.

Everything that matters is in the database: how far the audience is expanded, that a chat is owed it once, when the progress was
told last. So a tick asks what there is to do, and a process that was killed is carried on by the next.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import chats, outbox, pushes
from storage.database import Database, ReadSession
from storage.office_records import Push, PushCounts, PushState
from storage.records import Address, ChatKind, DeliveryKind, NewDelivery, Priority

log = logging.getLogger(__name__)

PART = 500
"""Chats that are owed a push in one transaction."""
WAITING_AT_MOST = 2000
"""Deliveries of a push in the outbox that are not settled; more are added when these have gone."""
TELL_EVERY = timedelta(seconds=4)
"""Telegram takes about one message a second in a chat; an edit counts."""
PER_SECOND = 29.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a push is. `total`: chats of the audience; `ends_at`: when it will be through, None where it is over or waits."""

    push: Push
    counts: PushCounts
    total: int
    ends_at: datetime | None


Tell = Callable[[Progress], Awaitable[int | None]]
"""Sends the progress message (None: it cannot be sent), or edits it where the push has one; gives its id."""


async def run_pushes(db: Database, clock: Callable[[], datetime], tell: Tell) -> int:
    """One tick: owes the next parts, settles what is over, tells the admins. Gives the number of deliveries owed."""
    async with db.read() as r:
        found = await pushes.active(r)
    owed = 0
    for push in found:
        try:
            owed += await _advance(db, push, clock())
            await _tell(db, push.id, clock(), tell)
        except Exception:  # one push never stops another; the next tick carries it on
            log.exception("push %d", push.id)
    return owed


async def _advance(db: Database, push: Push, now: datetime) -> int:
    if push.settled_at is not None:
        return 0
    if push.state in (PushState.PAUSED, PushState.CANCELLED):
        async with db.write() as s:
            await pushes.hold_back(s, push.id, push.state)
    owed = 0
    if push.state is PushState.RUNNING and push.not_before <= now and not push.expanded:
        owed = await _expand(db, push, now)
    await _finish(db, push.id, now)
    return owed


async def _expand(db: Database, push: Push, now: datetime) -> int:
    async with db.read() as r:
        room = WAITING_AT_MOST - await pushes.outstanding(r, push)
    owed = 0
    while room >= PART:
        async with db.write() as s:
            part = await pushes.expand(s, push, now, PART)
        owed, room = owed + part, room - PART
        if part < PART:
            break
    return owed


async def _finish(db: Database, push_id: int, now: datetime) -> None:
    """Settles a push of which nothing is left to be sent, and owes the report to whoever sent it."""
    async with db.read() as r:
        push = await pushes.get(r, push_id)
        over = push is not None and (push.state is PushState.CANCELLED or (push.state is PushState.RUNNING and push.expanded))
        if push is None or not over or await pushes.outstanding(r, push):
            return
    async with db.write() as s:
        if await pushes.finish(s, push_id, now):
            payload: dict[str, object] = {"notice": "push-report", "push": push_id}
            key = f"push-report:{push_id}"
            await chats.ensure(s, Address(push.admin_id), ChatKind.PRIVATE, now)
            new = NewDelivery(Address(push.admin_id), DeliveryKind.NOTICE, key, payload, now, Priority.NOTICE)
            await outbox.owe(s, new, now)


async def _tell(db: Database, push_id: int, now: datetime, tell: Tell) -> None:
    async with db.write() as s:
        if not await pushes.may_tell(s, push_id, now, TELL_EVERY):
            return
        push = await pushes.get(s, push_id)
        assert push is not None
        progress = await progress_of(s, push, now)
    message_id = await tell(progress)
    if message_id is not None and message_id != push.message_id:
        async with db.write() as s:
            await pushes.told_in(s, push_id, message_id)


async def progress_of(s: ReadSession, push: Push, now: datetime) -> Progress:
    """How far the push is at this moment."""
    counts = await pushes.counts(s, push)
    rest = await pushes.rest(s, push, now)
    left = counts.waiting + rest
    begins = max(now, push.not_before)
    runs = push.state is PushState.RUNNING
    return Progress(push, counts, push.owed + rest, begins + timedelta(seconds=left / PER_SECOND) if runs and left else None)
