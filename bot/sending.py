"""One delivery as one call of the Bot API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.limiter import Turn
from bot.render.rendered import Copy, File, Rendered
from storage.records import Delivery, DeliveryKind

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery with what it says (None where it says nothing: a deletion), and how and where it goes this time."""

    delivery: Delivery
    message: Rendered | None
    thread_id: int
    plain: bool = False

    @property
    def carries(self) -> File | Copy | None:
        """What goes with the words, or in their stead."""
        return self.message.carries if self.message is not None else None

    @property
    def has_words(self) -> bool:
        """Whether anything is left of it as plain text."""
        return self.message is not None and bool(self.message.plain.strip())

    def as_plain(self) -> Parcel:
        """Without markup, and without what it carries: the words reach the reader whatever is wrong with the picture."""
        message = replace(self.message, carries=None) if self.message is not None else None
        return replace(self, message=message, plain=True)

    def to_general(self) -> Parcel:
        """Into the group's general topic."""
        return replace(self, thread_id=0)

    def to(self, delivery: Delivery) -> Parcel:
        """To where the same delivery is addressed now."""
        return replace(self, delivery=delivery, thread_id=delivery.address.thread_id)


async def send(bot: ExtBot[Turn], parcel: Parcel, turn: Turn, *, paid: bool) -> int | None:
    """Sends it and gives the message's id (None for a deletion).

    Raises:
        TelegramError: what Telegram says, or what became of the connection (`bot.errors`).
    """
    delivery, message = parcel.delivery, parcel.message
    chat_id = delivery.address.chat_id
    target = target_of(delivery)
    if delivery.kind is DeliveryKind.DELETE or message is None:
        await bot.delete_message(chat_id, target or 0, rate_limit_args=turn)
        return None
    if delivery.kind is DeliveryKind.EDIT:
        await _edit(bot, parcel, message, target or 0, turn)
        return target
    how: dict[str, Any] = {
        "reply_markup": message.keyboard,
        "disable_notification": message.silent,
        "message_thread_id": parcel.thread_id or None,
        # A correction answers the message that it corrects; should that be gone, it stands alone.
        "reply_parameters": ReplyParameters(target, allow_sending_without_reply=True) if target else None,
        "allow_paid_broadcast": True if paid else None,
        "rate_limit_args": turn,
    }
    words, parse_mode = _words(parcel, message)
    match parcel.carries:
        case Copy(from_chat_id, message_id):
            return (await bot.copy_message(chat_id, from_chat_id, message_id, **how)).message_id
        case File("photo", file):
            return (await bot.send_photo(chat_id, file, caption=words, parse_mode=parse_mode, **how)).message_id
        case File(_, file):
            return (await bot.send_document(chat_id, file, caption=words, parse_mode=parse_mode, **how)).message_id
    sent = await bot.send_message(chat_id, words, parse_mode=parse_mode, link_preview_options=_NO_PREVIEW, **how)
    return sent.message_id


async def _edit(bot: ExtBot[Turn], parcel: Parcel, message: Rendered, target: int, turn: Turn) -> None:
    chat_id, keyboard = parcel.delivery.address.chat_id, message.keyboard
    words, parse_mode = _words(parcel, message)
    how: dict[str, Any] = {"parse_mode": parse_mode, "reply_markup": keyboard, "rate_limit_args": turn}
    if parcel.carries is None:
        await bot.edit_message_text(words, chat_id, target, link_preview_options=_NO_PREVIEW, **how)
    else:
        await bot.edit_message_caption(chat_id, target, caption=words, **how)


def _words(parcel: Parcel, message: Rendered) -> tuple[str, ParseMode | None]:
    return (message.plain, None) if parcel.plain else (message.html, ParseMode.HTML)


def target_of(delivery: Delivery) -> int | None:
    """The message that an edit, a correction or a deletion is about."""
    value = delivery.payload.get("message_id")
    return value if isinstance(value, int) else None
