"""The keyboards under messages. Telegram lays a row out from left to right, so every row is sent reversed."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.callbacks import Verb, encode, fits
from bot.render.naming import Naming
from bot.render.writing import number
from storage.records import Follow, Story, Subscription

Row = Sequence[InlineKeyboardButton]


def keyboard(*rows: Row) -> InlineKeyboardMarkup | None:
    """Rows as they are read, from right to left; empty rows are left out, None where nothing remains."""
    kept = [list(reversed(row)) for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def button(text: str, verb: Verb, *args: str | int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=encode(verb, *args))


def story_keyboard(story: Story, digits: str, *, callbacks: bool = True) -> InlineKeyboardMarkup | None:
    """Under an alert: all its statements, the text at the publisher, follow. Channels get only the address."""
    name, url = story.sources[0] if story.sources else ("", "")
    label = texts.SUMMARY_AT if story.summary_only else texts.TEXT_AT
    source = [InlineKeyboardButton(label.format(source=name), url=url)] if url.startswith(("http://", "https://")) else []
    if not callbacks:
        return keyboard(source)
    whole = button(texts.ALL_STATEMENTS.format(count=number(len(story.statements), digits)), Verb.STORY, story.id)
    return keyboard([whole, *source], [button(texts.FOLLOW, Verb.FOLLOW_FROM_STORY, story.id)])


def follow_code(follow: Follow) -> tuple[str, ...] | None:
    """A follow as callback arguments; None where it does not fit into a button."""
    args = (follow.who or "", follow.who_as[:2], follow.country or "", follow.country_as[:2], follow.topic or "")
    return args if not follow.phrase and fits(Verb.FOLLOW, *args) else None


def follow_buttons(follows: Sequence[Follow], naming: Naming) -> list[Row]:
    """A row for each thing that can be followed, in the order given."""
    return [[button(naming.follow(follow), Verb.FOLLOW, *args)] for follow in follows if (args := follow_code(follow))]


def followed_keyboard(subscription: Subscription) -> InlineKeyboardMarkup | None:
    alerts = (
        button(texts.NO_ALERT, Verb.ALERTS_OFF, subscription.id)
        if subscription.alerts
        else button(texts.ALERT_TOO, Verb.ALERTS_ON, subscription.id)
    )
    return keyboard([alerts, button(texts.CANCEL, Verb.UNFOLLOW, subscription.id)])
