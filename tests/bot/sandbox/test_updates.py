"""getUpdates: kept until confirmed, in order, by kind, one poller at a time, dying of age."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.scene import Bot, Scene


async def test_an_update_comes_again_until_an_offset_above_it_confirms_it(sandbox: Sandbox, bot: Bot) -> None:
    """There is no other deduplication."""
    await sandbox.person.write("یک")
    await sandbox.person.write("دو")
    first = await bot.updates()
    assert [u["message"]["text"] for u in first] == ["یک", "دو"]
    assert await bot.updates() == first
    rest = await bot.updates(offset=first[0]["update_id"] + 1)
    assert [u["message"]["text"] for u in rest] == ["دو"]
    assert await bot.updates(offset=rest[0]["update_id"] + 1) == []


async def test_update_ids_grow_by_one(sandbox: Sandbox, bot: Bot) -> None:
    """In the order in which things happened."""
    for text in "ابپ":
        await sandbox.person.write(text)
    ids = [u["update_id"] for u in await bot.updates()]
    assert ids == list(range(ids[0], ids[0] + 3))


@pytest.mark.parametrize(("limit", "given"), [(1, 1), (100, 101), (0, 101), (101, 101), (-5, 101)])
async def test_limit_is_1_to_100_and_else_100(sandbox: Sandbox, bot: Bot, limit: int, given: int) -> None:
    """Values out of range mean the default."""
    for number in range(102):
        await sandbox.person.write(str(number))
    assert len(await bot.updates(limit=limit)) == min(given, 100)


async def test_a_negative_offset_keeps_only_the_last(sandbox: Sandbox, bot: Bot) -> None:
    """All earlier ones are forgotten."""
    for text in "ابپ":
        await sandbox.person.write(text)
    assert [u["message"]["text"] for u in await bot.updates(offset=-1)] == ["پ"]
    assert len(await bot.updates()) == 1


async def test_a_long_poll_ends_as_soon_as_something_happens(sandbox: Sandbox, bot: Bot) -> None:
    """It does not wait for its timeout."""
    poll = asyncio.create_task(bot.updates(timeout=50))
    await asyncio.sleep(0.3)
    assert not poll.done()
    await sandbox.person.write("سلام")
    assert (await poll)[0]["message"]["text"] == "سلام"


async def test_the_older_of_two_pollers_gets_a_conflict(sandbox: Sandbox, bot: Bot) -> None:
    """The newer one goes on."""
    older = asyncio.create_task(bot.call("getUpdates", timeout=50))
    await asyncio.sleep(0.3)
    newer = asyncio.create_task(bot.call("getUpdates", timeout=50))
    refused = await older
    assert refused.status == 409
    words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    assert refused.description == words
    await sandbox.person.write("سلام")
    assert (await newer).status == 200


async def test_allowed_updates_hold_until_they_are_changed(sandbox: Sandbox, bot: Bot) -> None:
    """Only new updates are concerned; an empty list means the default."""
    await bot.updates(allowed_updates=["callback_query"])
    await sandbox.person.write("یک")
    assert await bot.updates() == []
    await bot.updates(allowed_updates=[])
    await sandbox.person.write("دو")
    assert [u["message"]["text"] for u in await bot.updates()] == ["دو"]


async def test_chat_member_comes_only_when_it_is_asked_for(scene: Scene, sandbox: Sandbox) -> None:
    """And only where the bot is an administrator; `my_chat_member` always comes."""
    reza = await sandbox.newcomer("رضا")
    await reza.join(int(scene.ids["super"]))
    assert all("chat_member" not in u for u in await scene.bot.updates())
    await scene.bot.updates(allowed_updates=["chat_member", "my_chat_member"])
    await reza.leave(int(scene.ids["super"]))
    await reza.join(int(scene.ids["plain"]))
    kinds = [set(u) - {"update_id"} for u in await scene.bot.updates() if "chat_member" in u]
    assert kinds == [{"chat_member"}]


@pytest.mark.parametrize(("seconds", "alive"), [(86_399, 1), (86_401, 0)])
async def test_a_message_update_lives_a_day(sandbox: Sandbox, bot: Bot, seconds: int, alive: int) -> None:
    """Then it is gone, confirmed or not."""
    await sandbox.person.write("سلام")
    sandbox.advance(seconds)
    assert len(await bot.updates()) == alive


@pytest.mark.parametrize(("seconds", "alive"), [(149, 1), (151, 0)])
async def test_a_tap_lives_150_seconds(scene: Scene, sandbox: Sandbox, seconds: int, alive: int) -> None:
    """A bot that was away does not see old taps."""
    message = next(m for m in await sandbox.person.messages() if m.id == scene.ids["sent"])
    await sandbox.person.tap(message, "بیشتر…", wait=0)
    sandbox.advance(seconds)
    assert len(await scene.bot.updates()) == alive


@pytest.mark.parametrize(("seconds", "alive"), [(29, 1), (31, 0)])
async def test_an_inline_query_lives_30_seconds(sandbox: Sandbox, bot: Bot, seconds: int, alive: int) -> None:
    """Nobody waits longer for it."""
    await sandbox.person.query_inline("ترکیه", wait=0)
    sandbox.advance(seconds)
    assert len(await bot.updates()) == alive


async def test_polling_under_a_webhook_is_a_conflict(sandbox: Sandbox, bot: Bot) -> None:
    """Until the webhook is deleted."""
    await bot.call("setWebhook", url="https://127.0.0.1:8443/x")
    refused = await bot.call("getUpdates")
    assert (refused.status, refused.description) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    assert (await bot.call("deleteWebhook")).result is True
    assert (await bot.call("getUpdates")).status == 200


async def test_deleting_the_webhook_may_drop_what_is_pending(sandbox: Sandbox, bot: Bot) -> None:
    """`drop_pending_updates` forgets all; without it nothing is lost."""
    await sandbox.person.write("سلام")
    await bot.call("deleteWebhook")
    assert len(await bot.updates()) == 1
    await bot.call("deleteWebhook", drop_pending_updates=True)
    assert await bot.updates() == []
