"""The local Telegram as a running server: `async with running_sandbox() as sandbox:`.

It listens on 127.0.0.1 only and is not Telegram.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.control import Control, NewsroomPanel, SandboxClock, answer
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.limits import FloodLimits
from bot.sandbox.live import Live
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.people import Person, newcomer
from bot.sandbox.people_api import PeopleApi
from bot.sandbox.record import Record, Request
from bot.sandbox.world import TOKEN, World

HOST = "127.0.0.1"
MAX_BODY = 64 << 20
Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running local Telegram. `url` is what `TELEGRAM_API_URL` takes; `person` has already started the bot."""

    url: str
    token: str
    person: Person
    world: World
    record: Record
    faults: Faults
    clock: SandboxClock
    session: aiohttp.ClientSession

    @property
    def chat_id(self) -> int:
        """The private chat that is already started."""
        return self.person.chat_id

    def advance(self, seconds: float) -> None:
        """Put the local Telegram's clock forward: updates, queries and flood limits age at once."""
        self.clock.advance(seconds)

    async def newcomer(self, first_name: str, *, username: str = "", language_code: str = "fa") -> Person:
        """Another person, who has not started the bot."""
        return await newcomer(self.session, self.url, first_name, username=username, language_code=language_code)


@asynccontextmanager
async def running_sandbox(
    port: int = 0,
    *,
    limits: bool = False,
    local: bool = False,
    newsroom: Newsroom | None = None,
    clock: Callable[[], float] = time.time,
    seed: int = 0,
    log: Callable[[str], None] | None = None,
) -> AsyncIterator[Sandbox]:
    """A local Telegram on a port of 127.0.0.1 (0: a free one) until the end of the block.

    `limits` keeps Telegram's flood limits, `local` lets webhooks go to plain http, `newsroom` gives the page its panel, `seed` is
    that of random faults, `log` hears of every request.
    """
    sandbox_clock = SandboxClock(clock)
    world = World(sandbox_clock)
    first = world.add_person("سارا", "sara_nemoone", started=True)
    hub, record, faults = Hub(world), Record(), Faults(seed)
    if log is not None:
        record.heard = lambda request: log(_line(request))
    api = BotApi(world, record, faults, FloodLimits(sandbox_clock) if limits else None, local=local)
    panel = NewsroomPanel(newsroom, hub).routes() if newsroom is not None else []
    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_route("*", "/bot{token}/{method}", api.handle)
    app.router.add_get("/file/bot{token}/{path:.+}", api.file)
    live = Live(world, hub)
    app.on_shutdown.append(live.close)
    parts = (PeopleApi(world, hub), Control(record, faults, sandbox_clock), live)
    for route in (*panel, *(route for part in parts for route in part.routes())):
        app.router.add_route(route.method, route.path, guarded(route.handler))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        url = f"http://{HOST}:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as session:
            person = Person(session, url, first.id, first.first_name)
            yield Sandbox(url, TOKEN, person, world, record, faults, sandbox_clock, session)
    finally:
        api.poller.interrupt(None)
        await api.courier.stop()
        await runner.cleanup()


def guarded(handler: Handler) -> Handler:
    """For all that is not the Bot API: only this server's own page and local programs, and refusals as JSON.

    A page from elsewhere must not act as one of the people: its requests carry another Host or Origin, or no JSON.
    """

    async def guard(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if urlsplit(f"//{request.host}").hostname not in (HOST, "localhost") or (
            origin is not None and urlsplit(origin).netloc != request.host
        ):
            return answer({"error": "only from this computer"}, 403)
        if request.method == "POST" and request.content_type != "application/json":
            return answer({"error": "JSON expected"}, 415)
        try:
            return await handler(request)
        except ApiError as error:
            return answer({"error": error.description}, error.code)
        except (KeyError, ValueError, TypeError) as error:
            return answer({"error": f"not understood: {error}"}, 400)

    return guard


def _line(request: Request) -> str:
    fault = f" fault={request.fault}" if request.fault else ""
    chat = f" chat_id={request.chat_id}" if request.chat_id is not None else ""
    return f"{request.status or 'cut'} {request.method}{chat}{fault}"
