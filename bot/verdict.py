"""What an error of Telegram's means for a delivery, pure. Texts are compared in lower case: PTB changes their case."""

from __future__ import annotations

from dataclasses import dataclass

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.errors import MaybeSentError, NotSentError, flood_seconds
from storage.records import DeliveryKind

LAST_ATTEMPT = 30
"""So many refusals of the server's own making (5xx) and the message is given up: it is the message, then."""


@dataclass(frozen=True, slots=True)
class Again:
    """Certainly not sent: once more after `seconds`. `network`: nothing else would get through either."""

    seconds: float
    reason: str
    network: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Sent or not, nobody knows."""

    reason: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Telegram does not take the message as it is: once more, at once, as plain text."""

    reason: str


@dataclass(frozen=True, slots=True)
class General:
    """The forum topic is closed or gone: at once into the group's general one."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has a new id: at once there."""

    new_chat_id: int


@dataclass(frozen=True, slots=True)
class Asleep:
    """The chat cannot be reached, whatever is sent."""

    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was asked for is so already."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Never to be sent."""

    reason: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Nothing can be sent by this bot at all."""

    reason: str


Verdict = Again | Doubt | Plain | General | Moved | Asleep | Done | Failed | Stop

_UNREACHABLE = (
    "chat not found",
    "peer_id_invalid",
    "user_is_blocked",
    "input_user_deactivated",
    "user is deactivated",
    "group chat was deactivated",
    "group is deactivated",
    "chat_write_forbidden",
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "chat_restricted",
    "chat_admin_required",
    "channel_private",
    "bot is not a member",
)
_NO_FILES = ("to send photos", "to send documents", "to send media", "send_photos_forbidden", "send_docs_forbidden", "send_media")
_NO_TOPIC = ("topic_closed", "topic_deleted", "message thread not found", "topic closed", "topic deleted")
_NO_TARGET = (
    "message to edit not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
    "message identifier is not specified",
)


def judge(
    error: TelegramError, kind: DeliveryKind, attempts: int, *, plain: bool, thread_id: int, carries: bool = False
) -> Verdict:
    """What to do about `error`. `attempts` counts claims, this one included; `plain`: it was sent without markup already, or
    has no plain form; `carries`: a picture or another message went with it."""
    reason = str(error)
    match error:
        case RetryAfter():
            return Again(flood_seconds(error), reason)
        case NotSentError():
            return Again(min(60.0, 2.0 ** min(attempts, 6)), reason, network=True)
        case MaybeSentError() | TimedOut():
            return Doubt(reason)
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Asleep(reason)
        case InvalidToken():
            return Stop(reason)
        case BadRequest():
            return _bad_request(reason, kind, plain=plain, thread_id=thread_id, carries=carries)
    if attempts >= LAST_ATTEMPT:
        return Failed(reason)
    return Again(min(300.0, 2.0 ** min(attempts, 9)), reason)


def _bad_request(reason: str, kind: DeliveryKind, *, plain: bool, thread_id: int, carries: bool) -> Verdict:
    said = reason.lower()
    if "message is not modified" in said or "message to delete not found" in said:
        return Done()
    if any(text in said for text in _NO_TARGET):
        return Failed(reason)
    if any(text in said for text in _NO_TOPIC):
        return General(reason) if thread_id else Failed(reason)
    if carries and any(text in said for text in _NO_FILES):  # the chat takes words, only not this
        return Failed(reason) if plain else Plain(reason)
    if any(text in said for text in _UNREACHABLE):
        return Asleep(reason)
    return Failed(reason) if plain or kind is DeliveryKind.DELETE else Plain(reason)
