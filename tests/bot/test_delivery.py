"""Deliveries from the outbox to the local Telegram over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import Courier, Renderer, deliver
from bot.render.rendered import Copy, File, Rendered, plain
from bot.sandbox.world import Topic
from storage import outbox
from storage.database import ReadSession
from storage.records import Address, Delivery, DeliveryKind, DeliveryState, Priority
from tests.bot import post
from tests.bot.office import Office, open_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        yield opened


async def test_what_is_owed_arrives_and_its_message_id_is_kept(office: Office) -> None:
    """Markup parsed by Telegram; delivered once, however often one delivers."""
    reader = Address(office.front.person())
    number = await post.owe(office.db, reader)
    assert (await office.deliver()).sent == 1
    assert (await office.deliver()).sent == 0
    done = await office.state(number)
    messages = office.front.world.chats[reader.chat_id].messages
    assert done.state is DeliveryState.SENT
    assert list(messages) == [done.message_id]
    assert office.front.texts(reader.chat_id) == [f"نمونه {number}"]


async def test_briefings_are_silent_and_topics_kept(office: Office) -> None:
    """A briefing arrives without a sound, in the forum topic that it is for."""
    group = office.front.group("supergroup", is_forum=True)
    group.topics[5] = Topic(5, "خبر")
    await post.owe(office.db, Address(group.id, 5), "briefing:1", DeliveryKind.BRIEFING)
    await office.deliver()
    request = office.front.record.of("sendMessage")[0]
    assert request.params["disable_notification"] in ("true", True)
    assert next(iter(group.messages.values()))["message_thread_id"] == 5


async def test_edits_corrections_and_deletions_are_deliveries_too(office: Office) -> None:
    """An edit changes its message in place, a correction answers it, a deletion takes it away."""
    reader = Address(office.front.person())
    sent = await office.state(await _sent(office, reader))
    target = {"message_id": sent.message_id, "of": sent.id}
    edit = await post.owe(office.db, reader, "edit:1:1", DeliveryKind.EDIT, Priority.EDIT, html="<i>افزوده</i>", **target)
    await office.deliver()
    assert office.front.texts(reader.chat_id) == ["افزوده"]
    same = await post.owe(office.db, reader, "edit:1:2", DeliveryKind.EDIT, Priority.EDIT, html="<i>افزوده</i>", **target)
    correction = await post.owe(office.db, reader, "correction:1", DeliveryKind.CORRECTION, Priority.EDIT, **target)
    await office.deliver()
    last = list(office.front.world.chats[reader.chat_id].messages.values())[-1]
    assert last["reply_to_message"]["message_id"] == sent.message_id
    deletion = await post.owe(office.db, reader, "delete:1", DeliveryKind.DELETE, Priority.DELETE, **target)
    again = await post.owe(office.db, reader, "delete:1b", DeliveryKind.DELETE, Priority.DELETE, **target)
    await office.deliver()
    assert len(office.front.texts(reader.chat_id)) == 1
    numbers = (edit, same, correction, deletion, again)
    assert [(await office.state(n)).state for n in numbers] == [DeliveryState.SENT] * 5


async def _sent(office: Office, reader: Address) -> int:
    number = await post.owe(office.db, reader)
    await office.deliver()
    return number


async def test_nothing_to_say_any_more_is_cancelled(office: Office) -> None:
    """The renderer decides when it goes, not when it was owed."""
    number = await post.owe(office.db, Address(office.front.person()), silence=True)
    assert (await office.deliver()).cancelled == 1
    assert (await office.state(number)).state is DeliveryState.CANCELLED


async def test_a_renderer_that_fails_stops_nobody(office: Office) -> None:
    """Tried again later, a few times, then failed with the reason."""

    async def render(session: ReadSession, delivery: Delivery) -> Rendered | None:
        if delivery.key == "alert:1":
            raise KeyError("sample")
        return await post.render_sample(session, delivery)

    bad = await post.owe(office.db, Address(office.front.person()))
    good = await post.owe(office.db, Address(office.front.person()), "alert:2")
    for _ in range(6):
        await deliver(office.db, office.bot, render, office.clock)
        office.ahead += timedelta(minutes=5)
    failed = await office.state(bad)
    assert (failed.state, failed.reason, failed.attempts) == (DeliveryState.FAILED, "cannot be rendered: KeyError", 5)
    assert (await office.state(good)).state is DeliveryState.SENT


async def test_a_claim_that_was_set_aside_and_never_left_is_no_doubt(office: Office) -> None:
    """A process that dies with claims in hand leaves in doubt only what was on its way."""
    aside, left = [await post.owe(office.db, Address(office.front.person())) for _ in range(2)]
    now = office.clock()
    async with office.db.write() as s:
        await outbox.claim(s, now, 10, 60, "dead", sending=False)
        assert await outbox.leaving(s, left, "dead", now, 60)
        assert not await outbox.leaving(s, aside, "somebody else", now, 60)
    assert (await office.deliver()).sent == 0
    office.ahead = timedelta(seconds=61)
    async with office.db.write() as s:
        assert not await outbox.leaving(s, aside, "dead", office.clock(), 60)
    assert (await office.deliver()).sent == 2
    assert [(await office.state(n)).doubts for n in (aside, left)] == [0, 1]


async def test_alerts_overtake_briefings_that_wait(office: Office) -> None:
    """What is claimed is little, so what is urgent goes next."""
    readers = [Address(office.front.person()) for _ in range(60)]
    await post.write_post(
        office.db,
        [post.Post(r, DeliveryKind.BRIEFING, Priority.BRIEFING) for r in readers],
        office.clock() - timedelta(minutes=1),
    )
    courier = Courier(office.db, office.bot, post.render_sample, office.clock)
    running = asyncio.create_task(courier.run())
    await office.front.wait_for_sends(5)
    urgent = Address(office.front.person())
    await post.owe(office.db, urgent)
    courier.wake()
    await office.front.wait_for_sends(61)
    await courier.stop()
    await running
    order = [arrival.chat_id for arrival in office.front.sends()]
    assert order.index(urgent.chat_id) < 60


async def test_stopping_gives_back_what_has_not_left(office: Office) -> None:
    """No doubt and no wait for a lease after an orderly stop."""
    readers = [Address(office.front.person()) for _ in range(40)]
    await post.write_post(office.db, [post.Post(r) for r in readers], office.clock())
    async with post.a_bot(office.front.url, office.front.token, limiter=None) as bot:
        courier = Courier(office.db, bot, post.render_sample, office.clock)
        running = asyncio.create_task(courier.run())
        await office.front.wait_for_sends(1)
        await courier.stop()
        await running
    async with office.db.read() as s:
        counted = await outbox.counts(s)
    assert set(counted) <= {DeliveryState.SENT, DeliveryState.PENDING}
    await office.deliver()
    assert {len(office.front.texts(r.chat_id)) for r in readers} == {1}


async def test_paid_broadcast_is_asked_for_only_where_it_is_chosen(office: Office) -> None:
    """The kinds that are named, no others."""
    await post.owe(office.db, Address(office.front.person()), "push:1", DeliveryKind.PUSH, Priority.PUSH)
    await post.owe(office.db, Address(office.front.person()))
    await post.courier(office.db, office.bot, paid=frozenset({DeliveryKind.PUSH})).deliver_due()
    paid = {request.params.get("allow_paid_broadcast") for request in office.front.record.of("sendMessage")}
    assert paid == {"true", None}


def _carrying(carries: File | Copy, words: str = "<b>عنوان</b> نمونه") -> Renderer:
    async def render(_session: ReadSession, _delivery: Delivery) -> Rendered | None:
        return Rendered(words, plain(words), carries=carries)

    return render


async def _push(office: Office, reader: Address, carries: File | Copy, words: str = "<b>عنوان</b> نمونه") -> Delivery:
    number = await post.owe(office.db, reader, "push:1", DeliveryKind.PUSH, Priority.PUSH)
    await deliver(office.db, office.bot, _carrying(carries, words), post.real_clock)
    return await office.state(number)


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_push_can_carry_a_picture_or_a_document(office: Office, kind: str) -> None:
    """The words are its caption, marked up; its message id is kept as of any other."""
    reader = Address(office.front.person())
    office.front.world.files["SampleFile"] = ("sample.gif", "image/gif", b"GIF89a\x02\x00\x02\x00")
    done = await _push(office, reader, File(kind, "SampleFile"))
    (message,) = office.front.world.chats[reader.chat_id].messages.values()
    assert (done.state, done.message_id) == (DeliveryState.SENT, message["message_id"])
    assert kind in message
    assert message["caption"] == "عنوان نمونه"
    assert message["caption_entities"][0]["type"] == "bold"


async def test_a_push_can_be_a_copy_of_what_the_admin_wrote(office: Office) -> None:
    """The message as it stands, without its author."""
    admin, reader = Address(office.front.person()), Address(office.front.person())
    original = await office.bot.send_message(admin.chat_id, "متن نمونهٔ مدیر")
    done = await _push(office, reader, Copy(admin.chat_id, original.message_id), "")
    assert done.state is DeliveryState.SENT
    assert office.front.texts(reader.chat_id) == ["متن نمونهٔ مدیر"]


async def test_words_arrive_without_a_picture_that_telegram_refuses(office: Office) -> None:
    """A file that is gone takes nothing from the reader but itself; without words there is nothing to send, with the reason."""
    reader, other = Address(office.front.person()), Address(office.front.person())
    assert (await _push(office, reader, File("photo", "gone"))).state is DeliveryState.SENT
    assert office.front.texts(reader.chat_id) == ["عنوان نمونه"]
    failed = await _push(office, other, File("photo", "gone"), "")
    assert (failed.state, office.front.texts(other.chat_id)) == (DeliveryState.FAILED, [])
    assert "file identifier" in (failed.reason or "")
