"""/forget: everything kept of this chat is deleted, after one confirmation; a banned one can still do it."""

from __future__ import annotations

import re

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot import texts
from bot.callbacks import Verb, decode
from bot.handlers.common import Context, address_of, edit, may_change, reply, services
from bot.handlers.groups import command_of
from bot.render.keyboards import button, keyboard
from bot.texts import following
from storage import chats


async def forget(update: Update, context: Context) -> None:
    if not await may_change(update, context):
        await reply(update, texts.ADMINS_ONLY)
        return
    confirm = keyboard([button(texts.FORGET_CONFIRM, Verb.FORGET), button(texts.CANCEL, Verb.CLOSE)])
    await reply(update, texts.FORGET_ASK, confirm)


async def tapped_forget_ask(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The same for a channel, asked for at its desk; in place."""
    confirm = keyboard([button(texts.FORGET_CONFIRM, Verb.FORGET), button(texts.CANCEL, Verb.CONNECT)])
    await edit(update, following.CHANNEL_LEAVE_ASK, confirm)


async def tapped_forget(update: Update, context: Context, args: tuple[str, ...]) -> None:
    address = address_of(update)
    if address is None:
        return
    async with services(context).db.write() as session:
        banned = await chats.is_banned(session, address.chat_id)
        await chats.forget(session, address.chat_id)
    await edit(update, following.FORGOTTEN_BUT_BAN if banned else texts.FORGOTTEN)


FOR_ALL = frozenset({"forget", "privacy", "export"})
"""What a banned chat may still do: see and delete what is kept of it."""
_COMMAND = re.compile(r"/(\w+)")


async def shut_out(update: Update, context: Context) -> None:
    """Before all other handlers: a banned chat gets no answer, but for its own data.

    Raises:
        ApplicationHandlerStop: the chat is banned and wants something else.
    """
    chat, query, message = update.effective_chat, update.callback_query, update.message
    if chat is None:
        return
    action = decode(query.data or "") if query else None
    text = message.text or "" if message else ""
    command = found.group(1) if (found := _COMMAND.match(text)) else command_of(text)
    if command in FOR_ALL or (action and action.verb in (Verb.FORGET, Verb.CLOSE)):
        return
    async with services(context).db.read() as session:
        banned = await chats.is_banned(session, chat.id)
    if banned:
        raise ApplicationHandlerStop
