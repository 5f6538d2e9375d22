"""Text with markup → plain text with entities, by Telegram's own library (tdjson), offline.

Offsets and lengths of entities are UTF-16 code units, as in the Bot API.
"""

from __future__ import annotations

import json
import re

import tdjson

from bot.sandbox.errors import bad_request
from bot.sandbox.params import JsonDict

TEXT_LIMIT, CAPTION_LIMIT, ENTITY_LIMIT = 4096, 1024, 100
_MODES = {"html": {"@type": "textParseModeHTML"}, "markdown": {"@type": "textParseModeMarkdown", "version": 1}}
_MODES["markdownv2"] = {"@type": "textParseModeMarkdown", "version": 2}

# Names of entity types: TDLib's → the Bot API's.
_NAMES = {
    "Mention": "mention",
    "Hashtag": "hashtag",
    "Cashtag": "cashtag",
    "BotCommand": "bot_command",
    "Url": "url",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "CustomEmoji": "custom_emoji",
    "DateTime": "date_time",
}
_NESTED = re.compile(r"[@#$/.:+]|\d{5}")  # without one of these there is nothing to find but what the markup says
_DROPPED: dict[int, int | None] = dict.fromkeys((*range(0x202A, 0x202F), 0x2028, 0x2029, 0x200B, 0xFEFF, 13))
_DROPPED |= {code: 32 for code in range(32) if code not in (10, 13)}


def _execute(request: JsonDict) -> JsonDict:
    answer = tdjson.td_execute(json.dumps(request).encode())
    if answer is None:
        raise RuntimeError("tdjson gave no answer")
    value: JsonDict = json.loads(answer)
    return value


_execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def formatted(text: str, parse_mode: str, entities: list[JsonDict] | None) -> tuple[str, list[JsonDict]]:
    """The text that is shown and its entities, those that clients find by themselves (links, #tags, /commands) included.

    Raises:
        ApiError: 400 with TDLib's own words about broken markup.
    """
    mode = parse_mode.strip().lower()
    if mode and mode not in _MODES:
        raise bad_request("unsupported parse_mode")
    found: list[JsonDict] = []
    if mode and (mode != "html" or "<" in text or "&" in text):
        parsed = _execute({"@type": "parseTextEntities", "text": text, "parse_mode": _MODES[mode]})
        if parsed["@type"] == "error":
            message = str(parsed["message"])
            raise bad_request(message[:1].lower() + message[1:])
        text = str(parsed["text"])
        found = _entities(parsed["entities"])
    elif entities and not mode:
        found = [dict(e) for e in entities]
    return _finish(text, found)


def _entities(found: list[JsonDict]) -> list[JsonDict]:
    """Those that the Bot API knows: TDLib finds times of a recording («7:30») and bank cards too, which it leaves out."""
    return [_entity(e) for e in found if e["type"]["@type"].removeprefix("textEntityType") in _NAMES]


def _entity(entity: JsonDict) -> JsonDict:
    kind = entity["type"]
    shaped = {
        "type": _NAMES[kind["@type"].removeprefix("textEntityType")],
        "offset": entity["offset"],
        "length": entity["length"],
    }
    if shaped["type"] == "text_link":
        shaped["url"] = kind["url"]
    elif shaped["type"] == "pre" and "language" in kind:
        shaped["language"] = kind["language"]
    elif shaped["type"] == "text_mention":
        shaped["user"] = {"id": kind["user_id"], "is_bot": False, "first_name": str(kind["user_id"])}
    elif shaped["type"] == "custom_emoji":
        shaped["custom_emoji_id"] = str(kind["custom_emoji_id"])
    elif shaped["type"] == "date_time":
        shaped["unix_time"] = kind["unix_time"]
    return shaped


def _finish(text: str, entities: list[JsonDict]) -> tuple[str, list[JsonDict]]:
    """Unwanted characters and outer white space dropped (entities moved along), what clients link by themselves added."""
    cleaned = text.translate(_DROPPED)
    if cleaned != text or cleaned != cleaned.strip():
        text, entities = _move(text, entities)
    if _NESTED.search(text):
        auto = _execute({"@type": "getTextEntities", "text": text})["entities"]
        entities = entities + [e for e in _entities(auto) if not _covered(e, entities)]
        entities.sort(key=lambda e: (e["offset"], -e["length"]))
    return text, entities[:ENTITY_LIMIT]


def _covered(entity: JsonDict, others: list[JsonDict]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    solid = ("code", "pre", "text_link", "text_mention")
    return any(o["type"] in solid and o["offset"] < end and start < o["offset"] + o["length"] for o in others)


def _units(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1


def _move(text: str, entities: list[JsonDict]) -> tuple[str, list[JsonDict]]:
    kept: list[str] = []
    position: list[int] = []  # per UTF-16 unit of the old text: its unit in the new one
    at = 0
    body = text.translate(_DROPPED)
    lead = len(body) - len(body.lstrip())
    tail = len(body.rstrip())
    index = 0
    for char in text:
        out = char.translate(_DROPPED)
        position.extend([at] * _units(char))
        if out:
            if lead <= index < tail:
                kept.append(out)
                at += _units(out)
            index += 1
    position.append(at)
    moved = []
    for entity in entities:
        start = position[min(entity["offset"], len(position) - 1)]
        end = position[min(entity["offset"] + entity["length"], len(position) - 1)]
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return "".join(kept), moved
