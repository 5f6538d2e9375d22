"""A post office for tests: a database with addresses and what they are owed, and a courier on its way to a server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from telegram.ext import ApplicationBuilder, ExtBot

from bot.delivery import Courier, Options
from bot.limiter import PriorityLimiter, Turn
from bot.render.rendered import Rendered
from bot.request import AiohttpRequest
from storage import chats, outbox
from storage.database import Database, ReadSession, migrate
from storage.records import (
    Address,
    ChatKind,
    ChatSettings,
    ChatState,
    Delivery,
    DeliveryKind,
    DeliveryState,
    NewDelivery,
    Priority,
)
from storage.schema import chats as chat_rows
from storage.schema import deliveries as delivery_rows


def real_clock() -> datetime:
    return datetime.now(UTC)


async def render_sample(_session: ReadSession, delivery: Delivery) -> Rendered | None:
    """Says which delivery it is; `html` in the payload is taken as it is, `silence` says nothing."""
    if delivery.payload.get("silence"):
        return None
    text = str(delivery.payload.get("html", f"<b>نمونه</b> {delivery.id}"))
    return Rendered(text, f"نمونه {delivery.id}", None, delivery.kind is DeliveryKind.BRIEFING)


@asynccontextmanager
async def open_post(directory: Path) -> AsyncIterator[Database]:
    """A new database in `directory`."""
    url = f"sqlite+aiosqlite:///{directory / 'post.sqlite3'}"
    await migrate(url)
    db = await Database.open(url)
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def a_bot(
    url: str, token: str, *, limiter: PriorityLimiter | None = None, read_timeout: float = 5.0, connections: int = 256
) -> AsyncIterator[ExtBot[Turn]]:
    """A bot over our request and limiter; without a `limiter` one that lets tests run fast."""
    request = AiohttpRequest(connections=connections, read_timeout=read_timeout, connect_timeout=2.0)
    await request.initialize()
    fast = limiter or PriorityLimiter(rate=2000)
    builder = ApplicationBuilder().token(token).base_url(f"{url}/bot").request(request).get_updates_request(AiohttpRequest())
    bot = builder.updater(None).job_queue(None).rate_limiter(fast).build().bot
    try:
        yield bot
    finally:
        await fast.shutdown()
        await request.shutdown()


@dataclass(frozen=True, slots=True)
class Post:
    """One owed message of `write_post`."""

    address: Address
    kind: DeliveryKind = DeliveryKind.ALERT
    priority: int = Priority.ALERT


async def write_post(db: Database, posts: Iterable[Post], now: datetime) -> int:
    """Addresses and deliveries in bulk (what `owe` does one by one): the number of deliveries."""
    owed = list(posts)
    settings = chats._to_json(ChatSettings())
    addresses = {post.address: None for post in owed}
    async with db.write() as s:
        await s.run(insert(chat_rows), [_chat_row(address, settings, now) for address in addresses])
        await s.run(insert(delivery_rows), [_delivery_row(number, post, now) for number, post in enumerate(owed)])
    return len(owed)


def _chat_row(address: Address, settings: dict[str, Any], now: datetime) -> dict[str, Any]:
    kind = ChatKind.PRIVATE if address.chat_id > 0 else ChatKind.GROUP
    values = {"kind": kind, "state": ChatState.ACTIVE, "settings": settings, "created_at": now}
    return {"chat_id": address.chat_id, "thread_id": address.thread_id, **values}


def _delivery_row(number: int, post: Post, now: datetime) -> dict[str, Any]:
    at = {"chat_id": post.address.chat_id, "thread_id": post.address.thread_id}
    what = {"kind": post.kind, "key": f"sample:{number}", "payload": {}, "priority": post.priority}
    return {**at, **what, "not_before": now, "due_at": now, "created_at": now, "state": DeliveryState.PENDING}


async def owe(
    db: Database,
    address: Address,
    key: str = "alert:1",
    kind: DeliveryKind = DeliveryKind.ALERT,
    priority: int = Priority.ALERT,
    **payload: object,
) -> int:
    """One message owed to an address, which is made where it is new."""
    now = real_clock() - timedelta(seconds=1)
    async with db.write() as s:
        await chats.ensure(s, address, ChatKind.PRIVATE if address.chat_id > 0 else ChatKind.GROUP, now)
        number = await outbox.owe(s, NewDelivery(address, kind, key, payload, now, priority), now)
    assert number is not None
    return number


async def delivery(db: Database, number: int) -> Delivery:
    async with db.read() as s:
        found = await outbox.get(s, number)
    assert found is not None
    return found


def courier(db: Database, bot: ExtBot[Turn], clock: Any = real_clock, **options: Any) -> Courier:
    return Courier(db, bot, render_sample, clock, Options(**options))
