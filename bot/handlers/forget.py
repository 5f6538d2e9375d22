"""/forget: everything kept of this chat is deleted, after one confirmation."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers.common import Context, address_of, edit, may_change, reply, services
from bot.render.keyboards import button, keyboard
from storage import chats


async def forget(update: Update, context: Context) -> None:
    if not await may_change(update, context):
        await reply(update, texts.ADMINS_ONLY)
        return
    confirm = keyboard([button(texts.FORGET_CONFIRM, Verb.FORGET), button(texts.CANCEL, Verb.CLOSE)])
    await reply(update, texts.FORGET_ASK, confirm)


async def tapped_forget(update: Update, context: Context, args: tuple[str, ...]) -> None:
    address = address_of(update)
    if address is None:
        return
    async with services(context).db.write() as session:
        await chats.forget(session, address.chat_id)
    await edit(update, texts.FORGOTTEN)
