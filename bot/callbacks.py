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
    CLOSE = "c"


@dataclass(frozen=True, slots=True)
class Action:
    verb: Verb
    args: tuple[str, ...] = ()


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


def decode(data: str) -> Action | None:
    """The action that a button's data ask for; None where they are of no version we know (forged or very old)."""
    parts = data.split("\x1f" if "\x1f" in data else ":")
    try:
        return Action(Verb(parts[0]), tuple(parts[1:]))
    except ValueError:
        return None
