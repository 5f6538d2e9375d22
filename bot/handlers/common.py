"""What every handler needs: whom it talks with, how they read, and how to answer."""

from __future__ import annotations

import re
from contextvars import ContextVar
from typing import Any

from telegram import ChatMember, InlineKeyboardMarkup, LinkPreviewOptions, Message, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot

from bot.callbacks import Verb
from bot.render.group import can_be_removed, folded, in_group
from bot.render.keyboards import button, keyboard, of_channel
from bot.render.story import View
from bot.services import Services, services_of
from bot.texts import following
from storage import chats
from storage.database import ReadSession, WriteSession
from storage.records import Address, Chat, ChatKind, ChatSettings

Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App = Application[ExtBot[Any], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

acting_for: ContextVar[int | None] = ContextVar("acting_for", default=None)
"""The channel for which an administrator acts from the private chat, while one update is handled (bot.handlers.channels)."""

_KINDS = {ChatType.PRIVATE: ChatKind.PRIVATE, ChatType.CHANNEL: ChatKind.CHANNEL}


def services(context: Context) -> Services:
    return services_of(context.bot_data)


def address_of(update: Update) -> Address | None:
    """The chat, and the forum topic in it, where the update happened; the channel for which an administrator acts."""
    channel = acting_for.get()
    if channel is not None:
        return Address(channel)
    chat, message = update.effective_chat, update.effective_message
    if chat is None:
        return None
    thread = message.message_thread_id if message and message.is_topic_message and message.message_thread_id else 0
    return Address(chat.id, thread)


def kind_of(update: Update) -> ChatKind:
    if acting_for.get() is not None:
        return ChatKind.CHANNEL
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
    """Answers where the update came from, in its forum topic; `to_question` makes it a reply to the message. An answer in a group
    is brief: folded to six lines, it promotes no following, and whoever asked can have it taken away."""
    message = update.effective_message
    if message is None:
        return None
    if kind_of(update) is ChatKind.GROUP and (to_question or "<blockquote" in html):
        html, keyboard = folded(html), in_group(keyboard) if to_question else keyboard
    return await message.reply_text(
        html,
        parse_mode=ParseMode.HTML,
        reply_markup=_bound(keyboard),
        link_preview_options=NO_PREVIEW,
        do_quote=to_question,
        allow_sending_without_reply=True if to_question else None,
    )


async def edit(update: Update, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Changes the message whose button was tapped; a second tap that changes nothing is not an error. A picture has no words to
    change: what its button leads to is sent beside it."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    if isinstance(query.message, Message) and query.message.photo:
        await reply(update, html, keyboard)
        return
    if kind_of(update) is ChatKind.GROUP and isinstance(query.message, Message) and can_be_removed(query.message.reply_markup):
        html, keyboard = folded(html), in_group(keyboard)
    try:
        await query.edit_message_text(
            html, parse_mode=ParseMode.HTML, reply_markup=_bound(keyboard), link_preview_options=NO_PREVIEW
        )
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise


async def edit_keyboard(update: Update, keyboard: InlineKeyboardMarkup | None) -> None:
    """Changes the buttons under the message and leaves its words; a second tap that changes nothing is not an error."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    try:
        await query.edit_message_reply_markup(_bound(keyboard))
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise


def _bound(keyboard: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    channel = acting_for.get()
    return of_channel(keyboard, channel) if keyboard and channel is not None else keyboard


async def say_old(update: Update) -> None:
    """A button that no longer leads anywhere says so, and offers to show anew what its message told."""
    message = update.effective_message
    await reply(update, following.OLD, keyboard([button(following.RENEW, Verb.RENEW, message.message_id if message else 0)]))


def number_in(args: tuple[str, ...], at: int = 0) -> int | None:
    """The number that a button carries at that place; None where its data are not whole."""
    return int(args[at]) if len(args) > at and args[at].isdecimal() and args[at].isascii() else None


async def may_change(update: Update, context: Context) -> bool:
    """Whether this person decides for the chat: anybody in private, only administrators elsewhere."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is None or chat.type == ChatType.PRIVATE:
        return True
    if update.callback_query is None and message is not None and message.sender_chat == chat:
        return True  # an administrator who stays anonymous writes as the group itself
    return user is not None and await is_admin(context, chat.id, user.id)


async def is_admin(context: Context, chat_id: int, user_id: int) -> bool:
    """Whether Telegram says that the person administers the chat; not where the bot cannot know."""
    try:
        member = await context.bot.get_chat_member(chat_id, user_id)
    except TelegramError:
        return False
    return member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def title_of(update: Update, context: Context, address: Address) -> str:
    """What the group or the channel is called that is spoken of; empty for a private chat."""
    if acting_for.get() is None:
        return (update.effective_chat.title or "") if update.effective_chat else ""
    try:
        return (await context.bot.get_chat(address.chat_id)).title or ""
    except TelegramError:
        return ""


def is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE


def bot_link(context: Context, payload: str = "") -> str:
    """The address that opens the private chat with the bot, with the payload of a deep link."""
    base = f"https://t.me/{context.bot.username}"
    return f"{base}?start={payload}" if payload else base


def words_to_us(update: Update, context: Context) -> str:
    """What a person wrote, without the bot's name by which it was addressed."""
    message = update.effective_message
    text = (message.text or message.caption or "") if message else ""
    return re.sub(rf"(?<!\w)@{re.escape(context.bot.username)}(?!\w)[:,،]?", " ", text, flags=re.IGNORECASE).strip()
