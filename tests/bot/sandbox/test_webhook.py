"""Webhooks over real HTTP: order, parallelism, retries, the secret, answers that ask for a method."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import api
from bot.sandbox.server import Sandbox, running_sandbox
from tests.bot.sandbox.scene import Bot


@dataclass
class Receiver:
    """A bot's web server. `answer` decides what each update gets: (status, body)."""

    url: str = ""
    seen: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], tuple[int, str]] = lambda _update: (200, "")
    hold: dict[int, asyncio.Event] = field(default_factory=dict)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def handle(self, request: web.Request) -> web.Response:
        update = json.loads(await request.read())
        chat = update["message"]["chat"]["id"]
        if chat in self.hold:
            await self.hold[chat].wait()
        async with self.news:
            self.seen.append((update, request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")))
            self.news.notify_all()
        status, body = self.answer(update)
        return web.Response(status=status, text=body, content_type="application/json")

    async def until(self, count: int) -> list[str]:
        async with asyncio.timeout(10), self.news:
            await self.news.wait_for(lambda: len(self.seen) >= count)
        return [update["message"]["text"] for update, _secret in self.seen]


@pytest.fixture
async def local(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    monkeypatch.setattr(api, "FIRST_DELAY_S", 0.02)
    async with running_sandbox(local=True) as running:
        yield running


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_arrive_with_the_secret_and_in_order(local: Sandbox, receiver: Receiver) -> None:
    """What waited before the webhook was set arrives too; nothing is left pending."""
    bot = Bot(local)
    await local.person.write("یک")
    answer = await bot.call("setWebhook", url=receiver.url, secret_token="s-1")
    assert answer.body == {"ok": True, "result": True, "description": "Webhook was set"}
    await local.person.write("دو")
    assert await receiver.until(2) == ["یک", "دو"]
    assert {secret for _update, secret in receiver.seen} == {"s-1"}
    assert (await bot.call("getWebhookInfo")).result["url"] == receiver.url
    assert (await bot.call("setWebhook", url=receiver.url, secret_token="s-1")).description == "Webhook is already set"


async def test_what_is_not_taken_comes_again(local: Sandbox, receiver: Receiver) -> None:
    """Until the bot answers 2xx; later updates of the chat wait for it; the trouble is told."""
    bot = Bot(local)
    failures = iter([(500, ""), (404, ""), (200, "")])
    receiver.answer = lambda _update: next(failures, (200, ""))
    await bot.call("setWebhook", url=receiver.url)
    await local.person.write("یک")
    await local.person.write("دو")
    assert await receiver.until(4) == ["یک", "یک", "یک", "دو"]
    info = (await bot.call("getWebhookInfo")).result
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_chats_do_not_wait_for_each_other(local: Sandbox, receiver: Receiver) -> None:
    """While one chat's update is being worked on, another's arrives."""
    nader = await local.newcomer("نادر")
    receiver.hold[local.chat_id] = asyncio.Event()
    await Bot(local).call("setWebhook", url=receiver.url)
    await local.person.write("کند")
    await nader.write("تند")
    assert await receiver.until(1) == ["تند"]
    receiver.hold[local.chat_id].set()
    assert await receiver.until(2) == ["تند", "کند"]


async def test_an_answer_may_ask_for_a_method(local: Sandbox, receiver: Receiver) -> None:
    """As the documentation allows; it stands in the record like any request."""
    receiver.answer = lambda update: (
        200,
        json.dumps({"method": "sendMessage", "chat_id": update["message"]["chat"]["id"], "text": "پاسخ"}),
    )
    await Bot(local).call("setWebhook", url=receiver.url)
    await local.person.write("سلام")
    assert (await local.person.wait_for(lambda m: m.text == "پاسخ")).from_bot
    assert len(local.record.of("sendMessage")) == 1


async def test_setting_a_webhook_ends_the_poll(local: Sandbox, receiver: Receiver) -> None:
    """With 409; an empty address removes the webhook, and updates wait for polls again."""
    bot = Bot(local)
    poll = asyncio.create_task(bot.call("getUpdates", timeout=50))
    await asyncio.sleep(0.3)
    await bot.call("setWebhook", url=receiver.url)
    assert (await poll).description == "Conflict: terminated by setWebhook request"
    assert (await bot.call("setWebhook", url="")).description == "Webhook was deleted"
    await local.person.write("سلام")
    assert len(await bot.updates()) == 1
