"""What rendering gives to sending."""

from __future__ import annotations

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
