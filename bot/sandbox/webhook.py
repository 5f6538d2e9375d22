"""Webhooks: updates are posted to the bot's address, in order within a chat, side by side across chats, until it answers 2xx."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.errors import bad_request
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.updates import Pending, UpdateQueue

RunMethod: TypeAlias = Callable[[str, Params], Awaitable[object]]
PORTS = (80, 88, 443, 8443)
FIRST_DELAY_S, MAX_DELAY_S = 1.0, 60.0
ANSWER_WITHIN_S = 60.0
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates go. `certificate`: the PEM of a self-signed server, empty where there is none."""

    url: str
    secret: str = ""
    max_connections: int = 40
    certificate: str = ""


def read_webhook(p: Params, *, local: bool) -> Webhook | None:
    """The webhook that setWebhook asks for; None where its address is empty, which removes it.

    Raises:
        ApiError: 400 where the address or the secret is not allowed. Plain http and other ports pass only with `local`.
    """
    url = p.text("url").strip()
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if not local and parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not local and (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = p.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    certificate = p.files["certificate"].data.decode("ascii", "replace") if "certificate" in p.files else ""
    return Webhook(url, secret, max(1, min(p.integer("max_connections", 40), 100)), certificate)


class Courier:
    """Delivers updates while a webhook is set. `run_method` does what the bot asks for in its answer."""

    def __init__(
        self, updates: UpdateQueue, run_method: Callable[[str, Params], Awaitable[object]], first_delay_s: float
    ) -> None:
        self._updates = updates
        self._run_method = run_method
        self._first_delay_s = first_delay_s
        self._task: asyncio.Task[None] | None = None
        self.webhook: Webhook | None = None
        self.last_error: tuple[int, str] | None = None

    async def set(self, webhook: Webhook | None) -> None:
        """Deliver to another address from now on, or to none."""
        await self.stop()
        self.webhook, self.last_error = webhook, None
        if webhook is not None:
            self._task = asyncio.create_task(self._deliver_all(webhook))

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = None

    async def _deliver_all(self, webhook: Webhook) -> None:
        busy: dict[int, asyncio.Task[None]] = {}
        context = ssl.create_default_context(cadata=webhook.certificate) if webhook.certificate else None
        connector = aiohttp.TCPConnector(ssl=context or True, limit=webhook.max_connections)
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN_S)
        try:
            async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
                while True:
                    for pending in self._updates.peek(len(self._updates)):
                        if pending.chat not in busy and len(busy) < webhook.max_connections:
                            busy[pending.chat] = asyncio.create_task(self._deliver(session, webhook, pending))
                    await self._next_change(busy)
                    busy = {chat: task for chat, task in busy.items() if not task.done()}
        finally:
            for task in busy.values():
                task.cancel()

    async def _next_change(self, busy: dict[int, asyncio.Task[None]]) -> None:
        arrived = asyncio.create_task(self._updates.arrived.wait())
        try:
            await asyncio.wait({arrived, *busy.values()}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrived.cancel()

    async def _deliver(self, session: aiohttp.ClientSession, webhook: Webhook, pending: Pending) -> None:
        delay = self._first_delay_s
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        while True:
            problem, body = await self._post(session, webhook.url, headers, pending)
            if not problem:
                break
            self.last_error = (int(self._updates.now), problem)
            await asyncio.sleep(delay)
            delay = min(delay * 2, MAX_DELAY_S)
        self._updates.remove(pending.id)
        await self._obey(body)

    async def _post(self, session: aiohttp.ClientSession, url: str, headers: dict[str, str], pending: Pending) -> tuple[str, str]:
        """(what went wrong, the answer's body); the first is empty where the bot took the update."""
        try:
            async with session.post(url, json=pending.update, headers=headers) as response:
                if response.status // 100 == 2:
                    return "", await response.text()
                return f"Wrong response from the webhook: {response.status} {response.reason}", ""
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"Connection failed: {error.__class__.__name__}", ""

    async def _obey(self, body: str) -> None:
        """A bot may ask for one method in its answer; nobody is told how that went, as in Telegram."""
        try:
            request = json.loads(body) if body.strip().startswith("{") else None
        except ValueError:
            return
        if isinstance(request, dict) and isinstance(request.get("method"), str):
            values: JsonDict = {key: value for key, value in request.items() if key != "method"}
            await self._run_method(request["method"].lower(), Params(values))
