"""Every tapped button goes through here: its data are decoded and the one who knows acts; unknown ones say they are old."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest

from bot import texts
from bot.callbacks import Action, Verb, decode
from bot.handlers import asking, briefing, channels, follow, follows, forget, more, renew, report, settings
from bot.handlers.common import Context, is_admin, may_change, say_old, services
from bot.texts import following

Tapped = Callable[[Update, Context, tuple[str, ...]], Awaitable[str | None]]
"""What a button does. It may give a few words, which then answer the tap (see `ANSWERED`)."""


async def _close(update: Update, context: Context, args: tuple[str, ...]) -> str | None:
    """Takes the message away; in a group only for who asked for it and for administrators."""
    query, message = update.callback_query, update.effective_message
    if query is None or message is None:
        return None
    asked = message.reply_to_message.from_user if message.reply_to_message else None
    if (asked is None or asked.id != query.from_user.id) and not await may_change(update, context):
        return following.NOT_YOURS
    await query.delete_message()
    return None


TABLE: dict[Verb, Tapped] = {
    Verb.FOLLOW: follow.tapped_follow,
    Verb.FOLLOW_KEPT: follow.tapped_follow_kept,
    Verb.ALERTS_ON: partial(follows.tapped_alerts, on=True),
    Verb.ALERTS_OFF: partial(follows.tapped_alerts, on=False),
    Verb.MUTE: partial(follows.tapped_mute, on=True),
    Verb.UNMUTE: partial(follows.tapped_mute, on=False),
    Verb.ASPECT: follows.tapped_aspect,
    Verb.UNFOLLOW: follows.tapped_unfollow,
    Verb.FOLLOWS: follows.tapped_follows,
    Verb.FOLLOW_ITEM: follows.tapped_item,
    Verb.FOLLOW_FROM_STORY: follow.tapped_follow_from_story,
    **asking.TABLE,
    Verb.MORE: more.tapped_more,
    Verb.BACK: more.tapped_back,
    Verb.COPY: more.tapped_copy,
    Verb.LESS_ASK: more.tapped_less_ask,
    Verb.LESS: more.tapped_less,
    Verb.REPORT: report.tapped_report,
    Verb.REPORT_WHAT: report.tapped_report_what,
    Verb.SETTINGS: settings.tapped_settings,
    Verb.CONNECT: channels.tapped_connect,
    Verb.RENEW: renew.tapped_renew,
    Verb.BRIEFING: briefing.tapped_briefing,
    Verb.FORGET_ASK: forget.tapped_forget_ask,
    Verb.FORGET: forget.tapped_forget,
    Verb.CLOSE: _close,
}

CHANGES = frozenset(
    {
        Verb.FOLLOW,
        Verb.FOLLOW_KEPT,
        Verb.FOLLOW_ASKED,
        Verb.ALERTS_ON,
        Verb.ALERTS_OFF,
        Verb.MUTE,
        Verb.UNMUTE,
        Verb.ASPECT,
        Verb.UNFOLLOW,
        Verb.LESS,
        Verb.SETTINGS,
        Verb.FORGET_ASK,
        Verb.FORGET,
    }
)
"""What changes something for everybody in the chat: in groups only its administrators may."""

ANSWERED = frozenset({Verb.ALERTS_ON, Verb.ALERTS_OFF, Verb.MUTE, Verb.UNMUTE, Verb.LESS, Verb.SETTINGS, Verb.CLOSE})
"""Whose act gives the words that answer the tap; all others are answered at once, so that the button stops waiting."""


_ACTING = "acting"
"""Under which the taps stand that are being acted on, or were a moment ago."""


async def tapped(update: Update, context: Context) -> None:
    """Decodes the tap and lets the one who knows act: for the chat where the button stands, or for the channel that it names. The
    same tap again, before that is done or a moment later, does nothing, unless the message has changed by then."""
    query = update.callback_query
    if query is None:
        return
    acting: set[tuple[object, ...]] = context.bot_data.setdefault(_ACTING, set())
    tap = (query.from_user.id, query.data, *_place(query))
    if tap in acting:  # a double tap: the first one does it
        await _acknowledge(update, "")
        return
    acting.add(tap)
    moment = 0.0  # what failed may be tried again at once
    try:
        await _tapped(update, context, query)
        moment = services(context).double_tap_s
    finally:
        if moment:
            asyncio.get_running_loop().call_later(moment, acting.discard, tap)
        else:
            acting.discard(tap)


def _place(query: CallbackQuery) -> tuple[object, ...]:
    """The message under which a button stands, as it was when the button was tapped."""
    message = query.message
    if not isinstance(message, Message):
        return (query.inline_message_id,) if message is None else (message.chat.id, message.message_id)
    return (message.chat.id, message.message_id, message.text, message.reply_markup)


async def _tapped(update: Update, context: Context, query: CallbackQuery) -> None:
    action = decode(query.data or "")
    if action is None or action.verb not in TABLE:
        await _acknowledge(update, "")
        await say_old(update)
    elif action.target is None:
        await _act(update, context, action)
    elif await is_admin(context, action.target, query.from_user.id):
        with channels.acting(action.target):
            await _act(update, context, action)
    else:
        await _acknowledge(update, following.CHANNEL_NOT_YOURS)


async def _act(update: Update, context: Context, action: Action) -> None:
    act = TABLE[action.verb]
    if action.verb in CHANGES and not await may_change(update, context):
        await _acknowledge(update, texts.ADMINS_ONLY)
    elif action.verb in ANSWERED:
        await _answered(update, context, act, action.args)
    else:
        await _acknowledge(update, "")
        await act(update, context, action.args)


async def _answered(update: Update, context: Context, act: Tapped, args: tuple[str, ...]) -> None:
    """Acts, then answers the tap with what came of it; with nothing where it failed."""
    words: str | None = None
    try:
        words = await act(update, context, args)
    finally:
        await _acknowledge(update, words or "")


async def _acknowledge(update: Update, text: str) -> None:
    """Stops the button's waiting sign. Telegram refuses it for a tap that came too late; what was asked is done all the same."""
    try:
        if update.callback_query:
            await update.callback_query.answer(text or None)
    except BadRequest:
        return
