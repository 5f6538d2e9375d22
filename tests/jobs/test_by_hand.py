"""An article that is analysed again does not undo what an editor changed, nor tell readers that it was wrong."""

from __future__ import annotations

from jobs import likeness
from jobs.collect_statements import Thought, store
from storage import articles, chats, mending, outbox, statements
from storage.database import Database
from storage.mending import Speaker
from storage.records import Address, ChatKind, DeliveryKind, NewDelivery
from tests.storage.samples import NOW, SAYING, add_source, add_story


async def test_no_correction_back_to_the_wrong_speaker(db: Database) -> None:
    """The rules find the old speaker again; the editors' stands, and who was sent the statement hears nothing new."""
    async with db.write() as s:
        story = await add_story(s, await add_source(s), "a")
        (said,) = await statements.of_story(s, story)
        await chats.ensure(s, Address(5), ChatKind.PRIVATE, NOW)
        new = NewDelivery(Address(5), DeliveryKind.ALERT, f"alert:{story}", {"stories": [story]}, NOW, 20, story)
        number = await outbox.owe(s, new, NOW)
        assert number is not None
        await outbox.sent(s, number, 77, NOW)
        await mending.set_speaker(s, said.id, Speaker("سهراب کوهیار", "sohrab-kuhyar", "IR", ("sohrab-kuhyar",)))
        article = await articles.get(s, said.article_id)
        assert article is not None
        found = (SAYING,)
        marks = likeness.marks_of(SAYING.text, found, NOW)
        thought = Thought(NOW, True, found, marks, likeness.profile_of("نمونه", SAYING.text, found, NOW))
        assert await store(s, article, thought, NOW, 0) == story
        (after,) = await statements.of_story(s, story)
        assert (after.person, after.speaker_name) == ("sohrab-kuhyar", "سهراب کوهیار")
        assert [d.kind for d in await outbox.of_story(s, story)] == [DeliveryKind.ALERT]
