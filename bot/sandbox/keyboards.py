"""Reply markup, checked as Telegram checks it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.params import JsonDict

CALLBACK_DATA_LIMIT = 64  # bytes
COPY_TEXT_LIMIT = 256
_ACTIONS = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "web_app",
    "login_url",
    "callback_game",
    "pay",
)
_URL_STARTS = ("http://", "https://", "tg://", "ton://", "tonsite://", "mailto:")


def read_markup(value: Any) -> tuple[JsonDict | None, JsonDict | None]:
    """`reply_markup` → (inline keyboard that stands in the message, keyboard that stands under the person's input).

    Raises:
        ApiError: 400 where it is not well formed.
    """
    if value is None or value == {}:
        return None, None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = _rows(value["inline_keyboard"], "inline_keyboard", "Inline")
        keyboard = [[_inline_button(b) for b in row] for row in rows if row]
        return ({"inline_keyboard": keyboard} if keyboard else None), None
    if "keyboard" in value:
        rows = _rows(value["keyboard"], "keyboard", "")
        return None, {**value, "keyboard": [[_plain_button(b) for b in row] for row in rows]}
    if value.get("remove_keyboard") or value.get("force_reply"):
        return None, dict(value)
    raise bad_request("can't parse reply keyboard markup JSON object")


def _rows(value: Any, name: str, prefix: str) -> list[list[Any]]:
    kind = f"{prefix}KeyboardButton" if prefix else "KeyboardButton"
    if not isinstance(value, list):
        raise bad_request(f'field "{name}" of the {prefix or "Reply"}KeyboardMarkup must be an Array of Arrays')
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f'field "{name}" of the {prefix or "Reply"}KeyboardMarkup must be an Array of Arrays of {kind}')
    return value


def _inline_button(button: Any) -> JsonDict:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be a non-empty String')
    actions = [name for name in _ACTIONS if name in button and (button[name] != "" or name.startswith("switch"))]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    kept: JsonDict = {"text": text} | {name: button[name] for name in actions}
    if "callback_data" in kept and not 1 <= len(str(kept["callback_data"]).encode()) <= CALLBACK_DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in kept:
        kept["url"] = _url(str(kept["url"]))
    if "copy_text" in kept:
        copied = kept["copy_text"]
        if not isinstance(copied, dict) or not 1 <= len(str(copied.get("text", ""))) <= COPY_TEXT_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return kept


def _url(url: str) -> str:
    if url.lower().startswith(_URL_STARTS):
        return url
    host = url.split("/", 1)[0]
    if "://" in url:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if "." not in host or " " in url:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return f"http://{url}/" if "/" not in url else f"http://{url}"


def _plain_button(button: Any) -> JsonDict:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    return dict(button)
