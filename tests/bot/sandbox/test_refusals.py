"""The table of refusals, row by row over plain HTTP."""

from __future__ import annotations

import pytest

from tests.bot.sandbox.refusals import REFUSALS, Refusal
from tests.bot.sandbox.scene import Scene


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: f"{row[1]}: {row[0]}")
async def test_what_telegram_refuses_is_refused_in_its_words(scene: Scene, row: Refusal) -> None:
    """Status, error_code and description are Telegram's; nothing is done and the next request is served."""
    _name, method, params, status, words = row
    answer = await scene.bot.call(method, **scene.fill(params))
    assert answer.status == status, answer.body
    assert answer.body["ok"] is False
    assert answer.body["error_code"] == status
    expected, cut, _ = words.partition("…")
    assert answer.description.startswith(expected) if cut else answer.description == expected, answer.description
    assert (await scene.bot.call("getMe")).status == 200


async def test_a_group_that_became_a_supergroup_names_its_new_identifier(scene: Scene) -> None:
    """`migrate_to_chat_id` stands in the parameters, and messages to it arrive."""
    answer = await scene.bot.call("sendMessage", chat_id=scene.ids["old_group"], text="سلام")
    assert answer.body["parameters"] == {"migrate_to_chat_id": scene.ids["new_group"]}
    assert (await scene.bot.call("sendMessage", chat_id=scene.ids["new_group"], text="سلام")).status == 200


async def test_a_wrong_token_is_unauthorized(scene: Scene) -> None:
    """401 for a token that is well formed and not this bot's."""
    scene.bot._root = f"{scene.bot.url}/bot987654:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    answer = await scene.bot.call("getMe")
    assert (answer.status, answer.description) == (401, "Unauthorized")
