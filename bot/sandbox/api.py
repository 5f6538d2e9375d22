"""The Bot API's side of the server: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.errors import NO_METHOD, OTHER_WEBHOOK, UNAUTHORIZED, ApiError, conflict
from bot.sandbox.faults import Fault, Faults, Rule
from bot.sandbox.limits import FloodLimits
from bot.sandbox.methods import METHODS
from bot.sandbox.params import JsonDict, Params, read_params
from bot.sandbox.polling import Poller
from bot.sandbox.record import Record, Request
from bot.sandbox.webhook import FIRST_DELAY_S, Courier, read_webhook
from bot.sandbox.world import TOKEN, World

HELD_S = 3600.0
_CUT = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends a reset


@dataclass(frozen=True, slots=True)
class Spoken:
    """A result that comes with words of the server's."""

    result: object
    description: str


class BotApi:
    """Answers the bot's requests and keeps a record of them. `limits` is None where there are none."""

    def __init__(
        self,
        world: World,
        record: Record,
        faults: Faults | None = None,
        limits: FloodLimits | None = None,
        *,
        local: bool = False,
    ) -> None:
        self.world = world
        self.record = record
        self.faults = faults or Faults()
        self.limits = limits
        self.local = local
        self.poller = Poller(world.updates)
        self.courier = Courier(world.updates, self._run_quietly, FIRST_DELAY_S)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request of the bot: the fault that is due, the method, the record."""
        at = self.world.clock()
        name = request.match_info["method"]
        params = Params({})
        rule: Rule | None = None
        body: dict[str, Any]
        try:
            if request.match_info["token"] != TOKEN:
                raise UNAUTHORIZED
            params = await read_params(request)
            rule = self.faults.choose(name.lower(), _chat_id(params))
            if rule is not None:
                await _before(rule)
            result = await self._run(name.lower(), params)
            status, body = 200, {"ok": True, "result": result}
            if isinstance(result, Spoken):
                body = {"ok": True, "result": result.result, "description": result.description}
        except ApiError as error:
            status, body = error.code, error.answer()
        except _CutError:
            status, body = 0, {}
        cut = status == 0 or (rule is not None and rule.fault in (Fault.RESET_AFTER, Fault.TIMEOUT))
        fault, refusal = rule.fault.value if rule else "", str(body.get("description", "")) if status >= 400 else ""
        self.record.add(Request(at, name, params.values, 0 if cut else status, fault, refusal))
        if cut:
            if rule is not None and rule.fault is Fault.TIMEOUT:
                await asyncio.sleep(rule.seconds or HELD_S)
            _cut(request)
        wait = _retry_after(body)
        headers = {"Retry-After": str(wait)} if wait else None
        return web.Response(
            body=json.dumps(body).encode(), status=status or 500, headers=headers, content_type="application/json"
        )

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file that getFile named."""
        kept = self.world.files.get(request.match_info["path"].split("/")[-1])
        if request.match_info["token"] != TOKEN or kept is None:
            return web.json_response(ApiError(404, "Not Found").answer(), status=404)
        return web.Response(body=kept[2], content_type="application/octet-stream")

    async def _run(self, name: str, params: Params) -> object:
        method = METHODS.get(name)
        if method is not None:
            if self.limits is not None and (count := _new_messages(name, params)):
                chat = self.world.find_chat(params.text("chat_id"))
                if chat is not None:
                    self.limits.take(chat.id, count, paid=params.boolean("allow_paid_broadcast"))
            return method(self.world, params)
        if name == "getupdates":
            return await self.poller.poll(params, self.courier.webhook is not None)
        if name == "setwebhook":
            return await self._set_webhook(params)
        if name == "deletewebhook":
            return await self._delete_webhook(params)
        if name == "getwebhookinfo":
            return self._webhook_info()
        raise NO_METHOD

    async def _run_quietly(self, name: str, params: Params) -> object:
        """A method from a webhook's answer."""
        at = self.world.clock()
        try:
            result, status = await self._run(name, params), 200
        except ApiError as error:
            result, status = None, error.code
        self.record.add(Request(at, name, params.values, status))
        return result

    async def _set_webhook(self, params: Params) -> object:
        webhook = read_webhook(params, local=self.local)
        if webhook is None:
            return await self._delete_webhook(params)
        allowed = params.json("allowed_updates")
        if isinstance(allowed, list):
            self.world.updates.allow([str(kind) for kind in allowed])
        if params.boolean("drop_pending_updates"):
            self.world.updates.clear()
        if webhook == self.courier.webhook:
            return Spoken(True, "Webhook is already set")
        self.poller.interrupt(conflict(OTHER_WEBHOOK))
        await self.courier.set(webhook)
        return Spoken(True, "Webhook was set")

    async def _delete_webhook(self, params: Params) -> object:
        if params.boolean("drop_pending_updates"):
            self.world.updates.clear()
        was = self.courier.webhook
        await self.courier.set(None)
        return Spoken(True, "Webhook was deleted" if was else "Webhook is already deleted")

    def _webhook_info(self) -> JsonDict:
        webhook, updates = self.courier.webhook, self.world.updates
        info: JsonDict = {
            "url": webhook.url if webhook else "",
            "has_custom_certificate": bool(webhook and webhook.certificate),
            "pending_update_count": len(updates),
        }
        if webhook is not None:
            info |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
        if updates.allowed is not None:
            info["allowed_updates"] = sorted(updates.allowed)
        if self.courier.last_error is not None:
            info["last_error_date"], info["last_error_message"] = self.courier.last_error
        return info


async def _before(rule: Rule) -> None:
    if rule.fault is Fault.LATENCY:
        await asyncio.sleep(rule.seconds)
    if rule.fault is Fault.RESET_BEFORE:
        raise _CutError
    if (refusal := rule.refusal()) is not None:
        raise refusal


def _retry_after(body: dict[str, Any]) -> int:
    """The `retry_after` of an answer in seconds; 0 where there is none."""
    return int(body.get("parameters", {}).get("retry_after", 0))


class _CutError(Exception):
    """The connection is to be cut before anything is done."""


def _cut(request: web.Request) -> None:
    """Cut the connection so that the client sees a reset."""
    transport = request.transport
    if transport is None:
        return
    sock = transport.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _CUT)
    transport.abort()


def _chat_id(params: Params) -> int | None:
    return params.integer("chat_id") or None


def _new_messages(name: str, params: Params) -> int:
    """How many messages a method puts into a chat."""
    if name == "sendmediagroup":
        media = params.json("media")
        return len(media) if isinstance(media, list) else 1
    if name in ("copymessages", "forwardmessages"):
        numbers = params.json("message_ids")
        return len(numbers) if isinstance(numbers, list) else 1
    if name.startswith("send") and name != "sendchataction":
        return 1
    return 1 if name in ("copymessage", "forwardmessage") else 0
