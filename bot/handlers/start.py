"""/start, /help, /privacy: the first two sentences and what can be done next."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.handlers.common import Context, ensure_chat, reply, services
from bot.render.keyboards import follow_buttons, keyboard
from storage import chats, subscriptions
from storage.records import Address, Follow

STARTERS = (
    Follow(country="TR"),
    Follow(country="AF"),
    Follow(country="US"),
    Follow(topic="nuclear"),
    Follow(topic="economy"),
    Follow(topic="environment-water"),
)
"""What a newcomer is offered: three countries and three topics that every day's news speaks of."""


async def start(update: Update, context: Context) -> None:
    """Two sentences, six things to follow, and how often we write. Wakes a chat that slept."""
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        if chat is None:
            return
        await chats.wake(session, chat.address.chat_id)
    await reply(update, f"{texts.START}\n\n{texts.START_FOOT}", _starters(context))


def _starters(context: Context) -> InlineKeyboardMarkup | None:
    rows = [row[0] for row in follow_buttons(STARTERS, services(context).naming)]
    return keyboard(rows[:3], rows[3:])


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


async def privacy(update: Update, context: Context) -> None:
    await reply(update, texts.PRIVACY)
