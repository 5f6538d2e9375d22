"""Stories matched with follows on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from jobs.match import correct_story, match_due, match_story
from storage import briefed, chats, outbox, stories, subscriptions
from storage.database import Database, WriteSession
from storage.records import Address, ChatKind, ChatSettings, DeliveryKind, DeliveryState, Follow, NewDelivery, Priority
from tests.storage.samples import NOW, READER, SAYING, add_source, add_story


async def follower(s: WriteSession, address: Address = READER, **settings: object) -> None:
    """An address that wants alerts about Afghanistan."""
    await chats.ensure(s, address, ChatKind.PRIVATE, NOW)
    await chats.set_settings(s, address, ChatSettings(**settings))  # type: ignore[arg-type]  # names of settings
    await subscriptions.follow(s, address, Follow(country="AF"), NOW, alerts=True)


async def test_every_follower_once(db: Database) -> None:
    """Each address is owed the story once, however many of its follows hold and however often it is matched."""
    async with db.write() as s:
        for chat in range(1, 6):
            await follower(s, Address(chat))
            await subscriptions.follow(s, Address(chat), Follow(who="parisa-kuhzad"), NOW, alerts=True)
        story = await add_story(s, await add_source(s), "a")
        assert await match_story(s, story, NOW) == 5
        assert await match_story(s, story, NOW) == 0
        assert len({d.address for d in await outbox.of_story(s, story)}) == 5


async def test_not_before_it_is_ready(db: Database) -> None:
    """A story is matched when it is ready, since houses publish a speech in pieces; then it is not due until it grows."""
    async with db.write() as s:
        await follower(s)
        source = await add_source(s)
        story = await stories.create(s, NOW, NOW + timedelta(minutes=3))
        await add_story(s, source, "a", story_id=story)
    assert await match_due(db, lambda: NOW + timedelta(minutes=2)) == 0
    assert await match_due(db, lambda: NOW + timedelta(minutes=3)) == 1
    async with db.read() as r:
        assert await stories.due(r, NOW + timedelta(days=1), 5) == ()


async def test_one_who_joins_later_edits(db: Database) -> None:
    """A statement that joins a sent story edits the message; the address that is new to the story is owed an alert."""
    late = Address(2002)
    async with db.write() as s:
        await follower(s)
        source = await add_source(s)
        story = await add_story(s, source, "a")
        await match_story(s, story, NOW)
        [delivery] = await outbox.claim(s, NOW, 5, 60, "w")
        await outbox.sent(s, delivery.id, 44, NOW)
        await chats.ensure(s, late, ChatKind.PRIVATE, NOW)
        await subscriptions.follow(s, late, Follow(who="daryush-sepanta"), NOW, alerts=True)
        joined = replace(SAYING, person="daryush-sepanta")
        soon = NOW + timedelta(minutes=30)
        await add_story(s, source, "b", joined, at=soon, story_id=story)
        assert await stories.due(s, soon, 5) == (story,)
        assert await match_story(s, story, soon) == 2
        owed = {(d.address, d.kind) for d in await outbox.of_story(s, story) if d.state is DeliveryState.PENDING}
        assert owed == {(READER, DeliveryKind.EDIT), (late, DeliveryKind.ALERT)}


async def test_a_night_is_one_message(db: Database) -> None:
    """Three stories of a night are one message in the morning."""
    night = NOW + timedelta(hours=12)
    async with db.write() as s:
        await follower(s)
        source = await add_source(s)
        told = [await add_story(s, source, key, at=night) for key in "abc"]
        for story in told:
            await match_story(s, story, night)
        assert await outbox.claim(s, night + timedelta(hours=6, minutes=29), 5, 60, "w") == ()
        [morning] = await outbox.claim(s, night + timedelta(hours=6, minutes=30), 5, 60, "w")
        assert morning.payload["stories"] == told


async def test_the_cap_holds_back_and_says_so_once(db: Database) -> None:
    """Of six stories at a cap of two, two are alerts, four are kept, and one notice says it."""
    async with db.write() as s:
        await follower(s, alerts_per_day=2)
        source = await add_source(s)
        for key in "abcdef":
            await match_story(s, await add_story(s, source, key), NOW)
        found = await outbox.of_address(s, READER, 20)
    assert [d.state for d in found if d.kind is DeliveryKind.ALERT].count(DeliveryState.EXPIRED) == 4
    assert [d.key for d in found if d.kind is DeliveryKind.NOTICE] == ["cap:2025-10-07"]


async def test_a_correction_reaches_everybody_who_was_told(db: Database) -> None:
    """A reply and an edit to each address that was sent the story, also where it was merged into another message; once."""
    night = NOW + timedelta(hours=12)
    day_reader, night_reader = Address(1), Address(2)
    async with db.write() as s:
        await follower(s, day_reader, quiet_from=None)
        await follower(s, night_reader)
        source = await add_source(s)
        told = [await add_story(s, source, key, at=night) for key in "ab"]
        for story in told:
            await match_story(s, story, night)
        morning = night + timedelta(hours=7)
        while taken := await outbox.claim(s, morning, 5, 60, "w"):
            for delivery in taken:
                await outbox.sent(s, delivery.id, delivery.id + 100, morning)
        assert await correct_story(s, told[1], {"wrong": "speaker"}, morning) == 4
        assert await match_story(s, told[1], morning) == 0
        owed = [d for d in await outbox.of_story(s, told[1]) if d.kind in {DeliveryKind.EDIT, DeliveryKind.CORRECTION}]
    assert sorted((d.address.chat_id, d.kind) for d in owed) == [(1, "correction"), (1, "edit"), (2, "correction"), (2, "edit")]
    assert all(d.payload["message_id"] and d.payload["revision"] == 2 for d in owed)
    assert {d.payload.get("wrong") for d in owed if d.kind is DeliveryKind.CORRECTION} == {"speaker"}
    [merged] = [d for d in owed if d.address == night_reader and d.kind is DeliveryKind.EDIT]
    assert merged.payload["stories"] == told


async def test_a_story_that_cannot_be_matched_stops_no_other(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Its failure is logged, it is due again when its lease ends, and the next story is matched."""
    async with db.write() as s:
        await follower(s)
        source = await add_source(s)
        broken = await add_story(s, source, "a")
        await s.script("UPDATE statement_texts SET content = '[[1]]'")  # no span
        whole = await add_story(s, source, "b")
    assert await match_due(db, lambda: NOW) == 1
    assert f"story {broken} cannot be matched" in caplog.text
    async with db.read() as r:
        assert len(await outbox.of_story(r, whole)) == 1
        assert await stories.due(r, NOW, 5) == ()
        assert await stories.due(r, NOW + timedelta(minutes=2), 5) == (broken,)


async def test_a_correction_reaches_those_whose_briefing_showed_it(db: Database) -> None:
    """A silent answer to the briefing and the briefing put right; not where it showed another's words, and once to an address
    that an alert had told."""
    listener, other, alerted = Address(1), Address(2), Address(3)
    wrong = {"change": "speaker", "text": SAYING.text, "before": SAYING.speaker_name, "after": "سهراب کوهیار"}
    async with db.write() as s:
        await follower(s, alerted, quiet_from=None)
        source = await add_source(s)
        story = await add_story(s, source, "a", SAYING, at=NOW)
        answer = replace(
            SAYING, text="آب هیرمند به تالاب رسید", person=None, office=None, speaker_name="داریوش سپنتا", alert=False
        )
        await add_story(s, source, "b", answer, at=NOW, story_id=story)
        await match_story(s, story, NOW)
        found = await stories.get(s, story)
        assert found is not None
        mine, theirs = found.statements
        for address, shown in ((listener, mine), (other, theirs), (alerted, mine)):
            await chats.ensure(s, address, ChatKind.PRIVATE, NOW)
            payload: dict[str, object] = {"slot": "morning", "items": [{"story": story, "statement": shown.id}]}
            new = NewDelivery(address, DeliveryKind.BRIEFING, "briefing:x", payload, NOW, Priority.BRIEFING)
            number = await outbox.owe(s, new, NOW)
            assert number is not None
            await briefed.remember(s, number, {story: shown.id})
        while taken := await outbox.claim(s, NOW, 5, 60, "w"):
            for delivery in taken:
                await outbox.sent(s, delivery.id, delivery.id + 100, NOW)
        assert await correct_story(s, story, wrong, NOW) == 5
        owed = [d for d in await outbox.of_story(s, story) if d.kind in {DeliveryKind.EDIT, DeliveryKind.CORRECTION}]
    kinds = [(d.address.chat_id, d.kind, "briefing" in d.payload, "items" in d.payload) for d in owed]
    assert sorted(kinds) == [
        (1, DeliveryKind.CORRECTION, True, False),
        (1, DeliveryKind.EDIT, False, True),
        (3, DeliveryKind.CORRECTION, False, False),
        (3, DeliveryKind.EDIT, False, False),
        (3, DeliveryKind.EDIT, False, True),
    ]
