"""Deliveries from the outbox to the local Telegram over HTTP, and everything that Telegram can say to them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from telegram.ext import ExtBot

from bot.delivery import Courier, deliver
from bot.limiter import Turn
from bot.outcomes import DeliveryReport
from bot.render.rendered import Rendered
from bot.sandbox.world import BOT_ID, Member, Topic
from storage import chats, outbox
from storage.database import Database, ReadSession
from storage.errors import TokenError
from storage.records import Address, ChatKind, ChatState, Delivery, DeliveryKind, DeliveryState, Priority
from tests.bot import post
from tests.bot.front import Fault, Front, running_front


@dataclass(slots=True)
class Office:
    """Database, server and bot, with a clock that can be set forward."""

    db: Database
    front: Front
    bot: ExtBot[Turn]
    ahead: timedelta = timedelta(0)

    def clock(self) -> datetime:
        return post.real_clock() + self.ahead

    async def deliver(self) -> DeliveryReport:
        return await deliver(self.db, self.bot, post.render_sample, self.clock)

    async def state(self, number: int) -> Delivery:
        return await post.delivery(self.db, number)

    async def chat_state(self, address: Address) -> ChatState:
        async with self.db.read() as s:
            chat = await chats.get(s, address)
        assert chat is not None
        return chat.state


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with (
        post.open_post(tmp_path) as db,
        running_front() as front,
        post.a_bot(front.url, front.token, read_timeout=0.4) as bot,
    ):
        yield Office(db, front, bot)


def once(fault: Fault, times: int = 1) -> list[Fault]:
    return [fault] * times


def script(front: Front, faults: list[Fault]) -> None:
    """These faults for the next requests, then none."""
    front.faults = lambda _method, _chat, _text: faults.pop(0) if faults else Fault.NONE


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


async def test_a_closed_topic_falls_back_to_the_general_one(office: Office) -> None:
    """Closed or deleted, the message still reaches the group."""
    group = office.front.group("supergroup", is_forum=True)
    group.topics[5] = Topic(5, "خبر", closed=True)
    closed = await post.owe(office.db, Address(group.id, 5))
    gone = await post.owe(office.db, Address(group.id, 9))
    await office.deliver()
    assert [(await office.state(n)).state for n in (closed, gone)] == [DeliveryState.SENT] * 2
    assert all("message_thread_id" not in message for message in group.messages.values())


@pytest.mark.parametrize(
    ("markup", "state"), [("<b>باز مانده", DeliveryState.SENT), ("x" * 5000, DeliveryState.SENT), ("", DeliveryState.SENT)]
)
async def test_poison_goes_once_more_as_plain_text(office: Office, markup: str, state: DeliveryState) -> None:
    """What Telegram refuses for its form is sent without markup, and blocks nobody else."""
    poisoned, other = Address(office.front.person()), Address(office.front.person())
    first = await post.owe(office.db, poisoned, html=markup)
    second = await post.owe(office.db, other)
    await office.deliver()
    assert (await office.state(first)).state is state
    assert office.front.texts(poisoned.chat_id) == [f"نمونه {first}"]
    assert (await office.state(second)).state is DeliveryState.SENT


async def test_poison_in_both_forms_fails_with_the_reason(office: Office) -> None:
    """Two tries, then it is recorded why; the chat's next message goes."""

    async def render(session: ReadSession, delivery: Delivery) -> Rendered | None:
        if delivery.key == "alert:1":
            return Rendered("<b>", "x" * 5000)
        return await post.render_sample(session, delivery)

    reader = Address(office.front.person())
    bad, good = await post.owe(office.db, reader), await post.owe(office.db, reader, "alert:2")
    await deliver(office.db, office.bot, render, office.clock)
    failed = await office.state(bad)
    assert (failed.state, failed.reason) == (DeliveryState.FAILED, "Message is too long")
    assert (await office.state(good)).state is DeliveryState.SENT
    assert len(office.front.sends()) == 3


@pytest.mark.parametrize("trouble", ["blocked", "deleted", "never started", "unknown", "kicked", "left", "muted"])
async def test_an_unreachable_chat_sleeps_with_everything_kept(office: Office, trouble: str) -> None:
    """What Telegram says is believed: nothing more is sent, what waits is cancelled, and waking is enough to go on."""
    address = _in_trouble(office.front, trouble)
    first, second = await post.owe(office.db, address), await post.owe(office.db, address, "alert:2")
    await office.deliver()
    await office.deliver()
    assert await office.chat_state(address) is ChatState.ASLEEP
    assert (await office.state(first)).state is DeliveryState.FAILED
    waiting = await office.state(second)
    assert waiting.state is DeliveryState.CANCELLED
    assert "the chat sleeps" in (waiting.reason or "")
    assert len(office.front.sends()) == 1
    async with office.db.write() as s:
        assert await chats.wake(s, address.chat_id)


def _in_trouble(front: Front, trouble: str) -> Address:
    if trouble in {"kicked", "left", "muted"}:
        group = front.group("supergroup")
        group.members[BOT_ID] = Member({"muted": "restricted"}.get(trouble, trouble))
        return Address(group.id)
    if trouble == "unknown":
        return Address(999_999)
    person = front.world.users[front.person()]
    person.blocked, person.deleted, person.started = trouble == "blocked", trouble == "deleted", trouble != "never started"
    return Address(person.id)


@pytest.mark.parametrize("known", [False, True])
async def test_a_group_that_became_a_supergroup_gets_everything_under_its_new_id(office: Office, known: bool) -> None:
    """Resent at once to the new id, also when that is known already; nothing twice."""
    old, new = office.front.group(), office.front.group("supergroup")
    old.migrated_to = new.id
    first, second = await post.owe(office.db, Address(old.id)), await post.owe(office.db, Address(old.id), "alert:2")
    if known:
        await post.owe(office.db, Address(new.id), "alert:2")
    await office.deliver()
    assert len(new.messages) == 2
    assert (await office.state(first)).address == Address(new.id)
    async with office.db.read() as s:
        states = [d.state for d in await outbox.of_address(s, Address(new.id), 10)]
        assert await chats.get(s, Address(old.id)) is None
        left = await outbox.get(s, second)
    assert states == [DeliveryState.SENT] * 2
    assert (left is None) is known


@pytest.mark.parametrize("fault", [Fault.RESET_AFTER, Fault.HANG_AFTER, Fault.GATEWAY_AFTER, Fault.RESET_BEFORE])
async def test_a_lost_answer_is_resent_once_and_never_in_a_loop(office: Office, fault: Fault) -> None:
    """The first doubt: once more. The second: left alone, and recorded as uncertain."""
    reader, other = Address(office.front.person()), Address(office.front.person())
    script(office.front, once(fault))
    number = await post.owe(office.db, reader)
    await office.deliver()
    assert (await office.state(number)).state is DeliveryState.SENT
    assert len(office.front.texts(reader.chat_id)) == (1 if fault is Fault.RESET_BEFORE else 2)

    script(office.front, once(fault, 5))
    number = await post.owe(office.db, other)
    for _ in range(4):
        await office.deliver()
    left = await office.state(number)
    assert (left.state, left.doubts) == (DeliveryState.UNCERTAIN, 2)
    assert len([a for a in office.front.sends() if a.chat_id == other.chat_id]) == 2


async def test_a_refusal_of_the_servers_own_making_is_tried_again_later(office: Office) -> None:
    """500s and 429s are no doubts: again when they say, until it is sent."""
    reader = Address(office.front.person())
    script(office.front, [Fault.SERVER_ERROR, Fault.FLOOD, Fault.SERVER_ERROR])
    office.front.retry_after = 40
    number = await post.owe(office.db, reader)
    await office.deliver()
    office.ahead = timedelta(seconds=3)
    await office.deliver()
    waiting = await office.state(number)
    assert (waiting.state, waiting.doubts) == (DeliveryState.PENDING, 0)
    assert "40" in (waiting.reason or "")
    office.ahead = timedelta(seconds=30)
    await office.deliver()
    assert len(office.front.sends()) == 2


async def test_without_a_network_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """No connection at all: certainly not sent, no doubt, the outbox rests and goes on when there is one."""
    async with post.open_post(tmp_path) as db:
        async with running_front() as front:
            port = int(front.url.rsplit(":", 1)[1])
        numbers = [await post.owe(db, Address(700_000_001 + n)) for n in range(5)]
        async with post.a_bot(front.url, front.token) as bot:
            assert (await deliver(db, bot, post.render_sample, post.real_clock)).again >= 1
            states = [await post.delivery(db, n) for n in numbers]
            assert {(d.state, d.doubts) for d in states} == {(DeliveryState.PENDING, 0)}
            async with running_front(port=port) as back:
                for _ in numbers:
                    back.person()
                courier = Courier(db, bot, post.render_sample, lambda: post.real_clock() + timedelta(seconds=90))
                assert (await courier.deliver_due()).sent == 5


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


async def test_an_edit_of_a_message_that_is_gone_fails_with_the_reason(office: Office) -> None:
    """No second message in its place."""
    reader = Address(office.front.person())
    number = await post.owe(office.db, reader, "edit:1:1", DeliveryKind.EDIT, Priority.EDIT, message_id=4711)
    await office.deliver()
    left = await office.state(number)
    assert (left.state, left.reason) == (DeliveryState.FAILED, "Message to edit not found")
    assert office.front.texts(reader.chat_id) == []


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


async def test_a_refused_token_stops_the_courier_with_the_remedy(office: Office) -> None:
    """Nothing is lost; the operator is told which setting it is."""
    number = await post.owe(office.db, Address(office.front.person()))
    async with post.a_bot(office.front.url, "1:wrong") as bot:
        courier = Courier(office.db, bot, post.render_sample, office.clock, None, "w")
        with pytest.raises(TokenError, match="BOT_TOKEN"):
            await courier.run()
    assert (await office.state(number)).state is DeliveryState.PENDING


async def test_paid_broadcast_is_asked_for_only_where_it_is_chosen(office: Office) -> None:
    """The kinds that are named, no others."""
    await post.owe(office.db, Address(office.front.person()), "push:1", DeliveryKind.PUSH, Priority.PUSH)
    await post.owe(office.db, Address(office.front.person()))
    await post.courier(office.db, office.bot, paid=frozenset({DeliveryKind.PUSH})).deliver_due()
    paid = {request.params.get("allow_paid_broadcast") for request in office.front.record.of("sendMessage")}
    assert paid == {"true", None}


async def test_the_chat_kind_of_a_group_is_kept(office: Office) -> None:
    """Migrating keeps kind and settings."""
    old, new = office.front.group(), office.front.group("supergroup")
    old.migrated_to = new.id
    await post.owe(office.db, Address(old.id))
    await office.deliver()
    async with office.db.read() as s:
        chat = await chats.get(s, Address(new.id))
    assert chat is not None
    assert chat.kind is ChatKind.GROUP
