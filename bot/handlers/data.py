"""/share, /privacy and /export: the bot's address to pass on; what is kept of a chat, told and given in private only."""

from __future__ import annotations

import json
from urllib.parse import quote

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Update

from bot import texts
from bot.handlers.common import Context, address_of, bot_link, is_private, reply, services, view_of
from bot.links import payload_of
from bot.render.writing import escape, line
from bot.texts import following
from storage import chats, subscriptions

SHARED = 8
"""Follows whose addresses are offered to pass on."""


async def share(update: Update, context: Context) -> None:
    """/share: the bot's address, Telegram's own way to pass it on, and the addresses of what is followed here."""
    address = address_of(update)
    if address is None:
        return
    async with services(context).db.read() as session:
        kept = await subscriptions.of(session, address)
        view = await view_of(session, address, context)
    links = [(view.naming.choice(one.follow), payload) for one in kept if (payload := payload_of(one.follow))]
    lines = [following.SHARE_BOT.format(link=bot_link(context))]
    if links:
        lines += ["", following.SHARE_HINT]
        lines += [f'<a href="{bot_link(context, payload)}">{escape(line(name))}</a>' for name, payload in links[:SHARED]]
    words = quote(following.SHARE_WORDS, safe="")
    url = f"https://t.me/share/url?url={quote(bot_link(context), safe='')}&text={words}"
    await reply(update, "\n".join(lines), InlineKeyboardMarkup([[InlineKeyboardButton(following.SHARE, url=url)]]))


async def privacy(update: Update, context: Context) -> None:
    """/privacy: what is kept, and what is not even asked for."""
    if is_private(update):
        await reply(update, texts.PRIVACY)
    else:
        await _in_private(update, context)


async def export(update: Update, context: Context) -> None:
    """/export: everything that is kept of this chat, as a JSON file."""
    message = update.effective_message
    if message is None or not is_private(update):
        await _in_private(update, context)
        return
    async with services(context).db.read() as session:
        kept = await chats.export(session, message.chat_id)
    if not kept["addresses"]:
        await reply(update, following.EXPORT_NOTHING)
        return
    content = json.dumps(kept, ensure_ascii=False, indent=2, default=str).encode()
    name = following.EXPORT_FILE.format(chat=message.chat_id)
    await message.reply_document(InputFile(content, filename=name), caption=following.EXPORT_CAPTION, do_quote=False)


async def _in_private(update: Update, context: Context) -> None:
    way = InlineKeyboardButton(following.OPEN_PRIVATE, url=bot_link(context))
    await reply(update, following.ONLY_PRIVATE, InlineKeyboardMarkup([[way]]))
