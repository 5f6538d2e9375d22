"""Deep links, pure: what `t.me/<bot>?start=…` opens. Telegram takes A–Z, a–z, 0–9, «_» and «-», at most 64 of them.

`p_` a person, `o_` an office, `b_` a body, `c_` a country, `t_` a topic, `s_` a story, `m_` the desk of a channel (its number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.records import Follow

LIMIT = 64
CHANNEL = "m_"
_WHOLE = re.compile(r"([pobcts])_([A-Za-z0-9_-]+)")
_PREFIXES = {"o": "office:", "b": "body:"}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: something that can be followed, or a story."""

    follow: Follow | None = None
    story: int | None = None


def story_payload(story_id: int) -> str:
    return f"s_{story_id}"


def channel_payload(chat_id: int) -> str:
    return f"{CHANNEL}{-chat_id}"


def payload_of(follow: Follow) -> str | None:
    """The payload that opens what is followed; None for what has no page of its own (phrases, combinations)."""
    alone = sum(value is not None for value in (follow.who, follow.country, follow.topic, follow.phrase, follow.about)) == 1
    if not alone or follow.phrase or (follow.who or "").isupper():
        return None
    kind, value = ("c", follow.country) if follow.country else ("t", follow.topic) if follow.topic else ("p", follow.who)
    for letter, prefix in _PREFIXES.items():
        if value and value.startswith(prefix):
            kind, value = letter, value.removeprefix(prefix)
    payload = f"{kind}_{value}"
    return payload if _WHOLE.fullmatch(payload) and len(payload) <= LIMIT else None


def opened(payload: str) -> Opened | None:
    """What a payload opens; None where it is of no kind we know. Whether such a thing exists is not known here."""
    found = _WHOLE.fullmatch(payload)
    if found is None:
        return None
    kind, value = found.groups()
    match kind:
        case "s":
            return Opened(story=int(value)) if value.isdecimal() and len(value) < 19 else None
        case "c":
            return Opened(Follow(country=value.upper())) if len(value) == 2 else None
        case "t":
            return Opened(Follow(topic=value))
        case _:
            return Opened(Follow(who=_PREFIXES.get(kind, "") + value))
