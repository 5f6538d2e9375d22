"""The storage's part of the path: a story, a follow, a delivery, an answer."""

from __future__ import annotations

from jobs.match import match_due, match_story
from storage import chats, outbox, search, stories, subscriptions
from storage.database import Database
from storage.records import ChatKind, DeliveryState, Follow, Query
from tests.storage.samples import NOW, READER, add_source, add_story


async def test_a_story_becomes_one_delivery_and_an_answer(db: Database) -> None:
    """A follower is owed a story once, the delivery is claimed and sent once, and the same statement answers a question."""
    async with db.write() as s:
        await chats.ensure(s, READER, ChatKind.PRIVATE, NOW)
        await subscriptions.follow(s, READER, Follow(country="AF"), NOW, alerts=True)
        story_id = await add_story(s, await add_source(s), "one")
    assert await match_due(db, lambda: NOW) == 1
    async with db.write() as s:
        assert await match_story(s, story_id, NOW) == 0
        [delivery] = await outbox.claim(s, NOW, 10, 60, "w")
        assert (delivery.address, delivery.key, delivery.story_id) == (READER, f"alert:{story_id}", story_id)
        assert await outbox.claim(s, NOW, 10, 60, "w") == ()
        assert await outbox.sent(s, delivery.id, 77, NOW)
    async with db.read() as r:
        assert await outbox.counts(r) == {DeliveryState.SENT: 1}
        page = await search.find(r, Query(speakers=("parisa-kuhzad",), phrases=("هیرمند",)), 5)
        assert (page.total, page.stories) == (1, 1)
        story = await stories.get(r, story_id)
        assert story is not None
        assert story.statements == page.statements
