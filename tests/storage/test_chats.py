"""Chats: made, set, asleep and awake, moved, exported, forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from storage import chats, outbox, questions, subscriptions
from storage.database import Database, WriteSession
from storage.records import Address, ChatKind, ChatSettings, ChatState, DeliveryState, Follow
from storage.schema import metadata
from tests.storage.samples import NOW, add_source
from tests.storage.test_outbox import owed

OLD, NEW = Address(-10), Address(-100_10)
CHOICES = ChatSettings(
    timezone="Europe/Berlin",
    briefing_times=(time(8, 15),),
    briefing_days=(0, 2),
    quiet_from=None,
    quiet_to=None,
    alerts_per_day=3,
    length="short",
    digits="latin",
    delete_after_h=24,
    paused_until=NOW + timedelta(days=3),
    empty_briefings=True,
    hushed=("w:sohrab-kuhyar", "t:economy"),
)


async def furnish(s: WriteSession, address: Address, country: str = "AF") -> None:
    """A chat with settings, a follow, a delivery and a question."""
    await chats.ensure(s, address, ChatKind.GROUP, NOW)
    await chats.set_settings(s, address, CHOICES)
    await subscriptions.follow(s, address, Follow(country=country), NOW, alerts=True)
    await outbox.owe(s, owed(address.chat_id, f"alert:{country}", thread=address.thread_id), NOW)
    await questions.remember(s, address, {"query": {}}, NOW)


async def test_settings_come_back(db: Database) -> None:
    """Every choice is kept, unknown sources are dropped; a new chat has its kind's defaults."""
    async with db.write() as s:
        source = await add_source(s)
        made = await chats.ensure(s, OLD, ChatKind.GROUP, NOW)
        assert made.settings.briefing_times == (time(21, 0),)
        await chats.set_settings(s, OLD, replace(CHOICES, sources_off=(source, 999)))
        kept = await chats.get(s, OLD)
        assert kept is not None
        assert kept.settings == replace(CHOICES, sources_off=(source,))
        assert await chats.ensure(s, OLD, ChatKind.GROUP, NOW + timedelta(days=1)) == kept


async def test_sleep_keeps_everything(db: Database) -> None:
    """Asleep with the reason and awake again, with follows and settings; a topic made meanwhile sleeps too."""
    async with db.write() as s:
        await furnish(s, OLD)
        await chats.sleep(s, OLD.chat_id, "kicked")
        topic = await chats.ensure(s, Address(OLD.chat_id, 5), ChatKind.GROUP, NOW)
        assert topic.state is ChatState.ASLEEP
        assert await chats.wake(s, OLD.chat_id)
        assert not await chats.wake(s, OLD.chat_id)
        chat = await chats.get(s, OLD)
        assert chat is not None
        assert (chat.state, chat.state_reason, chat.settings) == (ChatState.ACTIVE, None, CHOICES)
        assert len(await subscriptions.of(s, OLD)) == 1


@pytest.mark.parametrize("known", [False, True])
async def test_a_migrated_group_keeps_everything(db: Database, known: bool) -> None:
    """Settings, follows, deliveries and questions stand under the new id, also when that is known already; twice does nothing."""
    topic = Address(OLD.chat_id, 3)
    async with db.write() as s:
        await furnish(s, OLD)
        await furnish(s, topic, "TR")
        if known:
            await chats.ensure(s, NEW, ChatKind.GROUP, NOW + timedelta(seconds=5))
            await subscriptions.follow(s, NEW, Follow(country="AF"), NOW)
            await subscriptions.follow(s, NEW, Follow(country="IQ"), NOW)
        await chats.sleep(s, OLD.chat_id, "upgraded")
        assert await chats.migrate(s, OLD.chat_id, NEW.chat_id)
        assert not await chats.migrate(s, OLD.chat_id, NEW.chat_id)
        moved = await chats.get(s, NEW)
        assert moved is not None
        assert (moved.settings, moved.state) == (CHOICES, ChatState.ACTIVE)
        countries = {sub.follow.country for sub in await subscriptions.of(s, NEW)}
        assert countries == ({"AF", "IQ"} if known else {"AF"})
        assert [sub.follow.country for sub in await subscriptions.of(s, replace(topic, chat_id=NEW.chat_id))] == ["TR"]
        assert len(await outbox.of_address(s, NEW, 9)) == 1
        assert await chats.get(s, OLD) is None
        assert await rows_of(s, OLD.chat_id) == {}


async def rows_of(s: WriteSession, chat_id: int) -> dict[str, int]:
    """The number of rows about a chat, in every table that has any."""
    found = {}
    for table in metadata.sorted_tables:
        if "chat_id" in table.c:
            number = len(await s.rows(select(table.c.chat_id).where(table.c.chat_id == chat_id)))
            if number:
                found[table.name] = number
    return found


async def test_forgetting_leaves_no_row(db: Database) -> None:
    """Every row of the chat and its topics goes, banned or not, and nobody else's."""
    async with db.write() as s:
        await furnish(s, OLD)
        await furnish(s, Address(OLD.chat_id, 3))
        await furnish(s, NEW)
        others = await rows_of(s, NEW.chat_id)
        assert others == {"chats": 1, "subscriptions": 1, "deliveries": 1, "questions": 1}
        assert await chats.forget(s, OLD.chat_id)
        assert not await chats.forget(s, OLD.chat_id)
        assert await rows_of(s, OLD.chat_id) == {}
        assert await rows_of(s, NEW.chat_id) == others


async def test_export_has_everything(db: Database) -> None:
    """The chat's own data as JSON: settings, follows, deliveries, for each topic."""
    async with db.write() as s:
        await furnish(s, OLD)
        await furnish(s, Address(OLD.chat_id, 3), "TR")
        exported = json.loads(json.dumps(await chats.export(s, OLD.chat_id)))
    first, second = exported["addresses"]
    assert first["settings"]["timezone"] == "Europe/Berlin"
    assert [entry["subscriptions"][0]["country"] for entry in (first, second)] == ["AF", "TR"]
    assert len(first["deliveries"]) == len(first["questions"]) == 1


async def test_only_the_clock_moves_the_next_briefing(db: Database) -> None:
    """Other choices leave the time of the next briefing alone."""
    async with db.write() as s:
        await furnish(s, OLD)
        assert await chats.set_next_briefing(s, OLD, None, NOW)
        assert not await chats.set_next_briefing(s, OLD, None, NOW)
        await chats.set_settings(s, OLD, replace(CHOICES, digits="persian"))
        assert await chats.briefing_due(s, NOW, 5) == ((OLD, NOW),)
        await chats.set_settings(s, OLD, replace(CHOICES, timezone="Asia/Kabul"))
        assert await chats.briefing_due(s, NOW, 5) == ((OLD, None),)


async def test_a_banned_chat(db: Database) -> None:
    """Banned it is sent nothing and wakes by nothing; /forget leaves nothing of it but that; unbanned it begins anew."""
    async with db.write() as s:
        assert not await chats.ban(s, OLD.chat_id, "spam")
        await furnish(s, OLD)
        assert await chats.ban(s, OLD.chat_id, "spam")
        assert [d.state for d in await outbox.of_address(s, OLD, 9)] == [DeliveryState.CANCELLED]
        assert not await chats.wake(s, OLD.chat_id)
        assert await chats.is_banned(s, OLD.chat_id)
        assert await chats.forget(s, OLD.chat_id)
        left = await chats.get(s, OLD)
        assert left is not None
        assert (left.state, left.state_reason, left.settings) == (ChatState.BANNED, None, chats.default_settings(ChatKind.GROUP))
        assert await subscriptions.of(s, OLD) == ()
        assert await chats.unban(s, OLD.chat_id)
        assert not await chats.unban(s, OLD.chat_id)
        assert not await chats.is_banned(s, OLD.chat_id)
