"""Numbers of an installation, and unanswered questions that never say who asked."""

from __future__ import annotations

from datetime import UTC, timedelta

from sqlalchemy import select

from storage import chats, numbers, outbox, subscriptions, unanswered
from storage.database import Database
from storage.records import Address, ChatKind, DeliveryKind, DeliveryState, Follow, NewDelivery
from storage.schema import unanswered as rows
from tests.storage.samples import NOW, add_source, add_story


async def test_who_is_there_and_what_they_follow(db: Database) -> None:
    """Chats by kind and state, a forum once; what came lately; follows by what they name."""
    async with db.write() as s:
        for chat_id in (1, 2, 3):
            await chats.ensure(s, Address(chat_id), ChatKind.PRIVATE, NOW - timedelta(days=10 * chat_id))
        for thread in (0, 7):
            await chats.ensure(s, Address(-100, thread), ChatKind.GROUP, NOW)
        await chats.sleep(s, 3, "blocked")
        await subscriptions.follow(s, Address(1), Follow(country="TR", topic="economy"), NOW)
        found = await numbers.of_chats(s, NOW)
        assert (dict(found.by_kind), dict(found.by_state)) == ({"private": 2, "group": 1}, {"active": 3, "asleep": 1})
        assert found.fresh == (1, 3)
        assert await numbers.follows(s) == {"all": 1, "who": 0, "country": 1, "topic": 1, "phrase": 0}
        assert await numbers.size_bytes(s) > 0
        assert sum((await numbers.joined_by_day(s, NOW - timedelta(days=31), UTC)).values()) == 4


async def test_lag_from_source_to_chat(db: Database) -> None:
    """Median and 95th percentile over the alerts that arrived; what quiet hours held back does not count."""
    async with db.write() as s:
        story = await add_story(s, await add_source(s), "a")
        for chat_id, seconds in enumerate([10] * 18 + [60, 600], 1):
            await chats.ensure(s, Address(chat_id), ChatKind.PRIVATE, NOW)
            new = NewDelivery(Address(chat_id), DeliveryKind.ALERT, f"alert:{story}", {}, NOW, 20, story)
            number = await outbox.owe(s, new, NOW)
            assert number is not None
            await outbox.sent(s, number, 1, NOW + timedelta(seconds=seconds))
        late = NewDelivery(Address(1), DeliveryKind.ALERT, "held", {}, NOW + timedelta(hours=8), 20, story)
        held = await outbox.owe(s, late, NOW)
        assert held is not None
        await outbox.sent(s, held, 2, NOW + timedelta(hours=8))
        lag = await numbers.lag(s, NOW - timedelta(days=1))
        assert lag == numbers.Lag(20, 10.0, 60.0)
        assert (await numbers.deliveries_since(s, NOW - timedelta(days=1)))[DeliveryState.SENT] == 21
        assert await numbers.oldest_due(s, NOW) is None


async def test_a_question_is_kept_when_three_asked_it(db: Database) -> None:
    """One chat asking thrice is one; nothing but hashes is kept of two; with the third the text is, and no hash of them."""
    async with db.write() as s:
        for chat_id in (1, 1, 1, 2):
            assert not await unanswered.note(s, chat_id, "پرسش", "پرسش نمونه؟", NOW, "salt")
        (row,) = await s.rows(select(rows))
        assert row.text is None
        assert "پرسش" not in f"{row.question}{row.askers}"
        assert await unanswered.asked_by_many(s, 5) == ()
        assert await unanswered.note(s, 3, "پرسش", "پرسش نمونه؟", NOW, "other salt")
        (row,) = await s.rows(select(rows))
        assert row.askers == []
        assert await unanswered.asked_by_many(s, 5) == ("پرسش نمونه؟",)


async def test_what_too_few_asked_is_forgotten_with_the_day(db: Database) -> None:
    """The next day's first question throws yesterday's salt and hashes away; what many asked stays."""
    async with db.write() as s:
        await unanswered.note(s, 1, "یکی", "یکی", NOW, "salt")
        for chat_id in (1, 2, 3):
            await unanswered.note(s, chat_id, "همه", "همه", NOW, "salt")
        await unanswered.note(s, 1, "فردا", "فردا", NOW + timedelta(days=1), "new")
        assert sorted(str(row.text) for row in await s.rows(select(rows))) == ["None", "همه"]
