"""aiogram, a client that shares nothing with python-telegram-bot, completes a conversation with the local Telegram."""

from __future__ import annotations

import asyncio
import contextlib

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Message,
)

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.scene import png


def build_dispatcher() -> Dispatcher:
    """A small bot: start, a keyboard, an edit, a picture, a document, inline mode."""
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def start(message: Message) -> None:
        more = InlineKeyboardButton(text="بیشتر…", callback_data="more")
        await message.answer("<b>سلام</b>", parse_mode="HTML", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[more]]))

    @dispatcher.callback_query(F.data == "more")
    async def more(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("ویراسته")
        await query.message.answer_photo(BufferedInputFile(png(8, 8), "n.png"), caption="نمودار")
        await query.message.answer_document(BufferedInputFile(b"a,b", "n.csv"))
        await query.answer("همین")

    @dispatcher.inline_query()
    async def inline(query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text=f"دربارهٔ {query.query}")
        await query.answer([InlineQueryResultArticle(id="1", title="گفته", input_message_content=content)], cache_time=1)

    return dispatcher


async def test_a_whole_conversation_over_aiogram(sandbox: Sandbox) -> None:
    """Deep link, keyboard, tap, edit in place, files by multipart, inline mode, commands."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(sandbox.token, session=session)
    dispatcher = build_dispatcher()
    polling = asyncio.create_task(dispatcher.start_polling(bot, polling_timeout=2, handle_signals=False))
    person = sandbox.person
    try:
        assert await bot.set_my_commands([BotCommand(command="start", description="شروع")])
        assert (await bot.get_chat(sandbox.chat_id)).first_name == person.first_name
        await person.start("s1")
        greeting = await person.wait_for(lambda m: m.text == "سلام")
        tapped = await person.tap(greeting, "بیشتر…")
        assert tapped.text == "همین"
        assert (await person.wait_for(lambda m: m.text == "ویراسته")).id == greeting.id
        await person.wait_for(lambda m: "photo" in m.raw and m.text == "نمودار")
        await person.wait_for(lambda m: m.raw.get("document", {}).get("file_name") == "n.csv")
        query_id, results = await person.query_inline("ترکیه")
        assert [r["title"] for r in results] == ["گفته"]
        assert (await person.choose_inline(query_id, "1")).text == "دربارهٔ ترکیه"
    finally:
        with contextlib.suppress(RuntimeError):
            await dispatcher.stop_polling()
        await polling
        await session.close()
