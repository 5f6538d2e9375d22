"""The web server beside the bot: Telegram's webhook, and what operators look at (health, readiness, metrics)."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web
from telegram import Update

from bot.handlers.common import App

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 — the name of a header, not a secret
HOOK_PATH = "/telegram"
LARGEST_UPDATE = 1 << 20

Numbers = Callable[[], Awaitable[Mapping[str, float]]]


@dataclass(frozen=True, slots=True)
class WebServer:
    """A running server; `port` is the one it listens on, also where 0 was asked for."""

    port: int
    runner: web.AppRunner

    async def close(self) -> None:
        await self.runner.cleanup()


async def start_web(host: str, port: int, application: App, secret: str, numbers: Numbers) -> WebServer:
    """Listens on `host`:`port`.

    `/health` says that the process lives, `/ready` that the database answers, `/metrics` gives `numbers` in Prometheus' text
    format. A webhook call without the secret is refused; it is answered 200 only after its handlers have finished, so that
    Telegram repeats what a crash interrupted.
    """
    server = web.Application(client_max_size=LARGEST_UPDATE)
    server.router.add_get("/health", _health)
    server.router.add_get("/ready", _ready(numbers))
    server.router.add_get("/metrics", _metrics(numbers))
    server.router.add_post(HOOK_PATH, _hook(application, secret))
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    address = runner.addresses[0]
    return WebServer(int(address[1]), runner)


async def _health(_: web.Request) -> web.Response:
    return web.json_response({"alive": True})


def _ready(numbers: Numbers) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def ready(_: web.Request) -> web.Response:
        try:
            await numbers()
        except Exception as error:  # noqa: BLE001 — whatever is wrong, the answer is "not ready", and the log has the reason
            log.warning("not ready: %s", error)
            return web.json_response({"ready": False}, status=503)
        return web.json_response({"ready": True})

    return ready


def _metrics(numbers: Numbers) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def metrics(_: web.Request) -> web.Response:
        lines = [f"naql_{name} {value:g}" for name, value in sorted((await numbers()).items())]
        return web.Response(text="\n".join(lines) + "\n", content_type="text/plain")

    return metrics


def _hook(application: App, secret: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def hook(request: web.Request) -> web.Response:
        if not secret or not hmac.compare_digest(request.headers.get(SECRET_HEADER, ""), secret):
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), application.bot)
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        await application.process_update(update)
        return web.Response()

    return hook
