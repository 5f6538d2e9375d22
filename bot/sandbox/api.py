"""The Bot API's side of the server: `/bot<token>/<method>`."""

from __future__ import annotations

import json

from aiohttp import web

from bot.sandbox.errors import NO_METHOD, UNAUTHORIZED, ApiError
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Params, read_params
from bot.sandbox.polling import Poller
from bot.sandbox.record import Record, Request
from bot.sandbox.world import TOKEN, World


class BotApi:
    """Answers the bot's requests and keeps a record of them."""

    def __init__(self, world: World, record: Record) -> None:
        self.world = world
        self.record = record
        self.poller = Poller(world.updates)
        self.webhook_url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        at = self.world.clock()
        name = request.match_info["method"]
        params = Params({})
        try:
            if request.match_info["token"] != TOKEN:
                raise UNAUTHORIZED
            params = await read_params(request)
            status, body = 200, {"ok": True, "result": await self._run(name.lower(), params)}
        except ApiError as error:
            status, body = error.code, error.answer()
        self.record.add(Request(at, name, params.values, status))
        headers = {"Retry-After": str(body["parameters"]["retry_after"])} if status == 429 else None  # type: ignore[index]
        return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")

    async def _run(self, name: str, params: Params) -> object:
        if name == "getupdates":
            return await self.poller.poll(params, bool(self.webhook_url))
        if name == "deletewebhook":
            if params.boolean("drop_pending_updates"):
                self.world.updates.clear()
            self.webhook_url = ""
            return True
        if name == "getwebhookinfo":
            pending = len(self.world.updates)
            return {"url": self.webhook_url, "has_custom_certificate": False, "pending_update_count": pending}
        method = METHODS.get(name)
        if method is None:
            raise NO_METHOD
        return method(self.world, params)
