"""An answer as a group gets it: folded, without an invitation to follow, to be taken away by who asked."""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Verb, decode
from bot.render.keyboards import button
from bot.render.writing import visible_length
from bot.texts import following

LEFT_OUT = frozenset({Verb.FOLLOW_ASKED, Verb.CSV})


LINES, HEAD, FOLD = 6, 3, 3
"""Lines of an answer until it is opened, of what stands above its fold, and of what clients show of a folded quotation."""
WIDTH = 40
"""Letters in a line of a phone."""
_QUOTATION = re.compile(r"<blockquote(?: expandable)?>(.*?)</blockquote>", re.DOTALL)


def folded(html: str) -> str:
    """At most six lines until it is opened: each quotation folded; where that is too long still, everything below the head in one
    fold, and the last line with it unless it is about all of them and there is room below."""
    if _height(html) <= LINES:
        return _QUOTATION.sub(r"<blockquote expandable>\1</blockquote>", html)
    lines = [line for line in _QUOTATION.sub(r"\1", html).split("\n") if line.strip()]
    above = _above(html)
    head, rest = lines[:above], lines[above:]
    room = LINES - FOLD - sum(map(_lines_of, head))
    of_all = len(rest) > FOLD and (html.count("<blockquote") == 1 or html.endswith(f"\n\n{rest[-1]}"))
    apart = of_all and not html.endswith("</blockquote>") and _lines_of(rest[-1]) <= room
    inner, foot = (rest[:-1], rest[-1:]) if apart else (rest, [])
    fold = "<blockquote expandable>" + "\n".join(inner) + "</blockquote>"
    return "\n".join([*head, fold, *foot])


def _above(html: str) -> int:
    """How many lines stay above the fold: those before the first gap or quotation, as many as there is room for."""
    taken = 0
    for count, line in enumerate(html.split("\n")):
        taken += _lines_of(line)
        if taken > HEAD or not line.strip() or line.startswith("<blockquote"):
            return count
    return 1


def _height(html: str) -> int:
    """The lines of a phone that a message takes with its quotations folded."""
    quotations = [min(FOLD, sum(map(_lines_of, inner.split("\n")))) for inner in _QUOTATION.findall(html)]
    # A quotation is a block of its own: its line is counted already.
    return sum(map(_lines_of, _QUOTATION.sub("", html).split("\n"))) + sum(quotations) - len(quotations)


def _lines_of(line: str) -> int:
    return max(1, -(-visible_length(line) // WIDTH))


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
