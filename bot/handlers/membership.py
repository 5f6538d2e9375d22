"""What Telegram tells about the chat itself: blocked, unblocked, thrown out, made a supergroup."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot.handlers.common import Context, ensure_chat, services
from storage import chats

_GONE = {ChatMember.BANNED, ChatMember.LEFT}


async def my_membership(update: Update, context: Context) -> None:
    """Blocked or thrown out: the chat sleeps with everything kept; let in again: it wakes."""
    change = update.my_chat_member
    if change is None:
        return
    async with services(context).db.write() as session:
        if change.new_chat_member.status in _GONE:
            await chats.sleep(session, change.chat.id, change.new_chat_member.status)
        else:
            await ensure_chat(session, update, context)
            await chats.wake(session, change.chat.id)


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
