"""/start and /help: two sentences, what can be followed, and what a deep link opens."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.handlers.common import Context, address_of, ensure_chat, is_private, may_change, reply, services
from bot.handlers.opening import open_link
from bot.handlers.starters import starters
from bot.render.keyboards import keyboard
from bot.texts import following
from storage import chats


async def start(update: Update, context: Context) -> None:
    """Two sentences, things to follow, and how often we write; with a deep link what it opens. A group is told how it works, its
    administrators are offered things to follow. Wakes a chat that slept."""
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        if chat is None:
            return
        await chats.wake(session, chat.address.chat_id)
    text, keys = first_page(context)
    if not is_private(update):
        await reply(update, following.GROUP_HELLO, keys if await may_change(update, context) else None)
    elif not context.args:
        await reply(update, text, keys)
    elif not await open_link(update, context, context.args[0]):
        await reply(update, f"{following.LINK_UNKNOWN}\n\n{text}", keys)


def first_page(context: Context) -> tuple[str, InlineKeyboardMarkup | None]:
    """What /start says, with its buttons."""
    return f"{texts.START}\n\n{texts.START_FOOT}", keyboard(*starters(services(context).naming))


async def greeting(update: Update, context: Context) -> None:
    """«سلام» is answered as /start once; whoever has begun already gets one line."""
    address = address_of(update)
    if address is None:
        return
    async with services(context).db.read() as session:
        known = await chats.get(session, address) is not None
    if known:
        await reply(update, texts.GREETING)
    else:
        await start(update, context)


async def show_help(update: Update, context: Context) -> None:
    await reply(update, texts.HELP)
