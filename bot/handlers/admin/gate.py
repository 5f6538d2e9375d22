"""The only way in: a command, a tap or an awaited message is checked against the table before anything happens.

These handlers stand in a group of their own before all others. Whoever may not is let through to the others, which know none of
it: so a command is answered as any unknown one and a tap as one on a forgotten button, by the very same code.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, MessageHandler, TypeHandler, filters

from bot.callbacks import Verb, decode
from bot.handlers.admin.access import Desk, desk_of
from bot.handlers.admin.bans import turn_away
from bot.handlers.admin.menu import show_menu
from bot.handlers.admin.table import ANSWERS, BUTTONS, COMMANDS
from bot.handlers.common import App, Context, services
from bot.render.writing import escape, line
from bot.texts import admin as words
from storage import admins
from storage.errors import NaqlError
from storage.office_records import Role

BEFORE = -1
"""The group of these handlers."""


def add_handlers(application: App) -> None:
    """Puts the gate before the readers' handlers."""
    application.add_handler(TypeHandler(Update, turn_away), BEFORE - 1)
    application.add_handler(MessageHandler(filters.ChatType.PRIVATE & filters.COMMAND, commanded), BEFORE)
    application.add_handler(CallbackQueryHandler(tapped, pattern=f"^(@[0-9a-z]+:)?{Verb.ADMIN}[:\x1f]"), BEFORE)
    application.add_handler(MessageHandler(~filters.COMMAND & ~filters.StatusUpdate.ALL, written), BEFORE)


async def commanded(update: Update, context: Context) -> None:
    """A command in a private chat: a new matter, so what was asked before is not awaited any more; then, if it is the admins',
    what it does."""
    message = update.message
    if message is not None and update.effective_user is not None:
        await _put_off(context, update.effective_user.id, message.chat_id)
    row = COMMANDS.get((message.text or "")[1:].split(maxsplit=1)[0].split("@")[0].lower()) if message else None
    desk = await desk_of(update, context) if row else None
    if row is not None and desk is not None and desk.role >= row.role:
        await _do(desk, row.act(desk, ()))


async def _put_off(context: Context, user_id: int, chat_id: int) -> None:
    """Their next message answers nothing in particular. Nearly nobody is asked anything, so it is looked before it is written."""
    parts = services(context)
    async with parts.db.read() as session:
        asked = await admins.expected(session, user_id, chat_id, parts.clock())
    if asked is not None:
        async with parts.db.write() as session:
            await admins.put_off(session, user_id, chat_id)


async def tapped(update: Update, context: Context) -> None:
    """A button of the admins. Data can be forged and messages forwarded, so who taps is what counts, each time."""
    query = update.callback_query
    action = decode(query.data or "") if query else None
    row = BUTTONS.get(action.args[0]) if action and action.args else None
    desk = await desk_of(update, context) if row else None
    if row is None or action is None or desk is None:
        return
    if desk.role >= row.role or (row.also is not None and await row.also(desk, action.args[1:])):
        await desk.toast(row.toast)
        if not row.amid and desk.address.chat_id == desk.user_id:  # in a group an answer is a reply to its question
            await _put_off(context, desk.user_id, desk.address.chat_id)
        await _do(desk, row.act(desk, action.args[1:]))


async def written(update: Update, context: Context) -> None:
    """A message that an admin was asked for; any other goes its usual way."""
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    async with services(context).db.read() as session:
        payload = await admins.expected(session, user.id, message.chat_id, services(context).clock())
    answer = ANSWERS.get(str(payload.get("do"))) if payload and _answers(message, payload) else None
    desk = await desk_of(update, context) if answer else None
    if payload is None or answer is None or desk is None:
        return
    if desk.role >= answer.role or (answer.also is not None and await answer.also(desk, payload)):
        await _do(desk, answer.act(desk, payload))


def _answers(message: Message, payload: Mapping[str, object]) -> bool:
    """In a group people talk to each other: only a reply to what was asked answers it."""
    asked = message.reply_to_message
    return message.chat.type == ChatType.PRIVATE or (asked is not None and asked.message_id == payload.get("asked"))


async def _do(desk: Desk, act: Awaitable[None]) -> None:
    """Acts and stops: what was meant for an admin goes to no other handler, also where it fails.

    Raises:
        ApplicationHandlerStop: always.
    """
    try:
        await act
    except NaqlError as error:
        await desk.say(words.CANNOT.format(reason=escape(line(str(error)))))
    except Exception as error:  # noqa: BLE001 — told as every handler's error is
        await desk.context.application.process_error(desk.update, error)
    raise ApplicationHandlerStop


async def set_menus(application: App) -> None:
    """The menus of all who may do something, at the start."""
    parts = application.bot_data["services"]
    async with parts.db.read() as session:
        team = {admin.user_id: admin.role for admin in await admins.appointed(session)}
    for user_id, role in {**team, **dict.fromkeys(parts.config.admin_ids, Role.OWNER)}.items():
        await show_menu(application.bot, user_id, role)
