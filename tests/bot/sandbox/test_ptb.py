"""python-telegram-bot holds a conversation with the local Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.sandbox.server import Sandbox, running_sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox() as running:
        yield running


async def _echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("بیشتر…", callback_data="more")]])
    await update.message.reply_html(f"<b>{update.message.text}</b>", reply_markup=keyboard)


async def _more(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("همین بود")
    await query.edit_message_text("ویراسته")


async def test_a_written_message_is_answered_and_a_tap_edits_it(sandbox: Sandbox) -> None:
    """The whole round over PTB: message, keyboard, tap, notice, edit in place."""
    app = Application.builder().token(sandbox.token).base_url(f"{sandbox.url}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, _echo))
    app.add_handler(CallbackQueryHandler(_more))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=1)
        try:
            await sandbox.person.write("ترکیه")
            message = await sandbox.person.wait_for(lambda m: m.text == "ترکیه")
            assert message.raw["entities"][0]["type"] == "bold"
            tapped = await sandbox.person.tap(message, "بیشتر…")
            assert tapped.text == "همین بود"
            edited = await sandbox.person.wait_for(lambda m: m.text == "ویراسته")
            assert edited.id == message.id
            assert edited.rows == ()
        finally:
            await app.updater.stop()
            await app.stop()
    await asyncio.sleep(0)
