"""Channels: connected with one tap in the private chat of the administrator who added the bot, and looked after from there.

In a channel a tap belongs to whoever taps, so its posts carry addresses only. Buttons that act for a channel stand in private
chats and carry its number (`bot.callbacks.for_channel`); each time it is asked whether who taps is its administrator.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import (
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import filters

from bot.callbacks import Verb, decode
from bot.handlers.common import (
    NO_PREVIEW,
    Context,
    acting_for,
    address_of,
    bot_link,
    edit,
    ensure_chat,
    is_admin,
    reply,
    services,
)
from bot.handlers.starters import starters
from bot.handlers.wish import follow_words
from bot.links import channel_payload
from bot.render.keyboards import button, keyboard, of_channel
from bot.render.writing import escape
from bot.texts import admin, following
from storage import chats

log = logging.getLogger(__name__)


@contextmanager
def acting(channel: int) -> Iterator[None]:
    """Within, handlers act for this channel (`common.acting_for`)."""
    token = acting_for.set(channel)
    try:
        yield
    finally:
        acting_for.reset(token)


async def offer(change: ChatMemberUpdated, context: Context) -> None:
    """The bot became an administrator of a channel: whoever did it is asked in private whether to connect it.

    Somebody who never started the bot cannot be written to; the link in the channel's own posts leads there later.
    """
    connect = keyboard([button(following.CHANNEL_CONNECT, Verb.CONNECT)])
    text = following.CHANNEL_ADDED.format(chat=escape(change.chat.title or ""))
    try:
        await context.bot.send_message(
            change.from_user.id,
            text,
            parse_mode="HTML",
            reply_markup=of_channel(connect, change.chat.id) if connect else None,
            link_preview_options=NO_PREVIEW,
        )
    except TelegramError as error:
        log.info("Whoever added the bot to channel %d cannot be written to: %s", change.chat.id, error)


async def tapped_connect(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Connects the channel and shows its desk, in place."""
    await edit(update, *await _desk(update, context))


async def open_desk(update: Update, context: Context, number: int | None) -> None:
    """The desk of a channel by its link; only for its administrators."""
    user = update.effective_user
    if number is None or user is None or not await is_admin(context, -number, user.id):
        await reply(update, following.CHANNEL_NOT_YOURS)
        return
    with acting(-number):
        await reply(update, *await _desk(update, context))


async def _desk(update: Update, context: Context) -> tuple[str, InlineKeyboardMarkup | None]:
    """What can be done for the channel; where the bot may not write there, that."""
    address = address_of(update)
    if address is None or not await _may_post(context, address.chat_id):
        return following.CHANNEL_GONE, keyboard([button(following.CHANNEL_CONNECT, Verb.CONNECT)])
    async with services(context).db.write() as session:
        await ensure_chat(session, update, context)
        await chats.wake(session, address.chat_id)
    channel = await context.bot.get_chat(address.chat_id)
    pages = [
        button(following.CHANNEL_FOLLOWS, Verb.FOLLOWS),
        button(following.CHANNEL_SETTINGS, Verb.SETTINGS, "m"),
    ]
    text = following.CHANNEL_CONNECTED.format(chat=escape(channel.title or ""))
    newsroom = [button(admin.MENU["newsroom"], Verb.ADMIN, "nv", address.chat_id)]
    leave = [button(following.CHANNEL_LEAVE, Verb.FORGET_ASK)]
    return text, keyboard(*starters(services(context).naming), pages, newsroom, leave)


async def _may_post(context: Context, channel: int) -> bool:
    try:
        us = await context.bot.get_chat_member(channel, context.bot.id)
    except TelegramError:
        return False
    return us.status == ChatMember.OWNER or (isinstance(us, ChatMemberAdministrator) and us.can_post_messages is not False)


async def posted(update: Update, context: Context) -> None:
    """A command in a channel: only its administrators write there. Answered with the address of its desk."""
    message = update.channel_post
    if message is not None:
        desk = InlineKeyboardButton(following.CHANNEL_SETTINGS, url=bot_link(context, channel_payload(message.chat_id)))
        await reply(update, following.ONLY_PRIVATE, InlineKeyboardMarkup([[desk]]))


class ToDesk(filters.MessageFilter):
    """An answer to a message whose buttons act for a channel: what is written there is for the channel to follow."""

    def filter(self, message: Message) -> bool:
        return channel_of(message.reply_to_message) is not None


async def replied(update: Update, context: Context) -> None:
    """Follows for the channel what was written in answer to its desk."""
    message, user = update.effective_message, update.effective_user
    channel = channel_of(message.reply_to_message) if message else None
    if message is None or user is None or channel is None:
        return
    if not await is_admin(context, channel, user.id):
        await reply(update, following.CHANNEL_NOT_YOURS)
        return
    with acting(channel):
        await follow_words(update, context, message.text or "")


def channel_of(message: Message | None) -> int | None:
    """The channel for which the buttons under a message act."""
    markup = message.reply_markup if message else None
    data = [one.callback_data for row in (markup.inline_keyboard if markup else ()) for one in row if one.callback_data]
    action = decode(str(data[0])) if data else None
    return action.target if action else None
