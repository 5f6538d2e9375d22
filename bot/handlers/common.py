"""What every handler needs: whom it talks with, how they read, and how to answer."""

from __future__ import annotations

from typing import Any

from telegram import ChatMember, InlineKeyboardMarkup, LinkPreviewOptions, Message, Update
from telegram.constants import ChatType, ParseMode
from telegram.ext import Application, CallbackContext, ExtBot

from bot.render.story import View
from bot.services import Services, services_of
from storage import chats
from storage.database import ReadSession, WriteSession
from storage.records import Address, Chat, ChatKind, ChatSettings

Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App = Application[ExtBot[Any], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_KINDS = {ChatType.PRIVATE: ChatKind.PRIVATE, ChatType.CHANNEL: ChatKind.CHANNEL}


def services(context: Context) -> Services:
    return services_of(context.bot_data)


def address_of(update: Update) -> Address | None:
    """The chat, and the forum topic in it, where the update happened."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None:
        return None
    thread = message.message_thread_id if message and message.is_topic_message and message.message_thread_id else 0
    return Address(chat.id, thread)


def kind_of(update: Update) -> ChatKind:
    chat = update.effective_chat
    return _KINDS.get(ChatType(chat.type), ChatKind.GROUP) if chat else ChatKind.PRIVATE


async def ensure_chat(session: WriteSession, update: Update, context: Context) -> Chat | None:
    """The chat's row, made at its first message."""
    address = address_of(update)
    return await chats.ensure(session, address, kind_of(update), services(context).clock()) if address else None


async def view_of(session: ReadSession, address: Address, context: Context) -> View:
    """How this address reads; defaults for one that has never written."""
    chat = await chats.get(session, address)
    settings = chat.settings if chat else ChatSettings(timezone=services(context).config.timezone)
    return View(services(context).naming, settings, services(context).clock())


async def reply(
    update: Update, html: str, keyboard: InlineKeyboardMarkup | None = None, *, to_question: bool = False
) -> Message | None:
    """Answers where the update came from, in its forum topic; `to_question` makes it a reply to the message."""
    message = update.effective_message
    if message is None:
        return None
    return await message.reply_text(
        html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard,
        link_preview_options=NO_PREVIEW,
        do_quote=to_question,
    )


async def edit(update: Update, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Changes the message whose button was tapped; a second tap that changes nothing is not an error."""
    from telegram.error import BadRequest

    query = update.callback_query
    if query is None or query.message is None:
        return
    try:
        await query.edit_message_text(html, parse_mode=ParseMode.HTML, reply_markup=keyboard, link_preview_options=NO_PREVIEW)
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise


async def may_change(update: Update, context: Context) -> bool:
    """Whether this person decides for the chat: anybody in private, only administrators elsewhere."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type == ChatType.PRIVATE:
        return True
    if user is None:
        return update.effective_message is not None and update.effective_message.sender_chat == chat
    member = await context.bot.get_chat_member(chat.id, user.id)
    return member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
