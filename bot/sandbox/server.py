"""The local Telegram as a running server: `async with running_sandbox() as sandbox:`.

It listens on 127.0.0.1 only and is not Telegram.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.hub import Hub
from bot.sandbox.people import Person, newcomer
from bot.sandbox.people_api import PeopleApi, people_errors
from bot.sandbox.record import Record
from bot.sandbox.world import TOKEN, World

HOST = "127.0.0.1"
MAX_BODY = 64 << 20


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running local Telegram. `url` is what `TELEGRAM_API_URL` takes; `person` has already started the bot."""

    url: str
    token: str
    person: Person
    world: World
    record: Record
    session: aiohttp.ClientSession

    @property
    def chat_id(self) -> int:
        """The private chat that is already started."""
        return self.person.chat_id

    async def newcomer(self, first_name: str, *, username: str = "", language_code: str = "fa") -> Person:
        """Another person, who has not started the bot."""
        return await newcomer(self.session, self.url, first_name, username=username, language_code=language_code)


@asynccontextmanager
async def running_sandbox(port: int = 0, *, clock: Callable[[], float] = time.time) -> AsyncIterator[Sandbox]:
    """A local Telegram on a port of 127.0.0.1 (0: a free one) until the end of the block."""
    world = World(clock)
    first = world.add_person("سارا", "sara_nemoone", started=True)
    hub, record = Hub(world), Record()
    app = web.Application(client_max_size=MAX_BODY, middlewares=[people_errors])
    app.router.add_route("*", "/bot{token}/{method}", BotApi(world, record).handle)
    app.add_routes(PeopleApi(world, hub).routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        url = f"http://{HOST}:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as session:
            yield Sandbox(url, TOKEN, Person(session, url, first.id, first.first_name), world, record, session)
    finally:
        await runner.cleanup()
