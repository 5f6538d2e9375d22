"""The codec of callback data: what a button does, in at most 64 bytes.

Data are ASCII, fields separated by «:» with the verb first. What does not fit (a long name, a question) is kept in the
database and the button carries its number. A button acts only in the chat where it stands; whoever handles it checks that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LIMIT = 64


class Verb(StrEnum):
    """Short on the wire, readable here. A value, once shipped, keeps its meaning: old buttons stay in people's chats."""

    FOLLOW = "f"
    ALERTS_ON = "a1"
    ALERTS_OFF = "a0"
    UNFOLLOW = "u"
    STORY = "s"
    FOLLOW_FROM_STORY = "fs"
    PAGE = "p"
    FOLLOWS = "l"
    FORGET = "x"
    FORGET_ASK = "xa"
    CLOSE = "c"
    ADMIN = "A"
    FACETS = "qd"
    NARROW = "qn"
    WIDEN = "qw"
    TURN = "qt"
    OTHER = "qo"
    FOLLOW_ASKED = "qf"
    CSV = "qv"
    PROFILE = "qg"
    CHART = "qc"
    STATEMENT = "qs"
    BEFORE = "qb"
    STORY_PAGE = "qp"
    ORDER = "qr"
    FOLLOW_KEPT = "fk"
    FOLLOW_ITEM = "i"
    MUTE = "m1"
    UNMUTE = "m0"
    ASPECT = "as"
    MORE = "mo"
    BACK = "sb"
    COPY = "cp"
    LESS_ASK = "le"
    LESS = "ld"
    REPORT = "r"
    REPORT_WHAT = "rw"
    SETTINGS = "st"
    RENEW = "n"
    CONNECT = "cc"
    BRIEFING = "b"


@dataclass(frozen=True, slots=True)
class Action:
    """`target`: the channel for which the button acts, since it stands in the private chat of one of its administrators."""

    verb: Verb
    args: tuple[str, ...] = ()
    target: int | None = None


def encode(verb: Verb, *args: str | int) -> str:
    """The data of a button.

    Raises:
        ValueError: the data would be longer than Telegram takes, or an argument holds a separator.
    """
    parts = [str(verb), *(str(arg) for arg in args)]
    if any("\x1f" in part for part in parts):
        raise ValueError("a callback argument holds the separator")
    data = "\x1f".join(parts) if any(":" in part for part in parts) else ":".join(parts)
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data of {len(data.encode())} bytes: {data}")
    return data


def fits(verb: Verb, *args: str | int) -> bool:
    try:
        encode(verb, *args)
    except ValueError:
        return False
    return True


def for_channel(data: str, chat_id: int) -> str | None:
    """A button's data, to act for a channel; None where that does not fit."""
    bound = f"@{_base36(-chat_id)}:{data}"
    return bound if len(bound.encode()) <= LIMIT else None


def decode(data: str) -> Action | None:
    """The action that a button's data ask for; None where they are of no version we know (forged or very old)."""
    target = None
    if data.startswith("@"):
        number, _, data = data[1:].partition(":")
        if not number.isascii() or not number.isalnum():
            return None
        target = -int(number, 36)
    parts = data.split("\x1f" if "\x1f" in data else ":")
    try:
        return Action(Verb(parts[0]), tuple(parts[1:]), target)
    except ValueError:
        return None


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    found = ""
    while number:
        number, rest = divmod(number, 36)
        found = digits[rest] + found
    return found or "0"
