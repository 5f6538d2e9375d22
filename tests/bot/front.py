"""The local Telegram behind a front that does to requests what networks and overloaded servers do, and notes every one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs

from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.errors import ApiError, flood
from bot.sandbox.record import Record
from bot.sandbox.world import BOT_ID, TOKEN, Chat, Member, World


class Fault(StrEnum):
    """What happens to a request; those that say "after" happen when Telegram has done what was asked."""

    NONE = ""
    FLOOD = "429"
    SERVER_ERROR = "500"
    RESET_BEFORE = "reset before"
    RESET_AFTER = "reset after"
    HANG_AFTER = "no answer after"
    GATEWAY_AFTER = "502 after"


@dataclass(frozen=True, slots=True)
class Arrival:
    at: float
    method: str
    chat_id: int
    text: str
    fault: Fault


Faults = Callable[[str, int, str], Fault]


class Front:
    """`faults(method, chat id, text)` says what happens to a request; `arrivals` are all of them, in order."""

    def __init__(self, faults: Faults) -> None:
        self.world = World(time.time)
        self.record = Record()
        self.faults = faults
        self.retry_after = 1
        self.latency = 0.0
        self.arrivals: list[Arrival] = []
        self.url = ""
        self._came = asyncio.Condition()
        self._api = BotApi(self.world, self.record)

    token = TOKEN

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        form = parse_qs((await request.read()).decode())
        chat_id = int(form.get("chat_id", ["0"])[0])
        text = form.get("text", [""])[0]
        fault = self.faults(method, chat_id, text)
        self.arrivals.append(Arrival(time.monotonic(), method, chat_id, text, fault))
        async with self._came:
            self._came.notify_all()
        if self.latency:
            await asyncio.sleep(self.latency)
        if fault is Fault.FLOOD:
            return _refusal(flood(self.retry_after))
        if fault is Fault.SERVER_ERROR:
            return _refusal(ApiError(500, "Internal Server Error"))
        if fault is Fault.RESET_BEFORE:
            return _cut(request)
        response = await self._api.handle(request)
        if fault is Fault.RESET_AFTER:
            return _cut(request)
        if fault is Fault.HANG_AFTER:
            await asyncio.sleep(30)
        if fault is Fault.GATEWAY_AFTER:
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        return response

    def person(self) -> int:
        """The id of a person who has started the bot."""
        return self.world.add_person("نمونه", started=True).id

    def group(self, kind: str = "group", *, is_forum: bool = False) -> Chat:
        """A group with the bot in it."""
        chat = self.world.add_chat(kind, "گروه نمونه", self.person(), is_forum=is_forum)
        chat.members[BOT_ID] = Member("member")
        return chat

    def texts(self, chat_id: int) -> list[str]:
        """What stands in a chat, in order."""
        return [str(message.get("text", "")) for message in self.world.chats[chat_id].messages.values()]

    def sends(self) -> list[Arrival]:
        return [arrival for arrival in self.arrivals if arrival.method == "sendMessage"]

    async def wait_for_sends(self, number: int) -> None:
        """Returns when so many messages have been sent."""
        async with self._came:
            await asyncio.wait_for(self._came.wait_for(lambda: len(self.sends()) >= number), 20)


def _refusal(error: ApiError) -> web.Response:
    return web.json_response(error.answer(), status=error.code)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def no_faults(_method: str, _chat_id: int, _text: str) -> Fault:
    return Fault.NONE


@asynccontextmanager
async def running_front(faults: Faults = no_faults, *, port: int = 0) -> AsyncIterator[Front]:
    """A front on a free port of 127.0.0.1."""
    front = Front(faults)
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", front.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, keepalive_timeout=60)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        front.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield front
    finally:
        await runner.cleanup()
