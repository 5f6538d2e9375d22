"""What rendering gives to sending."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message: HTML as Telegram parses it, the same as plain text should Telegram refuse the markup, its keyboard,
    and whether it arrives without a sound."""

    html: str
    plain: str
    keyboard: InlineKeyboardMarkup | None = None
    silent: bool = False


def rendered(html: str, keyboard: InlineKeyboardMarkup | None, *, silent: bool = False) -> Rendered:
    return Rendered(html, plain(html), keyboard, silent)


def plain(markup: str) -> str:
    """A message without its markup, for a chat to which Telegram refuses the markup."""
    return entities.unescape(re.sub(r"<[^>]+>", "", markup))
