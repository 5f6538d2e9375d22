"""The bot's command lists, one per scope and language."""

from __future__ import annotations

import re

from bot.sandbox.errors import bad_request
from bot.sandbox.params import JsonDict

_NAME = re.compile(r"[a-z0-9_]{1,32}")
MAX_COMMANDS = 100


class CommandBook:
    """Command lists by (scope, language); a person sees the narrowest one that is set."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], list[JsonDict]] = {}

    def put(self, scope: JsonDict | None, language: str, commands: object) -> None:
        """Replace one list.

        Raises:
            ApiError: 400 where a command or its description is not well formed.
        """
        if not isinstance(commands, list):
            raise bad_request("expected an Array of BotCommand")
        if len(commands) > MAX_COMMANDS:
            raise bad_request("too many bot commands specified")
        checked = [_command(c) for c in commands]
        self._lists[_scope_key(scope), language] = checked

    def get(self, scope: JsonDict | None, language: str) -> list[JsonDict]:
        return self._lists.get((_scope_key(scope), language), [])

    def drop(self, scope: JsonDict | None, language: str) -> None:
        self._lists.pop((_scope_key(scope), language), None)

    def shown(self, chat_id: int, private: bool, language: str, *, user_id: int = 0, admin: bool = False) -> list[JsonDict]:
        """What the menu of a chat shows a person, an administrator of it or not: the narrowest list that is set."""
        if private:
            scopes = [f"chat:{chat_id}", "all_private_chats"]
        else:
            own = [f"chat_administrators:{chat_id}"] if admin else []
            every = ["all_chat_administrators"] if admin else []
            scopes = [f"chat_member:{chat_id}:{user_id}", *own, f"chat:{chat_id}", *every, "all_group_chats"]
        for scope in (*scopes, "default"):
            for code in (language, ""):
                if (scope, code) in self._lists:
                    return self._lists[scope, code]
        return []


def _command(value: object) -> JsonDict:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: Expected an Object")
    name, description = str(value.get("command", "")).removeprefix("/"), str(value.get("description", ""))
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope_key(scope: JsonDict | None) -> str:
    if not scope:
        return "default"
    kind = str(scope.get("type", "default"))
    if kind == "chat_member":
        return f"chat_member:{scope.get('chat_id')}:{scope.get('user_id')}"
    return f"{kind}:{scope.get('chat_id')}" if kind in ("chat", "chat_administrators") else kind
