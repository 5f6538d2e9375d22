"""What admins are told about sources: one that has been failing for a day, once, with the reason; and that it is back.

The key of the message names the source and the day its trouble began, so that it is owed once, whoever looks and however often.
Sources that only cannot be seen from this server are told of together, once a day at most: it is the network, not twelve houses.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from storage import chats, outbox, sources
from storage.database import Database
from storage.records import Address, ChatKind, DeliveryKind, NewDelivery, Priority, Source

FAILING_FOR = timedelta(days=1)
UNSEEN = ("not seen from this server", "filtered")


async def notice_health(db: Database, now: datetime, admin_ids: Sequence[int], before: Sequence[Source]) -> int:
    """Owes the admins what has to be said about the sources just checked (`before`: as they were). Gives the number owed."""
    owed = 0
    if not admin_ids:
        return owed
    async with db.read() as r:
        after = {source.id: source for source in [await sources.get(r, old.slug) for old in before] if source is not None}
    notices = decide_notices(before, after, now)
    if not notices:
        return owed
    async with db.write() as s:
        for key, payload in notices:
            for admin in admin_ids:
                await chats.ensure(s, Address(admin), ChatKind.PRIVATE, now)
                new = NewDelivery(Address(admin), DeliveryKind.NOTICE, key, payload, now, Priority.NOTICE)
                owed += await outbox.owe(s, new, now) is not None
    return owed


def decide_notices(before: Sequence[Source], after: dict[int, Source], now: datetime) -> list[tuple[str, dict[str, object]]]:
    """(key, payload) of each notice. Payloads: {"notice": "source-failing" or "source-back", "name", "slug", "since", "reason"};
    {"notice": "sources-unseen", "names", "reason"}. Pure."""
    notices: list[tuple[str, dict[str, object]]] = []
    unseen: list[Source] = []
    for old in before:
        new = after.get(old.id)
        if new is None:
            continue
        if new.failing_since and now - new.failing_since >= FAILING_FOR:
            if is_unseen(new):
                unseen.append(new)
            else:
                notices.append((f"source-failing:{new.id}:{new.failing_since:%Y%m%d%H%M}", _about("source-failing", new, new)))
        elif new.failing_since is None and old.failing_since and now - old.failing_since >= FAILING_FOR:
            notices.append((f"source-back:{new.id}:{old.failing_since:%Y%m%d%H%M}", _about("source-back", new, old)))
    if unseen:
        payload: dict[str, object] = {
            "notice": "sources-unseen",
            "names": [source.name for source in unseen],
            "reason": unseen[0].last_error or "",
        }
        notices.append((f"sources-unseen:{now:%Y%m%d}", payload))
    return notices


def is_unseen(source: Source) -> bool:
    """Is the way to it at fault, rather than the publisher?"""
    return any(mark in (source.last_error or "") for mark in UNSEEN)


def _about(kind: str, source: Source, failing: Source) -> dict[str, object]:
    since = failing.failing_since.isoformat() if failing.failing_since else ""
    return {"notice": kind, "name": source.name, "slug": source.slug, "since": since, "reason": failing.last_error or ""}
