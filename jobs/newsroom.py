"""What is held for a channel's editors is shown to them: one message in their group, owed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from storage import chats, newsrooms, outbox
from storage.database import Database
from storage.records import ChatKind, DeliveryKind, NewDelivery, Priority

_AT_ONCE = 100


async def show_drafts(db: Database, clock: Callable[[], datetime]) -> int:
    """Owes the editors what they have not been shown; gives the number of drafts."""
    async with db.read() as r:
        if not await newsrooms.undrafted(r, 1):
            return 0
    async with db.write() as s:
        now = clock()
        found = await newsrooms.undrafted(s, _AT_ONCE)
        for delivery_id, newsroom in found:
            await newsrooms.drafted(s, delivery_id, newsroom.editors.chat_id, now)
            await chats.ensure(s, newsroom.editors, ChatKind.GROUP, now)
            key, payload = f"draft:{delivery_id}", {"draft": delivery_id}
            new = NewDelivery(newsroom.editors, DeliveryKind.DRAFT, key, dict(payload), now, Priority.ALERT)
            await outbox.owe(s, new, now)
    return len(found)
