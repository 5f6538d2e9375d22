"""What Telegram and the network refuse, and what becomes of the delivery and its chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import Courier, deliver
from bot.render.rendered import Rendered
from bot.sandbox.world import BOT_ID, Member, Topic
from storage import chats, outbox
from storage.database import ReadSession
from storage.errors import TokenError
from storage.records import Address, ChatKind, ChatState, Delivery, DeliveryKind, DeliveryState, Priority
from tests.bot import post
from tests.bot.front import Fault, Front, running_front
from tests.bot.office import Office, once, open_office, script


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        yield opened


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


async def test_an_edit_of_a_message_that_is_gone_fails_with_the_reason(office: Office) -> None:
    """No second message in its place."""
    reader = Address(office.front.person())
    number = await post.owe(office.db, reader, "edit:1:1", DeliveryKind.EDIT, Priority.EDIT, message_id=4711)
    await office.deliver()
    left = await office.state(number)
    assert (left.state, left.reason) == (DeliveryState.FAILED, "Message to edit not found")
    assert office.front.texts(reader.chat_id) == []


async def test_a_refused_token_stops_the_courier_with_the_remedy(office: Office) -> None:
    """Nothing is lost; the operator is told which setting it is."""
    number = await post.owe(office.db, Address(office.front.person()))
    async with post.a_bot(office.front.url, "1:wrong") as bot:
        courier = Courier(office.db, bot, post.render_sample, office.clock, None, "w")
        with pytest.raises(TokenError, match="BOT_TOKEN"):
            await courier.run()
    assert (await office.state(number)).state is DeliveryState.PENDING


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
