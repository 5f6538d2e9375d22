"""The check of all requests (tests/conftest.py) sees what is wrong."""

from __future__ import annotations

import json

import pytest

from tests.bot.spec import SPECIFICATION, specification, violations

pytestmark = pytest.mark.skipif(not SPECIFICATION.is_file(), reason="the Bot API's specification is not beside the repository")

KEYS = json.dumps({"inline_keyboard": [[{"text": "نمونه", "callback_data": "f:1"}]]})


@pytest.mark.parametrize(
    ("method", "params", "problem"),
    [
        ("sendMessage", {"chat_id": "5", "text": "نمونه", "reply_markup": KEYS}, ""),
        ("SENDMESSAGE", {"chat_id": 5, "text": "نمونه", "disable_notification": "true"}, ""),
        ("sendMessage", {"chat_id": "5"}, "text is missing"),
        ("sendMessage", {"chat_id": "5", "text": "نمونه", "silent": "true"}, "silent is not known"),
        ("sendMessage", {"chat_id": "5", "text": "نمونه", "message_thread_id": "x"}, "message_thread_id is not Integer"),
        ("sendMessage", {"chat_id": "5", "text": "ن", "reply_markup": '{"inline_keyboard": [[{"url": "x"}]]}'}, "reply_markup"),
        ("setMyCommands", {"commands": '[{"command": "start"}]'}, "commands is not Array of BotCommand"),
        ("setMyCommands", {"commands": "[]", "scope": '{"type": "all_group_chats"}'}, ""),
        ("sendNothing", {}, "there is no method"),
    ],
)
def test_violations(method: str, params: dict[str, object], problem: str) -> None:
    """Unknown methods and fields, missing ones and wrong types are seen, at any depth; what is right is left alone."""
    spec = specification()
    assert spec is not None
    found = violations(spec, method, params)
    assert found == [] if not problem else problem in found[0]
