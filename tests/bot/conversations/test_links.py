"""Deep links, sharing, what is kept and how it goes: /share, /privacy, /export, /forget; the command menus."""

from __future__ import annotations

import json

import pytest
from telegram import Bot, BotCommandScopeAllChatAdministrators, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot import texts
from bot.texts import following as words
from storage import chats
from tests.bot.conversations.talking import Talk

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_deep_links_open_and_offer_to_follow(talk: Talk) -> None:
    """A person, an office, a country, a topic and a story open by their links, with a button to follow; others say in one message
    that they lead nowhere, and where to begin."""
    for payload, part in (
        ("p_sohrab-kuhyar", "سهراب کوهیار"),
        ("o_water-chief", "رئیس سازمان آب"),
        ("c_TR", "ترکیه"),
        ("t_economy", "اقتصاد"),
    ):
        link = await talk.person.start(payload)
        opened = await talk.told(part, after=link.id)
        assert any("دنبال کردن" in label for label in opened.buttons), opened.buttons
    link = await talk.person.start("s_1")
    await talk.told("بازار مرزی با ترکیه", after=link.id)
    for payload in ("p_nobody", "t_nothing", "s_999", "zz", "c_XX", "s_" + "9" * 40):
        link = await talk.person.start(payload)
        gone = await talk.told(words.LINK_UNKNOWN, after=link.id)
        assert texts.START[:20] in gone.text
        assert "ترکیه" in gone.buttons
        assert (await talk.write("مرسی")).id == gone.id + 1


async def test_share(talk: Talk) -> None:
    """/share gives the bot's address, Telegram's way to pass it on, and the addresses of what is followed; they open it."""
    await talk.say("دنبال کن کوهیار", "دنبال شد")
    shared = await talk.say("/share", "t.me/")
    links = [entity["url"] for entity in shared.raw["entities"] if entity["type"] == "text_link"]
    assert links[-1].endswith("?start=p_sohrab-kuhyar")
    assert shared.rows[0][0].url.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")


async def test_export_and_privacy_in_private_only(talk: Talk) -> None:
    """/export sends a JSON file with what is kept and nothing of anybody else; in a group both lead to the private chat."""
    await talk.say("دنبال کن «آب سد نمونه»", "دنبال شد")
    await talk.say("دنبال کن کوهیار دربارهٔ کوه‌زاد", "دنبال شد")
    await talk.say("/privacy", texts.PRIVACY[:20])
    told = await talk.say("داده‌های من", words.EXPORT_CAPTION)
    bot = Bot(talk.sandbox.token, base_url=f"{talk.sandbox.url}/bot", base_file_url=f"{talk.sandbox.url}/file/bot")
    async with bot:
        file = await bot.get_file(told.raw["document"]["file_id"])
        kept = json.loads(bytes(await file.download_as_bytearray()))
    assert kept["chat_id"] == talk.person.id
    phrase, about = kept["addresses"][0]["subscriptions"]
    assert phrase["phrase"] == "آب سد نمونه"
    assert (about["who"], about["about"]) == ("sohrab-kuhyar", "parisa-kuhzad")
    group = talk.there(await talk.person.create_chat("supergroup", "گروه نمونه"))
    for command in ("/export", "/privacy"):
        led = await group.say(command, words.ONLY_PRIVATE)
        assert led.rows[0][0].url.startswith("https://t.me/")


async def test_forget(talk: Talk) -> None:
    """/forget asks once and then deletes everything; a second tap, and /export afterwards, find nothing."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    asked = await talk.say("پاکم کن", texts.FORGET_ASK)
    await talk.tapped(asked, texts.FORGET_CONFIRM, texts.FORGOTTEN[:8])
    async with talk.parts.db.read() as session:
        assert await chats.get(session, talk.address) is None
    await talk.say("/export", words.EXPORT_NOTHING)
    kept = await talk.say("/forget", texts.FORGET_ASK)
    await talk.tap(kept, texts.CANCEL)


async def test_a_banned_chat_can_still_forget(talk: Talk) -> None:
    """A banned chat gets no answer and no digest, but sees and deletes what is kept of it; that it is banned stays."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    async with talk.parts.db.write() as session:
        assert await chats.ban(session, talk.person.id, "نمونه")
    silent = await talk.write("ترکیه")
    asked = await talk.say("/forget", texts.FORGET_ASK)
    assert asked.id == silent.id + 2  # the question got nothing
    await talk.tapped(asked, texts.FORGET_CONFIRM, words.FORGOTTEN_BUT_BAN)
    async with talk.parts.db.read() as session:
        assert await chats.is_banned(session, talk.person.id)
    assert await talk.follows() == ()


async def test_a_greeting(talk: Talk) -> None:
    """The first one is answered as /start, the next with one line."""
    await talk.say("سلام", texts.START[:30])
    await talk.say("سلام", texts.GREETING)


async def test_commands_and_words(talk: Talk) -> None:
    """Every command of the menus is answered, and so are the Persian words for them; /latest and /briefing too."""
    assert (await talk.say("/help", "پرسیدن")).text
    await talk.say("راهنما", "پرسیدن")
    await talk.say("چه خبر", "تازه‌ترین نقل‌ها")
    await talk.say("مرور", texts.BRIEFING_NOT_FOLLOWING)
    await talk.say("هم‌رسانی", "t.me/")
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    await talk.say("/briefing", "مرور")
    bot = Bot(talk.sandbox.token, base_url=f"{talk.sandbox.url}/bot")
    async with bot:
        private = [command.command for command in await bot.get_my_commands(BotCommandScopeAllPrivateChats())]
        group = [command.command for command in await bot.get_my_commands(BotCommandScopeAllGroupChats())]
        admin = [command.command for command in await bot.get_my_commands(BotCommandScopeAllChatAdministrators())]
    assert private == [name for name, _ in texts.COMMAND_MENU]
    assert set(group) < set(admin)
    assert "settings" in admin
    assert "settings" not in group
