"""The whole path over real HTTP, both directions: a publisher's feed to a subscriber's chat, and a question to its answer.

Local Telegram, sample newsroom, SQLite, the scheduler and the bot are the ones that `naql run --sandbox` starts. Nothing is
replaced.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot import texts
from bot.cli.compose import Parts, open_parts
from bot.cli.sandboxed import BRISK, has_quotation, is_digest, look_again, never_quiet
from bot.cli.serving import Service, running_service
from bot.sandbox.newsroom import Newsroom, running_newsroom
from bot.sandbox.people import Message, Person
from bot.sandbox.server import Sandbox, running_sandbox
from jobs.fetch import Limits
from storage import outbox, sources, subscriptions
from storage.config import Config, load
from storage.records import Address, Delivery, DeliveryKind, DeliveryState


@dataclass(frozen=True, slots=True)
class World:
    sandbox: Sandbox
    newsroom: Newsroom
    parts: Parts
    service: Service

    @property
    def person(self) -> Person:
        return self.sandbox.person

    @property
    def address(self) -> Address:
        return Address(self.sandbox.chat_id)


def config_for(sandbox: Sandbox, folder: Path) -> Config:
    return load(
        {
            "BOT_TOKEN": sandbox.token,
            "TELEGRAM_API_URL": sandbox.url,
            "DATA_DIR": str(folder),
            "FETCH_ALLOW_PRIVATE": "on",
            "STORY_WAIT_S": "0",
            "WEB_PORT": "0",
        }
    )


@pytest.fixture
async def world(tmp_path: Path, lexicon_dir: Path) -> AsyncIterator[World]:
    """The product as it runs, on temporary data."""
    async with running_newsroom() as newsroom, running_sandbox() as sandbox:
        config = config_for(sandbox, tmp_path)
        async with open_parts(config, lexicon_dir=lexicon_dir, publishers=False) as parts:
            async with parts.db.write() as session:
                for source in newsroom.sources():
                    await sources.add(session, source)
            newsroom.told = partial(look_again, parts)
            async with running_service(parts, pace=BRISK, limits=Limits(host_interval_s=0.0)) as service:
                yield World(sandbox, newsroom, parts, service)


def about(newsroom: Newsroom, word: str) -> str:
    """The next sample article that speaks of `word`."""
    return next(slug for slug in newsroom.waiting if word in newsroom.articles[slug].body)


async def follow_turkey(world: World) -> Message:
    """/start, «ترکیه», alerts too: what a newcomer does; and alerts at any hour."""
    person = world.person
    start = await person.write("/start")
    offer = await person.wait_for(lambda m: "ترکیه" in m.buttons, after=start.id)
    await never_quiet(world.parts.db, world.address.chat_id)
    await person.tap(offer, "ترکیه")
    followed = await person.wait_for(lambda m: texts.ALERT_TOO in m.buttons, after=offer.id)
    await person.tap(followed, texts.ALERT_TOO)
    return await person.wait_for(lambda m: m.id == followed.id and texts.NO_ALERT in m.buttons)


async def recorded(world: World, message: Message) -> Delivery:
    """The outbox's row of a message; it is written right after Telegram has answered."""
    for _ in range(200):
        async with world.parts.db.read() as session:
            owed = await outbox.of_address(session, world.address, 20)
        if found := next((d for d in owed if d.message_id == message.id), None):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"no delivery says that it became message {message.id}")


async def test_from_a_feed_to_a_chat_and_back(world: World) -> None:
    """A follower of a country gets the digest of a new article about it once; the row says so; a question is answered."""
    followed = await follow_turkey(world)
    await world.newsroom.publish(about(world.newsroom, "ترکیه"))
    digest = await world.person.wait_for(is_digest, after=followed.id, timeout=20)

    assert has_quotation(digest)
    assert "ترکیه" in digest.text
    assert "\u200f🇹🇷" in digest.text
    delivery = await recorded(world, digest)
    assert (delivery.kind, delivery.state) == (DeliveryKind.ALERT, DeliveryState.SENT)

    question = await world.person.write("ترکیه")
    answer = await world.person.wait_for(lambda m: has_quotation(m) and not is_digest(m), after=question.id)
    assert "نقل از" in answer.text
    assert any("دنبال کردن" in button for button in answer.buttons)


async def test_buttons_of_a_digest_lead_somewhere(world: World) -> None:
    """«همهٔ نقل‌ها» shows the story's statements; «دنبال کردن» offers its countries; unfollowing is one tap."""
    followed = await follow_turkey(world)
    await world.newsroom.publish(about(world.newsroom, "ترکیه"))
    digest = await world.person.wait_for(is_digest, after=followed.id, timeout=20)

    await world.person.tap(digest, next(b for b in digest.buttons if b.startswith("همهٔ")))
    whole = await world.person.wait_for(has_quotation, after=digest.id)
    assert whole.raw["reply_to_message"]["message_id"] == digest.id

    await world.person.tap(digest, texts.FOLLOW)
    offer = await world.person.wait_for(lambda m: m.text == texts.CHOOSE_FOLLOW, after=whole.id)
    assert "ترکیه" in offer.buttons

    await world.person.tap(followed, texts.CANCEL)
    await world.person.wait_for(lambda m: m.id == followed.id and "دیگر دنبال نمی‌شود" in m.text)
    async with world.parts.db.read() as session:
        assert await subscriptions.of(session, world.address) == ()


async def test_who_follows_nothing_gets_nothing(world: World) -> None:
    """An article reaches those who follow what it speaks of, and nobody else."""
    stranger = await world.sandbox.newcomer("نیما")
    start = await stranger.write("/start")
    greeting = await stranger.wait_for(lambda m: "ترکیه" in m.buttons, after=start.id)
    followed = await follow_turkey(world)
    await world.newsroom.publish(about(world.newsroom, "ترکیه"))
    await world.person.wait_for(is_digest, after=followed.id, timeout=20)
    assert [m.id for m in await stranger.messages() if m.from_bot] == [greeting.id]


async def test_forgetting_takes_one_confirmation(world: World) -> None:
    """/forget deletes everything kept of the chat."""
    followed = await follow_turkey(world)
    asked = await world.person.write("/forget")
    confirm = await world.person.wait_for(lambda m: texts.FORGET_CONFIRM in m.buttons, after=max(asked.id, followed.id))
    await world.person.tap(confirm, texts.FORGET_CONFIRM)
    await world.person.wait_for(lambda m: m.id == confirm.id and m.text == texts.FORGOTTEN)
    async with world.parts.db.read() as session:
        assert await subscriptions.of(session, world.address) == ()
