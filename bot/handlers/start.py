"""/start and /help: two sentences, what can be followed, and what a deep link opens."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.handlers.common import Context, ensure_chat, is_private, reply, services
from bot.handlers.opening import open_link
from bot.handlers.starters import starters
from bot.render.keyboards import keyboard
from storage import chats, subscriptions
from storage.records import Address


async def start(update: Update, context: Context) -> None:
    """Two sentences, things to follow, and how often we write; with a deep link what it opens. Wakes a chat that slept."""
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        if chat is None:
            return
        await chats.wake(session, chat.address.chat_id)
    if context.args and is_private(update) and await open_link(update, context, context.args[0]):
        return
    await reply(update, *first_page(context))


def first_page(context: Context) -> tuple[str, InlineKeyboardMarkup | None]:
    """What /start says, with its buttons."""
    return f"{texts.START}\n\n{texts.START_FOOT}", keyboard(*starters(services(context).naming))


async def greeting(update: Update, context: Context) -> None:
    """«سلام» is answered as /start once; whoever follows something already gets one line."""
    address = Address(update.effective_chat.id) if update.effective_chat else None
    if address is None:
        return
    async with services(context).db.read() as session:
        known = bool(await subscriptions.of(session, address))
    if known:
        await reply(update, texts.GREETING)
    else:
        await start(update, context)


async def show_help(update: Update, context: Context) -> None:
    await reply(update, texts.HELP)
