"""Every tapped button goes through here: its data are decoded and the one who knows acts; unknown ones say they are old."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from telegram import Update
from telegram.error import BadRequest

from bot import texts
from bot.callbacks import Verb, decode
from bot.handlers import ask, follow, forget, story
from bot.handlers.common import Context, may_change

Tapped = Callable[[Update, Context, tuple[str, ...]], Awaitable[None]]


async def _close(update: Update, context: Context, args: tuple[str, ...]) -> None:
    if update.callback_query:
        await update.callback_query.delete_message()


TABLE: dict[Verb, Tapped] = {
    Verb.FOLLOW: follow.tapped_follow,
    Verb.ALERTS_ON: partial(follow.tapped_alerts, on=True),
    Verb.ALERTS_OFF: partial(follow.tapped_alerts, on=False),
    Verb.UNFOLLOW: follow.tapped_unfollow,
    Verb.FOLLOWS: follow.tapped_follows,
    Verb.FOLLOW_FROM_STORY: follow.tapped_follow_from_story,
    Verb.STORY: story.tapped_story,
    Verb.PAGE: ask.tapped_page,
    Verb.FORGET: forget.tapped_forget,
    Verb.CLOSE: _close,
}

CHANGES = frozenset({Verb.FOLLOW, Verb.ALERTS_ON, Verb.ALERTS_OFF, Verb.UNFOLLOW, Verb.FORGET})
"""What changes something for everybody in the chat: in groups only its administrators may."""


async def tapped(update: Update, context: Context) -> None:
    query = update.callback_query
    if query is None:
        return
    action = decode(query.data or "")
    act = TABLE.get(action.verb) if action else None
    if action and action.verb in CHANGES and not await may_change(update, context):
        await _acknowledge(update, texts.ADMINS_ONLY)
        return
    await _acknowledge(update, "" if act else texts.OLD_BUTTON)
    if action and act:
        await act(update, context, action.args)


async def _acknowledge(update: Update, text: str) -> None:
    """Stops the button's waiting sign. Telegram refuses it for a tap that came too late; what was asked is done all the same."""
    try:
        if update.callback_query:
            await update.callback_query.answer(text or None)
    except BadRequest:
        return
