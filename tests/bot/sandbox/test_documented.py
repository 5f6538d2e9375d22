"""The Bot API's machine-readable description, where it is beside the repository: methods, parameters, shapes of answers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.methods import METHODS
from tests.bot.sandbox.scene import Scene

SPEC = Path(__file__).parents[3] / "../shared/botapi/api.json"
pytestmark = pytest.mark.skipif(not SPEC.is_file(), reason="the description of the Bot API is not beside this checkout")

# What is asked for even where the description calls it optional, or may be empty although it is required.
MAY_BE_MISSING = {"setWebhook": {"url"}, "setMyCommands": set(), "setMessageReaction": {"message_id"}}


@cache
def spec() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SPEC.read_text("utf-8"))
    return loaded


def problems(value: Any, kinds: list[str], at: str) -> list[str]:
    """Where `value` does not have one of the documented types; empty where it has."""
    found = [_problems(value, kind, at) for kind in kinds]
    return [] if any(not p for p in found) else min(found, key=len)


def _problems(value: Any, kind: str, at: str) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{at}: no list"]
        return [p for n, item in enumerate(value) for p in problems(item, [kind.removeprefix("Array of ")], f"{at}[{n}]")]
    plain = {"Integer": int, "String": str, "Boolean": bool, "Float": float}
    if kind in plain:
        right = isinstance(value, plain[kind]) and (kind == "Boolean" or not isinstance(value, bool))
        return [] if right else [f"{at}: {value!r} is no {kind}"]
    if not isinstance(value, dict):
        return [f"{at}: no {kind}"]
    described = spec()["types"][kind]
    if described.get("subtypes"):
        return problems(value, described["subtypes"], at)
    fields = {field["name"]: field for field in described.get("fields", [])}
    missing = [f"{at}.{name} is missing" for name, field in fields.items() if field["required"] and name not in value]
    unknown = [f"{at}.{name} is no field of {kind}" for name in value if name not in fields]
    deeper = [p for name, item in value.items() if name in fields for p in problems(item, fields[name]["types"], f"{at}.{name}")]
    return missing + unknown + deeper


def test_every_served_method_is_documented() -> None:
    """None is invented."""
    assert set(METHODS) <= {name.lower() for name in spec()["methods"]}


async def test_a_required_parameter_that_is_missing_is_refused(scene: Scene) -> None:
    """Each one of each method, with 400: nothing is guessed."""
    passed = []
    for name, described in spec()["methods"].items():
        if name.lower() not in METHODS:
            continue
        for field in described.get("fields", []):
            if not field["required"] or field["name"] in MAY_BE_MISSING.get(name, set()):
                continue
            given = {
                f["name"]: scene.ids["chat"]
                for f in described.get("fields", [])
                if f["required"] and f["name"].endswith("chat_id")
            }
            given.pop(field["name"], None)
            answer = await scene.bot.call(name, **given)
            if answer.status != 400:
                passed.append(f"{name}.{field['name']}: {answer.body}")
    assert passed == []


ANSWERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("getMe", {}),
    ("getChat", {"chat_id": "<chat>"}),
    ("getChat", {"chat_id": "<super>"}),
    ("getChat", {"chat_id": "<forum>"}),
    ("getChat", {"chat_id": "<channel>"}),
    ("getChatMember", {"chat_id": "<super>", "user_id": "<bot>"}),
    ("getChatMember", {"chat_id": "<super>", "user_id": "<sara>"}),
    ("getChatMember", {"chat_id": "<super>", "user_id": "<navid>"}),
    ("getChatMember", {"chat_id": "<super>", "user_id": "<stranger>"}),
    ("getChatAdministrators", {"chat_id": "<super>"}),
    ("getChatMemberCount", {"chat_id": "<super>"}),
    ("sendMessage", {"chat_id": "<chat>", "text": "<b>س</b> https://example.org #ت", "parse_mode": "HTML"}),
    ("sendMessage", {"chat_id": "<channel>", "text": "س"}),
    ("sendMessage", {"chat_id": "<forum>", "text": "س", "message_thread_id": "<topic>"}),
    ("sendMessage", {"chat_id": "<chat>", "text": "س", "reply_parameters": {"message_id": "<said>"}}),
    ("sendDocument", {"chat_id": "<chat>", "document": "<file>", "caption": "<i>س</i>", "parse_mode": "HTML"}),
    ("sendLocation", {"chat_id": "<chat>", "latitude": 35.7, "longitude": 51.4}),
    ("sendContact", {"chat_id": "<chat>", "phone_number": "1", "first_name": "س"}),
    ("sendDice", {"chat_id": "<chat>"}),
    ("forwardMessage", {"chat_id": "<super>", "from_chat_id": "<chat>", "message_id": "<said>"}),
    ("copyMessage", {"chat_id": "<super>", "from_chat_id": "<chat>", "message_id": "<said>"}),
    ("editMessageText", {"chat_id": "<chat>", "message_id": "<sent>", "text": "نو"}),
    ("createForumTopic", {"chat_id": "<forum>", "name": "آب"}),
    ("createChatInviteLink", {"chat_id": "<super>"}),
    ("getWebhookInfo", {}),
    ("getMyCommands", {}),
    ("getMyName", {}),
    ("getMyDescription", {}),
    ("getMyShortDescription", {}),
    ("getMyDefaultAdministratorRights", {}),
    ("getChatMenuButton", {}),
    ("getFile", {"file_id": "<file>"}),
)


@pytest.mark.parametrize(("method", "params"), ANSWERS, ids=[f"{m} {p.get('chat_id', '')}" for m, p in ANSWERS])
async def test_answers_have_the_documented_shape(scene: Scene, method: str, params: dict[str, Any]) -> None:
    """Every required field is there, none is unknown, all have their types, at any depth."""
    result = (await scene.bot.call(method, **scene.fill(params))).result
    assert problems(result, spec()["methods"][method]["returns"], method) == []


async def test_updates_have_the_documented_shape(scene: Scene) -> None:
    """Messages, edits, taps, inline queries, seats."""
    person = scene.person
    message = await person.write("/start", chat_id=int(scene.ids["plain"]))
    await person.edit(await person.write("x"), "y")
    sent = next(m for m in await person.messages() if m.id == scene.ids["sent"])
    await person.tap(sent, "بیشتر…", wait=0)
    await person.forward(message)
    await person.query_inline("x", wait=0)
    await person.block()
    await person.migrate(int(scene.ids["group"]))
    updates = await scene.bot.updates()
    assert {next(iter(set(u) - {"update_id"})) for u in updates} == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
    }
    assert problems(updates, ["Array of Update"], "update") == []
