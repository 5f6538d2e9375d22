"""What Telegram tells about the chat itself: blocked, unblocked, thrown out, made a supergroup."""

from __future__ import annotations

import logging

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.handlers import channels
from bot.handlers.common import Context, ensure_chat, services
from bot.texts import following
from storage import chats

log = logging.getLogger(__name__)

_GONE = {ChatMember.BANNED, ChatMember.LEFT}


async def my_membership(update: Update, context: Context) -> None:
    """Blocked or thrown out: the chat sleeps with everything kept; let in again: it wakes. A new group is greeted."""
    change = update.my_chat_member
    if change is None:
        return
    here = change.new_chat_member.status not in _GONE
    async with services(context).db.write() as session:
        if not here:
            await chats.sleep(session, change.chat.id, change.new_chat_member.status)
        elif change.chat.type == ChatType.CHANNEL:  # it is made when it is connected
            await chats.wake(session, change.chat.id)
        else:
            await ensure_chat(session, update, context)
            await chats.wake(session, change.chat.id)
    if not here or change.new_chat_member.status == change.old_chat_member.status:
        return
    if change.chat.type == ChatType.CHANNEL:
        await channels.offer(change, context)
    elif change.chat.type != ChatType.PRIVATE and change.old_chat_member.status in _GONE:
        await _greet(change, context)


async def _greet(change: ChatMemberUpdated, context: Context) -> None:
    """One message where the bot is new; a group where it may not write is left in peace."""
    try:
        await context.bot.send_message(change.chat.id, following.GROUP_HELLO)
    except TelegramError as error:
        log.info("Group %d cannot be greeted: %s", change.chat.id, error)


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup: everything is kept under its new id."""
    message = update.effective_message
    if message is None:
        return
    async with services(context).db.write() as session:
        if message.migrate_to_chat_id:
            await chats.migrate(session, message.chat_id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await chats.migrate(session, message.migrate_from_chat_id, message.chat_id)
