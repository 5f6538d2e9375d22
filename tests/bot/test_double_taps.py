"""A button tapped twice in a moment does what it does once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from telegram import Update

from bot.texts import following
from storage import subscriptions
from storage.records import Address
from tests.bot.asking import NOW, Asking, open_asking

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory, lexicon_dir: Path) -> AsyncIterator[Asking]:
    """Somebody in the private chat with the bot."""
    async with open_asking(tmp_path_factory.mktemp("double"), lexicon_dir) as asking:
        yield await asking.another()


async def twice(bot: Asking, message_id: int, data: str, text: str = "نمونه") -> None:
    """Two taps on one button of the message with this text that reach the bot at the same moment."""
    chat = {"id": bot.person.id, "type": "private", "first_name": "نمونه"}
    message = {"message_id": message_id, "date": int(NOW.timestamp()), "chat": chat, "text": text}
    taps = [
        {
            "update_id": number,
            "callback_query": {
                "id": str(number),
                "from": {**chat, "is_bot": False},
                "chat_instance": "1",
                "message": message,
                "data": data,
            },
        }
        for number in (1, 2)
    ]
    process = bot.application.process_update
    await asyncio.gather(*(process(Update.de_json(tap, bot.application.bot)) for tap in taps))


@pytest.mark.parametrize(("data", "part"), [("s:1", "بازار مرزی"), ("f:sohrab-kuhyar:an::an:", "دنبال شد"), ("r:3", "نادرست")])
async def test_what_a_button_sends_comes_once(bot: Asking, data: str, part: str) -> None:
    """A story, a follow, a question: one message for two taps; the next tap acts again."""
    asked = await bot.person.write("مرسی")
    await twice(bot, asked.id, data)
    sent = [m for m in await bot.person.messages() if m.from_bot and m.id > asked.id]
    assert len(sent) == 1
    assert part in sent[0].text
    await twice(bot, asked.id, data)
    assert len([m for m in await bot.person.messages() if m.from_bot and m.id > asked.id]) == 2


async def test_a_slower_second_tap(bot: Asking) -> None:
    """The second tap that comes when the first is done, but within a moment, does nothing either; under a message that has
    changed since, the same button acts."""
    told = bot.application.bot_data
    services = told["services"]
    told["services"] = replace(services, double_tap_s=3600.0)
    asked = await bot.person.write("مرسی")
    for text in ("نمونه", "نمونه", "نمونهٔ دیگر"):
        await twice(bot, asked.id, "s:1", text)
    told["services"] = services
    assert len([m for m in await bot.person.messages() if m.from_bot and m.id > asked.id]) == 2


async def test_one_subscription_for_two_taps(bot: Asking) -> None:
    """Nothing is followed twice, and nothing of the first tap is undone by the second."""
    async with bot.parts.db.read() as session:
        kept = await subscriptions.of(session, Address(bot.person.id))
    assert [one.follow.who for one in kept] == ["sohrab-kuhyar"]
    assert following.OLD not in [m.text for m in await bot.person.messages()]
