"""What rendering gives to sending."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class File:
    """A picture or a document under the words. `kind`: `photo` or `document`; `file`: Telegram's file id, or an address."""

    kind: str
    file: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Another message as it stands, with its own words and whatever it carries, without its author."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message: HTML as Telegram parses it, the same as plain text should Telegram refuse the markup, its keyboard,
    and whether it arrives without a sound. `carries`: a file, whose caption the words are, or the message that is copied; the
    plain text alone stands in where Telegram does not take it."""

    html: str
    plain: str
    keyboard: InlineKeyboardMarkup | None = None
    silent: bool = False
    carries: File | Copy | None = None


def rendered(html: str, keyboard: InlineKeyboardMarkup | None, *, silent: bool = False) -> Rendered:
    return Rendered(html, plain(html), keyboard, silent)


def carried(payload: Mapping[str, object]) -> File | Copy | None:
    """What a payload says is carried: {"photo": file id}, {"document": file id} or {"copy": [chat, message]}."""
    for kind in ("photo", "document"):
        if isinstance(file := payload.get(kind), str):
            return File(kind, file)
    match payload.get("copy"):
        case [int(chat_id), int(message_id)]:
            return Copy(chat_id, message_id)
    return None


def plain(markup: str) -> str:
    """A message without its markup, for a chat to which Telegram refuses the markup."""
    return entities.unescape(re.sub(r"<[^>]+>", "", markup))
