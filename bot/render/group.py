"""An answer as a group gets it: folded, without an invitation to follow, to be taken away by who asked."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Verb, decode
from bot.render.keyboards import button
from bot.texts import following

LEFT_OUT = frozenset({Verb.FOLLOW_ASKED, Verb.CSV})


def folded(html: str) -> str:
    """Every quotation shows three lines until it is opened."""
    return html.replace("<blockquote>", "<blockquote expandable>")


def in_group(markup: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup:
    """The buttons without those that a group does not need, and one that takes the answer away."""
    rows: list[list[InlineKeyboardButton]] = []
    for row in markup.inline_keyboard if markup else ():
        kept = [one for one in row if _verb(one) not in LEFT_OUT]
        rows += [kept] if kept else []
    return InlineKeyboardMarkup([*rows, [button(following.REMOVE_ANSWER, Verb.CLOSE)]])


def can_be_removed(markup: InlineKeyboardMarkup | None) -> bool:
    """Whether a message is such an answer."""
    return any(one.text == following.REMOVE_ANSWER for row in (markup.inline_keyboard if markup else ()) for one in row)


def _verb(one: InlineKeyboardButton) -> Verb | None:
    action = decode(str(one.callback_data)) if one.callback_data else None
    return action.verb if action else None
