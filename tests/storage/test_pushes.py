"""Pushes in the database: the audience, once to a chat, paused, resumed, cancelled, counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from storage import chats, outbox, pushes, subscriptions
from storage.database import Database, WriteSession
from storage.office_records import Audience, AudienceKind, Push, PushState
from storage.records import Address, ChatKind, DeliveryKind, Follow, NewDelivery
from storage.schema import pushes as push_rows
from tests.storage.samples import NOW

LATER = NOW + timedelta(minutes=1)


async def people(s: WriteSession, number: int) -> None:
    for chat_id in range(1, number + 1):
        await chats.ensure(s, Address(chat_id), ChatKind.PRIVATE, NOW)


async def confirmed(s: WriteSession, audience: Audience | None = None) -> Push:
    push_id = await pushes.draft(s, 1, {"html": "نمونه"}, NOW)
    if audience is not None:
        await pushes.change(s, push_id, audience=audience)
    assert await pushes.confirm(s, push_id, LATER)
    push = await pushes.get(s, push_id)
    assert push is not None
    return push


async def expand_all(s: WriteSession, push: Push, part: int, now: datetime = LATER) -> int:
    owed = 0
    for _ in range(50):
        owed += await pushes.expand(s, push, now, part)
        fresh = await pushes.get(s, push.id)
        assert fresh is not None
        if fresh.expanded:
            return owed
    raise AssertionError("never expanded")


async def claimed(s: WriteSession, limit: int = 100) -> list[int]:
    return [d.address.chat_id for d in await outbox.claim(s, LATER, limit, 60, "w")]


async def test_every_chat_once_however_often_a_part_is_repeated(db: Database) -> None:
    """Each chat of the audience is owed the push once, also where a part is owed again after a crash."""
    async with db.write() as s:
        await people(s, 25)
        push = await confirmed(s)
        assert await pushes.expand(s, push, LATER, 10) == 10
    async with db.write() as s:
        await s.run(update(push_rows).values(after_chat_id=None, owed=0))
        assert await expand_all(s, push, 10) == 15
        assert sorted(await claimed(s)) == list(range(1, 26))


async def test_one_message_for_a_forum(db: Database) -> None:
    """A group with several topics is one chat of the audience."""
    async with db.write() as s:
        for thread in (0, 5, 9):
            await chats.ensure(s, Address(-100123, thread), ChatKind.GROUP, NOW)
        push = await confirmed(s, Audience(AudienceKind.GROUPS))
        assert await expand_all(s, push, 10) == 1


async def test_audiences(db: Database) -> None:
    """Groups, channels, followers and the test list are told apart; who slept or came after the confirmation is in none."""
    async with db.write() as s:
        await people(s, 6)
        await chats.ensure(s, Address(-5), ChatKind.GROUP, NOW)
        await chats.ensure(s, Address(-1005), ChatKind.CHANNEL, NOW)
        await subscriptions.follow(s, Address(2), Follow(country="TR"), NOW)
        await subscriptions.follow(s, Address(3), Follow(country="TR"), NOW)
        await chats.sleep(s, 3, "blocked")
        await chats.ensure(s, Address(77), ChatKind.PRIVATE, LATER + timedelta(seconds=1))
        kinds = AudienceKind
        sizes = {
            kinds.ALL: (Audience(), 7),
            kinds.GROUPS: (Audience(kinds.GROUPS), 1),
            kinds.CHANNELS: (Audience(kinds.CHANNELS), 1),
            kinds.FOLLOWERS: (Audience(kinds.FOLLOWERS, country="TR"), 1),
            kinds.TEST: (Audience(kinds.TEST, ids=(4, 5)), 2),
        }
        assert {kind: await pushes.size(s, audience, LATER) for kind, (audience, _) in sizes.items()} == {
            kind: number for kind, (_, number) in sizes.items()
        }


async def test_a_group_that_moves_behind_the_mark_is_not_lost(db: Database) -> None:
    """A group that becomes a supergroup between two parts is owed the push once, before or after its turn."""
    async with db.write() as s:
        for chat_id in (-40, -30, -20, -10):
            await chats.ensure(s, Address(chat_id), ChatKind.GROUP, NOW)
        push = await confirmed(s)
        await pushes.expand(s, push, LATER, 2)
        await chats.migrate(s, -40, -100040)
        await chats.migrate(s, -10, -100010)
        await expand_all(s, push, 2)
        assert sorted(await claimed(s)) == [-100040, -100010, -30, -20]


async def test_paused_nothing_is_claimed_and_resumed_everything(db: Database) -> None:
    """A pause holds what waits, also what a courier gives back meanwhile; resuming lets all of it go."""
    async with db.write() as s:
        await people(s, 5)
        push = await confirmed(s)
        await expand_all(s, push, 10)
        (given_back,) = await outbox.claim(s, LATER, 1, 60, "w")
        assert await pushes.pause(s, push.id)
        assert not await pushes.pause(s, push.id)
        await outbox.retry(s, given_back.id, LATER, "given back")
        await pushes.hold_back(s, push.id, PushState.PAUSED)
        assert await claimed(s) == []
        assert await pushes.resume(s, push.id, LATER)
        assert len(await claimed(s)) == 5


async def test_who_read_it_as_paused_holds_nothing_once_it_is_resumed(db: Database) -> None:
    """A tick that read the push before it was resumed and writes after: what it held then would wait for ever."""
    async with db.write() as s:
        await people(s, 3)
        push = await confirmed(s)
        await expand_all(s, push, 10)
        assert await pushes.pause(s, push.id)
        assert await pushes.resume(s, push.id, LATER)
        assert await pushes.hold_back(s, push.id, PushState.PAUSED) == 0
        assert len(await claimed(s)) == 3


async def test_cancelled_counts_add_up(db: Database) -> None:
    """After a cancel nothing more leaves; sent, blocked and cancelled are the whole audience."""
    async with db.write() as s:
        await people(s, 6)
        push = await confirmed(s)
        await expand_all(s, push, 10)
        first, second, *_ = await outbox.claim(s, LATER, 2, 60, "w")
        await outbox.sent(s, first.id, 11, LATER)
        await outbox.failed(s, second.id, "Forbidden: bot was blocked by the user", LATER)
        assert await pushes.cancel(s, push.id)
        assert not await pushes.resume(s, push.id, LATER)
        assert await claimed(s) == []
        fresh = await pushes.get(s, push.id)
        assert fresh is not None
        counts = await pushes.counts(s, fresh)
        assert (counts.sent, counts.blocked, counts.waiting) == (1, 1, 0)
        assert dict(counts.dropped) == {pushes.CANCELLED: 4}
        await chats.forget(s, first.address.chat_id)
        assert (await pushes.counts(s, fresh)).gone == 1
        assert await pushes.finish(s, push.id, LATER)
        assert not await pushes.finish(s, push.id, LATER)


async def test_alerts_go_before_a_push(db: Database) -> None:
    """What is owed with a higher priority is claimed first, though it is owed later."""
    async with db.write() as s:
        await people(s, 3)
        push = await confirmed(s)
        await expand_all(s, push, 10)
        await outbox.owe(s, NewDelivery(Address(3), DeliveryKind.ALERT, "alert:1", {}, LATER, 20), LATER)
        (first,) = await outbox.claim(s, LATER, 1, 60, "w")
        assert first.key == "alert:1"


async def test_the_progress_is_told_once_in_an_interval(db: Database) -> None:
    """The right to edit the progress message is given once in the interval, whoever asks."""
    every = timedelta(seconds=3)
    async with db.write() as s:
        push = await confirmed(s)
        asked = [await pushes.may_tell(s, push.id, LATER + timedelta(seconds=n), every) for n in range(7)]
    assert asked == [True, False, False, True, False, False, True]
