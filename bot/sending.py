"""One delivery as one call of the Bot API."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.limiter import Turn
from bot.render.rendered import Rendered
from storage.records import Delivery, DeliveryKind

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery with what it says (None where it says nothing: a deletion), and how and where it goes this time."""

    delivery: Delivery
    message: Rendered | None
    thread_id: int
    plain: bool = False

    def as_plain(self) -> Parcel:
        """Without markup."""
        return replace(self, plain=True)

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
    text, parse_mode = (message.plain, None) if parcel.plain else (message.html, ParseMode.HTML)
    if delivery.kind is DeliveryKind.EDIT:
        await bot.edit_message_text(
            text,
            chat_id,
            target or 0,
            parse_mode=parse_mode,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
            rate_limit_args=turn,
        )
        return target
    sent = await bot.send_message(
        chat_id,
        text,
        parse_mode=parse_mode,
        reply_markup=message.keyboard,
        disable_notification=message.silent,
        message_thread_id=parcel.thread_id or None,
        link_preview_options=_NO_PREVIEW,
        # A correction answers the message that it corrects; should that be gone, it stands alone.
        reply_parameters=ReplyParameters(target, allow_sending_without_reply=True) if target else None,
        allow_paid_broadcast=True if paid else None,
        rate_limit_args=turn,
    )
    return sent.message_id


def target_of(delivery: Delivery) -> int | None:
    """The message that an edit, a correction or a deletion is about."""
    value = delivery.payload.get("message_id")
    return value if isinstance(value, int) else None
